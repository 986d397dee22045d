//! What is complete is copied into the file, then what comes is compressed into it.

use crossbeam_channel::Receiver;
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Cursor, Seek, SeekFrom, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// How hard rows are compressed, of 9: beyond this the file gets hardly smaller and takes much
/// longer.
const LEVEL: i64 = 2;

/// What goes to the thread that compresses: a new part of the file by name, or bytes of the last.
pub(super) enum Piece {
    /// name of a part
    Part(String),
    /// what it goes on with
    Bytes(Vec<u8>),
}

pub(super) fn archive(bytes: &[u8]) -> std::io::Result<ZipArchive<Cursor<&[u8]>>> {
    Ok(ZipArchive::new(Cursor::new(bytes))?)
}

/// Copies what is complete, then compresses what comes.
pub(super) fn pack(
    written: &[u8],
    file: File,
    apart: &HashSet<String>,
    waiting: Receiver<Piece>,
) -> std::io::Result<()> {
    let mut parts = archive(written)?;
    let mut zip = ZipWriter::new(BufWriter::with_capacity(
        1 << 20,
        Unrepeated { file, at: None },
    ));
    for at in 0..parts.len() {
        let part = parts.by_index_raw(at)?;
        if !part.name().is_ok_and(|name| apart.contains(&*name)) {
            zip.raw_copy_file(part)?;
        }
    }
    let options = SimpleFileOptions::default()
        .compression_level(Some(LEVEL))
        .unix_permissions(0o600);
    for piece in waiting {
        match piece {
            Piece::Part(name) => zip.start_file(name, options)?,
            Piece::Bytes(bytes) => zip.write_all(&bytes)?,
        }
    }
    let written = zip
        .finish()?
        .into_inner()
        .map_err(std::io::IntoInnerError::into_error)?;
    // whoever passed over a refusal has not written a workbook
    if written.at.is_some() {
        Err(std::io::Error::other("not written to its end"))
    } else {
        Ok(())
    }
}

/// A file that takes no more once it has refused something. A `ZipWriter` that fails tries once
/// more to end the archive and writes to the terminal when that fails, too; the failure is told in
/// its own place.
struct Unrepeated {
    file: File,
    /// where the next byte would go, after a failure
    at: Option<u64>,
}

impl Write for Unrepeated {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if let Some(at) = &mut self.at {
            *at += bytes.len() as u64;
            return Ok(bytes.len());
        }
        let written = self.file.write(bytes);
        if written
            .as_ref()
            .is_err_and(|error| error.kind() != std::io::ErrorKind::Interrupted)
        {
            self.at = Some(self.file.stream_position().unwrap_or_default());
        }
        written
    }

    fn flush(&mut self) -> std::io::Result<()> {
        if self.at.is_some() {
            Ok(())
        } else {
            self.file.flush()
        }
    }
}

impl Seek for Unrepeated {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        let Some(at) = &mut self.at else {
            return self.file.seek(to);
        };
        *at = match to {
            SeekFrom::Start(at) => at,
            SeekFrom::Current(by) => at.saturating_add_signed(by),
            SeekFrom::End(by) => self.file.metadata()?.len().saturating_add_signed(by),
        };
        Ok(*at)
    }
}
