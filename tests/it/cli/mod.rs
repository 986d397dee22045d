//! `xbh` as scripts see it: exit statuses, one JSON document and nothing else, the shape that is
//! promised.

mod cells;
mod documents;
mod exits;
mod one_document;
mod served;
mod terminal;
mod usage;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

/// The program beside this test binary, built first so that it is never an old one.
pub(crate) fn xbh() -> &'static Path {
    static XBH: OnceLock<PathBuf> = OnceLock::new();
    XBH.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let profile = own.ancestors().nth(2).unwrap();
        let path = profile.join(format!("xbh{}", std::env::consts::EXE_SUFFIX));
        // without cargo, or where `cargo xtask test` has just built everything, the binary that
        // lies there is meant
        if let Some(cargo) =
            std::env::var_os("CARGO").filter(|_| std::env::var_os("XBH_IS_BUILT").is_none())
        {
            let mut build = Command::new(cargo);
            build
                .args(["build", "--quiet", "--package", "xbh", "--target-dir"])
                .arg(profile.parent().unwrap());
            if profile.ends_with("release") {
                build.arg("--release");
            }
            assert!(build.status().unwrap().success(), "xbh could not be built");
        }
        assert!(
            path.is_file(),
            "{} is not there: build it first",
            path.display()
        );
        path
    })
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(xbh())
        .args(arguments)
        .current_dir(folder)
        .env("USER", "测试")
        .output()
        .unwrap()
}
