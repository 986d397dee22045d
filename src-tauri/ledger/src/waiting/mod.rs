//! Tables `waiting` and `waiting_bytes`: what lies in the inbox, with what the officer said of it,
//! until it is committed or taken out.

mod kept;
mod said;

pub use kept::Kept;
pub use said::Said;

use super::{Batch, Ledger, LedgerError, log};
use kept::{bytes_of, sweep};
use rusqlite::{Connection, OpenFlags, OptionalExtension, params};
use std::path::PathBuf;
use std::sync::Mutex;

/// A file as it was when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// where it lay
    pub path: PathBuf,
    /// its name
    pub name: String,
    /// SHA-256 of its bytes; empty when it could not be read at all
    pub sha256: String,
    /// size in bytes
    pub size: u64,
    /// when the file on the disk was last changed
    pub modified: Option<String>,
}

/// A file that waits, or was taken out and can be put back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingFile {
    /// id, never used twice
    pub id: i64,
    /// round that it was brought in for
    pub round: String,
    /// the file
    pub stamp: Stamp,
    /// what was said of it
    pub said: Said,
    /// number of the removal that took it out
    pub removal: Option<i64>,
}

impl Ledger {
    /// Opens the bytes of waiting files for reading.
    pub fn kept(&self) -> Result<Kept, LedgerError> {
        // another connection is opened by name: what lies there must be this ledger
        self.in_place()?;
        let path = self.guarded.path().to_owned();
        let open = || -> rusqlite::Result<_> {
            let connection = Connection::open_with_flags(
                &path,
                OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            )?;
            connection.busy_timeout(std::time::Duration::from_secs(5))?;
            Ok(connection)
        };
        let beside = (!self.no_room).then(open).transpose()?;
        Ok(Kept {
            path,
            beside: Mutex::new(beside),
        })
    }

