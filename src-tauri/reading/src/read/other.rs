//! xls (and .et), xlsb and ods, and what all kinds share: calamine's values as [`Content`].

use super::area::{Area, MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::biff;
use super::cell::{Cell, Content};
use super::foreign::damaged;
use super::grid::{Grid, Workbook};
use super::odf;
use super::visibility::Visibility;
use super::xlsb;
use super::{Kind, Limit, Limits, ReadError};
use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader,
    SheetType, SheetVisible, WorkbookProperties, Xls, XlsError, XlsOptions, Xlsb, XlsbError,
};
use std::collections::HashMap;
use std::io::Cursor;
use xianbaohui_core::place::cell_name;

pub(super) fn read(bytes: &[u8], kind: Kind, limits: &Limits) -> Result<Workbook, ReadError> {
    let cursor = Cursor::new(bytes);
    match kind {
        Kind::Xlsb => {
            let around = xlsb::around(bytes, limits)?;
            let mut source = Xlsb::new(cursor).map_err(xlsb_error)?;
            let properties = properties(source.workbook_properties().ok());
            sheets(&mut source, limits, properties, around, in_stream)
        }
        Kind::Ods => {
            let document = odf::document(bytes, limits)?;
            let mut source = Ods::new(Cursor::new(document.mended.as_deref().unwrap_or(bytes)))
                .map_err(ods_error)?;
            let properties = properties(source.workbook_properties().ok());
            sheets(
                &mut source,
                limits,
                properties,
                document.around,
                |source, sheet, most| in_rectangle(source, sheet, most, ods_error),
            )
        }
        _ => {
            let mut options = XlsOptions::default();
            options.force_codepage = biff::code_page(bytes);
            let mut source = Xls::new_with_options(cursor, options).map_err(xls_error)?;
            let properties = properties(source.workbook_properties().ok());
            let mut around = biff::around(bytes);
            let names = source.sheet_names();
            around.resize_with(names.len(), Around::default);
            for (around, name) in around.iter_mut().zip(names) {
                around.merges = source
                    .merge_cells_by_sheet_name(&name)
                    .unwrap_or_default()
                    .iter()
                    .map(area)
                    .collect();
            }
            sheets(
                &mut source,
                limits,
                properties,
                around,
                |source, sheet, most| in_rectangle(source, sheet, most, xls_error),
            )
        }
    }
}

/// What a sheet holds: its cells, and the formulas that they or empty cells have.
type Held = (Vec<((u32, u32), Content)>, HashMap<(u32, u32), Box<str>>);

fn sheets<'a, R: Reader<Cursor<&'a [u8]>>>(
    source: &mut R,
    limits: &Limits,
    properties: Vec<(String, String)>,
    around: Vec<Around>,
    mut held: impl FnMut(&mut R, &str, usize) -> Result<Held, ReadError>,
) -> Result<Workbook, ReadError> {
    let too_many = || ReadError::TooLarge {
        what: Limit::Cells,
        limit: limits.cells as u64,
    };
    let metadata = source.sheets_metadata().to_vec();
    if metadata.len() > limits.sheets {
        return Err(ReadError::TooLarge {
            what: Limit::Sheets,
            limit: limits.sheets as u64,
        });
    }
    let mut workbook = Workbook {
        grids: Vec::new(),
        properties,
    };
    let mut left = limits.cells;
    let mut around = around.into_iter();
    for sheet in metadata {
        let around = around.next().unwrap_or_default();
        if sheet.typ != SheetType::WorkSheet {
            continue;
        }
        if let Some(cell) = around.beyond {
            return Err(ReadError::Beyond {
                sheet: sheet.name,
                cell,
            });
        }
        let (contents, mut formulas) = held(source, &sheet.name, left)?;
        if contents.len() > left {
            return Err(too_many());
        }
        let mut cells = contents
            .into_iter()
            .map(|(place, content)| Cell::new(place, content, formulas.remove(&place)))
            .collect::<Vec<_>>();
        // what is left has a formula but no result
        cells.extend(
            formulas
                .into_iter()
                .map(|(place, formula)| Cell::new(place, Content::NoResult, Some(formula))),
        );
        if let Some(cell) = cells
            .iter()
            .find(|cell| cell.row >= MOST_ROWS || cell.column >= MOST_COLUMNS)
        {
            return Err(ReadError::Beyond {
                sheet: sheet.name,
                cell: cell_name(cell.row, cell.column),
            });
        }
        left -= cells.len().min(left);
        workbook.grids.push(Grid::new(
            sheet.name,
            visibility_of(sheet.visible),
            cells,
            around,
        ));
    }
    if workbook.grids.iter().all(|grid| grid.cells().is_empty()) {
        return Err(ReadError::NothingInIt {
            sheets: workbook.grids.len(),
        });
    }
    Ok(workbook)
}

/// A sheet that comes as the rectangle of its cells.
fn in_rectangle<'a, R: Reader<Cursor<&'a [u8]>>>(
    source: &mut R,
    sheet: &str,
    most: usize,
    error: impl Fn(R::Error) -> ReadError,
) -> Result<Held, ReadError> {
    let range = source.worksheet_range(sheet).map_err(error)?;
    let formulas = formulas(source.worksheet_formula(sheet).ok());
    let (top, start) = range.start().unwrap_or_default();
    let cells = range.used_cells().filter_map(|(row, column, data)| {
        Some((
            (top + row as u32, start + column as u32),
            content_of(borrowed(data))?,
        ))
    });
    // one more than may be tells that there are too many
    Ok((cells.take(most + 1).collect(), formulas))
}

