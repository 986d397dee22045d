//! 分县表: units × figures, grouped by indicator, with total, reported total and difference.

use super::frame::{aim, completed_total, frame, total, word_below};
use super::model::{
    Cell, CellState, Column, ColumnFormula, Derived, FigureKey, Filled, Row, RowKind, Subject,
    Table, TableKind, text_width,
};
use super::notes::{self, Told};
use crate::consolidate::{Consolidated, Key};
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::form::{ColumnSpec, Form, Role, TotalPlace};
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::scheme::{Round, Scheme};

/// The table of a matrix or county-table form.
pub(super) fn table(scheme: &Scheme, round: &Round, form: &Form, all: &Consolidated) -> Table {
    let columns = columns(scheme, all);
    let shown = |derived| {
        columns
            .iter()
            .filter_map(|column| column.figure)
            .filter(|figure| figure.derived == derived)
            .map(
                |FigureKey {
                     indicator, column, ..
                 }| Key { indicator, column },
            )
            .collect::<Vec<_>>()
    };
    let told = notes::of_figures(scheme, all, &shown(None), &shown(Some(Derived::YearOnYear)));
    let mut rows = all
        .units
        .iter()
        .enumerate()
        .map(|(row, unit)| unit_row(scheme, all, &columns, row, *unit))
        .collect::<Vec<_>>();
    let mut totals = vec![total_row(scheme, all, &columns, &told)];
    if let Some(reported) = &all.reported_total {
        let (reported, difference) = reported_rows(scheme, all, &columns, reported);
        totals.push(reported);
        totals.extend(difference);
    }
    match form.total {
        TotalPlace::First => {
            totals.append(&mut rows);
            rows = totals;
        }
        TotalPlace::Last => rows.append(&mut totals),
    }
    Table {
        rows,
        ..frame(
            scheme,
            round,
            form,
            all,
            TableKind::Units,
            columns,
            told.notes,
        )
    }
}

fn columns(scheme: &Scheme, all: &Consolidated) -> Vec<Column> {
    let widest = all
        .units
        .iter()
        .map(|unit| text_width(&scheme.units[*unit].name))
        .max()
        .unwrap_or(8);
    let mut columns = vec![Column::plain(word_below(scheme), widest.clamp(12, 36) + 2)];
    let mut at = Vec::new();
    for key in &all.keys {
        let spec = all.spec(scheme, *key);
        let indicator = &scheme.indicators[key.indicator];
        if !spec.in_table
            || spec.role == Role::Text
            || indicator.measure.is_words()
            || !has_any(all, *key, spec)
        {
            continue;
        }
        let group = with_unit(&indicator.name, &indicator.unit_name);
        let (name, decimals) = leaf(spec, indicator);
        at.push((*key, columns.len()));
        columns.push(Column {
            width: width_of(&name),
            name,
            group: group.clone(),
            number: true,
            decimals,
            own_decimals: true,
            figure: Some(FigureKey {
                indicator: key.indicator,
                column: key.column,
                derived: None,
            }),
            formula: ColumnFormula::None,
        });
        let derived = |name: &str, derived| Column {
            width: width_of(name),
            name: name.to_owned(),
            group: group.clone(),
            number: true,
            decimals: 1,
            own_decimals: true,
            figure: Some(FigureKey {
                indicator: key.indicator,
                column: key.column,
                derived: Some(derived),
            }),
            formula: ColumnFormula::None,
        };
        if spec.yoy && all.has_earlier() {
            columns.push(derived("账本同比%", Derived::YearOnYear));
        }
        if spec.share {
            columns.push(derived("占比%", Derived::Share));
        }
        if all.has_aims(*key) {
            let digits = spec.digits(indicator).max(all.aim_digits(*key));
            columns.push(Column {
                decimals: digits,
                ..derived("下达目标", Derived::Target)
            });
            columns.push(derived("目标完成%", Derived::Completed));
        }
    }
    let place = |key: Option<Key>| {
        key.and_then(|key| {
            at.iter()
                .find(|(known, _)| *known == key)
                .map(|(_, at)| *at)
        })
    };
    for (key, position) in &at {
        let spec = all.spec(scheme, *key);
        columns[*position].formula = match &spec.role {
            Role::Value if scheme.indicators[key.indicator].measure.adds_up() => ColumnFormula::Sum,
            Role::Growth { of, base } => match (
                place(all.sibling(scheme, *key, of)),
                place(all.sibling(scheme, *key, base)),
            ) {
                (Some(of), Some(base)) => ColumnFormula::Growth { of, base },
                _ => ColumnFormula::None,
            },
            Role::Completion { of, base } => match (
                place(all.sibling(scheme, *key, of)),
                place(all.sibling(scheme, *key, base)),
            ) {
                (Some(of), Some(base)) => ColumnFormula::Completion { of, base },
                _ => ColumnFormula::None,
            },
            _ => ColumnFormula::None,
        };
    }
    // an indicator with one column needs no leaf
    for position in 1..columns.len() {
        let group = columns[position].group.clone();
        if columns
            .iter()
            .filter(|column| column.group == group)
            .count()
            == 1
        {
            columns[position].name = String::new();
            columns[position].width = width_of(&group).min(18);
        }
    }
    columns
}

/// A column that is not required and that nobody has filled is not printed.
fn has_any(all: &Consolidated, key: Key, spec: &ColumnSpec) -> bool {
    spec.required
        || (0..all.units.len()).any(|row| {
            all.figure(row, key)
                .is_some_and(|figure| figure.number.is_some())
        })
}

fn leaf(spec: &ColumnSpec, indicator: &Indicator) -> (String, u32) {
    let name = if spec.role.is_rate() && !spec.name.contains('%') {
        format!("{}%", spec.name)
    } else {
        spec.name.clone()
    };
    (name, spec.digits(indicator))
}

