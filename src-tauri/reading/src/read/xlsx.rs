//! xlsx: cells are streamed, so that a sheet with A1 and XFD1048576 costs two cells, not their
//! rectangle.

use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::cell::{Cell, Content, Display, Look};
use super::foreign::damaged;
use super::format::{Units, display_of};
use super::grid::{Grid, Workbook};
use super::ink::{Rgb, WHITE, ink};
use super::other::{content_of, properties, visibility_of};
use super::package::Package;
use super::shared_formula::moved;
use super::unpacked::unpacked;
use super::values::Written;
use super::visibility::Visibility;
use super::{Limit, Limits, ReadError};
use calamine::{
    Color, FillPattern, Reader, SheetType, Style, Xlsx, XlsxError, XlsxFormulaMetadata,
};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use xianbaohui_core::place::cell_name;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let unpacked = unpacked(bytes, limits);
    let mut package = Cow::Borrowed(unpacked.as_deref().unwrap_or(bytes));
    // once for where its parts lie, once for how its values are written
    for _ in 0..3 {
        match read_as_written(&package, limits)? {
            Read::Done(workbook) => return Ok(workbook),
            Read::Again(mended) => package = Cow::Owned(mended),
        }
    }
    Err(ReadError::Damaged {
        detail: "单元格的值写法不规范".into(),
    })
}

/// A workbook, or a package that is mended and must be read again.
enum Read {
    Done(Workbook),
    Again(Vec<u8>),
}

fn read_as_written(bytes: &[u8], limits: &Limits) -> Result<Read, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    if let Some(again) = package.canonical(limits)? {
        return Ok(Read::Again(again));
    }
    let mended = package.without_foreign_sheets(limits)?;
    let mut source: Xlsx<_> =
        Xlsx::new(Cursor::new(mended.as_deref().unwrap_or(bytes))).map_err(error)?;
    let sheets = source.sheets_metadata().to_vec();
    if sheets.len() > limits.sheets {
        return Err(ReadError::TooLarge {
            what: Limit::Sheets,
            limit: limits.sheets as u64,
        });
    }
    let mut workbook = Workbook {
        grids: Vec::new(),
        properties: properties(source.workbook_properties().ok()),
    };
    let mut inks = package.inks_of_texts(limits);
    let mut names = HashSet::new();
    if let Some(twice) = sheets
        .iter()
        .find(|sheet| !names.insert(sheet.name.to_lowercase()))
    {
        return Err(ReadError::Damaged {
            detail: format!("有两张工作表都叫“{}”", twice.name),
        });
    }
    let mut left = limits.cells;
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        // before anything is made of the values: an error value with white space around is none for
        // calamine
        let (mut around, written) = package.around(&sheet.name, limits, &mut inks);
        if let Some(cell) = around.beyond.take() {
            return Err(ReadError::Beyond {
                sheet: sheet.name,
                cell,
            });
        }
        match written {
            Written::Plainly => {}
            Written::Padded => return package.with_trimmed_values(limits).map(Read::Again),
            Written::InPieces => {
                return Err(ReadError::Damaged {
                    detail: format!("工作表“{}”里单元格的值写法不规范", sheet.name),
                });
            }
        }
        let (mut cells, matters) = stream(&mut source, &sheet.name, left, limits)?;
        left -= cells.len();
        if matters {
            look_at(&mut source, &sheet.name, &mut around)?;
        }
        if !inks.is_empty() {
            for cell in &cells {
                if let Some(ink) = cell.as_text().and_then(|text| inks.get(text)) {
                    around.looks.entry((cell.row, cell.column)).or_default().1 = *ink;
                }
            }
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        if let Some(twice) = cells
            .array_windows()
            .find(|[one, next]| (one.row, one.column) == (next.row, next.column))
            .map(|[cell, _]| cell)
        {
            return Err(ReadError::Damaged {
                detail: format!(
                    "工作表“{}”里单元格 {} 写了两次",
                    sheet.name,
                    cell_name(twice.row, twice.column)
                ),
            });
        }
        workbook.grids.push(Grid::new(
            sheet.name,
            visibility_of(sheet.visible),
            cells,
            around,
        ));
    }
    if workbook
        .grids
        .iter()
        .all(|grid| grid.cells().is_empty() || grid.visibility == Visibility::VeryHidden)
    {
        return Err(ReadError::NothingInIt {
            sheets: workbook.grids.len(),
        });
    }
    Ok(Read::Done(workbook))
}

