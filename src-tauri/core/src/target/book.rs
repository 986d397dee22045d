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

/// All that was set, by the days from which it holds.
#[derive(Debug, Clone, Default)]
pub struct Book {
    sets: Vec<TargetSet>,
}

impl Book {
    /// Of what was set, in the order in which it was written: what holds from a later day comes
    /// later, whenever it was written.
    pub fn of(mut sets: Vec<TargetSet>) -> Self {
        sets.sort_by(|one, other| one.setting.date.cmp(&other.setting.date));
        Self { sets }
    }

    /// What held on a day. Of targets that were set only later, what they began with: a year is
    /// well under way when its targets are given out.
    #[must_use]
    pub fn as_of(&self, day: &str) -> Self {
        let is_by = |set: &&TargetSet| *set.setting.date <= *day;
        let by = self.sets.iter().filter(is_by);
        let by = by.map(|set| &set.setting.key).collect::<HashSet<_>>();
        let mut first: HashMap<&TargetKey, &str> = HashMap::new();
        for set in &self.sets {
            first.entry(&set.setting.key).or_insert(&set.setting.date);
        }
        let held = self.sets.iter().filter(|set| {
            let key = &set.setting.key;
            is_by(set) || !by.contains(key) && first.get(key) == Some(&&*set.setting.date)
        });
        Self {
            sets: held.cloned().collect(),
        }
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

    /// What held of one target on a day.
    pub fn held_on(&self, key: &TargetKey, day: &str) -> Option<&TargetSet> {
        let by = self
            .sets
            .iter()
            .rev()
            .filter(|set| *set.setting.date <= *day);
        let mut by = by.filter(|set| set.setting.key == *key);
        by.next().filter(|set| set.setting.amount.is_some())
    }

    /// All that was set of one target, oldest first.
    pub fn history<'a>(&'a self, key: &'a TargetKey) -> impl Iterator<Item = &'a TargetSet> {
        self.sets.iter().filter(move |set| set.setting.key == *key)
    }
}
