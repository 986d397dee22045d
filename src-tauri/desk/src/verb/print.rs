//! How tables and lists go onto paper.

use super::shared::count;
use super::table::{HeaderCell, OnScreen};
use crate::app_error::AppError;
use crate::desk::Desk;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use xianbaohui_results::present::{ListColumn, Paper, header_over};

/// Columns that go onto one page beside each other, the repeated ones first, and the header over
/// them.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PrintGroup {
    columns: Vec<u32>,
    widths: Vec<u32>,
    header: Vec<HeaderCell>,
}

/// How a table goes onto paper.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PrintPlan {
    size: f64,
    groups: Vec<PrintGroup>,
}

/// A column of a list that the window prints: of the inbox, of the findings.
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
pub(crate) struct PrintColumn {
    name: String,
    figure: bool,
    widest: u32,
    piece: u32,
}

impl Desk {
    /// The window prints on the same pages as the exported workbook.
    pub(crate) fn print_plan(&self, of: &OnScreen) -> Result<PrintPlan, AppError> {
        let shown = self.shown(of)?;
        let paper = Paper::of(&shown.table);
        let groups = (0..paper.groups.len()).map(|group| {
            let columns = paper.columns(group);
            PrintGroup {
                widths: columns.iter().map(|column| paper.widths[*column]).collect(),
                header: header_over(&shown.table, &columns)
                    .iter()
                    .map(HeaderCell::from)
                    .collect(),
                columns: columns.into_iter().map(count).collect(),
            }
        });
        Ok(PrintPlan {
            size: paper.type_size(),
            groups: groups.collect(),
        })
    }

    /// A list is divided between pages as a table is.
    #[expect(
        clippy::unused_self,
        clippy::unnecessary_wraps,
        reason = "a verb like the others"
    )]
    pub(crate) fn list_plan(
        &self,
        columns: &[PrintColumn],
        pinned: u32,
    ) -> Result<PrintPlan, AppError> {
        let names = columns
            .iter()
            .map(|column| column.name.clone())
            .collect::<Vec<_>>();
        let columns = columns
            .iter()
            .map(|column| ListColumn {
                name: column.name.clone(),
                figure: column.figure,
                widest: column.widest,
                piece: column.piece,
            })
            .collect::<Vec<_>>();
        let paper = Paper::of_list(&columns, pinned as usize);
        let heading = |at: usize, column: usize| HeaderCell {
            text: names[column].clone(),
            row: 0,
            column: count(at),
            rows: 1,
            columns: 1,
        };
        let groups = (0..paper.groups.len()).map(|group| {
            let columns = paper.columns(group);
            PrintGroup {
                widths: columns.iter().map(|column| paper.widths[*column]).collect(),
                header: columns
                    .iter()
                    .enumerate()
                    .map(|(at, column)| heading(at, *column))
                    .collect(),
                columns: columns.into_iter().map(count).collect(),
            }
        });
        Ok(PrintPlan {
            size: paper.type_size(),
            groups: groups.collect(),
        })
    }
}
