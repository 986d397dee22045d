//! Of how many units 同比 is.

use super::line::MARK;
use super::names::Names;
use crate::consolidate::Key;
use std::collections::{BTreeMap, BTreeSet, HashSet};

impl Names<'_> {
    /// Of how many units 同比 is, and which are not in it.
    pub(super) fn years(&self, keys: &[Key], marked: &mut HashSet<Key>) -> Vec<String> {
        let mut lacking: BTreeMap<(usize, Vec<usize>), Vec<Key>> = BTreeMap::new();
        let (mut flagged, mut at_large, mut overflown) = (Vec::new(), BTreeSet::new(), Vec::new());
        let (mut none, mut bounded, mut gone) = (Vec::new(), Vec::new(), BTreeSet::new());
        for &key in keys {
            let Some(years) = self.all.year_on_year_total(self.scheme, key) else {
                continue;
            };
            gone.extend(years.gone.iter().copied());
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
        let told = lacking.into_iter().map(|((both, left_out), own)| {
            let of = both.saturating_add(left_out.len());
            // the same units for all of them: then the figures need not be listed
            let named = if own.len() > 3 && own.len() == keys.len() {
                "本表各项".to_owned()
            } else {
                self.of_keys(&own)
            };
            format!(
                "账本同比（带{MARK}）只按本表两年都有数的单位计算：{named} 有 {both}/{of} 个\
                单位，未计 {}。",
                self.units(&left_out)
            )
        });
        let flagged = [self.grouped(&flagged), self.of_returns(&at_large)].concat();
        let flagged = (!flagged.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数有 A 级（强制性）审核问题：{}。",
                flagged.join("；")
            )
        });
        let overflown = (!overflown.is_empty()).then(|| {
            format!(
                "账本同比溢出，无法计算（超过 28 位数字），请核对计量单位：{}。",
                self.of_keys(&overflown)
            )
        });
        let none = (!none.is_empty()).then(|| {
            format!(
                "账本同比为“/”，没有一个单位两年都在本表报了数：{}。",
                self.of_keys(&none)
            )
        });
        let bounded = self.grouped(&bounded);
        let bounded = (!bounded.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数含不是确数的填报值，为近似数：{}。",
                bounded.join("；")
            )
        });
        let gone = gone
            .into_iter()
            .map(|unit| self.scheme.units[unit].name.as_str())
            .collect::<Vec<_>>();
        let gone = (!gone.is_empty()).then(|| {
            format!(
                "账本同比（带{MARK}）的上年数未含上年报了数、本批次不应报的单位：{}。",
                gone.join("、")
            )
        });
        told.chain(flagged)
            .chain(overflown)
            .chain(bounded)
            .chain(gone)
            .chain(none)
            .collect()
    }
}
