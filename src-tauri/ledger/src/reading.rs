//! What is asked of a ledger in several questions is answered from one state of it.

use super::{Ledger, LedgerError, round, scheme};
use rusqlite::Transaction;
use xianbaohui_core::scheme::Scheme;

/// Until it is dropped the ledger is read as it was at the first question, whatever others write.
#[derive(Debug)]
#[must_use]
pub struct Snapshot<'l> {
    _transaction: Option<Transaction<'l>>,
}

impl Ledger {
    /// From now on the ledger is read as it is now; within another snapshot, as it was then.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, LedgerError> {
        self.unchanged()?;
        let is_first = self.connection.is_autocommit();
        let begin = || self.connection.unchecked_transaction();
        let transaction = is_first.then(begin).transpose()?;
        Ok(Snapshot {
            _transaction: transaction,
        })
    }

    /// Looks at one state of the ledger, scheme and rounds among it, whatever others write
    /// meanwhile.
    pub fn reading<T, E: From<LedgerError>>(
        &mut self,
        look: impl FnOnce(&Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.unchanged()?;
        let begin = || -> Result<_, LedgerError> {
            let transaction = self.connection.unchecked_transaction()?;
            let now = scheme::current(&transaction)?;
            Ok((transaction, now))
        };
        let (snapshot, (id, text, code)) = begin()?;
        if id != self.scheme_id {
            let read = Scheme::parse(&code, &text).map_err(LedgerError::from)?;
            (self.scheme_id, self.scheme) = (id, read);
        }
        self.scheme.rounds = round::all(&snapshot)?;
        let looked = look(self);
        drop(snapshot);
        looked
    }
}
