//! Labels of a matrix that are not the form's.

use crate::extract::fate::{Fate, Why};
use crate::extract::sheet::Sheet;
use crate::extract::work::Work;
use crate::identify::{RowRole, label_row, rows};
use crate::read::Cell;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{RowUnknown, RowUnnamed};
use xianbaohui_core::form::Matrix;
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;

/// The name of the whole that a row is a part of by the form, where neither it nor another part of
/// it stands above.
pub(super) fn other_whole<'a>(
    sheet: &Sheet<'a>,
    matrix: &Matrix,
    spec: usize,
    above: usize,
) -> Option<&'a str> {
    let of = |code: &str| {
        sheet
            .scheme
            .indicator(code)
            .and_then(|indicator| indicator.part_of.as_deref())
    };
    let whole = of(&matrix.rows[spec].indicator)?;
    let mut over = Some(matrix.rows[above].indicator.as_str());
    // a scheme's parts are no deeper than that
    for _ in 0..8 {
        match over {
            Some(code) if code == whole => return None,
            Some(code) => over = of(code),
            None => break,
        }
    }
    sheet
        .scheme
        .indicator(whole)
        .map(|indicator| indicator.name.as_str())
}

/// Rows whose label is that of a form's row but for a slip of the pen, where no other row has the
/// label itself.
pub(super) fn nearly_named(
    sheet: &Sheet<'_>,
    matrix: &Matrix,
    label_column: u32,
) -> Vec<(u32, usize)> {
    let (grid, scheme) = (sheet.grid, sheet.scheme);
    let mut unknown: Vec<(u32, String)> = Vec::new();
    let mut known = vec![false; matrix.rows.len()];
    let mut previous = None;
    for row in grid
        .filled_rows()
        .filter(|row| *row > sheet.bound.header.bottom)
    {
        let label = grid.seen_text(row, label_column);
        let said = match sheet.bound.pointed_row(row) {
            Some(RowRole::Nothing) => continue,
            Some(RowRole::Spec(spec)) => Some(spec),
            None => label_row(matrix, scheme, &label, previous, Some(sheet.period)),
        };
        match said {
            Some(spec) => {
                known[spec] = true;
                previous = Some(spec);
            }
            None => unknown.push((row, label::split_label(&label).0)),
        }
    }
    let mut nearly: Vec<(u32, usize)> = Vec::new();
    for (row, own) in unknown {
        let alike = |spec: &&usize| {
            matrix.rows[**spec]
                .keys
                .iter()
                .any(|key| text::slip_of(&key.bare, &own))
        };
        let free = (0..known.len())
            .filter(|spec| !known[*spec])
            .collect::<Vec<_>>();
        let mut meant = free.iter().filter(alike);
        if let (Some(spec), None) = (meant.next(), meant.next()) {
            known[*spec] = true;
            nearly.push((row, *spec));
        }
    }
    nearly
}

/// Tells of a row with figures that is no row of the form; what became of it.
pub(super) fn unknown_row(work: &mut Work<'_>, matrix: &Matrix, row: u32, label: &str) -> Fate {
    let sheet = work.sheet;
    if !rows::is_filled(sheet.grid, row, &sheet.data_columns(), 1) {
        return Fate::not_taken(&sheet, row, Why::NotOfForm);
    }
    let (words, here) = (label.trim(), sheet.row(row));
    // a row of units below the header has no figures
    let says_unit = |cell: &Cell| {
        cell.is_blank()
            || cell
                .as_text()
                .is_some_and(|own| MeasureUnit::parse(own).is_some())
    };
    if words.is_empty() && sheet.grid.row(row).iter().all(says_unit) {
        return Fate::not_taken(&sheet, row, Why::NotOfForm);
    }
    let finding = if words.is_empty() {
        Finding::of(RowUnnamed {
            here,
            line: sheet.row_word(),
        })
    } else {
        let labels = matrix.rows.iter().map(|row| row.labels[0].as_str());
        Finding::of(RowUnknown {
            raw: words.to_owned(),
            nearest: text::nearest(words, labels).map(Into::into),
            here,
        })
    };
    work.find(finding.at(sheet.label_place(row)));
    Fate::Told
}
