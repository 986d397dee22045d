//! A sheet as it stands in the file: cells with what they hold, merged areas, what is hidden.

use super::area::{Area, MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::cell::Cell;
use super::clipped::{self, Clipped, Room};
use super::drawn;
use super::look::Formats;
use super::open_rule::OpenRules;
use super::parts::{Beside, PAGE, PAGE_WORDS};
use super::text::Lines;
use super::visibility::Visibility;
use serde::{Deserialize, Serialize};
use xianbaohui_core::place::{Place, cell_name, column_name};

/// A workbook as read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Workbook {
    /// the sheets, in order
    pub grids: Vec<Grid>,
    /// custom document properties: a blank issued by the program says there what it is
    pub properties: Vec<(String, String)>,
}

/// One sheet. Rows and columns count from 0.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Grid {
    /// name of the sheet
    pub name: String,
    /// whether people see it
    pub visibility: Visibility,
    /// filled cells, by row, then column
    cells: Vec<Cell>,
    /// row, position of its first cell
    row_starts: Vec<(u32, u32)>,
    /// last filled row + 1
    pub rows: u32,
    /// last filled column + 1
    pub columns: u32,
    /// merged areas
    pub merges: Vec<Area>,
    /// hidden rows, ascending
    pub hidden_rows: Vec<u32>,
    /// hidden columns, ascending
    pub hidden_columns: Vec<u32>,
    /// cells whose content lies unseen under a merged area, and was left out
    pub covered: Vec<(u32, u32)>,
    /// rows and columns were exchanged: names of cells are those of the sheet all the same
    #[serde(default)]
    is_turned: bool,
    /// the workbook counts days from 1904, not from 1900
    pub from_1904: bool,
    /// number formats of its cells
    pub(super) formats: Formats,
    /// the sheet is set to show nothing where there is a zero
    #[serde(default)]
    pub hides_zeros: bool,
    /// what is shown of figures where the file says it, by row, then column
    #[serde(default)]
    pub(super) shown: Vec<(u32, u32, Box<str>)>,
    /// texts as the file holds them, where something else is seen; by row, then column
    #[serde(default)]
    pub(super) beneath: Vec<(u32, u32, Box<str>)>,
    /// texts that their cell has no room for; in order
    #[serde(default)]
    pub clipped: Vec<Clipped>,
    /// rules of formats that are not worked out yet
    #[serde(default)]
    pub(super) open_rules: OpenRules,
    /// figures that the file keeps as they are shown, without decimals; in order
    #[serde(default)]
    pub rounded: Vec<(u32, u32)>,
    /// what of the styles of a page is not understood, as it is written there
    #[serde(default)]
    pub unread: Vec<Box<str>>,
    /// how a text that holds a table is written; nothing of what is no text
    #[serde(default)]
    pub lines: Option<Lines>,
    /// comments, what lies over the cells, page headers
    #[serde(default)]
    pub beside: Beside,
}

