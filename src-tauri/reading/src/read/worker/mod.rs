//! Reading where a panic, a hang or a demand for all memory costs only the file: in a process of
//! its own, started from the same program, used again for the next file.
//!
//! Parent and child speak in frames over standard input and output: length (u32, little endian),
//! then that many bytes. A request is a frame with [`Request`] and a frame with the file; the
//! answer is one frame with what was made of the file or why not. What holds for many files (a
//! scheme, last year's figures) is sent to a child once, before the first of them.

mod pool;
mod process;
mod serve;

pub use pool::Workers;
pub use serve::{ARGUMENT, Tasks, serve};

use super::{Limits, ReadError, Workbook};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Debug;
use std::io::{self, Read, Write};

/// Something that reads workbooks.
pub trait ReadFile: Debug + Send + Sync {
    /// Reads a workbook from its bytes. `passwords` are tried where it asks for one.
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<Workbook, ReadError>;

    /// The processes that it is done in, where it is not done in this one: they can do with the
    /// workbook what comes next, too.
    fn processes(&self) -> Option<&Workers> {
        None
    }
}

/// Reads in this process: for files that are trusted, and for tests of reading itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct InProcess;

impl ReadFile for InProcess {
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<Workbook, ReadError> {
        super::workbook_with(bytes, limits, passwords)
    }
}

/// What holds for many files, as a child gets it.
#[derive(Debug, Clone)]
pub struct Shared {
    bytes: Vec<u8>,
    digest: [u8; 32],
}

impl Shared {
    /// In the form that the child's [`Tasks`] understand.
    pub fn new(bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes).into();
        Self { bytes, digest }
    }
}

/// What is wanted of a child.
#[derive(Debug, Serialize, Deserialize)]
enum Request {
    /// the workbook itself, to be looked at
    Workbook {
        limits: Limits,
        passwords: Vec<String>,
    },
    /// what the child's [`Tasks`] make of the file
    Task {
        shared: Option<Vec<u8>>,
        task: Vec<u8>,
    },
}

/// The largest frame: a workbook at its limits is smaller.
const LARGEST_FRAME: u32 = 1 << 30;

fn write_frame(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= LARGEST_FRAME)
        .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

/// The next frame; `None` at the end.
fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match input.read_exact(&mut length) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        other => other?,
    }
    let length = u32::from_le_bytes(length);
    if length > LARGEST_FRAME {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(u64::from(length)).read_to_end(&mut bytes)?;
    if bytes.len() == length as usize {
        Ok(Some(bytes))
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}
