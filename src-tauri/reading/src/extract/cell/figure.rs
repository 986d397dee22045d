//! A cell in which a figure is asked for.

use super::asked::{Asked, Taken};
use super::{convert, remark};
use crate::extract::spot::Spot;
use crate::extract::texts;
use crate::extract::work::Work;
use crate::read::{Cell, Comma, Content, Display, Ink};
use xianbaohui_core::finding::told::{CellMerged, UnitUnknown};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{self, Datum, Reading, Unreadable};

impl Work<'_> {
    /// Reads a cell in which a figure is asked for, and accounts for it.
    pub(in crate::extract) fn figure(&mut self, spot: Spot, asked: &Asked<'_>) -> Taken {
        let Some(cell) = self.sheet.grid.cell(spot.row, spot.column) else {
            self.nothing(spot, asked);
            return Taken::plain(Datum::Blank, "");
        };
        let mut reading = self.reading(spot, cell);
        self.shown_unit(spot, cell, &mut reading, asked);
        let (datum, note) = convert::in_ledger_unit(self, &reading, cell, spot, asked);
        remark::tell(self, &reading, cell, spot, asked, &datum);
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

    /// The cell as a figure, as the sheet writes figures.
    fn reading(&self, spot: Spot, cell: &Cell) -> Reading {
        let grid = self.sheet.grid;
        if self.texts.is_astray(grid, spot.row, spot.column) && !cell.is_blank() {
            return Reading::plain(Datum::Unreadable(Unreadable::Astray));
        }
        let comma = grid.lines.as_ref().map(|lines| lines.comma);
        match (comma, &cell.content) {
            (Some(Comma::Decimal), Content::Text(words)) => {
                number::read_text(&texts::with_point(words))
            }
            (Some(Comma::Undecided), Content::Text(words)) if texts::has_comma(words) => {
                Reading::plain(Datum::Unreadable(Unreadable::Grouping))
            }
            _ => read(cell),
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

    /// The unit that the format of a cell shows: 0"亿元" shows 2亿元 where 2 stands, and what is
    /// seen is what was meant.
    fn shown_unit(&mut self, spot: Spot, cell: &Cell, reading: &mut Reading, asked: &Asked<'_>) {
        let (Display::Unit(at), Content::Number(_), None) =
            (cell.display, &cell.content, &reading.unit)
        else {
            return;
        };
        let units = &self.sheet.grid.units;
        let Some(words) = units
            .get(usize::from(at))
            .map(|unit| unit.trim_matches(['(', ')', '（', '）']))
        else {
            return;
        };
        reading.unit = MeasureUnit::parse(words);
        if reading.unit.is_none() {
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

/// The cell as a figure, in the unit that the cell itself says.
fn read(cell: &Cell) -> Reading {
    match &cell.content {
        Content::Number(number) => number::read_number(*number, cell.display == Display::Percent),
        // of 120 with a small 1 behind it nobody can say any more which digits were small
        Content::Text(_) if cell.ink == Ink::Raised => {
            Reading::plain(Datum::Unreadable(Unreadable::TwoFigures))
        }
        Content::Text(text) => number::read_text(text),
        Content::Truth(_) => Reading::plain(Datum::Unreadable(Unreadable::Truth)),
        Content::Date(..) => Reading::plain(Datum::Unreadable(Unreadable::Date)),
        Content::Error(_) => Reading::plain(Datum::Unreadable(Unreadable::ErrorValue)),
        Content::NoResult => Reading::plain(Datum::Unreadable(Unreadable::NoResult)),
    }
}
