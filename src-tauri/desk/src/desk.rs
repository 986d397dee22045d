//! The desk: an open ledger, what lies in its inbox, what was built for the screen. Everything that
//! the pages ask is asked of it, whoever shows them.

use crate::app_error::{AppError, guarded};
use crate::given::Given;
use crate::host::Host;
use crate::inbox::{Hand, Inbox};
use crate::job::Jobs;
use crate::register::Kept;
use crate::shown::Tables;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, TryLockError};
use std::time::{Duration, Instant};
use xianbaohui_ledger::{Ledger, News, Opener};
use xianbaohui_reading::read::{Limits, ReadFile, Workbook};

/// How long closing waits for a job to stop: longer than a file may take to be read.
const LONGEST_CLOSING: Duration = Duration::from_secs(20);

/// An open ledger and what is held of it between two requests.
///
/// Two connections: what is looked at goes on while the other commits. Where several locks are
/// needed they are taken in the order in which they stand here.
#[derive(Debug)]
pub struct Desk {
    writer: Mutex<Option<Ledger>>,
    /// none where the disk has no room for two: then the writer reads, too
    reader: Mutex<Option<Ledger>>,
    inbox: Mutex<Inbox>,
    pub(crate) tables: Tables,
    /// registers as they were looked at
    pub(crate) registers: Kept,
    /// the county workbook looked at last, so that scrolling does not read it again
    workbook: Mutex<Option<(Viewed, Arc<Workbook>)>>,
    given: Mutex<Given>,
    /// how often something was seen to have changed, by a page of this desk or by others
    news: AtomicU64,
    /// passwords that the officer gave since the start; kept nowhere else
    passwords: Mutex<Vec<String>>,
    pub(crate) jobs: Jobs,
    pub(crate) files: Arc<dyn ReadFile>,
    pub(crate) host: Arc<dyn Host>,
}

/// Which county workbook is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Viewed {
    /// a file not yet committed, by the SHA-256 of its bytes
    Waiting(String),
    /// the original of a return
    Return(i64),
}

impl Desk {
    /// A desk without a ledger.
    pub fn new(host: Arc<dyn Host>) -> Self {
        Self {
            writer: Mutex::default(),
            reader: Mutex::default(),
            inbox: Mutex::default(),
            tables: Tables::default(),
            registers: Kept::default(),
            workbook: Mutex::default(),
            given: Mutex::default(),
            news: AtomicU64::default(),
            passwords: Mutex::default(),
            jobs: Jobs::default(),
            files: host.reader(),
            host,
        }
    }

    /// The officer gave paths to be read: dropped them, say.
    pub fn give<P: AsRef<Path>>(&self, paths: impl IntoIterator<Item = P>) {
        if let Ok(mut given) = self.given.lock() {
            for path in paths {
                given.add_read(path.as_ref());
            }
        }
    }

    /// The officer said where to write: a file, or a folder that files go into.
    pub fn give_to_write(&self, path: &Path) {
        if let Ok(mut given) = self.given.lock() {
            given.add_written(path);
        }
    }

    /// Closes the ledger for good. A running job is stopped first, and leaves nothing behind; one
    /// that does not stop in time is ended with the program.
    pub fn close(&self) {
        self.jobs.cancel_for_good();
        let begun = Instant::now();
        // both, whichever is free first
        let (mut writes, mut reads) = (true, true);
        while (writes || reads) && begun.elapsed() < LONGEST_CLOSING {
            reads = reads && !let_go(&self.reader);
            writes = writes && !let_go(&self.writer);
            if writes || reads {
                std::thread::sleep(Duration::from_millis(20));
            }
        }
    }

