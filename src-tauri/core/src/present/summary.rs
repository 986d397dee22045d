//! 汇总表: the form as the counties know it, with the totals in it.

use super::frame;
use super::model::{Cell, CellState, Column, ColumnFormula, Derived, FigureKey, Row, RowKind, Subject, Table, TableKind, text_width};
use crate::consolidate::{Consolidated, Key};
use crate::form::{Form, Layout, Role};
use crate::scheme::{Round, Scheme};

/// Totals of a matrix form, indicators × columns.
pub(super) fn table(scheme: &Scheme, round: &Round, form: &Form, all: &Consolidated) -> Table {
    let specs = form.columns().iter().enumerate().filter(|(_, spec)| spec.role != Role::Text && spec.role != Role::Rank).collect::<Vec<_>>();
    let labels = form.indicators().iter().map(|code| scheme.indicator(code).map_or(0, |one| text_width(&one.name))).max().unwrap_or(20);
    let fixed = |name: &str, width| Column { name: name.to_owned(), group: String::new(), number: false, decimals: 0, width, figure: None, formula: ColumnFormula::None };
    let mut columns = vec![fixed("序号", 6), fixed("指标名称", labels.clamp(16, 44) + 2), fixed("计量单位", 10)];
    let first = columns.len();
    for (column, spec) in &specs {
        let levels = spec.headers[0].levels(Some(round.period));
        let (group, name) =
            if levels.len() > 1 { (levels[..levels.len() - 1].join(" "), levels[levels.len() - 1].clone()) } else { (String::new(), levels.first().cloned().unwrap_or_default()) };
        let figure = |derived| Some(FigureKey { indicator: usize::MAX, column: *column, derived });
        columns.push(Column {
            width: text_width(&name).clamp(11, 16) + 2,
            name,
            group,
            number: true,
            decimals: spec.decimals.unwrap_or(u32::from(spec.role.is_rate())),
            figure: figure(None),
            formula: ColumnFormula::None,
        });
        if spec.yoy && all.has_earlier() {
            columns.push(Column {
                name: "账本同比（%）".into(),
                group: String::new(),
                number: true,
                decimals: 1,
                width: 14,
                figure: figure(Some(Derived::YearOnYear)),
                formula: ColumnFormula::None,
            });
        }
    }
    let place = |code: &str| columns.iter().position(|column| column.figure.is_some_and(|figure| figure.derived.is_none() && form.columns()[figure.column].code == code));
    let formulas = columns[first..].iter().map(|column| match column.figure.map(|figure| (figure.derived, &form.columns()[figure.column].role)) {
        Some((None, Role::Growth { of, base })) => place(of).zip(place(base)).map_or(ColumnFormula::None, |(of, base)| ColumnFormula::Growth { of, base }),
        Some((None, Role::Completion { of, base })) => place(of).zip(place(base)).map_or(ColumnFormula::None, |(of, base)| ColumnFormula::Completion { of, base }),
        Some((None, Role::Value)) => ColumnFormula::Sum,
        _ => ColumnFormula::None,
    });
    for (column, formula) in formulas.collect::<Vec<_>>().into_iter().enumerate() {
        columns[first + column].formula = formula;
    }
    let Layout::Matrix(matrix) = &form.layout else { return frame(scheme, round, form, all, TableKind::Summary, columns) };
    let mut number = 0;
    let rows = matrix.rows.iter().filter_map(|row| {
        let at = scheme.indicators.iter().position(|one| one.code == row.indicator)?;
        let indicator = &scheme.indicators[at];
        let part = indicator.part_of.is_some();
        if !part {
            number += 1;
        }
        let label = if part { format!("　　{}", row.labels[0]) } else { row.labels[0].clone() };
        let mut cells = vec![if part { Cell::Empty } else { Cell::Text(number.to_string().into()) }, Cell::Text(label.into()), Cell::Text(indicator.unit_name.as_str().into())];
        for column in &columns[first..] {
            let Some(figure) = column.figure else { continue };
            let key = Key { indicator: at, column: figure.column };
            let value = match figure.derived {
                None => all.total(scheme, key),
                Some(_) => all.year_on_year(None, key),
            };
            cells.push(value.map_or(Cell::State(CellState::NotApplicable), Cell::Number));
        }
        Some(Row { kind: RowKind::Indicator, subject: Subject::Indicator(at), decimals: Some(indicator.decimals), cells })
    });
    let rows = rows.collect();
    Table { rows, ..frame(scheme, round, form, all, TableKind::Summary, columns) }
}
