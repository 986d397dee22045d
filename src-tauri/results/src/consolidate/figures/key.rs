//! What a column of figures is, also one of another form; and a finding that stands for all of a
//! return.

use std::collections::HashMap;
use xianbaohui_core::figure::Figure;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::period::Period;

/// What a column of figures is: positions of indicator (in the scheme) and column (in the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// position of the indicator
    pub indicator: usize,
    /// position of the column
    pub column: usize,
}

/// Where keys stand among the columns: by indicator, then by column. They are asked for more often
/// than anything else.
#[derive(Debug, Clone, Default)]
pub(super) struct KeyAt(Vec<Vec<Option<usize>>>);

impl KeyAt {
    pub(super) fn of(keys: &[Key]) -> Self {
        let mut places: Vec<Vec<Option<usize>>> = Vec::new();
        for (at, key) in keys.iter().enumerate() {
            if places.len() <= key.indicator {
                places.resize(key.indicator + 1, Vec::new());
            }
            let own = &mut places[key.indicator];
            if own.len() <= key.column {
                own.resize(key.column + 1, None);
            }
            own[key.column] = Some(at);
        }
        Self(places)
    }

    pub(super) fn get(&self, key: Key) -> Option<usize> {
        *self.0.get(key.indicator)?.get(key.column)?
    }
}

/// A finding A that no figure can be named for: it stands for all of a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AtLarge {
    /// position of the unit that sent the return
    pub(crate) sender: usize,
    /// what is wrong
    pub(crate) what: String,
    /// the same, and what to do
    pub(crate) message: String,
}

/// A column of another form, as one behind the last of this form.
#[derive(Debug, Clone)]
pub(super) struct Lent {
    /// what it is called here
    pub(super) key: Key,
    /// the ratio that it is a part of
    pub(super) ratio: Key,
    /// position of the form that asks it
    pub(super) form: usize,
    /// position of the column there
    pub(super) column: usize,
    /// the round that asks it, where that is another: of a year
    pub(super) of_year: Option<(String, Period)>,
    /// by row, with the number of the return
    pub(super) figures: HashMap<usize, (Figure, i64)>,
}

/// Targets of one year that are figures, by unit and key.
#[derive(Debug, Clone, Default)]
pub(super) struct Aims(pub(super) HashMap<(usize, Key), Decimal>);
