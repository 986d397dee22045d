//! Rows digested as they stand: every column with its kind, so that nothing can be taken for
//! something else.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Params, Row};
use sha2::{Digest, Sha256};

/// Bytes that are hashed together: a row has dozens of parts of a few bytes each.
const TOGETHER: usize = 4096;

/// A digest that rows are added to.
#[derive(Default)]
pub(super) struct Digested {
    hash: Sha256,
    /// what is not hashed yet
    waiting: Vec<u8>,
}

impl Digested {
    /// The digest of all that was added, hexadecimal.
    pub(super) fn finish(mut self) -> String {
        self.hash.update(&self.waiting);
        xianbaohui_files::hex(&self.hash.finalize())
    }

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
        self.waiting.push(b'n');
    }

    /// Adds a number.
    pub(super) fn integer(&mut self, number: i64) {
        // the sign in the last bit, so that small ones stay short
        let folded = (number << 1) ^ (number >> 63);
        self.head(b'i', folded.cast_unsigned());
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
        self.waiting.push(b'.');
        if self.waiting.len() >= TOGETHER {
            self.hash.update(&self.waiting);
            self.waiting.clear();
        }
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.head(kind, bytes.len() as u64);
        self.waiting.extend_from_slice(bytes);
    }

    /// A kind and a number, seven bits a byte, the last byte without its highest bit: what follows
    /// begins where it cannot be mistaken for this.
    fn head(&mut self, kind: u8, mut number: u64) {
        self.waiting.push(kind);
        while number >= 0x80 {
            self.waiting.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.waiting.push(number as u8);
    }
}

/// What inserts so many rows at once: the first parameter is the same in all of them, the others
/// are numbered on from row to row.
///
/// Why: for one row SQLite spends more on finding the place than on the row itself.
pub(super) fn insert_many(table: &str, columns: &str, rows: usize) -> String {
    let row = format!("(?1{})", ", ?".repeat(columns.matches(',').count()));
    format!(
        "INSERT INTO {table} ({columns}) VALUES {}",
        vec![row; rows].join(", ")
    )
}

/// The first column of all rows, as text.
pub(super) fn texts(connection: &Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

#[cfg(test)]
mod tests {
    use super::Digested;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_rows_have_one_digest() {
        let of = |add: &dyn Fn(&mut Digested)| {
            let mut digest = Digested::default();
            add(&mut digest);
            digest.finish()
        };
        let mut seen = BTreeSet::new();
        let numbers = [
            0,
            1,
            -1,
            63,
            64,
            -64,
            -65,
            127,
            128,
            300,
            i64::MAX,
            i64::MIN,
        ];
        for number in numbers {
            assert!(seen.insert(of(&|row| row.integer(number))), "{number}");
        }
        let long = "x".repeat(200);
        for texts in [
            &["ab"][..],
            &["a", "b"],
            &["", "ab"],
            &["ab", ""],
            &[&long],
            &["i\0"],
        ] {
            let all = |row: &mut Digested| {
                for text in texts {
                    row.text(text.as_bytes());
                }
            };
            assert!(seen.insert(of(&all)), "{texts:?}");
        }
        assert!(seen.insert(of(&|row| row.none())));
        assert!(seen.insert(of(&|row| {
            row.none();
            row.none();
        })));
        assert!(seen.insert(of(&|row| row.end())));
    }
}
