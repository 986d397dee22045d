//! What came of it.

use super::pair::Pair;
use std::collections::BTreeMap;
use std::fmt;

/// Counts, and what is not explained.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// files that were compared
    pub files: usize,
    /// files that were not, by why
    pub left_files: BTreeMap<&'static str, usize>,
    /// cells that are not empty
    pub cells: usize,
    /// that show the same
    pub equal: usize,
    /// that we are not sure of, by why
    pub unsure: BTreeMap<&'static str, usize>,
    /// cells where LibreOffice is known not to be Excel, by class
    pub left_out: BTreeMap<&'static str, usize>,
    /// differences that the list explains, by why
    pub explained: BTreeMap<&'static str, usize>,
    /// differences that nothing explains
    pub unexplained: usize,
    /// all that differ: why (nothing: not explained), file, cell, type, format, value, own,
    /// LibreOffice's
    pub differ: Vec<String>,
}

impl Report {
    pub(super) fn leave_out(&mut self, class: &'static str) {
        *self.left_out.entry(class).or_default() += 1;
    }

    pub(super) fn leave_file(&mut self, why: &'static str) {
        *self.left_files.entry(why).or_default() += 1;
    }

    pub(super) fn unsure(&mut self, why: &'static str) {
        *self.unsure.entry(why).or_default() += 1;
    }

    pub(super) fn explain(&mut self, why: &'static str) {
        *self.explained.entry(why).or_default() += 1;
    }

    pub(super) fn differ(&mut self, pair: &Pair<'_>, place: &str, why: Option<&str>) {
        let Pair {
            file,
            format,
            value,
            own,
            office,
            ..
        } = pair;
        let kind = format!("{:?}", pair.content);
        let kind = kind.split('(').next().unwrap_or_default();
        let value = value.replace(['\n', '\t', '\r'], " ");
        self.differ.push(
            [
                why.unwrap_or_default(),
                file,
                place,
                kind,
                format,
                &value,
                own,
                office,
            ]
            .join("\t"),
        );
    }

    /// Cells that are left when those classes are out.
    fn compared(&self) -> usize {
        self.cells - self.left_out.values().sum::<usize>()
    }

    /// Cells that we are not sure of.
    pub fn all_unsure(&self) -> usize {
        self.unsure.values().sum()
    }

    /// Nothing differs that is not explained.
    pub fn is_explained(&self) -> bool {
        self.unexplained == 0 && self.equal > 0
    }

    /// The same, and 99.5 % are the same, 0.5 % in doubt at most.
    pub fn is_good(&self) -> bool {
        let compared = self.compared();
        let sure = compared - self.all_unsure();
        self.is_explained()
            && self.all_unsure() * 1000 <= compared * 5
            && self.equal * 1000 >= sure * 995
    }

    pub(super) fn add(&mut self, other: Self) {
        self.files += other.files;
        self.cells += other.cells;
        self.equal += other.equal;
        self.unexplained += other.unexplained;
        let maps = [
            (&mut self.left_files, other.left_files),
            (&mut self.unsure, other.unsure),
            (&mut self.left_out, other.left_out),
            (&mut self.explained, other.explained),
        ];
        for (own, more) in maps {
            for (why, count) in more {
                *own.entry(why).or_default() += count;
            }
        }
        self.differ.extend(other.differ);
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = |part: usize, of: usize| 100.0 * part as f64 / of.max(1) as f64;
        let (compared, unsure) = (self.compared(), self.all_unsure());
        writeln!(
            f,
            "{} files, {} cells that are not empty",
            self.files, self.cells
        )?;
        let list = |f: &mut fmt::Formatter<'_>, of: &BTreeMap<&str, usize>| {
            of.iter()
                .try_for_each(|(why, count)| writeln!(f, "  {count:>8}  {why}"))
        };
        if !self.left_files.is_empty() {
            writeln!(f, "files left out")?;
            list(f, &self.left_files)?;
        }
        writeln!(
            f,
            "cells left out: LibreOffice is known to differ from Excel"
        )?;
        list(f, &self.left_out)?;
        writeln!(f, "{compared} compared")?;
        let sure = compared - unsure;
        writeln!(
            f,
            "  {:>8}  equal, {:.3} %",
            self.equal,
            share(self.equal, sure)
        )?;
        writeln!(f, "  {unsure:>8}  unsure, {:.3} %", share(unsure, compared))?;
        list(f, &self.unsure)?;
        let explained: usize = self.explained.values().sum();
        writeln!(f, "  {explained:>8}  explained one by one")?;
        list(f, &self.explained)?;
        writeln!(f, "  {:>8}  not explained", self.unexplained)
    }
}
