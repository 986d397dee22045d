//! Whether a ledger is what it should be: file structure, references, original bytes, log chain,
//! digests, reconciled counts.

mod held;
mod shape;
mod steps;

use super::value::digest_row;
use super::{Ledger, LedgerError};
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// What was looked at, and what is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// original files hashed
    pub files: u64,
    /// returns reconciled and digested
    pub returns: u64,
    /// values and entries digested
    pub values: u64,
    /// log entries chained
    pub log: u64,
    /// what is wrong; empty when all is well
    pub problems: Vec<VerifyProblem>,
}

/// What the log says of each return that was imported (unit and details), and of each step (kind
/// and details).
#[derive(Default)]
struct Logged {
    returns: HashMap<i64, (String, serde_json::Value)>,
    steps: HashMap<i64, LoggedStep>,
}

/// A step as the log has it.
struct LoggedStep {
    kind: String,
    at: String,
    who: String,
    detail: serde_json::Value,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyProblem {
    /// stable code
    pub code: &'static str,
    /// what, where
    pub message: String,
}

impl Ledger {
    /// Verifies everything, in one state of the ledger.
    pub fn verify(&self) -> Result<Verification, LedgerError> {
        let _snapshot = self.snapshot()?;
        let mut found = Verification::default();
        self.verify_structure(&mut found)?;
        self.verify_files(&mut found)?;
        let Logged { returns, steps } = self.verify_log(&mut found)?;
        self.verify_versions(&mut found)?;
        self.verify_steps(&steps, &mut found)?;
        self.verify_rounds(&mut found)?;
        self.verify_returns(&returns, &mut found)?;
        self.verify_held(&mut found)?;
        self.verify_schemes(&mut found)?;
        self.verify_shape(&mut found)?;
        Ok(found)
    }

    /// Schemes are what they were put in force as: also those of ledgers that held nothing more.
    fn verify_schemes(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut statement = self
            .connection
            .prepare("SELECT id, text, sha256 FROM scheme ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (id, text, sha256): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if xianbaohui_files::hex(&Sha256::digest(&text)) != sha256 {
                found.problems.push(VerifyProblem {
                    code: "verify.scheme",
                    message: format!("报表制度第 {id} 版的内容与指纹不符"),
                });
            }
        }
        Ok(())
    }

    fn verify_structure(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut statement = self.connection.prepare("PRAGMA integrity_check(20)")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line: String = row.get(0)?;
            if line != "ok" {
                found.problems.push(VerifyProblem {
                    code: "verify.structure",
                    message: format!("数据库结构损坏：{line}"),
                });
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            found.problems.push(VerifyProblem {
                code: "verify.reference",
                message: format!("表 {table} 有记录指向 {parent} 中不存在的记录"),
            });
        }
        Ok(())
    }

