//! What stands in the tables is what the writes left, row by row.

use super::super::held::{self, CHANGED, CONTENT, Rows, SCHEMA, SEAL, SEQUENCE, TABLES};
use super::super::{Ledger, LedgerError, seal};
use super::Verification;
use std::collections::{BTreeMap, BTreeSet};

impl Ledger {
    /// What was wrong with a ledger of an older format stays told: the chain that begins here would
    /// else take it for what the program has written.
    pub(in super::super) fn keep_telling(&mut self) -> Result<(), LedgerError> {
        if self.verify()?.problems.is_empty() {
            return Ok(());
        }
        let told = BTreeMap::from([(String::new(), Some(CHANGED.to_owned()))]);
        let transaction = self.connection.transaction()?;
        held::hold(&transaction, &Rows::from([(SEAL.to_owned(), told)]))?;
        Ok(transaction.commit()?)
    }

    /// The chain is whole, ends where the ledger says, and says what stands.
    pub(super) fn verify_held(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let (mut said, mut previous, mut last) = (Rows::new(), String::new(), None);
        let mut seq = 0;
        held::each_link(&self.connection, |link| {
            seq += 1;
            let is_right =
                link.seq == seq && link.previous == previous && link.hash == link.expected_hash();
            if !is_right {
                found.tell("verify.held", || {
                    format!("写入记录第 {} 条被改动，或前面有缺失", link.seq)
                });
            }
            for (table, rows) in link.rows().unwrap_or_default() {
                said.entry(table).or_default().extend(rows);
            }
            previous.clone_from(&link.hash);
            last = Some((link.seal.clone(), link.log.clone()));
        })?;
        if !self.ends_as(&previous, last.as_ref()).unwrap_or(false) {
            found.tell("verify.held", || {
                "账本的现状不是最后一次写入留下的：写入记录或日志的末尾被截去、添加或改动".into()
            });
        }
        let standing = held::of_all(&self.connection)?;
        let none = BTreeMap::new();
        let names = TABLES.iter().map(|table| (table.name, table.shown));
        for (table, shown) in names.chain([
            (CONTENT, "报送件的数据、名录或审核结果"),
            (SEQUENCE, "编号"),
            (SEAL, "账本的状态"),
            (SCHEMA, "表的结构"),
        ]) {
            let said = said.get(table).unwrap_or(&none);
            let standing = standing.get(table).unwrap_or(&none);
            for key in said.keys().chain(standing.keys()).collect::<BTreeSet<_>>() {
                let what = match (said.get(key).and_then(Option::as_ref), standing.get(key)) {
                    (None, None) => continue,
                    (Some(said), Some(Some(standing))) if said == standing => continue,
                    (Some(said), _) if said.starts_with(CHANGED) => {
                        "在后来的一次写入之前被别的程序改过"
                    }
                    (Some(_), Some(_)) => "与最后一次写入时不一致",
                    (Some(_), None) => "不见了",
                    (None, Some(_)) => "不是本程序写入的",
                };
                found.tell("verify.held", || {
                    if key.is_empty() {
                        format!("{shown}{what}")
                    } else {
                        format!("{shown} {key} {what}")
                    }
                });
            }
        }
        Ok(())
    }

    /// Whether the ledger is as the last link says.
    fn ends_as(
        &self,
        hash: &str,
        last: Option<&(String, (i64, String))>,
    ) -> rusqlite::Result<bool> {
        let end: String =
            self.connection
                .query_row("SELECT head FROM seal WHERE id = 1", [], |row| row.get(0))?;
        let now = (seal::text(&self.connection)?, seal::head(&self.connection)?);
        Ok(end == hash && last == Some(&now))
    }
}
