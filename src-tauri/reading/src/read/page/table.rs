//! One table of a page.

use super::drawing::Drawing;
use super::stored::{held, is_kept_rounded};
use super::style::reason;
use super::words::words;
use super::worksheets::boxes;
use crate::read::area::Area;
use crate::read::around::Around;
use crate::read::cell::{Cell, Content};
use crate::read::look::{Rgb, Veil};
use crate::read::visibility::{is_closed_in_points, is_flat};
use crate::read::{Limit, Limits, ReadError};
use scraper::{ElementRef, Node};
use std::collections::HashMap;
use xianbaohui_core::number::{self, Datum};

/// A table as read.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) name: Option<String>,
    pub(super) cells: Vec<Cell>,
    pub(super) around: Around,
    /// rows, empty ones with them
    pub(super) rows: u32,
    /// columns, empty ones with them
    pub(super) width: u32,
    /// it is not shown
    pub(super) is_hidden: bool,
    /// what columns stand on: the column behind the last of them
    grounds: Vec<(u32, Option<Rgb>)>,
}

/// A cell reaches no further: what pages say is not trusted.
const MOST_DOWN: u32 = 1000;
const MOST_ACROSS: u32 = 256;

impl Table {
    /// Reads a table without those within it; `left` is how many cells there may be.
    pub(super) fn read(
        table: ElementRef<'_>,
        drawing: &Drawing,
        left: usize,
        limits: &Limits,
    ) -> Result<Self, ReadError> {
        let mut own = Self {
            is_hidden: drawing.is_gone(&table),
            ..Self::default()
        };
        own.columns(table, drawing);
        own.boxes(table);
        // column → row up to which a cell above reaches down
        let mut reaching: HashMap<u32, u32> = HashMap::new();
        for line in lines(table) {
            let row = own.rows;
            own.rows += 1;
            if drawing.hides(&line)
                || line
                    .ancestors()
                    .take(1)
                    .filter_map(ElementRef::wrap)
                    .any(|part| drawing.hides(&part))
            {
                own.around.hidden_rows.push(row);
            }
            let height = drawing.height_of(&line);
            if height.is_some_and(is_flat) {
                own.around.hidden_rows.push(row);
            }
            let height = height.map(|own| own as f32);
            let mut column = 0;
            for field in elements(line).filter(|own| matches!(own.value().name(), "td" | "th")) {
                while reaching.get(&column).is_some_and(|last| *last >= row) {
                    column += 1;
                }
                let (down, across) = (
                    span(field, "rowspan", MOST_DOWN),
                    span(field, "colspan", MOST_ACROSS),
                );
                own.take(field, (row, column), height, drawing);
                if own.cells.len() > left {
                    return Err(ReadError::TooLarge {
                        what: Limit::Cells,
                        limit: limits.cells as u64,
                    });
                }
                // Excel writes empty cells, and a text that reaches into them, as one cell
                let is_merged = !field
                    .value()
                    .attr("style")
                    .is_some_and(|style| style.replace(' ', "").contains("mso-ignore:colspan"));
                if (down > 1 || across > 1) && is_merged {
                    own.around.merges.push(Area {
                        top: row,
                        left: column,
                        bottom: row + down - 1,
                        right: column + across - 1,
                    });
                }
                for reached in column..column + across {
                    reaching.insert(reached, row + down - 1);
                }
                column += across;
            }
            own.width = own.width.max(column);
        }
        Ok(own)
    }

    /// Takes a cell of a row that is so high, where that was set by hand.
    fn take(
        &mut self,
        field: ElementRef<'_>,
        place: (u32, u32),
        height: Option<f32>,
        drawing: &Drawing,
    ) {
        let column = self.grounds.iter().find(|(end, _)| place.1 < *end);
        let drawn = drawing.cell(&field, column.and_then(|(_, ground)| *ground));
        let mut words = words(field, &drawn, drawing);
        let Some(held) = held(field.value(), &words.text) else {
            return;
        };
        if is_kept_rounded(field.value()) {
            self.around.rounded.push(place);
        }
        if let (None, Some(code)) = (&words.doubt, &words.format)
            && drawing.shows_otherwise(code, &held.content, held.shown.is_some(), &words.text)
        {
            words.doubt = Some(reason(&format!("mso-number-format: {code}")));
            words.veil = words.veil.max(Veil::Styled);
        }
        if let Some(doubt) = words.doubt {
            self.around.doubt(&doubt);
        }
        let formula = field.value().attr("x:fmla").map(|own| match held.content {
            // whatever a page shows without a figure beside it is a text
            Content::Text(_) => "".into(),
            _ => own.trim_start_matches('=').into(),
        });
        if let Some(shown) = held.shown {
            self.around.shown.push((place.0, place.1, shown));
        }
        let mut cell = Cell::new(place, held.content, formula);
        cell.veil = words.veil.max(drawn.veil_in(height, field, &cell));
        self.cells.push(cell);
    }

