//! How many entries each unit has, and the sums of the fields that add up.

use super::frame::frame;
use super::told::ToldOfRoster;
use crate::consolidate::{Coverage, Covered, DerivedFigure, How, Left, PartOf, Why};
use crate::present::model::{
    Cell, CellState, Column, ColumnFormula, Filled, Row, RowKind, Subject, Table, TableKind,
    header_of, text_width,
};
use crate::present::scan::{FieldSum, Scan};
use crate::present::units::with_unit;
use std::collections::BTreeSet;
use xianbaohui_core::fact::UnitId;
use xianbaohui_core::form::{FieldSpec, Form, Layout};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::unit_tree::{Place, Tree};

/// Columns before those of the fields: who, and how many.
const BEFORE: usize = 2;

/// A roster, unit by unit.
struct Counted<'a> {
    scheme: &'a Scheme,
    /// fields that add up, with their places in the form
    summed: Vec<(usize, &'a FieldSpec)>,
    /// positions of the units, in the order of the round
    units: Vec<usize>,
    present: Vec<bool>,
    tree: Tree,
    /// numbers of the returns of each unit
    returns: Vec<Vec<i64>>,
    scan: &'a Scan,
}

/// The table of counts and sums.
pub(in crate::present) fn counts(
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
    let summed = roster.fields.iter().enumerate();
    let summed = summed.filter(|(_, field)| field.sum).collect::<Vec<_>>();
    set_columns(&mut table, &summed);
    let place = |code: &str| scheme.units.iter().position(|own| own.code == code);
    let units = coverage.units.iter();
    let units = units
        .map(|unit| place(&unit.unit).unwrap_or_default())
        .collect::<Vec<_>>();
    let returns = coverage.units.iter().map(|unit| {
        let own = unit.returns.iter().filter(|row| row.form == form.code);
        own.map(|row| row.id).collect::<Vec<_>>()
    });
    let returns = returns.collect::<Vec<_>>();
    let present = returns
        .iter()
        .map(|own| !own.is_empty())
        .collect::<Vec<_>>();
    let all = Counted {
        tree: Tree::new(scheme, &units, &present),
        scheme,
        summed,
        units,
        present,
        returns,
        scan,
    };
    let mut told = ToldOfRoster::of(scheme, &all.summed);
    told.flags = ledger.roster_flags(&round.code, &form.code)?;
    for row in 0..all.units.len() {
        let unit_row = all.unit_row(row, &mut told);
        table.rows.push(unit_row);
    }
    told.outside = outside(ledger, round, form)?;
    told.shared = scan.keys.shared(&all.tree);
    let total = all.total_row(&table, &told);
    table.rows.push(total);
    let mut notes = told.notes(&all.units, &all.tree);
    notes.append(&mut table.notes);
    table.notes = notes;
    Ok(table)
}

fn set_columns(table: &mut Table, summed: &[(usize, &FieldSpec)]) {
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
}

/// Names of the units that have sent this form although the round does not expect them.
fn outside(ledger: &dyn Record, round: &Round, form: &Form) -> Result<Vec<String>, RecordError> {
    let scheme = ledger.scheme();
    let is_outside =
        |unit: &String| *unit != scheme.root_unit().code && !round.units.contains(unit);
    Ok(ledger
        .current_returns(&round.code)?
        .into_iter()
        .filter(|row| row.form == form.code && is_outside(&row.unit))
        .map(|row| scheme.unit_name(&row.unit).to_owned())
        .collect())
}

