//! What the rules find that need more than one return: worked out of what counts now, so that
//! nothing of it is ever stale, and once for each state of the ledger.

use super::{Ledger, LedgerError};
use std::sync::Arc;
use xianbaohui_core::across;
use xianbaohui_core::record::StoredFinding;

/// What was found last, of which round, in which state.
#[derive(Debug, Default)]
pub(super) struct Known(Option<(State, Arc<Vec<StoredFinding>>)>);

/// The round, the scheme, and what was written by others and here.
type State = (String, i64, i64, i64);

impl Ledger {
    /// Findings of a round by rules that need other returns, periods, units or rosters.
    pub(super) fn findings_across(
        &self,
        round: &str,
    ) -> Result<Arc<Vec<StoredFinding>>, LedgerError> {
        let asked = self.scheme.rules.iter().any(across::is_across);
        let Some(of) = self.scheme.round(round).filter(|_| asked) else {
            return Ok(Arc::default());
        };
        let number = |sql| {
            self.connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
        };
        let state = (
            of.code.clone(),
            self.scheme_id,
            number("PRAGMA data_version")?,
            number("SELECT total_changes()")?,
        );
        if let Some((known, found)) = &self.across.borrow().0
            && *known == state
        {
            return Ok(Arc::clone(found));
        }
        let found = Arc::new(across::findings(self, of)?);
        self.across.borrow_mut().0 = Some((state, Arc::clone(&found)));
        Ok(found)
    }
}
