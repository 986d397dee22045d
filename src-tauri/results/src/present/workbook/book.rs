//! An empty workbook with the marks of this program, in the place where it goes.

use crate::present::PresentError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use xianbaohui_files::output::{KIND, Kind, MARK, Output, OutputError, REMARK, Target};
use xianbaohui_ledger::Ledger;

/// A workbook in the place where it goes. An original of the ledger is not written onto, nor what
/// waits in the inbox or can be put back there: not where it lies, nor a copy of it.
pub(super) fn begin(
    ledger: &Ledger,
    target: Target<'_>,
    kind: Kind,
) -> Result<Output, PresentError> {
    // what goes out is of the ledger that the officer has, not of one that was moved away or
    // replaced
    ledger.in_place()?;
    // a county may have answered on a workbook that this program made, and changed its file since
    if let Some(name) = target.path().file_name().and_then(|name| name.to_str())
        && target.path().exists()
        && ledger.has_original_named(name)?
    {
        return Err(OutputError::Original {
            path: target.path().display().to_string(),
        }
        .into());
    }
    let waiting = ledger.waiting()?;
    let paths = waiting
        .iter()
        .map(|file| file.stamp.path.clone())
        .collect::<Vec<_>>();
    let is_original = |sha256: &str| {
        Ok::<_, PresentError>(
            waiting.iter().any(|file| file.stamp.sha256 == sha256)
                || ledger.has_original(sha256)?,
        )
    };
    // what has the size of none need not be read
    let may_be = |size: u64| {
        Ok(waiting.iter().any(|file| file.stamp.size == size)
            || ledger.has_original_of_size(size)?)
    };
    Output::begin(target.sparing(&paths), kind, may_be, is_original)
}

/// A workbook whose columns are measured by the type that offices have, not by one that their
/// machines put another in place of.
pub(super) fn new_book() -> Result<Workbook, PresentError> {
    /// pixels of a row and a column of 宋体 11
    const DEFAULT: (u32, u32) = (18, 72);
    let mut book = Workbook::new();
    book.set_default_format(
        &Format::new().set_font_name("宋体").set_font_size(11),
        DEFAULT.0,
        DEFAULT.1,
    )?;
    Ok(book)
}

/// Every workbook carries the mark by which it may be replaced later, and what it is.
pub(super) fn properties(at: Option<&str>, kind: Kind) -> DocProperties {
    let properties = DocProperties::new()
        .set_comment(REMARK)
        .set_custom_property(MARK, env!("CARGO_PKG_VERSION"));
    let properties = properties.set_custom_property(KIND, kind.word().unwrap_or_default());
    match at.and_then(|at| ExcelDateTime::parse_from_str(&at.replace(' ', "T")).ok()) {
        Some(time) => properties.set_creation_datetime(&time),
        None => properties,
    }
}
