//! What a cell says: a number, a text, blank, a declared nil, or nothing readable.

use super::Decimal;
use crate::measure::MeasureUnit;
use serde::{Deserialize, Serialize};

/// The five states in which every cell of a data area ends (design: what it promises, 1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Datum {
    /// A figure, in the unit of measure that the cell, row, column or sheet states.
    Number(#[serde(with = "as_bytes")] Decimal),
    /// A text where a text is asked for.
    Text(String),
    /// An empty cell.
    Blank,
    /// A declared nil: 无, —, /, 不适用.
    Nil(Nil),
    /// Something stands there that is no figure; why.
    Unreadable(Unreadable),
}

/// A decimal by its sixteen bytes: between two processes of this program it need not become a text.
mod as_bytes {
    use super::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        value.to_bytes().serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        <[u8; 16]>::deserialize(from).map(Decimal::from_bytes)
    }
}

/// What kind of nothing was declared. Yearbook legends keep them apart, so they are kept apart
/// here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nil {
    /// 无, 暂无
    None,
    /// a dash: — - －
    Dash,
    /// / or 不适用
    NotApplicable,
    /// … : less than the smallest unit shown (legend of 中国统计年鉴)
    BelowUnit,
}

/// Why something that stands in a figure's cell is not taken as a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreadable {
    /// words where a figure is asked for
    Words,
    /// two figures in one cell: `84\93`
    TwoFigures,
    /// separators that fit no way of grouping: `1,23`
    Grouping,
    /// `#REF!`, `#N/A` and the like
    ErrorValue,
    /// a date where a figure is asked for
    Date,
    /// TRUE / FALSE
    Truth,
    /// brackets or triangles that may mean a minus: `(5.2)`, `▲5.2`
    Sign,
    /// more digits than can be kept exactly
    TooLarge,
    /// a formula whose result was never stored in the file
    NoResult,
    /// put off: 待定, 未知
    Undecided,
    /// it stands in a row with more or fewer fields than the header: whose it is cannot be told
    Astray,
    /// a figure that was taken in when the scheme meant something else by its codes
    OtherMeaning,
    /// a figure that the sheet shows as nothing, or as words that say that there is none
    ShownAs,
    /// personal data that was masked
    Masked,
}

/// How a figure that is not a plain number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 125家以上, ≥125, 不少于125
    AtLeast,
    /// 超过125, >125
    MoreThan,
    /// 不超过125, 125以下, ≤
    AtMost,
    /// 约120, 120左右, 120余
    About,
}

/// What had to be done to read the cell, beyond taking a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// a number stored as text
    TextNumber,
    /// thousands separators in a text
    Grouped,
    /// spaces between digits, which may part thousands or two figures
    Spaced,
    /// `1.83E+08`: a figure as a narrow column showed it, digits may be lost
    Exponent,
    /// full-width digits
    FullWidth,
    /// a unit word in the cell
    UnitWord,
    /// Chinese numerals
    ChineseNumerals,
    /// the cell is formatted as a percentage
    PercentFormat,
    /// digits beyond the fifteenth, which Excel does not show, were rounded away
    Rounded,
    /// a sign of money before the figure, and no unit behind it: ￥5
    Currency,
    /// a word that says that it is negative, or fell: 负5, 下降5%
    Fell,
    /// words for no change: 持平
    Unchanged,
}

/// A cell as read: state, unit of measure said in the cell, bound, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// the state
    pub datum: Datum,
    /// unit of measure written in the cell itself (`1.93亿元`)
    pub unit: Option<MeasureUnit>,
    /// the figure is a bound or an approximation
    pub bound: Option<Bound>,
    /// what had to be done to read it
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// A reading without anything to remark.
    pub fn plain(datum: Datum) -> Self {
        Self {
            datum,
            unit: None,
            bound: None,
            remarks: Vec::new(),
        }
    }

    pub(super) fn unreadable(why: Unreadable) -> Self {
        Self::plain(Datum::Unreadable(why))
    }
}
