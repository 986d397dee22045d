//! A cell in which a figure is asked for.

use super::asked::{Asked, Taken};
use super::sight::{self, Shown};
use super::{convert, remark};
use crate::extract::spot::Spot;
use crate::extract::texts;
use crate::extract::work::Work;
use crate::read::{Cell, Comma, Content, Veil};
use xianbaohui_core::finding::told::{CellMerged, UnitUnknown};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{self, Datum, Reading, Remark, Unreadable};

impl Work<'_> {
    /// Reads a cell in which a figure is asked for, and accounts for it.
    pub(in crate::extract) fn figure(&mut self, spot: Spot, asked: &Asked<'_>) -> Taken {
        let Some(cell) = self.sheet.grid.cell(spot.row, spot.column) else {
            self.nothing(spot, asked);
            return Taken::plain(Datum::Blank, "");
        };
        let (reading, shown) = self.reading(spot, cell, asked);
        self.unknown_unit(spot, cell, &reading, asked);
        let (datum, note) = convert::in_ledger_unit(self, &reading, cell, spot, asked);
        let (datum, note) = said(&reading, asked, datum, note);
        remark::tell(self, &reading, &shown, cell, spot, asked, &datum);
        self.take(spot, &datum);
        // of what is counted there are no decimals
        let is_count = matches!(asked.unit, MeasureUnit::Count(..));
        let rounded = &self.sheet.grid.rounded;
        if !is_count && rounded.binary_search(&(cell.row, cell.column)).is_ok() {
            self.report.rounded.push(spot);
        }
        if datum == Datum::Blank && asked.wanted {
            self.report.blanks.push(spot);
        }
        Taken {
            datum,
            bound: reading.bound,
            raw: cell.raw().into(),
            note: note.map(String::into_boxed_str),
        }
    }

    /// The cell as a figure, as the sheet writes figures, and how it is shown.
    fn reading(&self, spot: Spot, cell: &Cell, asked: &Asked<'_>) -> (Reading, Shown) {
        let grid = self.sheet.grid;
        let read_text = |words: &str| {
            if asked.is_growth {
                number::read_growth(words)
            } else {
                number::read_text(words)
            }
        };
        let as_held = |reading| (reading, Shown::AsHeld);
        if self.texts.is_astray(grid, spot.row, spot.column) && !cell.is_blank() {
            return as_held(Reading::plain(Datum::Unreadable(Unreadable::Astray)));
        }
        let comma = grid.lines.as_ref().map(|lines| lines.comma);
        match (comma, &cell.content) {
            (Some(Comma::Decimal), Content::Text(words)) => {
                as_held(read_text(&texts::with_point(words)))
            }
            (Some(Comma::Undecided), Content::Text(words)) if texts::has_comma(words) => {
                as_held(Reading::plain(Datum::Unreadable(Unreadable::Grouping)))
            }
            (_, Content::Number(held)) => sight::figure(grid, cell, *held),
            _ => as_held(read(cell, read_text)),
        }
    }

    /// Accounts for a cell that is not there.
    fn nothing(&mut self, spot: Spot, asked: &Asked<'_>) {
        let (grid, at) = (self.sheet.grid, (spot.row, spot.column));
        self.take(spot, &Datum::Blank);
        let is_merged = grid.merge_at(at.0, at.1).is_some_and(|area| {
            grid.cell(area.top, area.left).is_some() && (area.top, area.left) != at
        });
        if is_merged {
            let name = self.sheet.name(spot.about);
            self.tell(spot, CellMerged { name });
        } else if asked.wanted {
            self.report.blanks.push(spot);
        }
    }

    /// Tells of words behind a figure that its format shows, and that are no unit that is known:
    /// 0"万美元" shows 2万美元 where 2 stands.
    fn unknown_unit(&mut self, spot: Spot, cell: &Cell, reading: &Reading, asked: &Asked<'_>) {
        let grid = self.sheet.grid;
        if reading.unit.is_some()
            || !matches!(cell.content, Content::Number(_))
            || grid.plain(cell).is_some()
        {
            return;
        }
        let shown = grid.sight(cell).text;
        let words = shown.trim().trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '+' | '¥' | '￥' | '$' | ' ')
        });
        let words = words.trim_matches(['(', ')', '（', '）', ' ']);
        if words.ends_with('元') && MeasureUnit::parse(words).is_none() {
            let told = UnitUnknown {
                name: Some(self.sheet.name(spot.about)),
                raw: words.to_owned(),
                expected: vec![asked.unit.to_string()],
                is_format: true,
            };
            let finding = self.sheet.told(spot, told);
            self.find(finding.sides(words, asked.unit.to_string()));
        }
    }
}

/// The figure with a note of the words that it was read from; a sum of money is no count.
fn said(
    reading: &Reading,
    asked: &Asked<'_>,
    datum: Datum,
    note: Option<String>,
) -> (Datum, Option<String>) {
    let (Datum::Number(value), false) = (&datum, reading.remarks.is_empty()) else {
        return (datum, note);
    };
    let has = |remark| reading.remarks.contains(&remark);
    if has(Remark::Currency) && !matches!(asked.unit, MeasureUnit::Money(_)) {
        return (Datum::Unreadable(Unreadable::Words), None);
    }
    let words = if has(Remark::Currency) {
        Some("￥ 只作货币符号".to_owned())
    } else if has(Remark::Fell) {
        Some(format!("文字→{}", value.normalize()))
    } else if has(Remark::Unchanged) {
        Some("持平→0".to_owned())
    } else {
        None
    };
    let note = match (words, note) {
        (Some(words), Some(note)) => Some(format!("{words}，{note}")),
        (words, note) => words.or(note),
    };
    (datum, note)
}

/// The cell as a figure, in the unit that the cell itself says.
fn read(cell: &Cell, read_text: impl Fn(&str) -> Reading) -> Reading {
    match &cell.content {
        Content::Number(number) => number::read_number(*number, false),
        // of 120 with a small 1 behind it nobody can say any more which digits were small
        Content::Text(_) if cell.veil == Veil::Raised => {
            Reading::plain(Datum::Unreadable(Unreadable::TwoFigures))
        }
        Content::Text(text) => read_text(text),
        Content::Truth(_) => Reading::plain(Datum::Unreadable(Unreadable::Truth)),
        Content::Date(..) => Reading::plain(Datum::Unreadable(Unreadable::Date)),
        Content::Error(_) => Reading::plain(Datum::Unreadable(Unreadable::ErrorValue)),
        Content::NoResult => Reading::plain(Datum::Unreadable(Unreadable::NoResult)),
    }
}
