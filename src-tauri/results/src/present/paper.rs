//! How a table is divided between pages of paper: the one plan that the exported workbook and the
//! window's printing both follow.
//!
//! A4 landscape. Columns go from page to page in groups, and each page repeats the pinned columns;
//! columns under one heading stay together where a page has room for them. Nothing is printed
//! smaller than [`SMALLEST`]: what does not fit goes on another page, long texts wrap.

use super::model::text_width;
use super::{Cell, HeaderCell, Row, RowKind, Table, TableKind};
use xianbaohui_core::number;

/// The smallest type on paper, in points.
pub const SMALLEST: f64 = 8.0;
/// The type of the tables before they are scaled, in points.
const TYPE: f64 = 10.5;
/// Room between the margins of A4 landscape, in pixels of 3/4 point: 297 mm less 0.4 inch on either
/// side. Less four per cent, since programs differ in how wide they draw a column.
const ROOM: f64 = (297.0 / 25.4 - 0.8) * 96.0 * 0.96;
/// Least scale, in per cent: 10.5 pt come out at 8.2.
const LEAST_SCALE: u32 = 78;
/// Pixels of a half-width character of 宋体 11, by which columns are measured, and of the two edges
/// of a column. Excel draws 8, LibreOffice 9.
const CHARACTER: f64 = 9.0;
const EDGES: f64 = 5.0;
/// A column of text is no wider than this, in half-width characters: what is longer wraps.
const WIDEST_TEXT: u32 = 44;
/// The name of a unit that every page repeats.
const WIDEST_UNIT: u32 = 20;
/// A column of figures is no narrower than this.
const NARROWEST: u32 = 8;
/// Columns of texts of a list give way down to this before they go onto another page.
const LEAST_TEXT: u32 = 14;
/// Height of a line of text, and what a row has around its lines, in points.
const LINE: f64 = 14.5;
const AROUND: f64 = 4.5;

/// A column of a list that is no table of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListColumn {
    /// its heading
    pub name: String,
    /// whether figures stand in it
    pub figure: bool,
    /// its widest text, in half-width characters
    pub widest: u32,
    /// the widest piece of its texts that may not be broken: a figure, a code, a cell's name
    pub piece: u32,
}

/// The plan of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Paper {
    /// width of each column of the table, in half-width characters
    pub widths: Vec<u32>,
    /// columns that every page repeats
    pub pinned: usize,
    /// the columns of each page beside the pinned ones; one page at least
    pub groups: Vec<Vec<usize>>,
    /// how large it is printed, in per cent of 10.5 pt
    pub scale: u32,
}

impl Paper {
    /// Divides a table.
    pub fn of(table: &Table) -> Self {
        let widths = (0..table.columns.len())
            .map(|column| width(table, column))
            .collect();
        let columns = table
            .columns
            .iter()
            .map(|column| {
                (
                    column.group.as_str(),
                    column.figure.is_some_and(|figure| figure.derived.is_some()),
                )
            })
            .collect::<Vec<_>>();
        Self::planned(&columns, widths, table.pinned)
    }

    /// Divides a list, of which each page repeats so many columns. Its texts wrap before a column
    /// goes onto another page; figures and codes do not.
    pub fn of_list(columns: &[ListColumn], pinned: usize) -> Self {
        let whole_width = |column: &ListColumn| {
            let text = if column.figure {
                column.widest
            } else {
                column.widest.max(text_width(&column.name)).min(WIDEST_TEXT)
            };
            // a heading of two characters is not broken
            (text + 1)
                .max(column.piece + 1)
                .max(text_width(&column.name).min(NARROWEST) + 1)
                .max(5)
        };
        let least = |column: &ListColumn| {
            if column.figure {
                u32::MAX
            } else {
                LEAST_TEXT.max(column.piece + 1)
            }
        };
        let mut widths = columns.iter().map(whole_width).collect::<Vec<_>>();
        let over = (pixels(&widths) - ROOM * 100.0 / f64::from(LEAST_SCALE)) / CHARACTER;
        let slack =
            |width: u32, column: &ListColumn| f64::from(width.saturating_sub(least(column)));
        let all = widths
            .iter()
            .zip(columns)
            .map(|(width, column)| slack(*width, column))
            .sum::<f64>();
        if over > 0.0 && all > 0.0 {
            for (width, column) in widths.iter_mut().zip(columns) {
                *width = whole(f64::from(*width) - slack(*width, column) * (over / all).min(1.0));
            }
        }
        Self::planned(&vec![("", false); columns.len()], widths, pinned)
    }

