//! Files that are being written, under names of their own beside their place, and what a killed
//! program left of them.

use crate::disk::{FileId, folder_of, has_second_name, random};
use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A new file beside the place, held until it has its name. What a killed program left there is
/// removed.
pub fn beside(path: &Path) -> io::Result<(File, PathBuf)> {
    sweep(folder_of(path));
    for _ in 0..8 {
        let part = folder_of(path).join(format!("{PART_START}{:016x}{PART_END}", random()));
        match File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&part)
        {
            // held, so that nobody takes it for abandoned; where a file system cannot hold files,
            // nobody sweeps either
            Ok(file) => {
                let _ = file.try_lock();
                let own = file.metadata()?;
                // another may have swept it before it was held
                if FileId::of(&part).is_ok_and(|found| found == FileId::from(&own)) {
                    return Ok((file, part));
                }
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::other("临时文件建不了"))
}

const PART_START: &str = ".xbh-";
const PART_END: &str = ".part";

/// Removes unfinished files that nobody holds, and second names of finished ones.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let middle = name
            .to_str()
            .and_then(|name| name.strip_prefix(PART_START)?.strip_suffix(PART_END));
        let is_ours = middle.is_some_and(|middle| {
            middle.len() == 16 && middle.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !is_ours || !entry.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        // what has a second name is finished and may be an open ledger, whose locks would go with a
        // handle of ours: it is not opened
        if has_second_name(&entry.path())
            || File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok())
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}
