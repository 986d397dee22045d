//! A field of dates.

use super::day::{day_of, day_of_serial};
use crate::extract::cell::Taken;
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::{Cell, Content};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::finding::told::{EntryDate, EntrySerialDate, EntryYearAsDate};
use xianbaohui_core::number::{self, Datum, Nil, Unreadable};
use xianbaohui_core::text;

/// A day or month, written 2021-03-31 or 2021-03.
pub(super) fn date(work: &mut Work<'_>, spot: Spot) -> Taken {
    let grid = work.sheet.grid;
    let Some(cell) = grid.cell(spot.row, spot.column) else {
        return work.words(spot);
    };
    let raw = cell.raw();
    let compact = text::compact(&raw);
    // 000000 is how registers write that there is no date
    if matches!(compact.len(), 6 | 8) && compact.chars().all(|c| c == '0') {
        let datum = Datum::Nil(Nil::None);
        work.take(spot, &datum);
        return Taken::plain(datum, raw);
    }
    if work.texts.is_astray(grid, spot.row, spot.column) && !compact.is_empty() {
        let datum = Datum::Unreadable(Unreadable::Astray);
        work.take(spot, &datum);
        return Taken::plain(datum, raw);
    }
    let serial = if matches!(cell.content, Content::Date(..)) {
        None
    } else {
        day_of_serial(&compact, grid.from_1904)
    };
    if let Some(day) = &serial {
        about_serial(work, spot, &raw, day);
    }
    about_year(work, spot, cell);
    let found = match &cell.content {
        Content::Date(_, day) => Some(day.to_string()),
        _ => serial.or_else(|| day_of(&raw)),
    };
    if compact.is_empty() || number::nil(&compact).is_some() {
        return work.words(spot);
    }
    let datum = if let Some(day) = found {
        Datum::Text(day)
    } else {
        let (name, raw) = (work.sheet.name(spot.about), raw.clone());
        work.tell(spot, EntryDate { name, raw });
        Datum::Unreadable(Unreadable::Words)
    };
    work.take(spot, &datum);
    let note = matches!(&datum, Datum::Text(day) if *day != raw).then(|| "日期".into());
    Taken {
        note,
        ..Taken::plain(datum, raw)
    }
}

/// Tells of a day that is kept as a bare number.
fn about_serial(work: &mut Work<'_>, spot: Spot, raw: &str, day: &str) {
    // which calendar is meant nobody can tell: the cell may have been pasted from a workbook of
    // the other one
    let other = day_of_serial(&text::compact(raw), false).filter(|_| work.sheet.grid.from_1904);
    let severity = if other.is_some() {
        Severity::B
    } else {
        Severity::C
    };
    let told = EntrySerialDate {
        name: work.sheet.name(spot.about),
        raw: raw.to_owned(),
        day: day.to_owned(),
        other,
    };
    let finding = work.sheet.told(spot, told).graded(severity);
    work.find(finding.sides(raw, day));
}

/// 2020 and 2020.1 typed into a cell of dates are days of 1905.
fn about_year(work: &mut Work<'_>, spot: Spot, cell: &Cell) {
    let Content::Date(serial, day) = &cell.content else {
        return;
    };
    if (1900.0..2200.0).contains(serial) {
        let told = EntryYearAsDate {
            name: work.sheet.name(spot.about),
            day: day.to_string(),
            year: serial.to_string(),
        };
        let finding = work.sheet.told(spot, told);
        work.find(finding.sides(day.to_string(), serial.to_string()));
    }
}
