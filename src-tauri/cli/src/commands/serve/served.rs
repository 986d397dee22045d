//! What is served: the desk, who may ask, and a private folder for files that come and go.

use super::folder::Folder;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use xianbaohui_desk::desk::Desk;

/// A desk that is served.
pub(super) struct Served {
    pub(super) desk: Arc<Desk>,
    token: String,
    /// `127.0.0.1:1234`
    pub(super) host: String,
    /// for nobody else to look into; goes when serving ends
    folder: Folder,
    files: AtomicU64,
}

impl Served {
    pub(super) fn new(desk: Arc<Desk>, port: u16) -> std::io::Result<Self> {
        let mut random = [0_u8; 32];
        getrandom::fill(&mut random).map_err(std::io::Error::other)?;
        Ok(Self {
            desk,
            token: xianbaohui_files::hex(&random),
            host: format!("127.0.0.1:{port}"),
            folder: Folder::new()?,
            files: AtomicU64::default(),
        })
    }

    /// The address with the token behind its #: no browser sends that part to anybody.
    pub(super) fn address(&self) -> String {
        format!("http://{}/#token={}", self.host, self.token)
    }

    /// Whether this is the token. How long it takes does not tell how much of it is right.
    pub(super) fn is_token(&self, given: &str) -> bool {
        let pairs = given.bytes().zip(self.token.bytes());
        let differing = pairs.fold(0, |sum, (one, other)| sum | (one ^ other));
        given.len() == self.token.len() && differing == 0
    }

    /// A place in the private folder for a file of this name, and no other file.
    pub(super) fn place(&self, kind: &str, name: &str) -> std::io::Result<PathBuf> {
        let number = self.files.fetch_add(1, Ordering::Relaxed);
        let folder = self.folder.path().join(kind).join(number.to_string());
        std::fs::create_dir_all(&folder)?;
        Ok(folder.join(name))
    }

    /// Whether a path lies in that part of the private folder.
    pub(super) fn has(&self, kind: &str, path: &Path) -> bool {
        let is_plain = path
            .components()
            .all(|part| !matches!(part, std::path::Component::ParentDir));
        is_plain && path.starts_with(self.folder.path().join(kind))
    }

    /// Takes the private folder away, also while a page still holds on to it.
    pub(super) fn clear(&self) {
        let _ = std::fs::remove_dir_all(self.folder.path());
    }

    /// Opens the address in the officer's browser, by way of a file: everybody on this machine can
    /// read the words that a program is started with.
    pub(super) fn show(&self) {
        let page = self.folder.path().join("打开.html");
        let text = format!(
            "<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=\"0;url={}\">",
            self.address()
        );
        let written = private_file(&page).and_then(|mut file| file.write_all(text.as_bytes()));
        if written.is_ok() {
            open(&page);
        }
    }
}

fn private_file(path: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Where no browser can be started the address is there to be copied.
fn open(page: &Path) {
    let program = if cfg!(windows) {
        "explorer"
    } else if cfg!(target_os = "macos") {
        "open"
    } else {
        let screens = ["DISPLAY", "WAYLAND_DISPLAY"];
        if !screens.iter().any(|name| std::env::var_os(name).is_some()) {
            return;
        }
        "xdg-open"
    };
    let _ = Command::new(program)
        .arg(page)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
