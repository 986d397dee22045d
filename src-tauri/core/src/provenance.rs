//! Where figures come from that no county reports in a round: what a department gives once for all
//! counties, what was published, and the tables of last year that a new ledger begins with; and
//! which state of them they are (vintage).
//!
//! It is kept with the return, as evidence: held, undone and traced like everything else of it.

use crate::evidence::{Evidence, Of, Source};
use serde::Serialize;

/// Who stands for the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// history that a ledger begins with: last year's 汇总表, 分县表, 年报
    Base,
    /// a department gives them for all counties
    Department,
    /// they were published: other cities, 全省平均
    Published,
}

/// Which state of the figures they are; a later one replaces an earlier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Vintage {
    /// 快报
    Flash,
    /// 初步核算
    Preliminary,
    /// 年报
    Annual,
    /// 最终核实
    Final,
}

impl Origin {
    /// All there are, with the words that people and programs say.
    pub const ALL: [(Self, &'static str, &'static str); 3] = [
        (Self::Base, "base", "基期数"),
        (Self::Department, "department", "部门数"),
        (Self::Published, "published", "公布数"),
    ];

    /// What people say.
    pub fn word(self) -> &'static str {
        word(&Self::ALL, self)
    }
}

impl Vintage {
    /// All there are, with the words that people and programs say.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Flash, "flash", "快报"),
        (Self::Preliminary, "preliminary", "初步核算"),
        (Self::Annual, "annual", "年报"),
        (Self::Final, "final", "最终核实"),
    ];

    /// What people say.
    pub fn word(self) -> &'static str {
        word(&Self::ALL, self)
    }
}

fn word<T: Copy + PartialEq>(all: &[(T, &'static str, &'static str)], own: T) -> &'static str {
    let mut all = all.iter();
    all.find(|(one, ..)| *one == own).map_or("", |one| one.2)
}

/// The one that people or programs call so.
pub fn called<T: Copy>(all: &[(T, &'static str, &'static str)], said: &str) -> Option<T> {
    let mut all = all.iter();
    all.find(|(_, code, word)| *code == said || *word == said)
        .map(|one| one.0)
}

/// Where the figures of a return come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Provenance {
    /// who stands for them
    pub origin: Origin,
    /// which state of them they are
    pub vintage: Option<Vintage>,
    /// who gave them: `统计局`
    pub giver: Option<String>,
}

/// Between the words of one.
const BETWEEN: char = '，';

impl Provenance {
    /// In words: `基期数，年报，统计局`.
    pub fn text(&self) -> String {
        let vintage = self.vintage.map(|own| own.word().to_owned());
        let words = [
            Some(self.origin.word().to_owned()),
            vintage,
            self.giver.clone(),
        ];
        let words = words.into_iter().flatten().collect::<Vec<_>>();
        words.join(&BETWEEN.to_string())
    }

    /// Reads what [`Self::text`] writes; the only place that looks into the words.
    fn parse(text: &str) -> Option<Self> {
        let mut words = text.splitn(3, BETWEEN);
        let origin = called(&Origin::ALL, words.next()?)?;
        let second = words.next();
        let vintage = second.and_then(|word| called(&Vintage::ALL, word));
        let rest = if vintage.is_some() { None } else { second };
        let giver = [rest, words.next()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        let giver = giver.join(&BETWEEN.to_string());
        Some(Self {
            origin,
            vintage,
            giver: (!giver.is_empty()).then_some(giver),
        })
    }

    /// As evidence of a return.
    pub fn evidence(&self) -> Evidence {
        Evidence::new(Of::Origin, Source::Said, self.text(), 1.0)
    }

    /// Of a return; none where a county reported it.
    pub fn of(evidence: &[Evidence]) -> Option<Self> {
        let mut all = evidence.iter();
        Self::parse(&all.find(|one| one.of == Of::Origin)?.text)
    }
}
