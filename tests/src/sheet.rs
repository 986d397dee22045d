//! Workbooks written down as text, so that a test shows the sheet it is about.
//!
//! One line is a row, ` | ` divides the cells. A cell is
//!
//! ```text
//! 12.5            a number              'abc      a text as it stands, `\n` for a line break
//! 34.4%           0.344 shown as 34.4%  <         merged with the cell to the left
//! 1234 {0,}       a number format       ^         merged with the cell above
//! 12 {0~struck}   and a look: struck, white, grey, tiny, fill, black (ground), over (a pattern)
//! @2021-03-31     a date                (nothing) no cell
//! =B2+C2 -> 5     a formula and its result; nothing after the arrow: the result was not stored
//! anything else   a text
//! ```

use crate::Outcome;
use rust_xlsxwriter::{
    ExcelDateTime, Format, FormatAlign, FormatPattern, Formula, Workbook, Worksheet,
};
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// One sheet of a workbook to be made.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    name: String,
    rows: Vec<Vec<String>>,
    hidden_rows: Vec<u32>,
    hidden_columns: Vec<u16>,
    visibility: Visibility,
    covered: Vec<(u32, u16, String)>,
    wide: Option<u8>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Visibility {
    #[default]
    Visible,
    Hidden,
    VeryHidden,
}

impl Sheet {
    /// A sheet with the rows of a text; lines without anything but white space before the first and
    /// after the last row are left out.
    pub fn new(name: &str, text: &str) -> Self {
        let lines = text
            .trim_matches('\n')
            .lines()
            .map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect());
        Self {
            name: name.to_owned(),
            rows: lines.collect(),
            ..Self::default()
        }
    }

    /// Hides a row, counted from 1 as Excel shows it.
    #[must_use]
    pub fn hide_row(mut self, row: u32) -> Self {
        self.hidden_rows.push(row - 1);
        self
    }

    /// Hides a column, counted from 1.
    #[must_use]
    pub fn hide_column(mut self, column: u16) -> Self {
        self.hidden_columns.push(column - 1);
        self
    }

    /// Columns so many characters wide.
    #[must_use]
    pub fn wide(mut self, characters: u8) -> Self {
        self.wide = Some(characters);
        self
    }

    /// The same under another name.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        name.clone_into(&mut self.name);
        self
    }

    /// Hides the sheet.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.visibility = Visibility::Hidden;
        self
    }

    /// Hides the sheet so that no menu shows it.
    #[must_use]
    pub fn very_hidden(mut self) -> Self {
        self.visibility = Visibility::VeryHidden;
        self
    }

    /// Leaves a text unseen under a merged area, at a row and column counted from 1.
    #[must_use]
    pub fn covering(mut self, row: u32, column: u16, text: &str) -> Self {
        self.covered.push((row - 1, column - 1, text.to_owned()));
        self
    }

    fn cell(&self, row: usize, column: usize) -> &str {
        self.rows
            .get(row)
            .and_then(|cells| cells.get(column))
            .map_or("", String::as_str)
    }

    /// How far the cell reaches down and right.
    fn extent(&self, row: usize, column: usize) -> (usize, usize) {
        let right = (column + 1..usize::from(u16::MAX))
            .take_while(|right| self.cell(row, *right) == "<")
            .last()
            .unwrap_or(column);
        let down = (row + 1..self.rows.len())
            .take_while(|down| self.cell(*down, column) == "^")
            .last()
            .unwrap_or(row);
        (down, right)
    }

    fn write(&self, sheet: &mut Worksheet) -> Outcome {
        sheet.set_name(&self.name)?;
        if let Some(wide) = self.wide {
            let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default();
            for column in 0..u16::try_from(columns)? {
                sheet.set_column_width(column, wide)?;
            }
        }
        for (row, cells) in self.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                if matches!(cell.as_str(), "" | "<" | "^") {
                    continue;
                }
                let (down, right) = self.extent(row, column);
                let (row, column) = (u32::try_from(row)?, u16::try_from(column)?);
                if (down, right) != (row as usize, usize::from(column)) {
                    sheet.merge_range(
                        row,
                        column,
                        u32::try_from(down)?,
                        u16::try_from(right)?,
                        "",
                        &Format::new(),
                    )?;
                }
                put(sheet, row, column, cell)?;
            }
        }
        for (row, column, text) in &self.covered {
            sheet.write_string(*row, *column, text)?;
        }
        for row in &self.hidden_rows {
            sheet.set_row_hidden(*row)?;
        }
        for column in &self.hidden_columns {
            sheet.set_column_hidden(*column)?;
        }
        match self.visibility {
            Visibility::Visible => {}
            Visibility::Hidden => drop(sheet.set_hidden(true)),
            Visibility::VeryHidden => drop(sheet.set_very_hidden(true)),
        }
        Ok(())
    }
}

