//! Rows of the table `round`.

use super::super::{LedgerError, scheme, text};
use rusqlite::{Connection, Row, params};
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::{Round, Scheme};

fn from_row(row: &Row<'_>) -> Result<Round, LedgerError> {
    let period: String = row.get(2)?;
    let (also, forms, units): (String, String, String) = (row.get(3)?, row.get(5)?, row.get(6)?);
    Ok(Round {
        code: row.get(0)?,
        name: row.get(1)?,
        period: Period::try_from(period)
            .map_err(|period| LedgerError::Damaged(format!("“{period}”不是报告期")))?,
        also: serde_json::from_str(&also)?,
        deadline: row.get(4)?,
        forms: serde_json::from_str(&forms)?,
        units: serde_json::from_str(&units)?,
    })
}

/// All rounds, in the order in which they were added.
pub(in super::super) fn all(connection: &Connection) -> Result<Vec<Round>, LedgerError> {
    let mut rounds = Vec::new();
    each(connection, |_, round| {
        rounds.push(round?);
        Ok(())
    })?;
    Ok(rounds)
}

/// Each round with its code, or why it cannot be read.
pub(in super::super) fn each(
    connection: &Connection,
    mut each: impl FnMut(&str, Result<Round, LedgerError>) -> Result<(), LedgerError>,
) -> Result<(), LedgerError> {
    let mut statement = connection.prepare(
        "SELECT code, name, period, also, deadline, forms, units FROM round \
            WHERE dropped = 0 ORDER BY ordinal",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(&text::any(row, 0)?, from_row(row))?;
    }
    Ok(())
}

/// Writes rounds behind those that are there.
pub(in super::super) fn insert_all(
    connection: &Connection,
    rounds: &[Round],
    at: &str,
) -> Result<(), LedgerError> {
    let sql =
        "INSERT INTO round (code, ordinal, name, period, also, deadline, forms, units, added_at)
        VALUES (?1, (SELECT coalesce(max(ordinal), 0) + 1 FROM round), ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let mut statement = connection.prepare_cached(sql)?;
    for round in rounds {
        statement.execute(params![
            round.code,
            round.name,
            round.period.to_string(),
            serde_json::to_string(&round.also)?,
            round.deadline,
            serde_json::to_string(&round.forms)?,
            serde_json::to_string(&round.units)?,
            at
        ])?;
    }
    Ok(())
}

/// What the text of the first day says of rounds becomes rows. A ledger that is being made has no
/// scheme yet.
pub(in super::super) fn from_scheme(connection: &Connection) -> Result<(), LedgerError> {
    let count: i64 = connection.query_row("SELECT count(*) FROM scheme", [], |row| row.get(0))?;
    if count == 0 {
        return Ok(());
    }
    let (_, text, code) = scheme::current(connection)?;
    let added: String = connection.query_row(
        "SELECT added_at FROM scheme ORDER BY id DESC LIMIT 1",
        [],
        |row| row.get(0),
    )?;
    insert_all(connection, &Scheme::parse(&code, &text)?.rounds, &added)
}
