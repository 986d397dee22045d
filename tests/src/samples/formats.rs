//! A sheet on which number formats, hidden rows and columns and merged areas change what a person
//! sees.

use rust_xlsxwriter::{Color, Format, FormatScript, Workbook};
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
    Ok(2)
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