    /// Keeps bytes of files that are being looked at. They belong to nothing until
    /// [`Ledger::add_waiting`].
    pub fn keep_waiting<'b>(
        &mut self,
        files: impl IntoIterator<Item = (&'b str, &'b [u8])>,
    ) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        for (sha256, bytes) in files {
            transaction
                .prepare_cached(
                    "INSERT INTO waiting_bytes (sha256, bytes) VALUES (?1, ?2) O\
                N CONFLICT DO NOTHING",
                )?
                .execute(params![sha256, bytes])?;
        }
        transaction.commit()
    }

    /// Adds files to the inbox, all or none; their ids. The number of the removal that takes out
    /// the files in `replaced`, if there are any.
    pub fn add_waiting(
        &mut self,
        round: &str,
        files: &[Stamp],
        replaced: &[i64],
        at: &str,
        who: &str,
    ) -> Result<(Vec<i64>, Option<i64>), LedgerError> {
        let transaction = self.writing()?;
        let mut ids = Vec::with_capacity(files.len());
        for file in files {
            let sql = "INSERT INTO waiting (round, path, name, sha256, size, modified, said) VALUE\
                S (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
            let size = i64::try_from(file.size).unwrap_or(i64::MAX);
            let said = serde_json::to_string(&Said::default())?;
            transaction.prepare_cached(sql)?.execute(params![
                round,
                file.path.to_string_lossy(),
                file.name,
                file.sha256,
                size,
                file.modified,
                said
            ])?;
            ids.push(transaction.last_insert_rowid());
        }
        if !files.is_empty() {
            log::append(&transaction, at, who, "inbox-add", round, &listed(files))?;
        }
        let removal = if replaced.is_empty() {
            None
        } else {
            Some(remove(&transaction, replaced, at, who)?)
        };
        transaction.commit()?;
        Ok((ids, removal))
    }

    /// Whether files of a round wait, or can be put back.
    pub fn waits_in(&self, round: &str) -> Result<bool, LedgerError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM waiting WHERE round = ?1 LIMIT 1")?
            .exists([round])?)
    }

    /// Everything that waits, and everything that can be put back, in the order it came.
    pub fn waiting(&self) -> Result<Vec<WaitingFile>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, round, path, name, sha256, s\
            ize, modified, said, removal FROM waiting ORDER BY id",
        )?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let (path, said): (String, String) = (row.get(2)?, row.get(7)?);
            let size = u64::try_from(row.get::<_, i64>(5)?).unwrap_or_default();
            let stamp = Stamp {
                path: path.into(),
                name: row.get(3)?,
                sha256: row.get(4)?,
                size,
                modified: row.get(6)?,
            };
            found.push(WaitingFile {
                id: row.get(0)?,
                round: row.get(1)?,
                stamp,
                said: serde_json::from_str(&said)?,
                removal: row.get(8)?,
            });
        }
        Ok(found)
    }

    /// How many files wait, of all rounds.
    pub fn waiting_count(&self) -> Result<u64, LedgerError> {
        let count: i64 = self.connection.query_row(
            "SELECT count(*) FROM waiting WHERE removal IS NULL",
            [],
            |row| row.get(0),
        )?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// The bytes of a waiting file.
    pub fn waiting_bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        bytes_of(&self.connection, sha256)
    }

    /// Keeps what the officer said of a waiting file.
    pub fn say_waiting(&mut self, id: i64, said: &Said) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        let changed = transaction.execute(
            "UPDATE waiting SET said = ?2 WHERE id = ?1 AND removal IS NULL",
            params![id, serde_json::to_string(said)?],
        )?;
        if changed == 0 {
            return Err(gone(&transaction, id, None)?);
        }
        transaction.commit()
    }

    /// Why a file does not wait as it is shown in some window: by its id, the SHA-256 that was
    /// looked at and what was said of it.
    pub fn waits_no_more(
        &self,
        id: i64,
        name: &str,
        sha256: &str,
        said: &Said,
    ) -> Result<Option<LedgerError>, LedgerError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT sha256, said FROM waiting WHERE id = ?1 AND removal IS NULL")?;
        let Some((own, words)) = statement
            .query_row([id], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
            })
            .optional()?
        else {
            return Ok(Some(gone(&self.connection, id, Some(name))?));
        };
        let is_same = own == sha256 && serde_json::from_str::<Said>(&words)? == *said;
        Ok((!is_same).then(|| LedgerError::AnsweredElsewhere {
            file: name.to_owned(),
        }))
    }

    /// A waiting file as it is on the disk now; its bytes are kept already.
    pub fn stamp_waiting(&mut self, id: i64, stamp: &Stamp) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        let size = i64::try_from(stamp.size).unwrap_or(i64::MAX);
        let sql = "UPDATE waiting SET sha256 = ?2, size = ?3, modified = ?4 WHERE id = ?1 AND remov\
            al IS NULL";
        let changed = transaction.execute(sql, params![id, stamp.sha256, size, stamp.modified])?;
        if changed == 0 {
            return Err(gone(&transaction, id, None)?);
        }
        sweep(&transaction)?;
        transaction.commit()
    }

    /// Takes files out of the inbox; they can be put back by the number that comes back.
    pub fn remove_waiting(&mut self, ids: &[i64], at: &str, who: &str) -> Result<i64, LedgerError> {
        let transaction = self.writing()?;
        let number = remove(&transaction, ids, at, who)?;
        transaction.commit()?;
        Ok(number)
    }

    /// Puts back what a removal took out; the ids.
    pub fn restore_waiting(
        &mut self,
        removal: i64,
        at: &str,
        who: &str,
    ) -> Result<Vec<i64>, LedgerError> {
        let transaction = self.writing()?;
        let ids = {
            let mut statement = transaction.prepare_cached(
                "UPDATE waiting SET removal = NULL, remo\
                ved_at = NULL WHERE removal = ?1 RETURNING id",
            )?;
            let ids = statement.query_map([removal], |row| row.get(0))?;
            ids.collect::<Result<Vec<i64>, _>>()?
        };
        if ids.is_empty() {
            return Err(LedgerError::NotWaiting {
                file: "要放回的文件".into(),
                what: "放回或清除",
                todo: "没有可以撤销的移出。",
            });
        }
        log::append(
            &transaction,
            at,
            who,
            "inbox-restore",
            "",
            &serde_json::json!({ "removal": removal, "files": ids.len() }),
        )?;
        transaction.commit()?;
        Ok(ids)
    }

    /// Lets go of what was taken out before this day (`2021-04-12`), and of bytes that nothing
    /// needs.
    pub fn forget_removed(&mut self, day: &str, at: &str, who: &str) -> Result<(), LedgerError> {
        let is_old = "removal IS NOT NULL AND substr(removed_at, 1, 10) < ?1";
        let old: i64 = self.connection.query_row(
            &format!("SELECT count(*) FROM waiting WHERE {is_old}"),
            [day],
            |row| row.get(0),
        )?;
        let loose: bool = self.connection.query_row(
            "SELECT EXISTS (SELECT 1 FROM waiting_bytes WHE\
            RE sha256 NOT IN (SELECT sha256 FROM waiting))",
            [],
            |row| row.get(0),
        )?;
        // a ledger where nothing is to be done is not written to
        if old == 0 && !loose {
            return Ok(());
        }
        let transaction = self.writing()?;
        transaction.execute(&format!("DELETE FROM waiting WHERE {is_old}"), [day])?;
        sweep(&transaction)?;
        if old > 0 {
            log::append(
                &transaction,
                at,
                who,
                "inbox-forget",
                "",
                &serde_json::json!({ "files": old, "before": day }),
            )?;
        }
        transaction.commit()
    }
}

