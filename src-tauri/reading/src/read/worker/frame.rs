//! What parent and child say to each other, in frames.

use crate::read::Limits;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::{self, Read, Write};

/// What is wanted of a child.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Request {
    /// the workbook itself, to be looked at
    Workbook {
        limits: Limits,
        passwords: Vec<String>,
    },
    /// what the child's [`super::Tasks`] make of the file
    Task {
        shared: Option<Vec<u8>>,
        task: Vec<u8>,
    },
}

/// The largest frame: a workbook at its limits is smaller.
const LARGEST_FRAME: u32 = 1 << 30;

pub(super) fn write_frame(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    let length = u32::try_from(bytes.len())
        .ok()
        .filter(|length| *length <= LARGEST_FRAME)
        .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(bytes)
}

/// The next frame; `None` at the end.
pub(super) fn read_frame(input: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
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

/// What holds for many files, as a child gets it.
#[derive(Debug, Clone)]
pub struct Shared {
    pub(super) bytes: Vec<u8>,
    pub(super) digest: [u8; 32],
}

impl Shared {
    /// In the form that the child's [`super::Tasks`] understand.
    pub fn new(bytes: Vec<u8>) -> Self {
        let digest = Sha256::digest(&bytes).into();
        Self { bytes, digest }
    }
}
