//! A sheet on which number formats, hidden rows and columns and merged areas change what a person
//! sees.

use rust_xlsxwriter::{Color, Format, FormatScript, Image, Note, Shape, Workbook};
use std::fs;
use std::path::Path;
use xianbaohui_tests::sheet::{Sheet, workbook};

use super::Outcome;

/// Writes the workbook; returns how many there are.
pub(crate) fn write(out: &Path) -> Outcome<usize> {
    fs::create_dir_all(out)?;
    let sheet = Sheet::new(
        "格式",
        "标题 | < | < | <\n0.344 {0.0%} | 0.12 {0%} | 0.344 | 5000 {0,}\n隐藏行 \
            | 0.5 {0.00%} | 0.25 {[Red]0.0%} | 3\n^ | 1 | 2 | 4",
    )
    .hide_row(3)
    .hide_column(3);
    fs::write(
        out.join("格式.xlsx"),
        workbook(&[sheet]).map_err(|error| error.to_string())?,
    )?;
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("样式")?;
    for (row, (figure, look, seen)) in (0_u32..).zip(looks()) {
        sheet
            .write_number_with_format(row, 0, figure, &look)?
            .write_string(row, 1, seen)?;
    }
    // of a text one part only
    let (plain, struck) = (Format::new(), Format::new().set_font_strikethrough());
    sheet
        .write_rich_string(40, 0, &[(&struck, "12"), (&plain, "15")])?
        .write_string(40, 1, "Plain Struck")?;
    let raised = Format::new().set_font_script(FormatScript::Superscript);
    sheet
        .write_rich_string(41, 0, &[(&plain, "120"), (&raised, "1")])?
        .write_string(41, 1, "Plain Raised")?;
    sheet
        .write_rich_string(42, 0, &[(&plain, "12"), (&struck, "15")])?
        .write_string(42, 1, "Plain Struck")?;
    sheet
        .write_string(43, 0, "1202")?
        .write_string(43, 1, "Plain Plain")?;
    book.save(out.join("样式.xlsx"))?;
    beside(&out.join("附件.xlsx"))?;
    super::conditional::write(&out.join("条件.xlsx"))?;
    Ok(4)
}

/// A picture of one dot.
const DOT: [u8; 69] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0,
    0, 0, 144, 119, 83, 222, 0, 0, 0, 12, 73, 68, 65, 84, 120, 156, 99, 56, 192, 192, 0, 0, 2, 68,
    0, 193, 147, 140, 104, 34, 0, 0, 0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// What stands beside cells and over them.
fn beside(path: &Path) -> Outcome {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..6 {
        sheet.write_number(row, 0, row + 1)?;
    }
    sheet
        .insert_note(0, 0, &Note::new("应为 12").set_author("王芳"))?
        .insert_shape(
            1,
            0,
            &Shape::textbox()
                .set_width(64)
                .set_height(20)
                .set_text("盖住"),
        )?
        .insert_shape_with_offset(
            1,
            2,
            &Shape::textbox()
                .set_width(100)
                .set_height(30)
                .set_text("单位：元"),
            10,
            2,
        )?
        .insert_image(
            3,
            0,
            &Image::new_from_buffer(&DOT)?
                .set_scale_width(60.0)
                .set_scale_height(18.0),
        )?
        .set_header("&L&\"宋体\"&9快报数&R第 &P 页");
    book.save(path)?;
    Ok(())
}

/// Figures, how they look, and what of them is seen: by the number format, by the letters.
fn looks() -> Vec<(f64, Format, &'static str)> {
    let formats = [
        (0.5, "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "Plain Plain"),
        (0.5, "0.0%;-0.0%", "Percent Plain"),
        (0.5, "0\"%\"", "Unit Plain"),
        (5000.0, "#,##0,\"千\"", "Scaled Plain"),
        (5000.0, "0.0,,", "Scaled Plain"),
        (0.5, "0\"万元\"", "Unit Plain"),
        (0.5, ";;;", "Masked Plain"),
        (0.5, "\"100\"", "Masked Plain"),
        (0.5, "0\"0\"", "Masked Plain"),
        (-5.0, "0;0", "Unsigned Plain"),
        (-5.0, "0;-0", "Plain Plain"),
        (5.0, "0;;", "Plain Plain"),
        (5.0, "0_);(0)", "Plain Plain"),
    ];
    let white = || Format::new().set_font_color(Color::White);
    let on = |letters: u32, ground: u32| {
        Format::new()
            .set_font_color(letters)
            .set_background_color(ground)
    };
    let inks = [
        (white(), "Plain Invisible"),
        (white().set_num_format("0%"), "Percent Invisible"),
        (
            Format::new().set_font_color(Color::Theme(0, 0)),
            "Plain Invisible",
        ),
        (
            Format::new().set_font_color(Color::Theme(1, 0)),
            "Plain Plain",
        ),
        (on(0xFF_0000, 0xFF_0000), "Plain Invisible"),
        (on(0xFF_FFFF, 0x00_00FF), "Plain Plain"),
        (on(0x80_8080, 0xFF_FFFF), "Plain Plain"),
        (
            Format::new().set_background_color(0x00_0000),
            "Plain Invisible",
        ),
        (Format::new().set_font_strikethrough(), "Plain Struck"),
        (
            Format::new()
                .set_font_strikethrough()
                .set_num_format("0.0%"),
            "Percent Struck",
        ),
    ];
    let formats = formats
        .into_iter()
        .map(|(figure, code, seen)| (figure, Format::new().set_num_format(code), seen));
    formats
        .chain(inks.into_iter().map(|(look, seen)| (7.0, look, seen)))
        .collect()
}
