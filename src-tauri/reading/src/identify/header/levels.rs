//! The columns of a header, level by level.

use super::block::HeaderBlock;
use crate::read::Grid;
use xianbaohui_core::form::Header;
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::text;

/// What one column is called.
#[derive(Debug, Clone)]
pub struct SheetHeader {
    /// column of the sheet
    pub column: u32,
    /// keys of its levels, from the top, without measure units, each once
    pub levels: Vec<String>,
    /// the same with what stands to the left where a group header was not merged
    pub inherited: Vec<String>,
    /// measure unit stated in the header
    pub unit: Option<MeasureUnit>,
    /// as written, levels divided by ` > `
    pub written: String,
}

/// What every column is called.
pub(in crate::identify) fn columns(grid: &Grid, block: HeaderBlock) -> Vec<SheetHeader> {
    grid.used_columns()
        .into_iter()
        .filter_map(|column| named(grid, block, column))
        .collect()
}

fn named(grid: &Grid, block: HeaderBlock, column: u32) -> Option<SheetHeader> {
    let mut header = SheetHeader {
        column,
        levels: Vec::new(),
        inherited: Vec::new(),
        unit: None,
        written: String::new(),
    };
    let mut written: Vec<String> = Vec::new();
    let mut before: Option<String> = None;
    for row in block.top..=block.bottom {
        let seen = grid.seen_text(row, column);
        let (key, unit) = label::split_measure(&seen);
        if key.is_empty() {
            if unit.is_some() {
                header.unit = unit;
            }
            // a group header that was not merged stands at the left of its columns
            let left = grid
                .before(row, column)
                .filter(|_| row < block.bottom)
                .map(|cell| (cell.column, cell));
            if let Some((left, cell)) = left
                && grid.merge_at(row, left).is_none()
                && grid.cell(block.bottom, left).is_some()
                && let Some(words) = cell.as_text()
            {
                let (key, unit) = label::split_measure(words);
                if header.inherited.last() != Some(&key) {
                    header.inherited.push(key);
                }
                header.unit = header.unit.or(unit);
            }
            continue;
        }
        // the nearest level says the unit best
        header.unit = unit.or(header.unit);
        if before.as_ref() != Some(&key) {
            written.push(text::half_width(&seen).split_whitespace().collect());
        }
        // a cell merged downwards is seen on each of its rows
        if before.replace(key.clone()).as_ref() == Some(&key) {
            continue;
        }
        // lines of one cell may be levels; where they are one header, the levels together are still
        // that
        for line in lines(&seen, &key) {
            if header.levels.last() != Some(&line) {
                header.levels.push(line.clone());
            }
            if header.inherited.last() != Some(&line) {
                header.inherited.push(line);
            }
        }
    }
    header.written = written.join(" > ");
    (!header.levels.is_empty()).then_some(header)
}

/// Keys of the lines of a cell that together are its key; the key alone where a line break cuts a
/// bracket in two.
fn lines(seen: &str, key: &str) -> Vec<String> {
    let lines = seen
        .lines()
        .map(|line| label::split_measure(line).0)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>();
    if lines.concat() == key {
        lines
    } else {
        vec![key.to_owned()]
    }
}

/// Keys of a form's header, level by level, in all its wordings.
pub(in crate::identify) fn keys(headers: &[Header], period: Option<Period>) -> Vec<Vec<String>> {
    headers
        .iter()
        .map(|header| {
            header
                .levels(period)
                .iter()
                .map(|level| label::split_measure(level).0)
                .filter(|key| !key.is_empty())
                .collect()
        })
        .collect()
}
