//! What was read of a sheet, compared with what its county meant, figure by figure.

use super::judged::{Came, Judged};
use crate::mess::model::{Cell, Column, Fact, Of, RowKind, Sheet, State};
use std::collections::{BTreeMap, HashMap};
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Datum;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::returns::Value;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// One sheet beside what was taken from it.
pub(super) struct Comparison<'a, 'b> {
    /// words on the sheet change what figures mean, and that was told: some may not be taken
    pub(super) is_heard: bool,
    /// words on the sheet name a unit of measure: a figure may be converted, with a note
    pub(super) may_convert: bool,
    pub(super) sheet: &'a Sheet,
    pub(super) taken: &'a Taken,
    pub(super) scheme: &'a Scheme,
    pub(super) judged: &'b mut Judged,
}

/// The row of an entry of the sheet, and its fields.
type Fields<'a> = (usize, Vec<(&'a str, &'a Fact)>);

/// A state that came, and where it stood.
#[derive(Clone, Copy)]
struct Stood<'a> {
    datum: &'a Datum,
    row: u32,
    column: Option<u32>,
    is_converted: bool,
}

impl<'a> Comparison<'a, '_> {
    pub(super) fn compare(&mut self) {
        let sheet = self.sheet;
        let cells = sheet.rows.iter().enumerate().flat_map(|(row, cells)| {
            cells
                .cells
                .iter()
                .enumerate()
                .map(move |(column, cell)| (row, column, cell))
        });
        let facts = cells
            .filter_map(|(row, column, cell)| {
                cell.fact.as_ref().map(|fact| (row, column, cell, fact))
            })
            .collect::<Vec<_>>();
        let mut came = self.figures();
        let entries = self.entries(&facts);
        for (row, column, cell, fact) in facts {
            let stood = match &fact.of {
                Of::Figure {
                    unit,
                    indicator,
                    column,
                } => came.remove(&(unit.clone(), indicator.clone(), column.clone())),
                Of::Field { entry, field } => {
                    entries.get(entry).and_then(|at| self.field(*at, field))
                }
            };
            self.one((row, column), cell, fact, stood);
        }
        for ((unit, indicator, column), stood) in came
            .into_iter()
            .filter(|(_, stood)| !matches!(stood.datum, Datum::Blank | Datum::Unreadable(_)))
        {
            let told = self.is_told(
                (stood.row as usize, stood.column.unwrap_or(0) as usize),
                Some(stood),
            );
            self.judged.worse(
                told,
                &[],
                &format!(
                    "{} {unit} {indicator}.{column} = {:?} came from nowhere",
                    cell_name(stood.row, stood.column.unwrap_or(0)),
                    stood.datum
                ),
            );
        }
        let known = entries.values().copied().collect::<Vec<_>>();
        for (at, entry) in self
            .taken
            .taken
            .entries
            .iter()
            .enumerate()
            .filter(|(at, _)| !known.contains(at))
        {
            let stood = Stood {
                datum: &Datum::Blank,
                row: entry.row,
                column: None,
                is_converted: false,
            };
            // what the row lacks is told cell by cell
            let mut lacks = self
                .taken
                .taken
                .findings
                .iter()
                .filter(|finding| finding.severity <= Severity::B)
                .flat_map(|finding| &finding.cells);
            let lacks = lacks.any(|cell| cell.row == entry.row);
            let told = lacks || self.is_told((entry.row as usize, 0), Some(stood));
            self.judged.worse(
                told,
                &[],
                &format!(
                    "entry {at} in row {} came from nowhere: {:?}",
                    entry.row + 1,
                    entry
                        .fields
                        .iter()
                        .map(|field| &field.raw)
                        .collect::<Vec<_>>()
                ),
            );
        }
    }

    /// All figures that came, by what they are.
    fn figures(&self) -> HashMap<(String, String, String), Stood<'a>> {
        let (taken, scheme) = (&self.taken.taken, self.scheme);
        let columns = scheme.forms[taken.form].columns();
        let of = |value: &'a Value| {
            let key = (
                scheme.units[value.unit].code.clone(),
                scheme.indicators[value.indicator].code.clone(),
                columns[value.column].code.clone(),
            );
            (
                key,
                Stood {
                    datum: &value.datum,
                    row: value.row,
                    column: Some(value.sheet_column),
                    is_converted: value.note.is_some(),
                },
            )
        };
        taken.values.iter().map(of).collect()
    }

    /// Which entry that came is which of the sheet: by its fields, else by its row.
    fn entries(&self, facts: &[(usize, usize, &Cell, &Fact)]) -> HashMap<usize, usize> {
        let mut rows: BTreeMap<usize, Fields<'_>> = BTreeMap::new();
        for (row, _, _, fact) in facts {
            if let Of::Field { entry, field } = &fact.of {
                rows.entry(*entry)
                    .or_insert_with(|| (*row, Vec::new()))
                    .1
                    .push((field, fact));
            }
        }
        let mut found = HashMap::new();
        let mut used = vec![false; self.taken.taken.entries.len()];
        for least in [100, 40] {
            for (entry, (_, fields)) in &rows {
                let alike = |at: &usize| {
                    let same = fields
                        .iter()
                        .filter(|(field, fact)| {
                            self.field(*at, field).is_some_and(|stood| {
                                fact.state
                                    .as_ref()
                                    .is_some_and(|state| is_same(state, stood.datum))
                            })
                        })
                        .count();
                    same * 100 / fields.len().max(1)
                };
                if found.contains_key(entry) {
                    continue;
                }
                if let Some(at) = (0..used.len())
                    .filter(|at| !used[*at])
                    .filter(|at| alike(at) >= least)
                    .max_by_key(|at| (alike(at), std::cmp::Reverse(*at)))
                {
                    used[at] = true;
                    found.insert(*entry, at);
                }
            }
        }
        for (entry, (row, _)) in &rows {
            if !found.contains_key(entry)
                && let Some(at) = (0..used.len())
                    .find(|at| !used[*at] && self.taken.taken.entries[*at].row as usize == *row)
            {
                used[at] = true;
                found.insert(*entry, at);
            }
        }
        found
    }

    fn field(&self, entry: usize, code: &str) -> Option<Stood<'a>> {
        let Layout::Roster(roster) = &self.scheme.forms[self.taken.taken.form].layout else {
            return None;
        };
        let at = roster.fields.iter().position(|field| field.code == code)?;
        let entry = self.taken.taken.entries.get(entry)?;
        let field = entry.fields.get(at)?;
        Some(Stood {
            datum: &field.datum,
            row: entry.row,
            column: field.sheet_column,
            is_converted: field.note.is_some(),
        })
    }

    fn one(&mut self, place: (usize, usize), cell: &Cell, fact: &Fact, stood: Option<Stood<'_>>) {
        let right = fact.state.as_ref().is_none_or(|state| {
            stood.is_some_and(|stood| is_same(state, stood.datum))
                || (stood.is_none() && *state == State::Blank)
        });
        if right && !fact.told {
            return;
        }
        let told = self.is_told(place, stood);
        if right && told {
            self.judged.came = self.judged.came.max(Came::Noted);
            return;
        }
        let told = told
            || (self.is_heard && stood.is_none_or(|stood| is_nothing(stood.datum)))
            || (self.may_convert && stood.is_some_and(|stood| stood.is_converted));
        let came = stood.map_or("nothing".to_owned(), |stood| format!("{:?}", stood.datum));
        let what = format!(
            "{} {:?}: stands {:?}, truth {:?}, came {came}",
            cell_name(place.0 as u32, place.1 as u32),
            fact.of,
            cell.content,
            fact.state
        );
        self.judged.worse(told, &[], &what);
    }

    /// Whether a finding speaks of the place, its row, or its column.
    fn is_told(&self, (row, column): (usize, usize), stood: Option<Stood<'_>>) -> bool {
        let taken = &self.taken.taken;
        let row_kind = self.sheet.rows.get(row).map(|row| &row.kind);
        let headers = self.sheet.header_rows();
        // that a total could not be checked says all that can be said of it
        let is_total = row_kind == Some(&RowKind::Total);
        if is_total
            && taken
                .findings
                .iter()
                .any(|finding| finding.rule_name().ends_with(".unchecked"))
        {
            return true;
        }
        taken.findings.iter().filter(|finding| !finding.rule_name().ends_with(".unchecked")).any(|finding| {
            let cells = finding.cells.iter().map(|cell| (cell.row, cell.column));
            let whole_row = ["row.", "entry.unnamed", "entry.repeated", "header.changed", "unit.unknown", "sheet.covered"].iter().any(|rule| finding.rule_name().starts_with(rule));
            let is_header = finding.rule_name().starts_with("header.");
            let there = cells.into_iter().any(|(at, across)| {
                let (at, across) = (at as usize, across as usize);
                // in a table turned round, what is told of a row is told of a column of the sheet
                let turned = taken.binding.turned;
                let own = |row: usize, column: usize| {
                    let same_row = if turned { across == column } else { at == row };
                    let same_header = if turned { at == row } else { across == column && headers.contains(&at) };
                    (at, across) == (row, column) || (whole_row && same_row) || (is_header && same_header)
                };
                own(row, column) || stood.is_some_and(|stood| own(stood.row as usize, stood.column.unwrap_or(0) as usize))
            });
            let column_missing = finding.rule_name() == "header.missing"
                && match self.sheet.columns.get(column) {
                    Some(Column::Figure { header, .. } | Column::Field { header, .. }) => finding.right.as_deref() == Some(header),
                    _ => false,
                };
            let row_missing = finding.rule_name() == "row.missing"
                && matches!(row_kind, Some(RowKind::Data { about, .. }) if self.label_of(about).is_some_and(|label| xianbaohui_core::message::message(finding).contains(&format!("“{label}”"))));
            there || column_missing || row_missing
        })
    }

    /// The label of a form's row.
    fn label_of(&self, indicator: &str) -> Option<&str> {
        let Layout::Matrix(matrix) = &self.scheme.forms[self.taken.taken.form].layout else {
            return None;
        };
        matrix
            .rows
            .iter()
            .find(|row| row.indicator == indicator)
            .map(|row| row.labels[0].as_str())
    }
}

fn is_nothing(datum: &Datum) -> bool {
    matches!(datum, Datum::Blank | Datum::Unreadable(_))
}

/// Whether what came is what a careful person reads. Blank and declared nil are kept apart.
fn is_same(state: &State, datum: &Datum) -> bool {
    match (state, datum) {
        (State::Number(one), Datum::Number(other)) => {
            *one == rust_decimal::Decimal::deserialize(other.to_bytes())
        }
        (State::Text(one), Datum::Text(other)) => text::compact(one) == text::compact(other),
        (State::Blank, Datum::Blank) | (State::Nil, Datum::Nil(_)) => true,
        _ => false,
    }
}
