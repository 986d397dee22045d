//! A ledger of an earlier format is brought up to date: in one transaction, whose seal names the
//! one that lies in the file.

use super::round::table::from_scheme;
use super::seal::{START, state};
use super::{LedgerError, held};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

/// What SQL cannot do when a ledger is brought up to date.
type Fill = fn(&Connection) -> Result<(), LedgerError>;

/// What a format has that the one before has not.
struct Format {
    sql: &'static str,
    fill: Option<Fill>,
    /// a table and column of its own: a ledger that says another number than it has is not touched
    mark: (&'static str, &'static str),
}

impl Format {
    const fn of(sql: &'static str, table: &'static str, column: &'static str) -> Self {
        Self {
            sql,
            fill: None,
            mark: (table, column),
        }
    }
}

/// The newest format.
const NEWEST: i32 = 11;

const FORMATS: [Format; NEWEST as usize] = [
    Format::of(include_str!("migrations/01_ledger.sql"), "log", "hash"),
    Format::of(
        include_str!("migrations/02_layouts.sql"),
        "remembered",
        "pointed",
    ),
    Format::of(include_str!("migrations/03_waiting.sql"), "waiting", "said"),
    Format::of(include_str!("migrations/04_seal.sql"), "seal", "text"),
    Format::of(
        include_str!("migrations/05_findings.sql"),
        "finding",
        "code",
    ),
    Format {
        fill: Some(from_scheme),
        ..Format::of(include_str!("migrations/06_rounds.sql"), "round", "code")
    },
    Format::of(include_str!("migrations/07_steps.sql"), "step", "kind"),
    Format::of(include_str!("migrations/08_held.sql"), "held", "rows"),
    Format::of(
        include_str!("migrations/09_registers.sql"),
        "register_decision",
        "what",
    ),
    Format::of(
        include_str!("migrations/10_targets.sql"),
        "target",
        "amount",
    ),
    Format::of(include_str!("migrations/11_lists.sql"), "published", "day"),
];

/// From this one on all that stands is held.
const HELD: i32 = 8;

/// The number of the format that a ledger says it has.
pub(super) fn format_of(connection: &Connection) -> rusqlite::Result<i32> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Whether a ledger has the newest format.
pub(super) fn is_newest(connection: &Connection) -> rusqlite::Result<bool> {
    Ok(format_of(connection)? == NEWEST)
}

/// The number of the format, when the ledger has what belongs to it and no more.
fn known_format_of(connection: &Connection) -> Result<i32, LedgerError> {
    let said = format_of(connection)?;
    if said > NEWEST {
        return Err(LedgerError::Newer);
    }
    let mut statement =
        connection.prepare("SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2")?;
    for (number, format) in (1..).zip(&FORMATS) {
        if statement.exists([format.mark.0, format.mark.1])? != (number <= said) {
            return Err(LedgerError::OtherFormat { said });
        }
    }
    Ok(said)
}

/// Brings a ledger up to date, as a whole or not at all; whether it was not.
pub(super) fn bring_up_to_date(connection: &mut Connection) -> Result<bool, LedgerError> {
    if known_format_of(connection)? == NEWEST {
        return Ok(false);
    }
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    // another program may have been quicker
    let from = known_format_of(&transaction)?;
    climb(&transaction, from, NEWEST)?;
    transaction.commit()?;
    Ok(from < HELD)
}

/// Makes the tables of a ledger that has none yet.
pub(super) fn make(connection: &Connection) -> Result<(), LedgerError> {
    climb(connection, 0, NEWEST)
}

/// From one format to another. However many there are between them: the seal is renewed once, or a
/// log with this in it could not be known for this ledger's.
pub(super) fn climb(connection: &Connection, from: i32, to: i32) -> Result<(), LedgerError> {
    let sealed = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'seal'";
    let before: Option<String> = if connection.prepare(sealed)?.exists([])? {
        let seal: Option<String> = connection
            .query_row("SELECT text FROM seal WHERE id = 1", [], |row| row.get(0))
            .optional()?;
        seal.and_then(|seal| Some(state(&seal)?.to_owned()))
    } else {
        None
    };
    // what was held already stays as it was held: only what SQL changed is held anew
    let standing = if from >= HELD {
        Some(held::Standing::of(connection)?)
    } else {
        None
    };
    for (number, format) in (1..).zip(&FORMATS) {
        if !(from < number && number <= to) {
            continue;
        }
        connection.execute_batch(format.sql)?;
        if let Some(fill) = format.fill {
            fill(connection)?;
        }
    }
    if let Some(before) = before.filter(|_| from < to) {
        connection.execute(
            "UPDATE seal SET text = ?1 || lower(hex(randomblob(8))) || ':' || ?2",
            [START, &before],
        )?;
    }
    if let Some(standing) = standing {
        held::hold(connection, &standing.become_of(connection)?)?;
    }
    // what stands from before is held from now on
    if (1..to.min(HELD)).contains(&from) && to >= HELD {
        held::hold(connection, &held::of_all(connection)?)?;
    }
    connection.pragma_update(None, "user_version", to)?;
    Ok(())
}
