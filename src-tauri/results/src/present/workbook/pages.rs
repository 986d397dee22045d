//! The sheets of a table. A county table that is wider than a page goes on in another sheet, with
//! the unit column repeated; the others stay one sheet, which is divided when it is printed.

use crate::present::paper::Paper;
use crate::present::{ColumnFormula, FigureKey, RowKind, Table, TableKind};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::scheme::Scheme;

/// One sheet of the workbook with some of the table's columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    /// name of the sheet
    pub(super) sheet: String,
    /// positions in the table's columns
    pub(super) columns: Vec<usize>,
    /// which sheet of how many; `(1, 1)` when it is the only one
    pub(super) part: (usize, usize),
    /// widths of the columns, in half-width characters
    pub(super) widths: Vec<u32>,
    /// columns of the sheet that each page of paper repeats
    pub(super) pinned: usize,
    /// first and last column of the sheet on each page of paper beside the repeated ones; the only
    /// page has all of them
    pub(super) spans: Vec<(u16, u16)>,
    /// how large it is printed, in per cent
    pub(super) scale: u32,
}

/// Divides tables into sheets of different names, and these into pages of paper.
pub(super) fn pages_of(tables: &[Table], scheme: &Scheme) -> Vec<Vec<Page>> {
    let mut taken = HashSet::new();
    tables
        .iter()
        .map(|table| {
            pages(
                table,
                &distinct(
                    &scheme.forms[table.form].code,
                    table.kind.name(),
                    &mut taken,
                ),
            )
        })
        .collect()
}

/// Divides a table into sheets named `base`, and these into pages of paper.
fn pages(table: &Table, base: &str) -> Vec<Page> {
    let paper = Paper::of(table);
    let count = if table.kind == TableKind::Units {
        paper.groups.len()
    } else {
        1
    };
    let sheet = |at: usize| {
        let columns = if count > 1 {
            paper.columns(at)
        } else {
            (0..table.columns.len()).collect()
        };
        let last = columns.len().saturating_sub(1) as u16;
        let mut spans = vec![(0, last)];
        if count == 1 && paper.groups.len() > 1 {
            let mut next = paper.pinned;
            spans = paper
                .groups
                .iter()
                .map(|group| {
                    let first = next;
                    next += group.len();
                    (first as u16, next as u16 - 1)
                })
                .collect();
        }
        Page {
            sheet: if count > 1 {
                format!("{base}{}", at + 1)
            } else {
                base.to_owned()
            },
            widths: columns.iter().map(|column| paper.widths[*column]).collect(),
            columns,
            part: (at + 1, count),
            pinned: paper.pinned,
            spans,
            scale: paper.scale,
        }
    };
    (0..count).map(sheet).collect()
}

/// Characters that Excel takes in a sheet's name; the last of them are left for the number of a
/// sheet that goes on.
const NAME: usize = 31;
const NUMBER: usize = 5;

/// A name that Excel takes and no other sheet has: `S1分县表`. Of a long code only its beginning is
/// in it; Excel takes capitals and small letters for the same.
fn distinct(code: &str, kind: &str, taken: &mut HashSet<String>) -> String {
    for at in 1_u32.. {
        let kind = if at == 1 {
            kind.to_owned()
        } else {
            format!("~{at}{kind}")
        };
        let room = NAME.saturating_sub(NUMBER + kind.chars().count());
        let name = code
            .chars()
            .filter(|c| !"[]:*?/\\'".contains(*c))
            .take(room)
            .chain(kind.chars())
            .collect::<String>();
        if taken.insert(name.to_lowercase()) {
            return name;
        }
    }
    String::new()
}

/// Where the totals of the county tables stand, so that the summary can refer to them.
#[derive(Debug, Default)]
pub(super) struct Places(HashMap<(usize, usize, usize), String>);

impl Places {
    pub(super) fn of(laid_out: &[(&Table, Vec<Page>)]) -> Self {
        let mut places = HashMap::new();
        for (table, pages) in laid_out
            .iter()
            .filter(|(table, _)| table.kind == TableKind::Units)
        {
            let Some(total) = table.rows.iter().position(|row| row.kind == RowKind::Total) else {
                continue;
            };
            for page in pages {
                for (position, at) in page.columns.iter().enumerate() {
                    if let Some(FigureKey {
                        indicator,
                        column,
                        derived: None,
                    }) = table.columns[*at].figure
                        && table.columns[*at].formula == ColumnFormula::Sum
                    {
                        let cell = cell_name(first_row(table) + total as u32, position as u32);
                        places.insert(
                            (table.form, indicator, column),
                            format!("'{}'!{cell}", page.sheet),
                        );
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

/// Position of a page's table on its sheet: title, line with organiser and period, coverage, then
/// the header.
pub(super) const HEADER_TOP: u32 = 3;

/// First row of data.
pub(super) fn first_row(table: &Table) -> u32 {
    HEADER_TOP + table.header_rows
}
