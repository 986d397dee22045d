//! By what a workbook is known to be made by this program.

use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek};

/// Where properties of one's own stand in a workbook.
pub(super) const CUSTOM: &str = "docProps/custom.xml";

pub(super) fn properties_of(package: &mut Package, part: &str) -> String {
    let mut text = String::new();
    // what cannot be read to its end says nothing
    let is_read = package
        .by_name(part)
        .is_ok_and(|part| part.take(MOST_PROPERTIES).read_to_string(&mut text).is_ok());
    if is_read { text } else { String::new() }
}

type Package = zip::ZipArchive<io::BufReader<File>>;

/// A package with a workbook of XML in it, and no macros that would be lost.
pub(super) fn workbook(file: File) -> Option<Package> {
    let zip = zip::ZipArchive::new(io::BufReader::new(file)).ok()?;
    let has = |name: &str| zip.index_for_name(name).is_some();
    (has("xl/workbook.xml") && has("[Content_Types].xml") && !has("xl/vbaProject.bin"))
        .then_some(zip)
}

/// Whether this program made it, also when it was edited since: offices' programs keep properties
/// of a document when they save it. One sign is enough.
pub(super) fn is_ours(package: &mut Package) -> bool {
    properties_of(package, CUSTOM).contains(&format!("name=\"{MARK}\""))
        || properties_of(package, "docProps/core.xml").contains(&format!(">{REMARK}<"))
}

/// Bytes of properties that are looked at: no more than any office has.
const MOST_PROPERTIES: u64 = 1 << 20;

/// Name of the custom property that marks a workbook as made here.
pub const MARK: &str = "xianbaohui-output";

/// Name of the custom property that says which of its kinds a workbook is.
pub const KIND: &str = "xianbaohui-kind";

/// The remark among a workbook's properties, which says the same: earlier versions of this program
/// wrote only this.
pub const REMARK: &str = "县报汇输出";

/// Name of the custom property that says what a blank held when it went out: see [`contents`].
pub const AS_ISSUED: &str = "xianbaohui-as-issued";

/// Bytes that the parts of a workbook may come to: a blank has no more.
const MOST_CONTENTS: u64 = 256 << 20;

/// SHA-256 of names and bytes of all parts of a workbook but the properties of the document, in
/// their order. Whatever saves the workbook again changes it.
///
/// # Errors
/// A part cannot be read, or there is too much.
pub fn contents<R: Read + Seek>(package: &mut zip::ZipArchive<R>) -> io::Result<String> {
    let (mut hash, mut left) = (Sha256::new(), MOST_CONTENTS);
    let mut buffer = vec![0; 1 << 16];
    for at in 0..package.len() {
        let part = package.by_index(at).map_err(io::Error::other)?;
        let name = part.name().map_err(io::Error::other)?.into_owned();
        if name.starts_with("docProps/") {
            continue;
        }
        hash.update(name.as_bytes());
        hash.update([0]);
        let (mut part, before) = (part, left);
        loop {
            let read = part.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            left = left
                .checked_sub(read as u64)
                .ok_or_else(|| io::Error::from(io::ErrorKind::FileTooLarge))?;
            hash.update(&buffer[..read]);
        }
        hash.update((before - left).to_le_bytes());
    }
    Ok(crate::hex(&hash.finalize()))
}
