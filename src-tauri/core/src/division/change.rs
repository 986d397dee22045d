//! What changed at the level of counties since 2010.

use super::list::lines;
use crate::org_unit::{Grown, Month};
use std::collections::HashSet;
use std::sync::LazyLock;

const CHANGES: &str = include_str!("../../divisions/changes.tsv");
const KNOWN: &str = include_str!("../../divisions/known.tsv");

/// What happened to a county.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// the whole of one became the whole of another
    Renamed,
    /// one of several that became another, or was taken in by it
    Merged,
    /// went to several
    Split,
    /// has another code
    Moved,
    /// was made of none
    New,
    /// is no more, and what took it in is not told
    Gone,
}

impl ChangeKind {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "renamed" => Self::Renamed,
            "merged" => Self::Merged,
            "split" => Self::Split,
            "moved" => Self::Moved,
            "new" => Self::New,
            "gone" => Self::Gone,
            _ => return None,
        })
    }
}

/// One change. What was not there before or after has neither code nor name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// year, or year and month, as the source tells it: `2020-06`
    pub when: &'static str,
    /// what happened
    pub kind: ChangeKind,
    /// code and name before
    pub before: (&'static str, &'static str),
    /// code and name after
    pub after: (&'static str, &'static str),
    /// the document that ordered it
    pub document: &'static str,
}

impl Change {
    /// What it took in: 邢台县的一部分.
    pub fn told(&self) -> String {
        match self.kind {
            ChangeKind::Split => format!("{}的一部分", self.before.1),
            _ => self.before.1.to_owned(),
        }
    }

    /// What the later unit took in, for a scheme.
    pub(super) fn taken_in(&self) -> Option<Grown> {
        Grown::parse(&format!("{} {}", self.when, self.before.1))
    }

    /// The last month in which a name before it may still be right: of a year the last.
    pub fn last_month(&self) -> Option<Month> {
        Month::parse(self.when).or_else(|| Month::parse(&format!("{}-12", self.when)))
    }

    /// The first month in which what it made may be there: of a year the first.
    pub fn first_month(&self) -> Option<Month> {
        Month::parse(self.when).or_else(|| Month::parse(&format!("{}-01", self.when)))
    }
}

static ALL: LazyLock<Vec<Change>> = LazyLock::new(|| {
    let known = read(KNOWN).collect::<Vec<_>>();
    let better = known.iter().map(|own| own.before).collect::<HashSet<_>>();
    let mut all = read(CHANGES)
        .filter(|own| !better.contains(&own.before))
        .collect::<Vec<_>>();
    all.extend(known);
    all
});

/// All changes.
pub(super) fn changes() -> &'static [Change] {
    &ALL
}

fn read(text: &'static str) -> impl Iterator<Item = Change> {
    lines(text).filter_map(|line| {
        let [when, kind, code_before, before, code_after, after, document] = line[..] else {
            return None;
        };
        Some(Change {
            when,
            kind: ChangeKind::parse(kind)?,
            before: (code_before, before),
            after: (code_after, after),
            document,
        })
    })
}
