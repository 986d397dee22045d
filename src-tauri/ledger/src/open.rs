//! A ledger is made, opened and closed.

use super::leftover::NotALedger;
use super::versions::Versions;
use super::{
    Ledger, LedgerError, durable, foreign, held, leftover, log, migrate, news, round, scheme, seal,
    tight,
};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::io::Write as _;
use std::path::Path;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_files::disk::{folder_of, has_second_name};
use xianbaohui_files::guard::{self, Guarded};
use xianbaohui_files::output::{Kind, Output, OutputError, Target};
use xianbaohui_files::part::sweep;

/// Where a database says how it is written to and read: both must say WAL.
const MODES: std::ops::Range<usize> = 18..20;
const WAL: u8 = 2;

/// What a ledger is opened for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum For {
    Work,
    /// what is damaged is left for the verifying to tell
    Verifying,
}

impl For {
    /// The same, without what is damaged where that is to be told later.
    fn spared<T: Default>(self, read: Result<T, LedgerError>) -> Result<T, LedgerError> {
        match read {
            Err(error) if self == Self::Verifying && error.is_damage() => Ok(T::default()),
            read => read,
        }
    }

    /// The scheme in force, with its number.
    fn scheme(self, connection: &Connection) -> Result<(i64, Scheme), LedgerError> {
        let read = scheme::current(connection)
            .and_then(|(id, text, code)| Ok((id, Scheme::parse(&code, &text)?)));
        match read {
            Err(error) if self == Self::Verifying && error.is_damage() => {
                scheme::readable(connection)
            }
            read => read,
        }
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        self.spare_the_log();
    }
}

impl Ledger {
    /// Makes a ledger. The file must not be there yet; it appears only when it is complete. `at` is
    /// the time for the log, `who` the operator.
    pub fn create(path: &Path, scheme: Scheme, at: &str, who: &str) -> Result<Self, LedgerError> {
        if let Some(most) = guard::too_long(path) {
            return Err(LedgerError::LongName {
                path: path.display().to_string(),
                most,
            });
        }
        let output = Output::begin(
            Target::new(path),
            Kind::Ledger,
            |_| Ok::<_, OutputError>(false),
            |_| Ok(false),
        )?;
        // a log that another ledger of this name left behind would be taken for this one's
        if let Some(left) = guard::logs_of(path)
            .find(|left| std::fs::symlink_metadata(left).is_ok_and(|found| found.len() > 0))
        {
            return Err(LedgerError::Leftover {
                path: left.display().to_string(),
            });
        }
        let mut connection = Connection::open_in_memory()?;
        connection.pragma_update(None, "foreign_keys", true)?;
        connection.pragma_update(None, "application_id", guard::APPLICATION_ID)?;
        let transaction = connection.transaction()?;
        migrate::make(&transaction)?;
        scheme::insert(&transaction, &scheme, at)?;
        round::insert_all(&transaction, &scheme.rounds, at)?;
        // no two ledgers begin alike: the digest of the first line is nobody's to guess
        let sql = "SELECT lower(hex(randomblob(16)))";
        let own: String = transaction.query_row(sql, [], |row| row.get(0))?;
        let what =
            serde_json::json!({ "name": scheme.name, "version": scheme.version, "own": own });
        log::append(&transaction, at, who, "new", &scheme.code, &what)?;
        held::hold(&transaction, &held::of_all(&transaction)?)?;
        transaction.commit()?;
        let failed = |error: std::io::Error| OutputError::Io {
            path: path.display().to_string(),
            why: xianbaohui_files::said(&error),
        };
        let mut bytes = connection.serialize("main")?.to_vec();
        // whole from the start: the first to open it would write that into it, with a journal that
        // a killed program leaves behind
        if let Some(modes) = bytes.get_mut(MODES) {
            modes.fill(WAL);
        }
        output
            .file()
            .and_then(|mut file| file.write_all(&bytes))
            .map_err(failed)?;
        output.finish()?;
        let mut made = Self::open(path)?;
        made.scheme = scheme;
        Ok(made)
    }

