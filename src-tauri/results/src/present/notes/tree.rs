//! Units that are in the figures of another, and what they report otherwise.

use super::names::Names;
use crate::consolidate::Key;
use std::collections::HashSet;
use xianbaohui_core::message::notice;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::unit_tree::Place;

/// What [`Names::apart`] finds.
#[derive(Debug, Clone, Default)]
pub(super) struct ApartNotes {
    pub(super) notes: Vec<Notice>,
    /// totals that such a unit is in
    pub(super) marked: HashSet<Key>,
}

impl Names<'_> {
    /// Units that are in the figures of another.
    pub(super) fn within(&self) -> Vec<Notice> {
        let rows = 0..self.all.units.len();
        let told = rows.clone().filter_map(|row| {
            let below = self.all.tree.within(row);
            (!below.is_empty()).then(|| {
                Notice::of(NoticeCode::NoteWithin)
                    .with("unit", self.unit(row).to_owned())
                    .with("below", self.unit_names(&below))
            })
        });
        let replaced = rows
            .filter(|row| self.all.tree.place(*row) == Place::Replaced)
            .collect::<Vec<_>>();
        let replaced = (!replaced.is_empty()).then(|| {
            Notice::of(NoticeCode::TotalOfUnitsBelow).with("units", self.unit_names(&replaced))
        });
        told.chain(replaced).collect()
    }

    /// Units that report something else than those below them together, or less than some of them
    /// have already.
    pub(super) fn apart(&self) -> ApartNotes {
        let mut found = ApartNotes::default();
        for below in self.all.below(self.scheme) {
            let is_counted = self.all.tree.is_counted(below.row);
            for is_whole in [true, false] {
                let mut clauses = Vec::new();
                for &key in self.keys {
                    let apart = self.all.apart(self.scheme, &below, key);
                    let Some(apart) = apart.filter(|apart| apart.is_whole == is_whole) else {
                        continue;
                    };
                    if is_counted {
                        found.marked.insert(key);
                    }
                    let clause = Notice::of(NoticeCode::NoteApartClause)
                        .with("name", self.of_keys(&[key]))
                        .with("own", apart.own)
                        .with("sum", apart.sum.in_digits())
                        .with("difference", apart.difference.in_digits());
                    clauses.push(notice(&clause));
                }
                if clauses.is_empty() {
                    continue;
                }
                let told = Notice::of(NoticeCode::NoteApart)
                    .with("unit", self.unit(below.row).to_owned())
                    .with("is_whole", is_whole)
                    .with("below", self.unit_names(&below.topmost))
                    .with("is_counted", is_counted)
                    .with("clauses", clauses);
                found.notes.push(told);
            }
        }
        found
    }
}
