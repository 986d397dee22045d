//! A field of dates.

use crate::extract::cell::Taken;
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::{Cell, Content, Doubt, Veil};
use crate::sight::Unsure;
use xianbaohui_core::day::{self, Dated, Day, NoDay};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::finding::told::{
    CellShownOtherwise, EntryDate, EntryDateUnsure, EntrySerialDate, EntryYearAsDate,
};
use xianbaohui_core::number::{self, Datum, Nil, Unreadable};
use xianbaohui_core::text;

/// A day or month, written 2021-03-31 or 2021-03.
pub(super) fn date(work: &mut Work<'_>, spot: Spot) -> Taken {
    let grid = work.sheet.grid;
    // a day merged over several rows is meant for each of them
    let Some(cell) = grid.seen(spot.row, spot.column) else {
        return work.words(spot);
    };
    // a day is kept as a number, and its format says what is seen of it; what was typed as a number
    // may be seen as a month: 2018.1 as 2018.10
    let raw = match &cell.content {
        Content::Date(..) => cell.raw(),
        _ => grid.words(cell).into_owned(),
    };
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
    if compact.is_empty() || number::nil(&compact).is_some() {
        return work.words(spot);
    }
    let found = read(work, spot, cell, &raw);
    let name = || work.sheet.name(spot.about);
    let (datum, states) = match found {
        Ok(Dated { day, states, other }) => {
            if let Some(other) = other {
                let (day, other) = (day.to_string(), other.to_string());
                let told = EntryDateUnsure {
                    name: name(),
                    raw: raw.clone(),
                    day: day.clone(),
                    other: other.clone(),
                };
                let finding = work.sheet.told(spot, told);
                work.find(finding.sides(day, other));
            }
            work.report.of_dates(spot, &states);
            (Datum::Text(day.to_string()), states)
        }
        Err(why) => {
            let told = EntryDate {
                name: name(),
                raw: raw.clone(),
                why: why.word().to_owned(),
            };
            work.tell(spot, told);
            (Datum::Unreadable(Unreadable::Words), Vec::new())
        }
    };
    work.take(spot, &datum);
    let words = states.iter().map(|state| state.word).collect::<Vec<_>>();
    let note = match &datum {
        Datum::Text(_) if !words.is_empty() => Some(format!("日期（{}）", words.join("、"))),
        Datum::Text(day) if *day != raw => Some("日期".to_owned()),
        _ => None,
    };
    Taken {
        note: note.map(Into::into),
        ..Taken::plain(datum, raw)
    }
}

/// The day that a cell holds, however it is kept.
fn read(work: &mut Work<'_>, spot: Spot, cell: &Cell, raw: &str) -> Result<Dated, NoDay> {
    about_year(work, spot, cell);
    let serial = match cell.content {
        Content::Date(..) => None,
        _ => Day::of_serial(&text::compact(raw), work.sheet.grid.from_1904),
    };
    if let Some(day) = serial {
        about_serial(work, spot, raw, day);
        return Ok(Dated {
            day,
            states: Vec::new(),
            other: None,
        });
    }
    match cell.content {
        // with its last zero it can be told from 2018.1
        Content::Number(_) if raw == cell.raw() => day::read_number(raw),
        Content::Date(..) => Ok(seen(work, spot, cell, day::read(raw)?)),
        _ => day::read(raw),
    }
}

/// What a person reads of a day that is kept as a number: 2018年10月 is a month. Where nothing that
/// is a date is seen, or another one, both are told, and the day is taken.
fn seen(work: &mut Work<'_>, spot: Spot, cell: &Cell, held: Dated) -> Dated {
    let grid = work.sheet.grid;
    let sight = grid.sight(cell);
    let is_sure = !matches!(sight.doubt, Some(Doubt::Format(_)));
    if cell.has_no_format() {
        return held;
    }
    if !is_sure && sight.text.is_empty() {
        work.report.of_veil(spot, Veil::Unsure);
        return held;
    }
    let found = day::read(&sight.text).ok().filter(|_| is_sure);
    let is_month = |seen: &Dated| {
        let (seen, own) = (seen.day.to_string(), held.day.to_string());
        own.strip_prefix(&*seen)
            .is_some_and(|rest| rest.starts_with('-'))
    };
    match found {
        // 预计2021-03-31 by its format
        Some(seen) if seen.day == held.day => Dated {
            states: seen.states,
            ..held
        },
        Some(seen) if is_month(&seen) => seen,
        // of two digits of a year nobody reads another century
        found
            if has_all_parts(&sight.text, held.day)
                && sight.doubt != Some(Doubt::Format(Unsure::Calendar))
                && !is_other(found.as_ref(), &sight.text, held.day) =>
        {
            held
        }
        _ => {
            let told = CellShownOtherwise {
                name: work.sheet.name(spot.about),
                raw: held.day.to_string(),
                shown: sight.text.trim().to_owned(),
            };
            work.tell(spot, told);
            held
        }
    }
}

