//! bytes → [`Workbook`] of [`Grid`]s. The content is sniffed, the extension ignored; size is bounded; any bytes give a workbook or a clear
//! refusal. The only folder that names calamine.

mod decrypt;
mod error;
mod grid;
mod other;
mod package;
mod plain;
mod sniff;
mod xlsx;

pub use error::ReadError;
pub use grid::{Area, Cell, Content, Display, Grid, Visibility, Workbook, cell_name, column_name, parse_cell};
pub use sniff::{Kind, sniff};

use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a file may cost. Beyond it, it is refused and the limit is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// bytes of the file
    pub file_bytes: u64,
    /// bytes after unpacking
    pub unpacked_bytes: u64,
    /// sheets in a workbook
    pub sheets: usize,
    /// filled cells in a workbook
    pub cells: usize,
}

impl Default for Limits {
    /// 64 MB a file, 512 MB unpacked, 256 sheets, 2 million cells: far beyond any return, far below what hurts.
    fn default() -> Self {
        Self { file_bytes: 64 << 20, unpacked_bytes: 512 << 20, sheets: 256, cells: 2_000_000 }
    }
}

/// Reads a workbook from its bytes.
pub fn workbook(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge { what: "文件大小", limit: limits.file_bytes >> 20, unit: "MB" });
    }
    let kind = sniff(bytes)?;
    // calamine panics on some damaged files; that must cost only the file
    let quiet = catch_unwind(AssertUnwindSafe(|| match kind {
        Kind::Xlsx => xlsx::read(bytes, limits),
        Kind::Xls => match decrypt::xls(bytes)? {
            Some(plain) => other::read(&plain, kind, limits),
            None => other::read(bytes, kind, limits),
        },
        Kind::Xlsb | Kind::Ods => other::read(bytes, kind, limits),
        Kind::Page | Kind::Delimited => {
            let text = plain::decode(bytes).unwrap_or_default();
            match plain::delimiter(&text).filter(|_| kind == Kind::Delimited) {
                Some(mark) => plain::delimited(&text, mark, limits),
                None => plain::page(&text, limits),
            }
        }
        Kind::Encrypted => {
            let package = decrypt::package(bytes)?;
            match sniff(&package)? {
                Kind::Xlsx => xlsx::read(&package, limits),
                Kind::Encrypted | Kind::Page | Kind::Delimited => Err(ReadError::Password),
                inner => other::read(&package, inner, limits),
            }
        }
    }));
    quiet.unwrap_or_else(|_| Err(ReadError::Damaged { detail: "读取时内部出错".into() }))
}
