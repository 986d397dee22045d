//! Rosters: all entries under each other, and how many each unit has.

use super::model::{
    Cell, CellState, Column, ColumnFormula, Row, RowKind, Subject, Table, TableKind, header_of,
    text_width,
};
use super::notes::{self, MARK};
use super::scan::{FieldSum, Scan};
use super::{notes_of, title_of, units::with_unit};
use crate::consolidate::{Coverage, few};
use std::collections::BTreeSet;
use xianbaohui_core::form::{FieldKind, Form, Layout, Roster};
use xianbaohui_core::message::sentence;
use xianbaohui_core::number::{Datum, Decimal, EXCEL_DIGITS};
use xianbaohui_core::record::{Record, RecordError, StoredEntry};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::unit_tree::{Place, Tree};

/// All entries, unit by unit.
pub(super) fn table(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
) -> Result<Table, RecordError> {
    let mut table = laid_out(
        ledger.scheme(),
        round,
        form,
        coverage,
        &Scan::of(ledger, round, form)?,
    );
    let mut rows = Vec::new();
    each_row(ledger, round, form, |row| -> Result<(), RecordError> {
        rows.push(row);
        Ok(())
    })?;
    table.rows = rows;
    Ok(table)
}

/// Hands every row of the roster to `each`, so that a long one need not be in memory.
pub(super) fn each_row<E: From<RecordError>>(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    mut each: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let scheme = ledger.scheme();
    let Layout::Roster(roster) = &form.layout else {
        return Ok(());
    };
    let mut number = 0_usize;
    ledger.each_entry(&round.code, &form.code, &round.units, |entry| {
        number += 1;
        each(row_of(scheme, roster, number, &entry))
    })
}

fn row_of(scheme: &Scheme, roster: &Roster, number: usize, entry: &StoredEntry) -> Row {
    let unit = scheme.unit_name(&entry.unit);
    let mut cells = vec![
        Cell::Text(number.to_string().into()),
        Cell::Text(unit.into()),
    ];
    for (field, spec) in entry.fields.iter().zip(&roster.fields) {
        if spec.kind == FieldKind::Unit {
            continue;
        }
        cells.push(match &field.datum {
            Datum::Number(number) => Cell::Number(*number),
            Datum::Text(text) => Cell::Text(text.as_str().into()),
            Datum::Blank => Cell::State(CellState::Blank),
            Datum::Nil(_) => Cell::State(CellState::Nil),
            Datum::Unreadable(_) => Cell::Text(format!("未识别：{}", field.raw).into()),
        });
    }
    Row::new(
        RowKind::Entry,
        Subject::Entry(entry.return_id, entry.row),
        cells,
    )
}

/// The roster without its rows, its columns as wide as the figures and codes that stand in them:
/// those do not wrap.
pub(super) fn laid_out(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
    scan: &Scan,
) -> Table {
    let mut table = frame(scheme, round, form, coverage, TableKind::Entries);
    let Layout::Roster(roster) = &form.layout else {
        return table;
    };
    let own = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.kind != FieldKind::Unit);
    let measured = own.zip(2..).filter(|((_, field), _)| {
        matches!(
            field.kind,
            FieldKind::Number | FieldKind::Code | FieldKind::Text
        )
    });
    for ((at, field), column) in measured {
        let (is_text, longest) = (
            field.kind == FieldKind::Text,
            scan.longest.get(at).copied().unwrap_or_default(),
        );
        let column: &mut Column = &mut table.columns[column];
        let needed = if column.number {
            let commas = longest.digits.saturating_sub(1) / 3;
            let point = if column.decimals > 0 {
                column.decimals + 1
            } else {
                0
            };
            // with more digits than Excel keeps it stands there as it was reported
            (longest.digits + commas + point).max(if longest.whole > EXCEL_DIGITS as u32 {
                longest.whole
            } else {
                0
            })
        } else if is_text {
            // a number of a certificate is one piece; what is longer than any is no code, and wraps
            if longest.piece > LONGEST_CODE {
                0
            } else {
                longest.piece
            }
        } else {
            longest.whole
        };
        let least = if column.number { ROSTER_FIGURE } else { 0 };
        column.width = column.width.max(least).max((needed + 2).min(WIDEST_FIGURE));
    }
    table
}