    /// `columns`: the heading above each, and whether it is derived from the one before it.
    fn planned(columns: &[(&str, bool)], mut widths: Vec<u32>, pinned: usize) -> Self {
        let pinned = pinned.min(columns.len());
        let most = ROOM * 100.0 / f64::from(LEAST_SCALE);
        // what is repeated leaves most of the page to what is not
        let fixed = pixels(&widths[..pinned]);
        if pinned < widths.len() && fixed > most * 0.45 {
            for width in &mut widths[..pinned] {
                *width = whole(f64::from(*width) * most * 0.45 / fixed).max(5);
            }
        }
        let fixed = pixels(&widths[..pinned]);
        let groups = divided(columns, &widths, pinned, most - fixed);
        let widest = groups
            .iter()
            .map(|group| {
                fixed
                    + group
                        .iter()
                        .map(|at| pixels(&widths[*at..=*at]))
                        .sum::<f64>()
            })
            .fold(0.0, f64::max);
        Self {
            scale: scale_of(widest),
            widths,
            pinned,
            groups,
        }
    }

    /// The columns of a page, the pinned ones first.
    pub fn columns(&self, group: usize) -> Vec<usize> {
        (0..self.pinned)
            .chain(self.groups[group].iter().copied())
            .collect()
    }

    /// The size of the type in points.
    pub fn type_size(&self) -> f64 {
        TYPE * f64::from(self.scale) / 100.0
    }

    /// The height of a row in points, where its texts need more than one line.
    pub fn height(&self, row: &Row) -> Option<f64> {
        let lines = row
            .cells
            .iter()
            .zip(&self.widths)
            .map(|(cell, width)| {
                if let Cell::Text(text) = cell {
                    lines(text, *width)
                } else {
                    1
                }
            })
            .max()
            .unwrap_or(1);
        (lines > 1).then(|| height_of(lines))
    }
}

/// The header over some columns, with positions among them: a heading over several columns stands
/// over each run of them that is there.
pub fn header_over(table: &Table, columns: &[usize]) -> Vec<HeaderCell> {
    let mut header = Vec::new();
    for cell in &table.header {
        let own = cell.column as usize..(cell.column + cell.columns) as usize;
        let mut at = 0;
        while at < columns.len() {
            let run = columns[at..]
                .iter()
                .take_while(|column| own.contains(column))
                .count();
            if run > 0 {
                header.push(HeaderCell {
                    column: at as u32,
                    columns: run as u32,
                    ..cell.clone()
                });
            }
            at += run.max(1);
        }
    }
    header
}

/// Lines that a text takes in a column. Half-width characters are counted a little wider than they
/// are, since fonts differ.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let room = width.saturating_sub(1).max(2);
    // the commonest case without counting: no character is narrower than its bytes suggest
    if text.len() as u32 <= room / 2 {
        return 1;
    }
    text.split('\n')
        .map(|line| lines_of_width(text_width(line), width))
        .sum()
}

/// Lines that a text of this width takes in a column.
pub(super) fn lines_of_width(text: u32, width: u32) -> u32 {
    (text * 21 / 20)
        .div_ceil(width.saturating_sub(1).max(2))
        .max(1)
}

/// The height of a row of so many lines, in points; no more than a row may have.
pub(super) fn height_of(lines: u32) -> f64 {
    (f64::from(lines.max(1)) * LINE + AROUND).min(409.0)
}

/// A width without its fraction.
#[expect(clippy::cast_sign_loss, reason = "nothing is narrower than nothing")]
pub(super) fn whole(width: f64) -> u32 {
    width.max(0.0) as u32
}

