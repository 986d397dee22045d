//! A register is opened, and what is wanted of it is found.

use super::RegisterError;
use crate::Error;
use std::collections::HashMap;
use xianbaohui_core::day::read;
use xianbaohui_core::register::{Book, Entry, Register, State, day_of, days_after, last_day};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_ledger::{Ledger, LedgerError};

/// What is wanted of a register.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// code of the unit
    pub unit: Option<String>,
    /// how an entry stands
    pub state: Option<State>,
    /// only those that run out within so many days
    pub within: Option<u16>,
    /// only those whose return was withdrawn
    pub withdrawn: bool,
    /// what stands in one of its fields
    pub text: String,
}

/// A register of the scheme in force, by code or name.
///
/// # Errors
/// There is none.
pub fn found<'s>(scheme: &'s Scheme, name: &str) -> Result<&'s Register, RegisterError> {
    scheme.register(name).ok_or_else(|| {
        let all = || scheme.registers.iter();
        let names = all().flat_map(|one| [one.code.as_str(), one.name.as_str()]);
        let known = all().map(|one| format!("{}（{}）", one.code, one.name));
        RegisterError::Unknown {
            name: name.to_owned(),
            nearest: text::nearest(name, names)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default(),
            known: known.collect::<Vec<_>>().join("、"),
        }
    })
}

/// A register with its entries.
///
/// # Errors
/// There is none, or the ledger did not answer.
pub fn open<'l>(ledger: &'l Ledger, name: &str) -> Result<Book<'l>, Error> {
    let scheme = ledger.scheme();
    Ok(Book::read(scheme, found(scheme, name)?, ledger)?)
}

/// One entry of a register, by what it goes by.
///
/// # Errors
/// The ledger did not answer.
pub fn open_entry<'l>(
    ledger: &'l Ledger,
    register: &Register,
    key: &str,
) -> Result<Book<'l>, Error> {
    let scheme = ledger.scheme();
    let register = found(scheme, &register.code)?;
    Ok(Book::read_entry(scheme, register, ledger, key)?)
}

/// Code of a unit by code or name.
///
/// # Errors
/// There is none.
pub fn unit_of(scheme: &Scheme, name: &str) -> Result<String, Error> {
    let mut units = scheme.units.iter();
    let own = units.find(|unit| unit.code == name || unit.name == name);
    let own = own.ok_or_else(|| LedgerError::Unknown {
        what: "填报单位",
        name: name.to_owned(),
        nearest: scheme
            .unit_names
            .nearest(name)
            .map(|near| format!("，最接近的是“{near}”"))
            .unwrap_or_default(),
    })?;
    Ok(own.code.clone())
}

/// The day that states are asked for: as it was given, else the last one of the newest round.
///
/// # Errors
/// It is no day.
pub fn day(scheme: &Scheme, given: Option<&str>) -> Result<String, Error> {
    if let Some(text) = given {
        let dated = read(text).ok().filter(|dated| dated.day.is_day());
        let no_day = || RegisterError::NoDay {
            text: text.to_owned(),
        };
        return Ok(dated.ok_or_else(no_day)?.day.to_string());
    }
    let periods = scheme.rounds.iter().map(|round| round.period);
    let newest = periods.max_by_key(|period| (period.year, period.to));
    Ok(newest.map_or_else(|| "1900-01-01".to_owned(), last_day))
}

/// Positions of units in the scheme.
pub(super) fn places(scheme: &Scheme) -> HashMap<&str, usize> {
    let all = scheme.units.iter().enumerate();
    all.map(|(at, unit)| (unit.code.as_str(), at)).collect()
}

/// Entries that are wanted, unit by unit, in the order in which they came. Personal data are not
/// looked into.
pub fn chosen<'b>(book: &'b Book<'_>, filter: &Filter, day: &str) -> Vec<&'b Entry> {
    let wanted = text::key(&filter.text);
    let fields = &book.fields;
    let says = |entry: &Entry| {
        wanted.is_empty()
            || (0..fields.all.len()).any(|at| {
                !fields.all[at].personal
                    && text::as_key(&fields.text(&entry.row, Some(at))).contains(&wanted)
            })
    };
    let soon = filter.within.map(|days| days_after(day, days));
    let runs_out = |entry: &Entry| {
        soon.as_ref().is_none_or(|soon| {
            let until = day_of(fields, &entry.row);
            let is_soon = until.is_some_and(|until| until.as_str() >= day && until <= *soon);
            is_soon && book.state(entry, day) == State::In
        })
    };
    let is_wanted = |entry: &&Entry| {
        filter.unit.as_ref().is_none_or(|unit| entry.unit == *unit)
            && filter
                .state
                .is_none_or(|state| book.state(entry, day) == state)
            && (!filter.withdrawn || entry.withdrawn)
            && runs_out(entry)
            && says(entry)
    };
    let places = places(book.scheme);
    let mut found = book.entries.iter().filter(is_wanted).collect::<Vec<_>>();
    found.sort_by_key(|entry| places.get(entry.unit.as_str()).copied());
    found
}
