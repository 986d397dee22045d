//! A cell as its county meant it.

use super::said::Said;
use crate::sheet::NO_RESULT;
use rust_decimal::Decimal;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mess) enum Shown {
    Yes,
    Hidden,
    VeryHidden,
}

#[derive(Debug, Clone, Default)]
pub(in crate::mess) struct Cell {
    pub(in crate::mess) content: Content,
    pub(in crate::mess) format: Option<String>,
    /// columns and rows it is merged over, itself not counted
    pub(in crate::mess) across: usize,
    pub(in crate::mess) down: usize,
    /// what a careful person reads there
    pub(in crate::mess) fact: Option<Fact>,
    /// a note that has been made on it
    pub(in crate::mess) comment: Option<String>,
    /// colours of letters and ground
    pub(in crate::mess) ink: Option<(Colour, Option<Colour>)>,
    /// how its letters look
    pub(in crate::mess) look: Look,
    /// what a cause has put into it
    pub(in crate::mess) said: Option<Said>,
}

/// How letters look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(in crate::mess) enum Look {
    #[default]
    Plain,
    White,
    Struck,
    Tiny,
    Raised,
    /// said again and again until the cell is full
    Fill,
}

/// A colour, said as programs say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mess) enum Colour {
    Rgb(u32),
    /// of the theme: 0 is the ground of a window
    Theme(u8),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::mess) enum Content {
    #[default]
    Empty,
    Number(Decimal),
    Float(f64),
    Text(String),
    /// a day, as Excel counts from 1900
    Day(u32),
    /// a formula and the result that is stored with it
    Formula(String, String),
    /// a text, and the small mark of a footnote behind it
    Raised(String, String),
    /// a text whose parts look otherwise
    Rich(Vec<(String, Look)>),
}

/// A figure or field, and what must come of it.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::mess) struct Fact {
    pub(in crate::mess) of: Of,
    /// the state that must come; `None` where nobody can say
    pub(in crate::mess) state: Option<State>,
    /// a finding must speak of it
    pub(in crate::mess) told: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(in crate::mess) enum Of {
    Figure {
        unit: String,
        indicator: String,
        column: String,
    },
    Field {
        entry: usize,
        field: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::mess) enum State {
    Number(Decimal),
    Text(String),
    Blank,
    Nil,
}

impl Cell {
    pub(in crate::mess) fn text(text: impl Into<String>) -> Self {
        Self {
            content: Content::Text(text.into()),
            ..Self::default()
        }
    }

    pub(in crate::mess) fn number(number: Decimal) -> Self {
        Self {
            content: Content::Number(number),
            ..Self::default()
        }
    }

    pub(in crate::mess) fn is_empty(&self) -> bool {
        self.content == Content::Empty
    }

    pub(in crate::mess) fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(in crate::mess) fn as_number(&self) -> Option<Decimal> {
        match &self.content {
            Content::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What only an xlsx of this machine has: a formula without a result or with an old one, and
    /// small marks.
    pub(in crate::mess) fn is_lost_elsewhere(&self) -> bool {
        let is_stale = matches!(self.content, Content::Formula(..))
            && self.fact.as_ref().is_some_and(|fact| fact.told);
        let is_rich = matches!(self.content, Content::Raised(..) | Content::Rich(_));
        is_stale || self.content_is_unstored() || is_rich
    }

    /// A formula whose result was not stored.
    pub(in crate::mess) fn content_is_unstored(&self) -> bool {
        matches!(&self.content, Content::Formula(_, result) if result == NO_RESULT)
    }

    /// Nobody can say what is meant: it must be told.
    pub(in crate::mess) fn is_unclear(&mut self) {
        if let Some(fact) = &mut self.fact {
            fact.state = None;
            fact.told = true;
        }
    }

    /// Something else must come of it; what nobody can say stays so.
    pub(in crate::mess) fn means(&mut self, state: State) {
        if let Some(fact) = self.fact.as_mut().filter(|fact| fact.state.is_some()) {
            fact.state = Some(state);
        }
    }

    /// A finding must speak of it.
    pub(in crate::mess) fn must_be_told(&mut self) {
        if let Some(fact) = &mut self.fact {
            fact.told = true;
        }
    }
}
