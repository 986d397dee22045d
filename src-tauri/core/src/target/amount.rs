//! What is to be reached, as people write it: 150家以上, ≥1.6%, 力争达到38亿元, 25%, 翻番.

use super::kind::TargetKind;
use crate::indicator::{Direction, Indicator};
use crate::measure::{Factor, MeasureUnit};
use crate::number::{Bound, Datum, Decimal, read_text, trimmed};
use crate::statement::Aim;
use crate::text;
use std::fmt;

/// What is to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// a figure, in the unit of the indicator
    Number(Decimal),
    /// of a node: so many percent of the target itself
    Share(Decimal),
    /// words
    Words(String),
}

impl Amount {
    /// As it is kept.
    pub fn kept(text: &str) -> Self {
        if let Ok(number) = Decimal::from_str_exact(text) {
            return Self::Number(number);
        }
        let share = text.strip_suffix('%').map(Decimal::from_str_exact);
        match share {
            Some(Ok(share)) => Self::Share(share),
            _ => Self::Words(text.to_owned()),
        }
    }

    /// The figure, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Share(_) | Self::Words(_) => None,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => out.write_str(&trimmed(*number)),
            Self::Share(share) => write!(out, "{}%", trimmed(*share)),
            Self::Words(words) => out.write_str(words),
        }
    }
}

/// Why it is not clear what is to be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unclear {
    /// nothing stands there, or that there is none
    Nothing,
    /// words where a figure is asked for
    Words,
    /// 约, 左右
    About,
    /// no more than so many, where more is better
    AtMost,
    /// another unit of measure
    Unit,
    /// more digits than can be kept
    TooLarge,
}

impl Unclear {
    /// What is said of it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "没有写目标值",
            Self::Words => "不是数",
            Self::About => "是约数",
            Self::AtMost => "写的是不超过，而这项指标越高越好",
            Self::Unit => "计量单位与指标的不同",
            Self::TooLarge => "位数太多",
        }
    }
}

/// Words before a figure, and when the target is reached.
const BEFORE: [(&str, Option<Aim>); 10] = [
    ("力争达到", Some(Aim::Strive)),
    ("力争突破", Some(Aim::Strive)),
    ("力争完成", Some(Aim::Strive)),
    ("力争", Some(Aim::Strive)),
    ("突破", Some(Aim::MoreThan)),
    ("达到", None),
    ("完成", None),
    ("确保", None),
    ("新增", None),
    ("净增", None),
];

/// Words in place of a figure, and when the target is reached.
const INSTEAD: [(&str, Aim); 6] = [
    ("翻番", Aim::Doubled),
    ("翻一番", Aim::Doubled),
    ("平均水平", Aim::Average),
    ("进位", Aim::BetterRank),
    ("位次前移", Aim::BetterRank),
    ("排位前移", Aim::BetterRank),
];

/// Reads what is to be reached. `unit`: the unit of measure that stands beside it; a node may be a
/// share of the target.
///
/// # Errors
/// It is not clear.
pub fn read(
    raw: &str,
    kind: &TargetKind,
    of: Option<&Indicator>,
    (unit, is_node): (Option<&MeasureUnit>, bool),
) -> Result<(Amount, Aim), Unclear> {
    let compact = text::compact(raw);
    let words = || Amount::Words(raw.trim().to_owned());
    if compact.is_empty() {
        return Err(Unclear::Nothing);
    }
    if compact.contains("零的突破") {
        return Ok((Amount::Number(Decimal::from(1)), Aim::First));
    }
    let instead = INSTEAD.iter().find(|(words, _)| compact.contains(words));
    if let Some((_, aim)) = instead {
        return Ok((words(), *aim));
    }
    let (mut rest, mut aim) = (compact.as_str(), None);
    while let Some((own, said)) = BEFORE.iter().find_map(|(word, said)| {
        let own = rest.strip_prefix(word)?;
        Some((own, *said))
    }) {
        (rest, aim) = (own, aim.or(said));
    }
    let reading = read_text(rest);
    let takes_words = of.is_none_or(|own| own.measure.is_words())
        || matches!(
            kind.aim,
            Aim::Milestone | Aim::BetterRank | Aim::Average | Aim::Doubled | Aim::UnitsReach
        );
    let number = match reading.datum {
        Datum::Number(number) => number,
        Datum::Blank | Datum::Nil(_) => return Err(Unclear::Nothing),
        _ if takes_words => return Ok((words(), aim.unwrap_or(kind.aim))),
        _ => return Err(Unclear::Words),
    };
    let lower = of.is_some_and(|own| own.direction == Direction::Lower);
    let aim = match reading.bound {
        None => aim.unwrap_or(kind.aim),
        Some(Bound::AtLeast) => aim.unwrap_or(Aim::AtLeast),
        Some(Bound::MoreThan) => aim.unwrap_or(Aim::MoreThan),
        Some(Bound::AtMost) if lower => aim.unwrap_or(Aim::Reach),
        Some(Bound::AtMost) => return Err(Unclear::AtMost),
        Some(Bound::About) => return Err(Unclear::About),
    };
    let Some(of) = of else {
        return Ok((words(), aim));
    };
    let said = reading.unit.as_ref();
    let is_share = said.is_some_and(MeasureUnit::is_rate) && !of.unit.is_rate();
    if is_share {
        return if is_node && !of.measure.is_words() {
            Ok((Amount::Share(number), aim))
        } else {
            Err(Unclear::Unit)
        };
    }
    let Some(said) = said.or(unit) else {
        return Ok((Amount::Number(number), aim));
    };
    // 1.2万人, 3百家: the classifiers may differ, the powers of ten count
    let factor = match (said, &of.unit) {
        (MeasureUnit::Count(_, own), MeasureUnit::Count(_, asked))
            if said.counts_alike(&of.unit) =>
        {
            let powers = i32::try_from(*own).ok().zip(i32::try_from(*asked).ok());
            powers.map(|(own, asked)| Factor(own - asked))
        }
        _ => said.factor_to(&of.unit),
    };
    let factor = factor.ok_or(Unclear::Unit)?;
    let number = factor.apply(number).ok_or(Unclear::TooLarge)?;
    Ok((Amount::Number(number), aim))
}
