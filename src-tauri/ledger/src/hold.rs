//! Who has a ledger open: a file beside it, held as long as the program works with it. It keeps
//! nobody out.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use xianbaohui_files::disk::FileId;

/// A program that has a ledger open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opener {
    /// name of the program
    pub program: String,
    /// who works with it
    pub operator: String,
    /// on which machine
    pub host: String,
    /// number of the process there
    pub pid: u32,
    /// since when, as text
    pub since: String,
}

impl Opener {
    /// This program, on this machine.
    pub fn here(operator: String, since: String) -> Self {
        let program = std::env::current_exe()
            .ok()
            .and_then(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .unwrap_or_default();
        let host = fs::read_to_string("/proc/sys/kernel/hostname")
            .ok()
            .or_else(|| std::env::var("COMPUTERNAME").ok())
            .or_else(|| std::env::var("HOSTNAME").ok());
        Self {
            program,
            operator,
            host: host.unwrap_or_default().trim().to_owned(),
            pid: std::process::id(),
            since,
        }
    }
}

impl fmt::Display for Opener {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pid == 0 {
            return out
                .write_str("这个账本正被另一个程序打开。可以照常使用；对方写入时这里会稍等。");
        }
        write!(
            out,
            "这个账本正被另一个程序打开：{}（{}，电脑 {}，进程 {}），自 {} 起。可以照常使用；对方\
                写入时这里会稍等。",
            self.program, self.operator, self.host, self.pid, self.since
        )
    }
}

/// The held file. Dropping it lets go and removes the file.
#[derive(Debug)]
pub(super) struct Hold {
    // held by being open
    file: File,
    pub(super) path: PathBuf,
}

impl Hold {
    /// What it says is for people; that it is held is what counts.
    fn write(&mut self, opener: &Opener) {
        let text = serde_json::to_vec(opener).unwrap_or_default();
        let _ = self
            .file
            .set_len(0)
            .and_then(|()| self.file.rewind())
            .and_then(|()| self.file.write_all(&text));
    }

    /// Says who holds it where that could not be written before: the disk was full.
    pub(super) fn say_at_last(&mut self, opener: &Opener) {
        if self.file.metadata().is_ok_and(|found| found.len() == 0) {
            self.write(opener);
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // removed while it is still held; whoever waits for it looks whether it is still there
        if is_still(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// Who holds a file, if it is there and held.
pub(super) fn look(path: &Path) -> Taken {
    if !fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
        return Taken::Unknown;
    }
    let Ok(mut file) = File::open(path) else {
        return Taken::Unknown;
    };
    // shared: two that look do not take each other for a holder
    match file.try_lock_shared() {
        Err(TryLockError::WouldBlock) => Taken::Theirs(read(&mut file).unwrap_or_else(unknown)),
        Ok(()) => {
            // left by a program that was ended from outside
            if is_still(&file, path) {
                let _ = fs::remove_file(path);
            }
            Taken::Unknown
        }
        Err(TryLockError::Error(_)) => Taken::Unknown,
    }
}

fn read(file: &mut File) -> Option<Opener> {
    let mut text = String::new();
    let _ = file.take(4096).read_to_string(&mut text);
    serde_json::from_str(&text).ok()
}

/// What came of it.
pub(super) enum Taken {
    Ours(Hold),
    Theirs(Opener),
    Unknown,
}

pub(super) fn take(path: &Path, opener: &Opener) -> Taken {
    let begun = Instant::now();
    loop {
        // a link in its place could lead anywhere
        if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
            return Taken::Unknown;
        }
        let Ok(mut file) = File::options()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(path)
        else {
            return Taken::Unknown;
        };
        match file.try_lock() {
            Ok(()) if is_still(&file, path) => {
                let mut hold = Hold {
                    file,
                    path: path.to_owned(),
                };
                hold.write(opener);
                return Taken::Ours(hold);
            }
            // its last holder has just removed it
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let is_read = (&mut file).take(4096).read_to_string(&mut text).is_ok();
                match serde_json::from_str(&text) {
                    Ok(other) => return Taken::Theirs(other),
                    // not readable while it is held (Windows), or its holder has not come to write
                    Err(_)
                        if is_still(&file, path)
                            && (!is_read || begun.elapsed() > LONGEST_WRITING) =>
                    {
                        return Taken::Theirs(unknown());
                    }
                    // two programs that start together: the other has it, and is about to say who
                    // it is
                    Err(_) => std::thread::sleep(Duration::from_millis(5)),
                }
            }
            Err(TryLockError::Error(_)) => return Taken::Unknown,
        }
        if begun.elapsed() > 2 * LONGEST_WRITING {
            return Taken::Unknown;
        }
    }
}

/// How long a program may take from holding the file to having written who it is.
const LONGEST_WRITING: Duration = Duration::from_secs(2);

fn unknown() -> Opener {
    let unknown = || "不详".to_owned();
    Opener {
        program: unknown(),
        operator: unknown(),
        host: unknown(),
        pid: 0,
        since: unknown(),
    }
}

fn is_still(file: &File, path: &Path) -> bool {
    file.metadata()
        .is_ok_and(|own| FileId::of(path).is_ok_and(|found| found == FileId::from(&own)))
}
