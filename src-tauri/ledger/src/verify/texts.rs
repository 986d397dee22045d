//! Stored texts are what they are read as: a text of JSON is JSON, a scheme is a scheme.

use super::super::{Ledger, LedgerError, round, text};
use super::Verification;
use sha2::{Digest, Sha256};
use xianbaohui_core::scheme::Scheme;

/// A table, what a row of it goes by, what the officer calls it, and its columns of JSON.
const JSON: [(&str, &str, &str, &[&str]); 8] = [
    ("return", "id", "报送件", &["binding", "evidence"]),
    ("entry", "return_id || '-' || row", "名录", &["fields"]),
    (
        "finding",
        "return_id || '-' || ordinal",
        "审核结果",
        &["subject", "args", "cells"],
    ),
    ("remembered", "id", "记住的对应", &["pointed"]),
    ("waiting", "id", "收件台的文件", &["said"]),
    ("round", "code", "批次", &["also", "forms", "units"]),
    ("log", "seq", "日志", &["detail"]),
    ("held", "seq", "写入记录", &["rows"]),
];

impl Ledger {
    pub(super) fn verify_texts(&self, found: &mut Verification) -> Result<(), LedgerError> {
        for (table, key, shown, columns) in JSON {
            for column in columns {
                // one that may be missing is missing there; that others are is told by the rest
                let sql = format!(
                    "SELECT {key} FROM {table} WHERE {column} IS NOT NULL \
                        AND (typeof({column}) <> 'text' OR NOT json_valid({column}))"
                );
                let mut statement = self.connection.prepare(&sql)?;
                let mut rows = statement.query([])?;
                while let Some(row) = rows.next()? {
                    let key = text::any(row, 0)?;
                    found.tell("verify.unreadable", || {
                        format!("{shown} {key} 里的 {column} 不是 JSON，读不出来")
                    });
                }
            }
        }
        Ok(())
    }

    /// Schemes are what they were put in force as: also those of ledgers that held nothing more.
    pub(super) fn verify_schemes(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut statement = self
            .connection
            .prepare("SELECT id, text, sha256, code FROM scheme ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            let id: i64 = row.get(0)?;
            let (own, sha256) = (text::any(row, 1)?, text::any(row, 2)?);
            if xianbaohui_files::hex(&Sha256::digest(&own)) != sha256 {
                found.tell("verify.scheme", || {
                    format!("报表制度第 {id} 版的内容与指纹不符")
                });
            }
            if let Err(error) = Scheme::parse(&text::any(row, 3)?, &own) {
                let why = LedgerError::from(error).why();
                found.tell("verify.scheme", || {
                    format!("报表制度第 {id} 版读不出来：{why}")
                });
            }
        }
        if count == 0 {
            found.tell("verify.scheme", || "账本里没有报表制度".into());
        }
        Ok(())
    }

    /// Rounds can be read, one by one.
    pub(super) fn verify_round_texts(&self, found: &mut Verification) -> Result<(), LedgerError> {
        round::table::each(&self.connection, |code, read| {
            found.spared(|| format!("批次 {code} "), read.map(drop))
        })
    }
}
