//! What stands below the counts of a roster: what they lack, and what in them is in question.

use crate::consolidate::{SharedEntries, few};
use crate::present::notes::{MARK, divided, without_stop};
use crate::present::scan::FieldSum;
use std::collections::BTreeSet;
use xianbaohui_core::form::FieldSpec;
use xianbaohui_core::message::sentence;
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
        let mut told = Vec::new();
        let mut add = |note: String| told.extend(divided(&note));
        if !self.in_question.is_empty() {
            add(format!(
                "带{MARK}的数有 A 级（强制性）审核问题：{}。",
                self.in_question.join("；")
            ));
        }
        for (field, units) in self.by_field(&self.lacking) {
            add(format!("带{MARK}的“{field}”没有算全：{units}。"));
        }
        for (field, units) in self.by_field(&self.bounded) {
            add(format!(
                "带{MARK}的“{field}”含不是确数的填报值，为近似数：{units}。"
            ));
        }
        if !self.in_question_within.is_empty() {
            add(format!(
                "不在合计里的下级单位，有 A 级（强制性）审核问题：{}。",
                self.in_question_within.join("；")
            ));
        }
        for (field, units) in self.by_field(&self.lacking_within) {
            add(format!(
                "不在合计里的下级单位，“{field}”也没有算全：{units}。"
            ));
        }
        for note in self.of_tree(units, tree) {
            add(note);
        }
        if !self.outside.is_empty() {
            add(format!(
                "带{MARK}的合计未含不在本批应报单位里的单位（数已保存）：{}。",
                self.outside.join("、")
            ));
        }
        told
    }

    /// What the rosters of several units have together, and who stands for whom.
    fn of_tree(&self, units: &[usize], tree: &Tree) -> Vec<String> {
        let named = |rows: &[usize]| {
            let names = rows.iter().map(|row| &*self.scheme.units[units[*row]].name);
            names.collect::<Vec<_>>().join("、")
        };
        let few_of = |names: &[String]| few(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let mut told = Vec::new();
        for (rows, names) in self.shared.repeated_by_units() {
            told.push(format!(
                "带{MARK}的合计里，{}的名单有重复的，每条都计入，请核对：{}。",
                named(&rows),
                few_of(&names)
            ));
        }
        for row in 0..units.len() {
            let below = tree.within(row);
            if !below.is_empty() {
                told.push(format!(
                    "合计按{}的名单计，其下级单位（{}）的不再加入。",
                    named(&[row]),
                    named(&below)
                ));
            }
        }
        for ((below, above), what) in self.shared.otherwise_by_units() {
            told.push(format!(
                "带{MARK}的合计按{}的名单计，其下级单位{}的名单里同一条的数不同，请核对：{}。",
                named(&[above]),
                named(&[below]),
                few_of(&what)
            ));
        }
        for ((below, above), names) in self.shared.only_below_by_units() {
            told.push(format!(
                "带{MARK}的合计里没有{}报的 {} 条，{}的名单里也没有，请核对：{}。",
                named(&[below]),
                names.len(),
                named(&[above]),
                few_of(&names)
            ));
        }
        let replaced = (0..units.len())
            .filter(|row| tree.place(*row) == Place::Replaced)
            .collect::<Vec<_>>();
        if !replaced.is_empty() {
            told.push(format!(
                "{}没有报本表，合计用的是其下级单位的名单。",
                named(&replaced)
            ));
        }
        told
    }

    /// Fields of which there is something to say, with the units.
    fn by_field(&self, of: &[Vec<String>]) -> Vec<(String, String)> {
        self.summed
            .iter()
            .zip(of)
            .filter(|(_, units)| !units.is_empty())
            .map(|((_, field), units)| (field.name.clone(), units.join("、")))
            .collect()
    }
}
