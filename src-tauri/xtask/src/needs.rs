//! What has to be on the machine, how to see whether it is, and how it gets there.

use std::path::PathBuf;
use std::process::Command;

use crate::machine::{self, System};
use crate::process::{self, Outcome};
use crate::{say, tree};

/// How to see that it is there on a system whose packages are not known.
enum Sign {
    Program(&'static str),
    Library(&'static str),
    /// cannot be seen simply, and is only recommended
    None,
}

struct Need {
    package: &'static str,
    purpose: &'static str,
    sign: Sign,
}

const fn need(package: &'static str, purpose: &'static str, sign: Sign) -> Need {
    Need {
        package,
        purpose,
        sign,
    }
}

/// To build the program and to see Chinese in its window.
const TO_BUILD: [Need; 4] = [
    need(
        "build-essential",
        "a C compiler, for SQLite",
        Sign::Program("cc"),
    ),
    need(
        "pkg-config",
        "finds libraries while building",
        Sign::Program("pkg-config"),
    ),
    need(
        "libwebkit2gtk-4.1-dev",
        "WebKitGTK 4.1, which draws the window",
        Sign::Library("webkit2gtk-4.1"),
    ),
    need("fonts-noto-cjk", "a Chinese font", Sign::None),
];

/// To drive the real window without a screen, and to see exported workbooks as they are printed.
const TO_TEST: [Need; 6] = [
    need(
        "webkit2gtk-driver",
        "drives the window in the end-to-end test",
        Sign::Program("WebKitWebDriver"),
    ),
    need(
        "xvfb",
        "a screen for the end-to-end test",
        Sign::Program("xvfb-run"),
    ),
    need("xauth", "used by xvfb-run", Sign::Program("xauth")),
    need(
        "dbus-x11",
        "a message bus for the window",
        Sign::Program("dbus-run-session"),
    ),
    need(
        "libreoffice-calc",
        "opens exported workbooks in the print test",
        Sign::Program("soffice"),
    ),
    need(
        "poppler-utils",
        "turns their pages into pictures",
        Sign::Program("pdftoppm"),
    ),
];

const NODE: (u32, u32) = (20, 19);

pub(crate) fn to_build() -> Outcome {
    satisfy(&TO_BUILD.iter().collect::<Vec<_>>())
}

pub(crate) fn to_test() -> Outcome {
    satisfy(&TO_BUILD.iter().chain(&TO_TEST).collect::<Vec<_>>())
}

/// A browser for the pages that `xbh serve` shows. Debian has one as a package; what Ubuntu calls
/// so cannot be driven from outside.
pub(crate) fn browser() -> Option<PathBuf> {
    const NAMES: [&str; 4] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    ];
    let found = || NAMES.iter().find_map(|name| tree::program(name));
    if found().is_none() && matches!(machine::system(), System::Apt) {
        // one that cannot be had is no failure
        let _ = process::run(&mut install_of(&["chromium"]));
    }
    found()
}

fn satisfy(needs: &[&Need]) -> Outcome {
    node()?;
    match machine::system() {
        System::Apt => install(needs),
        System::Other(name) => tell(needs, &name),
    }
}

fn node() -> Outcome {
    let (major, minor) = NODE;
    let Some(version) = process::answer(process::command("node").arg("--version")) else {
        return Err(format!(
            "node is not there: install Node.js {major}.{minor} or newer, with npm"
        )
        .into());
    };
    if version_of(&version) < Some(NODE) {
        return Err(format!(
            "node {version} is too old: install Node.js {major}.{minor} or newer, with npm"
        )
        .into());
    }
    if tree::has_program("npm") || cfg!(windows) {
        Ok(())
    } else {
        Err("npm is not there: install it beside node".into())
    }
}

/// `v20.20.2` → (20, 20)
fn version_of(text: &str) -> Option<(u32, u32)> {
    let mut parts = text
        .trim_start_matches('v')
        .split('.')
        .map(str::parse::<u32>);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

/// Debian and Ubuntu: nothing is run when every package is there.
fn install(needs: &[&Need]) -> Outcome {
    let there = installed(needs);
    let missing: Vec<&str> = needs
        .iter()
        .map(|need| need.package)
        .filter(|package| !there.iter().any(|name| name == package))
        .collect();
    if missing.is_empty() {
        say::line("all packages are there");
        return Ok(());
    }
    say::line(format_args!("missing packages: {}", missing.join(" ")));
    process::run(apt_get().arg("update"))?;
    process::run(&mut install_of(&missing))
}

fn install_of(packages: &[&str]) -> Command {
    let mut command = apt_get();
    command
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    command
}

fn installed(needs: &[&Need]) -> Vec<String> {
    let mut query = process::command("dpkg-query");
    query
        .args([
            "--show",
            "--showformat",
            "${Package} ${db:Status-Status}\\n",
        ])
        .args(needs.iter().map(|need| need.package));
    // it fails as soon as one of them is unknown, and still lists the others
    let output = query
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    output
        .lines()
        .filter_map(|line| line.strip_suffix(" installed"))
        .map(str::to_owned)
        .collect()
}

/// By `env`, because `sudo` does not hand on variables.
fn apt_get() -> Command {
    let mut command = process::command(if machine::is_root() { "env" } else { "sudo" });
    if !machine::is_root() {
        command.arg("env");
    }
    command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]);
    command
}

/// Elsewhere the packages have other names: say what is wanted, and stop if it is not all there.
fn tell(needs: &[&Need], system: &str) -> Outcome {
    let missing: Vec<String> = needs
        .iter()
        .filter(|need| !seen(&need.sign))
        .map(|need| format!("  {} ({} on Debian)", need.purpose, need.package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "this is {system}; packages are installed only on Debian and Ubuntu. Please install:\n{}",
        missing.join("\n")
    )
    .into())
}

fn seen(sign: &Sign) -> bool {
    // elsewhere the system brings its own compiler and browser engine
    match sign {
        Sign::Program(name) => !cfg!(target_os = "linux") || tree::has_program(name),
        Sign::Library(name) => {
            !cfg!(target_os = "linux")
                || process::answer(process::command("pkg-config").args(["--exists", name]))
                    .is_some()
        }
        Sign::None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_versions_are_compared_as_numbers() {
        assert_eq!(version_of("v20.20.2"), Some((20, 20)));
        assert!(version_of("v20.9.0") < Some(NODE));
        assert!(version_of("v24.0.1") > Some(NODE));
        assert!(version_of("nonsense") < Some(NODE));
    }
}
