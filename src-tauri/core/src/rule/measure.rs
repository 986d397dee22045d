//! What the parts of a rule measure, and what goes together: 万元 and 家 do not.

use super::Operator;
use crate::form::{FieldKind, FieldSpec, Role};
use crate::indicator::Indicator;
use crate::measure::{MeasureUnit, Rate};

/// What a part of a rule is, and measures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// a constant: in whatever unit the rest is
    Constant,
    /// a constant in percent: 50%
    Percent,
    /// a figure in a unit of measure
    Of(MeasureUnit),
    /// one of the kind of a unit, its power of ten not known: it was multiplied by a constant
    Like(MeasureUnit),
    /// a quotient of two of a kind
    Ratio,
    /// a number whose unit cannot be told
    Any,
    Text,
    Truth,
}

impl Kind {
    /// Of a figure of an indicator in a column.
    pub(super) fn of(indicator: &Indicator, role: &Role) -> Self {
        match role {
            Role::Growth { .. } | Role::Completion { .. } | Role::Share => {
                Self::Of(MeasureUnit::Rate(Rate::Percent))
            }
            Role::Rank => Self::Any,
            Role::Text => Self::Text,
            Role::Value if indicator.measure.is_words() => Self::Text,
            Role::Value => Self::Of(indicator.unit.clone()),
        }
    }

    /// Of a field of a row.
    pub(super) fn of_field(field: &FieldSpec) -> Self {
        match (&field.kind, &field.unit) {
            (FieldKind::Number, Some(unit)) => Self::Of(unit.clone()),
            (FieldKind::Number, None) => Self::Any,
            _ => Self::Text,
        }
    }

    pub(super) fn is_number(&self) -> bool {
        !matches!(self, Self::Text | Self::Truth)
    }

    fn unit(&self) -> Option<&MeasureUnit> {
        match self {
            Self::Of(unit) | Self::Like(unit) => Some(unit),
            _ => None,
        }
    }
}

/// What two parts with + or − between them measure; or why they do not go together.
pub(super) fn added(one: &Kind, other: &Kind) -> Result<Kind, String> {
    match (one, other) {
        (Kind::Of(a), Kind::Of(b)) => {
            together(a, b, false)?;
            Ok(one.clone())
        }
        (Kind::Of(a) | Kind::Like(a), Kind::Of(b) | Kind::Like(b)) => {
            alike(a, b, false)?;
            Ok(Kind::Like(a.clone()))
        }
        (Kind::Ratio, Kind::Of(unit)) | (Kind::Of(unit), Kind::Ratio) => {
            of_ratio(unit)?;
            Ok(Kind::Ratio)
        }
        (Kind::Constant, kind) | (kind, Kind::Constant) => Ok(kind.clone()),
        (Kind::Ratio, Kind::Ratio) => Ok(Kind::Ratio),
        _ => Ok(Kind::Any),
    }
}

/// Why two sides cannot be compared.
pub(super) fn compared(one: &Kind, other: &Kind) -> Result<(), String> {
    match (one, other) {
        (Kind::Of(a), Kind::Of(b)) => together(a, b, true),
        (Kind::Of(a) | Kind::Like(a), Kind::Of(b) | Kind::Like(b)) => alike(a, b, true),
        (Kind::Ratio, Kind::Of(unit)) | (Kind::Of(unit), Kind::Ratio) => of_ratio(unit),
        _ => Ok(()),
    }
}

/// What a product or quotient measures.
pub(super) fn scaled(one: &Kind, operator: Operator, other: &Kind) -> Kind {
    match (one, operator, other) {
        (Kind::Constant, _, Kind::Constant) => Kind::Constant,
        (kind, _, Kind::Constant) | (Kind::Constant, Operator::Multiply, kind) => {
            match kind.unit() {
                Some(unit) => Kind::Like(unit.clone()),
                // × 100 makes a percentage of it
                None if *kind == Kind::Ratio => Kind::Any,
                None => kind.clone(),
            }
        }
        (Kind::Of(a), Operator::Divide, Kind::Of(b)) if a == b => Kind::Ratio,
        // a part of something is that thing
        (Kind::Of(MeasureUnit::Rate(_)) | Kind::Ratio, Operator::Multiply, kind)
        | (kind, Operator::Multiply, Kind::Of(MeasureUnit::Rate(_)) | Kind::Ratio) => {
            match kind.unit() {
                Some(unit) => Kind::Like(unit.clone()),
                None => Kind::Any,
            }
        }
        _ => Kind::Any,
    }
}

/// In the same unit.
fn together(one: &MeasureUnit, other: &MeasureUnit, compared: bool) -> Result<(), String> {
    alike(one, other, compared)?;
    match one.factor_to(other) {
        Some(factor) if !factor.is_one() => Err(format!(
            "一个是{one}，一个是{other}：差 {factor}，请在公式里换算"
        )),
        _ => Ok(()),
    }
}

/// Of the same kind. Things of any kind may be compared by their number, and are not added.
fn alike(one: &MeasureUnit, other: &MeasureUnit, compared: bool) -> Result<(), String> {
    let is_count = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Count(..));
    let is_rate = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Rate(_));
    if one.same_dimension(other)
        || other.same_dimension(one)
        || (compared && is_count(one) && is_count(other))
        || (is_rate(one) && is_rate(other))
    {
        return Ok(());
    }
    let how = if compared { "比较" } else { "相加减" };
    Err(format!("计量单位不同：{one}和{other}不能{how}"))
}

/// What a quotient of two of a kind may be held against.
fn of_ratio(unit: &MeasureUnit) -> Result<(), String> {
    match unit {
        MeasureUnit::Rate(rate) => {
            let times = if *rate == Rate::PerMille { 1000 } else { 100 };
            Err(format!(
                "两个数相除是倍数，{unit}要乘 {times}：写成 [甲] / [乙] * {times}"
            ))
        }
        MeasureUnit::Money(_) | MeasureUnit::Area(_) => {
            Err(format!("两个数相除是倍数，不能与{unit}放在一起"))
        }
        MeasureUnit::Magnitude(_) | MeasureUnit::Count(..) => Ok(()),
    }
}
