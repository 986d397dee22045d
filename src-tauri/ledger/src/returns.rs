//! Table `return`: which sheets were taken in, in which version.

use super::{Ledger, LedgerError, binding};
use rusqlite::{Row, params};
use std::collections::HashSet;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_core::returns::CellCounts;

const COLUMNS: &str = "r.id, r.unit, r.form, r.period, r.version, r.current, r.file_name, s.sha256\
    , r.sheet, r.committed_at, r.seen, r.filled, r.blank, r.nil, r.unreadable, r.outside, r.binding\
    , r.evidence, r.scheme_id";

fn from_row(ledger: &Ledger, row: &Row<'_>) -> Result<ReturnRow, LedgerError> {
    let count =
        |at: usize| -> Result<u64, LedgerError> { Ok(row.get::<_, i64>(at)?.unsigned_abs()) };
    let (binding, evidence): (String, String) = (row.get(16)?, row.get(17)?);
    let (form, own): (String, _) = (row.get(2)?, ledger.scheme_of(row.get(18)?)?);
    let now = ledger.scheme.form(&form);
    let binding = binding::read(&binding, own.form(&form), now)?;
    Ok(ReturnRow {
        id: row.get(0)?,
        unit: row.get(1)?,
        form,
        period: row.get(3)?,
        version: row.get(4)?,
        current: row.get(5)?,
        file: row.get(6)?,
        sha256: row.get(7)?,
        sheet: row.get(8)?,
        committed_at: row.get(9)?,
        cells: CellCounts {
            seen: count(10)?,
            values: count(11)?,
            blank: count(12)?,
            nil: count(13)?,
            unreadable: count(14)?,
            outside: count(15)?,
        },
        binding,
        evidence: serde_json::from_str(&evidence)?,
    })
}

impl Ledger {
    /// The returns of a round that count, by unit and form.
    pub fn current_returns(&self, round: &str) -> Result<Vec<ReturnRow>, LedgerError> {
        self.returns_where(
            "r.round = ?1 AND r.current = 1 ORDER BY r.unit, r.form",
            params![round],
        )
    }

    /// All versions of a unit's return on a form, newest first.
    pub fn versions(
        &self,
        round: &str,
        unit: &str,
        form: &str,
    ) -> Result<Vec<ReturnRow>, LedgerError> {
        self.returns_where(
            "r.round = ?1 AND r.unit = ?2 AND r.form = ?3 ORDER BY r.version DESC",
            params![round, unit, form],
        )
    }

    /// One return by id.
    pub fn return_row(&self, id: i64) -> Result<Option<ReturnRow>, LedgerError> {
        Ok(self.returns_where("r.id = ?1", params![id])?.pop())
    }

    fn returns_where(
        &self,
        condition: &str,
        parameters: &[&dyn rusqlite::ToSql],
    ) -> Result<Vec<ReturnRow>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM return r JOIN source_file s ON s.id = r.file_id WHERE \
                {condition}"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(parameters)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(from_row(self, row)?);
        }
        Ok(found)
    }

    /// Codes of the forms that a round has returns on.
    pub fn forms_reported(&self, round: &str) -> Result<HashSet<String>, LedgerError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT DISTINCT form FROM return WHERE round = ?1 AND current = 1")?;
        let rows = statement.query_map([round], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The version that the next return of a unit on a form will have.
    pub fn next_version(&self, round: &str, unit: &str, form: &str) -> Result<u32, LedgerError> {
        let sql = "SELECT coalesce(max(version), 0) + 1 FROM return WHERE round = ?1 AND unit = ?2 \
            AND form = ?3";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(params![round, unit, form], |row| row.get(0))?)
    }

    /// The version of a unit's return on a form that counts.
    pub fn version_in_force(
        &self,
        round: &str,
        unit: &str,
        form: &str,
    ) -> Result<Option<u32>, LedgerError> {
        let sql = "SELECT max(version) FROM return WHERE round = ?1 AND unit = ?2 AND form = ?3 \
            AND current = 1";
        Ok(self
            .connection
            .prepare_cached(sql)?
            .query_row(params![round, unit, form], |row| row.get(0))?)
    }
}
