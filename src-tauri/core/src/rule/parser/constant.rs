//! Texts that stand against a field: a day is read as days are, a choice is one of its words, and
//! other words have no order.

use super::super::error::RuleError;
use super::super::measure::Kind;
use super::super::names::field;
use super::super::{Compare, Expr, Operator};
use super::{Parser, Part};
use crate::day;
use crate::form::{FieldKind, FieldSpec};
use crate::measure::{MeasureUnit, Rate};
use crate::number::Decimal;
use crate::text;
use std::ops::Range;

impl<'a> Parser<'a> {
    /// Both sides of a comparison, where one is a field of words.
    pub(super) fn held_against(&mut self, left: &mut Part, compare: Compare, right: &mut Part) {
        let (of_left, of_right) = (self.field_in(left), self.field_in(right));
        match (of_left, of_right, &mut left.expr, &mut right.expr) {
            (Some(field), _, _, Expr::Text(text)) => {
                self.constant(field, compare, (text, right.span.clone()));
            }
            (_, Some(field), Expr::Text(text), _) => {
                self.constant(field, compare, (text, left.span.clone()));
            }
            (of_left, of_right, ..) => {
                let is_date =
                    |own: Option<&FieldSpec>| own.is_some_and(|own| own.kind == FieldKind::Date);
                let is_text = left.kind == Kind::Text && right.kind == Kind::Text;
                if is_text && is_order(compare) && !(is_date(of_left) && is_date(of_right)) {
                    self.no_order(left.span.start..right.span.end);
                }
            }
        }
    }

    /// A text that stands against a field.
    pub(super) fn constant(
        &mut self,
        field: &FieldSpec,
        compare: Compare,
        (own, span): (&mut String, Range<usize>),
    ) {
        match &field.kind {
            FieldKind::Date => {
                if let Ok(dated) = day::read(own) {
                    *own = dated.day.to_string();
                    return;
                }
                let told = format!(
                    "“{}”是日期，“{own}”不是一天或一个月：请写成 \"2020-01-01\" 或 \"2020-01\"",
                    field.name
                );
                self.refuse(RuleError::new(span, told));
            }
            FieldKind::Number => {}
            _ if is_order(compare) => self.no_order(span),
            FieldKind::Choice(words) => {
                let key = text::key(own);
                if words.iter().any(|word| text::key(word) == key) {
                    return;
                }
                let near = text::nearest(own, words.iter().map(String::as_str));
                let told = format!("“{}”只有 {}，没有“{own}”", field.name, words.join("、"));
                let mut error = RuleError::new(span, told);
                error.fix = near.map(|near| format!("\"{near}\""));
                self.refuse(error);
            }
            _ => {}
        }
    }

    /// 50% against a figure in percent is 50; of a quotient it is a half.
    pub(super) fn percent(&mut self, part: &mut Part, other: &Part) {
        if part.kind != Kind::Percent {
            return;
        }
        let is_rate = |unit: &MeasureUnit| {
            let is_percent = matches!(unit, MeasureUnit::Rate(Rate::Percent));
            is_percent || matches!(unit, MeasureUnit::Rate(Rate::PercentagePoint))
        };
        match (&other.kind, &other.expr) {
            (Kind::Of(unit) | Kind::Like(unit), _) if is_rate(unit) => {
                if let Expr::Binary(own, ..) = &part.expr {
                    part.expr = Expr::clone(own);
                }
            }
            (Kind::Of(unit) | Kind::Like(unit), _) => {
                let told = format!("另一边是{unit}，不能与百分数比较");
                self.refuse(RuleError::new(part.span.clone(), told));
            }
            (Kind::Any, Expr::Binary(_, Operator::Multiply, by))
                if **by == Expr::Number(Decimal::from(100_u32)) =>
            {
                let told = "乘了 100 的已经是百分数：这里写数，不写 %";
                self.refuse(RuleError::new(part.span.clone(), told));
            }
            _ => {}
        }
    }

    /// Whether a side is a day of the row.
    pub(super) fn is_day(&self, part: &Part) -> bool {
        let own = self.field_in(part);
        own.is_some_and(|own| own.kind == FieldKind::Date)
    }

    /// The field of the row that a side is.
    fn field_in(&self, part: &Part) -> Option<&'a FieldSpec> {
        match &part.expr {
            Expr::Field(code) => field(self.names.each?, code),
            _ => None,
        }
    }

    fn no_order(&mut self, span: Range<usize>) {
        let told = "文字没有大小，只能用 = 或 <>；日期可以比先后";
        self.refuse(RuleError::new(span, told));
    }

    /// Rules that a ledger was made with are taken as they are.
    pub(super) fn refuse(&mut self, error: RuleError) {
        if self.names.is_measured {
            self.wrong.push(error);
        }
    }
}

fn is_order(compare: Compare) -> bool {
    !matches!(compare, Compare::Equal | Compare::NotEqual)
}
