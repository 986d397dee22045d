//! A row of a roster: what it is called, and whether it is an entry.

use super::columns::Columns;
use super::field::{is_answer, take_field};
use super::names::{is_like_total, names_nothing, says_nothing, says_part};
use crate::extract::fate::{self, Fate, Why};
use crate::extract::sheet::Sheet;
use crate::extract::spot::{About, Spot};
use crate::extract::work::Work;
use crate::identify::rows;
use xianbaohui_core::finding::told::{
    EntryNilKey, EntryNoName, EntryPart, EntryRepeated, EntryUnnamed,
};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{FieldKind, FieldSpec};
use xianbaohui_core::number::{self, Datum};
use xianbaohui_core::returns::Entry;
use xianbaohui_core::text;
use xianbaohui_core::words::named;

/// What a row is called.
pub(super) struct Called {
    /// keys of the texts that name it
    texts: Vec<String>,
    /// of several, one that names something
    pub(super) key: String,
    /// the one that says 合计, which may stand in any of them, or the key
    pub(super) label: String,
}

impl Called {
    pub(super) fn of(sheet: &Sheet<'_>, columns: &Columns<'_>, row: u32) -> Self {
        let texts = columns
            .keys
            .iter()
            .map(|column| text::key(&sheet.grid.words_at(row, *column)))
            .collect::<Vec<_>>();
        let is_name = |key: &&String| !key.is_empty() && number::nil(key).is_none();
        let key = texts
            .iter()
            .find(is_name)
            .or_else(|| texts.iter().find(|key| !key.is_empty()))
            .cloned()
            .unwrap_or_default();
        let label = texts
            .iter()
            .find(|text| rows::says_total(text))
            .unwrap_or(&key)
            .clone();
        Self { texts, key, label }
    }

    /// 以上共计, 合计青县
    pub(super) fn is_total(&self) -> bool {
        self.texts.iter().any(|text| {
            let begins = text.starts_with("合计") || text.starts_with("总计");
            rows::says_total(text) || begins && !named::is_whole(text)
        })
    }

    /// 全县, 本表计
    pub(super) fn is_like_total(&self) -> bool {
        is_like_total(&self.key)
    }

    pub(super) fn is_nil(&self) -> bool {
        number::nil(&self.key).is_some()
    }

    /// All that names it: the same for the same entry.
    pub(super) fn all(&self) -> String {
        self.texts.join("|")
    }
}

/// A row that names no entry: told where it says anything that a template does not say beforehand.
pub(super) fn unnamed(work: &mut Work<'_>, columns: &Columns<'_>, row: u32) -> Fate {
    let filled = columns.filled(&work.sheet, row);
    let is_astray = work.texts.is_astray(work.sheet.grid, row, 0);
    match filled.as_slice() {
        // a row of a text that has lost its place may be half an entry
        [_, ..] if is_astray => {}
        // units and choices may stand in the template
        [FieldKind::Unit | FieldKind::Choice(_)] if fate::said(&work.sheet, row).len() == 1 => {
            return Fate::Skipped;
        }
        // who is named by another field than the one that counts
        [FieldKind::Text] if columns.only_required(&work.sheet, row) => {
            return Fate::Left(Why::NameOnly);
        }
        // one text alone is a title or a remark
        [] | [FieldKind::Unit | FieldKind::Choice(_) | FieldKind::Text] => {
            return Fate::not_taken(&work.sheet, row, Why::NoName);
        }
        _ => {}
    }
    let (name, spot) = match columns.key() {
        Some((at, field, column)) => (field.name.clone(), field_spot(row, at, column)),
        None => (String::new(), Spot::of_entry(row, 0)),
    };
    let filled = filled.len();
    work.tell(spot, EntryUnnamed { name, filled });
    Fate::Told
}

/// Tells of a row whose name is none or not that of an entry; what became of it where it is none.
pub(super) fn wrongly_named(
    work: &mut Work<'_>,
    columns: &Columns<'_>,
    called: &Called,
    row: u32,
) -> Option<Fate> {
    let sheet = work.sheet;
    let words = |column: u32| sheet.grid.words_at(row, column).trim().to_owned();
    if called.is_nil() {
        let filled = columns.filled_beside(&sheet, row);
        // a row of nils says that there is nothing
        if filled == 0 {
            return Some(Fate::not_taken(&sheet, row, Why::NoName));
        }
        about_nil(work, columns, row, filled);
        // 没有 for a code is an answer, and no word for a roster without entries
        return None;
    }
    if let Some(column) = says_part(&sheet, &columns.keys, row) {
        let raw = words(column);
        work.tell(Spot::of_entry(row, column), EntryPart { raw });
        return Some(Fate::Told);
    }
    let says_nothing = says_nothing(&called.key);
    if says_nothing && columns.filled_beside(&sheet, row) == 0 {
        return Some(Fate::Skipped);
    }
    // a field that names something else than a unit and has the name of one
    let is_unit = columns.keys.len() == 1
        && !sheet
            .scheme
            .unit_names
            .exactly(
                &sheet.grid.words_at(row, columns.keys[0]),
                Some(sheet.period),
            )
            .is_empty();
    if !says_nothing && !is_unit && !names_nothing(&called.key) {
        return None;
    }
    Some(no_entry(work, columns, row))
}

