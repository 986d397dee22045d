//! What is known of a unit before it fills a form in: its last return on it that counts, of an
//! earlier round, and its register. Where entries come from is said in one place:
//! [`Known::entries`].

use crate::Error;
use std::collections::hash_map::Entry as Place;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use xianbaohui_core::form::{FieldSpec, Form, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::personal;
use xianbaohui_core::record::{Record as _, StoredEntry, StoredField};
use xianbaohui_core::register::{Book, Entry, Reporter, State, last_day};
use xianbaohui_core::scheme::Round;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::present::Beforehand;

/// Unit and form.
type Key = (String, String);

/// What earlier rounds hold.
pub(super) struct Known<'l> {
    ledger: &'l Ledger,
    /// the newest earlier round with a return that counts, by unit and form
    newest: HashMap<Key, String>,
    /// personal data is filled in as it was said
    open: bool,
    /// registers that the units report to, by their forms
    books: HashMap<String, Book<'l>>,
    /// last day of the round
    day: String,
    /// figures of those returns, by unit, form, indicator and column
    figures: HashMap<Key, HashMap<(String, String), String>>,
}

impl<'l> Known<'l> {
    pub(super) fn new(ledger: &'l Ledger, round: &Round, open: bool) -> Result<Self, Error> {
        let end = |own: &Round| (own.period.year, own.period.to);
        let scheme = ledger.scheme();
        let rounds = scheme.rounds.iter().filter(|own| end(own) < end(round));
        let mut earlier = rounds.collect::<Vec<_>>();
        earlier.sort_by_key(|own| std::cmp::Reverse(end(own)));
        let mut known = Self {
            ledger,
            newest: HashMap::new(),
            books: HashMap::new(),
            day: last_day(round.period),
            open,
            figures: HashMap::new(),
        };
        for register in &scheme.registers {
            // what happened in a period is not reported again
            let is_of_units = register.reporter == Reporter::County && !register.events;
            if is_of_units && round.forms.contains(&register.form) {
                let book = Book::read(scheme, register, ledger)?;
                known.books.entry(register.form.clone()).or_insert(book);
            }
        }
        for own in earlier {
            let mut forms = HashSet::new();
            for row in ledger.current_returns(&own.code)? {
                let form = row.form.clone();
                if let Place::Vacant(free) = known.newest.entry((row.unit, row.form)) {
                    free.insert(own.code.clone());
                    forms.insert(form);
                }
            }
            for form in scheme
                .forms
                .iter()
                .filter(|form| forms.contains(&form.code))
            {
                known.read_figures(own, form)?;
            }
        }
        Ok(known)
    }

    /// The figures that a form's blanks show.
    fn read_figures(&mut self, round: &Round, form: &Form) -> Result<(), Error> {
        let shown = form.shown_last();
        if shown.is_empty() {
            return Ok(());
        }
        let (newest, figures) = (&self.newest, &mut self.figures);
        let mut take = |unit: &str, indicator: &str, column: &str, figure: String| {
            let key = (unit.to_owned(), form.code.clone());
            if newest.get(&key) == Some(&round.code) {
                let of_unit = figures.entry(key).or_default();
                of_unit.insert((indicator.to_owned(), column.to_owned()), figure);
            }
        };
        let ledger = self.ledger;
        ledger.visit_figures(
            &round.code,
            &form.code,
            &mut |_, unit, indicator, column, figure| {
                if let Some(number) = figure.number
                    && shown.iter().any(|own| own.code == column)
                {
                    take(unit, indicator, column, number.to_string());
                }
            },
        )?;
        Ok(())
    }

    /// What is filled in beforehand on a unit's form.
    pub(super) fn of(&self, unit: &str, form: &Form) -> Result<Beforehand, Error> {
        let key = (unit.to_owned(), form.code.clone());
        let (entries, masked) = match &form.layout {
            Layout::Roster(roster) => self.entries(&key, &roster.fields)?,
            Layout::Matrix(_) | Layout::CountyTable(_) => (Vec::new(), 0),
        };
        Ok(Beforehand {
            last: self.figures.get(&key).cloned().unwrap_or_default(),
            entries,
            masked,
        })
    }

    /// Entries of a unit as its register has them, and those of its last return that nobody has
    /// decided on: a text for each field, and how many of them are masked.
    fn entries(
        &self,
        (unit, form): &Key,
        specs: &[FieldSpec],
    ) -> Result<(Vec<Vec<String>>, usize), Error> {
        let mut rows = Vec::new();
        if let Some(round) = self.newest.get(&(unit.clone(), form.clone())) {
            let units = std::slice::from_ref(unit);
            self.ledger
                .visit_entries(round, form, units, &mut |entry| {
                    if entry.unit == *unit {
                        rows.push(Arc::new(entry));
                    }
                    true
                })?;
        }
        if let Some(book) = self.books.get(form) {
            rows = self.as_registered(book, unit, rows);
        }
        let (mut entries, mut masked) = (Vec::new(), 0);
        for entry in rows {
            let place = (entry.return_id, entry.row);
            let fields = entry.fields.iter().zip(specs).map(|(field, spec)| {
                let words = text(field);
                if self.open || !spec.personal || words.is_empty() {
                    return words;
                }
                masked += 1;
                // whose row it is must be known when it comes back
                match (personal::field(spec, &words), spec.key) {
                    (own, true) => personal::with_place(&own, place),
                    (own, false) => own.into_owned(),
                }
            });
            entries.push(fields.collect());
        }
        Ok((entries, masked))
    }

    /// The rows of the last return as the register has them by now, without those that left or do
    /// not count any more, and behind them what came to the unit otherwise.
    fn as_registered(
        &self,
        book: &Book<'_>,
        unit: &str,
        last: Vec<Arc<StoredEntry>>,
    ) -> Vec<Arc<StoredEntry>> {
        let is_personal = book.fields.all.iter().any(|field| field.personal);
        let is_there = |entry: &Entry| {
            let stays = matches!(book.state(entry, &self.day), State::In | State::Lapsed);
            // what another unit said of a person is not known to this one
            entry.unit == unit && stays && !(is_personal && entry.row.unit != unit)
        };
        let mut taken = HashSet::new();
        let mut rows = Vec::new();
        for row in last {
            let key = book.fields.key(&row);
            let known = key.and_then(|key| book.entry(&key));
            match known {
                Some(entry) if is_there(entry) => {
                    taken.insert(entry.key.as_str());
                    rows.push(Arc::clone(&entry.row));
                }
                // it left, or another unit has it now
                Some(_) => {}
                None => rows.push(row),
            }
        }
        let others = book.entries.iter();
        let others = others.filter(|entry| is_there(entry) && !taken.contains(entry.key.as_str()));
        rows.extend(others.map(|entry| Arc::clone(&entry.row)));
        rows
    }
}

/// A field as it is filled in.
fn text(field: &StoredField) -> String {
    match &field.datum {
        Datum::Number(number) => number.to_string(),
        Datum::Text(text) => text.clone(),
        Datum::Blank => String::new(),
        Datum::Nil(_) | Datum::Unreadable(_) => field.raw.trim().to_owned(),
    }
}
