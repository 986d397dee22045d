//! What lies in the place already, and whether it may be replaced.

use super::error::{OutputError, exists, failed, shown};
use super::kind::Kind;
use super::mark::{AS_ISSUED, CUSTOM, contents, is_ours, properties_of, workbook};
use super::target::Target;
use crate::disk::{FileId, folder_of};
use crate::guard;
use sha2::{Digest, Sha256};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// What is in the place now, if that may be replaced at all.
pub(super) fn look(target: Target<'_>, kind: Kind) -> Result<Option<Metadata>, OutputError> {
    let path = target.path;
    if kind == Kind::Ledger && path.symlink_metadata().is_ok() {
        return Err(exists(path, None));
    }
    if guard::is_open_here(path)
        || guard::is_beside_name(path)
        || (kind != Kind::Ledger && guard::is_ledger_name(path))
    {
        return Err(OutputError::Ledger { path: shown(path) });
    }
    if path.file_name().is_none() {
        return Err(OutputError::NotAFile { path: shown(path) });
    }
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(OutputError::NoFolder {
            folder: folder.display().to_string(),
        });
    }
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(failed(path, &error)),
    };
    if found.is_symlink() {
        return Err(OutputError::Link { path: shown(path) });
    }
    if !found.is_file() {
        return Err(OutputError::NotAFile { path: shown(path) });
    }
    let id = FileId::from(&found);
    // an original may lie in a zip folder: then the folder is meant
    let is_original = |own: &PathBuf| {
        own.ancestors()
            .find_map(|one| FileId::of(one).ok())
            .is_some_and(|own| own == id)
    };
    if target.originals.iter().any(is_original) {
        return Err(OutputError::Original { path: shown(path) });
    }
    if found.permissions().readonly() {
        return Err(OutputError::ReadOnly { path: shown(path) });
    }
    Ok(Some(found))
}

/// Only the same kind of file is replaced; told by content. An empty file is no loss.
pub(super) fn fits(path: &Path, old: &Metadata, kind: Kind) -> Result<(), OutputError> {
    let mut start = [0; 72];
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let read = (&file)
        .take(start.len() as u64)
        .read(&mut start)
        .map_err(|error| failed(path, &error))?;
    // a ledger under another name: SQLite's header with our mark in it
    if read == start.len()
        && start.starts_with(b"SQLite format 3\0")
        && start[68..71] == guard::APPLICATION_ID.to_be_bytes()[..3]
    {
        return Err(OutputError::Ledger { path: shown(path) });
    }
    if old.len() == 0 {
        return Ok(());
    }
    let package = if kind == Kind::Ledger {
        None
    } else {
        workbook(file)
    };
    let Some(mut package) = package else {
        return Err(OutputError::OtherKind {
            path: shown(path),
            wanted: " Excel 工作簿（.xlsx）",
        });
    };
    if !is_ours(&mut package) {
        return Err(OutputError::NotOurs { path: shown(path) });
    }
    // earlier versions of this program did not say what a workbook is
    let others = [
        Kind::Consolidated,
        Kind::Findings,
        Kind::Register,
        Kind::Blanks,
    ]
    .into_iter()
    .filter(|other| *other != kind)
    .filter_map(Kind::word);
    let text = properties_of(&mut package, CUSTOM);
    match kind.word() {
        Some(wanted)
            if others
                .into_iter()
                .any(|word| text.contains(&format!(">{word}<"))) =>
        {
            Err(OutputError::OtherKind {
                path: shown(path),
                wanted,
            })
        }
        _ => Ok(()),
    }
}

/// A blank is replaced only as it went out: what a unit filled in under the same name is its own.
pub(super) fn as_issued(path: &Path, old: &Metadata) -> Result<(), OutputError> {
    if old.len() == 0 {
        return Ok(());
    }
    let file = File::open(path).map_err(|error| failed(path, &error))?;
    let is_as_issued = workbook(file).is_some_and(|mut package| {
        let said = format!(">{}<", contents(&mut package).unwrap_or_default());
        let text = properties_of(&mut package, CUSTOM);
        let own = text.split_once(&format!("name=\"{AS_ISSUED}\""));
        // the property's own value is the first behind its name
        own.and_then(|(_, rest)| rest.split("</property>").next())
            .is_some_and(|own| own.contains(&said))
    });
    if is_as_issued {
        return Ok(());
    }
    Err(OutputError::FilledIn { path: shown(path) })
}

pub(super) fn sha256_of(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    let (mut file, mut buffer) = (File::open(path)?, vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            return Ok(crate::hex(&hash.finalize()));
        }
        hash.update(&buffer[..read]);
    }
}
