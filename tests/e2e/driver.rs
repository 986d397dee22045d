//! tauri-driver and everything it starts, ended when the test ends, however it ends.

use std::env;
use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::{Outcome, ensure};

/// A dialog as those of a desktop are: it opens every file of the folder that it shows, in a
/// process of its own, and says which were chosen.
const DIALOG: &str = r#"#!/bin/sh
home=$(dirname "$(dirname "$0")")
cat "$(cat "$home/dialog-shows")"/* "$(cat "$home/dialog-shows")"/.*.lock > "$home/dialog-saw" 2> /dev/null
cat "$home/dialog-answers"
"#;

pub(crate) struct Driver {
    child: Child,
    port: u16,
}

impl Driver {
    /// Starts it with a home folder of its own, so that the program finds nothing from before and
    /// leaves nothing behind.
    pub(crate) fn start(home: &Path) -> Outcome<Self> {
        let (port, native) = free_ports()?;
        let log = File::create(home.join("driver.log"))?;
        let mut command = Command::new("tauri-driver");
        command.args([
            "--port",
            &port.to_string(),
            "--native-port",
            &native.to_string(),
        ]);
        command
            .env("HOME", home)
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1");
        for (name, folder) in [
            ("XDG_DATA_HOME", "data"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_DOCUMENTS_DIR", "documents"),
        ] {
            command.env(name, home.join(folder));
        }
        // no desktop of this machine may show a dialog that nobody answers; a program of the test's
        // own answers in its place
        fs::create_dir_all(home.join("bin"))?;
        fs::write(home.join("bin/zenity"), DIALOG)?;
        fs::set_permissions(home.join("bin/zenity"), fs::Permissions::from_mode(0o755))?;
        let path = env::var_os("PATH").unwrap_or_default();
        let path =
            env::join_paths(std::iter::once(home.join("bin")).chain(env::split_paths(&path)))?;
        command
            .env("PATH", path)
            .env("DBUS_SESSION_BUS_ADDRESS", "disabled:");
        // a group of its own: WebKitWebDriver, the program and its web processes belong to it
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .map_err(|error| format!("tauri-driver: {error}"))?;
        let driver = Self { child, port };
        driver.answers()?;
        Ok(driver)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// tauri-driver listens before WebKitWebDriver behind it does, and drops what it cannot hand
    /// on: only an answer from behind counts.
    fn answers(&self) -> Outcome {
        let begun = Instant::now();
        while !self
            .status()
            .is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
        {
            ensure(
                begun.elapsed() < Duration::from_secs(20),
                "WebKitWebDriver does not answer",
            )?;
            sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn status(&self) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "GET /status HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n",
            self.port
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    fn signal_group(&self, signal: &str) {
        let _ = Command::new("kill")
            .args([signal, "--", &format!("-{}", self.child.id())])
            .stderr(Stdio::null())
            .status();
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.signal_group("-TERM");
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) && begun.elapsed() < Duration::from_secs(3)
        {
            sleep(Duration::from_millis(20));
        }
        self.signal_group("-KILL");
        let _ = self.child.wait();
    }
}

/// Held together until both are known, so that they differ.
fn free_ports() -> Outcome<(u16, u16)> {
    let (one, other) = (
        TcpListener::bind(("127.0.0.1", 0))?,
        TcpListener::bind(("127.0.0.1", 0))?,
    );
    Ok((one.local_addr()?.port(), other.local_addr()?.port()))
}

/// A program built by the same cargo as this test, which itself lies in `deps` beside it.
pub(crate) fn built(name: &str) -> Outcome<PathBuf> {
    let test = env::current_exe()?;
    let folder = test
        .parent()
        .and_then(Path::parent)
        .ok_or("the test lies nowhere")?;
    let program = folder.join(name);
    ensure(
        program.is_file(),
        format!(
            "{} is not built: cargo build --bin xbh --bin xianbaohui",
            program.display()
        ),
    )?;
    Ok(program)
}

/// Where cargo builds.
pub(crate) fn target() -> Outcome<PathBuf> {
    Ok(env::current_exe()?
        .ancestors()
        .nth(3)
        .ok_or("the test lies nowhere")?
        .to_path_buf())
}
