//! Table `finding`: what is wrong with a return.

use super::rows::Digested;
use super::value::of_word;
use super::{Ledger, LedgerError};
use rusqlite::{Connection, Row, params};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use xianbaohui_core::finding::{Arg, Args, Finding, FindingCode, Severities, Severity};
use xianbaohui_core::message::message;
use xianbaohui_core::record::StoredFinding;

/// A row of the table without its return.
#[derive(Debug, Clone)]
pub(super) struct FindingRow {
    finding: Finding,
    severity: String,
    subject: String,
    args: String,
    cells: String,
}

/// The row of a finding, added to the digest that the log keeps.
pub(super) fn prepare(
    finding: &Finding,
    ordinal: i64,
    (digested, content): (&mut Sha256, &mut Digested),
) -> Result<FindingRow, LedgerError> {
    let row = FindingRow {
        severity: finding.severity.to_string(),
        subject: serde_json::to_string(&finding.subject)?,
        args: serde_json::to_string(&finding.args)?,
        cells: serde_json::to_string(&finding.cells)?,
        finding: finding.clone(),
    };
    digest(digested, finding)?;
    content.integer(ordinal);
    for text in [&finding.id, &row.severity, finding.code.as_str()] {
        content.text(text.as_bytes());
    }
    content.optional(finding.rule.as_deref());
    for text in [&row.subject, &row.args, &row.cells] {
        content.text(text.as_bytes());
    }
    content.optional(finding.left.as_deref());
    content.optional(finding.right.as_deref());
    content.none();
    content.end();
    Ok(row)
}

/// Writes the findings of a return.
pub(super) fn insert(
    connection: &Connection,
    return_id: i64,
    rows: &[FindingRow],
) -> Result<(), LedgerError> {
    let sql = "INSERT INTO finding (return_id, ordinal, id, severity, code, rule, subject, args, \
        cells, left_side, right_side) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    let mut statement = connection.prepare_cached(sql)?;
    for (
        ordinal,
        FindingRow {
            finding,
            severity,
            subject,
            args,
            cells,
        },
    ) in (0_i64..).zip(rows)
    {
        statement.execute(params![
            return_id,
            ordinal,
            finding.id,
            severity,
            finding.code.as_str(),
            finding.rule,
            subject,
            args,
            cells,
            finding.left,
            finding.right
        ])?;
    }
    Ok(())
}

/// Adds a finding to the digest that the log keeps. Those of before are digested as they were.
pub(super) fn digest(digest: &mut Sha256, finding: &Finding) -> Result<(), LedgerError> {
    let cells = finding
        .cells
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let mut add = |part: &str| {
        digest.update(part.as_bytes());
        digest.update([0]);
    };
    add(&finding.id);
    add(&finding.severity.to_string());
    add(&finding.rule_name());
    if finding.code == FindingCode::ToldBefore {
        add(&message(finding));
    } else {
        add(finding.code.as_str());
        add(&serde_json::to_string(&finding.subject)?);
        add(&serde_json::to_string(&finding.args)?);
    }
    add(&cells);
    Ok(())
}

const COLUMNS: &str = "f.id, f.severity, f.code, f.rule, f.subject, f.args, f.cells, f.left_side, \
    f.right_side, f.message";

/// A row of [`COLUMNS`], from the given place on.
fn from_row(row: &Row<'_>, at: usize) -> Result<Finding, LedgerError> {
    let (word, code): (String, String) = (row.get(at + 1)?, row.get(at + 2)?);
    let (subject, args, cells): (String, String, String) =
        (row.get(at + 4)?, row.get(at + 5)?, row.get(at + 6)?);
    let damaged = |_| LedgerError::Damaged(format!("“{code}”不是审核代码"));
    let mut args: Args = serde_json::from_str(&args)?;
    if let Some(message) = row.get::<_, Option<String>>(at + 9)? {
        args.insert("text".to_owned(), Arg::Text(message));
    }
    Ok(Finding {
        id: row.get(at)?,
        severity: of_word(&word)?,
        code: code.parse().map_err(damaged)?,
        rule: row.get(at + 3)?,
        subject: serde_json::from_str(&subject)?,
        args,
        cells: serde_json::from_str(&cells)?,
        left: row.get(at + 7)?,
        right: row.get(at + 8)?,
    })
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
        let sql = format!(
            "SELECT r.id, r.unit, r.form, r.version, r.file_name, {COLUMNS}
                   FROM return r JOIN finding f ON f.return_id = r.id
                   WHERE r.round = ?1 AND r.current = 1 AND (?2 IS NULL OR r.unit = ?2)
                   ORDER BY f.severity, r.unit, r.form, f.ordinal"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![round, unit])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let word: String = row.get(6)?;
            let severity: Severity = of_word(&word)?;
            if !severities.is_empty() && !severities.contains(&severity) {
                continue;
            }
            found.push(StoredFinding {
                return_id: row.get(0)?,
                unit: row.get(1)?,
                form: row.get(2)?,
                version: row.get(3)?,
                file: row.get(4)?,
                finding: from_row(row, 5)?,
            });
        }
        let across = self.findings_across(round)?;
        if !across.is_empty() {
            let is_wanted = |one: &&StoredFinding| {
                unit.is_none_or(|unit| one.unit == unit)
                    && (severities.is_empty() || severities.contains(&one.finding.severity))
            };
            found.extend(across.iter().filter(is_wanted).cloned());
            // stable: those of a return stay in their order
            found.sort_by(|one, other| {
                let key = |one: &StoredFinding| (one.finding.severity, one.unit.clone());
                key(one).cmp(&key(other))
            });
        }
        Ok(found)
    }

    /// Findings of one return.
    pub fn findings_of(&self, return_id: i64) -> Result<Vec<Finding>, LedgerError> {
        let sql =
            format!("SELECT {COLUMNS} FROM finding f WHERE f.return_id = ?1 ORDER BY f.ordinal");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([return_id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(from_row(row, 0)?);
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
        for one in self.findings_across(round)?.iter() {
            let own = counts.entry(one.unit.clone()).or_default();
            own.add(one.finding.severity, 1);
        }
        Ok(counts)
    }
}
