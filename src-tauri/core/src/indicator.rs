//! Indicators (指标): what is reported, in which unit of measure, and how it goes up to the next
//! level.

use crate::measure::MeasureUnit;
use serde::Deserialize;

/// One indicator of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// code, unique in the scheme
    pub code: String,
    /// name, unique in the scheme
    pub name: String,
    /// unit of measure of the ledger; figures in another one are converted with a note
    pub unit: MeasureUnit,
    /// the unit as the scheme writes it
    pub unit_name: String,
    /// how it adds up
    pub measure: MeasureType,
    /// digits after the point in what goes out
    pub decimals: u32,
    /// which way is better
    pub direction: Direction,
    /// numerator and denominator of a ratio
    pub ratio: Option<(String, String)>,
    /// the whole of which this is a 其中 item
    pub part_of: Option<String>,
    /// other wordings
    pub aliases: Vec<String>,
    /// 口径
    pub definition: String,
    /// group under which it is listed: 创新主体, 创新平台 …
    pub group: String,
    /// department that its figures come from
    pub owner: String,
    /// how many years the data year is before the year that is reported
    pub lag: u32,
    /// a lower level adds it
    pub own: bool,
}

/// What kind of figure an indicator is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MeasureType {
    /// 总数, at the end of the period
    Stock,
    /// 新增, gross
    GrossNew,
    /// 净增
    NetChange,
    /// 本期发生
    Flow,
    /// 比率, recomputed from its parts
    Ratio,
    /// 增速
    Growth,
    /// 位次
    Rank,
    /// 类别
    Class,
    /// 文字
    Text,
}

impl MeasureType {
    /// Whether figures of several units may be added.
    pub fn adds_up(self) -> bool {
        matches!(
            self,
            Self::Stock | Self::GrossNew | Self::NetChange | Self::Flow
        )
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stock => "总数",
            Self::GrossNew => "新增",
            Self::NetChange => "净增",
            Self::Flow => "本期发生",
            Self::Ratio => "比率",
            Self::Growth => "增速",
            Self::Rank => "位次",
            Self::Class => "类别",
            Self::Text => "文字",
        }
    }

    /// Whether what is reported is words and no figure.
    pub fn is_words(self) -> bool {
        matches!(self, Self::Class | Self::Text)
    }

    /// Whether a figure below zero makes sense.
    pub fn may_be_negative(self) -> bool {
        matches!(self, Self::NetChange | Self::Growth | Self::Ratio)
    }
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// more is better
    #[default]
    Higher,
    /// less is better
    Lower,
}
