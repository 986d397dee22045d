//! Words that stand around figures, by what they say.

use crate::mess::model::Claim;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// What a word says of the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    OtherPeriod,
    SamePeriod,
    /// they are not final, void, or none at all
    Status,
    /// a form that is no return: only where a sheet is named so
    Sample,
    Scope,
    OtherCounty,
    OwnCounty,
    OtherUnit,
    Corrected,
    /// as they are to be
    Plain,
    /// nobody knows what it means
    Unknown,
}

/// A word; `{p}` is the period's name, `{q}` its months, `{y}` its year, `{e}` its last month,
/// `{b}` the name a year before, `{l}` last year, `{n}` another period of the year, `{c}` the
/// county, `{o}` another.
pub(super) struct Word {
    pub(super) name: &'static str,
    pub(super) says: Says,
    pub(super) text: &'static str,
}

const fn word(name: &'static str, says: Says, text: &'static str) -> Word {
    Word { name, says, text }
}

pub(super) const WORDS: &[Word] = &[
    word("year-before", Says::OtherPeriod, "{b}"),
    word("last-year", Says::OtherPeriod, "{l}年"),
    word("same-of-last-year", Says::OtherPeriod, "{l}年同期数"),
    word("other-months", Says::OtherPeriod, "{n}"),
    word("to-end-of-last-year", Says::OtherPeriod, "截至{l}年12月底"),
    word("same-period", Says::SamePeriod, "{p}"),
    word("same-months", Says::SamePeriod, "{y}年{q}"),
    word("months-alone", Says::SamePeriod, "{q}"),
    word("to-end-of-period", Says::SamePeriod, "截至{y}年{e}月底"),
    word("flash", Says::Status, "快报数"),
    word("expected", Says::Status, "预计数"),
    word("estimated", Says::Status, "测算"),
    word("first-count", Says::Status, "初步统计"),
    word("before-change", Says::Status, "修改前"),
    word("void", Says::Status, "作废"),
    word("proposed", Says::Status, "公示中"),
    word("sample", Says::Sample, "样表"),
    word("county-level", Says::Scope, "县本级"),
    word("large-firms", Says::Scope, "规上"),
    word("without-zone", Says::Scope, "不含开发区"),
    word("statistics", Says::Scope, "统计口径"),
    word("absorbed", Says::Scope, "技术吸纳"),
    word("other-county", Says::OtherCounty, "{o}"),
    word("own-county", Says::OwnCounty, "{c}"),
    word("in-yi", Says::OtherUnit, "单位：亿元"),
    word("in-yuan", Says::OtherUnit, "单位：元"),
    word("should-be", Says::Corrected, "应为5120.7"),
    word("corrected", Says::Corrected, "更正：累计应为5120.7"),
    word("wrong", Says::Corrected, "数据有误"),
    word("after-change", Says::Plain, "修改后"),
    word("approved", Says::Plain, "审定"),
    word("final", Says::Plain, "最终版"),
    word("official", Says::Plain, "正式"),
    word("kind-a", Says::Unknown, "甲类"),
    word("merged-figures", Says::Unknown, "三类折合"),
];

/// What a word is filled with.
pub(super) struct Filled {
    period: Period,
    county: String,
    other: String,
}

impl Filled {
    pub(super) fn of(claim: &Claim, scheme: &Scheme) -> Option<Self> {
        let county = scheme.units.iter().find(|unit| unit.code == claim.unit)?;
        let (_, other) = scheme.units.iter().enumerate().find(|(at, unit)| {
            *at != scheme.root && unit.code != claim.unit && !unit.name.contains('市')
        })?;
        Some(Self {
            period: scheme.round(&claim.round)?.period,
            county: county.name.clone(),
            other: other.name.clone(),
        })
    }

    pub(super) fn words(&self, word: &Word) -> String {
        let Period { year, from, to } = self.period;
        let months = if (from, to) == (1, 12) {
            "全年".to_owned()
        } else {
            format!("{from}-{to}月")
        };
        let others = Period {
            year,
            from: if to == 12 { 1 } else { to + 1 },
            to: if to == 12 {
                6
            } else {
                12.min(2 * to - from + 1)
            },
        };
        word.text
            .replace("{p}", &self.period.name())
            .replace("{q}", &months)
            .replace("{y}", &year.to_string())
            .replace("{e}", &to.to_string())
            .replace("{b}", &self.period.year_before().name())
            .replace("{l}", &(year - 1).to_string())
            .replace("{n}", &others.name())
            .replace("{c}", &self.county)
            .replace("{o}", &self.other)
    }
}
