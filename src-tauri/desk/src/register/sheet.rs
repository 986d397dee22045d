//! A register as it is looked at: its rows made once, filtered and sorted as often as is asked.

use super::line::{BETWEEN, Column, Line};
use super::open::Filter;
use super::turned::Turned;
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use xianbaohui_core::form::FieldKind;
use xianbaohui_core::register::{Book, State, day_of, days_after};
use xianbaohui_core::text;

/// What was asked last, and what came of it: a page asks for the rows of one answer bit by bit.
type Answered = (Filter, Option<(usize, bool)>, Arc<[u32]>);

/// A register as it stands on a day.
#[derive(Debug, Default)]
pub struct Sheet {
    /// the unit, what the roster asks for, the state
    pub columns: Vec<Column>,
    /// in the order of units
    pub lines: Vec<Line>,
    /// the day
    pub day: String,
    turned: Turned,
    answered: Mutex<Option<Answered>>,
}

impl Sheet {
    /// All entries of a register. Personal data are masked unless `open`.
    pub fn of(book: &Book<'_>, day: &str, open: bool) -> Self {
        let shown = shown(book);
        let units = book.scheme.units.iter().enumerate();
        let units = units.map(|(place, unit)| {
            let code = Arc::<str>::from(unit.code.as_str());
            (unit.code.as_str(), (place, code, unit.name.as_str()))
        });
        let units = units.collect::<HashMap<_, _>>();
        let mut places = book
            .entries
            .iter()
            .map(|entry| (units.get(entry.unit.as_str()), entry))
            .collect::<Vec<_>>();
        places.sort_by_key(|(unit, _)| unit.map_or(usize::MAX, |(place, ..)| *place));
        let lines = places.into_par_iter().map(|(unit, entry)| {
            let fields = &book.fields;
            let mut cells = String::with_capacity(256);
            cells.push_str(unit.map_or(entry.unit.as_str(), |(.., name)| name));
            let (mut ends, mut searched) = (vec![length(&cells)], String::with_capacity(256));
            for at in &shown {
                let cell = fields.shown(&entry.row, *at, open);
                if !fields.all[*at].personal && !cell.is_empty() {
                    searched.push_str(&text::as_key(&cell));
                    searched.push('\n');
                }
                cells.push(BETWEEN);
                cells.push_str(&cell);
                ends.push(length(&cells));
            }
            cells.push(BETWEEN);
            cells.push_str(&book.standing(entry, day));
            ends.push(length(&cells));
            let code = unit.map(|(_, code, _)| Arc::clone(code));
            Line {
                id: fields.id(&entry.key),
                key: entry.key.clone(),
                unit: code.unwrap_or_else(|| Arc::from(entry.unit.as_str())),
                state: book.state(entry, day),
                withdrawn: entry.withdrawn,
                until: day_of(fields, &entry.row).map(Into::into),
                cells: cells.into(),
                ends: ends.into(),
                searched: searched.into(),
            }
        });
        let lines = lines.collect::<Vec<_>>();
        let columns = columns(book, &shown);
        Self {
            turned: Turned::of(columns.len()),
            columns,
            lines,
            day: day.to_owned(),
            answered: Mutex::default(),
        }
    }

    /// Positions of the rows that are wanted, sorted by a column, from the largest down where that
    /// is wanted.
    pub fn wanted(&self, filter: &Filter, sort: Option<(usize, bool)>) -> Arc<[u32]> {
        let sort = sort.filter(|(at, _)| *at < self.columns.len());
        if let Ok(answered) = self.answered.lock()
            && let Some((of, by, found)) = answered.as_ref()
            && (of, by) == (filter, &sort)
        {
            return Arc::clone(found);
        }
        let found = self.found(filter, sort);
        if let Ok(mut answered) = self.answered.lock() {
            *answered = Some((filter.clone(), sort, Arc::clone(&found)));
        }
        found
    }

    fn found(&self, filter: &Filter, sort: Option<(usize, bool)>) -> Arc<[u32]> {
        let text = text::key(&filter.text);
        let soon = filter.within.map(|days| days_after(&self.day, days));
        let runs_out = |line: &Line| {
            soon.as_ref().is_none_or(|soon| {
                let until = line.until.as_deref();
                let is_soon =
                    until.is_some_and(|until| until >= self.day.as_str() && until <= soon.as_str());
                is_soon && line.state == State::In
            })
        };
        let is_wanted = |at: &u32| {
            let line = &self.lines[*at as usize];
            filter
                .unit
                .as_deref()
                .is_none_or(|unit| *line.unit == *unit)
                && filter.state.is_none_or(|state| line.state == state)
                && (!filter.withdrawn || line.withdrawn)
                && runs_out(line)
                && (text.is_empty() || line.searched.contains(&text))
        };
        match sort {
            None => {
                let all = 0..u32::try_from(self.lines.len()).unwrap_or(u32::MAX);
                all.into_par_iter().filter(is_wanted).collect()
            }
            Some((at, down)) => {
                let turned = self.turned.by((&self.columns[at], at), &self.lines, down);
                turned.par_iter().copied().filter(is_wanted).collect()
            }
        }
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// Positions of the fields that are shown: the unit stands before them.
fn shown(book: &Book<'_>) -> Vec<usize> {
    let all = 0..book.fields.all.len();
    all.filter(|at| book.fields.all[*at].kind != FieldKind::Unit)
        .collect()
}

fn columns(book: &Book<'_>, shown: &[usize]) -> Vec<Column> {
    let plain = |key: &str, name: &str, width| Column {
        key: key.to_owned(),
        name: name.to_owned(),
        number: false,
        width,
    };
    let mut columns = vec![plain("@unit", "单位", 16)];
    columns.extend(shown.iter().map(|at| {
        let field = &book.fields.all[*at];
        let is_named = field.unit_name.is_empty() || field.name.contains(&field.unit_name);
        Column {
            key: field.code.clone(),
            name: if is_named {
                field.name.clone()
            } else {
                format!("{}（{}）", field.name, field.unit_name)
            },
            number: field.kind == FieldKind::Number,
            width: match field.kind {
                FieldKind::Text => 24,
                FieldKind::Code => 22,
                _ => 14,
            },
        }
    }));
    columns.push(plain("@state", "名录状态", 10));
    columns
}
