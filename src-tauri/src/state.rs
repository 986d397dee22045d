//! The open ledger, what lies in the inbox, what was built for the screen, the cancel flag.

use crate::error::{AppError, guarded};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};
use xianbaohui_core::finding::Severity;
use xianbaohui_desk::inbox::{Hand, Inbox};
use xianbaohui_ledger::{Ledger, Opener};
use xianbaohui_reading::read::{Limits, ReadFile, Workbook, Workers};
use xianbaohui_results::present::{FigureKey, Subject, Table};

/// How long closing waits for a job to stop: longer than a file may take to be read.
const LONGEST_CLOSING: Duration = Duration::from_secs(20);

/// State of the program. Locks are held only while a command works; a long import holds the
/// ledger's.
pub(crate) struct State {
    ledger: Mutex<Option<Ledger>>,
    inbox: Mutex<Inbox>,
    tables: Mutex<HashMap<(String, String), Arc<Shown>>>,
    /// the county workbook looked at last, so that scrolling does not read it again
    workbook: Mutex<Option<(Viewed, Arc<Workbook>)>>,
    /// set to stop the running job
    pub(crate) cancel: AtomicBool,
    /// how files are read: in processes of their own
    pub(crate) reader: Arc<dyn ReadFile>,
    /// passwords that the officer gave since the start; kept nowhere else
    pub(crate) passwords: Mutex<Vec<String>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            ledger: Mutex::default(),
            inbox: Mutex::default(),
            tables: Mutex::default(),
            workbook: Mutex::default(),
            cancel: AtomicBool::default(),
            reader: Arc::new(Workers::of_this_program()),
            passwords: Mutex::default(),
        }
    }
}

/// A table as built, and the figures in it that a finding is about.
pub(crate) struct Shown {
    pub(crate) table: Table,
    /// (row, column) of the table → gravest severity
    pub(crate) flags: HashMap<(usize, usize), Severity>,
}

/// Which county workbook is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Viewed {
    /// a file not yet committed, by the SHA-256 of its bytes
    Waiting(String),
    /// the original of a return
    Return(i64),
}

/// Local time, to the second, as returns and log keep it.
pub(crate) fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Today, as `2021-04-08`.
pub(crate) fn today() -> jiff::civil::Date {
    jiff::Zoned::now().date()
}

/// Who is logged in, for the log.
pub(crate) fn operator() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "未署名".into())
}

/// Now, and who: for what is written.
pub(crate) fn hand() -> Hand {
    Hand {
        at: now(),
        who: operator(),
    }
}

