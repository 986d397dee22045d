//! A published list is read as a roster of the register's form.

use super::RegisterError;
use crate::Error;
use crate::batch::take_file;
use std::path::Path;
use xianbaohui_core::record::{StoredEntry, StoredField};
use xianbaohui_core::register::{Book, Published};
use xianbaohui_core::returns::Entry;
use xianbaohui_reading::intake::{Intake, Verdict, asked_once};
use xianbaohui_reading::read::ReadFile;

/// A list, and how its file is called.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// name of the file
    pub file: String,
    /// name of the sheet
    pub sheet: String,
    /// its rows
    pub published: Published,
}

/// Reads a list. Its rows are of the unit that consolidates; nothing is kept of it.
///
/// # Errors
/// It is no workbook, or not a roster of that form beyond doubt.
pub fn read(
    book: &Book<'_>,
    path: &Path,
    reader: &dyn ReadFile,
    passwords: &[String],
) -> Result<List, Error> {
    let scheme = book.scheme;
    let form = book.register.form.as_str();
    let newest = scheme.rounds.iter();
    let newest = newest.max_by_key(|round| (round.period.year, round.period.to));
    let round = newest.map(|round| {
        let mut round = round.clone();
        round.forms = vec![form.to_owned()];
        round
    });
    let intake = Intake {
        round: round.as_ref(),
        unit: Some(&scheme.root_unit().code),
        form: Some(form),
        reader,
        passwords,
        ..Intake::of(scheme)
    };
    let (file, _) = take_file(path, &intake);
    let why = match file.verdict {
        Verdict::Ready(returns) => {
            let mut list = List {
                file: file.name,
                ..List::default()
            };
            for one in returns {
                if scheme.forms[one.taken.form].code != form {
                    continue;
                }
                list.sheet.clone_from(&one.taken.sheet);
                let rows = one.taken.entries.into_iter();
                list.published
                    .rows
                    .extend(rows.map(|row| stored(row, scheme.root_unit().code.clone())));
            }
            return Ok(list);
        }
        Verdict::Refused { reason, .. } => reason,
        Verdict::Unsure(sheets) => asked_once(&sheets).join(" "),
    };
    Err(RegisterError::List { why }.into())
}

fn stored(row: Entry, unit: String) -> StoredEntry {
    let fields = row.fields.into_iter().map(|field| StoredField {
        datum: field.datum,
        raw: field.raw.into(),
        sheet_column: field.sheet_column,
        note: field.note.map(Into::into),
        asked: true,
    });
    StoredEntry {
        return_id: 0,
        unit,
        row: row.row,
        fields: fields.collect(),
    }
}
