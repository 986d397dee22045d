//! A sheet's part: rows of cells, one after the other, from the first to the last.

use super::super::cell::{Cell, Content};
use super::super::look::Rich;
use super::super::visibility::is_flat;
use super::cell::{self, Formulas};
use super::place;
use super::shared::Shared;
use super::tags::{Inside, Tags};
use memchr::memmem;
use std::collections::HashMap;
use std::sync::Arc;

/// What a sheet's part holds.
#[derive(Debug, Default)]
pub(in crate::read) struct Scanned {
    /// filled cells, by row, then column
    pub(in crate::read) cells: Vec<Cell>,
    /// rows that are hidden or next to nothing high
    pub(in crate::read) hidden_rows: Vec<u32>,
    /// points of rows
    pub(in crate::read) heights: Vec<(u32, f32)>,
    /// texts of which parts are drawn otherwise: (row, column)
    pub(in crate::read) rich: HashMap<(u32, u32), Arc<Rich>>,
    /// where what stands before the cells ends, and what follows them begins
    pub(in crate::read) head: usize,
    pub(in crate::read) tail: usize,
}

/// A sheet, unless anything in it is not as expected or there are more than so many cells.
pub(super) fn scan(part: &str, shared: &Shared, most: usize) -> Option<Scanned> {
    const DATA: &[u8] = b"sheetData";
    let mut scanned = Scanned {
        head: memmem::find(part.as_bytes(), DATA)?.checked_sub(1)?,
        ..Scanned::default()
    };
    let mut tags = Tags::new(part);
    head(&mut tags, scanned.head)?;
    tags.must(b"<sheetData")?;
    if tags.pass()? {
        rows(&mut tags, shared, most, &mut scanned)?;
    }
    scanned.tail = tags.at();
    memmem::find(tags.left().as_bytes(), DATA)
        .is_none()
        .then_some(scanned)
}

/// What stands before the cells: tags and nothing else.
fn head(tags: &mut Tags<'_>, end: usize) -> Option<()> {
    tags.prologue()?;
    let mut is_first = true;
    while tags.at() < end {
        let name = tags.name()?;
        if is_first && name != "worksheet" {
            return None;
        }
        is_first = false;
        let mut is_as_due = name != "dimension";
        loop {
            match tags.inside()? {
                Inside::Attribute(b"ref", area) => is_as_due |= place::is_area(area),
                Inside::Attribute(..) => {}
                Inside::Open | Inside::Closed => break,
            }
        }
        if !is_as_due || name.ends_with(":dimension") {
            return None;
        }
        tags.blanks();
    }
    (tags.at() == end && !is_first).then_some(())
}

fn rows(tags: &mut Tags<'_>, shared: &Shared, most: usize, scanned: &mut Scanned) -> Option<()> {
    let mut next = 0;
    let mut formulas = Formulas::new();
    while !tags.eat(b"</sheetData>") {
        tags.must(b"<row")?;
        let (mut row, mut is_hidden, mut height) = (None, None, None);
        let has_cells = loop {
            match tags.inside()? {
                Inside::Attribute(b"r", number) if row.is_none() => {
                    row = Some(place::line(number.as_bytes())?);
                }
                Inside::Attribute(b"hidden", value) if is_hidden.is_none() => {
                    is_hidden = Some(match value {
                        "1" | "true" => true,
                        "0" | "false" => false,
                        _ => return None,
                    });
                }
                Inside::Attribute(b"ht", value) if height.is_none() => {
                    height = Some(value.parse::<f64>().ok()?);
                }
                Inside::Attribute(
                    b"spans" | b"s" | b"customFormat" | b"customHeight" | b"outlineLevel"
                    | b"collapsed" | b"thickTop" | b"thickBot" | b"ph" | b"x14ac:dyDescent",
                    _,
                ) => {}
                Inside::Attribute(..) => return None,
                Inside::Open => break true,
                Inside::Closed => break false,
            }
        };
        let row = row.filter(|row| *row >= next)?;
        next = row + 1;
        scanned
            .heights
            .extend(height.map(|height| (row, height as f32)));
        if is_hidden == Some(true) || height.is_some_and(is_flat) {
            scanned.hidden_rows.push(row);
        }
        if has_cells {
            cells(tags, shared, most, scanned, row, &mut formulas)?;
        }
    }
    Some(())
}

fn cells(
    tags: &mut Tags<'_>,
    shared: &Shared,
    most: usize,
    scanned: &mut Scanned,
    row: u32,
    formulas: &mut Formulas,
) -> Option<()> {
    let mut next = 0;
    while !tags.eat(b"</row>") {
        tags.must(b"<c")?;
        let found = cell::cell(tags, shared, formulas)?;
        if found.row != row || found.column < next {
            return None;
        }
        next = found.column + 1;
        let content = match (found.content, &found.formula) {
            (Some(content), _) => content,
            (None, Some(_)) => Content::NoResult,
            (None, None) => continue,
        };
        if scanned.cells.len() >= most {
            return None;
        }
        let place = (row, found.column);
        if let Some(rich) = found.rich {
            scanned.rich.insert(place, rich);
        }
        scanned.cells.push(Cell {
            format: u16::try_from(found.style).unwrap_or(u16::MAX),
            ..Cell::new(place, content, found.formula)
        });
    }
    Some(())
}
