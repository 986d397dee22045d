//! A cell in which words are asked for.

use super::asked::Taken;
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::{Content, Doubt, Veil, has_no_width};
use xianbaohui_core::finding::told::EntryLostDigits;
use xianbaohui_core::number::{self, Datum, Unreadable};
use xianbaohui_core::text;

impl Work<'_> {
    /// Words as they stand, without white space around.
    pub(in crate::extract) fn words(&mut self, spot: Spot) -> Taken {
        let grid = self.sheet.grid;
        // a text merged over several rows is meant for each of them
        let raw = grid.words_at(spot.row, spot.column);
        let trimmed = raw.trim();
        let compact = text::compact(trimmed);
        let datum = if compact.is_empty() {
            Datum::Blank
        } else if let Some(nil) = number::nil(&compact) {
            Datum::Nil(nil)
        } else if number::is_error(&compact)
            || grid
                .seen(spot.row, spot.column)
                .is_some_and(|cell| matches!(cell.content, Content::Error(_)))
        {
            self.report.of_error(spot, trimmed);
            Datum::Unreadable(Unreadable::ErrorValue)
        } else if has_lost_digits(self, spot) {
            let (name, raw) = (self.sheet.name(spot.about), raw.clone());
            self.tell(spot, EntryLostDigits { name, raw });
            Datum::Unreadable(Unreadable::TooLarge)
        } else {
            Datum::Text(trimmed.to_owned())
        };
        self.take(spot, &datum);
        if let Datum::Text(words) = &datum {
            self.look_again(spot, words);
        }
        Taken::plain(datum, raw)
    }

    /// Tells of words of which it is not certain that they are what is seen.
    fn look_again(&mut self, spot: Spot, words: &str) {
        let grid = self.sheet.grid;
        let Some(cell) = grid.seen(spot.row, spot.column) else {
            return;
        };
        if words.contains(has_no_width) && cell.veil == Veil::None {
            self.report.of_veil(spot, Veil::Marks);
        }
        let is_sure = matches!(cell.content, Content::Text(_)) || grid.plain(cell).is_some();
        if !is_sure && matches!(grid.sight(cell).doubt, Some(Doubt::Format(_))) {
            self.report.of_veil(spot, Veil::Unsure);
        }
    }
}

/// Whether the digits of a number of a cell are more than a number keeps: fifteen. What the file
/// writes behind them is not what was typed, in whatever format: Excel and WPS cut off the rest as
/// it is typed, and a program that writes more digits writes those of the binary fraction. So the
/// digits in the file are not taken even where there are more of them.
fn has_lost_digits(work: &Work<'_>, spot: Spot) -> bool {
    /// the least number of sixteen digits
    const LEAST: f64 = 1e15;
    let grid = work.sheet.grid;
    let cell = grid.cell(spot.row, spot.column).or_else(|| {
        let area = grid.merge_at(spot.row, spot.column)?;
        grid.cell(area.top, area.left)
    });
    matches!(cell.map(|cell| &cell.content), Some(Content::Number(number)) if number.abs() >= LEAST)
}
