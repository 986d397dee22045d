//! By what a workbook is known to be made by this program.

use std::fs::File;
use std::io::{self, Read};

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
