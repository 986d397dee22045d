//! Every derived figure that goes out says of how many units it is, who is not in it and what it is
//! made of; its parts, looked up in the ledger, come to the figure again.

use crate::support::{Desk, fixture};
use std::collections::HashMap;
use xianbaohui_core::exact;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::rate::{growth, percentage};
use xianbaohui_results::consolidate::{DerivedFigure, How, Key, PartOf, Why};
use xianbaohui_results::present::{self, Cell, Row, RowKind, Table};

fn desk() -> Desk {
    let mut desk = Desk::new("kjcx", "2020Q1");
    desk.import(&[fixture("kjcx-2020q1")]);
    "2021Q1".clone_into(&mut desk.round);
    desk.import(&[fixture("kjcx-2021q1")]);
    desk
}

fn tables(desk: &Desk) -> Vec<Table> {
    let round = desk.ledger.round(&desk.round).unwrap();
    let coverage = xianbaohui_results::consolidate::coverage(&desk.ledger, round).unwrap();
    let tables = present::tables(&desk.ledger, round).unwrap();
    tables
        .iter()
        .map(|one| present::table(&desk.ledger, round, &coverage, &one.id).unwrap())
        .collect()
}

/// Whether what stands in a column of a row was made by the program.
fn is_made(table: &Table, row: &Row, column: usize) -> bool {
    let own = &table.columns[column];
    let is_derived = own.figure.is_some_and(|figure| figure.derived.is_some());
    let is_count = table.kind == present::TableKind::EntryCounts;
    own.number
        && match row.kind {
            RowKind::Total | RowKind::Indicator | RowKind::Difference => true,
            RowKind::ReportedTotal | RowKind::Entry | RowKind::Missing => false,
            RowKind::Unit | RowKind::Within => is_derived || is_count,
        }
}

/// The sums of the parts, by indicator and column, and by what the period is.
fn sums(desk: &Desk, derived: &DerivedFigure) -> HashMap<(usize, usize, String), Decimal> {
    let mut sums: HashMap<_, Sum> = HashMap::new();
    let scheme = desk.ledger.scheme();
    for part in derived.parts() {
        let PartOf::Fact { key, source } = *part else {
            continue;
        };
        let (indicator, column) = (key.indicator.index(), key.column.index());
        let value = desk.ledger.value_of(
            source,
            &scheme.units[key.unit.index()].code,
            &scheme.indicators[indicator].code,
            &scheme.forms[key.form.index()].columns()[column].code,
        );
        let Some(Datum::Number(number)) = value.unwrap().map(|value| value.datum) else {
            panic!("no such figure: {part:?}");
        };
        let of = (indicator, column, format!("{:?}", key.period));
        sums.entry(of).or_default().add(number);
    }
    let known = sums.into_iter();
    known.map(|(of, sum)| (of, sum.value().unwrap())).collect()
}

/// What the parts come to; `None` where it is not made of facts alone.
fn again(desk: &Desk, derived: &DerivedFigure) -> Option<Decimal> {
    let sums = sums(desk, derived);
    let side = |key: Key| {
        let mut found = sums.iter();
        let (_, sum) = found.find(|((indicator, column, _), _)| {
            (*indicator, *column) == (key.indicator, key.column)
        })?;
        Some(*sum)
    };
    match derived.how() {
        How::Sum => sums.values().next().copied(),
        How::Growth { of, base } => growth(side(of)?, side(base)?).number(),
        How::Completion { of, base } => percentage(side(of)?, side(base)?).number(),
        How::YearOnYear => {
            let mut years = sums.into_iter().collect::<Vec<_>>();
            years.sort_by(|(one, _), (other, _)| one.2.cmp(&other.2));
            let [(_, before), (_, now)] = years.as_slice() else {
                return None;
            };
            growth(*now, *before).number()
        }
        _ => None,
    }
}

#[test]
fn what_is_made_is_never_without_what_it_is_made_of() {
    let desk = desk();
    let (mut seen, mut worked_out) = (0, 0);
    for table in tables(&desk) {
        for row in &table.rows {
            for (column, cell) in row.cells.iter().enumerate() {
                let Cell::Number(number) = cell else {
                    continue;
                };
                let derived = row.derived(column);
                assert_eq!(
                    derived.is_some(),
                    is_made(&table, row, column),
                    "{} {:?} {column}",
                    table.id,
                    row.kind
                );
                let Some(derived) = derived else {
                    continue;
                };
                seen += 1;
                assert!(!derived.parts().is_empty(), "{} {column}", table.id);
                let covered = derived.covered();
                let own = |why: &Why| !matches!(why, Why::Within(_) | Why::NotExpected);
                let left = covered
                    .left_out
                    .iter()
                    .filter(|left| own(&left.why))
                    .count();
                if !matches!(derived.how(), How::Field | How::Count) {
                    assert_eq!(covered.of, covered.units + covered.missing.len() + left);
                }
                if let Some(again) = again(&desk, derived) {
                    worked_out += 1;
                    let is_near = exact::within(again, *number, Decimal::tenth(9));
                    assert!(is_near, "{} {again} {number}", table.id);
                }
            }
        }
    }
    assert!(
        seen > 100 && worked_out * 2 > seen,
        "{worked_out} of {seen}"
    );
}
