//! XML Spreadsheet 2003: one XML text with all sheets, as Excel saves it and many business systems
//! write it under the name `.xls`.
//!
//! Source: Microsoft Office 2003 XML reference schemas, `excelss.xsd` and `excel.xsd`.

mod beside;
mod place;
mod relative;
mod rich;
mod rules;
mod style;

use self::beside::Reading as BesideReading;
use self::place::{At, fits_itself, is_hidden, points};
use self::relative::formula;
use self::rich::Reading as Rich;
use self::rules::Reading as Rules;
use self::style::Styles;
use super::around::Around;
use super::cell::{Cell, Content};
use super::foreign::damaged;
use super::grid::{Grid, Workbook};
use super::look::{Formats, Look, Veil};
use super::visibility::{Visibility, is_closed_in_points, is_flat};
use super::width::POINTS;
use super::xml::attribute;
use super::{Area, Limit, Limits, ReadError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;
use std::mem::take;
use std::sync::Arc;

/// Reads a workbook.
pub(super) fn read(text: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let mut reader = Reader::from_str(text);
    let mut reading = Reading {
        left: limits.cells,
        ..Reading::default()
    };
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(element) => reading.start(&element, false, limits)?,
            Event::Empty(element) => {
                reading.start(&element, true, limits)?;
                reading.end(element.local_name().as_ref(), limits)?;
            }
            Event::End(element) => reading.end(element.local_name().as_ref(), limits)?,
            Event::Text(words) => reading.put(&words.xml10_content()),
            Event::CData(words) => reading.put(&words.xml10_content()),
            Event::GeneralRef(reference) => {
                if let Ok(Some(c)) = reference.resolve_char_ref() {
                    reading.put(c.encode_utf8(&mut [0; 4]));
                } else if let Some(own) = quick_xml::escape::resolve_predefined_entity(&reference) {
                    reading.put(own);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    if !reading.is_over {
        return Err(ReadError::Damaged {
            detail: "文件没有写完就断了".into(),
        });
    }
    let (looks, formats) = (Arc::new(reading.looks), Arc::new(reading.formats));
    let (from_1904, is_rounded) = (reading.from_1904, reading.beside.is_rounded);
    let grids = reading.sheets.into_iter().map(|mut sheet| {
        sheet.around.beside.formulas.is_rounded = is_rounded;
        let around = Around {
            looks: Arc::clone(&looks),
            formats: Arc::clone(&formats),
            from_1904,
            size: Some(POINTS),
            ..sheet.around
        };
        Grid::new(sheet.name, sheet.visibility, sheet.cells, around)
    });
    let grids = grids.collect::<Vec<_>>();
    if grids.iter().all(|grid| grid.cells().is_empty()) {
        return Err(ReadError::NothingInIt {
            sheets: grids.len(),
        });
    }
    Ok(Workbook {
        grids,
        properties: Vec::new(),
    })
}

/// A sheet as read so far.
#[derive(Default)]
struct Sheet {
    name: String,
    visibility: Visibility,
    cells: Vec<Cell>,
    around: Around,
}

/// The cell that is being read.
#[derive(Default)]
struct Open {
    content: Option<Content>,
    formula: Option<Box<str>>,
    /// which look of the workbook's
    style: u16,
    veil: Veil,
}

/// How far the text has been read.
#[derive(Default)]
struct Reading {
    styles: Styles,
    looks: Vec<Look>,
    formats: Formats,
    /// styles that have been looked up
    numbers: HashMap<String, u16>,
    sheets: Vec<Sheet>,
    at: At,
    /// cells that there may still be
    left: usize,
    /// text of the element that is being read
    words: String,
    /// type of the value, while its element is open
    value: Option<String>,
    /// the text of that value in parts
    rich: Rich,
    open: Open,
    rules: Rules,
    beside: BesideReading,
    in_comment: bool,
    from_1904: bool,
    /// the element of the whole workbook has been closed
    is_over: bool,
}

impl Reading {
    /// Takes words of the element that is being read.
    fn put(&mut self, words: &str) {
        self.words.push_str(words);
        self.beside.put(words);
        if self.value.is_some() {
            self.rich.put(words);
        }
    }

    fn start(
        &mut self,
        element: &BytesStart<'_>,
        is_empty: bool,
        limits: &Limits,
    ) -> Result<(), ReadError> {
        let name = element.local_name();
        let name = name.as_ref();
        self.styles.start(name, element);
        self.rules.start(name, element);
        if let Some(sheet) = self.sheets.last_mut() {
            self.beside.start(name, element, &mut sheet.around.beside);
        }
        match name {
            "Table" => {
                let widths = points(element, "DefaultColumnWidth");
                let height = points(element, "DefaultRowHeight");
                self.at.of_table = attribute(element, "StyleID");
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.around.widths.set_default_points(widths);
                    // others grow with what stands in them
                    let flat = height.filter(|own| is_flat(*own));
                    sheet.around.usual_height = flat.map(|own| own as f32);
                }
            }
            "Worksheet" => {
                if self.sheets.len() >= limits.sheets {
                    return Err(ReadError::TooLarge {
                        what: Limit::Sheets,
                        limit: limits.sheets as u64,
                    });
                }
                self.sheets.push(Sheet {
                    name: attribute(element, "Name").unwrap_or_default(),
                    ..Sheet::default()
                });
                self.at = At::default();
            }
            "Column" => {
                let columns = self.at.column_element(element);
                let width = points(element, "Width");
                if let Some(sheet) = self.sheets.last_mut() {
                    let shown = if is_hidden(element) {
                        Some(f64::INFINITY)
                    } else {
                        width
                    };
                    let widths = &mut sheet.around.widths;
                    widths.set_points(columns.start, columns.end, shown);
                    if is_hidden(element) || width.is_some_and(is_closed_in_points) {
                        sheet.around.hidden_columns.extend(columns);
                    }
                }
            }
            "Row" => {
                let rows = self.at.row_element(element);
                self.beyond()?;
                let height = points(element, "Height");
                if let Some(sheet) = self.sheets.last_mut() {
                    if is_hidden(element) || height.is_some_and(is_flat) {
                        sheet.around.hidden_rows.extend(rows);
                    } else if let Some(height) = height.filter(|_| !fits_itself(element)) {
                        sheet.around.set_heights(rows, height);
                    }
                }
            }
            "Cell" => self.cell(element)?,
            "Comment" => self.in_comment = !is_empty,
            "Data" if !self.in_comment => {
                self.value = attribute(element, "Type").or_else(|| Some("String".into()));
                self.words.clear();
                let look = self.looks.get(usize::from(self.open.style));
                self.rich = Rich::new(look);
            }
            _ if self.value.is_some() => self.rich.start(name, element),
            _ => self.words.clear(),
        }
        Ok(())
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let across = self.at.cell_element(element);
        self.beyond()?;
        let style = attribute(element, "StyleID").or_else(|| self.at.style());
        self.open.style = self.number_of(style.as_deref().unwrap_or("Default"));
        self.open.veil = Veil::None;
        self.open.content = None;
        let written = attribute(element, "Formula");
        let is_array = attribute(element, "ArrayRange").is_some();
        let at = (self.at.row, self.at.column);
        self.open.formula = written.map(|own| formula(&own, at, is_array).into());
        if let (Some((right, down)), Some(sheet)) = (across, self.sheets.last_mut()) {
            sheet.around.merges.push(Area {
                top: self.at.row,
                left: self.at.column,
                bottom: self.at.row.saturating_add(down),
                right: self.at.column.saturating_add(right),
            });
        }
        Ok(())
    }

    /// The number of a look, by the name of its style.
    fn number_of(&mut self, name: &str) -> u16 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let look = Look::of(&self.styles.style(name), &mut self.formats);
        self.looks.push(look);
        let number = u16::try_from(self.looks.len() - 1).unwrap_or(u16::MAX);
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// A place where Excel has none.
    fn beyond(&self) -> Result<(), ReadError> {
        match (self.at.beyond(), self.sheets.last()) {
            (Some(cell), Some(sheet)) => Err(ReadError::Beyond {
                sheet: sheet.name.clone(),
                cell,
            }),
            _ => Ok(()),
        }
    }

    fn end(&mut self, name: &str, limits: &Limits) -> Result<(), ReadError> {
        self.styles.end(name);
        self.rules.end(name, &self.words);
        let sheet = self.sheets.last_mut();
        let beside = sheet.map(|sheet| &mut sheet.around.beside);
        let at = (self.at.row, self.at.column);
        self.beside.end(name, &self.words, at, beside);
        match name {
            "Data" => {
                if let Some(kind) = self.value.take() {
                    self.open.content = content(&kind, take(&mut self.words))?;
                    let place = (self.at.row, self.at.column);
                    let rich = take(&mut self.rich).done();
                    self.open.veil = rich.veil(self.open.content.as_ref());
                    if let (Some(parts), Some(sheet)) = (rich.parts, self.sheets.last_mut()) {
                        sheet.around.rich.insert(place, Arc::new(parts));
                    }
                }
            }
            _ if self.value.is_some() => self.rich.end(),
            "Worksheet" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.around.rules = take(&mut self.rules).rules;
                }
            }
            "Comment" => self.in_comment = false,
            "Cell" => {
                let content = match (self.open.content.take(), self.open.formula.is_some()) {
                    (Some(content), _) => content,
                    (None, true) => Content::NoResult,
                    (None, false) => return Ok(()),
                };
                if self.left == 0 {
                    return Err(ReadError::TooLarge {
                        what: Limit::Cells,
                        limit: limits.cells as u64,
                    });
                }
                self.left -= 1;
                let place = (self.at.row, self.at.column);
                let formula = self.open.formula.take();
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.cells.push(Cell {
                        format: self.open.style,
                        veil: self.open.veil,
                        ..Cell::new(place, content, formula)
                    });
                }
            }
            "Visible" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.visibility = match self.words.trim() {
                        "SheetHidden" => Visibility::Hidden,
                        "SheetVeryHidden" => Visibility::VeryHidden,
                        _ => Visibility::Visible,
                    };
                }
            }
            "DoNotDisplayZeros" => {
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.around.hides_zeros = true;
                }
            }
            "Date1904" => self.from_1904 = true,
            "Workbook" => self.is_over = true,
            _ => {}
        }
        Ok(())
    }
}

/// A value by its type; `None` for an empty text.
fn content(kind: &str, words: String) -> Result<Option<Content>, ReadError> {
    Ok(Some(match kind {
        "Number" => {
            let figure = words
                .trim()
                .parse::<f64>()
                .ok()
                .filter(|own| own.is_finite());
            Content::Number(figure.ok_or_else(|| ReadError::Damaged {
                detail: "应该是数的地方不是数".into(),
            })?)
        }
        "DateTime" => {
            let day = words.trim();
            let day = day.split_once("T00:00:00").map_or(day, |(day, _)| day);
            Content::Date(f64::NAN, day.into())
        }
        "Boolean" => Content::Truth(matches!(words.trim(), "1" | "true")),
        "Error" => Content::Error(words.trim().to_owned().into()),
        _ if words.is_empty() => return Ok(None),
        _ => Content::Text(words.into()),
    }))
}
