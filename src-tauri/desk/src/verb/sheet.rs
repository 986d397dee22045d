//! A county's own sheet as the window shows it: a window of rows, with what was bound and what is
//! wrong drawn over it.

use serde::Serialize;
use std::collections::HashMap;
use ts_rs::TS;
use xianbaohui_core::codes::CodeKind;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::message::message;
use xianbaohui_core::number;
use xianbaohui_core::period::Period;
use xianbaohui_core::personal;
use xianbaohui_core::returns::Binding;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_reading::identify::choices;
use xianbaohui_reading::read::{Content, Grid, Visibility, Workbook};

/// A sheet of the workbook.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetTab {
    name: String,
    rows: u32,
    columns: u32,
    hidden: bool,
}

/// What is drawn over a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum MarkKind {
    Header,
    Label,
    Value,
    Nil,
    Unreadable,
    A,
    B,
    C,
    D,
}

/// A filled or marked cell.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetCell {
    column: u32,
    text: String,
    number: bool,
    mark: Option<MarkKind>,
    note: Option<String>,
}

/// A row.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetRow {
    row: u32,
    hidden: bool,
    cells: Vec<SheetCell>,
}

/// A merged area.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct Merge {
    row: u32,
    column: u32,
    rows: u32,
    columns: u32,
}

/// A window of rows of a sheet.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SheetView {
    tabs: Vec<SheetTab>,
    sheet: String,
    merges: Vec<Merge>,
    widths: Vec<u32>,
    rows: Vec<SheetRow>,
}

/// What is known of a sheet.
pub(crate) struct Overlay<'a> {
    /// name of the sheet
    pub(crate) sheet: &'a str,
    /// where the form was found
    pub(crate) binding: &'a Binding,
    /// what each bound column was taken for: columns of the table
    pub(crate) heads: HashMap<u32, String>,
    /// columns of the table with personal data
    personal: HashMap<u32, Option<CodeKind>>,
}

impl<'a> Overlay<'a> {
    /// A form found on a sheet.
    pub(crate) fn new(
        sheet: &'a str,
        binding: &'a Binding,
        form: usize,
        period: Option<Period>,
        scheme: &Scheme,
    ) -> Self {
        let columns = choices(&scheme.forms[form], scheme, binding, period).columns;
        let heads = binding.columns.iter().filter_map(|(spec, column)| {
            columns
                .get(*spec)
                .map(|choice| (*column, format!("认作“{}”", choice.name)))
        });
        Self {
            sheet,
            binding,
            heads: heads.collect(),
            personal: personal_columns(&scheme.forms[form], binding),
        }
    }
}

/// Columns of a roster whose fields are personal, with the codes that stand in them.
fn personal_columns(form: &Form, binding: &Binding) -> HashMap<u32, Option<CodeKind>> {
    let Layout::Roster(roster) = &form.layout else {
        return HashMap::new();
    };
    let bound = binding.columns.iter();
    let own = bound.filter_map(|(at, column)| Some((roster.fields.get(*at)?, *column)));
    let own = own.filter(|(field, _)| field.personal);
    own.map(|(field, column)| (column, field.code_kind))
        .collect()
}

impl Overlay<'_> {
    /// What a cell shows, without what makes a person known.
    fn masked(&self, row: u32, column: u32, text: String) -> String {
        let (row, column) = if self.binding.turned {
            (column, row)
        } else {
            (row, column)
        };
        match self.personal.get(&column) {
            Some(kind) if row > self.binding.header.1 => personal::masked(&text, *kind),
            _ => text,
        }
    }
}

/// Columns shown at most: what lies further right is no return's.
const MOST_COLUMNS: u32 = 256;
/// Rows sent at most at once.
const MOST_ROWS: u32 = 500;

