//! Of how many units 同比 is.

use super::names::Names;
use crate::consolidate::Key;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use xianbaohui_core::notice::{Notice, NoticeCode};

impl Names<'_> {
    /// Of how many units 同比 is, and which are not in it.
    pub(super) fn years(&self, keys: &[Key], marked: &mut HashSet<Key>) -> Vec<Notice> {
        let mut lacking: BTreeMap<(usize, Vec<usize>), Vec<Key>> = BTreeMap::new();
        let (mut flagged, mut at_large, mut overflown) = (Vec::new(), BTreeSet::new(), Vec::new());
        let (mut none, mut bounded, mut gone) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut given = BTreeSet::new();
        for &key in keys {
            let Some(years) = self.all.year_on_year_total(self.scheme, key) else {
                continue;
            };
            gone.extend(years.gone.iter().copied());
            given.extend(years.given.iter().cloned());
            if years.both.is_empty() {
                none.push(key);
                continue;
            }
            bounded.extend(years.bounded.iter().map(|row| (key, *row)));
            if years.grown.is_overflow() {
                overflown.push(key);
            }
            // this year's figures are told with their total
            let is_bounded = self
                .all
                .bounded(key)
                .iter()
                .any(|row| years.both.contains(row));
            let is_this_year = is_bounded
                || !years.bounded.is_empty()
                || !years.gone.is_empty()
                || years.both.iter().any(|row| self.all.is_flagged(*row, key))
                || !self.all.at_large(self.scheme, key).is_empty();
            if is_this_year || !years.flagged.is_empty() || !years.at_large.is_empty() {
                marked.insert(key);
            }
            flagged.extend(years.flagged.iter().map(|row| (key, *row)));
            at_large.extend(years.at_large);
            if years.left_out.is_empty() {
                continue;
            }
            marked.insert(key);
            lacking
                .entry((years.both.len(), years.left_out))
                .or_default()
                .push(key);
        }
        let mut told = Vec::new();
        for ((both, left_out), own) in lacking {
            // the same units for all of them: then the figures need not be listed
            let is_all = own.len() > 3 && own.len() == keys.len();
            let notice = Notice::of(NoticeCode::NoteYears)
                .with("named", (!is_all).then(|| self.of_keys(&own)))
                .with("both", both)
                .with("of", both.saturating_add(left_out.len()))
                .with("units", self.unit_names(&left_out));
            told.push(notice);
        }
        let named = |keys: &[Key]| (!keys.is_empty()).then(|| self.of_keys(keys));
        let flagged = [self.grouped(&flagged), self.of_returns(&at_large)].concat();
        let found = [
            (NoticeCode::NoteYearsFlagged, flagged),
            (
                NoticeCode::NoteYearsOverflow,
                named(&overflown).into_iter().collect(),
            ),
            (NoticeCode::NoteYearsBounded, self.grouped(&bounded)),
        ];
        let found = found.into_iter().filter(|(_, own)| !own.is_empty());
        told.extend(found.map(|(code, clauses)| Notice::of(code).with("clauses", clauses)));
        if !given.is_empty() {
            let notice = Notice::of(NoticeCode::NoteYearsGiven);
            told.push(notice.with("sources", given.into_iter().collect::<Vec<_>>()));
        }
        if !gone.is_empty() {
            let units = gone.into_iter();
            let units = units.map(|unit| self.scheme.units[unit].name.clone());
            let notice = Notice::of(NoticeCode::NoteYearsGone);
            told.push(notice.with("units", units.collect::<Vec<_>>()));
        }
        let none = named(&none).map(|own| vec![own]);
        told.extend(none.map(|own| Notice::of(NoticeCode::NoteYearsNone).with("clauses", own)));
        told
    }
}
