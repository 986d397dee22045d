//! Rows that a line break without quotation marks has broken: joined again where the pieces make
//! exactly one row, and told.

use super::lines::{Line, Lines};
use crate::read::cell::{Cell, Content};
use std::collections::BTreeMap;
use xianbaohui_core::number::{self, Datum};

/// A row is joined of so many pieces at most.
const MOST_PIECES: usize = 4;

/// The number of fields that most rows have.
fn usual(rows: &[Line]) -> u32 {
    let mut counts = BTreeMap::<u32, usize>::new();
    for line in rows.iter().filter(|line| line.fields > 1) {
        *counts.entry(line.fields).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(0, |(fields, _)| fields)
}

/// Joins rows that are pieces of one: each is shorter than the others, together they have as many
/// fields, the break stands between words, and every field is of the kind of its column. What does
/// not fit stays as it is, and is told as rows of another length.
pub(super) fn join(cells: Vec<Cell>, lines: &mut Lines) -> Vec<Cell> {
    let expected = usual(&lines.rows);
    let pieces = pieces(&lines.rows, expected);
    if pieces.is_empty() {
        return cells;
    }
    let mut by_row = BTreeMap::<u32, Vec<Cell>>::new();
    for cell in cells {
        by_row.entry(cell.row).or_default().push(cell);
    }
    let kinds = kinds(&by_row, &lines.rows, expected);
    for (first, count) in pieces {
        let Some(joined) = joined(&by_row, &lines.rows, first, count, &kinds) else {
            continue;
        };
        for row in first..first + count {
            by_row.remove(&row);
            if let Some(line) = lines.rows.get_mut(row as usize) {
                line.fields = if row == first { expected } else { 0 };
            }
        }
        by_row.insert(first, joined);
        lines.joined.push((first, count));
    }
    by_row.into_values().flatten().collect()
}

/// Where rows begin that may be pieces of one, and how many pieces they are.
fn pieces(rows: &[Line], expected: u32) -> Vec<(u32, u32)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let mut all = 0;
        let run = rows.iter().skip(at).take(MOST_PIECES);
        let length = run
            .take_while(|line| line.fields > 0 && line.fields < expected)
            .position(|line| {
                all += line.fields - u32::from(all > 0);
                all == expected
            });
        if let Some(last) = length.filter(|last| *last > 0) {
            found.push((at as u32, last as u32 + 1));
            at += last;
        }
        at += 1;
    }
    found
}

/// Column → rows of the usual length in which it is a figure, and in which it is something else.
type Kinds = BTreeMap<u32, (usize, usize)>;

fn kinds(by_row: &BTreeMap<u32, Vec<Cell>>, rows: &[Line], expected: u32) -> Kinds {
    let mut kinds = Kinds::new();
    for (row, cells) in by_row {
        let line = rows.get(*row as usize);
        if line.is_none_or(|line| line.fields != expected) || cells.len() < 2 {
            continue;
        }
        for cell in cells {
            let (figures, others) = kinds.entry(cell.column).or_default();
            *(if is_figure(cell) { figures } else { others }) += 1;
        }
    }
    kinds
}

fn is_figure(cell: &Cell) -> bool {
    cell.as_text()
        .is_some_and(|words| matches!(number::read_text(words).datum, Datum::Number(_)))
}

/// The cells of the joined row; `None` where the pieces do not fit.
fn joined(
    by_row: &BTreeMap<u32, Vec<Cell>>,
    rows: &[Line],
    first: u32,
    count: u32,
    kinds: &Kinds,
) -> Option<Vec<Cell>> {
    let mut out: Vec<Cell> = Vec::new();
    let mut offset = 0;
    for row in first..first + count {
        let own = by_row.get(&row)?;
        for (at, cell) in own.iter().enumerate() {
            let column = cell.column + offset;
            let is_break = row > first && at == 0;
            if is_break {
                // the break stands between words: the last field before it is filled, the first
                // behind it too, and digits are not put together
                let before = out.last_mut().filter(|own| own.column == column)?;
                let (one, other) = (before.as_text()?, cell.as_text()?);
                let digits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '%');
                if one.ends_with(digits) || other.starts_with(digits) {
                    return None;
                }
                before.content = Content::Text(format!("{one}\n{other}").into());
            } else {
                out.push(Cell {
                    row: first,
                    column,
                    ..cell.clone()
                });
            }
        }
        offset += rows.get(row as usize)?.fields - 1;
    }
    let fits = out.iter().all(|cell| {
        let (figures, others) = kinds.get(&cell.column).copied().unwrap_or_default();
        figures + others > 0
            && if is_figure(cell) {
                figures >= others
            } else {
                others >= figures
            }
    });
    fits.then_some(out)
}