impl State {
    /// Works with the open ledger.
    pub(crate) fn with_ledger<T>(
        &self,
        work: impl FnOnce(&mut Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut guard = self.ledger.lock().map_err(|_| AppError::broken())?;
        let ledger = guard.as_mut().ok_or_else(AppError::no_ledger)?;
        guarded(|| {
            // figures of two files mixed are worse than none
            ledger.unchanged()?;
            work(ledger)
        })
    }

    /// Works with the inbox and the open ledger. The ledger is taken first, here and wherever both
    /// are needed.
    pub(crate) fn with_inbox<T>(
        &self,
        work: impl FnOnce(&mut Inbox, &mut Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.with_ledger(|ledger| work(&mut *self.inbox()?, ledger))
    }

    /// Puts another ledger in place with what waits in it; nothing of the old one stays on screen.
    pub(crate) fn set_ledger(&self, mut ledger: Ledger) -> Result<(), AppError> {
        let inbox = Inbox::open(&mut ledger, &hand())?;
        let mut guard = self.ledger.lock().map_err(|_| AppError::broken())?;
        // the old one is let go of first: it may be the same
        drop(guard.take());
        // others are to know at once
        ledger.hold(&Opener::here(operator(), now()));
        *guard = Some(ledger);
        drop(guard);
        *self.inbox()? = inbox;
        *self.workbook.lock().map_err(|_| AppError::broken())? = None;
        self.forget_tables()
    }

    /// Closes the ledger for good. A running job is stopped first, and leaves nothing behind; one
    /// that does not stop in time is ended with the program.
    pub(crate) fn close(&self) {
        self.cancel.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        while begun.elapsed() < LONGEST_CLOSING {
            match self.ledger.try_lock() {
                Ok(mut ledger) => return drop(ledger.take()),
                Err(TryLockError::Poisoned(ledger)) => return drop(ledger.into_inner().take()),
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// What the officer should know of the open ledger now: who else has it open, and whether its
    /// file alone holds all of it.
    pub(crate) fn notices(&self) -> Result<Vec<String>, AppError> {
        self.with_ledger(|ledger| {
            let other = ledger
                .hold(&Opener::here(operator(), now()))
                .map(|other| other.to_string());
            Ok(other.into_iter().chain(ledger.warning()?).collect())
        })
    }

    /// What lies in the inbox.
    pub(crate) fn inbox(&self) -> Result<MutexGuard<'_, Inbox>, AppError> {
        self.inbox.lock().map_err(|_| AppError::broken())
    }

    /// Figures changed: tables must be built anew.
    pub(crate) fn forget_tables(&self) -> Result<(), AppError> {
        self.tables.lock().map_err(|_| AppError::broken())?.clear();
        Ok(())
    }

    /// A table of a round, built once.
    pub(crate) fn table(&self, round: &str, id: &str) -> Result<Arc<Shown>, AppError> {
        let key = (round.to_owned(), id.to_owned());
        if let Some(known) = self
            .tables
            .lock()
            .map_err(|_| AppError::broken())?
            .get(&key)
        {
            return Ok(Arc::clone(known));
        }
        let built = self.with_ledger(|ledger| {
            let round = ledger.round(round)?;
            let coverage = xianbaohui_results::consolidate::coverage(ledger, round)?;
            let table = xianbaohui_results::present::table(ledger, round, &coverage, id)?;
            let flags = flags(ledger, &round.code, &table)?;
            ledger.unchanged()?;
            Ok(Arc::new(Shown { table, flags }))
        })?;
        self.tables
            .lock()
            .map_err(|_| AppError::broken())?
            .insert(key, Arc::clone(&built));
        Ok(built)
    }

    /// Passwords given so far.
    pub(crate) fn passwords(&self) -> Result<Vec<String>, AppError> {
        Ok(self
            .passwords
            .lock()
            .map_err(|_| AppError::broken())?
            .clone())
    }

    /// Keeps a password until the program ends.
    pub(crate) fn learn(&self, password: String) -> Result<(), AppError> {
        let mut known = self.passwords.lock().map_err(|_| AppError::broken())?;
        if !password.is_empty() && !known.contains(&password) {
            known.push(password);
        }
        Ok(())
    }

    /// Reads a workbook to be looked at.
    pub(crate) fn read(&self, bytes: &[u8]) -> Result<Workbook, AppError> {
        let passwords = self.passwords()?;
        guarded(|| {
            Ok(self
                .reader
                .workbook(bytes, &Limits::default(), &passwords)?)
        })
    }

    /// A county workbook, read once while it is looked at.
    pub(crate) fn workbook(
        &self,
        viewed: &Viewed,
        read: impl FnOnce() -> Result<Workbook, AppError>,
    ) -> Result<Arc<Workbook>, AppError> {
        let mut guard = self.workbook.lock().map_err(|_| AppError::broken())?;
        if let Some((known, workbook)) = guard.as_ref()
            && known == viewed
        {
            return Ok(Arc::clone(workbook));
        }
        let workbook = Arc::new(read()?);
        *guard = Some((viewed.clone(), Arc::clone(&workbook)));
        Ok(workbook)
    }
}

/// Cells of a table whose figures a finding is about.
fn flags(
    ledger: &Ledger,
    round: &str,
    table: &Table,
) -> Result<HashMap<(usize, usize), Severity>, AppError> {
    let scheme = ledger.scheme();
    let form = &scheme.forms[table.form];
    let found = ledger.flags(round, &form.code)?.figures;
    let mut flags = HashMap::new();
    if found.is_empty() {
        return Ok(flags);
    }
    for (at, row) in table.rows.iter().enumerate() {
        let Subject::Unit(unit) = row.subject else {
            continue;
        };
        for (position, column) in table.columns.iter().enumerate() {
            let Some(FigureKey {
                indicator,
                column,
                derived: None,
            }) = column.figure
            else {
                continue;
            };
            let key = (
                scheme.units[unit].code.clone(),
                scheme.indicators[indicator].code.clone(),
                form.columns()[column].code.clone(),
            );
            if let Some(severity) = found.get(&key) {
                flags.insert((at, position), *severity);
            }
        }
    }
    Ok(flags)
}
