//! An entry as the checks see it.

use crate::check::case::Case;
use xianbaohui_core::form::Roster;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::{Entry, FieldValue};

/// What names an entry, as it is written.
pub(in crate::check::checks) fn key_of(roster: &Roster, entry: &Entry) -> String {
    let fields = roster.fields.iter().zip(&entry.fields);
    fields
        .filter(|(field, _)| field.key)
        .map(|(_, value)| value.raw.trim())
        .filter(|words| !words.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The figure of a field, where it is one.
pub(super) fn figure(entry: &Entry, at: usize) -> Option<(Decimal, &FieldValue)> {
    let field = entry.fields.get(at)?;
    if let Datum::Number(number) = field.datum {
        Some((number, field))
    } else {
        None
    }
}

/// The cell of a field.
pub(super) fn place(case: &Case<'_>, entry: &Entry, value: &FieldValue) -> Place {
    Place::new(
        &*case.taken.sheet,
        entry.row,
        value.sheet_column.unwrap_or_default(),
    )
}
