//! Where things stand in the source tree and where cargo builds them.

use std::env;
use std::path::{Path, PathBuf};

/// The top of the source tree.
pub(crate) fn root() -> PathBuf {
    // `cargo run` tells where the package stands today; what was compiled in tells where it stood when it was built
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    package.ancestors().nth(2).map_or_else(|| package.clone(), Path::to_path_buf)
}

/// Where cargo builds; a relative `CARGO_TARGET_DIR` is meant from where the command was given.
pub(crate) fn target() -> PathBuf {
    let named = env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    named.map_or_else(|| root().join("target"), |dir| std::path::absolute(&dir).unwrap_or(dir))
}

/// A program that cargo has built.
pub(crate) fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
}

/// The user's folder of installed programs, which need not be on the search path.
pub(crate) fn cargo_bin() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| env::home_dir().map(|home| home.join(".cargo")))?;
    Some(home.join("bin"))
}

/// Whether a program of this name is on the search path or among cargo's.
pub(crate) fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&path).chain(cargo_bin()).map(|folder| folder.join(&file)).find(|file| file.is_file())
}
