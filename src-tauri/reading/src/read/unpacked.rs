//! A small package unpacked once: the parts that tell of sheets are read by this program and by
//! calamine, and unpacking them twice costs as much as reading them.

use super::Limits;
use super::package::unpackable;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A larger one is unpacked as it is read: it must not stand in memory as a whole.
const SMALL: u64 = 4 << 20;

/// Where parts begin that are read more than once.
const TWICE: [&str; 5] = [
    "xl/worksheets/",
    "xl/workbook.xml",
    "xl/_rels/",
    "xl/styles.xml",
    "xl/sharedStrings.xml",
];

/// The package with those parts as they are, not compressed; nothing of a large one, or of one that
/// cannot be unpacked just as it says: whoever reads that says why.
pub(super) fn unpacked(bytes: &[u8], limits: &Limits) -> Option<Vec<u8>> {
    let mut zip = unpackable(bytes, limits).ok()?;
    let mut sizes = 0_u64;
    for at in 0..zip.len() {
        sizes = sizes.saturating_add(zip.by_index_raw(at).ok()?.size());
    }
    if sizes > SMALL {
        return None;
    }
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let room = Vec::with_capacity(bytes.len() + usize::try_from(sizes).ok()?);
    let mut out = ZipWriter::new(Cursor::new(room));
    for at in 0..zip.len() {
        let part = zip.by_index_raw(at).ok()?;
        let name = part.name().ok()?.into_owned();
        if !TWICE.iter().any(|start| name.starts_with(start)) {
            out.raw_copy_file(part).ok()?;
            continue;
        }
        drop(part);
        let part = zip.by_index(at).ok()?;
        let size = part.size();
        let mut content = Vec::with_capacity(usize::try_from(size).ok()?);
        part.take(SMALL).read_to_end(&mut content).ok()?;
        if content.len() as u64 != size {
            return None;
        }
        out.start_file(name, plain).ok()?;
        out.write_all(&content).ok()?;
    }
    Some(out.finish().ok()?.into_inner())
}
