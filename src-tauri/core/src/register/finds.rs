//! What a round's rosters and figures say, and the registers say otherwise. Nothing is found where
//! nothing was accepted yet.

use super::black::Black;
use super::book::{Book, Shelf};
use super::decided::Listed;
use super::entry::Entry;
use super::lists::Lists;
use super::state::{State, day_of, days_after, last_day};
use super::together::Together;
use crate::finding::told::{
    RegisterBlacklisted, RegisterCount, RegisterEnded, RegisterLapsing, RegisterTwoUnits,
};
use crate::finding::{FigureRef, Finding, Subject};
use crate::number::{Datum, Decimal};
use crate::place::Place;
use crate::record::{Record, RecordError, StoredEntry, StoredFinding};
use crate::scheme::Round;
use std::collections::HashMap;

/// Findings of a round by its registers.
///
/// # Errors
/// What keeps them did not answer.
pub fn findings(
    record: &dyn Record,
    shelf: &dyn Shelf,
    round: &Round,
) -> Result<Vec<StoredFinding>, RecordError> {
    let scheme = record.scheme();
    let day = last_day(round.period);
    let mut found = Vec::new();
    for register in &scheme.registers {
        let listed = shelf.listed(&register.form)?;
        let own = listed
            .into_iter()
            .filter(|one| one.origin.round == round.code);
        let own = own.collect::<Vec<_>>();
        if own.is_empty() && register.counts.is_none() {
            continue;
        }
        let book = Book::read(scheme, register, shelf)?;
        let black = if own.is_empty() {
            None
        } else {
            Black::of(&book, shelf, &day)?
        };
        if !book.entries.is_empty() {
            counted(record, &book, (round, &day), &mut found)?;
        } else if black.is_none() {
            continue;
        }
        let lists = if own.is_empty() || book.entries.is_empty() {
            None
        } else {
            Lists::of(&book, shelf, &day)?
        };
        let asked = Asked {
            book: &book,
            black: black.as_ref(),
            lists: lists.as_ref(),
            round,
            day: &day,
        };
        let mut returns = Vec::new();
        for one in own {
            let rows = shelf.rows_of(&register.form, one.origin.return_id)?;
            asked.of_return(&one, &rows, &mut found);
            if lists.is_some() {
                returns.push((one, rows));
            }
        }
        if let Some(lists) = &lists {
            let missing = lists.not_reported(&book, &returns).into_iter();
            found.extend(missing.map(|(at, finding)| returns[at].0.told(register, finding)));
        }
    }
    Ok(found)
}

/// What the rows of one round are asked.
struct Asked<'a, 's> {
    book: &'a Book<'s>,
    black: Option<&'a Black>,
    lists: Option<&'a Lists>,
    round: &'a Round,
    day: &'a str,
}

impl Asked<'_, '_> {
    fn of_return(&self, listed: &Listed, rows: &[StoredEntry], found: &mut Vec<StoredFinding>) {
        let Self {
            book, black, day, ..
        } = self;
        let (fields, register) = (&book.fields, book.register);
        let (mut two, mut ended, mut lapsing, mut listed_black) =
            <(Together, Together, Together, Together)>::default();
        let soon = days_after(day, register.remind);
        for row in rows {
            let name = fields.name(row, false);
            let cell = || listed.cell(fields, row);
            if black.is_some_and(|black| black.has(book, row)) {
                listed_black.add(name.clone(), cell());
            }
            let Some(entry) = fields.key(row).and_then(|key| book.entry(&key)) else {
                continue;
            };
            if self.is_later(entry) {
                continue;
            }
            let unit = fields.unit_of(row);
            let own = fields.text(row, fields.status);
            let state = book.state(entry, day);
            if state == State::In && entry.unit != unit {
                let other = book.scheme.unit_name(&entry.unit);
                two.add(format!("{name}（{other}）"), cell());
            }
            if matches!(state, State::Ended | State::Gone) && !register.ended.contains(&own) {
                let word = match fields.text(&entry.row, fields.status) {
                    word if state == State::Ended && !word.is_empty() => word,
                    _ => state.word().to_owned(),
                };
                ended.add(format!("{name}（{word}）"), cell());
            }
            if let Some(until) = day_of(fields, row)
                && until.as_str() >= *day
                && until <= soon
            {
                lapsing.add(format!("{name}（{until}）"), cell());
            }
        }
        let name = || register.name.clone();
        let all = [
            two.told(|names| {
                Finding::of(RegisterTwoUnits {
                    register: name(),
                    names,
                })
            }),
            ended.told(|names| {
                Finding::of(RegisterEnded {
                    register: name(),
                    names,
                })
            }),
            listed_black.told(|names| {
                Finding::of(RegisterBlacklisted {
                    register: black.map_or_else(name, |black| black.register.clone()),
                    names,
                })
            }),
            lapsing.told(|names| {
                Finding::of(RegisterLapsing {
                    register: name(),
                    until: soon.clone(),
                    names,
                })
            }),
        ];
        let lists = self.lists.iter();
        let lists = lists.flat_map(|lists| lists.of_return(book, (listed, rows, day)));
        let all = all.into_iter().flatten().chain(lists);
        found.extend(all.map(|finding| listed.told(register, finding)));
    }

    /// Whether an entry is what it is by a later round: nothing can be said of then.
    fn is_later(&self, entry: &Entry) -> bool {
        let now = self.round.period;
        // that it is gone follows from a later return than the one that it stands in
        let last = entry
            .history
            .last()
            .map_or(&entry.origin, |event| &event.origin);
        let own = self.book.scheme.round(&last.round);
        own.is_some_and(|own| (own.period.year, own.period.to) > (now.year, now.to))
    }
}

/// Entries that count against the figure that is reported.
fn counted(
    record: &dyn Record,
    book: &Book<'_>,
    (round, day): (&Round, &str),
    found: &mut Vec<StoredFinding>,
) -> Result<(), RecordError> {
    let Some((indicator, column)) = &book.register.counts else {
        return Ok(());
    };
    let (mut counts, mut all): (HashMap<&str, u64>, u64) = (HashMap::new(), 0);
    for entry in &book.entries {
        let counts = counts.entry(&entry.unit).or_default();
        let is_in = u64::from(book.state(entry, day) == State::In);
        (*counts, all) = (*counts + is_in, all + is_in);
    }
    let root = &book.scheme.root_unit().code;
    for source in record.sources(&round.code, indicator, None, Some(column), None)? {
        let unit = &source.value.unit;
        let count = if unit == root {
            all
        } else if let Some(count) = counts.get(unit.as_str()) {
            *count
        } else {
            continue;
        };
        let Datum::Number(reported) = source.value.datum else {
            continue;
        };
        if reported == Decimal::from(count) {
            continue;
        }
        let name = book.scheme.indicator(indicator);
        let name = name.map_or(indicator.as_str(), |one| &one.name);
        let place = Place::new(
            source.source.sheet.clone(),
            source.value.row,
            source.value.sheet_column,
        );
        let finding = Finding::of(RegisterCount {
            register: book.register.name.clone(),
            name: name.to_owned(),
            count,
            reported,
        });
        let subject = Subject::Figure(FigureRef {
            unit: unit.clone(),
            indicator: indicator.clone(),
            column: column.clone(),
        });
        found.push(StoredFinding {
            return_id: source.source.id,
            unit: source.source.unit.clone(),
            form: source.source.form.clone(),
            version: source.source.version,
            file: source.source.file.clone(),
            finding: finding
                .about(subject)
                .at(place)
                .figures(reported, Decimal::from(count)),
        });
    }
    Ok(())
}
