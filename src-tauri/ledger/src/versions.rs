//! The versions of the scheme that stored returns were made with, each read once.

use super::{LedgerError, scheme};
use rusqlite::Connection;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::meaning::Meanings;

/// What is otherwise on forms, by the numbers of two versions.
type Known = HashMap<(i64, i64), HashMap<String, Option<Arc<Meanings>>>>;

/// The versions that were asked for, by their number in the ledger.
#[derive(Debug)]
pub(super) struct Versions {
    schemes: RefCell<HashMap<i64, Arc<Scheme>>>,
    meanings: RefCell<Known>,
}

impl Versions {
    /// With one that has been read already.
    pub(super) fn knowing(id: i64, scheme: &Scheme) -> Self {
        let known = HashMap::from([(id, Arc::new(scheme.clone()))]);
        Self {
            schemes: RefCell::new(known),
            meanings: RefCell::default(),
        }
    }

    /// The version with a number.
    pub(super) fn get(&self, connection: &Connection, id: i64) -> Result<Arc<Scheme>, LedgerError> {
        if let Some(known) = self.schemes.borrow().get(&id) {
            return Ok(Arc::clone(known));
        }
        let (text, code) = scheme::by_id(connection, id)?;
        let read = Arc::new(Scheme::parse(&code, &text)?);
        self.schemes.borrow_mut().insert(id, Arc::clone(&read));
        Ok(read)
    }

    /// What is otherwise on a form between two versions, `found` once; `None` where nothing is.
    pub(super) fn meanings(
        &self,
        versions: (i64, i64),
        form: &str,
        found: impl FnOnce() -> Result<Meanings, LedgerError>,
    ) -> Result<Option<Arc<Meanings>>, LedgerError> {
        let mut known = self.meanings.borrow_mut();
        let own = known.entry(versions).or_default();
        if let Some(known) = own.get(form) {
            return Ok(known.clone());
        }
        let found = Some(found()?).filter(|found| !found.is_same());
        let found = found.map(Arc::new);
        own.insert(form.to_owned(), found.clone());
        Ok(found)
    }
}