/// The filled cells of a sheet, and whether any style of the workbook changes what a person sees.
fn stream(
    source: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    left: usize,
    limits: &Limits,
) -> Result<(Vec<Cell>, bool), ReadError> {
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    let mut units = Units::default();
    let matters = reader
        .styles()
        .iter()
        .any(|style| look_of(style, &mut units) != Look::default());
    let mut cells = Vec::new();
    let mut shared: HashMap<usize, ((u32, u32), String)> = HashMap::new();
    loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => return Ok((cells, matters)),
            Err(XlsxError::XmlEof("sheetData")) if cells.is_empty() => return Ok((cells, matters)),
            Err(problem) => return Err(error(problem)),
        };
        let formula = record.formula.map(|formula| match formula {
            XlsxFormulaMetadata::Normal { formula } => formula.into_boxed_str(),
            XlsxFormulaMetadata::Shared {
                formula,
                shared_index,
                ..
            } => {
                let own = shared
                    .entry(shared_index)
                    .insert_entry((record.pos, formula));
                own.get().1.as_str().into()
            }
            XlsxFormulaMetadata::SharedDerived { shared_index } => {
                let own = shared.get(&shared_index).map(|(first, formula)| {
                    let by = |from: u32, to: u32| i64::from(to) - i64::from(from);
                    let rows = by(first.0, record.pos.0);
                    moved(formula, rows, by(first.1, record.pos.1))
                });
                own.unwrap_or_default().into()
            }
            _ => "".into(),
        });
        let content = match content_of(record.value) {
            Some(content) => content,
            None if formula.is_some() => Content::NoResult,
            None => continue,
        };
        if record.pos.0 >= MOST_ROWS || record.pos.1 >= MOST_COLUMNS {
            return Err(ReadError::Beyond {
                sheet: sheet.to_owned(),
                cell: cell_name(record.pos.0, record.pos.1),
            });
        }
        if cells.len() >= left {
            return Err(ReadError::TooLarge {
                what: Limit::Cells,
                limit: limits.cells as u64,
            });
        }
        cells.push(Cell::new(record.pos, content, formula));
    }
}

/// A second pass for the styles, made only when the workbook has one that matters.
fn look_at(
    source: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    around: &mut Around,
) -> Result<(), ReadError> {
    let mut units = Units::default();
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    let looks = reader
        .styles()
        .iter()
        .map(|style| look_of(style, &mut units))
        .collect::<Vec<_>>();
    while let Some((row, column, style)) = reader.next_style_id().map_err(error)? {
        if let Some(look) = looks.get(style).filter(|look| **look != Look::default()) {
            around.looks.insert((row, column), *look);
        }
    }
    around.units = units.into_names();
    Ok(())
}

/// What a style does to what a person sees.
fn look_of(style: &Style, units: &mut Units) -> Look {
    let rgb = |colour: Color| -> Rgb { [colour.red, colour.green, colour.blue] };
    let font = style.font.as_ref();
    let ground = match style.fill.as_ref() {
        Some(fill) if fill.pattern == FillPattern::Solid => fill.get_color().map(rgb),
        Some(fill) if fill.is_visible() => None,
        _ => Some(WHITE),
    };
    let display = style
        .number_format
        .as_ref()
        .map_or(Display::Plain, |format| {
            display_of(&format.format_code, units)
        });
    (
        display,
        ink(
            font.is_some_and(|font| font.strikethrough),
            font.and_then(|font| font.color).map(rgb),
            ground,
        ),
    )
}

fn error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Password,
        other => damaged(other),
    }
}
