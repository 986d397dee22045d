//! One field of an entry.

use super::date::date;
use crate::extract::cell::{Asked, Said, Stated, Taken};
use crate::extract::spot::{About, Spot};
use crate::extract::work::Work;
use crate::read::Content;
use xianbaohui_core::codes::Fault;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::finding::told::{
    EntryChoice, EntryCode, EntryLostDigits, EntryOtherUnit, EntryOutdatedUnit, EntryRequired,
    EntryUnknownUnit,
};
use xianbaohui_core::form::{FieldKind, FieldSpec};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Datum, Unreadable};
use xianbaohui_core::personal::is_mask;
use xianbaohui_core::returns::FieldValue;
use xianbaohui_core::text;

/// Takes a field; blank where the sheet has no column for it.
pub(super) fn take_field(
    work: &mut Work<'_>,
    field: &FieldSpec,
    at: usize,
    row: u32,
    column: Option<u32>,
    unit: usize,
) -> FieldValue {
    let Some(column) = column else {
        return FieldValue {
            datum: Datum::Blank,
            raw: "".into(),
            sheet_column: None,
            note: None,
        };
    };
    let spot = Spot {
        row,
        column,
        about: About::Field { row, field: at },
    };
    about_merged(work, spot, field);
    let taken = match &field.kind {
        _ if is_masked(work, spot, field) => {
            let raw = work.sheet.grid.words_at(row, column);
            let taken = Taken::plain(Datum::Unreadable(Unreadable::Masked), raw);
            work.take(spot, &taken.datum);
            taken
        }
        FieldKind::Number => number(work, spot, field, at),
        FieldKind::Date => date(work, spot),
        FieldKind::Code => code(work, spot, field),
        FieldKind::Unit => {
            let taken = work.words(spot);
            check_unit(work, &taken, spot, unit);
            taken
        }
        FieldKind::Choice(choices) => choice(work, spot, choices),
        FieldKind::Text => work.words(spot),
    };
    if field.required
        && field.kind != FieldKind::Number
        && (taken.datum == Datum::Blank
            || matches!(taken.datum, Datum::Nil(_)) && !is_answer(field))
    {
        let name = field.name.clone();
        work.tell(spot, EntryRequired { name });
    }
    FieldValue {
        datum: taken.datum,
        raw: taken.raw,
        sheet_column: Some(column),
        note: taken.note,
    }
}

/// Whether personal data is masked: what it stands for is found out with what was said before.
fn is_masked(work: &Work<'_>, spot: Spot, field: &FieldSpec) -> bool {
    field.personal && is_mask(&work.sheet.grid.words_at(spot.row, spot.column))
}

/// Who has no code says 无: of a code that names the entry that is told otherwise.
pub(super) fn is_answer(field: &FieldSpec) -> bool {
    field.key && field.kind == FieldKind::Code
}

/// Tells of what stands in a cell that is merged over several entries: each is read with it. The
/// unit is merged to group rows, and of figures it is told anyway.
fn about_merged(work: &mut Work<'_>, spot: Spot, field: &FieldSpec) {
    let grid = work.sheet.grid;
    let is_own = !matches!(field.kind, FieldKind::Unit | FieldKind::Number);
    if is_own
        && grid.cell(spot.row, spot.column).is_none()
        && grid
            .seen(spot.row, spot.column)
            .is_some_and(|cell| !cell.is_blank() && cell.row < spot.row)
    {
        let severity = if names_entry(field) {
            Severity::B
        } else {
            Severity::C
        };
        if let About::Field { field: at, .. } = spot.about {
            let known = (field.name.clone(), severity, Vec::new());
            work.report.merged.entry(at).or_insert(known).2.push(spot);
        }
    }
}

/// Whether a field says who or what an entry is.
pub(in crate::extract) fn names_entry(field: &FieldSpec) -> bool {
    field.key || field.kind == FieldKind::Text && field.name.ends_with("名称")
}

