//! Formulas of rules.

use super::Condition;
use crate::read::Area;
use xianbaohui_core::place::column_name;

/// A formula, written for a cell. What is about nothing but the cell itself, in the forms that are
/// known, is understood at once; `$` keeps it at that cell's column or row.
pub(in crate::read) fn of_formula(written: &str, at: (u32, u32), areas: &[Area]) -> Condition {
    let formula = written.replace(' ', "").to_ascii_uppercase();
    let open = || Condition::Open(written.trim().to_owned(), at);
    let is_one_column = areas
        .iter()
        .all(|own| (own.left, own.right) == (at.1, at.1));
    let is_one_row = areas
        .iter()
        .all(|own| (own.top, own.bottom) == (at.0, at.0));
    let (column, row) = (column_name(at.1), at.0 + 1);
    let kept = [
        (format!("{column}{row}"), true),
        (format!("${column}{row}"), is_one_column),
        (format!("{column}${row}"), is_one_row),
        (format!("${column}${row}"), is_one_column && is_one_row),
    ];
    let own = kept.iter().rev().find(|(own, _)| formula.contains(own));
    let Some((own, true)) = own else {
        return open();
    };
    let about = formula.replacen(own, "@", 1);
    match about.trim_start_matches('=') {
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
                .unwrap_or_else(open)
        }
    }
}