/// The window of rows asked for, with marks.
pub(crate) fn view(
    workbook: &Workbook,
    sheet: Option<&str>,
    from_row: u32,
    rows: u32,
    overlays: &[Overlay<'_>],
    findings: &[&Finding],
) -> SheetView {
    let seen = workbook
        .grids
        .iter()
        .filter(|grid| grid.visibility != Visibility::VeryHidden)
        .collect::<Vec<_>>();
    let tabs = seen
        .iter()
        .map(|grid| SheetTab {
            name: grid.name.clone(),
            rows: grid.rows,
            columns: grid.columns.min(MOST_COLUMNS),
            hidden: grid.visibility == Visibility::Hidden,
        })
        .collect();
    let wanted = sheet.or_else(|| overlays.first().map(|overlay| overlay.sheet));
    let Some(grid) = seen
        .iter()
        .find(|grid| Some(grid.name.as_str()) == wanted)
        .or_else(|| seen.first())
    else {
        return SheetView {
            tabs,
            sheet: String::new(),
            merges: Vec::new(),
            widths: Vec::new(),
            rows: Vec::new(),
        };
    };
    let overlay = overlays.iter().find(|overlay| overlay.sheet == grid.name);
    let binding = overlay.map(|overlay| overlay.binding);
    let wrong = wrong_cells(grid, findings);
    let last = from_row.saturating_add(rows.min(MOST_ROWS)).min(grid.rows);
    let view_row = |row: u32| {
        let mut cells = grid
            .row(row)
            .iter()
            .filter(|cell| cell.column < MOST_COLUMNS)
            .map(|cell| SheetCell {
                column: cell.column,
                text: {
                    let text = grid.sight(cell).text.into_owned();
                    match overlay {
                        Some(overlay) => overlay.masked(row, cell.column, text),
                        None => text,
                    }
                },
                number: matches!(cell.content, Content::Number(_)),
                mark: None,
                note: None,
            })
            .collect::<Vec<_>>();
        for column in 0..grid.columns.min(MOST_COLUMNS) {
            let found = wrong.get(&(row, column));
            let mark = found
                .map(|(mark, _)| *mark)
                .or_else(|| binding.and_then(|binding| bound_mark(grid, binding, row, column)));
            let Some(mark) = mark else { continue };
            let head = || {
                overlay
                    .filter(|_| mark == MarkKind::Header)
                    .and_then(|overlay| {
                        overlay
                            .heads
                            .get(if overlay.binding.turned {
                                &row
                            } else {
                                &column
                            })
                            .cloned()
                    })
            };
            let note = found.map(|(_, message)| message.clone()).or_else(head);
            match cells.iter_mut().find(|cell| cell.column == column) {
                Some(cell) => (cell.mark, cell.note) = (Some(mark), note),
                None => cells.push(SheetCell {
                    column,
                    text: String::new(),
                    number: false,
                    mark: Some(mark),
                    note,
                }),
            }
        }
        cells.sort_by_key(|cell| cell.column);
        SheetRow {
            row,
            hidden: grid.hidden_rows.binary_search(&row).is_ok(),
            cells,
        }
    };
    SheetView {
        sheet: grid.name.clone(),
        merges: grid
            .merges
            .iter()
            .filter(|area| area.right < MOST_COLUMNS)
            .map(|area| Merge {
                row: area.top,
                column: area.left,
                rows: area.bottom - area.top + 1,
                columns: area.right - area.left + 1,
            })
            .collect(),
        widths: widths(grid),
        rows: (from_row..last).map(view_row).collect(),
        tabs,
    }
}

/// Cells of findings on this sheet, with the gravest mark.
fn wrong_cells(grid: &Grid, findings: &[&Finding]) -> HashMap<(u32, u32), (MarkKind, String)> {
    let mut wrong = HashMap::new();
    // gravest last, so that it stays
    let mut ordered = findings.to_vec();
    ordered.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    for finding in ordered {
        let mark = match finding.severity {
            Severity::A => MarkKind::A,
            Severity::B => MarkKind::B,
            Severity::C => MarkKind::C,
            Severity::D => MarkKind::D,
        };
        for cell in &finding.cells {
            if cell.sheet == grid.name {
                wrong.insert((cell.row, cell.column), (mark, message(finding)));
            }
        }
    }
    wrong
}

fn bound_mark(grid: &Grid, binding: &Binding, row: u32, column: u32) -> Option<MarkKind> {
    let cell = (row, column);
    let (row, column) = if binding.turned { (column, row) } else { cell };
    let is_bound = binding.columns.iter().any(|(_, bound)| *bound == column);
    let is_label = binding.label_column == Some(column);
    if (binding.header.0..=binding.header.1).contains(&row) && (is_bound || is_label) {
        return Some(MarkKind::Header);
    }
    if !binding.rows.contains(&row) {
        return None;
    }
    if is_label {
        return Some(MarkKind::Label);
    }
    if !is_bound {
        return None;
    }
    if grid
        .cell(cell.0, cell.1)
        .is_some_and(|cell| matches!(cell.content, Content::Error(_) | Content::NoResult))
    {
        return Some(MarkKind::Unreadable);
    }
    let compact = text::compact(&grid.text(cell.0, cell.1));
    Some(if compact.is_empty() || number::nil(&compact).is_some() {
        MarkKind::Nil
    } else {
        MarkKind::Value
    })
}

/// Widths in half-width characters, from what stands in the first rows.
fn widths(grid: &Grid) -> Vec<u32> {
    let mut widths = vec![6; grid.columns.min(MOST_COLUMNS) as usize];
    for cell in grid.cells().iter().take_while(|cell| cell.row < 200) {
        let spans = grid
            .merges
            .iter()
            .any(|area| area.left != area.right && area.contains(cell.row, cell.column));
        if let Some(width) = widths.get_mut(cell.column as usize)
            && !spans
        {
            let own: u32 = cell
                .raw()
                .chars()
                .map(|c| if c.is_ascii() { 1 } else { 2 })
                .sum();
            *width = (*width).max(own.min(40) + 2);
        }
    }
    widths
}
