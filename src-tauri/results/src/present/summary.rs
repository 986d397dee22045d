//! 汇总表: the form as the counties know it, with the totals in it.

use super::frame::{aim, completed_total, frame, total};
use super::model::{
    Cell, Column, ColumnFormula, Derived, FigureKey, Filled, Row, RowKind, Subject, Table,
    TableKind, text_width,
};
use super::notes;
use crate::consolidate::{Consolidated, Key};
use xianbaohui_core::form::{Form, Layout, Role};
use xianbaohui_core::scheme::{Round, Scheme};

/// Totals of a matrix form, indicators × columns.
pub(super) fn table(scheme: &Scheme, round: &Round, form: &Form, all: &Consolidated) -> Table {
    let specs = form
        .columns()
        .iter()
        .enumerate()
        .filter(|(_, spec)| spec.role != Role::Text && spec.role != Role::Rank)
        .collect::<Vec<_>>();
    let labels = form
        .indicators()
        .iter()
        .map(|code| {
            scheme
                .indicator(code)
                .map_or(0, |one| text_width(&one.name))
        })
        .max()
        .unwrap_or(20);
    let mut columns = vec![
        Column::plain("序号", 6),
        Column::plain("指标名称", labels.clamp(16, 44) + 2),
        Column::plain("计量单位", 10),
    ];
    let first = columns.len();
    for (column, spec) in &specs {
        let levels = spec.headers[0].levels(Some(round.period));
        let (group, name) = if levels.len() > 1 {
            (
                levels[..levels.len() - 1].join(" "),
                levels[levels.len() - 1].clone(),
            )
        } else {
            (String::new(), levels.first().cloned().unwrap_or_default())
        };
        // a rate goes out in percent, also where the form asks for a fraction
        let says_percent = group.contains(['%', '％']) || name.contains(['%', '％']);
        let name = if spec.role.is_rate() && !says_percent {
            format!("{name}（%）")
        } else {
            name
        };
        let figure = |derived| {
            Some(FigureKey {
                indicator: usize::MAX,
                column: *column,
                derived,
            })
        };
        columns.push(Column {
            width: text_width(&name).clamp(11, 18) + 2,
            name,
            group,
            number: true,
            decimals: spec.decimals.unwrap_or(u32::from(spec.role.is_rate())),
            own_decimals: spec.decimals.is_some(),
            figure: figure(None),
            formula: ColumnFormula::None,
        });
        if spec.yoy && all.has_earlier() {
            columns.push(Column {
                name: "账本同比（%）".into(),
                group: String::new(),
                number: true,
                decimals: 1,
                own_decimals: true,
                width: 14,
                figure: figure(Some(Derived::YearOnYear)),
                formula: ColumnFormula::None,
            });
        }
        let own = all.keys.iter().filter(|key| key.column == *column);
        let aimed = own.filter(|key| all.aim(scheme.root, **key).is_some());
        let digits = aimed.map(|key| {
            let indicator = &scheme.indicators[key.indicator];
            spec.digits(indicator).max(all.aim_digits(*key))
        });
        if let Some(digits) = digits.max() {
            let of_target = |name: &str, decimals, derived| Column {
                name: name.into(),
                group: String::new(),
                number: true,
                decimals,
                own_decimals: true,
                width: 14,
                figure: figure(Some(derived)),
                formula: ColumnFormula::None,
            };
            columns.push(of_target("下达目标", digits, Derived::Target));
            columns.push(of_target("目标完成（%）", 1, Derived::Completed));
        }
    }
    let place = |code: &str| {
        columns.iter().position(|column| {
            column.figure.is_some_and(|figure| {
                figure.derived.is_none() && form.columns()[figure.column].code == code
            })
        })
    };
    let formulas = columns[first..].iter().map(|column| {
        match column
            .figure
            .map(|figure| (figure.derived, &form.columns()[figure.column].role))
        {
            Some((None, Role::Growth { of, base })) => {
                place(of)
                    .zip(place(base))
                    .map_or(ColumnFormula::None, |(of, base)| ColumnFormula::Growth {
                        of,
                        base,
                    })
            }
            Some((None, Role::Completion { of, base })) => place(of)
                .zip(place(base))
                .map_or(ColumnFormula::None, |(of, base)| {
                    ColumnFormula::Completion { of, base }
                }),
            Some((None, Role::Value)) => ColumnFormula::Sum,
            _ => ColumnFormula::None,
        }
    });
    for (column, formula) in formulas.collect::<Vec<_>>().into_iter().enumerate() {
        columns[first + column].formula = formula;
    }
    let Layout::Matrix(matrix) = &form.layout else {
        return frame(
            scheme,
            round,
            form,
            all,
            TableKind::Summary,
            columns,
            Vec::new(),
        );
    };
    let keys = all
        .keys
        .iter()
        .copied()
        .filter(|key| specs.iter().any(|(column, _)| *column == key.column))
        .collect::<Vec<_>>();
    let years = keys
        .iter()
        .copied()
        .filter(|key| all.spec(scheme, *key).yoy && all.has_earlier())
        .collect::<Vec<_>>();
    let told = notes::of_figures(scheme, all, &keys, &years);
    let mut number = 0;
    let rows = matrix.rows.iter().filter_map(|row| {
        let at = scheme
            .indicators
            .iter()
            .position(|one| one.code == row.indicator)?;
        let indicator = &scheme.indicators[at];
        let part = indicator.part_of.is_some();
        if !part {
            number += 1;
        }
        let label = if part {
            format!("　　{}", row.labels[0])
        } else {
            row.labels[0].clone()
        };
        let mut cells = vec![
            Filled::from(if part {
                Cell::Empty
            } else {
                Cell::Text(number.to_string().into())
            }),
            Cell::Text(label.into()).into(),
            Cell::Text(indicator.unit_name.as_str().into()).into(),
        ];
        let mut marked = Vec::new();
        for (position, column) in columns.iter().enumerate().skip(first) {
            let Some(figure) = column.figure else {
                continue;
            };
            let key = Key {
                indicator: at,
                column: figure.column,
            };
            let has_aim = all.aim(scheme.root, key).is_some();
            let (cell, is_marked) = match figure.derived {
                None => (total(scheme, all, key), told.marked.contains(&key)),
                Some(Derived::Target) => (aim(all, scheme.root, key), false),
                Some(Derived::Completed) => (
                    completed_total(scheme, all, key),
                    has_aim && told.marked.contains(&key),
                ),
                Some(_) => {
                    let grown = all.grown_total(scheme, key);
                    (grown.into(), told.marked_years.contains(&key))
                }
            };
            cells.push(cell);
            marked.extend(is_marked.then_some(position));
        }
        Some(Row {
            decimals: Some(indicator.decimals),
            marked,
            ..Row::new(RowKind::Indicator, Subject::Indicator(at), cells)
        })
    });
    let rows = rows.collect();
    Table {
        rows,
        ..frame(
            scheme,
            round,
            form,
            all,
            TableKind::Summary,
            columns,
            told.notes,
        )
    }
}
