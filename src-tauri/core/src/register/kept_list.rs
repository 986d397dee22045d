//! Published lists that were kept, and what was said of those on them.

use crate::record::StoredEntry;
use std::collections::HashMap;

/// A list that was published, read as a roster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Published {
    /// its rows
    pub rows: Vec<StoredEntry>,
}

/// A list that was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptList {
    /// the step that it was kept with
    pub step: i64,
    /// whose list, and of what: the same for lists that follow one another
    pub source: String,
    /// the day on which it was published
    pub day: String,
    /// name of its file
    pub file: String,
    /// name of its sheet
    pub sheet: String,
    /// when it was kept
    pub at: String,
    /// by whom
    pub who: String,
    /// its rows
    pub published: Published,
}

/// What an officer said of one that is listed and an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListAnswer {
    /// what it goes by on lists
    pub listed: String,
    /// key of the entry
    pub key: String,
    /// they are the same
    pub same: bool,
}

/// All that was said; of two on the same the last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListAnswers(HashMap<String, HashMap<String, bool>>);

impl ListAnswers {
    /// Of all answers, the oldest first.
    pub fn of(all: impl IntoIterator<Item = ListAnswer>) -> Self {
        let mut answers = Self::default();
        for one in all {
            let own = answers.0.entry(one.listed).or_default();
            own.insert(one.key, one.same);
        }
        answers
    }

    /// The entry that is the same.
    pub(super) fn same(&self, listed: &str) -> impl Iterator<Item = &str> {
        let own = self.0.get(listed).into_iter().flatten();
        own.filter(|(_, same)| **same).map(|(key, _)| key.as_str())
    }

    /// Whether it was said that they are not the same.
    pub(super) fn differ(&self, listed: &str, key: &str) -> bool {
        let own = self.0.get(listed).and_then(|own| own.get(key));
        own.is_some_and(|same| !same)
    }
}
