//! Files of a batch before they are read, and what the officer said of them.

use crate::batch::TakenFile;
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::provenance::Provenance;
use xianbaohui_ledger::{Ledger, LedgerError, Said};
use xianbaohui_reading::read::{InProcess, ReadFile};

/// What is known beforehand, and what is wanted back.
#[derive(Debug, Clone)]
pub struct Options {
    /// time for returns and log
    pub at: String,
    /// operator
    pub who: String,
    /// keep the values in what comes back (they are many)
    pub values: bool,
    /// how files are read
    pub reader: Arc<dyn ReadFile>,
    /// tried on files that ask for one; never kept
    pub passwords: Vec<String>,
    /// the step that added the round for these files: taken back with them
    pub with: Option<i64>,
}

impl Default for Options {
    /// No time, nobody, no values, read in this process.
    fn default() -> Self {
        Self {
            at: String::new(),
            who: String::new(),
            values: false,
            reader: Arc::new(InProcess),
            passwords: Vec::new(),
            with: None,
        }
    }
}

/// One file of a batch, and what the officer said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// where it lies
    pub path: PathBuf,
    /// unit that the officer said
    pub unit: Option<String>,
    /// form that the officer said
    pub form: Option<String>,
    /// what the officer pointed at in it
    pub pointed: Vec<SheetPointing>,
    /// what the officer said of its sheets
    pub sheets: Vec<SheetSaid>,
    /// what the officer answered: question and choice
    pub answers: Vec<(String, String)>,
    /// SHA-256 that it had when the officer looked at it; a file changed since then is refused
    pub seen: Option<String>,
    /// its id in the inbox, where its bytes are kept as they were seen
    pub waiting: Option<i64>,
    /// the versions that the officer was told its returns will have; others are told before they
    /// are committed
    pub told: Option<Vec<ToldVersion>>,
    /// who stands for its figures, where that is no county
    pub provenance: Option<Provenance>,
}

/// What the officer was told of a return before it was committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldVersion {
    /// position of the unit
    pub unit: usize,
    /// position of the form
    pub form: usize,
    /// the version that it will have
    pub version: u32,
    /// the version that it replaces
    pub replaces: Option<u32>,
}

impl ToldVersion {
    /// Of all returns of a file, as the ledger is now.
    pub fn of(file: &TakenFile, ledger: &Ledger, round: &str) -> Result<Vec<Self>, LedgerError> {
        let scheme = ledger.scheme();
        let one = |unit: usize, form: usize| {
            let (own, code) = (&scheme.units[unit].code, &scheme.forms[form].code);
            Ok(Self {
                unit,
                form,
                version: ledger.next_version(round, own, code)?,
                replaces: ledger.version_in_force(round, own, code)?,
            })
        };
        file.returns()
            .iter()
            .map(|one_return| one(one_return.taken.unit, one_return.taken.form))
            .collect()
    }
}

impl Incoming {
    /// A file of which nothing was said.
    pub fn of(path: PathBuf) -> Self {
        Self {
            path,
            unit: None,
            form: None,
            pointed: Vec::new(),
            sheets: Vec::new(),
            answers: Vec::new(),
            seen: None,
            waiting: None,
            told: None,
            provenance: None,
        }
    }

    /// Files of which the officer said the same, or nothing.
    pub fn all(paths: Vec<PathBuf>, unit: Option<&str>, form: Option<&str>) -> Vec<Self> {
        let (unit, form) = (unit.map(str::to_owned), form.map(str::to_owned));
        let one = |path| Self {
            unit: unit.clone(),
            form: form.clone(),
            ..Self::of(path)
        };
        paths.into_iter().map(one).collect()
    }

    /// What the officer said of it.
    pub(super) fn said(&self) -> Said {
        Said {
            unit: self.unit.clone(),
            form: self.form.clone(),
            pointed: self.pointed.clone(),
            sheets: self.sheets.clone(),
            answers: self.answers.clone(),
        }
    }
}
