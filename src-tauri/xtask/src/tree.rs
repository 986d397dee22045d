//! Where things stand in the source tree and where cargo builds them.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the source tree.
pub(crate) fn root() -> PathBuf {
    // `cargo run` tells where the package stands today; what was compiled in tells where it stood
    // when it was built
    let package = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package
        .ancestors()
        .nth(2)
        .map_or_else(|| package.clone(), Path::to_path_buf)
}

/// Where cargo builds; a relative `CARGO_TARGET_DIR` is meant from where the command was given.
pub(crate) fn target() -> PathBuf {
    let named = env::var_os("CARGO_TARGET_DIR")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from);
    named.map_or_else(
        || root().join("target"),
        |dir| std::path::absolute(&dir).unwrap_or(dir),
    )
}

/// A program that cargo has built.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    target()
        .join(profile)
        .join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// Where programs are looked for; cargo's own folder need not be on the search path.
pub(crate) fn search_path() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path)
        .chain(home.map(|home| home.join("bin")))
        .collect()
}

/// Where a program of this name is.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let mut places = search_path().into_iter().map(|folder| folder.join(&file));
    places.find(|place| place.is_file())
}

/// Whether a program of this name is there.
pub(crate) fn has_program(name: &str) -> bool {
    program(name).is_some()
}
