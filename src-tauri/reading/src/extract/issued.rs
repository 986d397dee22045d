//! Columns that only issued blanks have: what became of each entry of a roster, and figures of the
//! period before, which are none of this one.

use super::sheet::Sheet;
use super::spot::Spot;
use super::work::Work;
use crate::read::Cell;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::EntryCancelled;
use xianbaohui_core::form::{CANCELLED, CHANGE, CHANGES};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::text;

/// Whether a cell of such a column holds what it was made for.
pub(super) fn is_quiet(sheet: &Sheet<'_>, cell: &Cell, compact: &str) -> bool {
    if !sheet.bound.issued.contains(&cell.column) || cell.row < sheet.bound.header.top {
        return false;
    }
    if cell.row <= sheet.bound.header.bottom {
        return true;
    }
    if is_of_changes(sheet, cell.column) {
        CHANGES.contains(&compact)
    } else {
        compact.parse::<Decimal>().is_ok()
    }
}

fn is_of_changes(sheet: &Sheet<'_>, column: u32) -> bool {
    let header = sheet.grid.seen_text(sheet.bound.header.last_line(), column);
    text::key(&header) == text::key(CHANGE)
}

/// Whether a row of a roster says that its entry is no more.
pub(super) fn is_cancelled(sheet: &Sheet<'_>, row: u32) -> bool {
    let mut columns = sheet.bound.issued.iter();
    columns.any(|column| {
        text::key(&sheet.grid.seen_text(row, *column)) == CANCELLED && is_of_changes(sheet, *column)
    })
}

/// Tells of entries that are no more, all in one.
pub(super) fn tell(work: &mut Work<'_>) {
    let cancelled = std::mem::take(&mut work.report.cancelled);
    if cancelled.is_empty() {
        return;
    }
    let sheet = work.sheet;
    let named = |spot: &Spot| sheet.grid.words_at(spot.row, spot.column).trim().to_owned();
    let told = EntryCancelled {
        count: cancelled.len(),
        names: cancelled.iter().map(named).collect(),
    };
    let places = cancelled
        .iter()
        .map(|spot| sheet.place(spot.row, spot.column));
    let finding = Finding::of(told).at_all(places);
    work.report.findings.push(finding);
}
