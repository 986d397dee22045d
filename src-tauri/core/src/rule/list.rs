//! What rules ask of lists: rosters now, registers by the same questions.

use super::{Only, Value};
use crate::place::Place;

/// The rows of a list: those of one unit's roster, of all, or of a register.
pub trait List {
    /// How many there are.
    fn count(&self) -> usize;
    /// What stands in a field; [`Value::Blank`] where nothing does. `None` where what stands there
    /// cannot be read.
    fn value(&self, row: usize, field: &str) -> Option<Value>;
    /// Where it stands.
    fn place(&self, row: usize, field: &str) -> Option<Place>;
}

/// The rows of a list that are meant; `None` where one cannot be told.
pub(super) fn meant(only: &[Only], list: &dyn List) -> Option<Vec<usize>> {
    let is_meant = |row: usize| {
        for (field, compare, wanted) in only {
            if !list.value(row, field)?.compares(*compare, wanted) {
                return Some(false);
            }
        }
        Some(true)
    };
    let mut found = Vec::new();
    for row in 0..list.count() {
        if is_meant(row)? {
            found.push(row);
        }
    }
    Some(found)
}