/// Tells of a row that is no entry, whatever stands where its name is due.
pub(super) fn no_entry(work: &mut Work<'_>, columns: &Columns<'_>, row: u32) -> Fate {
    let raw = work.sheet.grid.words_at(row, columns.name());
    let raw = raw.trim().to_owned();
    work.tell(Spot::of_entry(row, columns.name()), EntryNoName { raw });
    Fate::Told
}

/// Tells of an entry whose name is a nil. Who has no code may well be named by another field.
fn about_nil(work: &mut Work<'_>, columns: &Columns<'_>, row: u32, filled: usize) {
    let sheet = work.sheet;
    // of a field that must be filled it is told anyway
    let is_told = |field: &FieldSpec| !field.required || is_answer(field);
    let Some((at, field, column)) = columns.key().filter(|(_, field, _)| is_told(field)) else {
        return;
    };
    let is_named =
        field.kind == FieldKind::Code && columns.filled(&sheet, row).contains(&&FieldKind::Text);
    let told = EntryNilKey {
        name: field.name.clone(),
        raw: sheet.grid.words_at(row, column).trim().to_owned(),
        filled,
        is_named,
    };
    let severity = if is_named { Severity::D } else { Severity::B };
    let spot = field_spot(row, at, column);
    let finding = sheet.told(spot, told).graded(severity);
    work.find(finding);
}

/// Tells of an entry that stands there twice.
pub(super) fn repeated(work: &mut Work<'_>, columns: &Columns<'_>, first: u32, row: u32) {
    let sheet = work.sheet;
    let told = EntryRepeated {
        name: sheet.entry_key(row),
        again: sheet.row(row),
    };
    let finding = Finding::of(told)
        .about(sheet.subject(About::Entry { row }))
        .at_all([first, row].map(|row| sheet.place(row, columns.name())));
    work.find(finding);
}

/// Takes the fields of an entry.
pub(super) fn take_entry(work: &mut Work<'_>, columns: &Columns<'_>, row: u32, unit: usize) {
    let fields = columns
        .fields()
        .enumerate()
        .map(|(at, (field, column))| take_field(work, field, at, row, column, unit))
        .collect();
    work.kept.entries.push(Entry { row, fields });
}

/// What a row of 合计 says of the fields that are added; what became of it.
pub(super) fn take_total(
    work: &mut Work<'_>,
    columns: &Columns<'_>,
    row: u32,
    unit: usize,
) -> Fate {
    let grid = work.sheet.grid;
    let fields = columns
        .fields()
        .enumerate()
        .map(|(at, (field, column))| {
            let column = column.filter(|column| field.sum && grid.cell(row, *column).is_some());
            take_field(work, field, at, row, column, unit)
        })
        .collect::<Vec<_>>();
    if fields
        .iter()
        .any(|field| matches!(field.datum, Datum::Number(_) | Datum::Nil(_)))
    {
        work.kept.totals.push(Entry { row, fields });
        return Fate::Compared;
    }
    // 合计 of nothing that is added, or of how many there are
    let has_figures = columns.fields().any(|(field, column)| {
        let cell = column.and_then(|column| grid.cell(row, column));
        field.kind == FieldKind::Number && cell.is_some_and(|cell| !cell.is_blank())
    });
    // 共5家 below four
    let label = Called::of(&work.sheet, columns, row).label;
    let counted = label.trim_matches(|c: char| !c.is_ascii_digit());
    let is_other = work.kept.totals.is_empty()
        && counted
            .parse::<usize>()
            .is_ok_and(|count| count != work.kept.entries.len());
    if has_figures || is_other {
        Fate::Left(Why::Total)
    } else {
        Fate::Compared
    }
}

fn field_spot(row: u32, field: usize, column: u32) -> Spot {
    Spot {
        row,
        column,
        about: About::Field { row, field },
    }
}
