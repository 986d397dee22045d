//! Table `finding`: what is wrong with a return.

use super::value::of_word;
use super::{Ledger, LedgerError};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use xianbaohui_core::finding::{Finding, Severities, Severity};

/// A finding with the return it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFinding {
    /// the return
    pub return_id: i64,
    /// unit code
    pub unit: String,
    /// form code
    pub form: String,
    /// version of the return
    pub version: u32,
    /// name of its file
    pub file: String,
    /// the finding
    pub finding: Finding,
}

/// A row of the table without its return.
#[derive(Debug, Clone)]
pub(super) struct FindingRow {
    finding: Finding,
    severity: String,
    cells: String,
}

/// The row of a finding, added to the digest that the log keeps.
pub(super) fn prepare(finding: &Finding, digested: &mut Sha256) -> Result<FindingRow, LedgerError> {
    digest(digested, finding);
    Ok(FindingRow {
        severity: finding.severity.to_string(),
        cells: serde_json::to_string(&finding.cells)?,
        finding: finding.clone(),
    })
}

/// Writes the findings of a return.
pub(super) fn insert(
    connection: &Connection,
    return_id: i64,
    rows: &[FindingRow],
) -> Result<(), LedgerError> {
    let sql = "INSERT INTO finding (return_id, ordinal, id, severity, rule, message, cells, left_si\
        de, right_side) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let mut statement = connection.prepare_cached(sql)?;
    for (
        ordinal,
        FindingRow {
            finding,
            severity,
            cells,
        },
    ) in (0_i64..).zip(rows)
    {
        statement.execute(params![
            return_id,
            ordinal,
            finding.id,
            severity,
            finding.rule,
            finding.message,
            cells,
            finding.left,
            finding.right
        ])?;
    }
    Ok(())
}

/// Adds a finding to the digest that the log keeps.
pub(super) fn digest(digest: &mut Sha256, finding: &Finding) {
    for part in [
        &finding.id,
        &finding.severity.to_string(),
        &finding.rule,
        &finding.message,
        &finding.cells.join(" "),
    ] {
        digest.update(part.as_bytes());
        digest.update([0]);
    }
}

impl Ledger {
    /// Findings of the current returns of a round: gravest first, then by unit. `units` and
    /// `severities` narrow them when not empty.
    pub fn findings(
        &self,
        round: &str,
        unit: Option<&str>,
        severities: &[Severity],
    ) -> Result<Vec<StoredFinding>, LedgerError> {
        let sql = "SELECT r.id, r.unit, r.form, r.version, r.file_name, f.id, f.severity, f.rule, f.message, f.cells, f.left_side, f.right_side
                   FROM return r JOIN finding f ON f.return_id = r.id
                   WHERE r.round = ?1 AND r.current = 1 AND (?2 IS NULL OR r.unit = ?2) ORDER BY f.severity, r.unit, r.form, f.ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![round, unit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let word: String = row.get(6)?;
            let severity: Severity = of_word(&word)?;
            if !severities.is_empty() && !severities.contains(&severity) {
                continue;
            }
            let cells: String = row.get(9)?;
            found.push(StoredFinding {
                return_id: row.get(0)?,
                unit: row.get(1)?,
                form: row.get(2)?,
                version: row.get(3)?,
                file: row.get(4)?,
                finding: Finding {
                    id: row.get(5)?,
                    severity,
                    rule: row.get(7)?,
                    message: row.get(8)?,
                    cells: serde_json::from_str(&cells)?,
                    left: row.get(10)?,
                    right: row.get(11)?,
                },
            });
        }
        Ok(found)
    }

    /// Findings of one return.
    pub fn findings_of(&self, return_id: i64) -> Result<Vec<Finding>, LedgerError> {
        let sql = "SELECT id, severity, rule, message, cells, left_side, right_side FROM finding WH\
            ERE return_id = ?1 ORDER BY ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([return_id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (word, cells): (String, String) = (row.get(1)?, row.get(4)?);
            found.push(Finding {
                id: row.get(0)?,
                severity: of_word(&word)?,
                rule: row.get(2)?,
                message: row.get(3)?,
                cells: serde_json::from_str(&cells)?,
                left: row.get(5)?,
                right: row.get(6)?,
            });
        }
        Ok(found)
    }

    /// Findings of a round by unit and severity.
    pub fn severities(&self, round: &str) -> Result<HashMap<String, Severities>, LedgerError> {
        let sql = "SELECT r.unit, f.severity, count(*) FROM return r JOIN finding f ON f.return_id \
            = r.id WHERE r.round = ?1 AND r.current = 1 GROUP BY r.unit, f.severity";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([round])?;
        let mut counts: HashMap<String, Severities> = HashMap::new();
        while let Some(row) = rows.next()? {
            let word: String = row.get(1)?;
            counts
                .entry(row.get(0)?)
                .or_default()
                .add(of_word(&word)?, row.get(2)?);
        }
        Ok(counts)
    }
}