    /// Keeps words of boxes that Excel draws over it: they stand in comments.
    fn boxes(&mut self, table: ElementRef<'_>) {
        for node in table.descendants() {
            if let Node::Comment(comment) = node.value() {
                for words in boxes(comment) {
                    self.around.beside.add_margin(&words);
                }
            }
        }
    }

    /// Keeps words that stand around it, in no cell.
    pub(super) fn hear(&mut self, lines: &mut Vec<String>) {
        for line in lines.drain(..) {
            self.around.beside.add_margin(&line);
        }
    }

    /// Columns that are not shown.
    fn columns(&mut self, table: ElementRef<'_>, drawing: &Drawing) {
        let mut column = 0;
        for own in elements(table) {
            let inner = match own.value().name() {
                "colgroup" => elements(own).collect::<Vec<_>>(),
                "col" => vec![own],
                _ => continue,
            };
            let group = own;
            let inner = if inner.is_empty() { vec![own] } else { inner };
            for own in inner {
                let times = span(own, "span", MOST_ACROSS);
                let ground = drawing
                    .ground_of(&own)
                    .or_else(|| drawing.ground_of(&group));
                self.grounds.push((column + times, ground));
                let is_closed = || {
                    let width = drawing.width_of(&own).or_else(|| drawing.width_of(&group));
                    width.is_some_and(is_closed_in_points)
                };
                if drawing.hides(&own) || drawing.hides(&group) || is_closed() {
                    self.around.hidden_columns.extend(column..column + times);
                }
                column = (column + times).min(MOST_ACROSS * 64);
            }
        }
    }

    /// The filled cells of a row.
    fn row(&self, row: u32) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.row == row)
    }

    /// Whether it ends with a header: its last row has names of columns and no figure.
    pub(super) fn ends_with_header(&self) -> bool {
        /// title, unit and header take no more
        const MOST: u32 = 12;
        let last = self.cells.last().map(|cell| cell.row);
        last.is_some_and(|last| {
            self.rows <= MOST && self.row(last).count() > 1 && !self.row(last).any(is_figure)
        })
    }

    /// Whether it begins with figures.
    pub(super) fn begins_with_figures(&self) -> bool {
        let first = self.cells.first().map(|cell| cell.row);
        first.is_some_and(|first| self.row(first).any(is_figure))
    }

    /// Puts another table below.
    pub(super) fn append(&mut self, other: Self) {
        let below = self.rows;
        self.cells.extend(other.cells.into_iter().map(|cell| Cell {
            row: cell.row + below,
            // it names rows of a table of its own
            formula: cell.formula.map(|_| "".into()),
            ..cell
        }));
        let around = other.around;
        self.around
            .merges
            .extend(around.merges.iter().map(|area| Area {
                top: area.top + below,
                bottom: area.bottom + below,
                ..*area
            }));
        let hidden = around.hidden_rows.iter().map(|row| row + below);
        self.around.hidden_rows.extend(hidden);
        let shown = around.shown.into_iter();
        self.around
            .shown
            .extend(shown.map(|(row, column, shown)| (row + below, column, shown)));
        let rounded = around.rounded.into_iter();
        self.around
            .rounded
            .extend(rounded.map(|(row, column)| (row + below, column)));
        for doubt in &around.unread {
            self.around.doubt(doubt);
        }
        self.rows += other.rows;
    }
}

fn is_figure(cell: &Cell) -> bool {
    match &cell.content {
        Content::Number(_) => true,
        Content::Text(words) => matches!(number::read_text(words).datum, Datum::Number(_)),
        _ => false,
    }
}

/// The rows of a table, as they are seen: the head first, the foot last.
fn lines(table: ElementRef<'_>) -> Vec<ElementRef<'_>> {
    let mut lines = Vec::new();
    for part in elements(table) {
        let order = match part.value().name() {
            "tr" => {
                lines.push((1, part));
                continue;
            }
            "thead" => 0,
            "tbody" => 1,
            "tfoot" => 2,
            _ => continue,
        };
        let own = elements(part).filter(|line| line.value().name() == "tr");
        lines.extend(own.map(|line| (order, line)));
    }
    lines.sort_by_key(|(order, _)| *order);
    lines.into_iter().map(|(_, line)| line).collect()
}

fn elements(parent: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    parent.children().filter_map(ElementRef::wrap)
}

fn span(element: ElementRef<'_>, name: &str, most: u32) -> u32 {
    element
        .value()
        .attr(name)
        .and_then(|value| value.trim().parse::<u32>().ok())
        .unwrap_or(1)
        .clamp(1, most)
}
