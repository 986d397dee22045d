//! Units of measure (计量单位): what is counted, and how many of the base unit one of it is.

use crate::decimal::Decimal;
use crate::text;
use std::borrow::Cow;
use std::fmt;

/// A unit of measure as written on sheets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum MeasureUnit {
    /// money: a power of ten of one yuan (万元 = 4)
    Money(u32),
    /// a bare 万 or 亿: of money where money is asked for, of things where things are counted
    Magnitude(u32),
    /// a rate
    Rate(Rate),
    /// floor space: a power of ten of one square metre
    Area(u32),
    /// things counted: the classifier (家, 项, 人 …) and a power of ten
    Count(String, u32),
}

/// Rates that sheets use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rate {
    /// %
    Percent,
    /// ‰
    PerMille,
    /// 百分点: the difference of two percentages
    PercentagePoint,
}

/// Classifiers that a figure of things may carry.
const CLASSIFIERS: [&str; 28] = [
    "家",
    "个",
    "项",
    "件",
    "人",
    "名",
    "次",
    "笔",
    "场",
    "户",
    "台",
    "套",
    "所",
    "位",
    "份",
    "期",
    "亩",
    "人次",
    "人月",
    "篇",
    "种",
    "辆",
    "吨",
    "分",
    "件/万人",
    "团队",
    "批",
    "倍",
];

/// Words that are said of the same things, one kind a line: all others count other things.
const ALIKE: [&[&str]; 4] = [
    &["家", "户", "所"],
    &["人", "名", "位"],
    &["台", "套"],
    &["次", "场", "期"],
];

impl MeasureUnit {
    /// The unit that a text says, if it says nothing but a unit.
    pub fn parse(raw: &str) -> Option<Self> {
        let compact = text::compact(raw);
        let written = usual(&compact);
        let name = written.strip_prefix("人民币").unwrap_or(&*written);
        let name = name.strip_prefix("RMB").unwrap_or(name);
        let name = name.strip_suffix("(人民币)").unwrap_or(name);
        let name = name.strip_suffix("元整").map_or(name, |own| {
            name.get(..own.len() + '元'.len_utf8()).unwrap_or(name)
        });
        if let Some(power) = name.strip_suffix('元').and_then(power_of) {
            return Some(Self::Money(power));
        }
        Some(match name {
            "千" => Self::Magnitude(3),
            "万" => Self::Magnitude(4),
            "亿" => Self::Magnitude(8),
            "%" | "百分比" => Self::Rate(Rate::Percent),
            "‰" => Self::Rate(Rate::PerMille),
            "百分点" | "个百分点" => Self::Rate(Rate::PercentagePoint),
            "平方米" | "平方" | "平米" | "㎡" | "m2" | "m²" | "平" => Self::Area(0),
            "万平方米" | "万平方" | "万平米" | "万㎡" | "万m2" | "万m²" => {
                Self::Area(4)
            }
            _ => {
                let (power, classifier) = match name.strip_prefix('万') {
                    Some(rest) => (4, rest),
                    None => (
                        0,
                        name.strip_prefix('千').map_or(name, |rest| {
                            if CLASSIFIERS.contains(&rest) {
                                rest
                            } else {
                                name
                            }
                        }),
                    ),
                };
                let power = if power == 0 && classifier != name {
                    3
                } else {
                    power
                };
                if !CLASSIFIERS.contains(&classifier) {
                    return None;
                }
                Self::Count(classifier.to_owned(), power)
            }
        })
    }

    /// The unit a scheme states; a word that is no known unit counts things by that word.
    pub fn of_scheme(name: &str) -> Self {
        Self::parse(name).unwrap_or_else(|| Self::Count(text::compact(name), 0))
    }

    /// Whether it is a measure of land that no power of ten makes square metres: 亩.
    pub fn is_land(&self) -> bool {
        matches!(self, Self::Count(name, _) if name == "亩")
    }

