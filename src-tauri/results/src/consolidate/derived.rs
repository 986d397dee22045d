//! A figure that the program has made of others. It is never without what it is made of, of how
//! many units it is, who is not in it, and where each part stands; that is why the number alone
//! does not leave this crate.

use super::figures::Key;
use std::sync::Arc;
use xianbaohui_core::fact::{FactKey, UnitId};
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::rate::{Amount, settled};
use xianbaohui_core::scheme::Scheme;

/// A total, growth, completion, ratio, share, difference or count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DerivedFigure {
    amount: Amount,
    how: How,
    covered: Arc<Covered>,
    parts: Arc<[PartOf]>,
}

/// How a figure was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// figures of units, added
    Sum,
    /// entries of rosters: one of their fields, added
    Field,
    /// entries of rosters, counted
    Count,
    /// (of ÷ base − 1) × 100, of two columns
    Growth {
        /// the figure
        of: Key,
        /// what it is held against
        base: Key,
    },
    /// of ÷ base × 100, of two columns
    Completion {
        /// the figure
        of: Key,
        /// what it is held against
        base: Key,
    },
    /// of ÷ base × 10^power, of two indicators
    Ratio {
        /// numerator
        of: Key,
        /// denominator
        base: Key,
        /// between their units of measure and that of the ratio
        power: i32,
    },
    /// of a unit ÷ total × 100
    Share,
    /// (this year ÷ the year before − 1) × 100
    YearOnYear,
    /// 完成率: reached ÷ target × 100, where less is better target ÷ reached
    Target,
    /// what is reported less the sum
    Difference,
    /// not at all
    Not(NoTotal),
}

/// Why there is no total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoTotal {
    /// places are not added
    Rank,
    /// words are not added
    Words,
    /// shares are not added
    Share,
    /// classes are not added
    Class,
    /// growth rates are not added
    Growth,
    /// a rate of what is not added itself
    RateOfNoSum,
    /// a ratio of which the scheme does not name the parts
    RatioUnnamed,
    /// a ratio whose parts this form does not have in the same column, or not as sums
    RatioWithoutParts,
    /// a ratio whose parts come to something in another unit of measure
    RatioOfOtherMeasure {
        /// numerator
        of: Key,
        /// denominator
        base: Key,
    },
    /// the scheme does not say how
    Unsaid,
}

/// Of how many units a figure is, and who is not in it. Units are codes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Covered {
    /// units that are asked
    pub of: usize,
    /// of these, units whose figure or declared nil is in it
    pub units: usize,
    /// figures in it
    pub numbers: usize,
    /// declared nils in it: they add nothing and lack nothing
    pub nils: usize,
    /// units without a return
    pub missing: Vec<String>,
    /// units that have reported and whose figure is not in it, and why
    pub left_out: Vec<Left>,
    /// units in a rate or ratio of which one side is a figure and the other a declared nil, which
    /// adds nothing
    pub nil_sides: Vec<String>,
}

/// A unit that is not in a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// unit code
    pub unit: String,
    /// why
    pub why: Why,
}

/// Why the figure of a unit is not in a total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// left empty
    Blank,
    /// the scheme did not ask for it when the return was made
    NotAsked,
    /// something that cannot be read
    Unreadable,
    /// a rate wants both of its sides, and one is unknown
    OneSide,
    /// no figure of this year
    NotThisYear,
    /// the ledger has no figure of this form of the year before
    NotLastYear,
    /// the round does not expect this unit
    NotExpected,
    /// it is in the figure of this unit above
    Within(String),
}

impl Why {
    /// Code and arguments, for the catalogue.
    pub fn notice(&self, scheme: &Scheme) -> Notice {
        match self {
            Self::Blank => Notice::of(NoticeCode::LeftBlank),
            Self::NotAsked => Notice::of(NoticeCode::LeftNotAsked),
            Self::Unreadable => Notice::of(NoticeCode::LeftUnreadable),
            Self::OneSide => Notice::of(NoticeCode::LeftOneSide),
            Self::NotThisYear => Notice::of(NoticeCode::LeftNotThisYear),
            Self::NotLastYear => Notice::of(NoticeCode::LeftNotLastYear),
            Self::NotExpected => Notice::of(NoticeCode::LeftNotExpected),
            Self::Within(above) => {
                let above = scheme.unit_name(above).to_owned();
                Notice::of(NoticeCode::LeftWithin).with("unit", above)
            }
        }
    }
}

/// What a figure is made of: the return tells file and version, the key the cell in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOf {
    /// a reported figure
    Fact {
        /// what it is of
        key: FactKey,
        /// number of the return that it stands in
        source: i64,
    },
    /// the entries of a roster
    Entries {
        /// the unit
        unit: UnitId,
        /// number of the return
        source: i64,
        /// position of the field that was added; `None` where they were counted
        field: Option<usize>,
    },
}

impl DerivedFigure {
    /// A figure with all that it is made of.
    pub(crate) fn new(
        amount: Amount,
        how: How,
        covered: impl Into<Arc<Covered>>,
        parts: impl Into<Arc<[PartOf]>>,
    ) -> Self {
        Self {
            amount,
            how,
            covered: covered.into(),
            parts: parts.into(),
        }
    }

    /// What follows from it, over the same units and parts.
    pub(crate) fn then(&self, how: How, amount: impl FnOnce(Amount) -> Amount) -> Self {
        Self {
            amount: amount(self.amount),
            how,
            covered: Arc::clone(&self.covered),
            parts: Arc::clone(&self.parts),
        }
    }

    /// The number alone, for who puts the rest beside it.
    pub(crate) fn amount(&self) -> Amount {
        self.amount
    }

    /// As it goes out: a sum with all its digits, what is computed with those that mean something.
    pub(crate) fn going_out(&self) -> Amount {
        match self.how {
            How::Sum | How::Field | How::Count | How::Difference => self.amount,
            _ => settled(self.amount),
        }
    }

    /// All its digits, in a sentence.
    pub(crate) fn in_digits(&self) -> String {
        match self.amount {
            Amount::Known(number) => number.normalize().to_string(),
            Amount::Meaningless => "/".to_owned(),
            Amount::Overflow => "溢出".to_owned(),
        }
    }

    /// How it was made.
    pub fn how(&self) -> How {
        self.how
    }

    /// Of how many units it is, and who is not in it.
    pub fn covered(&self) -> &Covered {
        &self.covered
    }

    /// What it is made of.
    pub fn parts(&self) -> &[PartOf] {
        &self.parts
    }

    /// Whether there is a number.
    pub fn is_known(&self) -> bool {
        matches!(self.amount, Amount::Known(_))
    }

    /// Whether it has more digits than can be kept.
    pub fn is_overflow(&self) -> bool {
        self.amount == Amount::Overflow
    }
}

impl How {
    /// Whether it was computed, and has no end of digits.
    pub fn is_computed(self) -> bool {
        matches!(
            self,
            Self::Growth { .. }
                | Self::Completion { .. }
                | Self::Ratio { .. }
                | Self::Share
                | Self::YearOnYear
                | Self::Target
        )
    }
}
