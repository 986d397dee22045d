//! Files of the inbox as they are on the disk now.

use crate::batch::bytes_of;
use crate::error::Error;
use crate::import::Outcome;
use sha2::{Digest, Sha256};
use std::path::Path;
use xianbaohui_ledger::Stamp;
use xianbaohui_reading::archive;
use xianbaohui_reading::read::Limits;

/// A file as it is on the disk now, and its bytes.
pub fn stamp_now(path: &Path) -> Result<(Stamp, Vec<u8>), Error> {
    let modified = modified(path);
    let bytes = bytes_of(path, &Limits::default())?;
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let stamp = Stamp {
        path: path.to_owned(),
        name,
        sha256: xianbaohui_files::hex(&Sha256::digest(&bytes)),
        size: bytes.len() as u64,
        modified,
    };
    Ok((stamp, bytes))
}

/// The file that was looked at.
pub(super) fn stamp_of(outcome: &Outcome, modified: Option<String>) -> Stamp {
    let file = &outcome.file;
    Stamp {
        path: file.path.clone(),
        name: file.name.clone(),
        sha256: file.sha256.clone(),
        size: file.size,
        modified,
    }
}

/// Its bytes now, by their SHA-256.
pub(super) fn sha256_of(path: &Path) -> Option<String> {
    stamp_now(path).ok().map(|(stamp, _)| stamp.sha256)
}

/// When a file, or the zip folder that it lies in, was last changed, and how large it is: enough to
/// see that nothing has happened.
pub fn modified(path: &Path) -> Option<String> {
    let file = archive::inside(path).map_or(path, |(folder, _)| folder);
    let found = std::fs::metadata(file).ok()?;
    let time = found
        .modified()
        .ok()?
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?;
    Some(format!(
        "{}.{:09} {}",
        time.as_secs(),
        time.subsec_nanos(),
        found.len()
    ))
}
