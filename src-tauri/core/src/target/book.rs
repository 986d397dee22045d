//! All that was set, oldest first, and what follows from it.

use super::amount::Amount;
use super::key::TargetKey;
use crate::statement::Aim;
use std::collections::{HashMap, HashSet};

/// What is set: a target, another one in its place, or that there is none any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// which target
    pub key: TargetKey,
    /// when it is reached
    pub aim: Aim,
    /// what is to be reached; none: there is none any more
    pub amount: Option<Amount>,
    /// who leads (牵头单位)
    pub lead: String,
    /// who answers for it (责任人)
    pub owner: String,
    /// the day from which on it holds
    pub date: String,
    /// file and cell that it was taken from
    pub source: String,
}

/// A setting as it stands in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetSet {
    /// what was set
    pub setting: Setting,
    /// what was set before
    pub before: Option<String>,
    /// number of the step
    pub step: i64,
    /// why
    pub reason: String,
    /// when it was written
    pub at: String,
    /// who wrote it
    pub who: String,
}

/// All that was set, oldest first.
#[derive(Debug, Clone, Default)]
pub struct Book {
    sets: Vec<TargetSet>,
}

impl Book {
    /// Of what was set, oldest first.
    pub fn of(sets: Vec<TargetSet>) -> Self {
        Self { sets }
    }

    /// With what is to be set.
    #[must_use]
    pub fn with(&self, settings: impl Iterator<Item = Setting>) -> Self {
        let mut sets = self.sets.clone();
        sets.extend(settings.map(|setting| TargetSet {
            setting,
            before: None,
            step: 0,
            reason: String::new(),
            at: String::new(),
            who: String::new(),
        }));
        Self { sets }
    }

    /// What holds now, each target once, in the order in which they were first set.
    pub fn now(&self) -> Vec<&TargetSet> {
        let mut last = HashMap::new();
        for (at, set) in self.sets.iter().enumerate() {
            last.insert(&set.setting.key, at);
        }
        let mut seen = HashSet::new();
        let mut all = Vec::with_capacity(last.len());
        for set in &self.sets {
            if seen.insert(&set.setting.key) {
                all.extend(last.get(&set.setting.key).map(|at| &self.sets[*at]));
            }
        }
        all.retain(|set| set.setting.amount.is_some());
        all
    }

    /// What holds of one target.
    pub fn held(&self, key: &TargetKey) -> Option<&TargetSet> {
        let mut newest = self.sets.iter().rev();
        let last = newest.find(|set| set.setting.key == *key);
        last.filter(|set| set.setting.amount.is_some())
    }

    /// All that was set of one target, oldest first.
    pub fn history<'a>(&'a self, key: &'a TargetKey) -> impl Iterator<Item = &'a TargetSet> {
        self.sets.iter().filter(move |set| set.setting.key == *key)
    }
}
