//! A formula with the codes of what it names, every operation in brackets: two are the same when
//! they ask for the same.

use crate::rule::{Comparison, Expr, Figure, Operator};

pub(super) fn with_codes(comparison: &Comparison) -> String {
    let Comparison {
        left,
        operator,
        right,
    } = comparison;
    format!("{} {} {}", side(left), operator.sign(), side(right))
}

fn side(expr: &Expr) -> String {
    match expr {
        Expr::Number(number) => number.normalize().to_string(),
        Expr::Figure(figure) => name(figure),
        Expr::Total(inner) => format!("合计({})", side(inner)),
        Expr::Negative(inner) => format!("-({})", side(inner)),
        Expr::Binary(left, operator, right) => {
            let sign = match operator {
                Operator::Add => '+',
                Operator::Subtract => '-',
                Operator::Multiply => '*',
                Operator::Divide => '/',
            };
            format!("({} {sign} {})", side(left), side(right))
        }
    }
}

fn name(figure: &Figure) -> String {
    let Figure { indicator, column } = figure;
    let indicator = indicator.as_deref().unwrap_or("*");
    match column {
        Some(column) => format!("[{indicator}.{column}]"),
        None => format!("[{indicator}]"),
    }
}
