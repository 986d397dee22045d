//! The common frame of a bureau's reporting sheet, and its writing.
//!
//! 附件, merged title, 填报单位 … 填报日期 … 单位, header of one to three rows, data, 注,
//! signatures.

use std::fs;
use std::path::Path;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
};

use super::Outcome;

/// One cell of the table.
#[derive(Clone)]
pub(crate) enum Cell {
    /// Nothing in it, but a border around it.
    Blank,
    /// Text in the middle: `家`, `/`, a figure typed as text.
    Text(String),
    /// Text to the left: a name.
    Name(String),
    /// 序号.
    Serial(u32),
    /// A number and its number format.
    Figure(Decimal, &'static str),
    /// A date as Excel keeps it.
    Date(u16, u8, u8),
}

impl Cell {
    /// Text in the middle.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// Text to the left.
    pub(crate) fn name(text: impl Into<String>) -> Self {
        Self::Name(text.into())
    }
}

/// A header cell, `rows` high and `cols` wide, placed from the top left of the table.
pub(crate) struct Span {
    row: u32,
    col: u16,
    rows: u32,
    cols: u16,
    text: String,
}

/// A header cell at `row`, `col` of the table.
pub(crate) fn span(row: u32, col: u16, rows: u32, cols: u16, text: impl Into<String>) -> Span {
    Span {
        row,
        col,
        rows,
        cols,
        text: text.into(),
    }
}

/// A header of a single row.
pub(crate) fn flat_header<T: AsRef<str>>(texts: &[T]) -> Vec<Span> {
    (0..)
        .zip(texts)
        .map(|(col, text)| span(0, col, 1, 1, text.as_ref()))
        .collect()
}

/// One row below the header.
pub(crate) enum Line {
    /// A row of figures.
    Cells(Vec<Cell>),
    /// A remark that somebody put between the rows, over the whole width.
    Remark(String),
    /// An empty row.
    Spacer,
}

/// One sheet.
pub(crate) struct Page {
    pub(crate) sheet: String,
    pub(crate) annex: Option<String>,
    pub(crate) title: String,
    pub(crate) filled_by: String,
    pub(crate) date: String,
    pub(crate) unit_note: String,
    pub(crate) header: Vec<Span>,
    pub(crate) header_rows: u32,
    pub(crate) widths: Vec<f64>,
    pub(crate) lines: Vec<Line>,
    pub(crate) notes: Vec<String>,
}

struct Looks {
    annex: Format,
    title: Format,
    frame_left: Format,
    frame_middle: Format,
    frame_right: Format,
    header: Format,
    middle: Format,
    name: Format,
    figure: Format,
    remark: Format,
    note: Format,
}

impl Looks {
    fn new() -> Self {
        let song = || Format::new().set_font_name("宋体").set_font_size(11);
        let plain = || song().set_align(FormatAlign::VerticalCenter);
        let boxed = || plain().set_border(FormatBorder::Thin).set_text_wrap();
        let hei = |size: u32| {
            Format::new()
                .set_font_name("黑体")
                .set_font_size(size)
                .set_align(FormatAlign::VerticalCenter)
        };
        Self {
            annex: hei(14),
            title: hei(20).set_align(FormatAlign::Center),
            frame_left: plain().set_align(FormatAlign::Left),
            frame_middle: plain().set_align(FormatAlign::Center),
            frame_right: plain().set_align(FormatAlign::Right),
            header: boxed().set_bold().set_align(FormatAlign::Center),
            middle: boxed().set_align(FormatAlign::Center),
            name: boxed().set_align(FormatAlign::Left),
            figure: boxed().set_align(FormatAlign::Right),
            remark: boxed().set_italic().set_align(FormatAlign::Left),
            note: plain().set_text_wrap().set_align(FormatAlign::Left),
        }
    }
}

/// Writes `pages` as one workbook; the dates in it are fixed so that the bytes are.
pub(crate) fn save(path: &Path, pages: &[Page]) -> Outcome {
    fs::write(path, bytes(pages)?)?;
    Ok(())
}

/// The bytes of a workbook with `pages`.
pub(crate) fn bytes(pages: &[Page]) -> Outcome<Vec<u8>> {
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(2021, 4, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let looks = Looks::new();
    for page in pages {
        write_page(book.add_worksheet(), page, &looks)?;
    }
    Ok(book.save_to_buffer()?)
}

fn write_page(sheet: &mut Worksheet, page: &Page, looks: &Looks) -> Outcome {
    sheet.set_name(&page.sheet)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 1);
    sheet
        .set_print_center_horizontally(true)
        .set_margins(0.6, 0.6, 0.7, 0.7, 0.3, 0.3);
    for (col, width) in (0..).zip(&page.widths) {
        sheet.set_column_width(col, *width)?;
    }
    let last = u16::try_from(page.widths.len())? - 1;
    let mut row = 0;
    if let Some(annex) = &page.annex {
        sheet.write_with_format(row, 0, annex, &looks.annex)?;
        row += 1;
    }
    sheet.merge_range(row, 0, row, last, &page.title, &looks.title)?;
    sheet.set_row_height(row, 36)?;
    row += 1;
    write_frame(sheet, row, page, looks)?;
    row += 1;

    let top = row;
    for head in &page.header {
        let (first_row, last_row) = (top + head.row, top + head.row + head.rows - 1);
        let last_col = head.col + head.cols - 1;
        block(
            sheet,
            (first_row, head.col, last_row, last_col),
            &head.text,
            &looks.header,
        )?;
    }
    for header_row in top..top + page.header_rows {
        sheet.set_row_height(header_row, 34)?;
    }
    row += page.header_rows;
    sheet.set_repeat_rows(top, row - 1)?;

    for line in &page.lines {
        sheet.set_row_height(row, 24)?;
        match line {
            Line::Cells(cells) => write_cells(sheet, row, cells, looks)?,
            Line::Remark(text) => block(sheet, (row, 0, row, last), text, &looks.remark)?,
            Line::Spacer => {}
        }
        row += 1;
    }
    for note in &page.notes {
        block(sheet, (row, 0, row, last), note, &looks.note)?;
        sheet.set_row_height(row, 22)?;
        row += 1;
    }
    let signed = "单位负责人：示例甲        审核人：示例乙        填报人：示例丙        联系电话：0\
        000-0000000";
    block(sheet, (row, 0, row, last), signed, &looks.note)?;
    sheet.set_row_height(row, 26)?;
    Ok(())
}

/// The row under the title. The places follow the widths, so that nothing is cut off.
fn write_frame(sheet: &mut Worksheet, row: u32, page: &Page, looks: &Looks) -> Outcome {
    let last = u16::try_from(page.widths.len())? - 1;
    let whole: f64 = page.widths.iter().sum();
    let mut reached = 0.0;
    let mut cuts = Vec::new();
    for (col, width) in (0..).zip(&page.widths) {
        reached += width;
        let wanted = if cuts.is_empty() { 0.42 } else { 0.75 };
        if cuts.len() < 2 && reached >= whole * wanted && col < last {
            cuts.push(col);
        }
    }
    let [first, second] = cuts[..] else {
        return Err(format!("{}: too few columns for the frame", page.title).into());
    };
    sheet.set_row_height(row, 24)?;
    block(
        sheet,
        (row, 0, row, first),
        &page.filled_by,
        &looks.frame_left,
    )?;
    block(
        sheet,
        (row, first + 1, row, second),
        &page.date,
        &looks.frame_middle,
    )?;
    block(
        sheet,
        (row, second + 1, row, last),
        &page.unit_note,
        &looks.frame_right,
    )
}

fn write_cells(sheet: &mut Worksheet, row: u32, cells: &[Cell], looks: &Looks) -> Outcome {
    for (col, cell) in (0..).zip(cells) {
        match cell {
            Cell::Blank => sheet.write_blank(row, col, &looks.middle)?,
            Cell::Text(text) => sheet.write_with_format(row, col, text, &looks.middle)?,
            Cell::Name(text) => sheet.write_with_format(row, col, text, &looks.name)?,
            Cell::Serial(number) => sheet.write_with_format(row, col, *number, &looks.middle)?,
            Cell::Figure(value, shown) => {
                let number = value.to_f64().ok_or("a figure that no sheet can hold")?;
                let look = looks.figure.clone().set_num_format(*shown);
                sheet.write_with_format(row, col, number, &look)?
            }
            Cell::Date(year, month, day) => {
                let date = ExcelDateTime::from_ymd(*year, *month, *day)?;
                let look = looks.middle.clone().set_num_format("yyyy-mm-dd");
                sheet.write_with_format(row, col, &date, &look)?
            }
        };
    }
    Ok(())
}

/// A text over some cells: merged where there is more than one.
fn block(
    sheet: &mut Worksheet,
    (first_row, first_col, last_row, last_col): (u32, u16, u32, u16),
    text: &str,
    look: &Format,
) -> Outcome {
    if first_row == last_row && first_col == last_col {
        sheet.write_with_format(first_row, first_col, text, look)?;
    } else {
        sheet.merge_range(first_row, first_col, last_row, last_col, text, look)?;
    }
    Ok(())
}

/// A figure as a clerk types it into a text cell: `1,250.30`.
pub(crate) fn thousands(value: Decimal) -> String {
    let text = value.abs().to_string();
    let (whole, rest) = text
        .split_once('.')
        .map_or((text.as_str(), None), |(w, r)| (w, Some(r)));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}