/// Columns of a roster's figures are no narrower than this: `999,999,999.99`.
const ROSTER_FIGURE: u32 = 15;
/// The longest text that is taken for a code.
const LONGEST_CODE: u32 = 24;
/// Nor wider than this, which leaves room for other columns beside the repeated ones.
const WIDEST_FIGURE: u32 = 40;

/// The table without its rows.
fn frame(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
    kind: TableKind,
) -> Table {
    let mut columns = vec![Column::plain("序号", 6), Column::plain("县（市、区）", 16)];
    if let Layout::Roster(roster) = &form.layout {
        for field in roster
            .fields
            .iter()
            .filter(|field| field.kind != FieldKind::Unit)
        {
            let name = with_unit(&field.name, &field.unit_name);
            let width = match field.kind {
                FieldKind::Number => text_width(&name).clamp(10, 16),
                FieldKind::Date => 12,
                FieldKind::Code => 20,
                _ if field.key
                    || ["名称", "单位", "项目"]
                        .iter()
                        .any(|word| field.name.contains(word)) =>
                {
                    32
                }
                _ => text_width(&name).clamp(10, 20),
            };
            columns.push(Column {
                number: field.kind == FieldKind::Number,
                decimals: field.decimals,
                own_decimals: true,
                ..Column::plain(&name, width)
            });
        }
    }
    let (header_rows, header) = header_of(&columns);
    let missing = coverage
        .units
        .iter()
        .filter(|unit| !unit.returns.iter().any(|row| row.form == form.code))
        .map(|unit| scheme.unit_name(&unit.unit).to_owned())
        .collect::<Vec<_>>();
    Table {
        id: format!("{}:{}", form.code, kind.code()),
        form: scheme
            .forms
            .iter()
            .position(|one| one.code == form.code)
            .unwrap_or_default(),
        kind,
        title: title_of(scheme, round, form, kind),
        period: round.period.months_name(),
        unit_note: String::new(),
        expected: coverage.units.len(),
        reported: coverage.units.len() - missing.len(),
        missing,
        columns,
        header_rows,
        header,
        pinned: 3,
        rows: Vec::new(),
        notes: notes_of(scheme, form),
    }
}

