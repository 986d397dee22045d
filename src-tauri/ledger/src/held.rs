//! Table `held`: what every write left, in a chain, so that a row changed, removed or put in from
//! outside is seen.
//!
//! A hook of the connection tells which rows a write touches: no way of writing, new or old, can
//! forget one. Their digests go into one link when it commits. Rows of `value`, `entry` and
//! `finding` are held return by return; `effect`, `register_decision`, `target` and published lists
//! with their step.

mod chain;
mod link;
mod touched;

pub(super) use chain::Chain;
pub(super) use link::each_link;
pub(super) use touched::{CHANGED, CONTENT, Rows, SCHEMA, SEAL, SEQUENCE, TABLES, Table, Touched};

use super::rows::Digested;
use super::{LedgerError, seal, text};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// What a write left of the rows that it touched. `before`: the ledger without it; what was changed
/// there from outside is not made good by writing on top of it. `contents`: of the returns that it
/// committed.
pub(super) fn of_touched(
    connection: &Connection,
    before: &Connection,
    chain: &mut Chain,
    touched: &BTreeSet<(&'static str, i64)>,
    contents: &BTreeMap<i64, String>,
) -> Result<Rows, LedgerError> {
    let mut rows = Rows::new();
    chain.read(before)?;
    for table in &TABLES {
        for (_, number) in touched.iter().filter(|(name, _)| *name == table.name) {
            let was = of_row(before, table, *number)?;
            let (key, digest) = match (of_row(connection, table, *number)?, &was) {
                (Some((key, digest)), _) => (key, Some(digest)),
                (None, Some((key, _))) => (key.clone(), None),
                (None, None) => (number.to_string(), None),
            };
            let was = was.map(|(_, digest)| digest);
            let digest = chain.held(table.name, &key, was.as_ref(), digest);
            rows.entry(table.name.to_owned())
                .or_default()
                .insert(key, digest);
        }
    }
    let is_there = |id: &i64| {
        let digest = rows
            .get("return")
            .and_then(|rows| rows.get(&id.to_string()));
        digest.is_some_and(Option::is_some)
    };
    let contents = contents
        .iter()
        .filter(|(id, _)| is_there(id))
        .map(|(id, digest)| (id.to_string(), Some(digest.clone())))
        .collect::<BTreeMap<_, _>>();
    if !contents.is_empty() {
        rows.insert(CONTENT.to_owned(), contents);
    }
    let (was, now) = (of_sequence(before)?, of_sequence(connection)?);
    let now = chain.held(SEQUENCE, "", Some(&was), Some(now));
    rows.insert(SEQUENCE.to_owned(), BTreeMap::from([(String::new(), now)]));
    if !chain.ends_at(before)? {
        put(&mut rows, SEAL, "", CHANGED.to_owned());
    }
    Ok(rows)
}

/// What the chain says before a ledger that is held is brought up to date.
pub(super) struct Standing {
    chain: Chain,
    sequence: String,
    schema: String,
    ends: bool,
}

impl Standing {
    pub(super) fn of(connection: &Connection) -> Result<Self, LedgerError> {
        let mut chain = Chain::default();
        chain.read(connection)?;
        Ok(Self {
            ends: chain.ends_at(connection)?,
            chain,
            sequence: of_sequence(connection)?,
            schema: of_schema(connection)?,
        })
    }

    /// What bringing it up to date left: tables and numbers. What had been changed from outside is
    /// not made good by it, and rows that were copied are held as they were.
    pub(super) fn become_of(&self, connection: &Connection) -> Result<Rows, LedgerError> {
        let mut rows = Rows::new();
        for (table, was, now) in [
            (SEQUENCE, &self.sequence, of_sequence(connection)?),
            (SCHEMA, &self.schema, of_schema(connection)?),
        ] {
            let digest = self.chain.held(table, "", Some(was), Some(now));
            rows.insert(table.to_owned(), BTreeMap::from([(String::new(), digest)]));
        }
        if !self.ends {
            put(&mut rows, SEAL, "", CHANGED.to_owned());
        }
        Ok(rows)
    }
}

/// Holds what a write left.
pub(super) fn hold(connection: &Connection, rows: &Rows) -> Result<(), LedgerError> {
    link::write(
        connection,
        rows,
        seal::text(connection)?,
        seal::head(connection)?,
    )
}

/// Everything that stands.
pub(super) fn of_all(connection: &Connection) -> Result<Rows, LedgerError> {
    let mut rows = Rows::new();
    for table in &TABLES {
        let mut statement =
            connection.prepare(&format!("SELECT rowid FROM {} ORDER BY rowid", table.name))?;
        let numbers = statement
            .query_map([], |row| row.get(0))?
            .collect::<Result<Vec<i64>, _>>()?;
        for number in numbers {
            if let Some((key, digest)) = of_row(connection, table, number)? {
                put(&mut rows, table.name, &key, digest);
            }
            if table.name == "return" {
                let digest = of_content(connection, number)?;
                put(&mut rows, CONTENT, &number.to_string(), digest);
            }
        }
    }
    put(&mut rows, SEQUENCE, "", of_sequence(connection)?);
    put(&mut rows, SCHEMA, "", of_schema(connection)?);
    Ok(rows)
}

fn put(rows: &mut Rows, table: &str, key: &str, digest: String) {
    rows.entry(table.to_owned())
        .or_default()
        .insert(key.to_owned(), Some(digest));
}

/// Key and digest of a row.
fn of_row(
    connection: &Connection,
    table: &Table,
    number: i64,
) -> Result<Option<(String, String)>, LedgerError> {
    let Table {
        name, key, columns, ..
    } = table;
    let found: Option<String> = connection
        .prepare_cached(&format!(
            "SELECT CAST({key} AS TEXT) FROM {name} WHERE rowid = ?1"
        ))?
        .query_row([number], |row| text::any(row, 0))
        .optional()?;
    let Some(key) = found else {
        return Ok(None);
    };
    let mut digest = Digested::default();
    let sql = format!("SELECT {columns} FROM {name} WHERE rowid = ?1");
    digest.rows(connection, &sql, params![number])?;
    for also in table.also {
        digest.rows(connection, also, params![number])?;
    }
    Ok(Some((key, digest.finish())))
}

/// What is held of a return's rows. `Prepared` works out the same before they are written.
pub(super) fn of_content(connection: &Connection, number: i64) -> Result<String, LedgerError> {
    let mut digest = Digested::default();
    for sql in [
        "SELECT ordinal, unit, indicator, col, state, content, bound, raw, row, sheet_column, note \
            FROM value WHERE return_id = ?1 ORDER BY ordinal",
        "SELECT row, fields FROM entry WHERE return_id = ?1 ORDER BY row",
        "SELECT ordinal, id, severity, code, rule, subject, args, cells, left_side, right_side, \
            message FROM finding WHERE return_id = ?1 ORDER BY ordinal",
    ] {
        digest.rows(connection, sql, params![number])?;
        digest.end();
    }
    Ok(digest.finish())
}

fn of_sequence(connection: &Connection) -> Result<String, LedgerError> {
    let mut digest = Digested::default();
    let sql = "SELECT name, seq FROM sqlite_sequence ORDER BY name";
    digest.rows(connection, sql, [])?;
    Ok(digest.finish())
}

fn of_schema(connection: &Connection) -> Result<String, LedgerError> {
    let mut digest = Digested::default();
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name";
    digest.rows(connection, sql, [])?;
    Ok(digest.finish())
}
