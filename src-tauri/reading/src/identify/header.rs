//! The header of a sheet: which rows it takes, and what each column is called, level by level.

use crate::read::{Cell, Content, Grid};
use std::collections::HashSet;
use xianbaohui_core::form::Header;
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::text;

/// Rows that are searched for a header.
const SEARCHED: u32 = 200;
/// Rows that are searched first.
const NEAR: u32 = 16;
/// A header has at most this many rows.
const DEEPEST: u32 = 5;

/// First and last row of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeaderBlock {
    /// first row
    pub top: u32,
    /// last row
    pub bottom: u32,
}

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

/// A column of the form found on the sheet.
#[derive(Debug, Clone)]
pub struct ColumnMatch {
    /// position in the form's columns or fields
    pub spec: usize,
    /// column of the sheet
    pub column: u32,
    /// measure unit stated in its header
    pub unit: Option<MeasureUnit>,
    /// the header as written, when it is only nearly the form's
    pub nearly: Option<String>,
}

/// Finds the header rows: where most cells are among the texts that the form's headers are made of.
pub(super) fn find(grid: &Grid, vocabulary: &HashSet<String>) -> Option<HeaderBlock> {
    let hits = |row: u32| {
        grid.row(row)
            .iter()
            .filter(|cell| is_header_text(cell, vocabulary))
            .count()
    };
    // a header that comes again further down, on one row, may have more texts on it than the first:
    // the first row with half as many counts
    let best_before = |last: u32| {
        let rows = grid
            .filled_rows()
            .take_while(|row| *row < last)
            .map(|row| (hits(row), row))
            .collect::<Vec<_>>();
        let most = rows.iter().map(|(count, _)| *count).max()?;
        let enough = if most < 4 { most } else { most.div_ceil(2) };
        rows.into_iter().find(|(count, _)| *count >= enough)
    };
    // nearly every header stands at the top; only where none does is the rest searched
    let near = best_before(NEAR).filter(|(count, _)| *count >= 3);
    let (count, row) = near.or_else(|| best_before(SEARCHED))?;
    if count == 0 {
        return None;
    }
    let (mut top, mut bottom) = (row, row);
    while top > 0
        && row - top < DEEPEST
        && (hits(top - 1) > 0 || reaches_down(grid, top - 1, top))
        && (hits(top - 1) > 0 || !is_title(grid, top - 1))
    {
        top -= 1;
    }
    // vertical merges of the header end where it ends
    for area in &grid.merges {
        if (top..=row).contains(&area.top)
            && area.bottom > bottom
            && area.bottom - top < DEEPEST
            && grid
                .cell(area.top, area.left)
                .is_some_and(|cell| is_header_text(cell, vocabulary))
        {
            bottom = area.bottom;
        }
    }
    while bottom + 1 - top < DEEPEST
        && !has_figures(grid, bottom + 1)
        && (hits(bottom + 1) > 0 || completes(grid, bottom + 1, vocabulary))
    {
        bottom += 1;
    }
    Some(HeaderBlock { top, bottom })
}

/// The last row of texts above the first row of figures: what is a header where none of its texts
/// is known.
pub(super) fn above_figures(grid: &Grid) -> Option<HeaderBlock> {
    let figures = |row: &u32| {
        grid.row(*row)
            .iter()
            .filter(|cell| matches!(cell.content, Content::Number(_)))
            .count()
            >= 2
    };
    let first = grid
        .filled_rows()
        .take_while(|row| *row < SEARCHED)
        .find(figures)?;
    let texts = |row: &u32| {
        grid.row(*row)
            .iter()
            .filter(|cell| cell.as_text().is_some())
            .count()
            >= 2
    };
    let row = grid
        .filled_rows()
        .take_while(|row| *row < first)
        .filter(texts)
        .last()?;
    Some(HeaderBlock {
        top: row,
        bottom: row,
    })
}

fn is_header_text(cell: &Cell, vocabulary: &HashSet<String>) -> bool {
    let known = |words: &str| vocabulary.contains(&label::split_measure(words).0);
    cell.as_text()
        .is_some_and(|words| known(words) || (words.contains('\n') && words.lines().any(known)))
}

/// The second halves of headers that were split over two cells: each text makes, with the one above
/// it, a text of the form.
fn completes(grid: &Grid, row: u32, vocabulary: &HashSet<String>) -> bool {
    let cells = grid
        .row(row)
        .iter()
        .filter(|cell| !text::compact(&cell.raw()).is_empty())
        .collect::<Vec<_>>();
    let joins = |cell: &&Cell| {
        cell.as_text().is_some_and(|words| {
            vocabulary.contains(
                &label::split_measure(&format!("{}{words}", grid.text(row - 1, cell.column))).0,
            )
        })
    };
    row > 0
        && !cells.is_empty()
        && cells
            .iter()
            .all(|cell| !grid.text(row - 1, cell.column).is_empty() && joins(cell))
}

/// A group header above: several merged or separate texts, not one line over the whole width.
fn reaches_down(grid: &Grid, row: u32, next: u32) -> bool {
    let cells = grid.row(row);
    cells.len() > 1
        && !has_figures(grid, row)
        && grid
            .merges
            .iter()
            .any(|area| area.top == row && area.bottom >= next)
}

fn is_title(grid: &Grid, row: u32) -> bool {
    grid.row(row).len() == 1
}

