//! 汇总: the tables of a round, page by page.

use super::ledger::count;
use super::shared::FormRef;
use crate::error::AppError;
use crate::state::{Shown, State};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use ts_rs::TS;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::text;
use xianbaohui_results::present::{
    self, Cell, CellState, ListColumn, Paper, Row, RowKind as CoreRow, Subject, Table, header_over,
};

/// One of the tables that a round gives.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableRef {
    id: String,
    title: String,
    form: FormRef,
}

/// Who is in a table.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct Coverage {
    expected: u32,
    reported: u32,
    missing: Vec<String>,
}

impl Coverage {
    pub(crate) fn new(expected: usize, reported: usize, missing: Vec<String>) -> Self {
        Self {
            expected: count(expected),
            reported: count(reported),
            missing,
        }
    }
}

/// Whether figures or words stand in a column.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum ColumnKind {
    Text,
    Number,
}

/// A column.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableColumn {
    key: String,
    name: String,
    kind: ColumnKind,
    decimals: u32,
    width: u32,
}

/// A cell of the header.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct HeaderCell {
    text: String,
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
}

impl From<&present::HeaderCell> for HeaderCell {
    fn from(cell: &present::HeaderCell) -> Self {
        Self {
            text: cell.text.clone(),
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
        }
    }
}

/// Everything of a table but its rows.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct TableHead {
    id: String,
    title: String,
    period: String,
    unit_note: String,
    coverage: Coverage,
    columns: Vec<TableColumn>,
    header_rows: u32,
    header: Vec<HeaderCell>,
    pinned: u32,
    rows: u32,
    note: Option<String>,
}

/// Columns that go onto one page beside each other, the repeated ones first, and the header over
/// them.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PrintGroup {
    columns: Vec<u32>,
    widths: Vec<u32>,
    header: Vec<HeaderCell>,
}

/// How a table goes onto paper.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PrintPlan {
    size: f64,
    groups: Vec<PrintGroup>,
}

/// State of a figure.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum FigureState {
    Number,
    Text,
    Blank,
    Nil,
    Unreadable,
    Missing,
    NotApplicable,
    Overflow,
}

/// Severity of what is wrong with a figure.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum Flag {
    A,
    B,
    C,
    D,
}

impl Flag {
    fn of(severity: Severity) -> Self {
        match severity {
            Severity::A => Self::A,
            Severity::B => Self::B,
            Severity::C => Self::C,
            Severity::D => Self::D,
        }
    }
}

/// A cell, ready to show.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableCell {
    text: String,
    state: FigureState,
    flag: Option<Flag>,
    /// a total that lacks something: the notes say what
    marked: bool,
    traceable: bool,
}

/// Kinds of rows.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum RowKind {
    Unit,
    Within,
    Indicator,
    Total,
    ReportedTotal,
    Difference,
    Missing,
    Entry,
}

/// A row; `index` is its place in the table before sorting and filtering.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableRow {
    index: u32,
    kind: RowKind,
    cells: Vec<TableCell>,
}

/// A window of rows.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TablePage {
    total: u32,
    rows: Vec<TableRow>,
}

/// By which column, which way.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[ts(export)]
pub(crate) struct Sort {
    column: u32,
    descending: bool,
}

#[tauri::command(async)]
pub(crate) fn consolidated_tables(
    state: tauri::State<'_, State>,
    round: &str,
) -> Result<Vec<TableRef>, AppError> {
    state.with_ledger(|ledger| {
        let scheme = ledger.scheme();
        let tables = present::tables(ledger, ledger.round(round)?)?;
        Ok(tables
            .into_iter()
            .filter_map(|one| {
                Some(TableRef {
                    form: FormRef::from(scheme.form(&one.form)?),
                    id: one.id,
                    title: one.title,
                })
            })
            .collect())
    })
}

