//! Figures that were made with a version of the scheme that means something else by their codes:
//! they are never read as what they are not.

use super::{Ledger, LedgerError, scheme};
use rusqlite::{Connection, params};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::record::{AskedSince, ReadOtherwise, StoredValue};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::meaning::{Meanings, Otherwise, named};

/// Stored returns on a form that were made with one version of the scheme.
#[derive(Debug, Clone)]
pub struct MadeWith {
    /// the version
    pub scheme: Arc<Scheme>,
    /// the form
    pub form: String,
    /// indicators that they have figures of
    pub indicators: HashSet<String>,
}

/// What is otherwise with the figures and fields that a return has, as sentences.
pub(super) fn told(
    connection: &Connection,
    return_id: i64,
    now: &Scheme,
    form: &str,
    meanings: &Meanings,
) -> Result<Vec<(String, Otherwise)>, LedgerError> {
    let Some(spec) = now.form(form) else {
        return Ok(Vec::new());
    };
    let sql = "SELECT EXISTS (SELECT 1 FROM value WHERE return_id = ?1 AND indicator = ?2 \
        AND col = ?3 AND state = 'number')";
    let mut has = connection.prepare_cached(sql)?;
    let mut found = Vec::new();
    for (indicator, column, other) in meanings.indicators(spec) {
        // another unit of measure is that of all columns of the indicator
        let columns = spec.columns_of(indicator).map(|one| one.code.as_str());
        let alike = columns.filter(|code| meanings.figure(indicator, code) == Some(other));
        let mut is_there = false;
        for code in alike {
            let found: bool =
                has.query_row(params![return_id, indicator, code], |row| row.get(0))?;
            is_there |= found;
        }
        if is_there {
            let name = now
                .indicator(indicator)
                .map_or(indicator, |one| one.name.as_str());
            let name = match other {
                Otherwise::Role => {
                    let column = spec.column(indicator, column);
                    format!("{name}（{}）", column.map_or("", |one| one.name.as_str()))
                }
                _ => name.to_owned(),
            };
            found.push((name, other.clone()));
        }
    }
    let mut entries =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE return_id = ?1)")?;
    for (field, other) in meanings.fields(spec) {
        if entries.query_row([return_id], |row| row.get(0))? {
            found.push((field.name.clone(), other.clone()));
        }
    }
    Ok(found)
}

/// Figures and fields of a return that the scheme in force has no more.
fn gone(
    connection: &Connection,
    return_id: i64,
    meanings: &Meanings,
) -> Result<Vec<(String, Otherwise)>, LedgerError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM value WHERE return_id = ?1 AND indicator = ?2 \
        AND col = ?3 AND state IN ('number', 'text', 'unreadable'))";
    let mut has = connection.prepare_cached(sql)?;
    let mut entries =
        connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM entry WHERE return_id = ?1)")?;
    let mut found = Vec::new();
    for one in meanings.gone() {
        let is_there: bool = match &one.figure {
            Some((indicator, column)) => {
                has.query_row(params![return_id, indicator, column], |row| row.get(0))?
            }
            None => entries.query_row([return_id], |row| row.get(0))?,
        };
        if is_there {
            found.push(one);
        }
    }
    let names = named(found).into_iter();
    Ok(names.map(|name| (name, Otherwise::Gone)).collect())
}

/// One version of a return may count: the scheme in force means by its codes what they meant when
/// it was made.
pub(super) fn may_count(
    connection: &Connection,
    (round, unit, form): (&str, &str, &str),
    version: u32,
) -> Result<(), LedgerError> {
    let (id, own): (i64, i64) = connection.query_row(
        "SELECT id, scheme_id FROM return WHERE round = ?1 AND unit = ?2 AND form = ?3 \
            AND version = ?4",
        params![round, unit, form, version],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    let (now, text, code) = scheme::current(connection)?;
    if own == now {
        return Ok(());
    }
    let (was, name) = scheme::by_id(connection, own)?;
    if was == text {
        return Ok(());
    }
    let now = Scheme::parse(&code, &text)?;
    let own = Scheme::parse(&name, &was)?;
    let meanings = Meanings::between(&own, &now, form);
    if meanings.is_same() {
        return Ok(());
    }
    refuse(connection, id, (unit, form, version), &now, &meanings)
}

fn refuse(
    connection: &Connection,
    id: i64,
    (unit, form, version): (&str, &str, u32),
    now: &Scheme,
    meanings: &Meanings,
) -> Result<(), LedgerError> {
    let what = told(connection, id, now, form, meanings)?;
    if what.is_empty() {
        return Ok(());
    }
    let what = what
        .into_iter()
        .map(|(name, other)| format!("“{name}”{}", other.words()));
    Err(LedgerError::OtherMeaning {
        unit: now.unit_name(unit).to_owned(),
        form: now
            .form(form)
            .map_or_else(|| form.to_owned(), |form| form.name.clone()),
        version,
        what: what.collect::<Vec<_>>().join("，"),
    })
}

/// All that counts may count under a scheme.
pub(super) fn all_may_count(connection: &Connection, now: &Scheme) -> Result<(), LedgerError> {
    let mut returns = connection.prepare_cached(
        "SELECT scheme_id, form, id, unit, version FROM return WHERE current = 1 \
            ORDER BY scheme_id, form",
    )?;
    let mut known: BTreeMap<(i64, String), Meanings> = BTreeMap::new();
    let mut schemes: BTreeMap<i64, Scheme> = BTreeMap::new();
    let mut rows = returns.query([])?;
    while let Some(row) = rows.next()? {
        let key: (i64, String) = (row.get(0)?, row.get(1)?);
        if !known.contains_key(&key) {
            let own = match schemes.entry(key.0) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    let (text, code) = scheme::by_id(connection, key.0)?;
                    new.insert(Scheme::parse(&code, &text)?)
                }
            };
            known.insert(key.clone(), Meanings::between(own, now, &key.1));
        }
        let Some(meanings) = known.get(&key).filter(|own| !own.is_same()) else {
            continue;
        };
        let unit: String = row.get(3)?;
        let which = (unit.as_str(), key.1.as_str(), row.get(4)?);
        refuse(connection, row.get(2)?, which, now, meanings)?;
    }
    Ok(())
}

