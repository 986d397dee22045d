//! Tables as they were built for the screen.

use crate::app_error::AppError;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use xianbaohui_core::finding::Severity;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::coverage;
use xianbaohui_results::present::{FigureKey, Subject, Table, table};

/// A table as built, and the figures in it that a finding is about.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) table: Table,
    /// (row, column) of the table → gravest severity
    pub(crate) flags: HashMap<(usize, usize), Severity>,
    /// the ledger that it is of
    pub(crate) state: i64,
}

/// Tables by round and id.
#[derive(Debug, Default)]
pub(crate) struct Tables(Mutex<HashMap<(String, String), Arc<Shown>>>);

impl Tables {
    /// They are another ledger's.
    pub(crate) fn forget(&self) -> Result<(), AppError> {
        self.0.lock().map_err(|_| AppError::broken())?.clear();
        Ok(())
    }

    /// One that is built already, as it is on the screen.
    pub(crate) fn known(&self, round: &str, id: &str) -> Result<Option<Arc<Shown>>, AppError> {
        let tables = self.0.lock().map_err(|_| AppError::broken())?;
        Ok(tables.get(&(round.to_owned(), id.to_owned())).cloned())
    }

    /// One as the ledger is now: built anew only when something has come since.
    pub(crate) fn now(
        &self,
        ledger: &Ledger,
        round: &str,
        id: &str,
    ) -> Result<Arc<Shown>, AppError> {
        let state = ledger.state()?;
        if let Some(known) = self.known(round, id)?.filter(|known| known.state == state) {
            return Ok(known);
        }
        // nobody's commit may come between two of its figures
        let snapshot = ledger.snapshot()?;
        let state = ledger.state()?;
        let asked = ledger.round(round)?;
        let coverage = coverage(ledger, asked)?;
        let table = table(ledger, asked, &coverage, id)?;
        let flags = flags(ledger, &asked.code, &table)?;
        ledger.unchanged()?;
        drop(snapshot);
        let built = Arc::new(Shown {
            table,
            flags,
            state,
        });
        let mut tables = self.0.lock().map_err(|_| AppError::broken())?;
        tables.insert((round.to_owned(), id.to_owned()), Arc::clone(&built));
        Ok(built)
    }
}

/// Cells of a table whose figures a finding is about.
fn flags(
    ledger: &Ledger,
    round: &str,
    table: &Table,
) -> Result<HashMap<(usize, usize), Severity>, AppError> {
    let scheme = ledger.scheme();
    let form = &scheme.forms[table.form];
    let found = ledger.flags(round, &form.code)?.figures;
    let mut flags = HashMap::new();
    if found.is_empty() {
        return Ok(flags);
    }
    for (at, row) in table.rows.iter().enumerate() {
        let Subject::Unit(unit) = row.subject else {
            continue;
        };
        for (position, column) in table.columns.iter().enumerate() {
            let Some(FigureKey {
                indicator,
                column,
                derived: None,
            }) = column.figure
            else {
                continue;
            };
            let key = (
                scheme.units[unit].code.clone(),
                scheme.indicators[indicator].code.clone(),
                form.columns()[column].code.clone(),
            );
            if let Some(severity) = found.get(&key) {
                flags.insert((at, position), *severity);
            }
        }
    }
    Ok(flags)
}
