//! Which rows are held, and which a transaction has touched.

use rusqlite::Connection;
use rusqlite::hooks::Action;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A table whose rows are held one by one.
pub(in super::super) struct Table {
    pub(in super::super) name: &'static str,
    /// what a row goes by for good
    pub(super) key: &'static str,
    pub(super) columns: &'static str,
    /// rows of other tables that belong to it
    pub(super) also: &'static [&'static str],
    /// what the officer calls it
    pub(in super::super) shown: &'static str,
}

const fn table(name: &'static str, shown: &'static str) -> Table {
    Table {
        name,
        key: "id",
        columns: "*",
        also: &[],
        shown,
    }
}

pub(in super::super) const TABLES: [Table; 10] = [
    table("scheme", "报表制度"),
    Table {
        key: "code",
        ..table("round", "批次")
    },
    table("extension", "延期"),
    table("batch", "入库批"),
    table("return", "报送件"),
    // bytes are held by their SHA-256
    Table {
        columns: "id, sha256, size",
        ..table("source_file", "原始文件")
    },
    Table {
        also: &[
            "SELECT * FROM effect WHERE step_id = ?1 ORDER BY unit, form",
            "SELECT * FROM register_decision WHERE step_id = ?1 ORDER BY ordinal",
            "SELECT * FROM target WHERE step_id = ?1 ORDER BY ordinal",
            "SELECT * FROM published WHERE step_id = ?1",
            "SELECT * FROM published_row WHERE step_id = ?1 ORDER BY row",
            "SELECT * FROM published_answer WHERE step_id = ?1 ORDER BY ordinal",
        ],
        ..table("step", "步骤")
    },
    table("remembered", "记住的对应"),
    table("waiting", "收件台的文件"),
    Table {
        columns: "id, sha256",
        ..table("waiting_bytes", "收件台文件的内容")
    },
];

/// What is held of a return's values, entries and findings, under the number of the return.
pub(in super::super) const CONTENT: &str = "content";

/// What is held of all numbers that are never given twice.
pub(in super::super) const SEQUENCE: &str = "sequence";

/// What is held of tables, indexes and triggers themselves.
pub(in super::super) const SCHEMA: &str = "schema";

/// What is held of the end of the chain, where it was not as the write before left it.
pub(in super::super) const SEAL: &str = "seal";

/// Before the digest of a row that was changed from outside before it was written: it stands for
/// good.
pub(in super::super) const CHANGED: &str = "changed ";

/// Digests by table and key; none: the row is gone.
pub(in super::super) type Rows = BTreeMap<String, BTreeMap<String, Option<String>>>;

/// Tables and row numbers that the transaction that is open has touched.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Touched(Arc<Mutex<BTreeSet<(&'static str, i64)>>>);

impl Touched {
    /// From now on, of a connection.
    pub(in super::super) fn by(connection: &Connection) -> rusqlite::Result<Self> {
        let touched = Self::default();
        let rows = Arc::clone(&touched.0);
        connection.update_hook(Some(move |_: Action, _: &str, name: &str, row: i64| {
            if let Some(table) = TABLES.iter().find(|table| table.name == name) {
                let mut rows = rows.lock().unwrap_or_else(PoisonError::into_inner);
                rows.insert((table.name, row));
            }
        }))?;
        Ok(touched)
    }

    /// Those since it was last asked.
    pub(in super::super) fn take(&self) -> BTreeSet<(&'static str, i64)> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
