//! The versions of the scheme that stored returns were made with, each read once.

use super::{LedgerError, scheme};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;

/// The versions that were asked for, by their number in the ledger.
#[derive(Debug, Default)]
pub(super) struct Versions(RefCell<HashMap<i64, Arc<Scheme>>>);

impl Versions {
    /// The version with a number.
    pub(super) fn get(&self, connection: &Connection, id: i64) -> Result<Arc<Scheme>, LedgerError> {
        if let Some(known) = self.0.borrow().get(&id) {
            return Ok(Arc::clone(known));
        }
        let (text, code) = scheme::by_id(connection, id)?;
        let read = Arc::new(Scheme::parse(&code, &text)?);
        self.0.borrow_mut().insert(id, Arc::clone(&read));
        Ok(read)
    }
}
