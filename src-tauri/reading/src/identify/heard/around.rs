//! Where a table ends, and what is printed around it.

use crate::read::Grid;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// Where the rows of a table end.
pub(super) struct Extent {
    /// first row of the table's header
    pub(super) top: u32,
    /// last row of the header
    pub(super) header: u32,
    /// last row of data
    pub(super) last: u32,
}

/// Whether a line stands on every sheet of the form.
pub(super) fn is_printed(key: &str, form: &Form, scheme: &Scheme) -> bool {
    let bare = ["注:", "备注:", "说明:", "注"]
        .iter()
        .find_map(|word| key.strip_prefix(word));
    let bare = bare.unwrap_or(key);
    let notes = [&scheme.note, &form.note];
    notes.iter().any(|note| text::key(note).contains(bare))
        || form.printed.iter().any(|own| text::key(own).contains(bare))
}

/// The cell on the sheet of one of a table that may be turned round.
pub(super) fn place_of(table: &Grid, row: u32, column: u32) -> (u32, u32) {
    let place = table.place(row, column);
    (place.row, place.column)
}
