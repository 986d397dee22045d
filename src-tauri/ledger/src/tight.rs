//! A ledger on a disk without room for what programs share (see `durable.rs`): who reads it there
//! has it alone. So a program that keeps it open lets go of it after each question: others can look
//! at it, too, and as soon as there is room it is opened as always.

use super::{Ledger, LedgerError, News, durable, leftover, seal};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use xianbaohui_files::guard::Guarded;

impl Ledger {
    /// Whether the disk had no room when it was opened: it can be looked at, and not written to.
    pub fn has_no_room(&self) -> bool {
        self.no_room
    }

    /// Lets go of a ledger that nobody else could look at meanwhile; the next question needs
    /// [`Ledger::take_up`]. Any other stays open.
    pub fn let_go(&mut self) {
        if !self.no_room || self.resting {
            return;
        }
        // nothing is held by a database that lies in no file
        let Ok(nothing) = Connection::open_in_memory() else {
            return;
        };
        let is_here = self.in_place().is_ok();
        self.spare_the_log();
        drop(std::mem::replace(&mut self.connection, nothing));
        // the log goes with who closes last: that it is gone means nothing from here on
        if is_here && let Ok(guarded) = Guarded::new(&self.path) {
            self.guarded = guarded;
        }
        self.resting = true;
    }

    /// Opens a ledger again that was let go of, as it is now; what has come meanwhile.
    pub fn take_up(&mut self) -> Result<News, LedgerError> {
        if !self.resting {
            return Ok(News::default());
        }
        self.in_place()?;
        let mut now = Self::open(&self.path)?;
        let before = self.known.head.borrow().clone();
        // an older copy was put in its place
        if !seal::has(&now.connection, &before)? {
            return Err(self.overwritten());
        }
        let any = *now.known.head.borrow() != before;
        let scheme = now.scheme_id != self.scheme_id;
        now.hold = self.hold.take();
        *self = now;
        Ok(News { any, scheme })
    }

    /// Closing fills the file from the log: not another file that was put in its place.
    pub(super) fn spare_the_log(&self) {
        if self.guarded.opened().is_overwritten() || leftover::refuse(self.guarded.path()).is_err()
        {
            let _ = self
                .connection
                .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}

/// What was said of a ledger of an earlier format that could not be brought up to date: on a full
/// disk it cannot be looked at either.
pub(super) fn of_an_old_one(error: LedgerError) -> LedgerError {
    match error {
        LedgerError::Full => LedgerError::FullForOld,
        LedgerError::Database(error) if durable::has_no_room(&error) => LedgerError::FullForOld,
        error => error,
    }
}
