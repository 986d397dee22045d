//! A register as it is looked at: its rows made once, filtered and sorted as often as is asked.

use super::open::{Filter, order};
use std::cmp::Ordering;
use std::str::FromStr as _;
use xianbaohui_core::form::FieldKind;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::register::{Book, State};
use xianbaohui_core::text;

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// its code
    pub key: String,
    /// heading, with the unit of measure
    pub name: String,
    /// figures stand in it
    pub number: bool,
    /// width in half-width characters
    pub width: u32,
}

/// A row of a register, as it may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// what the entry is called by commands
    pub id: String,
    /// code of its unit
    pub unit: String,
    /// how it stands
    pub state: State,
    /// one for each column
    pub cells: Vec<String>,
    place: usize,
    /// what is looked through for a text; nothing personal
    searched: String,
}

/// A register as it stands on a day.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// the unit, what the roster asks for, the state
    pub columns: Vec<Column>,
    /// in the order of units
    pub lines: Vec<Line>,
    /// the day
    pub day: String,
}

impl Sheet {
    /// All entries of a register. Personal data are masked.
    pub fn of(book: &Book<'_>, day: &str) -> Self {
        let fields = &book.fields;
        let is_shown = |at: &usize| fields.all[*at].kind != FieldKind::Unit;
        let shown = (0..fields.all.len()).filter(is_shown).collect::<Vec<_>>();
        let plain = |key: &str, name: &str, width| Column {
            key: key.to_owned(),
            name: name.to_owned(),
            number: false,
            width,
        };
        let mut columns = vec![plain("@unit", "单位", 16)];
        columns.extend(shown.iter().map(|at| {
            let field = &fields.all[*at];
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
        let mut lines = book
            .entries
            .iter()
            .map(|entry| {
                let state = book.state(entry, day);
                let mut cells = vec![book.scheme.unit_name(&entry.unit).to_owned()];
                let own = shown.iter().map(|at| fields.shown(&entry.row, *at, false));
                cells.extend(own);
                let mut searched = String::new();
                for (at, cell) in shown.iter().zip(&cells[1..]) {
                    if !fields.all[*at].personal {
                        searched.push_str(&text::as_key(cell));
                        searched.push('\n');
                    }
                }
                cells.push(state.word().to_owned());
                Line {
                    id: fields.id(&entry.key),
                    unit: entry.unit.clone(),
                    place: order(book.scheme, &entry.unit),
                    state,
                    cells,
                    searched,
                }
            })
            .collect::<Vec<_>>();
        lines.sort_by_key(|line| line.place);
        Self {
            columns,
            lines,
            day: day.to_owned(),
        }
    }

    /// Positions of the rows that are wanted, sorted by a column, from the largest down where that
    /// is wanted.
    pub fn wanted(&self, filter: &Filter, sort: Option<(usize, bool)>) -> Vec<usize> {
        let text = text::key(&filter.text);
        let is_wanted = |line: &Line| {
            filter.unit.as_ref().is_none_or(|unit| line.unit == *unit)
                && filter.state.is_none_or(|state| line.state == state)
                && (text.is_empty() || line.searched.contains(&text))
        };
        let all = 0..self.lines.len();
        let mut found = all
            .filter(|at| is_wanted(&self.lines[*at]))
            .collect::<Vec<_>>();
        let Some((at, down)) = sort.filter(|(at, _)| *at < self.columns.len()) else {
            return found;
        };
        if self.columns[at].number {
            let mut keyed = found
                .into_iter()
                .map(|line| (Decimal::from_str(&self.lines[line].cells[at]).ok(), line))
                .collect::<Vec<_>>();
            keyed.sort_by(|(one, _), (other, _)| turned(one.cmp(other), down));
            return keyed.into_iter().map(|(_, line)| line).collect();
        }
        found.sort_by(|one, other| {
            let cell = |line: &usize| (at == 0).then(|| self.lines[*line].place);
            let text = |line: &usize| &self.lines[*line].cells[at];
            turned(
                cell(one)
                    .cmp(&cell(other))
                    .then_with(|| text(one).cmp(text(other))),
                down,
            )
        });
        found
    }
}

fn turned(order: Ordering, down: bool) -> Ordering {
    if down { order.reverse() } else { order }
}
