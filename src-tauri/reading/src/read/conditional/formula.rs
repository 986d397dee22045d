//! Formulas of rules.

use super::Condition;
use crate::read::Area;
use xianbaohui_core::place::column_name;

/// A formula about nothing but the cell itself, in the forms that are known. It is written for the
/// first cell of the areas; `$` keeps it at that cell's column or row.
pub(super) fn of_formula(formula: &str, areas: &[Area]) -> Condition {
    let Some(first) = areas.first() else {
        return Condition::Unknown;
    };
    let is_one_column = areas
        .iter()
        .all(|own| (own.left, own.right) == (first.left, first.left));
    let is_one_row = areas
        .iter()
        .all(|own| (own.top, own.bottom) == (first.top, first.top));
    let (column, row) = (column_name(first.left), first.top + 1);
    let formula = formula.replace(' ', "").to_ascii_uppercase();
    let kept = [
        (format!("{column}{row}"), true),
        (format!("${column}{row}"), is_one_column),
        (format!("{column}${row}"), is_one_row),
        (format!("${column}${row}"), is_one_column && is_one_row),
    ];
    let own = kept.iter().rev().find(|(own, _)| formula.contains(own));
    let Some((own, true)) = own else {
        return Condition::Unknown;
    };
    let about = formula.replacen(own, "@", 1);
    match about.as_str() {
        "ISERROR(@)" | "ISERR(@)" | "ISNA(@)" | "ISBLANK(@)" | "@=\"\"" | "LEN(@)=0"
        | "LEN(TRIM(@))=0" => Condition::Never,
        other => {
            let rest = other.strip_prefix('@');
            let operators = [
                ("<>", "notEqual"),
                (">=", "greaterThanOrEqual"),
                ("<=", "lessThanOrEqual"),
                ("=", "equal"),
                (">", "greaterThan"),
                ("<", "lessThan"),
            ];
            operators
                .iter()
                .find_map(|(sign, operator)| {
                    let with = rest?.strip_prefix(sign)?.parse::<f64>().ok()?;
                    Some(Condition::Compared((*operator).to_owned(), vec![with]))
                })
                .unwrap_or(Condition::Unknown)
        }
    }
}
