//! bytes → [`Workbook`] of [`Grid`]s. The content is sniffed, the extension ignored; size is
//! bounded; any bytes give a workbook or a clear refusal. The only folder that names calamine.

mod biff;
mod conditional;
mod decrypt;
mod error;
mod format;
mod grid;
mod ink;
mod odf;
mod odf_style;
mod other;
mod package;
mod plain;
mod rich;
mod sniff;
mod values;
mod worker;
mod xlsb;
mod xlsx;

pub use error::{Limit, ReadError};
pub use grid::{Area, Cell, Content, Display, Grid, Ink, Visibility, Workbook};
pub(crate) use sniff::why_not;
pub use sniff::{Kind, sniff};
pub use worker::{ARGUMENT as WORKER_ARGUMENT, InProcess, ReadFile, Shared, Tasks, Workers, serve};

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::{Mutex, PoisonError};

/// What a file may cost. Beyond it, it is refused and the limit is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Limits {
    /// bytes of the file
    pub file_bytes: u64,
    /// bytes after unpacking
    pub unpacked_bytes: u64,
    /// sheets in a workbook
    pub sheets: usize,
    /// filled cells in a workbook
    pub cells: usize,
    /// bytes of memory that reading takes, where it is done in a process of its own
    pub memory_bytes: u64,
    /// seconds that reading takes, where it is done in a process of its own
    pub seconds: u64,
}

impl Default for Limits {
    /// 64 MB a file, 512 MB unpacked, 256 sheets, 2 million cells, 480 MB of memory, 10 seconds:
    /// far beyond any return, far below what hurts.
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            unpacked_bytes: 512 << 20,
            sheets: 256,
            cells: 2_000_000,
            memory_bytes: 480 << 20,
            seconds: 10,
        }
    }
}

/// Reads a workbook from its bytes, in this process.
pub fn workbook(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    workbook_with(bytes, limits, &[])
}

/// What can be told of a file by its size alone.
fn checked(bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
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
fn workbook_with(
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
        Kind::Page | Kind::Delimited => {
            let text = plain::decode(bytes).unwrap_or_default();
            match plain::delimiter(&text).filter(|_| kind == Kind::Delimited) {
                Some(mark) => plain::delimited(&text, mark, limits),
                None => plain::page(&text, limits),
            }
        }
        Kind::Encrypted => {
            let package = decrypt::package(bytes, passwords)?;
            match sniff(&package)? {
                Kind::Xlsx => xlsx::read(&package, limits),
                Kind::Encrypted | Kind::Page | Kind::Delimited => Err(ReadError::Password),
                inner => other::read(&package, inner, limits),
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
            detail: noted.or_else(words).unwrap_or_else(|| "原因不明".into()),
        })
    })
}

/// Where the last panic of a reading process was, and what it said.
static LAST_PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Notes a panic for the answer, in place of telling it on standard error.
fn note_panic(panic: &PanicHookInfo<'_>) {
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
