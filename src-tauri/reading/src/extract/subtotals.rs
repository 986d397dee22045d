//! Sub-totals of a county table: a row with the word of one is none of a unit where its figures are
//! the sums of rows around it, and told where they are not.

use super::fate::Account;
use super::sums::{Fit, fit};
use super::work::Work;
use crate::read::Grid;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::RowSubtotal;
use xianbaohui_core::form::{CountyTable, Role};

/// Tells of sub-totals that are the sum of no rows.
pub(super) fn tell(work: &mut Work<'_>, table: &CountyTable, account: &Account) {
    let sheet = work.sheet;
    let label_column = sheet.bound.label_column.unwrap_or(0);
    let adds_up = |spec: usize| {
        let column = &table.columns[spec];
        let own = column.indicator.as_deref();
        column.role == Role::Value
            && own
                .and_then(|code| sheet.scheme.indicator(code))
                .is_some_and(|indicator| indicator.measure.adds_up())
    };
    let columns = sheet.bound.columns.iter();
    let columns = columns.filter(|matched| adds_up(matched.spec));
    let columns = columns.map(|matched| matched.column).collect::<Vec<_>>();
    // the table's own total is held against all units by a check of its own
    for &row in &account.compared {
        let Some(Fit::Off {
            column,
            reported,
            sum,
        }) = best(sheet.grid, &columns, row, account)
        else {
            continue;
        };
        let told = RowSubtotal {
            raw: sheet.grid.seen_text(row, label_column).trim().to_owned(),
            here: sheet.row(row),
            reported,
            sum,
        };
        let finding = Finding::of(told)
            .at(sheet.label_place(row))
            .at(sheet.place(row, column))
            .figures(reported, sum);
        work.find(finding);
    }
}

/// Against the rows since the last sub-total, all above, those to the next, and all below: how it
/// is off the first of these, where it fits none.
fn best(grid: &Grid, columns: &[u32], row: u32, account: &Account) -> Option<Fit> {
    let before = account.totals.iter().filter(|own| **own < row).max();
    let after = account.totals.iter().filter(|own| **own > row).min();
    let within = |from: Option<u32>, to: Option<u32>| {
        let rows = account.taken.iter().copied();
        rows.filter(|own| from.is_none_or(|from| *own > from) && to.is_none_or(|to| *own < to))
            .collect::<Vec<_>>()
    };
    let groups = [
        within(before.copied(), Some(row)),
        within(None, Some(row)),
        within(Some(row), after.copied()),
        within(Some(row), None),
    ];
    let mut off = None;
    for group in groups.iter().filter(|group| !group.is_empty()) {
        match fit(grid, columns, row, group) {
            Fit::Off { .. } if off.is_some() => {}
            own @ Fit::Off { .. } => off = Some(own),
            Fit::Fits | Fit::Nothing => return None,
        }
    }
    off
}
