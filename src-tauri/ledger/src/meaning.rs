//! Figures that were made with a version of the scheme that means something else by their codes:
//! they are never read as what they are not.

use super::{Ledger, LedgerError, scheme};
use rusqlite::{Connection, params};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::record::{AskedSince, ReadOtherwise, StoredValue};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::lineage::{Became, Names, Way};
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
                Otherwise::Role | Otherwise::Name(_) => {
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

/// The versions of the scheme that were in force between two, which may also be the one that is put
/// in force now.
fn between(
    connection: &Connection,
    own: i64,
    known: &mut BTreeMap<i64, Scheme>,
) -> Result<(), LedgerError> {
    let mut after = connection.prepare_cached("SELECT id FROM scheme WHERE id >= ?1")?;
    let mut rows = after.query([own])?;
    while let Some(row) = rows.next()? {
        if let Entry::Vacant(new) = known.entry(row.get(0)?) {
            let (text, code) = scheme::by_id(connection, *new.key())?;
            new.insert(Scheme::parse(&code, &text)?);
        }
    }
    Ok(())
}

/// The way from a version to another that comes after all that are known.
fn way<'s>(known: &'s BTreeMap<i64, Scheme>, own: i64, now: &'s Scheme) -> Option<Way<'s>> {
    Some(Way {
        own: known.get(&own)?,
        between: known.range(own + 1..).map(|(_, scheme)| scheme).collect(),
        now,
    })
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
    let now = Scheme::parse(&code, &text)?;
    let mut known = BTreeMap::new();
    between(connection, own, &mut known)?;
    let Some(way) = way(&known, own, &now) else {
        return Ok(());
    };
    let which = (unit, form, version);
    Others::on(&way).refuse(connection, id, which, &now)?;
    let meanings = Meanings::on(&way, form);
    if meanings.is_same() {
        return Ok(());
    }
    refuse(connection, id, which, &now, &meanings)
}

/// Units and forms that became something else on a way.
struct Others {
    units: HashMap<String, Became>,
    forms: HashMap<String, Became>,
}

impl Others {
    fn on(way: &Way<'_>) -> Self {
        let owned = |names: &Names| {
            let all = names.all().into_iter();
            all.map(|(code, became)| (code.to_owned(), became))
                .collect()
        };
        Self {
            units: owned(&way.units()),
            forms: owned(&way.forms()),
        }
    }

    /// The unit and the form of a return, and the units that it has figures of, are what they were.
    fn refuse(
        &self,
        connection: &Connection,
        id: i64,
        which: (&str, &str, u32),
        now: &Scheme,
    ) -> Result<(), LedgerError> {
        let (unit, form, _) = which;
        let other = |what: &str, became: &Became| {
            let name = format!("{what}“{}”", became.is);
            (name, Otherwise::Name(became.clone()))
        };
        let mut told = Vec::new();
        told.extend(self.forms.get(form).map(|own| other("报表", own)));
        if !self.units.is_empty() {
            let sql = "SELECT ?2 UNION SELECT DISTINCT unit FROM value WHERE return_id = ?1";
            let mut of = connection.prepare_cached(sql)?;
            let mut rows = of.query(params![id, unit])?;
            while let Some(row) = rows.next()? {
                let code: String = row.get(0)?;
                told.extend(self.units.get(&code).map(|own| other("填报单位", own)));
            }
        }
        refused(which, now, told)
    }
}

fn refuse(
    connection: &Connection,
    id: i64,
    which: (&str, &str, u32),
    now: &Scheme,
    meanings: &Meanings,
) -> Result<(), LedgerError> {
    refused(which, now, told(connection, id, now, which.1, meanings)?)
}

fn refused(
    (unit, form, version): (&str, &str, u32),
    now: &Scheme,
    what: Vec<(String, Otherwise)>,
) -> Result<(), LedgerError> {
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

/// All that counts may count under a scheme that is put in force after all others.
pub(super) fn all_may_count(connection: &Connection, now: &Scheme) -> Result<(), LedgerError> {
    let mut returns = connection.prepare_cached(
        "SELECT scheme_id, form, id, unit, version FROM return WHERE current = 1 \
            ORDER BY scheme_id, form",
    )?;
    let first: Option<i64> =
        connection.query_row("SELECT min(scheme_id) FROM return", [], |row| row.get(0))?;
    let mut schemes = BTreeMap::new();
    between(connection, first.unwrap_or(i64::MAX), &mut schemes)?;
    let mut known: BTreeMap<(i64, String), Meanings> = BTreeMap::new();
    let mut others: BTreeMap<i64, Others> = BTreeMap::new();
    let mut rows = returns.query([])?;
    while let Some(row) = rows.next()? {
        let key: (i64, String) = (row.get(0)?, row.get(1)?);
        let Some(way) = way(&schemes, key.0, now) else {
            continue;
        };
        let unit: String = row.get(3)?;
        let which = (unit.as_str(), key.1.as_str(), row.get(4)?);
        others
            .entry(key.0)
            .or_insert_with(|| Others::on(&way))
            .refuse(connection, row.get(2)?, which, now)?;
        let meanings = known
            .entry(key.clone())
            .or_insert_with(|| Meanings::on(&way, &key.1));
        if !meanings.is_same() {
            refuse(connection, row.get(2)?, which, now, meanings)?;
        }
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
        let versions = (scheme_id, self.scheme_id);
        self.versions.meanings(versions, form, || {
            let own = self.scheme_of(scheme_id)?;
            let sql = "SELECT id FROM scheme WHERE id > ?1 AND id < ?2 ORDER BY id";
            let mut statement = self.connection.prepare_cached(sql)?;
            let ids = statement.query_map([scheme_id, self.scheme_id], |row| row.get(0))?;
            let between = ids.map(|id| self.scheme_of(id?));
            let between = between.collect::<Result<Vec<_>, LedgerError>>()?;
            let way = Way {
                own: &own,
                between: between.iter().map(AsRef::as_ref).collect(),
                now: &self.scheme,
            };
            Ok(Meanings::on(&way, form))
        })
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
