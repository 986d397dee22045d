//! Where a figure on the screen came from.

mod entries;
mod figure;
mod shape;
mod told;

use crate::app_error::AppError;
use crate::desk::Desk;
use crate::verb::table::OnScreen;
use entries::{of_entry, of_sum};
use figure::of_figure;
pub(crate) use shape::Origin;
use shape::nothing;
use xianbaohui_results::present::{FigureKey, RowKind, Subject, TableKind};

impl Desk {
    pub(crate) fn figure_origin(
        &self,
        of: &OnScreen,
        row: u32,
        column: u32,
    ) -> Result<Origin, AppError> {
        let shown = self.shown(of)?;
        let round = of.round.as_str();
        let built = &shown.table;
        let row = built.rows.get(row as usize).ok_or_else(nothing)?;
        self.read(|ledger| match row.subject {
            Subject::Entry(return_id, line) => {
                of_entry(ledger, built, return_id, line, column as usize)
            }
            subject if built.kind == TableKind::EntryCounts => {
                let unit = if let Subject::Unit(unit) = subject {
                    Some(unit)
                } else {
                    None
                };
                of_sum(
                    ledger,
                    round,
                    built,
                    column as usize,
                    unit,
                    row.cells[column as usize].shown(built.decimals(row, column as usize)),
                )
            }
            subject => {
                let figure = built
                    .columns
                    .get(column as usize)
                    .and_then(|column| column.figure)
                    .ok_or_else(nothing)?;
                let indicator = if let Subject::Indicator(at) = subject {
                    at
                } else {
                    figure.indicator
                };
                let unit = match (subject, row.kind) {
                    (Subject::Unit(unit), _) => Some(unit),
                    (_, RowKind::ReportedTotal) => Some(ledger.scheme().root),
                    _ => None,
                };
                of_figure(
                    ledger,
                    round,
                    built,
                    FigureKey {
                        indicator,
                        ..figure
                    },
                    unit,
                    row.cells[column as usize].shown(built.decimals(row, column as usize)),
                )
            }
        })
    }
}
