//! As Excel writes it.

use crate::Outcome;
use crate::mess::model::{Book, Cell, Colour, Content, Look, Sheet, Shown};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, Format, FormatAlign, FormatScript,
    Formula, Note, Shape, Workbook, Worksheet,
};

/// Days between the two calendars of Excel.
pub(super) const CALENDARS: u32 = 1462;

/// How a day is shown when nothing else is said.
pub(super) const PLAIN_DAY: &str = "yyyy-mm-dd";

pub(super) fn bytes(book: &Book) -> Outcome<Vec<u8>> {
    let mut out = Workbook::new();
    for sheet in &book.sheets {
        write(sheet, out.add_worksheet(), book)?;
    }
    Ok(out.save_to_buffer()?)
}

fn write(sheet: &Sheet, out: &mut Worksheet, book: &Book) -> Outcome {
    out.set_name(&sheet.name)?;
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(&cells.cells) {
            let (down, right) = (
                row + u32::try_from(cell.down)?,
                column + u16::try_from(cell.across)?,
            );
            if (down, right) != (row, column) {
                out.merge_range(row, column, down, right, "", &Format::new())?;
            }
        }
    }
    for (row, cells) in (0_u32..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..).zip(&cells.cells) {
            put(out, row, column, cell, book.from_1904)?;
            if let Some(words) = &cell.comment {
                out.insert_note(row, column, &Note::new(words))?;
            }
        }
        if cells.hidden {
            out.set_row_hidden(row)?;
        }
    }
    for column in &sheet.hidden_columns {
        out.set_column_hidden(u16::try_from(*column)?)?;
    }
    around(sheet, out)?;
    if sheet.filtered
        && let (Some(first), Some(last)) = (sheet.header_rows().last(), sheet.data_rows().last())
    {
        out.autofilter(
            u32::try_from(*first)?,
            0,
            u32::try_from(*last)?,
            u16::try_from(sheet.width() - 1)?,
        )?;
    }
    match sheet.shown {
        Shown::Yes => {}
        Shown::Hidden => drop(out.set_hidden(true)),
        Shown::VeryHidden => drop(out.set_very_hidden(true)),
    }
    Ok(())
}

fn around(sheet: &Sheet, out: &mut Worksheet) -> Outcome {
    for (row, column, words) in &sheet.around.boxes {
        let shape = Shape::textbox().set_text(words);
        out.insert_shape(u32::try_from(*row)?, u16::try_from(*column)?, &shape)?;
    }
    if let Some(words) = &sheet.around.head {
        out.set_header(format!("&C{words}"));
    }
    if let Some(words) = &sheet.around.foot {
        out.set_footer(format!("&C{words}"));
    }
    for column in &sheet.around.narrow {
        out.set_column_width(u16::try_from(*column)?, 2)?;
    }
    for ((row, column), holds) in &sheet.around.whitened {
        let (row, column) = (u32::try_from(*row)?, u16::try_from(*column)?);
        let rule = if *holds {
            ConditionalFormatCellRule::GreaterThan(-1e12)
        } else {
            ConditionalFormatCellRule::LessThan(-1e12)
        };
        let condition = ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(Format::new().set_font_color(Color::White));
        out.add_conditional_format(row, column, row, column, &condition)?;
    }
    Ok(())
}

fn drawn(format: Format, look: Look) -> Format {
    match look {
        Look::Plain => format,
        Look::White => format.set_font_color(Color::White),
        Look::Struck => format.set_font_strikethrough(),
        Look::Tiny => format.set_font_size(1.0),
        Look::Raised => format.set_font_script(FormatScript::Superscript),
        Look::Fill => format.set_align(FormatAlign::Fill),
    }
}

fn put(out: &mut Worksheet, row: u32, column: u16, cell: &Cell, from_1904: bool) -> Outcome {
    let plain = match &cell.content {
        Content::Day(_) => PLAIN_DAY,
        _ => "General",
    };
    let mut format = Format::new().set_num_format(cell.format.as_deref().unwrap_or(plain));
    if let Some((letters, ground)) = cell.ink {
        format = format.set_font_color(colour(letters));
        if let Some(ground) = ground {
            format = format.set_background_color(colour(ground));
        }
    }
    format = drawn(format, cell.look);
    match &cell.content {
        Content::Empty => {}
        Content::Number(number) => drop(out.write_number_with_format(
            row,
            column,
            number.to_string().parse::<f64>()?,
            &format,
        )?),
        Content::Float(number) => {
            out.write_number_with_format(row, column, *number, &format)?;
        }
        Content::Text(words) => drop(out.write_string_with_format(row, column, words, &format)?),
        Content::Raised(words, mark) => {
            let small = Format::new().set_font_script(FormatScript::Superscript);
            out.write_rich_string_with_format(
                row,
                column,
                &[(&Format::new(), words), (&small, mark)],
                &format,
            )?;
        }
        Content::Rich(parts) => {
            let formats = parts.iter().map(|(_, look)| drawn(Format::new(), *look));
            let formats = formats.collect::<Vec<_>>();
            let runs = formats.iter().zip(parts);
            let runs = runs
                .map(|(format, (words, _))| (format, words.as_str()))
                .collect::<Vec<_>>();
            out.write_rich_string_with_format(row, column, &runs, &format)?;
        }
        Content::Day(day) => drop(out.write_number_with_format(
            row,
            column,
            f64::from(if from_1904 { day - CALENDARS } else { *day }),
            &format,
        )?),
        Content::Formula(formula, result) => drop(out.write_formula_with_format(
            row,
            column,
            Formula::new(formula).set_result(result),
            &format,
        )?),
    }
    Ok(())
}

fn colour(colour: Colour) -> Color {
    match colour {
        Colour::Rgb(rgb) => Color::RGB(rgb),
        Colour::Theme(number) => Color::Theme(number, 0),
    }
}