    pub(crate) fn given(&self) -> Result<MutexGuard<'_, Given>, AppError> {
        lock(&self.given)
    }

    /// Now, and who: for what is written.
    pub(crate) fn hand(&self) -> Hand {
        Hand {
            at: self.host.now(),
            who: self.host.operator(),
        }
    }

    /// Looks something up in the open ledger, also while something is being written.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut reader = lock(&self.reader)?;
        if let Some(ledger) = reader.as_mut() {
            // whatever is asked is answered from one state, whatever others write meanwhile
            return self.at_work(ledger, false, |ledger| ledger.reading(|now| work(now)));
        }
        drop(reader);
        self.write(|ledger| work(ledger))
    }

    /// Writes into the open ledger.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&mut Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let mut writer = lock(&self.writer)?;
        let ledger = writer.as_mut().ok_or_else(AppError::no_ledger)?;
        let before = ledger.state().ok();
        let done = self.at_work(ledger, true, work);
        // one desk may have several pages: what one of them did is news to the others
        if ledger.state().ok() != before {
            self.news.fetch_add(1, Ordering::Relaxed);
        }
        done
    }

    fn at_work<T>(
        &self,
        ledger: &mut Ledger,
        is_writer: bool,
        work: impl FnOnce(&mut Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let had_no_room = ledger.has_no_room();
        let done = guarded(|| {
            let meanwhile = ledger.take_up()?;
            // figures of two files mixed are worse than none
            ledger.unchanged()?;
            let News { any, scheme } = ledger.take_news()?;
            let (any, scheme) = (any || meanwhile.any, scheme || meanwhile.scheme);
            // what the connection that writes has not written itself, others have
            if any && is_writer {
                self.news.fetch_add(1, Ordering::Relaxed);
            }
            if scheme {
                self.waiting()?.doubt_all();
            }
            work(ledger)
        });
        if had_no_room && !ledger.has_no_room() {
            // there is room again; without a second connection the writer reads, as before
            *lock(&self.reader)? = ledger.second().ok().flatten();
        }
        // nobody else could look at it meanwhile
        ledger.let_go();
        done
    }

    /// Works with the inbox and writes into the open ledger.
    pub(crate) fn write_inbox<T>(
        &self,
        work: impl FnOnce(&mut Inbox, &mut Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let done = self.write(|ledger| work(&mut *self.waiting()?, ledger))?;
        // what is said of a file that waits is in no log
        self.news.fetch_add(1, Ordering::Relaxed);
        Ok(done)
    }

    /// Works with the inbox and looks things up in the open ledger.
    pub(crate) fn read_inbox<T>(
        &self,
        work: impl FnOnce(&mut Inbox, &Ledger) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        self.read(|ledger| work(&mut *self.waiting()?, ledger))
    }

    /// What lies in the inbox.
    pub(crate) fn waiting(&self) -> Result<MutexGuard<'_, Inbox>, AppError> {
        lock(&self.inbox)
    }

    /// Puts another ledger in place with what waits in it; nothing of the old one stays on screen.
    pub(crate) fn set_ledger(&self, mut ledger: Ledger) -> Result<(), AppError> {
        let hand = self.hand();
        let found = Inbox::open(&mut ledger, &hand)?;
        let beside = ledger.second()?;
        let (mut writer, mut reader) = (lock(&self.writer)?, lock(&self.reader)?);
        // the old one is let go of first: it may be the same
        drop(reader.take());
        drop(writer.take());
        // others are to know at once
        ledger.hold(&Opener::here(hand.who, hand.at));
        if let Some(folder) = ledger.path().parent() {
            // workbooks may be written beside it
            self.given()?.add_written(folder);
        }
        ledger.let_go();
        *reader = beside;
        *writer = Some(ledger);
        *self.waiting()? = found;
        *lock(&self.workbook)? = None;
        self.registers.forget();
        self.tables.forget()
    }

    /// What the officer should know of the open ledger now: who else has it open, and whether its
    /// file alone holds all of it. Nothing while it is being written to.
    pub(crate) fn notices(&self) -> Result<Option<Vec<String>>, AppError> {
        let mut writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Poisoned(_)) => return Err(AppError::broken()),
        };
        let hand = self.hand();
        let ledger = writer.as_mut().ok_or_else(AppError::no_ledger)?;
        self.at_work(ledger, true, |ledger| {
            let other = ledger
                .hold(&Opener::here(hand.who, hand.at))
                .map(|other| other.to_string());
            Ok(Some(other.into_iter().chain(ledger.warning()?).collect()))
        })
    }

    /// Grows when anything has changed: by a page of this desk, or by others.
    pub(crate) fn news(&self) -> u64 {
        self.news.load(Ordering::Relaxed)
    }

    /// Passwords given so far.
    pub(crate) fn passwords(&self) -> Result<Vec<String>, AppError> {
        Ok(lock(&self.passwords)?.clone())
    }

    /// Keeps a password until the program ends.
    pub(crate) fn learn(&self, password: &str) -> Result<(), AppError> {
        let mut known = lock(&self.passwords)?;
        if !password.is_empty() && !known.iter().any(|own| own == password) {
            known.push(password.to_owned());
        }
        Ok(())
    }

    /// Reads a workbook to be looked at.
    pub(crate) fn workbook_of(&self, bytes: &[u8]) -> Result<Workbook, AppError> {
        let passwords = self.passwords()?;
        guarded(|| Ok(self.files.workbook(bytes, &Limits::default(), &passwords)?))
    }

    /// A county workbook, read once while it is looked at.
    pub(crate) fn workbook(
        &self,
        viewed: &Viewed,
        read: impl FnOnce() -> Result<Workbook, AppError>,
    ) -> Result<Arc<Workbook>, AppError> {
        if let Some((known, workbook)) = lock(&self.workbook)?.as_ref()
            && known == viewed
        {
            return Ok(Arc::clone(workbook));
        }
        // nothing is held while it is read
        let workbook = Arc::new(read()?);
        *lock(&self.workbook)? = Some((viewed.clone(), Arc::clone(&workbook)));
        Ok(workbook)
    }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> Result<MutexGuard<'_, T>, AppError> {
    mutex.lock().map_err(|_| AppError::broken())
}

/// Whether a ledger could be let go of.
fn let_go(ledger: &Mutex<Option<Ledger>>) -> bool {
    match ledger.try_lock() {
        Ok(mut ledger) => drop(ledger.take()),
        Err(TryLockError::Poisoned(ledger)) => drop(ledger.into_inner().take()),
        Err(TryLockError::WouldBlock) => return false,
    }
    true
}
