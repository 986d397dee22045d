//! xlsx: cells are streamed, so that a sheet with A1 and XFD1048576 costs two cells, not their rectangle.

use super::format::display_of;
use super::grid::{Cell, Content, Display, Grid, Visibility, Workbook};
use super::other::{content_of, properties, visibility_of};
use super::package::Package;
use super::values::Written;
use super::{Limit, Limits, ReadError, cell_name};
use calamine::{Reader, SheetType, Style, Xlsx, XlsxError, XlsxFormulaMetadata};
use std::collections::{HashMap, HashSet};
use std::io::Cursor;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    match read_as_written(bytes, limits)? {
        Read::Done(workbook) => Ok(workbook),
        Read::Again(mended) => match read_as_written(&mended, limits)? {
            Read::Done(workbook) => Ok(workbook),
            Read::Again(_) => Err(ReadError::Damaged { detail: "单元格的值写法不规范".into() }),
        },
    }
}

/// A workbook, or a package whose values must be mended before they can be read.
enum Read {
    Done(Workbook),
    Again(Vec<u8>),
}

fn read_as_written(bytes: &[u8], limits: &Limits) -> Result<Read, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let mended = package.without_foreign_sheets(limits)?;
    let mut source: Xlsx<_> = Xlsx::new(Cursor::new(mended.as_deref().unwrap_or(bytes))).map_err(error)?;
    let sheets = source.sheets_metadata().to_vec();
    if sheets.len() > limits.sheets {
        return Err(ReadError::TooLarge { what: Limit::Sheets, limit: limits.sheets as u64 });
    }
    let mut workbook = Workbook { grids: Vec::new(), properties: properties(source.workbook_properties().ok()) };
    let struck = package.struck_texts(limits);
    let mut names = HashSet::new();
    if let Some(twice) = sheets.iter().find(|sheet| !names.insert(sheet.name.to_lowercase())) {
        return Err(ReadError::Damaged { detail: format!("有两张工作表都叫“{}”", twice.name) });
    }
    let mut left = limits.cells;
    for sheet in sheets {
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        let (cells, formats) = stream(&mut source, &sheet.name, left, limits)?;
        left -= cells.len();
        let (mut around, written) = package.around(&sheet.name, limits);
        match written {
            Written::Plainly => {}
            Written::Padded => return package.with_trimmed_values(limits).map(Read::Again),
            Written::InPieces => return Err(ReadError::Damaged { detail: format!("工作表“{}”里单元格的值写法不规范", sheet.name) }),
        }
        let mut cells = cells;
        if formats {
            around.displays = displays(&mut source, &sheet.name)?;
        }
        if !struck.is_empty() {
            let struck = cells.iter().filter(|cell| cell.as_text().is_some_and(|text| struck.contains(text)));
            around.displays.extend(struck.map(|cell| ((cell.row, cell.column), Display::Struck)));
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        if let Some(twice) = cells.array_windows().find(|[one, next]| (one.row, one.column) == (next.row, next.column)).map(|[cell, _]| cell) {
            return Err(ReadError::Damaged { detail: format!("工作表“{}”里单元格 {} 写了两次", sheet.name, cell_name(twice.row, twice.column)) });
        }
        workbook.grids.push(Grid::new(sheet.name, visibility_of(sheet.visible), cells, around));
    }
    if workbook.grids.iter().all(|grid| grid.cells().is_empty() || grid.visibility == Visibility::VeryHidden) {
        return Err(ReadError::NothingInIt { sheets: workbook.grids.len() });
    }
    Ok(Read::Done(workbook))
}

/// The filled cells of a sheet, and whether any number format of the workbook changes what a person sees.
fn stream(source: &mut Xlsx<Cursor<&[u8]>>, sheet: &str, left: usize, limits: &Limits) -> Result<(Vec<Cell>, bool), ReadError> {
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    let formats = reader.styles().iter().any(|style| shown(style) != Display::Plain);
    let mut cells = Vec::new();
    loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => return Ok((cells, formats)),
            Err(XlsxError::XmlEof("sheetData")) if cells.is_empty() => return Ok((cells, formats)),
            Err(problem) => return Err(error(problem)),
        };
        let formula = record.formula.map(|formula| match formula {
            XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. } => formula.into_boxed_str(),
            _ => "".into(),
        });
        let content = match content_of(record.value) {
            Some(content) => content,
            None if formula.is_some() => Content::NoResult,
            None => continue,
        };
        if cells.len() >= left {
            return Err(ReadError::TooLarge { what: Limit::Cells, limit: limits.cells as u64 });
        }
        cells.push(Cell { row: record.pos.0, column: record.pos.1, content, display: Display::Plain, formula });
    }
}

/// A second pass for the number formats, made only when the workbook has one that matters.
fn displays(source: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Result<HashMap<(u32, u32), Display>, ReadError> {
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    let displays = reader.styles().iter().map(shown).collect::<Vec<_>>();
    let mut marked = HashMap::new();
    while let Some((row, column, style)) = reader.next_style_id().map_err(error)? {
        if let Some(display) = displays.get(style).filter(|display| **display != Display::Plain) {
            marked.insert((row, column), *display);
        }
    }
    Ok(marked)
}

/// What a style does to what a person sees.
fn shown(style: &Style) -> Display {
    if style.font.as_ref().is_some_and(|font| font.strikethrough) {
        return Display::Struck;
    }
    style.number_format.as_ref().map_or(Display::Plain, |format| display_of(&format.format_code))
}

fn error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Password,
        other => ReadError::Damaged { detail: other.to_string() },
    }
}