impl Counted<'_> {
    fn columns(&self) -> usize {
        BEFORE + self.summed.len()
    }

    fn unit_row(&self, row: usize, told: &mut ToldOfRoster<'_>) -> Row {
        let unit = self.units[row];
        let name = Cell::Text(self.scheme.units[unit].name.as_str().into());
        if !self.present[row] {
            let mut cells = vec![Filled::from(Cell::State(CellState::Missing)); self.columns()];
            cells[0] = name.into();
            return Row::new(RowKind::Missing, Subject::Unit(unit), cells);
        }
        let no_sums = (0, Vec::new());
        let (count, sums) = self.scan.sums.get(row).unwrap_or(&no_sums);
        let is_counted = self.tree.is_counted(row);
        let marked = told.of_unit(unit, is_counted, sums, self.columns());
        let covered = Covered {
            of: 1,
            units: 1,
            ..Covered::default()
        };
        let mut cells = vec![name.into(), self.count(*count, &covered, &[row]).into()];
        cells.extend(sums.iter().enumerate().map(|(at, sum)| {
            let covered = Covered {
                left_out: lacks(sum, &self.scheme.units[unit].code),
                ..covered.clone()
            };
            self.sum(at, sum, covered, &[row])
        }));
        let kind = if is_counted {
            RowKind::Unit
        } else {
            RowKind::Within
        };
        Row {
            marked: marked.into_iter().collect(),
            ..Row::new(kind, Subject::Unit(unit), cells)
        }
    }

    fn total_row(&self, table: &Table, told: &ToldOfRoster<'_>) -> Row {
        let label = if table.missing.is_empty() {
            "合计".to_owned()
        } else {
            format!("合计（{}/{}）", table.reported, table.expected)
        };
        let counted = self.tree.counted();
        let rows = counted.iter().copied().filter(|row| self.present[*row]);
        let rows = rows.collect::<Vec<_>>();
        let code = |row: usize| self.scheme.units[self.units[row]].code.clone();
        let missing = counted.iter().filter(|row| !self.present[**row]);
        let within = (0..self.units.len()).filter(|row| self.present[*row]);
        let within = within.filter_map(|row| match self.tree.place(row) {
            Place::Within(above) => Some(Left {
                unit: code(row),
                why: Why::Within(code(above)),
            }),
            _ => None,
        });
        let covered = Covered {
            of: counted.len(),
            units: rows.len(),
            missing: missing.map(|row| code(*row)).collect(),
            left_out: within.collect(),
            ..Covered::default()
        };
        let own = || rows.iter().filter_map(|row| self.scan.sums.get(*row));
        let count = own().map(|(count, _)| *count).sum::<u64>();
        let mut cells = vec![
            Cell::Text(label.into()).into(),
            self.count(count, &covered, &rows).into(),
        ];
        let mut marked = BTreeSet::new();
        for at in 0..self.summed.len() {
            let mut all = FieldSum::default();
            for sum in own().filter_map(|(_, sums)| sums.get(at)) {
                all.merge(sum);
            }
            let mut covered = covered.clone();
            covered.left_out.extend(rows.iter().flat_map(|row| {
                let sum = self.scan.sums.get(*row).and_then(|(_, sums)| sums.get(at));
                sum.map(|sum| lacks(sum, &code(*row))).unwrap_or_default()
            }));
            cells.push(self.sum(at, &all, covered, &rows));
            marked.extend((all.lacks() || all.bounded > 0).then_some(at + BEFORE));
        }
        marked.extend(told.flagged.iter().copied());
        if !told.outside.is_empty() || !told.shared.is_empty() {
            // how many there are is in question, and so is every sum over them
            marked.extend(1..self.columns());
        }
        Row {
            marked: marked.into_iter().collect(),
            ..Row::new(RowKind::Total, Subject::All, cells)
        }
    }

    /// How many entries some units have.
    fn count(&self, count: u64, covered: &Covered, rows: &[usize]) -> DerivedFigure {
        DerivedFigure::new(
            Amount::Known(Decimal::from(count)),
            How::Count,
            covered.clone(),
            self.parts(rows, None),
        )
    }

    /// The sum of a field over the entries of some units.
    fn sum(&self, at: usize, sum: &FieldSum, covered: Covered, rows: &[usize]) -> Filled {
        let field = self.summed.get(at).map(|(field, _)| *field);
        let (numbers, nils) = sum.counted();
        let covered = Covered {
            numbers,
            nils,
            ..covered
        };
        let derived =
            DerivedFigure::new(sum.amount(), How::Field, covered, self.parts(rows, field));
        match sum.state() {
            Some(state) => Filled::worded(derived, state),
            None => derived.into(),
        }
    }

    fn parts(&self, rows: &[usize], field: Option<usize>) -> Vec<PartOf> {
        let of = |row: &usize| {
            let unit = UnitId::at(self.units[*row]);
            self.returns[*row]
                .iter()
                .map(move |source| PartOf::Entries {
                    unit,
                    source: *source,
                    field,
                })
        };
        rows.iter().flat_map(of).collect()
    }
}

/// What the sum of a unit's entries lacks.
fn lacks(sum: &FieldSum, unit: &str) -> Vec<Left> {
    sum.reasons()
        .into_iter()
        .map(|why| Left {
            unit: unit.to_owned(),
            why,
        })
        .collect()
}