    /// Opens a ledger; one written by a newer program is refused, one by an older is brought up to
    /// date as a whole or not at all.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Self::open_for(path, For::Work)
    }

    /// Opens a ledger only to be verified: stored texts that cannot be read keep nobody from being
    /// told what else is wrong. Nothing can be written into it.
    pub fn open_to_verify(path: &Path) -> Result<Self, LedgerError> {
        Self::open_for(path, For::Verifying)
    }

    fn open_for(path: &Path, purpose: For) -> Result<Self, LedgerError> {
        if !path.is_file() {
            return Err(LedgerError::NotFound {
                path: path.display().to_string(),
            });
        }
        let gone = |_| LedgerError::Gone {
            path: path.display().to_string(),
        };
        // SQLite follows links, too: what lies beside the file itself counts
        let place = std::fs::canonicalize(path).map_err(gone)?;
        sweep(folder_of(&place));
        // the log goes by the name: under two names there would be two logs of one ledger
        if has_second_name(&place) {
            return Err(LedgerError::TwoNames {
                path: path.display().to_string(),
            });
        }
        // looked at before anything is set: another program's database, and a log that is not this
        // ledger's, must stay as they are
        let not_a_ledger = || LedgerError::NotALedger {
            path: path.display().to_string(),
        };
        let own = |error: NotALedger| match error {
            NotALedger::Unreadable(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::CannotOpen) =>
            {
                LedgerError::Database(error)
            }
            NotALedger::Other | NotALedger::Unreadable(_) => not_a_ledger(),
        };
        match leftover::Alone::look(&place) {
            Err(NotALedger::Unreadable(_)) if leftover::is_being_filled(&place) => {}
            looked => drop(looked.map_err(own)?),
        }
        leftover::refuse(&place)?;
        let damaged = leftover::keep_damaged(&place);
        let had_log = leftover::is_there(&place);
        let in_pieces = |error: LedgerError| match error {
            LedgerError::Database(error) if had_log || damaged.is_some() => {
                let kept = damaged.clone().unwrap_or_else(|| guard::log_of(&place));
                LedgerError::LogDamaged {
                    why: foreign::what(&error),
                    kept: kept.display().to_string(),
                }
            }
            error => error,
        };
        let (mut connection, no_room) = durable::connect(path).map_err(in_pieces)?;
        let mut is_held_now = false;
        let opened = durable::settle(&connection)
            .and_then(|()| {
                if had_log {
                    durable::whole(&connection)
                } else {
                    Ok(())
                }
            })
            .and_then(|()| {
                let now = migrate::bring_up_to_date(&mut connection);
                purpose.spared(now.map_err(tight::of_an_old_one))
            })
            .map(|now| is_held_now = now)
            .and_then(|()| durable::take_in_what_was_left(&connection))
            .and_then(|()| purpose.scheme(&connection));
        let (scheme_id, mut scheme) = opened.map_err(in_pieces)?;
        // what the text says of rounds was said on its first day
        scheme.rounds = purpose.spared(round::all(&connection))?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        let guarded = Guarded::new(path).map_err(gone)?;
        let head = seal::head(&connection).map_err(LedgerError::from);
        let known = seal::Known::of(&connection, guarded.opened(), purpose.spared(head)?)?;
        let data_version = news::data_version(&connection)?;
        let mut ledger = Self {
            connection,
            guarded,
            hold: None,
            known,
            chain: std::cell::RefCell::default(),
            across: std::cell::RefCell::default(),
            no_room,
            resting: false,
            only_read: no_room || purpose == For::Verifying,
            versions: Versions::knowing(scheme_id, &scheme),
            scheme,
            scheme_id,
            path: path.to_owned(),
            data_version,
        };
        if is_held_now && !no_room {
            ledger.keep_telling()?;
        }
        Ok(ledger)
    }
}
