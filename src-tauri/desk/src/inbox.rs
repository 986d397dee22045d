//! The inbox (收件台): files looked at and not yet committed, with what the officer said of them.
//! It is kept in the ledger, so that closing, power loss, another round or another ledger costs
//! nothing; what is taken out or said can be undone, step by step.
//!
//! Here is what a window holds of it. What the files are is found out anew from their kept bytes
//! after the ledger is opened.

mod back;
mod changed;
mod disk;
mod item;
mod looking;
mod said;
mod same;
mod step;

use crate::error::Error;
pub use crate::hand::Hand;
use crate::import::{Incoming, Outcome, Status};
pub use disk::{modified, stamp_now};
use disk::{sha256_of, stamp_of};
pub use item::Item;
use item::gone;
pub use looking::Looking;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use step::Step;
pub use step::{Back, Undone};
use xianbaohui_core::evidence::Source;
use xianbaohui_ledger::{Ledger, LedgerError, Said};
use xianbaohui_reading::intake::Verdict;

/// What a commit did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// so many files are in the ledger
    pub committed: usize,
    /// files that did not wait any more as they were shown: what has become of each, as a sentence
    pub gone: Vec<String>,
}

/// Everything that waits in a ledger.
#[derive(Debug, Default)]
pub struct Inbox {
    items: Vec<Item>,
    steps: Vec<Step>,
}

impl Inbox {
    /// What waits in a ledger. Files taken out on an earlier day are let go of; those of today can
    /// still be put back.
    pub fn open(ledger: &mut Ledger, hand: &Hand) -> Result<Self, Error> {
        let today = hand.at.get(..10).unwrap_or_default();
        match ledger.forget_removed(today, &hand.at, &hand.who) {
            // another day will do: a ledger on a full disk can be looked at
            Err(LedgerError::Full) => {}
            done => done?,
        }
        let (waiting, removed): (Vec<_>, Vec<_>) = ledger
            .waiting()?
            .into_iter()
            .partition(|file| file.removal.is_none());
        let mut numbers = removed
            .iter()
            .filter_map(|file| file.removal)
            .collect::<Vec<_>>();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(Self {
            items: waiting.into_iter().map(Item::of).collect(),
            steps: numbers.into_iter().map(Step::Removed).collect(),
        })
    }

    /// Everything that waits, in the order it came.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// One file.
    pub fn item(&self, id: i64) -> Result<&Item, LedgerError> {
        self.items
            .iter()
            .find(|item| item.id == id)
            .ok_or_else(gone)
    }

    /// Whether there is a step to undo.
    pub fn can_undo(&self) -> bool {
        !self.steps.is_empty()
    }

    /// Files of a round that were not looked at since the ledger was opened.
    pub fn unread(&self, round: &str) -> Vec<Incoming> {
        self.items
            .iter()
            .filter(|item| item.round == round && item.outcome.is_none())
            .map(Item::incoming)
            .collect()
    }

    /// Paths brought in. One that is there already, byte for byte, keeps what was said of it.
    pub fn arriving(&self, round: &str, paths: Vec<PathBuf>) -> Vec<Incoming> {
        let known = self
            .items
            .iter()
            .filter(|item| item.round == round)
            .map(|item| (item.stamp.path.as_path(), item))
            .collect::<HashMap<_, _>>();
        let mut incoming = Incoming::all(paths, None, None);
        for one in &mut incoming {
            let Some(item) = known
                .get(one.path.as_path())
                .filter(|item| !item.stamp.sha256.is_empty())
            else {
                continue;
            };
            if sha256_of(&one.path).is_some_and(|now| now == item.stamp.sha256) {
                *one = item.incoming();
            }
        }
        incoming
    }

