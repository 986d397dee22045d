//! Which system this is.

use std::fs;

use crate::process;

/// Debian and Ubuntu, whose packages can be installed for the user; anything else, where he is told
/// what to install.
pub(crate) enum System {
    Apt,
    Other(String),
}

pub(crate) fn system() -> System {
    system_of(&fs::read_to_string("/etc/os-release").unwrap_or_default())
}

/// Only the two by name: what descends from them (`ID_LIKE=debian`) need not have the same
/// packages.
fn system_of(os_release: &str) -> System {
    let field = |key: &str| {
        os_release
            .lines()
            .find_map(|line| line.strip_prefix(key))
            .map(|value| value.trim_matches(['"', '\'']).to_owned())
    };
    match field("ID=").as_deref() {
        Some("debian" | "ubuntu") => System::Apt,
        _ => {
            System::Other(field("PRETTY_NAME=").unwrap_or_else(|| std::env::consts::OS.to_owned()))
        }
    }
}

/// Packages need root: either the user is root or `sudo` asks him.
pub(crate) fn is_root() -> bool {
    process::answer(process::command("id").arg("-u")).is_some_and(|user| user == "0")
}

/// Whether a run by hand has a screen to show a window on.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let on_screen = cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY");
    on_screen && !set("CI")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_and_ubuntu_get_packages() {
        assert!(matches!(
            system_of("PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"),
            System::Apt
        ));
        assert!(matches!(
            system_of("ID=ubuntu\nID_LIKE=debian\n"),
            System::Apt
        ));
        assert!(matches!(system_of("ID=uos\nI\
                D_LIKE=debian\nPRETTY_NAME=\"UOS 20\"\n"), System::Other(name) if name == "UOS 20"));
        assert!(matches!(system_of(""), System::Other(_)));
    }
}
