//! The statements of a scheme: each is held by an indicator.

use super::check::Check;
use crate::form::Form;
use crate::indicator::Indicator;
use crate::scheme::file;
use crate::statement::{Statement, StatementKind};
use std::collections::HashSet;

pub(super) fn statements(
    check: &mut Check<'_>,
    texts: &[file::Statement],
    (indicators, forms): (&[Indicator], &[Form]),
) -> Vec<Statement> {
    let mut codes = HashSet::new();
    let known = indicators.iter().map(|one| one.code.as_str());
    let known = known.collect::<HashSet<_>>();
    let columns = forms.iter().flat_map(Form::columns);
    let columns = columns.map(|column| column.code.as_str());
    let columns = columns.collect::<HashSet<_>>();
    let mut statements = Vec::new();
    for text in texts {
        let code = check.code(&text.code, "依据", &mut codes);
        if !known.contains(text.indicator.get_ref().as_str()) {
            check.known(&text.indicator, "指标", known.iter().copied());
        }
        if let Some(column) = &text.column {
            check.known(column, "列", columns.iter().copied());
        }
        if (text.kind == StatementKind::Target) != text.aim.is_some() {
            check.wrong(&text.code, "目标要写 aim（怎样算完成），实绩不写");
        }
        statements.push(Statement {
            code,
            source: text.source.clone(),
            city: text.city.clone(),
            period: text.period.clone(),
            kind: text.kind,
            text: text.text.clone(),
            value: text.value.clone(),
            unit: text.unit.clone(),
            qualifier: text.qualifier.clone(),
            scope: text.scope.clone(),
            indicator: text.indicator.get_ref().clone(),
            column: text
                .column
                .as_ref()
                .map(|at| at.get_ref().clone())
                .unwrap_or_default(),
            aim: text.aim,
        });
    }
    statements
}
