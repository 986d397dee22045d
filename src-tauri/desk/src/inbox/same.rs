//! Files that wait and have the same bytes or the same return, and which can be committed.

use super::Inbox;
use super::item::Item;
use crate::import::{Incoming, ToldVersion, rivals};
use std::collections::{HashMap, HashSet};
use xianbaohui_ledger::{Ledger, LedgerError};
use xianbaohui_reading::intake::Verdict;

impl Inbox {
    /// Files of a round that are byte for byte the same as another that waits, and the name of that
    /// one: it alone is asked about and committed. It is the first that needs no answer, else the
    /// first. Worked out for what waits now, because the other may be taken out at any time.
    pub fn twins(&self, round: &str) -> HashMap<i64, String> {
        let is_taken = |item: &&Item| {
            item.outcome
                .as_ref()
                .is_some_and(|outcome| !matches!(outcome.file.verdict, Verdict::Refused { .. }))
        };
        let own = self
            .items
            .iter()
            .filter(|item| item.round == round && !item.stamp.sha256.is_empty())
            .filter(is_taken)
            .collect::<Vec<_>>();
        let mut chosen: HashMap<&str, &Item> = HashMap::new();
        for item in own.iter().copied() {
            let first = chosen.entry(item.stamp.sha256.as_str()).or_insert(item);
            if item.is_whole() && !first.is_whole() {
                *first = item;
            }
        }
        let twin = |item: &&Item| {
            chosen
                .get(item.stamp.sha256.as_str())
                .filter(|first| first.id != item.id)
                .map(|first| (item.id, first.stamp.name.clone()))
        };
        own.iter().filter_map(twin).collect()
    }

    /// Files of a round that have a return which another file has, too, and the name of that one.
    pub fn rivals(&self, round: &str) -> HashMap<i64, String> {
        let twins = self.twins(round);
        // what is in the ledger already has nothing to say against a newer one
        let whole = self.items.iter().filter(|item| {
            item.round == round
                && item.is_whole()
                && item.known.is_none()
                && !twins.contains_key(&item.id)
        });
        let (items, files): (Vec<_>, Vec<_>) = whole
            .filter_map(|item| Some((item, &item.outcome.as_ref()?.file)))
            .unzip();
        let found = rivals(&files).into_iter().zip(items);
        found
            .filter_map(|(rival, item)| Some((item.id, files[rival?].name.clone())))
            .collect()
    }

    /// Files of a round that can be committed: all, or those of `ids`.
    pub fn ready(&self, round: &str, ids: Option<&HashSet<i64>>) -> Vec<Incoming> {
        let (rivals, twins) = (self.rivals(round), self.twins(round));
        let is_held = |id: i64| rivals.contains_key(&id) || twins.contains_key(&id);
        let is_ready = |item: &&Item| {
            item.round == round
                && item.is_whole()
                && item.known.is_none()
                && !is_held(item.id)
                && ids.is_none_or(|ids| ids.contains(&item.id))
        };
        // what was never shown was told nothing of: it replaces nothing in silence
        let as_told = |item: &Item| Incoming {
            told: Some(item.told.clone().unwrap_or_default()),
            ..item.incoming()
        };
        self.items.iter().filter(is_ready).map(as_told).collect()
    }

    /// The files of a round are shown to the officer, with the versions that their returns will
    /// have as the ledger is now.
    pub fn shown(&mut self, ledger: &Ledger, round: &str) -> Result<(), LedgerError> {
        let known = ledger.known_files(round)?;
        for item in self.items.iter_mut().filter(|item| item.round == round) {
            item.known = None;
            if let Some(outcome) = &mut item.outcome {
                let answers = &item.said.answers;
                let before = known.get(&item.stamp.sha256);
                item.known = outcome.seen_before(before, answers, ledger.scheme());
            }
            item.told = item
                .outcome
                .as_ref()
                .map(|outcome| ToldVersion::of(&outcome.file, ledger, round))
                .transpose()?;
        }
        Ok(())
    }
}
