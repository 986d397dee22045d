//! Where the figures of a rule stand, looked up once and not once a unit.

use crate::fact::{ColumnId, IndicatorId};
use crate::rule::{Wanted, When};
use std::cell::RefCell;

/// Where a figure that is wanted stands, of whatever unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    /// which of the sheets
    pub(super) sheet: usize,
    pub(super) indicator: IndicatorId,
    pub(super) column: ColumnId,
}

/// Where a text lies in memory: the texts of a rule, and of the form that it is asked on, stay
/// where they are as long as it is asked.
type Text = (usize, usize);

type Asked = (Text, Text, Text, When);

/// The places of one choice of one rule: few, so that they are looked through.
#[derive(Debug, Default)]
pub(super) struct Known(RefCell<Vec<(Asked, Option<Place>)>>);

fn at(text: &str) -> Text {
    (text.as_ptr() as usize, text.len())
}

impl Known {
    /// The place, which is looked for the first time.
    pub(super) fn of(
        &self,
        wanted: &Wanted<'_>,
        look: impl FnOnce() -> Option<Place>,
    ) -> Option<Place> {
        let asked = (
            wanted.form.map_or((0, 0), at),
            at(wanted.indicator),
            at(wanted.column),
            wanted.when,
        );
        let mut known = self.0.borrow_mut();
        if let Some((_, place)) = known.iter().find(|(own, _)| *own == asked) {
            return *place;
        }
        let place = look();
        known.push((asked, place));
        place
    }
}