/// A format that is drawn otherwise.
fn look(format: Format, look: &str) -> Format {
    match look {
        "struck" => format.set_font_strikethrough(),
        "white" => format.set_font_color("#FFFFFF"),
        "grey" => format.set_font_color("#D9D9D9"),
        "tiny" => format.set_font_size(1.0),
        "fill" => format.set_align(FormatAlign::Fill),
        "black" => format.set_background_color("#000000"),
        "over" => format
            .set_pattern(FormatPattern::DarkGray)
            .set_font_color("#404040"),
        _ => format,
    }
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, cell: &str) -> Outcome {
    let is_drawn = cell.ends_with('}') && cell.contains("{~");
    if let Some(text) = cell.strip_prefix('\'').filter(|_| !is_drawn) {
        sheet.write_string(row, column, text.replace("\\n", "\n"))?;
    } else if let Some((formula, result)) = cell.split_once("->").filter(|_| cell.starts_with('='))
    {
        sheet.write_formula(
            row,
            column,
            Formula::new(formula.trim()).set_result(if result.trim().is_empty() {
                NO_RESULT
            } else {
                result.trim()
            }),
        )?;
    } else if let Some(date) = cell.strip_prefix('@') {
        sheet.write_datetime_with_format(
            row,
            column,
            ExcelDateTime::parse_from_str(date)?,
            &Format::new().set_num_format("yyyy-mm-dd"),
        )?;
    } else if let Some((words, format)) =
        cell.strip_suffix('}').and_then(|cell| cell.split_once('{'))
    {
        let (code, looks) = format.split_once('~').unwrap_or((format, ""));
        let plain = if code.is_empty() {
            Format::new()
        } else {
            Format::new().set_num_format(code)
        };
        let format = looks.split('~').fold(plain, look);
        if let Ok(number) = words.trim().parse::<f64>() {
            sheet.write_number_with_format(row, column, number, &format)?;
        } else {
            let words = words.trim().trim_start_matches('\'').replace("\\n", "\n");
            sheet.write_string_with_format(row, column, words, &format)?;
        }
    } else if let Ok(number) = cell.parse::<f64>() {
        sheet.write_number(row, column, number)?;
    } else if let Some(Ok(number)) = cell.strip_suffix('%').map(str::parse::<f64>) {
        sheet.write_number_with_format(
            row,
            column,
            number / 100.0,
            &Format::new().set_num_format("0.0%"),
        )?;
    } else {
        sheet.write_string(row, column, cell.replace("\\n", "\n"))?;
    }
    Ok(())
}

/// Stands in the file where a formula's result was not stored, until it is taken out again.
pub(crate) const NO_RESULT: &str = "result-not-stored";

/// The bytes of an xlsx workbook with these sheets.
pub fn workbook(sheets: &[Sheet]) -> Outcome<Vec<u8>> {
    workbook_with(sheets, &[])
}

/// The same with custom document properties.
pub fn workbook_with(sheets: &[Sheet], properties: &[(&str, &str)]) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    // the same sheets are the same bytes
    let created = ExcelDateTime::from_ymd(2021, 4, 1)?;
    let plain = rust_xlsxwriter::DocProperties::new().set_creation_datetime(&created);
    let set = properties.iter().fold(plain, |set, (name, value)| {
        set.set_custom_property(*name, *value)
    });
    book.set_properties(&set);
    for sheet in sheets {
        sheet.write(book.add_worksheet())?;
    }
    let bytes = book.save_to_buffer()?;
    if sheets
        .iter()
        .flat_map(|sheet| sheet.rows.iter().flatten())
        .any(|cell| cell.starts_with('=') && cell.ends_with("->"))
    {
        return rewritten(&bytes, |_, part| {
            part.replace(" t=\"str\"><f>", "><f>")
                .replace(&format!("<v>{NO_RESULT}</v>"), "")
        });
    }
    Ok(bytes)
}

/// The package with its XML parts changed, as another program might have written them.
pub fn rewritten(bytes: &[u8], change: impl Fn(&str, &str) -> String) -> Outcome<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at)?;
        let name = part.name()?.into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        to.start_file(&name, SimpleFileOptions::default())?;
        to.write_all(change(&name, &text).as_bytes())?;
    }
    Ok(to.finish()?.into_inner())
}