/// A figure as the scheme in force means it.
pub(super) fn read_figure(meanings: Option<&Meanings>, of: (&str, &str), figure: &mut Figure) {
    if let Some(number) = figure.number
        && let Some(other) = meanings.and_then(|own| own.figure(of.0, of.1))
    {
        figure.number = other.number(number);
        if figure.number.is_none() {
            figure.state = State::Unreadable;
        }
    }
}

/// A stored figure as the scheme in force means it.
pub(super) fn read_value(meanings: Option<&Meanings>, value: &mut StoredValue) {
    let other = meanings.and_then(|own| own.figure(&value.indicator, &value.column));
    if let Some(other) = other {
        other.read(&mut value.datum, &mut value.note);
    }
}

impl Ledger {
    /// What the scheme in force means otherwise than the version that returns on a form were made
    /// with; `None` where it means the same.
    pub(super) fn otherwise(
        &self,
        scheme_id: i64,
        form: &str,
    ) -> Result<Option<Arc<Meanings>>, LedgerError> {
        if scheme_id == self.scheme_id {
            return Ok(None);
        }
        let own = self.scheme_of(scheme_id)?;
        Ok(self
            .versions
            .meanings((scheme_id, self.scheme_id), form, || {
                Meanings::between(&own, &self.scheme, form)
            }))
    }

    /// Stored returns by form and the version of the scheme that they were made with.
    pub fn made_with(&self) -> Result<Vec<MadeWith>, LedgerError> {
        let sql = "SELECT DISTINCT r.scheme_id, r.form, v.indicator FROM return r \
            LEFT JOIN value v ON v.return_id = r.id ORDER BY r.scheme_id, r.form";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut found: Vec<(i64, MadeWith)> = Vec::new();
        while let Some(row) = rows.next()? {
            let (id, form): (i64, String) = (row.get(0)?, row.get(1)?);
            if found
                .last()
                .is_none_or(|(last, one)| *last != id || one.form != form)
            {
                let one = MadeWith {
                    scheme: self.scheme_of(id)?,
                    form,
                    indicators: HashSet::new(),
                };
                found.push((id, one));
            }
            if let (Some((_, one)), Some(indicator)) = (found.last_mut(), row.get(2)?) {
                one.indicators.insert(indicator);
            }
        }
        Ok(found.into_iter().map(|(_, one)| one).collect())
    }

    /// The returns on a form that count in a round, and have figures that the scheme in force means
    /// otherwise.
    pub fn read_otherwise(
        &self,
        round: &str,
        form: &str,
    ) -> Result<Vec<ReadOtherwise>, LedgerError> {
        let sql = "SELECT id, unit, version, scheme_id FROM return WHERE round = ?1 \
            AND form = ?2 AND current = 1 ORDER BY unit";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query([round, form])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let Some(meanings) = self.otherwise(row.get(3)?, form)? else {
                continue;
            };
            let (id, scheme) = (row.get(0)?, &self.scheme);
            let mut what = told(&self.connection, id, scheme, form, &meanings)?;
            what.extend(gone(&self.connection, id, &meanings)?);
            if !what.is_empty() {
                found.push(ReadOtherwise {
                    unit: row.get(1)?,
                    version: row.get(2)?,
                    what,
                });
            }
        }
        Ok(found)
    }

    /// Senders of the returns on a form that count in a round, with what the scheme in force asks
    /// for and the version that they were made with did not: indicators and columns.
    pub fn asked_since(&self, round: &str, form: &str) -> Result<Vec<AskedSince>, LedgerError> {
        let sql = "SELECT unit, scheme_id FROM return WHERE round = ?1 AND form = ?2 \
            AND current = 1 AND scheme_id <> ?3 ORDER BY unit";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![round, form, self.scheme_id])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if let Some(meanings) = self.otherwise(row.get(1)?, form)?
                && !meanings.since().is_empty()
            {
                found.push((row.get(0)?, meanings.since().to_vec()));
            }
        }
        Ok(found)
    }
}