/// How large a sheet of this height, in points at full size, is printed so that it is one page;
/// `None` when that would not be legible.
pub(super) fn scale_to_one_page(height: f64) -> Option<u32> {
    /// A4 landscape less its margins, and four per cent since programs differ in how high they draw
    /// a row
    const ROOM: f64 = (210.0 / 25.4 - 1.15) * 72.0 * 0.96;
    let scale = whole(ROOM * 100.0 / height.max(1.0)).min(100);
    (scale >= LEAST_SCALE).then_some(scale)
}

fn scale_of(pixels: f64) -> u32 {
    whole(ROOM * 100.0 / pixels.max(1.0)).clamp(LEAST_SCALE, 100)
}

fn pixels(widths: &[u32]) -> f64 {
    widths
        .iter()
        .map(|width| f64::from(*width) * CHARACTER + EDGES)
        .sum()
}

/// How wide a column must be: figures cannot wrap, texts need not be in one line.
fn width(table: &Table, column: usize) -> u32 {
    let own = &table.columns[column];
    if !own.number {
        let widest = if table.kind == TableKind::Units {
            WIDEST_UNIT
        } else {
            WIDEST_TEXT
        };
        return own.width.clamp(5, widest);
    }
    // a roster is laid out before its rows are read: its columns know what stands in them
    if table.kind == TableKind::Entries {
        return own.width;
    }
    let shown = |row: &Row| match (row.kind, row.cells.get(column)) {
        // a unit that has not reported says so in one cell
        (RowKind::Missing, _) | (_, None) => 0,
        // bold type is wider, and a figure may have a mark behind it
        (_, Some(Cell::Number(number))) => {
            number::display_width(*number, table.decimals(row, column))
                + if row.marked.contains(&column) { 4 } else { 2 }
        }
        _ => 0,
    };
    let figures = table.rows.iter().map(shown).max().unwrap_or(0);
    // a heading may take two lines, so that as many figures as can be stand beside each other
    let is_wide = matches!(table.kind, TableKind::Units | TableKind::Summary);
    let heading = if is_wide {
        (text_width(&own.name) / 2 + 3)
            .max(NARROWEST)
            .min(own.width)
    } else {
        own.width
    };
    figures.max(heading)
}

/// The columns that are not pinned, in pages of at most so many pixels.
fn divided(columns: &[(&str, bool)], widths: &[u32], pinned: usize, room: f64) -> Vec<Vec<usize>> {
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for at in pinned..widths.len() {
        match blocks.last_mut() {
            Some(block) if !columns[at].0.is_empty() && columns[block[0]].0 == columns[at].0 => {
                block.push(at);
            }
            _ => blocks.push(vec![at]),
        }
    }
    let wide = |some: &[usize]| {
        some.iter()
            .map(|at| pixels(&widths[*at..=*at]))
            .sum::<f64>()
    };
    // a heading with more below it than a page has room for is torn, and repeated
    let pieces = blocks
        .into_iter()
        .flat_map(|block| {
            if wide(&block) > room {
                torn(columns, block)
            } else {
                vec![block]
            }
        })
        .collect::<Vec<_>>();
    let filled = |room: f64| {
        let mut pages: Vec<Vec<usize>> = vec![Vec::new()];
        for piece in &pieces {
            match pages.last_mut() {
                Some(page) if page.is_empty() || wide(page) + wide(piece) <= room => {
                    page.extend(piece);
                }
                _ => pages.push(piece.clone()),
            }
        }
        pages
    };
    // no more pages than it takes, and none with a column that was left over
    let full = filled(room);
    let even = (1..=STEPS)
        .map(|step| filled(room * f64::from(step) / f64::from(STEPS)))
        .find(|pages| pages.len() == full.len());
    even.unwrap_or(full)
}

/// How finely the room of a page is tried when columns are spread evenly.
const STEPS: u32 = 32;

/// The columns below one heading, singly: but what is derived from a figure stays beside it, or
/// nobody could tell whose share it is.
fn torn(columns: &[(&str, bool)], block: Vec<usize>) -> Vec<Vec<usize>> {
    let mut pieces: Vec<Vec<usize>> = Vec::new();
    for at in block {
        match pieces.last_mut() {
            Some(piece) if columns[at].1 => piece.push(at),
            _ => pieces.push(vec![at]),
        }
    }
    pieces
}
