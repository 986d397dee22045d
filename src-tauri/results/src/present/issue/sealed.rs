//! A blank says what it held when it went out: so it is known later whether somebody wrote in it.

use std::io::{self, Cursor, Read as _, Seek, Write};
use xianbaohui_files::output::contents;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// What stands for the digest until it is known.
pub(super) const OPEN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// Where the property stands.
const CUSTOM: &str = "docProps/custom.xml";

/// Writes a workbook with its digest in place of [`OPEN`].
pub(super) fn write(bytes: &[u8], to: impl Write + Seek) -> io::Result<()> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).map_err(io::Error::other)?;
    let digest = contents(&mut from)?;
    let mut out = ZipWriter::new(to);
    for at in 0..from.len() {
        let part = from.by_index_raw(at).map_err(io::Error::other)?;
        if part.name().map_err(io::Error::other)? != CUSTOM {
            out.raw_copy_file(part).map_err(io::Error::other)?;
        }
    }
    let mut text = String::new();
    let mut part = from.by_name(CUSTOM).map_err(io::Error::other)?;
    part.read_to_string(&mut text)?;
    out.start_file(CUSTOM, SimpleFileOptions::default())
        .map_err(io::Error::other)?;
    out.write_all(text.replace(OPEN, &digest).as_bytes())?;
    out.finish().map_err(io::Error::other)?.flush()
}
