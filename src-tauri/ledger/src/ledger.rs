//! An open ledger: what it is made of, and who else has it open.

use super::hold::{Hold, Opener, Taken, look, take};
use super::seal::Known;
use super::versions::Versions;
use super::{LedgerError, scheme};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_files::guard::{self, Guarded};

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    // closed first: only then may others be told that nobody has the ledger open
    pub(super) connection: Connection,
    pub(super) guarded: Guarded,
    pub(super) hold: Option<Hold>,
    pub(super) known: Known,
    /// what the links of `held` say, as far as they were read
    pub(super) chain: std::cell::RefCell<super::held::Chain>,
    /// what rules over all of a round found last
    pub(super) across: std::cell::RefCell<super::found::Found>,
    /// the disk had no room for what a second program would need
    pub(super) no_room: bool,
    /// let go of between two questions: see `tight.rs`
    pub(super) resting: bool,
    /// the disk had no room, or it is only verified
    pub(super) only_read: bool,
    pub(super) scheme: Scheme,
    pub(super) scheme_id: i64,
    pub(super) versions: Versions,
    pub(super) path: PathBuf,
    /// what others had committed when it was looked at last
    pub(super) data_version: i64,
}

impl Ledger {
    /// The scheme in force.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// The version of the scheme that a return was made with.
    pub(super) fn scheme_of(&self, id: i64) -> Result<Arc<Scheme>, LedgerError> {
        self.versions.get(&self.connection, id)
    }

    /// An error when another program put another version of the scheme in force.
    pub(super) fn scheme_is_in_force(&self, connection: &Connection) -> Result<(), LedgerError> {
        if scheme::current(connection)?.0 == self.scheme_id {
            Ok(())
        } else {
            Err(LedgerError::SchemeElsewhere)
        }
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A round of the scheme, by code or name.
    pub fn round(&self, code: &str) -> Result<&Round, LedgerError> {
        self.scheme.round(code).ok_or_else(|| {
            let known = self
                .scheme
                .rounds
                .iter()
                .map(|round| format!("{}（{}）", round.code, round.name))
                .collect::<Vec<_>>()
                .join("、");
            LedgerError::UnknownRound {
                round: code.to_owned(),
                known,
            }
        })
    }

    /// Says that this program has the ledger open; who else has it open now. May be asked again at
    /// any time: others come and go. A folder where nothing can be written tells nothing.
    pub fn hold(&mut self, opener: &Opener) -> Option<Opener> {
        // the same program twice is nobody else
        let is_other = |other: &Opener| other.pid != opener.pid || other.host != opener.host;
        let mut found = None;
        for path in guard::locks_of(self.guarded.path()) {
            if let Some(own) = self.hold.as_mut().filter(|own| own.path == path) {
                own.say_at_last(opener);
                continue;
            }
            // a place is taken only where none is held yet; else it is looked at
            match if self.hold.is_none() {
                take(&path, opener)
            } else {
                look(&path)
            } {
                Taken::Ours(hold) => self.hold = Some(hold),
                Taken::Theirs(other) if is_other(&other) => found = found.or(Some(other)),
                Taken::Theirs(_) | Taken::Unknown => {}
            }
        }
        found
    }
}
