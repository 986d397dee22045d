//! What rules over all of a round found last, and in which state of the ledger.

use std::sync::Arc;
use xianbaohui_core::record::StoredFinding;

/// What was found last.
#[derive(Debug, Default)]
pub(super) struct Found(Option<(State, Arc<Vec<StoredFinding>>)>);

/// A state of the ledger.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct State {
    /// code of the round
    pub(super) round: String,
    /// the scheme in force
    pub(super) scheme: i64,
    /// what others wrote
    pub(super) by_others: i64,
    /// what was written here
    pub(super) here: i64,
}

impl Found {
    pub(super) fn of(&self, state: &State) -> Option<Arc<Vec<StoredFinding>>> {
        let known = self.0.as_ref().filter(|(known, _)| known == state);
        known.map(|(_, found)| Arc::clone(found))
    }

    pub(super) fn keep(&mut self, state: State, found: Arc<Vec<StoredFinding>>) {
        self.0 = Some((state, found));
    }
}
