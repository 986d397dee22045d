//! A cell in which words are asked for.

use super::asked::Taken;
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::Content;
use xianbaohui_core::number::{self, Datum, Unreadable};
use xianbaohui_core::text;

impl Work<'_> {
    /// Words as they stand, without white space around.
    pub(in crate::extract) fn words(&mut self, spot: Spot) -> Taken {
        let grid = self.sheet.grid;
        // a text merged over several rows is meant for each of them
        let raw = grid.seen_text(spot.row, spot.column);
        let trimmed = raw.trim();
        let compact = text::compact(trimmed);
        let datum = if compact.is_empty() {
            Datum::Blank
        } else if let Some(nil) = number::nil(&compact) {
            Datum::Nil(nil)
        } else if grid
            .cell(spot.row, spot.column)
            .is_some_and(|cell| matches!(cell.content, Content::Error(_)))
        {
            Datum::Unreadable(Unreadable::ErrorValue)
        } else {
            Datum::Text(trimmed.to_owned())
        };
        self.take(spot, &datum);
        Taken::plain(datum, raw)
    }
}
