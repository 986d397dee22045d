//! What stands below the counts of a roster: what they lack, and what in them is in question.

use crate::consolidate::SharedEntries;
use crate::present::notes::{divided, sentence_of, without_stop};
use crate::present::scan::FieldSum;
use std::collections::BTreeSet;
use xianbaohui_core::form::FieldSpec;
use xianbaohui_core::message::sentence;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::record::RosterFlag;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::unit_tree::{Place, Tree};

/// What is to be told of the counts of a roster; of units that are added, and of others.
pub(super) struct ToldOfRoster<'a> {
    scheme: &'a Scheme,
    summed: &'a [(usize, &'a FieldSpec)],
    pub(super) flags: Vec<RosterFlag>,
    /// columns of the totals that a finding A concerns
    pub(super) flagged: BTreeSet<usize>,
    /// names of units that the round does not expect
    pub(super) outside: Vec<String>,
    pub(super) shared: SharedEntries,
    in_question: Vec<String>,
    in_question_within: Vec<String>,
    /// by field
    lacking: Vec<Vec<String>>,
    lacking_within: Vec<Vec<String>>,
    bounded: Vec<Vec<String>>,
}

impl<'a> ToldOfRoster<'a> {
    pub(super) fn of(scheme: &'a Scheme, summed: &'a [(usize, &'a FieldSpec)]) -> Self {
        let none = || vec![Vec::new(); summed.len()];
        Self {
            scheme,
            summed,
            flags: Vec::new(),
            flagged: BTreeSet::new(),
            outside: Vec::new(),
            shared: SharedEntries::default(),
            in_question: Vec::new(),
            in_question_within: Vec::new(),
            lacking: none(),
            lacking_within: none(),
            bounded: none(),
        }
    }

    /// Takes note of a unit; the columns of its row that carry the sign.
    pub(super) fn of_unit(
        &mut self,
        unit: usize,
        is_counted: bool,
        sums: &[FieldSum],
        columns: usize,
    ) -> BTreeSet<usize> {
        let own = &self.scheme.units[unit];
        let mut marked = BTreeSet::new();
        for (at, sum) in sums.iter().enumerate() {
            if sum.lacks() {
                let named = if is_counted {
                    &mut self.lacking
                } else {
                    &mut self.lacking_within
                };
                named[at].push(format!("{}（{}）", own.name, sum.told()));
                marked.insert(at + 2);
            }
            if sum.bounded > 0 {
                marked.insert(at + 2);
                if is_counted {
                    self.bounded[at].push(own.name.clone());
                }
            }
        }
        let flags = self.flags.iter();
        for flag in flags.filter(|flag| flag.finding.unit == own.code) {
            let summed = |field| self.summed.iter().position(|(own, _)| *own == field);
            let about = match flag.field {
                None => (1..columns).collect::<Vec<_>>(),
                Some(field) => summed(field).map(|at| at + 2).into_iter().collect(),
            };
            marked.extend(&about);
            if about.is_empty() {
                continue;
            }
            let what = sentence(&flag.finding.finding).what;
            let words = format!("{}（{}）", own.name, without_stop(&what));
            let told = if is_counted {
                &mut self.in_question
            } else {
                &mut self.in_question_within
            };
            if !told.contains(&words) {
                told.push(words);
            }
            if is_counted {
                self.flagged.extend(about);
            }
        }
        marked
    }

    /// All of it, a line each; `units` are the positions of the rows.
    pub(super) fn notes(&self, units: &[usize], tree: &Tree) -> Vec<String> {
        let clauses = |code, own: &[String]| {
            (!own.is_empty()).then(|| Notice::of(code).with("clauses", own.to_vec()))
        };
        let mut told = Vec::new();
        told.extend(clauses(NoticeCode::RosterFlagged, &self.in_question));
        told.extend(self.by_field(NoticeCode::RosterLacking, &self.lacking));
        told.extend(self.by_field(NoticeCode::RosterBounded, &self.bounded));
        let within = &self.in_question_within;
        told.extend(clauses(NoticeCode::RosterFlaggedWithin, within));
        told.extend(self.by_field(NoticeCode::RosterLackingWithin, &self.lacking_within));
        told.extend(self.of_tree(units, tree));
        if !self.outside.is_empty() {
            let outside = vec![self.outside.join("、")];
            told.push(Notice::of(NoticeCode::NoteOutside).with("clauses", outside));
        }
        let lines = told.iter().map(|told| divided(&sentence_of(told)));
        lines.flatten().collect()
    }

    /// What the rosters of several units have together, and who stands for whom.
    fn of_tree(&self, units: &[usize], tree: &Tree) -> Vec<Notice> {
        let name = |row: usize| self.scheme.units[units[row]].name.clone();
        let names = |rows: &[usize]| rows.iter().map(|row| name(*row)).collect::<Vec<_>>();
        let mut told = Vec::new();
        for (rows, own) in self.shared.repeated_by_units() {
            let notice = Notice::of(NoticeCode::RosterRepeated).with("units", names(&rows));
            told.push(notice.with("names", own));
        }
        for row in 0..units.len() {
            let below = tree.within(row);
            if !below.is_empty() {
                let notice = Notice::of(NoticeCode::RosterWithin).with("unit", name(row));
                told.push(notice.with("below", names(&below)));
            }
        }
        let between = |code, (below, above): (usize, usize)| {
            Notice::of(code)
                .with("above", name(above))
                .with("below", name(below))
        };
        for (units, what) in self.shared.otherwise_by_units() {
            told.push(between(NoticeCode::RosterOtherwise, units).with("what", what));
        }
        for (units, own) in self.shared.only_below_by_units() {
            told.push(between(NoticeCode::RosterOnlyBelow, units).with("names", own));
        }
        let replaced = (0..units.len())
            .filter(|row| tree.place(*row) == Place::Replaced)
            .collect::<Vec<_>>();
        if !replaced.is_empty() {
            let notice = Notice::of(NoticeCode::RosterReplaced);
            told.push(notice.with("units", names(&replaced)));
        }
        told
    }

    /// Fields of which there is something to say, with the units.
    fn by_field(&self, code: NoticeCode, of: &[Vec<String>]) -> Vec<Notice> {
        self.summed
            .iter()
            .zip(of)
            .filter(|(_, units)| !units.is_empty())
            .map(|((_, field), units)| {
                Notice::of(code)
                    .with("field", field.name.clone())
                    .with("units", units.clone())
            })
            .collect()
    }
}
