//! Texts that hold a table, csv and tsv: bytes → encoding → dialect → rows with their lines. What
//! is irregular is a value that stands beside the cells.

mod dialect;
mod encoding;
mod joined;
mod lines;
mod records;

pub(super) use self::dialect::dialect;
pub(super) use self::encoding::decode;
pub use self::lines::{Comma, Line, Lines};

use self::dialect::{Dialect, comma};
use self::records::{Record, Records};
use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::cell::{Cell, Content};
use super::grid::{Grid, Workbook};
use super::visibility::Visibility;
use super::{Limit, Limits, ReadError};
use xianbaohui_core::place::cell_name;

const SHEET: &str = "Sheet1";

/// A table of delimited lines; every filled field is a text, so that codes keep their zeros. Rows
/// are those that Excel shows: empty lines are some, a line that says `sep=;` is none.
pub(super) fn delimited(
    text: &str,
    is_cut: bool,
    dialect: Dialect,
    limits: &Limits,
) -> Result<Workbook, ReadError> {
    let mut cells = Vec::new();
    let mut lines = Lines::default();
    let mut records = Records::new(text, dialect);
    let mut record = Record::default();
    if dialect.is_said {
        records.read(&mut record);
    }
    let mut ends_openly = false;
    for row in 0.. {
        if !records.read(&mut record) {
            break;
        }
        for (column, field) in (0_u32..).zip(&record.fields) {
            let words = words(field);
            if words.is_empty() {
                continue;
            }
            if cells.len() >= limits.cells {
                return Err(ReadError::TooLarge {
                    what: Limit::Cells,
                    limit: limits.cells as u64,
                });
            }
            if row >= MOST_ROWS || column >= MOST_COLUMNS {
                return Err(ReadError::Beyond {
                    sheet: SHEET.into(),
                    cell: cell_name(row, column),
                });
            }
            cells.push(Cell::new((row, column), Content::Text(words.into()), None));
        }
        if record.has_open_quote {
            lines.open_quotes.push(row);
        }
        let ends_filled = record
            .fields
            .last()
            .is_some_and(|field| !words(field).is_empty());
        if row >= MOST_ROWS {
            continue;
        }
        lines.rows.push(Line {
            line: record.line,
            fields: u32::try_from(record.fields.len()).unwrap_or(u32::MAX),
            ends_filled,
        });
        ends_openly = record.is_last;
    }
    lines.ends_openly = ends_openly;
    lines.is_cut = is_cut;
    let cells = joined::join(cells, &mut lines);
    lines.comma = comma(dialect.mark, cells.iter().filter_map(Cell::as_text));
    if cells.is_empty() {
        return Err(ReadError::NothingInIt { sheets: 1 });
    }
    let around = Around {
        lines: Some(lines),
        ..Around::default()
    };
    Ok(Workbook {
        grids: vec![Grid::new(SHEET.into(), Visibility::Visible, cells, around)],
        properties: Vec::new(),
    })
}

/// A field as a person sees it: without white space and control characters around, and without
/// what makes a text of digits in Excel: `="0012"`, `'0012`.
fn words(field: &str) -> &str {
    let bare = field.trim_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{feff}');
    if let Some(digits) = bare.strip_prefix('\'')
        && digits.starts_with(|c: char| c.is_ascii_digit())
    {
        return digits;
    }
    bare.strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'))
        .filter(|inner| !inner.contains('"'))
        .map_or(bare, str::trim)
}
