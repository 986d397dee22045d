//! Files that are in the ledger already, and what became of their returns.

use super::super::{Ledger, LedgerError};
use super::StepKind;
use std::collections::HashMap;

/// A file that returns of a round were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// unit code of the return made from it
    pub unit: String,
    /// form code
    pub form: String,
    /// its version
    pub version: u32,
    /// whether it counts
    pub state: FileState,
}

/// Whether what was read from a file counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileState {
    /// a return of it counts
    InForce,
    /// its last import was taken back, and nothing came since: as if it had never been here
    Undone,
    /// a step took it out of force
    TakenOut {
        /// which kind
        kind: StepKind,
        /// why
        reason: String,
        /// when
        at: String,
    },
    /// newer versions took its place
    Replaced,
}

impl Ledger {
    /// Files that returns of a round were read from, by SHA-256. Of several returns of one file one
    /// that was taken out and has nothing in its place is told of, or else one that counts, or the
    /// newest.
    pub fn known_files(&self, round: &str) -> Result<HashMap<String, KnownFile>, LedgerError> {
        let sql = "SELECT s.sha256, r.unit, r.form, r.version, r.current, p.kind, p.reason, p.at,
                e.after = (SELECT max(n.version) FROM return n
                    WHERE n.round = r.round AND n.unit = r.unit AND n.form = r.form)
            FROM return r JOIN source_file s ON s.id = r.file_id
            LEFT JOIN effect e ON e.step_id = (SELECT max(l.step_id) FROM effect l
                WHERE l.round = r.round AND l.unit = r.unit AND l.form = r.form
                    AND l.before = r.version AND l.in_force IS NOT r.version)
                AND e.unit = r.unit AND e.form = r.form
            LEFT JOIN step p ON p.id = e.step_id
            WHERE r.round = ?1 ORDER BY (p.kind IS NOT NULL AND p.kind <> 'undo' AND r.current = 0
                    AND NOT EXISTS (SELECT 1 FROM return c WHERE c.round = r.round
                        AND c.unit = r.unit AND c.form = r.form AND c.current = 1)),
                r.current, coalesce(e.step_id, 0), r.version";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([round])?;
        let mut known = HashMap::new();
        while let Some(row) = rows.next()? {
            let kind: Option<String> = row.get(5)?;
            let state = match kind.as_deref().and_then(StepKind::of) {
                _ if row.get(4)? => FileState::InForce,
                None => FileState::Replaced,
                Some(StepKind::Undo) if row.get::<_, Option<bool>>(8)? == Some(true) => {
                    FileState::Undone
                }
                Some(kind) => FileState::TakenOut {
                    kind,
                    reason: row.get(6)?,
                    at: row.get(7)?,
                },
            };
            let file = KnownFile {
                unit: row.get(1)?,
                form: row.get(2)?,
                version: row.get(3)?,
                state,
            };
            known.insert(row.get(0)?, file);
        }
        Ok(known)
    }
}