#[tauri::command(async)]
pub(crate) fn table_head(
    state: tauri::State<'_, State>,
    round: &str,
    table: &str,
) -> Result<TableHead, AppError> {
    let shown = state.table(round, table)?;
    let built = &shown.table;
    let column = |(at, column): (usize, &present::Column)| TableColumn {
        key: at.to_string(),
        name: if column.name.is_empty() {
            column.group.clone()
        } else {
            column.name.clone()
        },
        kind: if column.number {
            ColumnKind::Number
        } else {
            ColumnKind::Text
        },
        decimals: column.decimals,
        width: column.width,
    };
    Ok(TableHead {
        id: built.id.clone(),
        title: built.title.clone(),
        period: built.period.clone(),
        unit_note: built.unit_note.clone(),
        coverage: Coverage::new(built.expected, built.reported, built.missing.clone()),
        columns: built.columns.iter().enumerate().map(column).collect(),
        header_rows: built.header_rows,
        header: built.header.iter().map(HeaderCell::from).collect(),
        pinned: count(built.pinned),
        rows: count(built.rows.len()),
        note: (!built.notes.is_empty()).then(|| built.notes.join("\n")),
    })
}

/// The window prints on the same pages as the exported workbook.
#[tauri::command(async)]
pub(crate) fn print_plan(
    state: tauri::State<'_, State>,
    round: &str,
    table: &str,
) -> Result<PrintPlan, AppError> {
    let shown = state.table(round, table)?;
    let paper = Paper::of(&shown.table);
    let groups = (0..paper.groups.len()).map(|group| {
        let columns = paper.columns(group);
        PrintGroup {
            widths: columns.iter().map(|column| paper.widths[*column]).collect(),
            header: header_over(&shown.table, &columns)
                .iter()
                .map(HeaderCell::from)
                .collect(),
            columns: columns.into_iter().map(count).collect(),
        }
    });
    Ok(PrintPlan {
        size: paper.type_size(),
        groups: groups.collect(),
    })
}

/// A column of a list that the window prints: of the inbox, of the findings.
#[derive(Debug, Deserialize, TS)]
#[ts(export)]
pub(crate) struct PrintColumn {
    name: String,
    figure: bool,
    widest: u32,
    piece: u32,
}

/// A list is divided between pages as a table is.
#[tauri::command(async)]
pub(crate) fn list_plan(columns: Vec<PrintColumn>, pinned: u32) -> PrintPlan {
    let names = columns
        .iter()
        .map(|column| column.name.clone())
        .collect::<Vec<_>>();
    let columns = columns
        .into_iter()
        .map(
            |PrintColumn {
                 name,
                 figure,
                 widest,
                 piece,
             }| ListColumn {
                name,
                figure,
                widest,
                piece,
            },
        )
        .collect::<Vec<_>>();
    let paper = Paper::of_list(&columns, pinned as usize);
    let heading = |at: usize, column: usize| HeaderCell {
        text: names[column].clone(),
        row: 0,
        column: count(at),
        rows: 1,
        columns: 1,
    };
    let groups = (0..paper.groups.len()).map(|group| {
        let columns = paper.columns(group);
        PrintGroup {
            widths: columns.iter().map(|column| paper.widths[*column]).collect(),
            header: columns
                .iter()
                .enumerate()
                .map(|(at, column)| heading(at, *column))
                .collect(),
            columns: columns.into_iter().map(count).collect(),
        }
    });
    PrintPlan {
        size: paper.type_size(),
        groups: groups.collect(),
    }
}

#[tauri::command(async)]
pub(crate) fn table_rows(
    state: tauri::State<'_, State>,
    round: &str,
    table: &str,
    offset: u32,
    limit: u32,
    sort: Option<Sort>,
    filter: &str,
) -> Result<TablePage, AppError> {
    let shown = state.table(round, table)?;
    let order = order(&shown.table, sort, filter);
    let page = order
        .iter()
        .skip(offset as usize)
        .take(limit as usize)
        .map(|at| row(&shown, *at))
        .collect();
    Ok(TablePage {
        total: count(order.len()),
        rows: page,
    })
}

