//! What rules ask of lists: rosters now, registers by the same questions.

use super::{Compare, Expr, Value};
use crate::place::Place;

/// How many rows of a roster there are, or what one of its fields comes to over them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// code of the list
    pub list: String,
    /// the field that is added; `None` counts
    pub field: Option<String>,
    /// only rows whose fields are so
    pub only: Vec<(String, Compare, Value)>,
}

/// A question about one value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lookup {
    /// what is asked
    pub question: Question,
    /// the values
    pub values: Vec<Expr>,
}

/// What is asked of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// whether no other row of the unit has the same
    Unique,
    /// whether no other row of any unit has the same
    UniqueEverywhere,
    /// whether a list has it in a field
    Listed {
        /// code of the list
        list: String,
        /// the field
        field: String,
    },
}

impl Lookup {
    /// Whether the return itself can answer.
    pub fn is_at_hand(&self) -> bool {
        self.question == Question::Unique
    }
}

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

impl Rows {
    /// The rows that are meant; `None` where one cannot be told.
    pub(super) fn of(&self, list: &dyn List) -> Option<Vec<usize>> {
        let is_meant = |row: usize| {
            for (field, compare, wanted) in &self.only {
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
}
