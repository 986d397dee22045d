//! Checks on cells, as they stand in the part of a sheet.

use super::super::checks::{Check, Told};
use super::xml::escaped;
use xianbaohui_core::place::column_name;

/// One `dataValidation` over some cells, as A1 references; `None` where nothing can be checked.
pub(super) fn validation(check: &Check, cells: &[(u32, u32)]) -> Option<String> {
    let first = cells.first()?;
    let told = check.told(&reference(*first))?;
    let sqref = cells.iter().map(|cell| reference(*cell));
    let sqref = sqref.collect::<Vec<_>>().join(" ");
    let Told {
        kind,
        operator,
        formulas,
        is_strict,
        message,
    } = told;
    let operator = operator.map_or_else(String::new, |own| format!(" operator=\"{own}\""));
    let style = if is_strict {
        ""
    } else {
        " errorStyle=\"warning\""
    };
    let formulas = formulas.iter().enumerate().map(|(at, own)| {
        let at = at + 1;
        format!("<formula{at}>{}</formula{at}>", escaped(own))
    });
    Some(format!(
        "<dataValidation type=\"{kind}\"{style}{operator} allowBlank=\"1\" showErrorMessage=\"1\" \
            errorTitle=\"填报\" error=\"{}\" sqref=\"{sqref}\">{}</dataValidation>",
        escaped(&message),
        formulas.collect::<String>()
    ))
}

/// `B7`
pub(super) fn reference((row, column): (u32, u32)) -> String {
    format!("{}{}", column_name(column), row + 1)
}
