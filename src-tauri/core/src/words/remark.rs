//! What a remark may say, and what it stands beside.

use crate::measure::MeasureUnit;
use crate::number::Decimal;
use crate::period::Period;

/// What words say of the figures that they stand beside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Says {
    /// another figure stands for one of them, or one is wrong: 累计应为5120
    Corrected,
    /// they do not count any more: 作废, 已注销
    Void,
    /// they are in another unit of measure: 按元填报
    Unit,
    /// they are of another period than the round's: 这是去年的数
    Period,
    /// they are of another county
    Place,
    /// they are not final, or others stand for them: 快报数
    Status,
    /// something that is not known
    Unknown,
}

impl Says {
    /// The word for it in what is told.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Corrected => "corrected",
            Self::Void => "void",
            Self::Unit => "unit",
            Self::Period => "period",
            Self::Place => "place",
            Self::Status => "status",
            Self::Unknown => "unknown",
        }
    }
}

/// The figures that words stand beside.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// as they stand on the sheet
    pub figures: &'a [Decimal],
    /// the units of measure that they were read by; none: not known
    pub units: &'a [MeasureUnit],
    /// the round's
    pub period: Option<Period>,
    /// they are a comment on one figure: a number alone is another one
    pub is_comment: bool,
}
