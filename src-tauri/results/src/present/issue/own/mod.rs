//! A bureau's own blank: its workbook goes out with unit, period, checks, unlocked cells,
//! protection and marks put into its parts. Every other part is copied as it is, byte for byte,
//! so that it looks as it did.
//!
//! What could not go out unharmed, or would not be safe, is refused.

mod checks;
mod error;
mod inputs;
mod marks;
mod package;
mod said;
mod seen;
mod sheet;
mod strings;
mod styles;
mod xml;

pub use error::OwnError;

use super::checks::Check;
use super::given::Blanks;
use super::sealed;
use crate::present::PresentError;
use inputs::Inputs;
use package::Package;
use std::io::Cursor;
use styles::Styles;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::mark::{self, Mark};
use xianbaohui_files::output::Output;

/// A bureau's own workbook, and what of it is a form.
#[derive(Debug, Clone)]
pub struct OwnBlank<'a> {
    /// its name
    pub name: &'a str,
    /// its bytes
    pub bytes: &'a [u8],
    /// its sheets that are forms
    pub sheets: Vec<OwnSheet>,
}

/// A sheet of a bureau's own workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnSheet {
    /// its name
    pub name: String,
    /// code of the form
    pub form: String,
    /// first and last row of the header, from 0
    pub header: (u32, u32),
    /// cells that are to be filled in
    pub cells: Vec<OwnCell>,
    /// of a roster: position of the field, and column of the sheet
    pub columns: Vec<(usize, u32)>,
}

/// A cell that is to be filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCell {
    /// row, from 0
    pub row: u32,
    /// column, from 0
    pub column: u32,
    /// code of the indicator
    pub indicator: String,
    /// position of the form's column
    pub of: usize,
}

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIssued {
    /// cells that were filled in beforehand
    pub filled: usize,
    /// cells that are to be filled in
    pub asked: usize,
    /// bytes of the file
    pub bytes: u64,
}

/// Writes a unit's copy of a bureau's own workbook.
///
/// # Errors
/// The workbook holds what cannot be carried, or the file could not be written.
pub fn own_blank(
    own: &OwnBlank<'_>,
    blanks: &Blanks<'_>,
    output: Output,
) -> Result<OwnIssued, PresentError> {
    let scheme = blanks.scheme;
    let digest = mark::digest(scheme);
    let refused = |why: OwnError| PresentError::Own {
        name: own.name.to_owned(),
        why,
    };
    let mut package = Package::open(own.bytes).map_err(refused)?;
    let strings = package.strings().map_err(refused)?;
    let mut styles = Styles::read(&mut package).map_err(refused)?;
    let (mut marks, mut filled, mut asked) = (Vec::new(), 0, 0);
    for one in &own.sheets {
        let form = scheme.form(&one.form);
        let part = package.sheet(&one.name).map_err(refused)?;
        let text = package.text(&part).map_err(refused)?;
        let seen = seen::Seen::read(&text, &strings).map_err(refused)?;
        let inputs = inputs(blanks, form, one, &seen).map_err(refused)?;
        let own = Mark::new(
            scheme,
            &digest,
            &one.form,
            &blanks.unit.code,
            blanks.round.period,
        );
        let said = seen.above(one.header.0).filter_map(|(place, words)| {
            let words = said::filled(words, &blanks.unit.name, blanks.round.period)?;
            Some((place, words))
        });
        let said = said.collect::<Vec<_>>();
        filled += said.len() + inputs.filled();
        asked += inputs.len();
        let patch = sheet::Patch {
            sheet: &one.name,
            inputs: &inputs,
            said: &said,
            mark: &own,
        };
        let text = patch.applied(&text, &mut styles).map_err(refused)?;
        package.replace(&part, text);
        marks.push((one.name.clone(), own));
    }
    styles.write(&mut package);
    marks::write(&mut package, &marks).map_err(refused)?;
    let path = output.path().display().to_string();
    let failed = |error: std::io::Error| PresentError::Write {
        path: path.clone(),
        why: xianbaohui_files::said(&error),
    };
    let file = output.file().map_err(failed)?;
    let mut bytes = Cursor::new(Vec::new());
    package.write(&mut bytes).map_err(failed)?;
    sealed::write(bytes.get_ref(), file).map_err(failed)?;
    Ok(OwnIssued {
        filled,
        asked,
        bytes: output.finish()?,
    })
}

/// The cells that are to be filled in, with their checks, and what is known of them.
fn inputs(
    blanks: &Blanks<'_>,
    form: Option<&Form>,
    own: &OwnSheet,
    seen: &seen::Seen,
) -> Result<Inputs, OwnError> {
    let mut inputs = Inputs::default();
    let Some(form) = form else {
        return Ok(inputs);
    };
    if let Layout::Roster(roster) = &form.layout {
        let known = blanks.forms.iter().find(|(of, _)| of.code == form.code);
        let known = known.map_or(&[][..], |(_, known)| &known.entries);
        let columns = own.columns.iter().map(|(_, column)| *column);
        let rows = seen.free_rows(own.header.1 + 1, &columns.collect::<Vec<_>>());
        if rows.len() < known.len() {
            return Err(OwnError::Rows {
                sheet: own.name.clone(),
                rows: rows.len(),
                entries: known.len(),
            });
        }
        for (at, row) in rows.into_iter().enumerate() {
            for (field, column) in &own.columns {
                let Some(spec) = roster.fields.get(*field) else {
                    continue;
                };
                let value = known.get(at).and_then(|entry| entry.get(*field));
                let value = value.filter(|value| !value.is_empty());
                inputs.add((row, *column), Check::of_field(spec), value.cloned());
            }
        }
        return Ok(inputs);
    }
    for cell in &own.cells {
        let indicator = blanks.scheme.indicator(&cell.indicator);
        let column = form.columns().get(cell.of);
        if let (Some(indicator), Some(column)) = (indicator, column)
            && !seen.has_words(cell.row, cell.column)
        {
            let place = (cell.row, cell.column);
            inputs.add(place, Check::of(column, indicator), None);
        }
    }
    Ok(inputs)
}
