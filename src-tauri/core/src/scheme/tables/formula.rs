//! A formula with the codes of what it names, every operation in brackets: two are the same when
//! they ask for the same.

use crate::rule::{Comparison, Expr, Figure, Only, Operator, Question, Rows, When};

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
        Expr::Text(text) => format!("{text:?}"),
        Expr::Truth(truth) => if *truth { "真" } else { "假" }.to_owned(),
        Expr::Figure(figure) => name(figure),
        Expr::Field(code) => format!("[{code}]"),
        Expr::Total(inner) => format!("合计({})", side(inner)),
        Expr::Below(inner) => format!("合计(下级, {})", side(inner)),
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
        Expr::Compare(left, operator, right) => {
            format!("({} {} {})", side(left), operator.sign(), side(right))
        }
        Expr::Call(function, values) => format!("{}({})", function.name(), sides(values)),
        Expr::Rows(rows) => list(rows),
        Expr::Lookup(lookup) => {
            let values = sides(&lookup.values);
            match &lookup.question {
                Question::Unique => format!("唯一({values})"),
                Question::UniqueEverywhere => format!("全市唯一({values})"),
                Question::Listed { list, field, only } => {
                    format!("在名录({values}, {list}.{field}{})", narrowed(only))
                }
            }
        }
    }
}

fn sides(values: &[Expr]) -> String {
    values.iter().map(side).collect::<Vec<_>>().join(", ")
}

fn narrowed(only: &[Only]) -> String {
    let only = only.iter().map(|(field, compare, value)| {
        format!(", [{field}] {} {:?}", compare.sign(), value.to_string())
    });
    only.collect()
}

fn list(rows: &Rows) -> String {
    let only = narrowed(&rows.only);
    match &rows.field {
        Some(field) => format!("合计([{}.{field}]{only})", rows.list),
        None => format!("行数([{}]{only})", rows.list),
    }
}

fn name(figure: &Figure) -> String {
    let Figure {
        indicator,
        column,
        form,
        when,
        of_city,
        except,
    } = figure;
    let form = form
        .as_ref()
        .map_or(String::new(), |form| format!("{form}!"));
    let indicator = indicator.as_deref().unwrap_or("*");
    let column = column
        .as_ref()
        .map_or(String::new(), |column| format!(".{column}"));
    let except = if except.is_empty() {
        String::new()
    } else {
        format!(", 除 {}", except.join("、"))
    };
    let mut name = format!("[{form}{indicator}{column}{except}]");
    if *of_city {
        name = format!("市直({name})");
    }
    match when {
        When::Now => name,
        When::Before => format!("上期({name})"),
        When::YearBefore => format!("上年同期({name})"),
    }
}