/// Rows that the filter lets through, totals where they were, the others sorted.
fn order(table: &Table, sort: Option<Sort>, filter: &str) -> Vec<usize> {
    let wanted = text::key(filter);
    let stays = |row: &Row| {
        matches!(
            row.kind,
            CoreRow::Total | CoreRow::ReportedTotal | CoreRow::Difference
        )
    };
    let passes = |row: &Row| {
        wanted.is_empty()
            || row
                .cells
                .iter()
                .any(|cell| matches!(cell, Cell::Text(words) if text::key(words).contains(&wanted)))
    };
    let (fixed, mut free): (Vec<usize>, Vec<usize>) = (0..table.rows.len())
        .filter(|at| stays(&table.rows[*at]) || passes(&table.rows[*at]))
        .partition(|at| stays(&table.rows[*at]));
    if let Some(Sort { column, descending }) = sort {
        free.sort_by(|one, other| {
            let (one, other) = (
                table.rows[*one].cells.get(column as usize),
                table.rows[*other].cells.get(column as usize),
            );
            // what has no figure goes to the end either way
            match (one.and_then(Cell::number), other.and_then(Cell::number)) {
                (Some(one), Some(other)) => {
                    if descending {
                        other.cmp(&one)
                    } else {
                        one.cmp(&other)
                    }
                }
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => {
                    let words =
                        |cell: Option<&Cell>| cell.map(|cell| cell.shown(0)).unwrap_or_default();
                    let plain = words(one).cmp(&words(other));
                    if descending { plain.reverse() } else { plain }
                }
            }
        });
    }
    if fixed.first() == Some(&0) {
        fixed.into_iter().chain(free).collect()
    } else {
        free.into_iter().chain(fixed).collect()
    }
}

fn row(shown: &Shown, at: usize) -> TableRow {
    let table = &shown.table;
    let row = &table.rows[at];
    let kind = match row.kind {
        CoreRow::Unit => RowKind::Unit,
        CoreRow::Within => RowKind::Within,
        CoreRow::Indicator => RowKind::Indicator,
        CoreRow::Total => RowKind::Total,
        CoreRow::ReportedTotal => RowKind::ReportedTotal,
        CoreRow::Difference => RowKind::Difference,
        CoreRow::Missing => RowKind::Missing,
        CoreRow::Entry => RowKind::Entry,
    };
    let cells =
        row.cells
            .iter()
            .zip(&table.columns)
            .enumerate()
            .map(|(position, (cell, column))| {
                let decimals = table.decimals(row, position);
                let state = match cell {
                    Cell::Number(_) => FigureState::Number,
                    Cell::Text(_) | Cell::Empty => FigureState::Text,
                    Cell::State(CellState::Blank) => FigureState::Blank,
                    Cell::State(CellState::Nil) => FigureState::Nil,
                    Cell::State(CellState::Unreadable) => FigureState::Unreadable,
                    Cell::State(CellState::Missing) => FigureState::Missing,
                    Cell::State(CellState::NotApplicable) => FigureState::NotApplicable,
                    Cell::State(CellState::Overflow) => FigureState::Overflow,
                };
                let is_figure = column.figure.is_some()
                    && !matches!(row.kind, CoreRow::Missing | CoreRow::Difference)
                    && !matches!(cell, Cell::Empty);
                let of_entry = matches!(row.subject, Subject::Entry(..)) && position >= 2;
                // only the first cell of a unit without a return says so
                let text = if row.kind == CoreRow::Missing && position > 1 {
                    String::new()
                } else {
                    cell.shown(decimals)
                };
                TableCell {
                    text,
                    state,
                    flag: shown
                        .flags
                        .get(&(at, position))
                        .map(|severity| Flag::of(*severity)),
                    marked: row.marked.contains(&position),
                    traceable: is_figure || of_entry,
                }
            });
    TableRow {
        index: count(at),
        kind,
        cells: cells.collect(),
    }
}
