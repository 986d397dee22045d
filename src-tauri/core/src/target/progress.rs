//! How far a target is reached.

use crate::indicator::{Direction, Indicator, MeasureType};
use crate::number::{Decimal, round};
use crate::rate;
use crate::statement::Aim;

/// How a target stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// it is reached
    Reached,
    /// its time is not over; the last node is reached
    OnPath,
    /// its time is not over; the last node is not reached
    Behind,
    /// its time is not over, and there is no node yet
    Open,
    /// its time is over
    Missed,
}

impl Standing {
    /// For programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::OnPath => "on-path",
            Self::Behind => "behind",
            Self::Open => "open",
            Self::Missed => "missed",
        }
    }

    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Reached => "已完成",
            Self::OnPath => "达到节点进度",
            Self::Behind => "低于节点进度",
            Self::Open => "未到期",
            Self::Missed => "未完成",
        }
    }
}

/// Whether a figure reaches what was aimed at; none where a figure alone does not tell.
pub fn met(aim: Aim, direction: Direction, aimed: Decimal, value: Decimal) -> Option<bool> {
    let (value, aimed) = match direction {
        Direction::Higher => (value, aimed),
        Direction::Lower => (aimed, value),
    };
    match aim {
        Aim::MoreThan => Some(value > aimed),
        Aim::Reach
        | Aim::AtLeast
        | Aim::Strive
        | Aim::First
        | Aim::EachAtLeast
        | Aim::UnitsReach => Some(value >= aimed),
        Aim::Doubled | Aim::Average | Aim::BetterRank | Aim::Milestone => None,
    }
}

/// 完成率 in percent, to one digit: reached ÷ target, where less is better target ÷ reached. None
/// of what is no amount: ranks, growths, classes, nothing above zero.
pub fn rate(of: &Indicator, aimed: Decimal, value: Decimal) -> Option<Decimal> {
    if !of.measure.adds_up() && of.measure != MeasureType::Ratio {
        return None;
    }
    let (over, under) = match of.direction {
        Direction::Higher => (value, aimed),
        Direction::Lower => (aimed, value),
    };
    let is_none = |number: Decimal| number.is_zero() || number.is_sign_negative();
    if is_none(aimed) || is_none(under) {
        return None;
    }
    let percent = rate::percentage(over, under).number()?;
    Some(round(percent, 1))
}

/// How a target stands: whether it is reached, whether its last node is, and whether it is over.
pub fn standing(is_met: bool, node: Option<bool>, is_over: bool) -> Standing {
    match (is_met, is_over, node) {
        (true, ..) => Standing::Reached,
        (false, true, _) => Standing::Missed,
        (false, false, Some(true)) => Standing::OnPath,
        (false, false, Some(false)) => Standing::Behind,
        (false, false, None) => Standing::Open,
    }
}