pub(super) fn with_unit(name: &str, unit: &str) -> String {
    if unit.is_empty() {
        name.to_owned()
    } else {
        format!("{name}（{unit}）")
    }
}

fn width_of(name: &str) -> u32 {
    text_width(name).clamp(9, 16) + 1
}

fn unit_row(
    scheme: &Scheme,
    all: &Consolidated,
    columns: &[Column],
    row: usize,
    unit: usize,
) -> Row {
    let name = Cell::Text(scheme.units[unit].name.as_str().into());
    if !all.present[row] {
        let mut cells = vec![Filled::from(Cell::State(CellState::Missing)); columns.len()];
        cells[0] = name.into();
        for (cell, column) in cells.iter_mut().zip(columns) {
            if let Some(FigureKey {
                indicator,
                column,
                derived: Some(Derived::Target),
            }) = column.figure
            {
                *cell = aim(all, unit, Key { indicator, column });
            }
        }
        // what is typed into the row of one whose figures are in those of another is in no total
        let kind = if all.tree.is_counted(row) {
            RowKind::Missing
        } else {
            RowKind::Within
        };
        return Row::new(kind, Subject::Unit(unit), cells);
    }
    let cell = |column: &Column| match column.figure {
        None => Filled::from(name.clone()),
        Some(FigureKey {
            indicator,
            column,
            derived,
        }) => {
            let key = Key { indicator, column };
            match derived {
                None => all
                    .figure(row, key)
                    .map_or(Cell::State(CellState::Blank), of_figure)
                    .into(),
                Some(Derived::YearOnYear) => all.year_on_year(scheme, row, key).into(),
                Some(Derived::Share) => all.share(scheme, row, key).into(),
                Some(Derived::Target) => aim(all, unit, key),
                Some(Derived::Completed) if all.aim(unit, key).is_none() => Cell::Empty.into(),
                Some(Derived::Completed) => all.completed(scheme, row, key).into(),
            }
        }
    };
    let kind = if all.tree.is_counted(row) {
        RowKind::Unit
    } else {
        RowKind::Within
    };
    Row::new(
        kind,
        Subject::Unit(unit),
        columns.iter().map(cell).collect(),
    )
}

pub(super) fn of_figure(figure: Figure) -> Cell {
    match (figure.number, figure.state) {
        (Some(number), _) => Cell::Number(number),
        (None, State::Nil) => Cell::State(CellState::Nil),
        (None, State::Unreadable | State::Text) => Cell::State(CellState::Unreadable),
        _ => Cell::State(CellState::Blank),
    }
}

fn total_row(scheme: &Scheme, all: &Consolidated, columns: &[Column], told: &Told) -> Row {
    let complete = all.reported() == all.units.len();
    let label = if complete {
        "合计".to_owned()
    } else {
        format!("合计（{}/{}）", all.reported(), all.units.len())
    };
    let cell = |column: &Column| match column.figure {
        None => Filled::from(Cell::Text(label.as_str().into())),
        Some(FigureKey {
            indicator,
            column,
            derived,
        }) => {
            let key = Key { indicator, column };
            match derived {
                None => total(scheme, all, key),
                Some(Derived::YearOnYear) => all.grown_total(scheme, key).into(),
                Some(Derived::Share) => all.share_total(scheme, key).into(),
                Some(Derived::Target) => aim(all, scheme.root, key),
                Some(Derived::Completed) => completed_total(scheme, all, key),
            }
        }
    };
    let is_marked = |column: &Column| {
        column.figure.is_some_and(
            |FigureKey {
                 indicator,
                 column,
                 derived,
             }| match derived {
                None => told.marked.contains(&Key { indicator, column }),
                Some(Derived::Completed) => {
                    let key = Key { indicator, column };
                    all.aim(scheme.root, key).is_some() && told.marked.contains(&key)
                }
                Some(Derived::YearOnYear) => told.marked_years.contains(&Key { indicator, column }),
                Some(Derived::Share | Derived::Target) => false,
            },
        )
    };
    let marked = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| is_marked(column))
        .map(|(at, _)| at)
        .collect();
    Row {
        marked,
        ..Row::new(
            RowKind::Total,
            Subject::All,
            columns.iter().map(cell).collect(),
        )
    }
}

/// What the county table says of itself, and how far that is from the sum.
fn reported_rows(
    scheme: &Scheme,
    all: &Consolidated,
    columns: &[Column],
    reported: &[Option<Figure>],
) -> (Row, Option<Row>) {
    let key = |column: &Column| match column.figure? {
        FigureKey {
            indicator,
            column,
            derived: None,
        } => Some(Key { indicator, column }),
        _ => None,
    };
    let figure = |column: &Column| {
        let key = key(column)?;
        reported[all.keys.iter().position(|own| *own == key)?]
    };
    let cells = columns.iter().enumerate().map(|(at, column)| {
        if at == 0 {
            Cell::Text("上报合计".into())
        } else {
            figure(column).map_or(Cell::Empty, of_figure)
        }
    });
    let cells = cells.map(Filled::from).collect();
    let mut any = false;
    let differences = columns.iter().enumerate().map(|(at, column)| {
        if at == 0 {
            return Cell::Text("差额".into()).into();
        }
        let apart = key(column).and_then(|key| all.reported_against(scheme, key));
        apart.map_or(Filled::from(Cell::Empty), |apart| {
            any |= apart.differs();
            apart.difference.into()
        })
    });
    let difference = Row::new(RowKind::Difference, Subject::All, differences.collect());
    (
        Row::new(RowKind::ReportedTotal, Subject::All, cells),
        any.then_some(difference),
    )
}
