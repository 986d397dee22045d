//! Files of a batch: from paths to what each of them is.

use sha2::{Digest, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use xianbaohui_core::finding::Severities;
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::{CellCounts, Taken};
use xianbaohui_files::guard;
use xianbaohui_reading::intake::{Intake, Verdict, take_here};
use xianbaohui_reading::read::{Limit, Limits, ReadError};
use xianbaohui_reading::{apart, archive};

pub use crate::folder::files;

/// What became of one file.
#[derive(Debug, Clone)]
pub struct TakenFile {
    /// where it lies
    pub path: PathBuf,
    /// its name
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal; empty when it could not be read at all
    pub sha256: String,
    /// size in bytes
    pub size: u64,
    /// what it is
    pub verdict: Verdict,
    /// what must be answered before it is taken, although everything on it is known
    pub questions: Vec<Question>,
}

impl TakenFile {
    /// Its returns, when it is ready.
    pub fn returns(&self) -> &[Taken] {
        if let Verdict::Ready(returns) = &self.verdict {
            returns
        } else {
            &[]
        }
    }

    /// Counts of all returns in the file.
    pub fn cells(&self) -> CellCounts {
        let mut sum = CellCounts::default();
        if let Verdict::Ready(returns) = &self.verdict {
            for one in returns {
                sum.add(one.taken.cells);
            }
        }
        sum
    }

    /// Findings of all returns in the file, by severity.
    pub fn severities(&self) -> Severities {
        match &self.verdict {
            Verdict::Ready(returns) => {
                Severities::of(returns.iter().flat_map(|one| &one.taken.findings))
            }
            _ => Severities::default(),
        }
    }
}

/// Takes a file in from disk.
pub fn take_file(path: &Path, intake: &Intake<'_>) -> (TakenFile, Vec<u8>) {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    match bytes_of(path, &intake.limits) {
        Ok(bytes) => {
            let mut file = take_bytes(&bytes, &name, intake);
            path.clone_into(&mut file.path);
            (file, bytes)
        }
        Err(error) => {
            let verdict = Verdict::refused(&error);
            (
                TakenFile {
                    path: path.to_owned(),
                    name,
                    sha256: String::new(),
                    size: 0,
                    verdict,
                    questions: Vec::new(),
                },
                Vec::new(),
            )
        }
    }
}

/// The bytes of a file, or of one in a zip folder, if it is not too large. A ledger is not opened:
/// that would cost its locks.
pub fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    if guard::is_guarded(path) {
        return Err(ReadError::OwnLedger);
    }
    if let Some((folder, inside)) = archive::inside(path) {
        return archive::read(folder, &inside, limits);
    }
    let broken = |error: std::io::Error| ReadError::Io(xianbaohui_files::said(&error));
    // a pipe waits for ever, a device never ends; only afterwards may it be opened
    let what = std::fs::metadata(path).map_err(broken)?;
    if what.is_dir() {
        return Err(ReadError::Folder);
    }
    if !what.is_file() {
        return Err(ReadError::NotAFile);
    }
    // what the system says of its size is not believed: it is read to the limit and no further
    let mut bytes = Vec::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(limits.file_bytes + 1).read_to_end(&mut bytes))
        .map_err(broken)?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge {
            what: Limit::FileSize,
            limit: limits.file_bytes >> 20,
        });
    }
    Ok(bytes)
}

/// Takes a file in from its bytes: where files are read in processes of their own, all of it is
/// done there.
pub fn take_bytes(bytes: &[u8], name: &str, intake: &Intake<'_>) -> TakenFile {
    let verdict = match intake.reader.processes() {
        Some(processes) => apart::take(processes, bytes, name, intake),
        None => take_here(bytes, name, intake),
    };
    let verdict = verdict.unwrap_or_else(|error| Verdict::refused(&error));
    TakenFile {
        path: PathBuf::from(name),
        name: name.to_owned(),
        sha256: xianbaohui_files::hex(&Sha256::digest(bytes)),
        size: bytes.len() as u64,
        verdict,
        questions: Vec::new(),
    }
}
