//! A figure without its return.

use crate::number::{Bound, Datum, Decimal};
use serde::{Deserialize, Serialize};

/// One figure for consolidation, as small as can be: there are many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figure {
    /// the figure, when it is one
    pub number: Option<Decimal>,
    /// its state
    pub state: State,
    /// a bound or an approximation
    pub bound: bool,
}

/// State of a figure, without its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum State {
    /// a figure
    Number,
    /// words
    Text,
    /// empty
    #[default]
    Blank,
    /// declared nil
    Nil,
    /// something that cannot be read
    Unreadable,
}

impl State {
    /// The state that a word of the ledger means.
    pub fn of_word(word: &str) -> Self {
        match word {
            "number" => Self::Number,
            "text" => Self::Text,
            "blank" => Self::Blank,
            "nil" => Self::Nil,
            _ => Self::Unreadable,
        }
    }
}

impl Figure {
    /// The figure of a datum.
    pub fn of(datum: &Datum, bound: Option<Bound>) -> Self {
        let (number, state) = match datum {
            Datum::Number(number) => (Some(*number), State::Number),
            Datum::Text(_) => (None, State::Text),
            Datum::Blank => (None, State::Blank),
            Datum::Nil(_) => (None, State::Nil),
            Datum::Unreadable(_) => (None, State::Unreadable),
        };
        Self {
            number,
            state,
            bound: bound.is_some(),
        }
    }
}
