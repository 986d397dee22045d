//! Units that are in the figures of another, and what they report otherwise.

use super::line::MARK;
use super::names::Names;
use crate::consolidate::{Key, filled, reported};
use std::collections::HashSet;
use xianbaohui_core::unit_tree::Place;

/// What [`Names::apart`] finds.
#[derive(Debug, Clone, Default)]
pub(super) struct ApartNotes {
    pub(super) notes: Vec<String>,
    /// totals that such a unit is in
    pub(super) marked: HashSet<Key>,
}

impl Names<'_> {
    /// Units that are in the figures of another.
    pub(super) fn within(&self) -> Vec<String> {
        let rows = 0..self.all.units.len();
        let told = rows.clone().filter_map(|row| {
            let below = self.all.tree.within(row);
            (!below.is_empty()).then(|| {
                format!(
                    "合计按{}报的数计，其下级单位（{}）的数不再加入。",
                    self.unit(row),
                    self.units(&below)
                )
            })
        });
        let replaced = rows
            .filter(|row| self.all.tree.place(*row) == Place::Replaced)
            .collect::<Vec<_>>();
        let replaced = (!replaced.is_empty()).then(|| {
            format!(
                "{}没有报本表，合计用的是其下级单位的数。",
                self.units(&replaced)
            )
        });
        told.chain(replaced).collect()
    }

    /// Units that report something else than those below them together, or less than some of them
    /// have already.
    pub(super) fn apart(&self) -> ApartNotes {
        let mut found = ApartNotes::default();
        for below in self.all.below(self.scheme) {
            for is_whole in [true, false] {
                let mut told = Vec::new();
                for &key in self.keys {
                    let Some(apart) = self
                        .all
                        .apart(self.scheme, &below, key)
                        .filter(|apart| apart.is_whole == is_whole)
                    else {
                        continue;
                    };
                    if self.all.tree.is_counted(below.row) {
                        found.marked.insert(key);
                    }
                    told.push(format!(
                        "{}填报 {}，下级之和 {}，差额 {}",
                        self.of_keys(&[key]),
                        filled(apart.own),
                        apart.sum.in_digits(),
                        apart.difference.in_digits()
                    ));
                }
                if told.is_empty() {
                    continue;
                }
                let taken = if self.all.tree.is_counted(below.row) {
                    format!("（合计带{MARK}，按前者计）")
                } else {
                    String::new()
                };
                let (unit, units) = (self.unit(below.row), self.units(&below.topmost));
                found.notes.push(format!(
                    "{unit}的数与其{}下级单位（{units}）之和不一致{taken}：{}。",
                    reported(is_whole),
                    told.join("；")
                ));
            }
        }
        found
    }
}
