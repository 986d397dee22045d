//! A side of a rule in words, for the sentences that are told.

use super::{Expr, Figure, Function, Only, Operator, Question, When};

/// What codes are called.
pub trait Namer {
    /// `技术合同成交额 累计` of an indicator and a column, on a form where one is named.
    fn figure(&self, figure: &Figure) -> String;
    /// A field of a list; of the rows asked where no list is named.
    fn field(&self, list: Option<&str>, code: &str) -> String;
    /// A list.
    fn list(&self, code: &str) -> String;
}

/// A side in words.
pub fn words(expr: &Expr, names: &dyn Namer) -> String {
    let of = |expr: &Expr| words(expr, names);
    match expr {
        Expr::Number(number) => number.normalize().to_string(),
        Expr::Text(text) => format!("“{text}”"),
        Expr::Truth(true) => "真".to_owned(),
        Expr::Truth(false) => "假".to_owned(),
        Expr::Figure(figure) => {
            let when = match figure.when {
                When::Now => "",
                When::Before => "上期 ",
                When::YearBefore => "上年同期 ",
            };
            let city = if figure.of_city { "市直 " } else { "" };
            format!("{when}{city}{}", names.figure(figure))
        }
        Expr::Field(code) => names.field(None, code),
        Expr::Total(inner) => format!("各单位 {} 之和", of(inner)),
        Expr::Below(inner) => format!("下级各单位 {} 之和", of(inner)),
        Expr::Negative(inner) => format!("−{}", of(inner)),
        Expr::Binary(left, operator, right) => {
            let scales = matches!(operator, Operator::Multiply | Operator::Divide);
            let side = |side: &Expr, is_right: bool| match side {
                Expr::Binary(_, Operator::Add | Operator::Subtract, _)
                    if scales || (is_right && *operator == Operator::Subtract) =>
                {
                    format!("（{}）", of(side))
                }
                _ => of(side),
            };
            let (left, right) = (side(left, false), side(right, true));
            format!("{left} {} {right}", operator.sign())
        }
        Expr::Compare(left, operator, right) => {
            format!("{} {} {}", of(left), operator.sign(), of(right))
        }
        Expr::Call(function @ (Function::And | Function::Or), values) => {
            let values = values.iter().map(of).collect::<Vec<_>>();
            values.join(&format!(" {} ", function.name()))
        }
        Expr::Call(function, values) => {
            let values = values.iter().map(of).collect::<Vec<_>>();
            format!("{}({})", function.name(), values.join(", "))
        }
        Expr::Rows(rows) => {
            let only = narrowed(&rows.list, &rows.only, names);
            let list = names.list(&rows.list);
            match &rows.field {
                Some(field) => {
                    format!("{list}{only} {} 之和", names.field(Some(&rows.list), field))
                }
                None => format!("{list}{only} 行数"),
            }
        }
        Expr::Lookup(lookup) => {
            let values = lookup.values.iter().map(of).collect::<Vec<_>>().join("、");
            match &lookup.question {
                Question::Unique => format!("{values} 不重复"),
                Question::UniqueEverywhere => format!("{values} 在各单位之间不重复"),
                Question::Listed { list, field, only } => {
                    let field = names.field(Some(list), field);
                    let only = narrowed(list, only, names);
                    format!("{values} 在“{}”{only}的 {field} 里", names.list(list))
                }
            }
        }
    }
}

/// Which rows of a list are meant, in brackets; nothing where all are.
fn narrowed(list: &str, only: &[Only], names: &dyn Namer) -> String {
    let only = only.iter().map(|(field, compare, value)| {
        let field = names.field(Some(list), field);
        format!("{field} {} {value}", compare.sign())
    });
    let only = only.collect::<Vec<_>>().join("、");
    if only.is_empty() {
        only
    } else {
        format!("（{only}）")
    }
}