impl Batch<'_> {
    /// Files of the inbox whose returns are in this batch wait no longer: their bytes are originals
    /// now.
    pub fn release(&self, ids: &[i64]) -> Result<(), LedgerError> {
        if ids.is_empty() {
            return Ok(());
        }
        let connection = self.connection();
        for id in ids {
            connection
                .prepare_cached("DELETE FROM waiting WHERE id = ?1")?
                .execute([id])?;
        }
        sweep(connection)
    }
}

fn remove(connection: &Connection, ids: &[i64], at: &str, who: &str) -> Result<i64, LedgerError> {
    // every removal is in the log, which only grows: a number is never given twice, or one window
    // would undo what another did
    let number: i64 = connection.query_row(
        "SELECT max(ifnull((SELECT max(removal) FROM waiting), \
        0), ifnull((SELECT max(seq) FROM log), 0)) + 1",
        [],
        |row| row.get(0),
    )?;
    let mut gone_out = Vec::new();
    for id in ids {
        let mut statement = connection.prepare_cached(
            "UPDATE waiting SET removal = ?2, removed_at \
            = ?3 WHERE id = ?1 AND removal IS NULL RETURNING name, sha256",
        )?;
        gone_out.extend(
            statement
                .query_row(params![id, number, at], |row| {
                    Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
                })
                .optional()?,
        );
    }
    if gone_out.is_empty() {
        return Err(gone(
            connection,
            ids.first().copied().unwrap_or_default(),
            None,
        )?);
    }
    log::append(
        connection,
        at,
        who,
        "inbox-remove",
        "",
        &serde_json::json!({ "removal": number, "files": gone_out }),
    )?;
    Ok(number)
}

fn listed(files: &[Stamp]) -> serde_json::Value {
    serde_json::json!({ "files": files.iter().map(|file| (&file.name, &file.sha256)).collect::<Vec<_>>() })
}

/// What has become of a file that does not wait any more.
fn gone(connection: &Connection, id: i64, name: Option<&str>) -> Result<LedgerError, LedgerError> {
    let removed: Option<String> = connection
        .prepare_cached("SELECT name FROM waiting WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let (what, todo) = if removed.is_some() {
        ("移出", "还需要它，请在那个窗口撤销移出，或重新添加。")
    } else {
        ("入库或清除", "请核对报送情况；还需要它，请重新添加。")
    };
    Ok(LedgerError::NotWaiting {
        file: name
            .or(removed.as_deref())
            .map_or_else(|| "这个文件".to_owned(), |name| format!("“{name}”")),
        what,
        todo,
    })
}
