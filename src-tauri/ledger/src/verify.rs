//! Whether a ledger is what it should be: file structure, references, original bytes, log chain,
//! digests, reconciled counts.

mod found;
mod held;
mod shape;
mod steps;
mod texts;

pub use found::{Verification, VerifyProblem};

use super::value::digest_row;
use super::{Ledger, LedgerError, foreign, migrate, text};
use rusqlite::Row;
use rusqlite::types::ValueRef;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use xianbaohui_files::disk::stamp_of;

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

impl Ledger {
    /// Verifies everything, in one state of the ledger. What cannot be read is told, too, and keeps
    /// nothing else from being looked at.
    pub fn verify(&self) -> Result<Verification, LedgerError> {
        let _snapshot = self.snapshot()?;
        let mut found = Verification::default();
        let all = &mut found;
        let done = self.verify_structure(all);
        all.spared(|| "数据库结构".into(), done)?;
        let done = self.verify_length(all);
        all.spared(|| "账本文件的长度".into(), done)?;
        let done = self.verify_files(all);
        all.spared(|| "原始文件".into(), done)?;
        let mut logged = Logged::default();
        let done = self.verify_log(&mut logged, all);
        all.spared(|| "日志".into(), done)?;
        if migrate::is_newest(&self.connection)? {
            self.verify_newest(&logged, all)?;
        } else {
            // only where what is damaged kept it from being brought up to date
            all.tell("verify.older", || {
                "账本是旧格式，因为有损坏没有升级到现在的格式：报送件、步骤、写入记录没有核验"
                    .into()
            });
        }
        let done = self.verify_schemes(all);
        all.spared(|| "报表制度".into(), done)?;
        Ok(found)
    }

    /// What a ledger of the newest format has.
    fn verify_newest(&self, logged: &Logged, all: &mut Verification) -> Result<(), LedgerError> {
        let done = self.verify_versions(all);
        all.spared(|| "算数的版次".into(), done)?;
        let done = self.verify_steps(&logged.steps, all);
        all.spared(|| "步骤".into(), done)?;
        let done = self.verify_rounds(all);
        all.spared(|| "批次".into(), done)?;
        let done = self.verify_round_texts(all);
        all.spared(|| "批次".into(), done)?;
        let done = self.verify_returns(&logged.returns, all);
        all.spared(|| "报送件".into(), done)?;
        let done = self.verify_held(all);
        all.spared(|| "写入记录".into(), done)?;
        let done = self.verify_texts(all);
        all.spared(|| "保存的内容".into(), done)?;
        let done = self.verify_shape(all);
        all.spared(|| "报送件的状态".into(), done)
    }