fn number(work: &mut Work<'_>, spot: Spot, field: &FieldSpec, at: usize) -> Taken {
    let plain = MeasureUnit::Count(String::new(), 0);
    let mut columns = work.sheet.bound.columns.iter();
    let stated = columns
        .find(|matched| matched.spec == at)
        .and_then(|matched| matched.unit.clone())
        // money where things are counted is told once, with the first entry
        .filter(|unit| {
            let is_count = matches!(unit, MeasureUnit::Count(..));
            field.unit.is_some() || !is_count && work.kept.entries.is_empty()
        })
        .map(|unit| Stated {
            unit,
            said: Said::Header(spot.column),
        });
    let unit = field.unit.as_ref().unwrap_or(&plain);
    let asked = Asked {
        wanted: field.required,
        ..Asked::of(unit, stated.into_iter().collect())
    };
    work.figure(spot, &asked)
}

/// One of the form's words.
fn choice(work: &mut Work<'_>, spot: Spot, choices: &[String]) -> Taken {
    let taken = work.words(spot);
    if let Datum::Text(words) = &taken.datum
        && !choices
            .iter()
            .any(|choice| text::key(choice) == text::key(words))
    {
        let told = EntryChoice {
            name: work.sheet.name(spot.about),
            raw: words.clone(),
            choices: choices.to_vec(),
        };
        let finding = work.sheet.told(spot, told);
        work.find(finding.sides(words.clone(), choices.join("、")));
    }
    taken
}

/// Digits that are no figure: kept as text, and told where their own check fails. A number cell of
/// sixteen digits or more has lost some.
fn code(work: &mut Work<'_>, spot: Spot, field: &FieldSpec) -> Taken {
    let cell = work.sheet.grid.seen(spot.row, spot.column);
    if let Some(cell) = cell.filter(|cell| has_lost_digits(&cell.content)) {
        let (name, raw) = (field.name.clone(), cell.raw());
        let taken = Taken::plain(Datum::Unreadable(Unreadable::TooLarge), raw.clone());
        work.take(spot, &taken.datum);
        work.tell(spot, EntryLostDigits { name, raw });
        return taken;
    }
    let taken = work.words(spot);
    if let (Some(kind), Datum::Text(words)) = (field.code_kind, &taken.datum)
        && let Some(fault) = kind.fault(words)
    {
        let (length, check) = match fault {
            Fault::Length(length) => (Some(length), None),
            Fault::Check(check) => (None, check.map(String::from)),
            _ => (None, None),
        };
        let told = EntryCode {
            name: field.name.clone(),
            raw: words.clone(),
            fault: fault.word().to_owned(),
            length,
            check,
        };
        work.tell(spot, told);
    }
    taken
}

/// Whether a text is what a narrow column showed of a number: 9.11E+17.
fn has_lost_digits(content: &Content) -> bool {
    let Content::Text(words) = content else {
        return false;
    };
    let compact = text::compact(words).to_ascii_uppercase();
    compact.contains("E+") && compact.starts_with(|c: char| c.is_ascii_digit())
}

/// An entry that names another unit than the one that reports.
fn check_unit(work: &mut Work<'_>, taken: &Taken, spot: Spot, unit: usize) {
    let Datum::Text(words) = &taken.datum else {
        return;
    };
    let sheet = work.sheet;
    let named = sheet.scheme.unit_names.exactly(words, Some(sheet.period));
    let own = &sheet.scheme.units[unit].name;
    let raw = words.clone();
    let finding = match named.as_slice() {
        [one] if one.unit == unit => return,
        [one] if one.outdated => {
            let now = sheet.scheme.units[one.unit].name.clone();
            sheet.told(spot, EntryOutdatedUnit { raw, now })
        }
        // who consolidates, or a department in its place, lists the entries of all units
        [one] if unit == sheet.scheme.root && !sheet.scheme.is_outside(one.unit) => return,
        [] => sheet.told(spot, EntryUnknownUnit { raw }),
        _ => {
            let expected = own.clone();
            sheet.told(spot, EntryOtherUnit { raw, expected })
        }
    };
    work.find(finding.sides(words.clone(), own.clone()));
}