fn has_figures(grid: &Grid, row: u32) -> bool {
    grid.row(row)
        .iter()
        .any(|cell| matches!(cell.content, Content::Number(_)))
}

/// What every column is called.
pub(super) fn columns(grid: &Grid, block: HeaderBlock) -> Vec<SheetHeader> {
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
pub(super) fn keys(headers: &[Header], period: Option<Period>) -> Vec<Vec<String>> {
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

/// How well a column of the sheet is a column of the form, from not at all to the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// another column
    None,
    /// the same but for a slip of the pen
    Slip,
    /// a header of several levels flattened to its last
    Flattened,
    /// the form's levels in order, with others between
    Between,
    /// the same, when group headers that were not merged are taken to reach to the right
    Inherited,
    /// the same under a further group header
    Under,
    /// the same
    Same,
}

/// The best fit of all wordings.
pub(super) fn fit(wordings: &[Vec<String>], header: &SheetHeader) -> Fit {
    wordings
        .iter()
        .map(|wanted| one_fit(wanted, header))
        .max()
        .unwrap_or(Fit::None)
}

fn one_fit(wanted: &[String], header: &SheetHeader) -> Fit {
    let (Some(last), Some(own_last)) = (wanted.last(), header.levels.last()) else {
        return Fit::None;
    };
    let joined = wanted.concat();
    if header.levels.concat() == joined {
        return Fit::Same;
    }
    if header.levels.ends_with(wanted) {
        return if is_mere_group(&header.levels[..header.levels.len() - wanted.len()]) {
            Fit::Under
        } else {
            Fit::None
        };
    }
    if header.inherited.concat() == joined {
        return Fit::Inherited;
    }
    if last == own_last && is_subsequence(wanted, &header.inherited) {
        let others = header
            .inherited
            .iter()
            .filter(|level| !wanted.contains(level))
            .cloned()
            .collect::<Vec<_>>();
        return if is_mere_group(&others) {
            Fit::Between
        } else {
            Fit::None
        };
    }
    // all levels in one cell, a further group among them
    if let ([own], true) = (
        header.levels.as_slice(),
        wanted.len() > 1 || joined.chars().count() >= 6,
    ) && let Some(group) = own.strip_suffix(joined.as_str())
        && is_mere_group(&[group.to_owned()])
    {
        return Fit::Between;
    }
    if wanted.len() > 1 && header.levels.len() == 1 && last == own_last {
        return Fit::Flattened;
    }
    if text::slip_of(&joined, &header.levels.concat()) {
        return Fit::Slip;
    }
    Fit::None
}

/// Whether group headers say nothing about which figure is meant: 累计 under 上年同期 is not 累计.
fn is_mere_group(levels: &[String]) -> bool {
    const OTHER_FIGURE: [&str; 16] = [
        "上年", "去年", "同期", "上期", "上季", "上月", "往年", "前年", "目标", "计划", "预计",
        "任务", "增长", "增速", "占比", "其中",
    ];
    !levels
        .iter()
        .any(|level| OTHER_FIGURE.iter().any(|word| level.contains(word)))
}

fn is_subsequence(wanted: &[String], levels: &[String]) -> bool {
    let mut levels = levels.iter();
    wanted.iter().all(|level| levels.any(|own| own == level))
}

/// Gives every form column the sheet column that is it best; each sheet column at most once.
/// `specs[i]` are the wordings of form column i. A flattened header (`累计` for
/// `本期完成情况 > 累计`) counts only where no other form column ends alike.
pub(super) fn assign(
    specs: &[Vec<Vec<String>>],
    headers: &[SheetHeader],
) -> (Vec<ColumnMatch>, Vec<(usize, u32)>) {
    let mut pairs = Vec::new();
    for (spec, wordings) in specs.iter().enumerate() {
        for (at, header) in headers.iter().enumerate() {
            let fit = fit(wordings, header);
            let ends_alike = |other: &Vec<Vec<String>>| {
                other
                    .iter()
                    .any(|wording| wording.last() == header.levels.last())
            };
            if fit == Fit::Flattened
                && specs
                    .iter()
                    .enumerate()
                    .any(|(other, wordings)| other != spec && ends_alike(wordings))
            {
                continue;
            }
            if fit > Fit::None {
                pairs.push((fit, spec, at));
            }
        }
    }
    pairs.sort_by_key(|(fit, _, at)| (std::cmp::Reverse(*fit), *at));
    let mut matches: Vec<ColumnMatch> = Vec::new();
    let mut repeated = Vec::new();
    let mut used = HashSet::new();
    for (fit, spec, at) in pairs {
        let header = &headers[at];
        if let Some(earlier) = matches.iter().find(|matched| matched.spec == spec) {
            if fit >= Fit::Between && !used.contains(&at) && earlier.nearly.is_none() {
                repeated.push((spec, header.column));
            }
            continue;
        }
        if used.insert(at) {
            matches.push(ColumnMatch {
                spec,
                column: header.column,
                unit: header.unit.clone(),
                nearly: (fit == Fit::Slip).then(|| header.written.clone()),
            });
        }
    }
    // a column that another form column took is no repetition
    repeated.retain(|(_, column)| !matches.iter().any(|matched| matched.column == *column));
    matches.sort_by_key(|matched| matched.spec);
    (matches, repeated)
}
