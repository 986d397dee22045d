//! xlsx: scanned where all its parts are written as Excel and the like write them, else read by
//! calamine. There cells are streamed, so that a sheet with A1 and XFD1048576 costs two cells, not
//! their rectangle.

use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::cell::{Cell, Content};
use super::foreign::damaged;
use super::grid::{Grid, Workbook};
use super::other::{content_of, properties, visibility_of};
use super::package::Package;
use super::scan::Book;
use super::shared_formula::moved;
use super::unpacked::unpacked;
use super::values::Written;
use super::visibility::Visibility;
use super::{Limit, Limits, ReadError};
use calamine::{Reader, SheetType, Xlsx, XlsxError, XlsxFormulaMetadata};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::Cursor;
use std::sync::Arc;
use xianbaohui_core::place::cell_name;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    scanned(bytes, limits).map_or_else(|| streamed(bytes, limits), Ok)
}

/// A workbook whose parts are all written as Excel and the like write them, in one pass over each;
/// nothing of any other.
pub fn scanned(bytes: &[u8], limits: &Limits) -> Option<Workbook> {
    let mut package = Package::open(bytes, limits).ok()?;
    let book = Book::of(&mut package)?;
    let mut names = HashSet::new();
    if book.all > limits.sheets
        || !book
            .sheets
            .iter()
            .all(|sheet| names.insert(sheet.name.to_lowercase()))
    {
        return None;
    }
    let mut workbook = Workbook {
        grids: Vec::new(),
        properties: book.properties.clone(),
    };
    let mut left = limits.cells;
    for sheet in &book.sheets {
        let (part, scanned) = book.scan(&mut package, sheet, left)?;
        left -= scanned.cells.len();
        let (head, tail) = (scanned.head, scanned.tail);
        let mut around = package.around_cells(&sheet.part, part.as_bytes(), (head, tail), limits);
        drop(part);
        around.hidden_rows = scanned.hidden_rows;
        around.heights = scanned.heights;
        around.rich = scanned.rich;
        workbook.grids.push(Grid::new(
            sheet.name.clone(),
            sheet.visibility,
            scanned.cells,
            around,
        ));
    }
    holds_cells(&workbook).then_some(workbook)
}

/// Whether a person can find any cell in it.
fn holds_cells(workbook: &Workbook) -> bool {
    workbook
        .grids
        .iter()
        .any(|grid| !grid.cells().is_empty() && grid.visibility != Visibility::VeryHidden)
}

/// A workbook as calamine reads it, whatever its parts look like.
pub fn streamed(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
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
    let mut rich = package.rich_texts(limits);
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
        let (mut around, written) = package.around(&sheet.name, limits, &mut rich);
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
        let mut cells = stream(&mut source, &sheet.name, left, limits)?;
        left -= cells.len();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        if around.looks.len() > 1 {
            style(&mut source, &sheet.name, &mut cells)?;
        }
        if !rich.is_empty() {
            for cell in &cells {
                if let Content::Text(text) = &cell.content
                    && let Some(rich) = rich.get(&**text)
                {
                    let place = (cell.row, cell.column);
                    around.rich.insert(place, Arc::clone(rich));
                }
            }
        }
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
    if !holds_cells(&workbook) {
        return Err(ReadError::NothingInIt {
            sheets: workbook.grids.len(),
        });
    }
    Ok(Read::Done(workbook))
}

/// The filled cells of a sheet.
fn stream(
    source: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    left: usize,
    limits: &Limits,
) -> Result<Vec<Cell>, ReadError> {
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    let mut cells = Vec::new();
    let mut shared: HashMap<usize, ((u32, u32), String)> = HashMap::new();
    loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => return Ok(cells),
            Err(XlsxError::XmlEof("sheetData")) if cells.is_empty() => return Ok(cells),
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

/// A second pass for the styles: which one each cell has. Cells are in order.
fn style(
    source: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    cells: &mut [Cell],
) -> Result<(), ReadError> {
    let mut reader = source.worksheet_cells_reader(sheet).map_err(error)?;
    while let Some((row, column, style)) = reader.next_style_id().map_err(error)? {
        let found = cells.binary_search_by_key(&(row, column), |cell| (cell.row, cell.column));
        if let Some(cell) = found.ok().and_then(|at| cells.get_mut(at)) {
            cell.format = u16::try_from(style).unwrap_or(u16::MAX);
        }
    }
    Ok(())
}

fn error(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Password,
        other => damaged(other),
    }
}
