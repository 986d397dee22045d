//! Writing goes on top of what lies on the disk, or nowhere; and what is read is what lies there.

use super::durable::has_no_room;
use super::seal::{Known, has, head, on_disk, seen};
use super::{Ledger, LedgerError, held, leftover};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::cell::RefCell;
use std::ops::Deref;
use xianbaohui_files::disk::stamp_of;
use xianbaohui_files::guard;

/// Something being written. Dropped without [`Writing::commit`] it leaves the ledger as it was.
#[derive(Debug)]
pub(super) struct Writing<'l> {
    transaction: Transaction<'l>,
    /// sees the ledger as it is without this
    before: Connection,
    known: &'l Known,
    chain: &'l RefCell<held::Chain>,
}

impl Deref for Writing<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.transaction
    }
}

impl Writing<'_> {
    /// Makes it last.
    pub(super) fn commit(self) -> Result<(), LedgerError> {
        let touched = self.known.touched.take();
        let contents = self.known.contents.take();
        let mut chain = self.chain.borrow_mut();
        let rows = held::of_touched(
            &self.transaction,
            &self.before,
            &mut chain,
            &touched,
            &contents,
        )?;
        drop(self.before);
        held::hold(&self.transaction, &rows)?;
        let head = head(&self.transaction)?;
        self.transaction.commit()?;
        self.known.head.replace(head);
        Ok(())
    }

    /// What is held of a return that is committed, besides its own row.
    pub(super) fn holds(&self, number: i64, content: &str) {
        let mut contents = self.known.contents.borrow_mut();
        contents.insert(number, content.to_owned());
    }

    /// Takes all of it back.
    pub(super) fn rollback(self) -> Result<(), LedgerError> {
        Ok(self.transaction.rollback()?)
    }
}

impl Ledger {
    /// Begins to write: nobody else does until it ends, and what is written goes on top of what
    /// lies on the disk, or nowhere.
    pub(super) fn writing(&self) -> Result<Writing<'_>, LedgerError> {
        self.in_place()?;
        if self.only_read {
            return Err(LedgerError::Full);
        }
        self.known.goes_on_top_of(None);
        drop((self.known.touched.take(), self.known.contents.take()));
        let transaction =
            Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let Some((disk, fresh)) = on_disk(self.guarded.path())? else {
            return Err(self.overwritten());
        };
        let ours = seen(&transaction);
        let is_same = ours.as_ref().is_ok_and(|ours| *ours == disk)
            && has(&fresh, &self.known.head.borrow()).unwrap_or(false);
        // while something is still in the log, its pages hide those of the file below from both
        // connections
        if !is_same || leftover::refuse(self.guarded.path()).is_err() {
            return Err(self.overwritten());
        }
        self.known.head.replace(head(&transaction)?);
        self.known.goes_on_top_of(Some(disk));
        transaction.execute(
            "UPDATE seal SET text = 'xbh-seal:' || lower(hex(randomblob(8))) || ':\
            ' || substr(text, 10, 16)",
            [],
        )?;
        Ok(Writing {
            transaction,
            before: fresh,
            known: &self.known,
            chain: &self.chain,
        })
    }

    /// That what is read is what lies on the disk, not pages remembered of a file that was written
    /// over since. A ledger that was moved away or deleted is still read as it was.
    pub fn unchanged(&self) -> Result<(), LedgerError> {
        if self.guarded.opened().is_overwritten() {
            return Err(self.overwritten());
        }
        let path = self.guarded.path();
        if self.only_read || self.in_place().is_err() {
            return Ok(());
        }
        let files = [stamp_of(path), stamp_of(&guard::log_of(path))];
        if self.known.files.borrow().as_ref() == Some(&files) {
            return Ok(());
        }
        // in a snapshot, what was committed by then must still be there
        if !self.connection.is_autocommit() {
            return match on_disk(path)? {
                Some((_, fresh)) if has(&fresh, &self.known.head.borrow()).unwrap_or(false) => {
                    Ok(())
                }
                _ => Err(self.overwritten()),
            };
        }
        let mut before = seen(&self.connection).ok();
        loop {
            let Some((disk, fresh)) = on_disk(path)? else {
                return Err(self.overwritten());
            };
            if before.as_ref() == Some(&disk) {
                if !has(&fresh, &self.known.head.borrow()).unwrap_or(false)
                    || leftover::refuse(path).is_err()
                {
                    return Err(self.overwritten());
                }
                self.known.head.replace(head(&fresh)?);
                self.known.files.replace(Some(files));
                return Ok(());
            }
            // whoever commits through SQLite is seen by our connection, too
            let now = seen(&self.connection).ok();
            if now == before {
                return Err(self.overwritten());
            }
            before = now;
        }
    }

    pub(super) fn overwritten(&self) -> LedgerError {
        self.guarded.opened().overwritten();
        LedgerError::Replaced {
            path: self.guarded.path().display().to_string(),
        }
    }

    /// What the officer must know when something committed is still only in the log, so that the
    /// ledger's file alone does not hold it yet: another program has been reading for long, or the
    /// disk has no room.
    pub fn warning(&self) -> Result<Option<String>, LedgerError> {
        if self.no_room {
            return Ok(Some(
                "账本所在的磁盘已满：可以照常查看，暂时不能添加文件、入库和改动。请在那个磁盘上腾出\
                    空间；有了空间就能接着做，不用重新打开。"
                    .into(),
            ));
        }
        let counts = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (why, then) =
            match self
                .connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], counts)
            {
                Ok((pages, copied)) if copied >= pages => return Ok(None),
                Ok(_) => ("另一个程序一直在读账本", "对方关闭后"),
                Err(error) if has_no_room(&error) => ("磁盘已满", "腾出空间后"),
                Err(error) => return Err(error.into()),
            };
        Ok(Some(format!(
            "已经保存在磁盘上，不会丢失；但{why}，最近写入的内容还在旁边的 {} 里。现在复制账本，请\
                连同它一起复制；{then}，下一次入库或关闭账本时会自动并入。",
            guard::log_of(self.guarded.path()).display()
        )))
    }

    /// Whether the ledger still lies where it was opened, and is the same file.
    pub fn in_place(&self) -> Result<(), LedgerError> {
        Ok(self.guarded.opened().check()?)
    }
}
