//! Where the workbook says that figures came from, compared with where they stand.

use super::sheets::{Compared, Sheets, text};
use crate::Outcome;
use crate::truth::book::{Book, ROSTER};
use crate::truth::expect::{Cell, Derived};
use crate::truth::fraction::Fraction;
use std::collections::HashMap;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Question, trace};

/// Where the totals came from, as `trace` says: the same totals, the same 同比, and all units that
/// are not in them.
pub(in crate::truth) fn traced(book: &Book, ledger: &Ledger) -> Outcome<Compared> {
    let mut came = Compared::default();
    let round = ledger.round("2021Q1")?;
    for (form, own) in book
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| form.code != ROSTER)
    {
        for (row, (at, column)) in own.rows.iter().flat_map(|row| {
            own.columns
                .iter()
                .enumerate()
                .map(move |column| (*row, column))
        }) {
            let question = Question {
                indicator: book.indicators[row].code.clone(),
                unit: None,
                column: Some(column.code.into()),
                form: Some(own.code.into()),
            };
            let origin = trace(ledger, round, &question)?.into_iter().next();
            let mut same = |what: &str, expected: Cell, there: Option<String>| {
                came.cells += 1;
                let number = there.as_deref().and_then(Fraction::parse_any);
                let right = match expected {
                    Cell::Exact(wanted, _) => number == Some(wanted),
                    Cell::Near(wanted, _) => number.is_some_and(|number| wanted.is_near(number)),
                    Cell::Word(_) => there.is_none(),
                };
                if !right {
                    came.wrong.push(format!(
                        "trace {} {} {} {what}: expected {expected:?}, there is {there:?}",
                        own.code, book.indicators[row].name, column.name
                    ));
                }
            };
            same(
                "total",
                book.total(form, row, at, Derived::None),
                origin
                    .as_ref()
                    .and_then(|origin| origin.value)
                    .map(|value| value.to_string()),
            );
            if let Some(years) = origin
                .as_ref()
                .and_then(|origin| origin.year_on_year.as_ref())
            {
                same(
                    "同比",
                    book.total(form, row, at, Derived::Year),
                    years.value.map(|value| value.to_string()),
                );
            }
            let told = origin
                .map(|origin| {
                    origin
                        .left_out
                        .into_iter()
                        .map(|left| left.unit)
                        .collect::<Vec<_>>()
                })
                .unwrap_or_default();
            for unit in book.lacking(form, row, at) {
                if !told.contains(&format!("u{unit}")) {
                    came.wrong.push(format!(
                        "trace {} {}: does not say that {} is not in it",
                        own.code, book.indicators[row].name, book.units[unit].name
                    ));
                }
            }
        }
    }
    Ok(came)
}

/// 同比 and 占比 stand behind the column that they are of.
pub(super) fn derived_place(
    columns: &HashMap<(String, String), (String, u32)>,
    own: &[crate::truth::book::Column],
    at: usize,
    group: &str,
    leaf: &str,
    sheets: &Sheets,
) -> Option<(String, u32)> {
    let plain = own[at].name.to_owned();
    let (sheet, start) = columns
        .get(&(group.to_owned(), plain.clone()))
        .or_else(|| columns.get(&(group.to_owned(), format!("{plain}%"))))?;
    let range = sheets.0.get(sheet)?;
    let is_other = |head: &str| {
        own.iter()
            .any(|column| head.trim_end_matches('%') == column.name)
    };
    let offset = (1..=2)
        .take_while(|offset| !is_other(&text(range, 4, start + offset)))
        .find(|offset| text(range, 4, start + offset) == leaf)?;
    Some((sheet.clone(), start + offset))
}
