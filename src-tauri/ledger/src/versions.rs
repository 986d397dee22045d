//! The versions of the scheme that stored returns were made with, each read once.

use super::{LedgerError, scheme};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;

/// The versions that were asked for, by their number in the ledger.
#[derive(Debug)]
pub(super) struct Versions(RefCell<HashMap<i64, Arc<Scheme>>>);

impl Versions {
    /// With one that has been read already.
    pub(super) fn knowing(id: i64, scheme: &Scheme) -> Self {
        Self(RefCell::new(HashMap::from([(
            id,
            Arc::new(scheme.clone()),
        )])))
    }

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
