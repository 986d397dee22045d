//! Rows digested as they stand: every column with its kind, so that nothing can be taken for
//! something else.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};
use sha2::{Digest, Sha256};

/// A digest that rows are added to.
pub(super) struct Digested(pub(super) Sha256);

impl Digested {
    /// Adds all rows that a query finds.
    pub(super) fn rows(
        &mut self,
        connection: &Connection,
        sql: &str,
        parameters: impl Params,
    ) -> rusqlite::Result<u64> {
        let mut statement = connection.prepare_cached(sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query(parameters)?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            self.row(row, columns)?;
            count += 1;
        }
        Ok(count)
    }

    /// Adds a row's first columns.
    pub(super) fn row(&mut self, row: &Row<'_>, columns: usize) -> rusqlite::Result<()> {
        for at in 0..columns {
            match row.get_ref(at)? {
                ValueRef::Null => self.none(),
                ValueRef::Integer(number) => self.integer(number),
                ValueRef::Real(number) => self.part(b'r', &number.to_le_bytes()),
                ValueRef::Text(text) => self.text(text),
                ValueRef::Blob(bytes) => self.part(b'b', bytes),
            }
        }
        self.end();
        Ok(())
    }

    /// Adds a column without a value.
    pub(super) fn none(&mut self) {
        self.0.update(b"n");
    }

    /// Adds a number.
    pub(super) fn integer(&mut self, number: i64) {
        self.part(b'i', &number.to_le_bytes());
    }

    /// Adds a text.
    pub(super) fn text(&mut self, text: &[u8]) {
        self.part(b't', text);
    }

    /// Adds a text, if there is one.
    pub(super) fn optional(&mut self, text: Option<&str>) {
        match text {
            Some(text) => self.text(text.as_bytes()),
            None => self.none(),
        }
    }

    /// Ends a row.
    pub(super) fn end(&mut self) {
        self.0.update(b".");
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        let mut head = [kind, 0, 0, 0, 0, 0, 0, 0, 0];
        head[1..].copy_from_slice(&(bytes.len() as u64).to_le_bytes());
        self.0.update(head);
        self.0.update(bytes);
    }
}

/// The first column of all rows, as text.
pub(super) fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}
