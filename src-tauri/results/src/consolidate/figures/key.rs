//! What a column of figures is, and a finding that stands for all of a return.

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