    fn verify_structure(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let most = Verification::MOST_TOLD;
        let sql = format!("PRAGMA integrity_check({most})");
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let line = text::any(row, 0)?;
            if line != "ok" {
                found.tell("verify.structure", || {
                    format!("数据库结构损坏：{}", foreign::structure(&line))
                });
            }
        }
        let mut statement = self.connection.prepare("PRAGMA foreign_key_check")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (table, parent) = (text::any(row, 0)?, text::any(row, 2)?);
            found.tell("verify.reference", || {
                format!("表 {table} 有记录指向 {parent} 中不存在的记录")
            });
        }
        Ok(())
    }

    /// Behind the last page there is nothing: SQLite never looks there.
    fn verify_length(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let ask = |what| {
            let asked = self
                .connection
                .pragma_query_value(None, what, |row| row.get(0));
            asked.map(i64::unsigned_abs)
        };
        let (pages, size) = (ask("page_count")?, ask("page_size")?);
        // one that lies there in its place is looked at by who opens it
        let length = self.in_place().ok();
        let length = length.and_then(|()| stamp_of(self.guarded.path()));
        let whole = pages.saturating_mul(size);
        // pages that only the log has are not in the file yet
        let mut log = self.guarded.path().as_os_str().to_owned();
        log.push("-wal");
        let has_log = std::fs::metadata(log).is_ok_and(|log| log.len() > 0);
        if let Some((length, _)) = length.filter(|(length, _)| *length < whole && !has_log) {
            found.tell("verify.cut", || {
                format!(
                    "账本文件的末尾少了 {} 字节（复制时没有复制完？）",
                    whole - length
                )
            });
        }
        if let Some((length, _)) = length.filter(|(length, _)| *length > whole) {
            found.tell("verify.padded", || {
                format!(
                    "账本文件的末尾多出 {} 字节，不是本程序写的（别的程序加上的，或复制时出了错）",
                    length - whole
                )
            });
        }
        Ok(())
    }

    fn verify_files(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let is = |row: &Row<'_>, at: usize, sha256: &str| -> rusqlite::Result<Option<usize>> {
            let bytes = row.get_ref(at)?.as_blob().ok();
            let is_same = |bytes: &&[u8]| xianbaohui_files::hex(&Sha256::digest(bytes)) == sha256;
            Ok(bytes.filter(is_same).map(<[u8]>::len))
        };
        let short = |sha256: &str| sha256.chars().take(12).collect::<String>();
        let mut statement = self
            .connection
            .prepare("SELECT sha256, size, bytes FROM source_file")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            found.files += 1;
            let (sha256, size) = (text::any(row, 0)?, row.get(1).unwrap_or(-1_i64));
            let length = is(row, 2, &sha256)?;
            if length.is_none_or(|length| i64::try_from(length) != Ok(size)) {
                found.tell("verify.file", || {
                    format!("原始文件 {} 的内容与指纹不符", short(&sha256))
                });
            }
        }
        // what waits is no original, but what will be committed
        let mut statement = self
            .connection
            .prepare("SELECT sha256, bytes FROM waiting_bytes")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let sha256 = text::any(row, 0)?;
            if is(row, 1, &sha256)?.is_none() {
                found.tell("verify.waiting", || {
                    format!(
                        "收件台里的文件 {} 的内容与指纹不符，请移出后重新添加",
                        short(&sha256)
                    )
                });
            }
        }
        Ok(())
    }

    /// The chain; and what it says of returns and steps.
    fn verify_log(&self, logged: &mut Logged, found: &mut Verification) -> Result<(), LedgerError> {
        let mut previous = String::new();
        let mut seq = 0;
        self.each_entry_of_log(|entry| {
            found.log += 1;
            seq += 1;
            if entry.seq != seq || entry.previous != previous || entry.hash != entry.expected_hash()
            {
                found.tell("verify.log", || {
                    format!("日志第 {} 条被改动，或前面有缺失", entry.seq)
                });
            }
            previous = entry.hash;
            let Ok(detail) = serde_json::from_str::<serde_json::Value>(&entry.detail) else {
                return;
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
        })
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
            let done = self.verify_return(row, logged, found);
            let id: i64 = row.get(0)?;
            found.spared(|| format!("第 {id} 个报送件"), done)?;
        }
        Ok(())
    }

    fn verify_return(
        &self,
        row: &Row<'_>,
        logged: &HashMap<i64, (String, serde_json::Value)>,
        found: &mut Verification,
    ) -> Result<(), LedgerError> {
        let id: i64 = row.get(0)?;
        let (unit, form) = (text::any(row, 1)?, text::any(row, 2)?);
        let version: u32 = row.get(3)?;
        let name = || format!("{} {form} 第 {version} 版", self.scheme.unit_name(&unit));
        let counts = (4..10)
            .map(|at| row.get::<_, i64>(at))
            .collect::<Result<Vec<_>, _>>()?;
        if i128::from(counts[0]) != counts[1..].iter().map(|own| i128::from(*own)).sum() {
            found.tell("verify.reconcile", || {
                format!("{} 的单元格没有对平", name())
            });
        }
        let (digest, filled, count) = self.digest_of(id)?;
        found.values += count;
        let kept = text::any(row, 10)?;
        let detail = logged
            .get(&id)
            .filter(|(subject, _)| *subject == unit)
            .map(|(_, detail)| detail);
        let (round, file, sha256) = (
            text::any(row, 11)?,
            text::any(row, 12)?,
            text::any(row, 13)?,
        );
        let says = |detail: &serde_json::Value| {
            let is = |key: &str, own: &str| detail[key].as_str().is_none_or(|said| said == own);
            is("form", &form)
                && is("round", &round)
                && is("file", &file)
                && is("sha256", &sha256)
                && detail["version"].as_u64() == Some(u64::from(version))
        };
        if detail.is_some_and(|detail| !says(detail)) {
            found.tell("verify.return", || {
                format!("{} 的报表、批次、版本或文件与入库时不一致", name())
            });
        }
        let findings = match self.findings_digest(id) {
            Err(error) if error.is_damage() => {
                found.tell("verify.finding", || {
                    format!("{} 的审核结果读不出来：{}", name(), error.why())
                });
                None
            }
            digest => Some(digest?),
        };
        if let (Some(detail), Some(findings)) = (detail, findings)
            && detail["findings"].as_str() != Some(&findings)
        {
            found.tell("verify.finding", || {
                format!("{} 的审核结果与入库时不一致", name())
            });
        }
        if digest != kept || detail.is_none_or(|detail| detail["digest"].as_str() != Some(&kept)) {
            found.tell("verify.value", || {
                format!("{} 的数据与入库时不一致", name())
            });
        }
        if filled.is_some_and(|filled| filled != counts[1]) {
            found.tell("verify.count", || {
                format!("{} 的数据条数与入库时不一致", name())
            });
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