/// Whether the same numbers are read as another day: 2018-05-10 with the year before, and 5/10/2018
/// with the year behind, where either may be the month.
fn is_other(found: Option<&Dated>, shown: &str, day: Day) -> bool {
    let own = day.to_string();
    let parts = own.split('-').collect::<Vec<_>>();
    let [year, month, date] = parts.as_slice() else {
        return false;
    };
    let is_read_so = found.is_some_and(|found| found.day != day);
    if shown.contains(year) && is_read_so {
        return true;
    }
    let mut numbers = shown.split(|c: char| !c.is_ascii_digit());
    let first = numbers.next().unwrap_or_default();
    let is_short = !first.is_empty() && first.len() <= 2;
    let has_words = shown.contains(|c: char| c.is_alphabetic());
    // 04.12.20 is read as a day of 2004
    if is_short && !has_words && !shown.contains(year) && !year.ends_with(first) {
        return true;
    }
    is_short && !has_words && shown.trim().ends_with(year) && month != date && *date <= "12"
}

/// Whether a text has the day, the month and the year of a date, or two digits of the year, in some
/// order: 31-Mar-21 and 3/31/2021 as well as 2021年3月31日 星期三.
fn has_all_parts(shown: &str, day: Day) -> bool {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let own = day.to_string();
    let mut own = own
        .split('-')
        .map(|part| part.parse::<u32>().unwrap_or_default());
    let (Some(year), Some(month), Some(date)) = (own.next(), own.next(), own.next()) else {
        return false;
    };
    let shown = shown.to_lowercase();
    let numbers = shown
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|part| part.parse::<u32>().ok())
        .take(6)
        .collect::<Vec<_>>();
    let has_month = numbers.contains(&month)
        || MONTHS
            .get(month as usize - 1)
            .is_some_and(|name| shown.contains(name));
    let has_year = numbers.contains(&year) || numbers.contains(&(year % 100));
    has_year && has_month && numbers.contains(&date) && has_no_other_words(&shown)
}

/// Whether a date has no words but those that dates are written with, in small letters.
fn has_no_other_words(shown: &str) -> bool {
    const WORDS: [&str; 40] = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
        "sep",
        "oct",
        "nov",
        "dec",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "上午",
        "下午",
        "星期",
    ];
    const SIGNS: &str = "年月日号时分秒周一二三四五六七八九十〇零";
    let bare = WORDS
        .iter()
        .fold(shown.to_owned(), |rest, word| rest.replace(word, ""));
    let bare = bare.replace("am", "").replace("pm", "");
    !bare.contains(|c: char| c.is_alphabetic() && !SIGNS.contains(c))
}

/// Tells of a day that is kept as a bare number.
fn about_serial(work: &mut Work<'_>, spot: Spot, raw: &str, day: Day) {
    // which calendar is meant nobody can tell: the cell may have been pasted from a workbook of
    // the other one
    let other = Day::of_serial(&text::compact(raw), false).filter(|_| work.sheet.grid.from_1904);
    let severity = if other.is_some() {
        Severity::B
    } else {
        Severity::C
    };
    let told = EntrySerialDate {
        name: work.sheet.name(spot.about),
        raw: raw.to_owned(),
        day: day.to_string(),
        other: other.map(|other| other.to_string()),
    };
    let finding = work.sheet.told(spot, told).graded(severity);
    work.find(finding.sides(raw, day.to_string()));
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