    /// Whether a figure in `self` can be written in `other` by a known factor.
    pub fn same_dimension(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Money(_) | Self::Magnitude(_), Self::Money(_))
            | (Self::Money(_), Self::Magnitude(_))
            | (Self::Area(_), Self::Area(_))
            | (Self::Magnitude(_), Self::Magnitude(_) | Self::Count(..)) => true,
            (Self::Rate(a), Self::Rate(b)) => {
                a == b
                    || !matches!(
                        (a, b),
                        (Rate::PercentagePoint, _) | (_, Rate::PercentagePoint)
                    )
            }
            // of everything one may say 个
            (Self::Count(a, _), Self::Count(b, _)) => {
                a == "个" || b == "个" || self.counts_alike(other)
            }
            _ => false,
        }
    }

    /// Whether two words count the same things, by [`ALIKE`]: 家 and 户, 人 and 名.
    pub fn counts_alike(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Count(a, _), Self::Count(b, _)) => {
                let both = |words: &&[&str]| {
                    let has = |own: &String| words.contains(&own.as_str());
                    has(a) && has(b)
                };
                a == b || ALIKE.iter().any(both)
            }
            _ => false,
        }
    }

    /// What a figure in `self` must be multiplied by to be one in `target`. `None` when they
    /// measure different things.
    pub fn factor_to(&self, target: &Self) -> Option<Factor> {
        if !self.same_dimension(target) {
            return None;
        }
        let power = i64::from(self.power()) - i64::from(target.power());
        Some(Factor(i32::try_from(power).ok()?))
    }

    fn power(&self) -> u32 {
        match self {
            Self::Money(power)
            | Self::Magnitude(power)
            | Self::Area(power)
            | Self::Count(_, power) => *power,
            Self::Rate(Rate::PerMille) => 0,
            Self::Rate(Rate::Percent | Rate::PercentagePoint) => 1,
        }
    }

    /// The power of ten by which `of ÷ base` must be multiplied to be a ratio in this unit: 万元 ÷
    /// 亿元 in % is −4 + 2. `None` when the quotient is nothing that this unit measures.
    pub fn quotient_power(&self, of: &Self, base: &Self) -> Option<i32> {
        let power = |unit: &Self| i32::try_from(unit.power()).ok();
        // one of it as a power of ten of the base unit; a rate is a part of one
        let own = |unit: &Self| match unit {
            Self::Rate(Rate::PerMille) => Some(-3),
            Self::Rate(_) => Some(-2),
            other => power(other),
        };
        let is_number = |unit: &Self| matches!(unit, Self::Magnitude(_) | Self::Count(..));
        let alike = match (of, base) {
            (Self::Money(_), Self::Money(_))
            | (Self::Area(_), Self::Area(_))
            | (Self::Rate(_), Self::Rate(_)) => true,
            _ => is_number(of) && is_number(base),
        };
        let plain = own(of)?.checked_sub(own(base)?)?;
        match self {
            Self::Rate(_) if alike => plain.checked_sub(own(self)?),
            Self::Rate(_) => None,
            Self::Count(name, _)
                if alike
                    && matches!(name.as_str(), "" | "倍" | "比" | "比值" | "比例" | "系数") =>
            {
                plain.checked_sub(power(self)?)
            }
            _ => {
                // 件/万人, 万元/人
                let written = self.to_string();
                if let Some((above, below)) = written.split_once('/') {
                    let (above, below) = (
                        of.factor_to(&Self::parse(above)?)?,
                        base.factor_to(&Self::parse(below)?)?,
                    );
                    return above.0.checked_sub(below.0);
                }
                // so much of what is above for one of what is below: 人均营业收入（万元）
                let each = !matches!(of, Self::Rate(_))
                    && is_number(base)
                    && of.same_dimension(self)
                    && !base.same_dimension(self);
                if each {
                    of.factor_to(self)?.0.checked_sub(power(base)?)
                } else {
                    None
                }
            }
        }
    }

    /// Whether figures in this unit are whole numbers by nature.
    pub fn counts_things(&self) -> bool {
        matches!(self, Self::Count(classifier, 0) if classifier != "人月" && classifier != "亩" && classifier != "吨" && classifier != "分" && classifier != "件/万人")
    }

    /// Whether this is a rate, which is never added up.
    pub fn is_rate(&self) -> bool {
        matches!(self, Self::Rate(_))
    }
}

/// Words for powers of ten before 元.
const POWERS: [(&str, u32); 12] = [
    ("", 0),
    ("十", 1),
    ("百", 2),
    ("千", 3),
    ("万", 4),
    ("十万", 5),
    ("百万", 6),
    ("千万", 7),
    ("亿", 8),
    ("十亿", 9),
    ("百亿", 10),
    ("万亿", 12),
];

/// 仟元 and 万圆 as they are usually written.
fn usual(word: &str) -> Cow<'_, str> {
    if !word.contains(['仟', '佰', '圆']) {
        return Cow::Borrowed(word);
    }
    let usual = word.replace('仟', "千").replace('佰', "百");
    Cow::Owned(usual.replace('圆', "元"))
}

fn power_of(word: &str) -> Option<u32> {
    let known = POWERS.iter().find(|(own, _)| *own == word);
    known.map(|(_, power)| *power)
}

/// A power of ten between two units of measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factor(pub i32);

impl Factor {
    /// The same unit: nothing to convert.
    pub fn is_one(self) -> bool {
        self.0 == 0
    }

    /// The figure in the other unit; `None` when it has more digits than can be kept exactly. Only
    /// the point moves: no digit is ever rounded.
    pub fn apply(self, value: Decimal) -> Option<Decimal> {
        let value = value.normalize();
        let scale = i64::from(value.scale()).checked_sub(i64::from(self.0))?;
        let (digits, scale) = if scale >= 0 {
            (value.mantissa(), u32::try_from(scale).ok()?)
        } else {
            (
                value
                    .mantissa()
                    .checked_mul(10_i128.checked_pow(u32::try_from(scale.unsigned_abs()).ok()?)?)?,
                0,
            )
        };
        Decimal::of_digits(digits, scale).map(|moved| moved.normalize())
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let times = 10_u64
            .checked_pow(self.0.unsigned_abs())
            .unwrap_or(u64::MAX);
        if self.0 >= 0 {
            write!(out, "×{times}")
        } else {
            write!(out, "÷{times}")
        }
    }
}

impl fmt::Display for MeasureUnit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power_name = |power: u32| {
            let known = POWERS.iter().find(|(_, own)| *own == power);
            known.map_or("", |(word, _)| *word)
        };
        match self {
            Self::Money(power) => write!(out, "{}元", power_name(*power)),
            Self::Magnitude(power) => out.write_str(power_name(*power)),
            Self::Rate(Rate::Percent) => out.write_str("%"),
            Self::Rate(Rate::PerMille) => out.write_str("‰"),
            Self::Rate(Rate::PercentagePoint) => out.write_str("百分点"),
            Self::Area(power) => write!(out, "{}平方米", power_name(*power)),
            Self::Count(classifier, power) => write!(out, "{}{classifier}", power_name(*power)),
        }
    }
}