/// A sheet whose cells come one by one: two that lie far apart cost two cells, not their rectangle.
fn in_stream(
    source: &mut Xlsb<Cursor<&[u8]>>,
    sheet: &str,
    most: usize,
) -> Result<Held, ReadError> {
    let mut cells = Vec::new();
    let mut reader = source.worksheet_cells_reader(sheet).map_err(xlsb_error)?;
    while let Some(cell) = reader.next_cell().map_err(xlsb_error)? {
        if let Some(content) = content_of(cell.get_value().clone()) {
            cells.push((cell.get_position(), content));
        }
        if cells.len() > most {
            return Ok((cells, HashMap::new()));
        }
    }
    drop(reader);
    let mut formulas = HashMap::new();
    // formulas that cannot be made out cost only themselves
    let Ok(mut reader) = source.worksheet_cells_reader(sheet) else {
        return Ok((cells, formulas));
    };
    while let Ok(Some(cell)) = reader.next_formula() {
        if !cell.get_value().is_empty() {
            formulas.insert(
                cell.get_position(),
                cell.get_value().clone().into_boxed_str(),
            );
        }
    }
    Ok((cells, formulas))
}

fn formulas(range: Option<Range<String>>) -> HashMap<(u32, u32), Box<str>> {
    let Some(range) = range else {
        return HashMap::new();
    };
    let (top, start) = range.start().unwrap_or_default();
    range
        .used_cells()
        .filter(|(_, _, formula)| !formula.is_empty())
        .map(|(row, column, formula)| {
            (
                (top + row as u32, start + column as u32),
                formula.clone().into_boxed_str(),
            )
        })
        .collect()
}

fn borrowed(data: &Data) -> DataRef<'_> {
    match data {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(date) => DataRef::DateTime(*date),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

/// A calamine value as content; `None` for nothing.
pub(super) fn content_of(data: DataRef<'_>) -> Option<Content> {
    Some(match data {
        DataRef::Int(number) => Content::Number(number as f64),
        DataRef::Float(number) => Content::Number(number),
        DataRef::SharedString("") | DataRef::Empty => return None,
        DataRef::SharedString(text) => Content::Text(text.into()),
        DataRef::String(text) if text.is_empty() => return None,
        DataRef::String(text) => Content::Text(text.into_boxed_str()),
        DataRef::Bool(truth) => Content::Truth(truth),
        DataRef::DateTime(date) => Content::Date(date.as_f64(), date_text(date)),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Content::Date(
            f64::NAN,
            text.split_once("T00:00:00")
                .map_or(text.as_str(), |(day, _)| day)
                .into(),
        ),
        DataRef::Error(error) => Content::Error(std::borrow::Cow::Borrowed(match error {
            CellErrorType::Div0 => "#DIV/0!",
            CellErrorType::NA => "#N/A",
            CellErrorType::Name => "#NAME?",
            CellErrorType::Null => "#NULL!",
            CellErrorType::Num => "#NUM!",
            CellErrorType::Ref => "#REF!",
            CellErrorType::Value => "#VALUE!",
            CellErrorType::GettingData => "#GETTING_DATA",
        })),
    })
}

/// A day, with the time where there is one.
pub(super) fn date_text(date: ExcelDateTime) -> Box<str> {
    if date.is_duration() {
        return format!("{}", date.as_f64()).into();
    }
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    if (hour, minute, second) == (0, 0, 0) {
        format!("{year:04}-{month:02}-{day:02}").into()
    } else {
        format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}").into()
    }
}

pub(super) fn visibility_of(visible: SheetVisible) -> Visibility {
    match visible {
        SheetVisible::Visible => Visibility::Visible,
        SheetVisible::Hidden => Visibility::Hidden,
        SheetVisible::VeryHidden => Visibility::VeryHidden,
    }
}

pub(super) fn properties(found: Option<WorkbookProperties>) -> Vec<(String, String)> {
    let mut properties = found
        .map(|found| found.custom_properties.into_iter().collect::<Vec<_>>())
        .unwrap_or_default();
    properties.sort();
    properties
}

fn area(dimensions: &Dimensions) -> Area {
    Area {
        top: dimensions.start.0,
        left: dimensions.start.1,
        bottom: dimensions.end.0,
        right: dimensions.end.1,
    }
}

fn xls_error(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Password,
        other => damaged(other),
    }
}

fn xlsb_error(error: XlsbError) -> ReadError {
    match error {
        XlsbError::Password => ReadError::Password,
        other => damaged(other),
    }
}

fn ods_error(error: OdsError) -> ReadError {
    match error {
        OdsError::Password => ReadError::Password,
        // a cell far out: the file is not damaged, and deleting what stands there mends it
        OdsError::CellLimitExceeded { max, .. } => ReadError::TooLarge {
            what: Limit::Extent,
            limit: max as u64,
        },
        other => damaged(other),
    }
}
