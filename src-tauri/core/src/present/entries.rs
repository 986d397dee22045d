//! Rosters: all entries under each other, and how many each unit has.

use super::model::{Cell, CellState, Column, ColumnFormula, Row, RowKind, Subject, Table, TableKind, header_of, text_width};
use super::{notes_of, title_of, units::with_unit};
use crate::consolidate::Coverage;
use crate::form::{FieldKind, Form, Layout, Roster};
use crate::ledger::{Ledger, LedgerError, StoredEntry};
use crate::number::{Datum, Decimal};
use crate::scheme::{Round, Scheme};

/// All entries, unit by unit.
pub(super) fn table(ledger: &Ledger, round: &Round, form: &Form, coverage: &Coverage) -> Result<Table, LedgerError> {
    let mut table = frame(ledger.scheme(), round, form, coverage, TableKind::Entries);
    let mut rows = Vec::new();
    each_row(ledger, round, form, |row| -> Result<(), LedgerError> {
        rows.push(row);
        Ok(())
    })?;
    table.rows = rows;
    Ok(table)
}

/// Hands every row of the roster to `each`, so that a long one need not be in memory.
pub(super) fn each_row<E: From<LedgerError>>(ledger: &Ledger, round: &Round, form: &Form, mut each: impl FnMut(Row) -> Result<(), E>) -> Result<(), E> {
    let scheme = ledger.scheme();
    let Layout::Roster(roster) = &form.layout else { return Ok(()) };
    let mut number = 0;
    ledger.each_entry(&round.code, &form.code, &round.units, |entry| {
        number += 1;
        each(row_of(scheme, roster, number, &entry))
    })
}

fn row_of(scheme: &Scheme, roster: &Roster, number: usize, entry: &StoredEntry) -> Row {
    let unit = scheme.unit_name(&entry.unit);
    let mut cells = vec![Cell::Text(number.to_string().into()), Cell::Text(unit.into())];
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
    Row { kind: RowKind::Entry, subject: Subject::Entry(entry.return_id, entry.row), decimals: None, cells }
}

/// The table without its rows.
pub(super) fn frame(scheme: &Scheme, round: &Round, form: &Form, coverage: &Coverage, kind: TableKind) -> Table {
    let plain = |name: &str, width| Column { name: name.to_owned(), group: String::new(), number: false, decimals: 0, width, figure: None, formula: ColumnFormula::None };
    let mut columns = vec![plain("序号", 6), plain("县（市、区）", 16)];
    if let Layout::Roster(roster) = &form.layout {
        for field in roster.fields.iter().filter(|field| field.kind != FieldKind::Unit) {
            let name = with_unit(&field.name, &field.unit_name);
            let width = match field.kind {
                FieldKind::Number => text_width(&name).clamp(10, 16),
                FieldKind::Date => 12,
                FieldKind::Code => 20,
                _ if field.key || ["名称", "单位", "项目"].iter().any(|word| field.name.contains(word)) => 32,
                _ => text_width(&name).clamp(10, 20),
            };
            columns.push(Column {
                name,
                group: String::new(),
                number: field.kind == FieldKind::Number,
                decimals: field.decimals,
                width,
                figure: None,
                formula: ColumnFormula::None,
            });
        }
    }
    let (header_rows, header) = header_of(&columns);
    let missing =
        coverage.units.iter().filter(|unit| !unit.returns.iter().any(|row| row.form == form.code)).map(|unit| scheme.unit_name(&unit.unit).to_owned()).collect::<Vec<_>>();
    Table {
        id: format!("{}:{}", form.code, kind.code()),
        form: scheme.forms.iter().position(|one| one.code == form.code).unwrap_or_default(),
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
pub(super) fn counts(ledger: &Ledger, round: &Round, form: &Form, coverage: &Coverage) -> Result<Table, LedgerError> {
    let scheme = ledger.scheme();
    let mut table = frame(scheme, round, form, coverage, TableKind::EntryCounts);
    let Layout::Roster(roster) = &form.layout else { return Ok(table) };
    let summed = roster.fields.iter().enumerate().filter(|(_, field)| field.sum).collect::<Vec<_>>();
    let number =
        |name: String, decimals| Column { width: text_width(&name).clamp(10, 18), name, group: String::new(), number: true, decimals, figure: None, formula: ColumnFormula::Sum };
    table.columns = vec![
        Column { name: "县（市、区）".into(), group: String::new(), number: false, decimals: 0, width: 20, figure: None, formula: ColumnFormula::None },
        number("条数".into(), 0),
    ];
    table.columns.extend(summed.iter().map(|(_, field)| number(with_unit(&field.name, &field.unit_name), field.decimals)));
    (table.header_rows, table.header) = header_of(&table.columns);
    table.pinned = 1;
    let mut sums: Vec<(u64, Vec<Option<Decimal>>)> = vec![(0, vec![None; summed.len()]); round.units.len()];
    ledger.each_entry(&round.code, &form.code, &round.units, |entry| -> Result<(), LedgerError> {
        let Some(at) = round.units.iter().position(|unit| *unit == entry.unit) else { return Ok(()) };
        sums[at].0 += 1;
        for (sum, (field, _)) in sums[at].1.iter_mut().zip(&summed) {
            if let Some(Datum::Number(number)) = entry.fields.get(*field).map(|field| &field.datum) {
                *sum = Some(sum.unwrap_or_default() + number);
            }
        }
        Ok(())
    })?;
    let cell = |sum: Option<Decimal>| sum.map_or(Cell::State(CellState::Nil), Cell::Number);
    let mut total = (0, vec![None::<Decimal>; summed.len()]);
    for (unit, (count, sums)) in coverage.units.iter().zip(sums) {
        let at = scheme.units.iter().position(|own| own.code == unit.unit).unwrap_or_default();
        let name = Cell::Text(scheme.units[at].name.as_str().into());
        if !unit.returns.iter().any(|row| row.form == form.code) {
            let mut cells = vec![Cell::State(CellState::Missing); table.columns.len()];
            cells[0] = name;
            table.rows.push(Row { kind: RowKind::Missing, subject: Subject::Unit(at), decimals: None, cells });
            continue;
        }
        total.0 += count;
        for (all, sum) in total.1.iter_mut().zip(&sums) {
            if let Some(sum) = sum {
                *all = Some(all.unwrap_or_default() + sum);
            }
        }
        let mut cells = vec![name, Cell::Number(Decimal::from(count))];
        cells.extend(sums.into_iter().map(cell));
        table.rows.push(Row { kind: RowKind::Unit, subject: Subject::Unit(at), decimals: None, cells });
    }
    let label = if table.missing.is_empty() { "合计".to_owned() } else { format!("合计（{}/{}）", table.reported, table.expected) };
    let mut cells = vec![Cell::Text(label.into()), Cell::Number(Decimal::from(total.0))];
    cells.extend(total.1.into_iter().map(cell));
    table.rows.push(Row { kind: RowKind::Total, subject: Subject::All, decimals: None, cells });
    Ok(table)
}
