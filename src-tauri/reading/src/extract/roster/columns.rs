//! Where the fields of a roster stand on the sheet.

use crate::extract::fate;
use crate::extract::sheet::Sheet;
use std::cell::OnceCell;
use xianbaohui_core::form::{FieldKind, FieldSpec, Roster};
use xianbaohui_core::number;
use xianbaohui_core::text;

/// The columns of a roster.
pub(super) struct Columns<'a> {
    pub(super) roster: &'a Roster,
    /// for each field its column on the sheet
    of: Vec<Option<u32>>,
    /// columns of the fields that name an entry
    pub(super) keys: Vec<u32>,
    have_more: OnceCell<bool>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(sheet: &Sheet<'_>, roster: &'a Roster) -> Self {
        let of = (0..roster.fields.len())
            .map(|spec| {
                let mut columns = sheet.bound.columns.iter();
                columns
                    .find(|matched| matched.spec == spec)
                    .map(|matched| matched.column)
            })
            .collect::<Vec<_>>();
        let keys = roster
            .fields
            .iter()
            .zip(&of)
            .filter(|(field, _)| field.key)
            .filter_map(|(_, column)| *column)
            .collect();
        Self {
            roster,
            of,
            keys,
            have_more: OnceCell::new(),
        }
    }

    /// The fields, with their columns.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'a FieldSpec, Option<u32>)> {
        self.roster.fields.iter().zip(self.of.iter().copied())
    }

    /// The column of names.
    pub(super) fn name(&self) -> u32 {
        self.keys.first().copied().unwrap_or(0)
    }

    /// The first field that names an entry and has a column: its position, itself, and that.
    pub(super) fn key(&self) -> Option<(usize, &'a FieldSpec, u32)> {
        let mut fields = self.fields().enumerate();
        fields.find_map(|(at, (field, column))| field.key.then_some((at, field, column?)))
    }

    /// Columns of the fields that are added.
    pub(super) fn summed(&self) -> Vec<u32> {
        let summed = self.fields().filter(|(field, _)| field.sum);
        summed.filter_map(|(_, column)| column).collect()
    }

    /// Whether a row has a figure that is added.
    pub(super) fn has_sum(&self, sheet: &Sheet<'_>, row: u32) -> bool {
        let mut summed = self.summed().into_iter();
        summed.any(|column| says(sheet, row, column) && sheet.grid.text(row, column).trim() != "0")
    }

    /// Whether a row says nothing but its name and figures that are added.
    pub(super) fn only_sums(&self, sheet: &Sheet<'_>, row: u32) -> bool {
        let summed = self.summed();
        let name = self.name();
        let mut own = self.of.iter().flatten().copied();
        self.has_sum(sheet, row)
            && own.all(|column| {
                column == name || summed.contains(&column) || !says(sheet, row, column)
            })
    }

    /// Whether any named row has more than its name: then a name alone is no entry like the others.
    pub(super) fn have_more(&self, sheet: &Sheet<'_>) -> bool {
        *self.have_more.get_or_init(|| {
            let rows = sheet.grid.filled_rows();
            let mut rows = rows.filter(|row| *row > sheet.bound.header.bottom);
            rows.any(|row| says(sheet, row, self.name()) && self.filled_beside(sheet, row) > 0)
        })
    }

    /// Whether a row says nothing but what every entry must.
    pub(super) fn only_required(&self, sheet: &Sheet<'_>, row: u32) -> bool {
        let mut fields = self.fields().filter(|(field, _)| field.required);
        match fate::said(sheet, row).as_slice() {
            [only] => fields.any(|(_, column)| column == Some(*only)) && self.have_more(sheet),
            _ => false,
        }
    }

    /// How many fields of a row say something, beside those that name the entry.
    pub(super) fn filled_beside(&self, sheet: &Sheet<'_>, row: u32) -> usize {
        self.of
            .iter()
            .flatten()
            .filter(|column| !self.keys.contains(column))
            .filter(|column| says(sheet, row, **column))
            .count()
    }

    /// What the fields of a row that say something are.
    pub(super) fn filled(&self, sheet: &Sheet<'_>, row: u32) -> Vec<&'a FieldKind> {
        self.fields()
            .filter(|(_, column)| column.is_some_and(|column| says(sheet, row, column)))
            .map(|(field, _)| &field.kind)
            .collect()
    }
}

fn says(sheet: &Sheet<'_>, row: u32, column: u32) -> bool {
    let compact = text::compact(&sheet.grid.text(row, column));
    !compact.is_empty() && number::nil(&compact).is_none()
}
