//! When a rule of a format applies, as far as that can be told of a cell by itself.

use super::ranked::Ranked;
use crate::read::cell::{Cell, Content};
use xianbaohui_core::place::cell_name;

/// When a rule applies, as far as it can be told.
#[derive(Debug, Clone)]
pub(in crate::read) enum Condition {
    /// an operator and what the figure is compared with
    Compared(String, Vec<f64>),
    /// words that the text has, begins or ends with, or has not
    Worded(&'static str, String),
    /// what all of its range is asked for
    Ranked(Ranked),
    /// a formula, written for a cell: it is worked out when the whole workbook is read
    Open(String, (u32, u32)),
    /// it may apply to anything
    Unknown,
    /// to cells that are empty or hold an error, never to figures or texts
    Never,
}

impl Condition {
    /// Whether it surely holds where it may; `is_picked` where all of its range was asked.
    pub(super) fn is_certain(&self, cell: &Cell, is_picked: bool) -> bool {
        match self {
            Self::Compared(..) => matches!(cell.content, Content::Number(_) | Content::Date(..)),
            Self::Worded(..) => true,
            Self::Ranked(_) => is_picked,
            Self::Open(..) | Self::Unknown | Self::Never => false,
        }
    }

    pub(super) fn may_hold(&self, cell: &Cell) -> bool {
        let figure = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            Content::Text(_) | Content::Truth(_) => None,
            Content::Error(_) | Content::NoResult => return false,
        };
        match (self, figure) {
            (Self::Never, _) => false,
            (Self::Unknown | Self::Ranked(_) | Self::Open(..), _) => true,
            (Self::Worded(how, words), _) => {
                let text = cell.raw().to_lowercase();
                match *how {
                    "containsText" => text.contains(words),
                    "notContainsText" => !text.contains(words),
                    "beginsWith" => text.starts_with(words),
                    _ => text.ends_with(words),
                }
            }
            // a text is more than any figure, and equal to none
            (Self::Compared(operator, _), None) => {
                matches!(
                    operator.as_str(),
                    "notEqual" | "greaterThan" | "greaterThanOrEqual" | "notBetween"
                )
            }
            (Self::Compared(operator, with), Some(figure)) => {
                match (operator.as_str(), with.as_slice()) {
                    ("equal", [with]) => same(figure, *with),
                    ("notEqual", [with]) => !same(figure, *with),
                    ("greaterThan", [with]) => figure > *with,
                    ("greaterThanOrEqual", [with]) => figure >= *with,
                    ("lessThan", [with]) => figure < *with,
                    ("lessThanOrEqual", [with]) => figure <= *with,
                    ("between", [from, to]) => (*from..=*to).contains(&figure),
                    ("notBetween", [from, to]) => !(*from..=*to).contains(&figure),
                    _ => true,
                }
            }
        }
    }
}

/// Equal as far as fifteen digits go.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-15 * one.abs().max(other.abs())
}

/// A comparison with figures, or with what formulas give; `at` is the cell that they are written
/// for.
pub(in crate::read) fn compared(
    operator: String,
    formulas: &[String],
    at: Option<(u32, u32)>,
) -> Condition {
    let with = formulas
        .iter()
        .map(|formula| formula.trim().parse::<f64>().ok())
        .collect::<Option<Vec<_>>>();
    if let Some(with) = with {
        return Condition::Compared(operator, with);
    }
    let Some(at) = at else {
        return Condition::Unknown;
    };
    let own = cell_name(at.0, at.1);
    let sign = match operator.as_str() {
        "equal" => "=",
        "notEqual" => "<>",
        "greaterThan" => ">",
        "greaterThanOrEqual" => ">=",
        "lessThan" => "<",
        "lessThanOrEqual" => "<=",
        _ => "",
    };
    let formula = match (formulas, operator.as_str()) {
        ([with], _) if !sign.is_empty() => format!("{own}{sign}({with})"),
        ([from, to], "between") => format!("AND({own}>=({from}),{own}<=({to}))"),
        ([from, to], "notBetween") => format!("OR({own}<({from}),{own}>({to}))"),
        _ => return Condition::Unknown,
    };
    Condition::Open(formula, at)
}