impl Grid {
    /// Puts a grid together; content under a merged area is left out and remembered.
    pub(super) fn new(
        name: String,
        visibility: Visibility,
        mut cells: Vec<Cell>,
        mut around: Around,
    ) -> Self {
        let drawn = drawn::drawn(&mut cells, &mut around);
        let Around {
            mut merges,
            mut hidden_rows,
            mut hidden_columns,
            from_1904,
            hides_zeros,
            mut shown,
            mut rounded,
            unread,
            lines,
            mut beside,
            widths,
            heights,
            ..
        } = around;
        // an area written from its last corner to its first is the same area
        for area in &mut merges {
            *area = area.ordered();
        }
        merges.retain(|area| area.top < MOST_ROWS && area.left < MOST_COLUMNS);
        for lines in [&mut hidden_rows, &mut hidden_columns] {
            lines.sort_unstable();
            lines.dedup();
        }
        if !cells.is_sorted_by_key(|cell| (cell.row, cell.column)) {
            cells.sort_by_key(|cell| (cell.row, cell.column));
        }
        cells.dedup_by_key(|cell| (cell.row, cell.column));
        beside.settle(&mut cells, &merges, &widths);
        let mut beneath = drawn.beneath;
        beneath.extend(beside.over.iter().flat_map(|over| &over.hidden).cloned());
        beneath.sort_by_key(|(row, column, _)| (*row, *column));
        let mut covered = Vec::new();
        if !merges.is_empty() {
            let mut by_top = merges.clone();
            by_top.sort_by_key(|area| area.top);
            // cells come by row: only the areas that reach the row are looked at
            let (mut next, mut row) = (0, u32::MAX);
            let mut reaching: Vec<Area> = Vec::new();
            cells.retain(|cell| {
                if cell.row != row {
                    row = cell.row;
                    while next < by_top.len() && by_top[next].top <= row {
                        reaching.push(by_top[next]);
                        next += 1;
                    }
                    reaching.retain(|area| area.bottom >= row);
                }
                let hidden = reaching.iter().any(|area| {
                    area.contains(cell.row, cell.column)
                        && (area.top, area.left) != (cell.row, cell.column)
                });
                if hidden {
                    covered.push((cell.row, cell.column));
                }
                !hidden
            });
        }
        let hidden = (&*hidden_rows, &*hidden_columns);
        let room = Room::new(&widths, &heights, &merges, hidden);
        let clipped = room.clipped(&drawn.tight, &cells);
        let mut row_starts: Vec<(u32, u32)> = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            if row_starts.last().is_none_or(|(row, _)| *row != cell.row) {
                row_starts.push((cell.row, at as u32));
            }
        }
        shown.sort_unstable();
        rounded.sort_unstable();
        let rows = cells.last().map_or(0, |cell| cell.row + 1);
        let columns = cells.iter().map(|cell| cell.column + 1).max().unwrap_or(0);
        Self {
            name,
            visibility,
            cells,
            row_starts,
            rows,
            columns,
            merges,
            hidden_rows,
            hidden_columns,
            covered,
            from_1904,
            formats: drawn.formats,
            hides_zeros,
            shown,
            beneath,
            open_rules: drawn.open_rules,
            clipped,
            rounded,
            unread,
            lines,
            beside,
            is_turned: false,
        }
    }

    /// Formulas of rules that may hide cells, as they stand for each: row, column, formula.
    pub fn open_rules(&self) -> impl Iterator<Item = (u32, u32, String)> + '_ {
        self.open_rules.each()
    }

    /// Takes in which of them hold, in their order: what none hides is seen.
    pub fn close_rules(&mut self, holds: &[bool]) {
        for (row, column, veil) in std::mem::take(&mut self.open_rules).seen(holds) {
            let found =
                (self.cells).binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
            if let Some(cell) = found.ok().and_then(|at| self.cells.get_mut(at)) {
                cell.veil = veil;
            }
        }
    }

    /// All filled cells, by row, then column.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The filled cells of a row.
    pub fn row(&self, row: u32) -> &[Cell] {
        let Ok(at) = self.row_starts.binary_search_by_key(&row, |(row, _)| *row) else {
            return &[];
        };
        let start = self.row_starts[at].1 as usize;
        let end = self
            .row_starts
            .get(at + 1)
            .map_or(self.cells.len(), |(_, start)| *start as usize);
        &self.cells[start..end]
    }

    /// Rows that have filled cells, ascending.
    pub fn filled_rows(&self) -> impl Iterator<Item = u32> + '_ {
        self.row_starts.iter().map(|(row, _)| *row)
    }

    /// A filled cell.
    pub fn cell(&self, row: u32, column: u32) -> Option<&Cell> {
        let cells = self.row(row);
        cells
            .binary_search_by_key(&column, |cell| cell.column)
            .ok()
            .map(|at| &cells[at])
    }

    /// The text of a cell, as [`Cell::raw`]; empty for an empty one.
    pub fn text(&self, row: u32, column: u32) -> String {
        self.cell(row, column).map(Cell::raw).unwrap_or_default()
    }

    /// The last filled cell of a row before a column.
    pub fn before(&self, row: u32, column: u32) -> Option<&Cell> {
        let cells = self.row(row);
        cells[..cells.partition_point(|cell| cell.column < column)].last()
    }

    /// Columns with anything in them or seen in them, ascending. A merged area that is wider than
    /// any table counts with its filled columns.
    pub fn used_columns(&self) -> Vec<u32> {
        const WIDEST: u32 = 256;
        let mut used = self
            .cells
            .iter()
            .map(|cell| cell.column)
            .collect::<Vec<_>>();
        used.sort_unstable();
        used.dedup();
        let areas = self.merges.iter().filter(|area| {
            area.right.saturating_sub(area.left) < WIDEST && area.left < self.columns
        });
        let merged = areas
            .flat_map(|area| area.left..=area.right.min(self.columns.saturating_sub(1)))
            .collect::<std::collections::BTreeSet<_>>();
        used.extend(merged);
        used.sort_unstable();
        used.dedup();
        used
    }

    /// The merged area a cell lies in.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<&Area> {
        self.merges.iter().find(|area| area.contains(row, column))
    }

    /// The cell that a person sees at a place: that of the merged area it lies in.
    pub fn seen(&self, row: u32, column: u32) -> Option<&Cell> {
        self.cell(row, column).or_else(|| {
            let area = self.merge_at(row, column)?;
            self.cell(area.top, area.left)
        })
    }

    /// The sheet from a row on, with rows and columns exchanged: a table that was turned round then
    /// reads like any other.
    #[must_use]
    pub fn turned(&self, from: u32) -> Self {
        let cells = self
            .cells
            .iter()
            .filter(|cell| cell.row >= from)
            .map(|cell| Cell {
                row: cell.column,
                column: cell.row,
                ..cell.clone()
            })
            .collect();
        let merges = self
            .merges
            .iter()
            .filter(|area| area.top >= from)
            .map(Area::exchanged)
            .collect();
        let exchanged = |held: &[(u32, u32, Box<str>)]| {
            let below = held.iter().filter(|(row, _, _)| *row >= from);
            let mut exchanged = below
                .map(|(row, column, words)| (*column, *row, words.clone()))
                .collect::<Vec<_>>();
            exchanged.sort_unstable();
            exchanged
        };
        let around = Around {
            merges,
            hidden_rows: self.hidden_columns.clone(),
            hidden_columns: self.hidden_rows.clone(),
            from_1904: self.from_1904,
            hides_zeros: self.hides_zeros,
            shown: exchanged(&self.shown),
            rounded: self
                .rounded
                .iter()
                .map(|(row, column)| (*column, *row))
                .collect(),
            unread: self.unread.clone(),
            lines: self.lines.clone(),
            beside: self.beside.turned(from),
            ..Around::default()
        };
        let covered = self
            .covered
            .iter()
            .filter(|(row, _)| *row >= from)
            .map(|(row, column)| (*column, *row))
            .collect();
        Self {
            covered,
            is_turned: !self.is_turned,
            formats: self.formats.clone(),
            clipped: clipped::turned(&self.clipped, from),
            beneath: exchanged(&self.beneath),
            ..Self::new(self.name.clone(), self.visibility, cells, around)
        }
    }

    /// Whether rows and columns were exchanged.
    pub fn is_turned(&self) -> bool {
        self.is_turned
    }

    /// `D7`
    pub fn cell_name(&self, row: u32, column: u32) -> String {
        if (row, column) == PAGE {
            PAGE_WORDS.to_owned()
        } else if self.is_turned {
            cell_name(column, row)
        } else {
            cell_name(row, column)
        }
    }

    /// `Sheet1!D7`
    pub fn place(&self, row: u32, column: u32) -> Place {
        if self.is_turned {
            Place::new(&*self.name, column, row)
        } else {
            Place::new(&*self.name, row, column)
        }
    }

    /// A row of the table, as a person finds it on the sheet: `第 7 行`, or `G 列` of a table
    /// turned round.
    pub fn row_name(&self, row: u32) -> String {
        line_name(row, !self.is_turned)
    }

    /// A column of the table, as a person finds it on the sheet: `F 列`, or `第 6 行` of a table
    /// turned round.
    pub fn column_name(&self, column: u32) -> String {
        line_name(column, self.is_turned)
    }

    /// What a column of the table is on the sheet: `列`, or `行` of a table turned round.
    pub fn column_word(&self) -> &'static str {
        if self.is_turned { "行" } else { "列" }
    }

    /// What a row of the table is on the sheet: `行`, or `列` of a table turned round.
    pub fn row_word(&self) -> &'static str {
        if self.is_turned { "列" } else { "行" }
    }
}

fn line_name(line: u32, is_row: bool) -> String {
    if is_row {
        format!("第 {} 行", line + 1)
    } else {
        format!("{} 列", column_name(line))
    }
}
