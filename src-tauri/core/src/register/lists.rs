//! What the published lists of a register say against a round's rosters: of each source the newest
//! list that was published by the end of the round, and the one before it.

use super::book::{Book, Shelf};
use super::decided::Listed;
use super::kept_list::{KeptList, ListAnswers};
use super::published::{listed_as, name_key};
use super::state::State;
use super::together::Together;
use crate::finding::told::{RegisterNotListed, RegisterNotReported, RegisterOffList};
use crate::finding::{Finding, Subject};
use crate::record::{RecordError, StoredEntry};
use std::collections::HashSet;

/// Lists as they stand at the end of a round.
pub(super) struct Lists {
    /// what they are called
    names: Vec<String>,
    /// keys of those that are on one, or may be
    on: HashSet<String>,
    /// keys of those that were on the list before, with what it is called now
    off: HashSet<String>,
    /// those that are on a list and no entry, by what they go by
    not_reported: Vec<(String, StoredEntry)>,
}

/// Of each source the newest list by a day, and the one before.
fn newest<'l>(lists: &'l [KeptList], day: &str) -> Vec<(&'l KeptList, Option<&'l KeptList>)> {
    let mut newest: Vec<(&KeptList, Option<&KeptList>)> = Vec::new();
    for list in lists.iter().filter(|list| list.day.as_str() <= day) {
        match newest.iter_mut().find(|(own, _)| own.source == list.source) {
            Some(known) => *known = (list, Some(known.0)),
            None => newest.push((list, None)),
        }
    }
    newest
}

impl Lists {
    /// The lists of a register on a day; none where none was kept.
    pub(super) fn of(
        book: &Book<'_>,
        shelf: &dyn Shelf,
        day: &str,
    ) -> Result<Option<Self>, RecordError> {
        let lists = shelf.lists(&book.register.code)?;
        let newest = newest(&lists, day);
        if newest.is_empty() {
            return Ok(None);
        }
        let answers = shelf.list_answers(&book.register.code)?;
        let (mut on, mut off) = (HashSet::new(), HashSet::new());
        let (mut names, mut not_reported) = (Vec::new(), Vec::new());
        for (list, before) in newest {
            names.push(format!("{}（{}）", list.source, list.day));
            let own = keys_on(book, list, &answers, day);
            if let Some(before) = before {
                let earlier = keys_on(book, before, &answers, day).0;
                off.extend(earlier.into_iter().filter(|key| !own.0.contains(key)));
            }
            on.extend(own.0);
            let rows = own.1.into_iter().map(|at| {
                let row = &list.published.rows[at];
                (listed_as(&book.fields, row), row.clone())
            });
            not_reported.extend(rows);
        }
        off.retain(|key| !on.contains(key));
        Ok(Some(Self {
            names,
            on,
            off,
            not_reported,
        }))
    }

    /// What they say against the rows of a return.
    pub(super) fn of_return(
        &self,
        book: &Book<'_>,
        (listed, rows, day): (&Listed, &[StoredEntry], &str),
    ) -> Vec<Finding> {
        let (mut off, mut not_listed) = (Together::default(), Together::default());
        for row in rows {
            let Some(entry) = book.fields.key(row).and_then(|key| book.entry(&key)) else {
                continue;
            };
            if book.state(entry, day) != State::In || self.on.contains(&entry.key) {
                continue;
            }
            let cell = listed.cell(&book.fields, row);
            let name = book.fields.name(row, false);
            if self.off.contains(&entry.key) {
                off.add(name, cell);
            } else {
                not_listed.add(name, cell);
            }
        }
        let (register, list) = (&book.register.name, self.names.join("、"));
        let off = off.told(|names| {
            Finding::of(RegisterOffList {
                register: register.clone(),
                list: list.clone(),
                names,
            })
        });
        let not_listed = not_listed.told(|names| {
            Finding::of(RegisterNotListed {
                register: register.clone(),
                list: list.clone(),
                names,
            })
        });
        off.into_iter().chain(not_listed).collect()
    }

    /// Who is on a list, and in none of the returns of the round: told with the return of the unit
    /// that the list names, else with the first.
    pub(super) fn not_reported(
        &self,
        book: &Book<'_>,
        returns: &[(Listed, Vec<StoredEntry>)],
    ) -> Vec<(usize, Finding)> {
        let (mut codes, mut names) = (HashSet::new(), HashSet::new());
        for row in returns.iter().flat_map(|(_, rows)| rows) {
            let (code, name) = book.fields.code_and_name(row);
            codes.insert(code);
            names.insert(name_key(&name));
        }
        codes.remove("");
        let mut seen = HashSet::new();
        let mut missing = vec![Together::default(); returns.len()];
        for (listed, row) in &self.not_reported {
            let (code, name) = book.fields.code_and_name(row);
            let is_there = codes.contains(&code) || names.contains(&name_key(&name));
            if is_there || !seen.insert(listed) {
                continue;
            }
            let unit = book.fields.unit_of(row);
            let of_unit = |(one, _): &(Listed, Vec<StoredEntry>)| one.origin.unit == unit;
            let at = returns.iter().position(of_unit).unwrap_or_default();
            if let Some(own) = missing.get_mut(at) {
                own.add(book.fields.name(row, false), None);
            }
        }
        let (register, list) = (&book.register.name, self.names.join("、"));
        let told = missing.into_iter().enumerate().filter_map(|(at, own)| {
            let told = |names| {
                Finding::of(RegisterNotReported {
                    register: register.clone(),
                    list: list.clone(),
                    names,
                })
            };
            let finding = own.told(told)?;
            Some((at, finding.about(Subject::Return)))
        });
        told.collect()
    }
}

/// Keys of entries that are on a list, or may be, and positions of those that are no entry.
fn keys_on(
    book: &Book<'_>,
    list: &KeptList,
    answers: &ListAnswers,
    day: &str,
) -> (HashSet<String>, Vec<usize>) {
    let found = book.matched(&list.published, answers, day);
    let keys = found.same.into_iter().chain(found.asked);
    (keys.map(|one| one.key).collect(), found.not_reported)
}