    fn verify_files(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut statement = self
            .connection
            .prepare("SELECT sha256, size, bytes FROM source_file")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.files += 1;
            let (sha256, size): (String, i64) = (row.get(0)?, row.get(1)?);
            let bytes = row.get_ref(2)?.as_blob().map_err(rusqlite::Error::from)?;
            if xianbaohui_files::hex(&Sha256::digest(bytes)) != sha256
                || i64::try_from(bytes.len()) != Ok(size)
            {
                found.problems.push(VerifyProblem {
                    code: "verify.file",
                    message: format!(
                        "原始文件 {} 的内容与指纹不符",
                        &sha256[..12.min(sha256.len())]
                    ),
                });
            }
        }
        // what waits is no original, but what will be committed
        let mut statement = self
            .connection
            .prepare("SELECT sha256, bytes FROM waiting_bytes")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let sha256: String = row.get(0)?;
            if xianbaohui_files::hex(&Sha256::digest(
                row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?,
            )) != sha256
            {
                found.problems.push(VerifyProblem {
                    code: "verify.waiting",
                    message: format!(
                        "收件台里的文件 {} 的内容与指纹不符，请移出后重新添加",
                        &sha256[..12.min(sha256.len())]
                    ),
                });
            }
        }
        Ok(())
    }

    /// The chain; and what it says of returns and steps.
    fn verify_log(&self, found: &mut Verification) -> Result<Logged, LedgerError> {
        let mut logged = Logged::default();
        let mut previous = String::new();
        for (seq, entry) in (1_i64..).zip(self.log()?) {
            found.log += 1;
            if entry.seq != seq || entry.previous != previous || entry.hash != entry.expected_hash()
            {
                found.problems.push(VerifyProblem {
                    code: "verify.log",
                    message: format!("日志第 {} 条被改动，或前面有缺失", entry.seq),
                });
            }
            previous = entry.hash;
            let Ok(detail) = serde_json::from_str::<serde_json::Value>(&entry.detail) else {
                continue;
            };
            if let Some(id) = detail["return"]
                .as_i64()
                .filter(|_| entry.action == "import")
            {
                logged.returns.insert(id, (entry.subject, detail));
            } else if let Some(id) = detail["step"].as_i64() {
                let entry = LoggedStep {
                    kind: entry.action,
                    at: entry.at,
                    who: entry.who,
                    detail,
                };
                logged.steps.insert(id, entry);
            }
        }
        Ok(logged)
    }

    /// Counts reconcile, and values are what was committed: their digest is that of the return and
    /// of the log.
    fn verify_returns(
        &self,
        logged: &HashMap<i64, (String, serde_json::Value)>,
        found: &mut Verification,
    ) -> Result<(), LedgerError> {
        let sql = "SELECT r.id, r.unit, r.form, r.version, r.seen, r.filled, r.blank, r.nil, \
            r.unreadable, r.outside, r.digest, r.round, r.file_name, s.sha256 \
            FROM return r JOIN source_file s ON s.id = r.file_id";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.returns += 1;
            let id: i64 = row.get(0)?;
            let (unit, form, version): (String, String, u32) =
                (row.get(1)?, row.get(2)?, row.get(3)?);
            let name = format!("{} {form} 第 {version} 版", self.scheme.unit_name(&unit));
            let counts = (4..10)
                .map(|at| row.get::<_, i64>(at))
                .collect::<Result<Vec<_>, _>>()?;
            if counts[0] != counts[1..].iter().sum::<i64>() {
                found.problems.push(VerifyProblem {
                    code: "verify.reconcile",
                    message: format!("{name} 的单元格没有对平"),
                });
            }
            let (digest, filled, count) = self.digest_of(id)?;
            found.values += count;
            let kept: String = row.get(10)?;
            let detail = logged
                .get(&id)
                .filter(|(subject, _)| *subject == unit)
                .map(|(_, detail)| detail);
            let (round, file, sha256): (String, String, String) =
                (row.get(11)?, row.get(12)?, row.get(13)?);
            let says = |detail: &serde_json::Value| {
                let is = |key: &str, own: &str| detail[key].as_str().is_none_or(|said| said == own);
                is("form", &form)
                    && is("round", &round)
                    && is("file", &file)
                    && is("sha256", &sha256)
                    && detail["version"].as_u64() == Some(u64::from(version))
            };
            if detail.is_some_and(|detail| !says(detail)) {
                found.problems.push(VerifyProblem {
                    code: "verify.return",
                    message: format!("{name} 的报表、批次、版本或文件与入库时不一致"),
                });
            }
            if detail.is_some_and(|detail| {
                detail["findings"].as_str() != self.findings_digest(id).ok().as_deref()
            }) {
                found.problems.push(VerifyProblem {
                    code: "verify.finding",
                    message: format!("{name} 的审核结果与入库时不一致"),
                });
            }
            if digest != kept
                || detail.is_none_or(|detail| detail["digest"].as_str() != Some(&kept))
            {
                found.problems.push(VerifyProblem {
                    code: "verify.value",
                    message: format!("{name} 的数据与入库时不一致"),
                });
            }
            if filled.is_some_and(|filled| filled != counts[1]) {
                found.problems.push(VerifyProblem {
                    code: "verify.count",
                    message: format!("{name} 的数据条数与入库时不一致"),
                });
            }
        }
        Ok(())
    }

    fn findings_digest(&self, id: i64) -> Result<String, LedgerError> {
        let mut digest = Sha256::new();
        for finding in self.findings_of(id)? {
            super::finding::digest(&mut digest, &finding)?;
        }
        Ok(xianbaohui_files::hex(&digest.finalize()))
    }

    /// Digest of a return's values and entries, how many are filled (figures only), how many there
    /// are.
    fn digest_of(&self, id: i64) -> Result<(String, Option<i64>, u64), LedgerError> {
        let text = |value: ValueRef<'_>| {
            value
                .as_str_or_null()
                .map(|text| text.unwrap_or_default().to_owned())
                .map_err(rusqlite::Error::from)
        };
        let (mut digest, mut bytes) = (Sha256::new(), Vec::new());
        let (mut filled, mut count) = (0_i64, 0_u64);
        let mut statement = self.connection.prepare_cached(
            "SELECT unit, indicator, col, state, content, raw, bound\
                , note, row, sheet_column FROM value WHERE return_id = ?1 ORDER BY ordinal",
        )?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            let parts = (0..8)
                .map(|at| text(row.get_ref(at)?))
                .collect::<Result<Vec<_>, _>>()?;
            digest_row(
                &mut digest,
                &mut bytes,
                std::array::from_fn(|at| parts[at].as_str()),
                row.get(8)?,
                row.get(9)?,
            );
            filled += i64::from(matches!(parts[3].as_str(), "number" | "text"));
            count += 1;
        }
        let only_values = count > 0;
        let mut statement = self
            .connection
            .prepare_cached("SELECT row, fields FROM entry WHERE return_id = ?1 ORDER BY row")?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            digest.update(text(row.get_ref(1)?)?.as_bytes());
            digest.update(row.get::<_, u32>(0)?.to_le_bytes());
            count += 1;
        }
        Ok((
            xianbaohui_files::hex(&digest.finalize()),
            only_values.then_some(filled),
            count,
        ))
    }
}
