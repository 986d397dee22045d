//! Registers as they were built for the screen, each until something that it follows from changes.

use super::sheet::Sheet;
use super::waiting::Waiting;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

/// How many there are in a register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// entries in all
    pub entries: usize,
    /// those that count
    pub counting: usize,
    /// those whose return was withdrawn
    pub withdrawn: usize,
    /// changes that wait for a decision
    pub pending: usize,
    /// those of them that must be decided by themselves
    pub asked: usize,
}

/// What was built of one register.
#[derive(Debug, Clone)]
pub struct Built {
    /// what it follows from
    pub state: Vec<i64>,
    /// how many there are
    pub counts: Counts,
    /// its rows
    pub sheet: Arc<Sheet>,
    /// what is proposed
    pub waiting: Arc<Waiting>,
}

/// All that was built, and the registers whose personal data are shown.
#[derive(Debug, Default)]
pub struct Kept {
    built: Mutex<HashMap<String, Built>>,
    open: Mutex<HashSet<String>>,
}

impl Kept {
    /// They are another ledger's.
    pub fn forget(&self) {
        locked(&self.built).clear();
        locked(&self.open).clear();
    }

    /// What was built of a register in this state.
    pub fn known(&self, register: &str, state: &[i64]) -> Option<Built> {
        let built = locked(&self.built);
        let own = built.get(register).filter(|own| own.state == state);
        own.cloned()
    }

    /// Keeps what was built of a register.
    pub fn keep(&self, register: &str, own: Built) {
        locked(&self.built).insert(register.to_owned(), own);
    }

    /// Whether personal data of a register are shown.
    pub fn is_open(&self, register: &str) -> bool {
        locked(&self.open).contains(register)
    }

    /// Personal data of a register are shown from now on, or masked again.
    pub fn turn(&self, register: &str, open: bool) {
        if open {
            locked(&self.open).insert(register.to_owned());
        } else {
            locked(&self.open).remove(register);
        }
        locked(&self.built).remove(register);
    }
}

/// What is kept can be built again: a thread that broke leaves nothing half done.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
