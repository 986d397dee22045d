//! One file read in this process, whatever it brings about.

use super::text::{self, decode, dialect};
use super::{
    Kind, Limit, Limits, ReadError, Workbook, decrypt, mime, odf, other, page, sniff, spreadsheet,
    xlsx,
};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, PoisonError};
use xianbaohui_files::told;

/// Reads a workbook from its bytes, in this process.
pub fn workbook(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    workbook_with(bytes, limits, &[])
}

/// What can be told of a file by its size alone.
pub(super) fn checked(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() as u64 > limits.file_bytes {
        return Err(ReadError::TooLarge {
            what: Limit::FileSize,
            limit: limits.file_bytes >> 20,
        });
    }
    Ok(())
}

/// The same, with passwords to try.
pub(super) fn workbook_with(
    bytes: &[u8],
    limits: &Limits,
    passwords: &[String],
) -> Result<Workbook, ReadError> {
    checked(bytes, limits)?;
    let kind = sniff(bytes)?;
    // calamine panics on some damaged files; that must cost only the file
    guarded(|| match kind {
        Kind::Xlsx => xlsx::read(bytes, limits),
        Kind::Xls => match decrypt::xls(bytes, passwords)? {
            Some(plain) => other::read(&plain, kind, limits),
            None => other::read(bytes, kind, limits),
        },
        Kind::Xlsb | Kind::Ods => other::read(bytes, kind, limits),
        Kind::WebArchive => mime::read(bytes, limits),
        Kind::Page | Kind::Delimited | Kind::Spreadsheet2003 | Kind::FlatOds => {
            let Some(decoded) = decode(bytes) else {
                return Err(ReadError::NothingInIt { sheets: 0 });
            };
            match (kind, dialect(&decoded.text)) {
                (Kind::Spreadsheet2003, _) => spreadsheet::read(&decoded.text, limits),
                (Kind::FlatOds, _) => other::read(&odf::packed(&decoded.text)?, Kind::Ods, limits),
                (Kind::Delimited, Some(own)) => {
                    text::delimited(&decoded.text, decoded.is_cut, own, limits)
                }
                _ => page::page(&decoded.text, limits),
            }
        }
        Kind::Encrypted => {
            let package = decrypt::package(bytes, passwords)?;
            match sniff(&package)? {
                Kind::Xlsx => xlsx::read(&package, limits),
                inner @ (Kind::Xls | Kind::Xlsb | Kind::Ods) => {
                    other::read(&package, inner, limits)
                }
                _ => Err(ReadError::Password),
            }
        }
    })
}

/// Work that a panic ends as an error: what one file brings about must cost only that file.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|panic| {
        let noted = LAST_PANIC
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let words = || {
            panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned())
        };
        Err(ReadError::Internal {
            detail: noted
                .or_else(|| words().map(|words| told("程序出错", &words)))
                .unwrap_or_else(|| "原因不明".into()),
        })
    })
}

/// Where the last panic of a reading process was, and what it said.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Notes a panic for the answer, in place of telling it on standard error.
pub(super) fn note_panic(panic: &PanicHookInfo<'_>) {
    // of where it was built nobody needs to know more than the file
    let place = panic.location().map(|place| {
        format!(
            "{}:{}",
            place.file().rsplit(['/', '\\']).next().unwrap_or_default(),
            place.line()
        )
    });
    *LAST_PANIC.lock().unwrap_or_else(PoisonError::into_inner) = place;
}
