//! What the rules find that need more than one return: worked out of what counts now, so that
//! nothing of it is ever stale, and once for each state of the ledger.

use super::found::State;
use super::{Ledger, LedgerError};
use std::sync::Arc;
use xianbaohui_core::across;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::record::StoredFinding;
use xianbaohui_core::register;

impl Ledger {
    /// Findings of a round by rules that need other returns, periods, units or rosters.
    pub(super) fn findings_across(
        &self,
        round: &str,
    ) -> Result<Arc<Vec<StoredFinding>>, LedgerError> {
        let asked = self.scheme.rules.iter().any(across::is_across);
        let asked = asked || !self.scheme.registers.is_empty();
        let Some(of) = self.scheme.round(round).filter(|_| asked) else {
            return Ok(Arc::default());
        };
        let number = |sql| {
            self.connection
                .query_row(sql, [], |row| row.get::<_, i64>(0))
        };
        let state = State {
            round: of.code.clone(),
            scheme: self.scheme_id,
            by_others: number("PRAGMA data_version")?,
            here: number("SELECT total_changes()")?,
        };
        if let Some(found) = self.across.borrow().of(&state) {
            return Ok(found);
        }
        let mut found = across::findings(self, of)?;
        found.extend(register::findings(self, self, of)?);
        across::identified(&mut found, of);
        let found = Arc::new(found);
        self.across.borrow_mut().keep(state, Arc::clone(&found));
        Ok(found)
    }

    /// Whether a finding is of such a rule.
    pub(super) fn is_across(&self, finding: &Finding) -> bool {
        let code = finding.rule.as_ref();
        let mut rules = self.scheme.rules.iter();
        code.is_some_and(|code| {
            rules.any(|rule| rule.code == *code && across::is_across(rule) && rule.each.is_none())
        })
    }
}
