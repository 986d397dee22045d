//! 汇总: the tables of a round, page by page.

use super::shared::{FormRef, count};
use super::table::{
    ColumnKind, Coverage, HeaderCell, OnScreen, Sort, TableColumn, TableHead, TablePage, TableRef,
    row,
};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::shown::Shown;
use std::cmp::Ordering;
use std::sync::Arc;
use xianbaohui_core::text;
use xianbaohui_results::present::{self, Cell, Row, RowKind as CoreRow, Table};

impl Desk {
    pub(crate) fn consolidated_tables(&self, round: &str) -> Result<Vec<TableRef>, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let tables = present::tables(ledger, ledger.round(round)?)?;
            Ok(tables
                .into_iter()
                .filter_map(|one| {
                    Some(TableRef {
                        form: FormRef::from(scheme.form(&one.form)?),
                        id: one.id,
                        title: one.title,
                    })
                })
                .collect())
        })
    }

    pub(crate) fn table_head(&self, round: &str, table: &str) -> Result<TableHead, AppError> {
        let shown = self.read(|ledger| self.tables.now(ledger, round, table))?;
        let built = &shown.table;
        let column = |(at, column): (usize, &present::Column)| TableColumn {
            key: at.to_string(),
            name: if column.name.is_empty() {
                column.group.clone()
            } else {
                column.name.clone()
            },
            kind: if column.number {
                ColumnKind::Number
            } else {
                ColumnKind::Text
            },
            decimals: column.decimals,
            width: column.width,
        };
        Ok(TableHead {
            id: built.id.clone(),
            title: built.title.clone(),
            period: built.period.clone(),
            unit_note: built.unit_note.clone(),
            coverage: Coverage::new(built.expected, built.reported, built.missing.clone()),
            columns: built.columns.iter().enumerate().map(column).collect(),
            header_rows: built.header_rows,
            header: built.header.iter().map(HeaderCell::from).collect(),
            pinned: count(built.pinned),
            rows: count(built.rows.len()),
            state: shown.state,
            note: (!built.notes.is_empty()).then(|| built.notes.join("\n")),
        })
    }

    pub(crate) fn table_rows(
        &self,
        of: &OnScreen,
        offset: u32,
        limit: u32,
        sort: Option<Sort>,
        filter: &str,
    ) -> Result<TablePage, AppError> {
        let shown = self.shown(of)?;
        let order = order(&shown.table, sort, filter);
        let page = order
            .iter()
            .skip(offset as usize)
            .take(limit as usize)
            .map(|at| row(&shown, *at))
            .collect();
        Ok(TablePage {
            total: count(order.len()),
            rows: page,
        })
    }

    /// The table that is on the screen, not one that was built since.
    pub(super) fn shown(
        &self,
        OnScreen {
            round,
            table,
            state,
        }: &OnScreen,
    ) -> Result<Arc<Shown>, AppError> {
        let is_meant = |shown: &Arc<Shown>| shown.state == *state;
        let known = self.tables.known(round, table)?.filter(is_meant);
        if let Some(known) = known {
            return Ok(known);
        }
        let now = self.read(|ledger| self.tables.now(ledger, round, table))?;
        if is_meant(&now) {
            Ok(now)
        } else {
            Err(AppError::new(
                "table.changed",
                "账本里的数刚刚有变化，这张表要重新算。请稍等，表会自动更新。",
            ))
        }
    }
}

/// Rows that the filter lets through, totals where they were, the others sorted.
fn order(table: &Table, sort: Option<Sort>, filter: &str) -> Vec<usize> {
    let wanted = text::key(filter);
    let stays = |row: &Row| {
        matches!(
            row.kind,
            CoreRow::Total | CoreRow::ReportedTotal | CoreRow::Difference
        )
    };
    let passes = |row: &Row| {
        wanted.is_empty()
            || row
                .cells
                .iter()
                .any(|cell| matches!(cell, Cell::Text(words) if text::key(words).contains(&wanted)))
    };
    let (fixed, mut free): (Vec<usize>, Vec<usize>) = (0..table.rows.len())
        .filter(|at| stays(&table.rows[*at]) || passes(&table.rows[*at]))
        .partition(|at| stays(&table.rows[*at]));
    if let Some(Sort { column, descending }) = sort {
        free.sort_by(|one, other| {
            let (one, other) = (
                table.rows[*one].cells.get(column as usize),
                table.rows[*other].cells.get(column as usize),
            );
            // what has no figure goes to the end either way
            match (one.and_then(Cell::number), other.and_then(Cell::number)) {
                (Some(one), Some(other)) => {
                    if descending {
                        other.cmp(&one)
                    } else {
                        one.cmp(&other)
                    }
                }
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => {
                    let words =
                        |cell: Option<&Cell>| cell.map(|cell| cell.shown(0)).unwrap_or_default();
                    let plain = words(one).cmp(&words(other));
                    if descending { plain.reverse() } else { plain }
                }
            }
        });
    }
    if fixed.first() == Some(&0) {
        fixed.into_iter().chain(free).collect()
    } else {
        free.into_iter().chain(fixed).collect()
    }
}