    /// Takes in what was found of files brought in; their bytes are kept already. A file brought in
    /// again that has changed takes the place of the one before.
    pub fn take(
        &mut self,
        ledger: &mut Ledger,
        round: &str,
        found: Vec<(Incoming, Outcome, Option<String>)>,
        hand: &Hand,
    ) -> Result<(), Error> {
        // one that another window took out while it was looked at does not come back by itself
        let (known, new): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|(incoming, ..)| incoming.waiting.is_some());
        let paths = new
            .iter()
            .map(|(_, outcome, _)| outcome.file.path.as_path())
            .collect::<HashSet<_>>();
        let replaced = self
            .items
            .iter()
            .filter(|item| item.round == round && paths.contains(item.stamp.path.as_path()))
            .map(|item| item.id)
            .collect::<Vec<_>>();
        let stamps = new
            .iter()
            .map(|(_, outcome, modified)| stamp_of(outcome, modified.clone()))
            .collect::<Vec<_>>();
        if !stamps.is_empty() {
            let (ids, removal) =
                ledger.add_waiting(round, &stamps, &replaced, &hand.at, &hand.who)?;
            self.items.retain(|item| !replaced.contains(&item.id));
            self.steps.extend(removal.map(Step::Removed));
            let added = ids.into_iter().zip(stamps).zip(new);
            self.items
                .extend(added.map(|((id, stamp), (_, outcome, _))| Item {
                    id,
                    round: round.to_owned(),
                    stamp,
                    said: Said::default(),
                    outcome: Some(outcome),
                    changed: false,
                    known: None,
                    told: None,
                }));
        }
        for (incoming, outcome, modified) in known {
            let stamp = stamp_of(&outcome, modified);
            self.looked(&incoming, outcome);
            // what could not be read when it came can be now: from here on its bytes are kept
            if let Some(item) = self
                .items
                .iter_mut()
                .find(|item| Some(item.id) == incoming.waiting)
                && item.stamp.sha256.is_empty()
                && !stamp.sha256.is_empty()
            {
                ledger.stamp_waiting(item.id, &stamp)?;
                item.stamp = stamp;
            }
        }
        Ok(())
    }

    /// What was found of a file looked at again, unless something else was said of it meanwhile.
    pub fn looked(&mut self, incoming: &Incoming, outcome: Outcome) {
        if let Some(item) = self
            .items
            .iter_mut()
            .find(|item| Some(item.id) == incoming.waiting)
            && item.incoming()
                == (Incoming {
                    told: None,
                    ..incoming.clone()
                })
        {
            item.outcome = Some(outcome);
        }
    }

    /// What was taken by a remembered answer is to be looked at again: one of them does not hold
    /// any more.
    pub fn doubt_remembered(&mut self) {
        let is_by_memory = |outcome: &Outcome| {
            outcome
                .file
                .returns()
                .iter()
                .flat_map(|one| &one.evidence)
                .any(|one| one.from == Source::Remembered)
        };
        for item in self
            .items
            .iter_mut()
            .filter(|item| item.outcome.as_ref().is_some_and(is_by_memory))
        {
            item.outcome = None;
        }
    }

    /// Another version of the scheme is in force: what the files are is to be found out again.
    pub fn doubt_all(&mut self) {
        for item in &mut self.items {
            (item.outcome, item.told) = (None, None);
        }
    }

    /// What became of files that were to be committed.
    pub fn committed(&mut self, files: &[Incoming], outcomes: Vec<Outcome>) -> Done {
        let mut through = HashSet::new();
        let mut done = Done::default();
        for (incoming, outcome) in files.iter().zip(outcomes) {
            match &outcome.file.verdict {
                _ if outcome.status == Status::Committed => {
                    done.committed += 1;
                    through.extend(incoming.waiting);
                }
                Verdict::Refused { code, reason } if code.starts_with("inbox.") => {
                    done.gone.push(reason.clone());
                    // with other answers it still waits: the next look at the ledger brings them
                    through.extend(incoming.waiting);
                }
                _ => self.looked(incoming, outcome),
            }
        }
        self.items.retain(|item| !through.contains(&item.id));
        done
    }

    /// Makes this what the ledger has: another window may have taken files out, brought some in, or
    /// answered. What changed is to be looked at again.
    pub fn refresh(&mut self, ledger: &Ledger) -> Result<(), LedgerError> {
        let mut rows = ledger
            .waiting()?
            .into_iter()
            .filter(|file| file.removal.is_none())
            .map(|file| (file.id, file))
            .collect::<HashMap<_, _>>();
        self.items.retain(|item| rows.contains_key(&item.id));
        for item in &mut self.items {
            let Some(row) = rows.remove(&item.id) else {
                continue;
            };
            if row.said != item.said || row.stamp.sha256 != item.stamp.sha256 {
                // what was said here before is not what would be taken back
                self.steps
                    .retain(|step| !matches!(step, Step::Said { id, .. } if *id == row.id));
                *item = Item::of(row);
            }
        }
        self.items.extend(rows.into_values().map(Item::of));
        self.items.sort_by_key(|item| item.id);
        Ok(())
    }
}
