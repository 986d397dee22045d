//! What a round's rosters and figures say, and the registers say otherwise. Nothing is found where
//! nothing was accepted yet.

use super::book::{Book, Shelf};
use super::decided::Listed;
use super::defined::Register;
use super::entry::Entry;
use super::published::name_key;
use super::state::{State, day_of, last_day};
use crate::finding::told::{
    RegisterBlacklisted, RegisterCount, RegisterEnded, RegisterLapsing, RegisterTwoUnits,
};
use crate::finding::{FigureRef, Finding, Subject};
use crate::form::FieldKind;
use crate::number::{Datum, Decimal};
use crate::period::Period;
use crate::place::Place;
use crate::record::{Record, RecordError, StoredEntry, StoredFinding};
use crate::scheme::Round;
use std::collections::{HashMap, HashSet};

/// Cells that one finding names.
const MOST_CELLS: usize = 50;

/// What a black list calls itself.
const BLACK: &str = "黑名单";

/// Who stands on a black list on a day, by code and by name.
struct Black<'s> {
    register: &'s Register,
    codes: HashSet<String>,
    names: HashSet<String>,
}

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
        let black = match &register.checked_against {
            Some(list) if !own.is_empty() => black(&book, list, shelf, &day)?,
            _ => None,
        };
        if !book.entries.is_empty() {
            counted(record, &book, (round, &day), &mut found)?;
        } else if black.is_none() {
            continue;
        }
        for one in own {
            let rows = shelf.rows_of(&register.form, one.origin.return_id)?;
            let asked = Asked {
                book: &book,
                black: black.as_ref(),
                round,
                day: &day,
            };
            asked.of_return(&one, &rows, &mut found);
        }
    }
    Ok(found)
}

/// The black list, where it holds anything.
fn black<'s>(
    book: &Book<'s>,
    list: &str,
    shelf: &dyn Shelf,
    day: &str,
) -> Result<Option<Black<'s>>, RecordError> {
    let Some(register) = book.scheme.registers.iter().find(|one| one.code == list) else {
        return Ok(None);
    };
    let book = Book::read(book.scheme, register, shelf)?;
    let kind = book.fields.all.iter().position(|field| {
        matches!(&field.kind, FieldKind::Choice(words) if words.iter().any(|word| word == BLACK))
    });
    let mut black = Black {
        register,
        codes: HashSet::new(),
        names: HashSet::new(),
    };
    for entry in &book.entries {
        let is_black = kind.is_none() || book.fields.text(&entry.row, kind) == BLACK;
        if !is_black || book.state(entry, day) != State::In {
            continue;
        }
        let (code, name) = book.fields.code_and_name(&entry.row);
        black.codes.insert(code);
        black.names.insert(name_key(&name));
    }
    black.codes.remove("");
    black.names.remove("");
    let is_any = !black.codes.is_empty() || !black.names.is_empty();
    Ok(is_any.then_some(black))
}

/// What the rows of one round are asked.
struct Asked<'a, 's> {
    book: &'a Book<'s>,
    black: Option<&'a Black<'s>>,
    round: &'a Round,
    day: &'a str,
}

/// Names and cells of rows that have one thing in common.
#[derive(Default)]
struct Together {
    names: Vec<String>,
    cells: Vec<Place>,
}

impl Together {
    fn add(&mut self, name: String, cell: Option<Place>) {
        self.names.push(name);
        if self.cells.len() < MOST_CELLS {
            self.cells.extend(cell);
        }
    }

    /// One finding, where there is anything.
    fn told(self, told: impl FnOnce(Vec<String>) -> Finding) -> Option<Finding> {
        let Self { names, cells } = self;
        (!names.is_empty()).then(|| told(names).about(Subject::Return).at_all(cells))
    }
}

impl Asked<'_, '_> {
    fn of_return(&self, listed: &Listed, rows: &[StoredEntry], found: &mut Vec<StoredFinding>) {
        let Self {
            book, black, day, ..
        } = self;
        let (fields, register) = (&book.fields, book.register);
        let (mut two, mut ended, mut lapsing, mut listed_black) =
            <(Together, Together, Together, Together)>::default();
        let soon = soon(day);
        for row in rows {
            let name = fields.name(row, false);
            let cell = || {
                let at = fields.name.unwrap_or_default();
                let column = row.fields.get(at)?.sheet_column?;
                Some(Place::new(listed.origin.sheet.clone(), row.row, column))
            };
            if let Some(black) = black {
                let (code, own) = fields.code_and_name(row);
                if black.codes.contains(&code) || black.names.contains(&name_key(&own)) {
                    listed_black.add(name.clone(), cell());
                }
            }
            let Some(entry) = fields.key(row).and_then(|key| book.entry(&key)) else {
                continue;
            };
            if self.is_later(entry) {
                continue;
            }
            let unit = fields.unit_of(book.scheme, row);
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
                    register: black.map_or_else(name, |black| black.register.name.clone()),
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
        found.extend(all.into_iter().flatten().map(|finding| StoredFinding {
            return_id: listed.origin.return_id,
            unit: listed.origin.unit.clone(),
            form: register.form.clone(),
            version: listed.origin.version,
            file: listed.origin.file.clone(),
            finding,
        }));
    }

    /// Whether an entry is what it is by a later round: nothing can be said of then.
    fn is_later(&self, entry: &Entry) -> bool {
        let now = self.round.period;
        let own = self.book.scheme.round(&entry.origin.round);
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

/// The end of the month three months on.
fn soon(day: &str) -> String {
    let year = day.get(0..4).and_then(|part| part.parse::<u16>().ok());
    let month = day.get(5..7).and_then(|part| part.parse::<u8>().ok());
    let end = year.zip(month).and_then(|(year, month)| match month {
        1..=9 => Period::months(year, 1, month + 3),
        _ => Period::months(year + 1, 1, month.saturating_sub(9)),
    });
    end.map_or_else(String::new, last_day)
}
