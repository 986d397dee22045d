//! A table too wide for one sheet of paper is divided between groups of columns; each page repeats the unit column.

use super::first_row;
use crate::present::{ColumnFormula, FigureKey, RowKind, Table, TableKind};
use crate::read::cell_name;
use crate::scheme::Scheme;
use std::collections::HashMap;

/// Columns of figures that are legible on A4 landscape.
const WIDEST: usize = 15;

/// One page: a sheet of the workbook with some of the table's columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// name of the sheet
    pub(super) sheet: String,
    /// positions in the table's columns
    pub(super) columns: Vec<usize>,
    /// which page of how many; `(1, 1)` when it is the only one
    pub(super) part: (usize, usize),
}

/// Divides a table into pages; groups stay together.
pub(super) fn pages(table: &Table, scheme: &Scheme) -> Vec<Page> {
    let form = &scheme.forms[table.form];
    let base = format!("{}{}", form.code, table.kind.name());
    let (fixed, figures): (Vec<usize>, Vec<usize>) = (0..table.columns.len()).partition(|at| *at < table.pinned || table.kind != TableKind::Units);
    if table.kind != TableKind::Units || figures.len() <= WIDEST {
        return vec![Page { sheet: sheet_name(&base), columns: (0..table.columns.len()).collect(), part: (1, 1) }];
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in figures {
        match groups.last_mut() {
            Some(group) if table.columns[group[0]].group == table.columns[at].group => group.push(at),
            _ => groups.push(vec![at]),
        }
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    for group in groups {
        match parts.last_mut() {
            Some(part) if part.len() + group.len() <= WIDEST => part.extend(group),
            _ => parts.push(group),
        }
    }
    let count = parts.len();
    parts
        .into_iter()
        .enumerate()
        .map(|(at, part)| Page {
            sheet: sheet_name(&if count > 1 { format!("{base}{}", at + 1) } else { base.clone() }),
            columns: fixed.iter().copied().chain(part).collect(),
            part: (at + 1, count),
        })
        .collect()
}

/// A name that Excel takes: at most 31 characters, none of `[ ] : * ? / \`.
fn sheet_name(name: &str) -> String {
    name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(31).collect()
}

/// Where the totals of the county tables stand, so that the summary can refer to them.
#[derive(Debug, Default)]
pub(super) struct Places(HashMap<(usize, usize, usize), String>);

impl Places {
    pub(super) fn of(laid_out: &[(&Table, Vec<Page>)]) -> Self {
        let mut places = HashMap::new();
        for (table, pages) in laid_out.iter().filter(|(table, _)| table.kind == TableKind::Units) {
            let Some(total) = table.rows.iter().position(|row| row.kind == RowKind::Total) else { continue };
            for page in pages {
                for (position, at) in page.columns.iter().enumerate() {
                    if let Some(FigureKey { indicator, column, derived: None }) = table.columns[*at].figure
                        && table.columns[*at].formula == ColumnFormula::Sum
                    {
                        let cell = cell_name(first_row(table) + total as u32, position as u32);
                        places.insert((table.form, indicator, column), format!("'{}'!{cell}", page.sheet));
                    }
                }
            }
        }
        Self(places)
    }

    /// The total of an indicator's column: `'S1分县表1'!C27`.
    pub(super) fn total(&self, form: usize, indicator: usize, column: usize) -> Option<&str> {
        self.0.get(&(form, indicator, column)).map(String::as_str)
    }
}