/// How many entries each unit has, and the sums of the fields that add up.
pub(super) fn counts(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
    scan: &Scan,
) -> Result<Table, RecordError> {
    let scheme = ledger.scheme();
    let mut table = frame(scheme, round, form, coverage, TableKind::EntryCounts);
    let Layout::Roster(roster) = &form.layout else {
        return Ok(table);
    };
    let summed = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.sum)
        .collect::<Vec<_>>();
    let number = |name: &str, decimals| Column {
        number: true,
        decimals,
        own_decimals: true,
        formula: ColumnFormula::Sum,
        ..Column::plain(name, text_width(name).clamp(10, 18))
    };
    table.columns = vec![Column::plain("县（市、区）", 20), number("条数", 0)];
    table.columns.extend(
        summed
            .iter()
            .map(|(_, field)| number(&with_unit(&field.name, &field.unit_name), field.decimals)),
    );
    (table.header_rows, table.header) = header_of(&table.columns);
    table.pinned = 1;
    let units = coverage
        .units
        .iter()
        .map(|unit| {
            scheme
                .units
                .iter()
                .position(|own| own.code == unit.unit)
                .unwrap_or_default()
        })
        .collect::<Vec<_>>();
    let present = coverage
        .units
        .iter()
        .map(|unit| unit.returns.iter().any(|row| row.form == form.code))
        .collect::<Vec<_>>();
    let tree = Tree::new(scheme, &units, &present);
    let mut total = (0_u64, vec![FieldSum::default(); summed.len()]);
    let mut bounded: Vec<Vec<&str>> = vec![Vec::new(); summed.len()];
    let mut in_question_within = Vec::new();
    let mut lacking: Vec<Vec<String>> = vec![Vec::new(); summed.len()];
    let flags = ledger.roster_flags(&round.code, &form.code)?;
    // columns of the totals that a finding A concerns, and what is said of it
    let (mut flagged, mut in_question) = (BTreeSet::new(), Vec::new());
    let mut lacking_within: Vec<Vec<String>> = vec![Vec::new(); summed.len()];
    for (row, (unit, (count, sums))) in units.iter().zip(&scan.sums).enumerate() {
        let unit_name = scheme.units[*unit].name.as_str();
        let name = Cell::Text(unit_name.into());
        if !present[row] {
            let mut cells = vec![Cell::State(CellState::Missing); table.columns.len()];
            cells[0] = name;
            table
                .rows
                .push(Row::new(RowKind::Missing, Subject::Unit(*unit), cells));
            continue;
        }
        let mut marked = BTreeSet::new();
        let is_counted = tree.is_counted(row);
        for (at, sum) in sums.iter().enumerate().filter(|(_, sum)| sum.lacks()) {
            let named = if is_counted {
                &mut lacking
            } else {
                &mut lacking_within
            };
            named[at].push(format!("{unit_name}（{}）", sum.told()));
            marked.insert(at + 2);
        }
        for (at, _) in sums.iter().enumerate().filter(|(_, sum)| sum.bounded > 0) {
            marked.insert(at + 2);
            if is_counted {
                bounded[at].push(unit_name);
            }
        }
        for flag in flags
            .iter()
            .filter(|flag| flag.finding.unit == scheme.units[*unit].code)
        {
            let columns = match flag.field {
                None => (1..table.columns.len()).collect::<Vec<_>>(),
                Some(field) => summed
                    .iter()
                    .position(|(own, _)| *own == field)
                    .map(|at| at + 2)
                    .into_iter()
                    .collect(),
            };
            marked.extend(&columns);
            if !columns.is_empty() {
                let words = format!(
                    "{unit_name}（{}）",
                    notes::without_stop(&sentence(&flag.finding.finding).what)
                );
                let told = if is_counted {
                    &mut in_question
                } else {
                    &mut in_question_within
                };
                if !told.contains(&words) {
                    told.push(words);
                }
                if is_counted {
                    flagged.extend(columns);
                }
            }
        }
        let marked = marked.into_iter().collect();
        let kind = if is_counted {
            total.0 += *count;
            for (all, sum) in total.1.iter_mut().zip(sums) {
                all.merge(sum);
            }
            RowKind::Unit
        } else {
            RowKind::Within
        };
        let mut cells = vec![name, Cell::Number(Decimal::from(*count))];
        cells.extend(sums.iter().map(FieldSum::cell));
        table.rows.push(Row {
            marked,
            ..Row::new(kind, Subject::Unit(*unit), cells)
        });
    }
    let label = if table.missing.is_empty() {
        "合计".to_owned()
    } else {
        format!("合计（{}/{}）", table.reported, table.expected)
    };
    let mut cells = vec![
        Cell::Text(label.into()),
        Cell::Number(Decimal::from(total.0)),
    ];
    cells.extend(total.1.iter().map(FieldSum::cell));
    flagged.extend(
        total
            .1
            .iter()
            .enumerate()
            .filter(|(_, sum)| sum.lacks())
            .map(|(at, _)| at + 2),
    );
    let is_outside =
        |unit: &String| *unit != scheme.root_unit().code && !round.units.contains(unit);
    let outside = ledger
        .current_returns(&round.code)?
        .into_iter()
        .filter(|row| row.form == form.code && is_outside(&row.unit));
    let outside = outside
        .map(|row| scheme.unit_name(&row.unit).to_owned())
        .collect::<Vec<_>>();
    if !outside.is_empty() {
        flagged.extend(1..table.columns.len());
    }
    let shared = scan.keys.shared(&tree);
    flagged.extend(
        bounded
            .iter()
            .enumerate()
            .filter(|(_, units)| !units.is_empty())
            .map(|(at, _)| at + 2),
    );
    if !shared.is_empty() {
        // how many there are is in question, and so is every sum over them
        flagged.extend(1..table.columns.len());
    }
    let marked = flagged.into_iter().collect();
    table.rows.push(Row {
        marked,
        ..Row::new(RowKind::Total, Subject::All, cells)
    });
    let mut told = Vec::new();
    if !in_question.is_empty() {
        told.extend(notes::divided(&format!(
            "带{MARK}的数有 A 级（强制性）审核问题：{}。",
            in_question.join("；")
        )));
    }
    for ((_, field), units) in summed
        .iter()
        .zip(&lacking)
        .filter(|(_, units)| !units.is_empty())
    {
        told.extend(notes::divided(&format!(
            "带{MARK}的“{}”没有算全：{}。",
            field.name,
            units.join("、")
        )));
    }
    for ((_, field), units) in summed
        .iter()
        .zip(&bounded)
        .filter(|(_, units)| !units.is_empty())
    {
        told.extend(notes::divided(&format!(
            "带{MARK}的“{}”含不是确数的填报值，为近似数：{}。",
            field.name,
            units.join("、")
        )));
    }
    if !in_question_within.is_empty() {
        told.extend(notes::divided(&format!(
            "不在合计里的下级单位，有 A 级（强制性）审核问题：{}。",
            in_question_within.join("；")
        )));
    }
    for ((_, field), units) in summed
        .iter()
        .zip(&lacking_within)
        .filter(|(_, units)| !units.is_empty())
    {
        told.extend(notes::divided(&format!(
            "不在合计里的下级单位，“{}”也没有算全：{}。",
            field.name,
            units.join("、")
        )));
    }
    let named = |rows: &[usize]| {
        rows.iter()
            .map(|row| scheme.units[units[*row]].name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    let few_of = |names: &[String]| few(&names.iter().map(String::as_str).collect::<Vec<_>>());
    for (rows, names) in shared.repeated_by_units() {
        told.extend(notes::divided(&format!(
            "带{MARK}的合计里，{}的名单有重复的，每条都计入，请核对：{}。",
            named(&rows),
            few_of(&names)
        )));
    }
    for row in 0..units.len() {
        let below = tree.within(row);
        if !below.is_empty() {
            told.extend(notes::divided(&format!(
                "合计按{}的名单计，其下级单位（{}）的不再加入。",
                named(&[row]),
                named(&below)
            )));
        }
    }
    for ((below, above), what) in shared.otherwise_by_units() {
        let words = format!(
            "带{MARK}的合计按{}的名单计，其下级单位{}的名单里同一条的数不同，请核对：{}。",
            named(&[above]),
            named(&[below]),
            few_of(&what)
        );
        told.extend(notes::divided(&words));
    }
    for ((below, above), names) in shared.only_below_by_units() {
        let words = format!(
            "带{MARK}的合计里没有{}报的 {} 条，{}的名单里也没有，请核对：{}。",
            named(&[below]),
            names.len(),
            named(&[above]),
            few_of(&names)
        );
        told.extend(notes::divided(&words));
    }
    let replaced = (0..units.len())
        .filter(|row| tree.place(*row) == Place::Replaced)
        .collect::<Vec<_>>();
    if !replaced.is_empty() {
        told.push(format!(
            "{}没有报本表，合计用的是其下级单位的名单。",
            named(&replaced)
        ));
    }
    if !outside.is_empty() {
        told.extend(notes::divided(&format!(
            "带{MARK}的合计未含不在本批应报单位里的单位（数已保存）：{}。",
            outside.join("、")
        )));
    }
    told.append(&mut table.notes);
    table.notes = told;
    Ok(table)
}
