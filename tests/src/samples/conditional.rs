//! A workbook whose rules show cells otherwise, and whose number formats show texts otherwise.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule as Is, ConditionalFormatDataBar,
    ConditionalFormatFormula, ConditionalFormatIconSet, ConditionalFormatIconType, Format, Formula,
    Workbook,
};
use std::path::Path;

use super::Outcome;

/// Number formats, as they say of figures and of texts.
const CODES: [&str; 8] = [
    "\"本年\"@",
    "@\"万\"",
    "0;-0;0;\"上年\"@",
    "0;-0;;@",
    "0.00;[Red]-0.00;0;\"合计\"",
    ";;;",
    "0\"元\";@",
    "_ * #,##0_ ;_ * -#,##0_ ;_ * \"-\"_ ;_ @_ ",
];

/// Figures that rules with formulas are about: each rule has some of the rows.
const FIGURES: [(u32, u32); 15] = [
    (5, 10),
    (5, 20),
    (5, 3),
    (0, 0),
    (5, 5),
    (6, 0),
    (7, 0),
    (0, 0),
    (1, 0),
    (2, 0),
    (3, 0),
    (3, 0),
    (5, 6),
    (5, 3),
    (5, 4),
];

/// Writes the workbook.
pub(crate) fn write(path: &Path) -> Outcome {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("条件")?;
    for row in 0..10 {
        sheet
            .write_number(row, 0, 5)?
            .write_number(row, 1, 15)?
            .write_string(row, 2, "文字")?;
    }
    let white = Format::new().set_font_color(Color::White);
    let yellow = Format::new().set_background_color(Color::Yellow);
    let black = Format::new().set_background_color(Color::Black);
    let struck = Format::new().set_font_strikethrough();
    let scaled = Format::new().set_num_format("0,");
    let is = |rule: Is<i32>, format: &Format| {
        ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(format)
    };
    let when = |formula: &str, format: &Format| {
        ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(format)
    };
    let bars = ConditionalFormatDataBar::new().set_bar_only(true);
    let signs = ConditionalFormatIconSet::new()
        .set_icon_type(ConditionalFormatIconType::ThreeArrows)
        .show_icons_only(true);
    sheet
        .add_conditional_format(0, 0, 0, 2, &is(Is::GreaterThan(10), &white))?
        .add_conditional_format(1, 0, 1, 2, &is(Is::LessThan(10), &yellow))?
        .add_conditional_format(2, 0, 2, 2, &when("=ISERROR(A3)", &white))?
        .add_conditional_format(3, 0, 3, 2, &when("=$B$4>3", &white))?
        .add_conditional_format(4, 0, 4, 2, &is(Is::Between(1, 10), &struck))?
        .add_conditional_format(5, 0, 5, 2, &is(Is::LessThan(-1), &white))?
        .add_conditional_format(6, 0, 6, 2, &when("=$A$7=5", &black))?
        .add_conditional_format(7, 0, 7, 2, &is(Is::EqualTo(5), &scaled))?
        .add_conditional_format(8, 0, 8, 2, &bars)?
        .add_conditional_format(9, 0, 9, 2, &signs)?;
    let sheet = book.add_worksheet().set_name("文字")?;
    for (row, code) in (0_u32..).zip(CODES) {
        let format = Format::new().set_num_format(code);
        sheet
            .write_string_with_format(row, 0, "万元", &format)?
            .write_number_with_format(row, 1, 12, &format)?
            .write_number_with_format(row, 2, -3, &format)?
            .write_number_with_format(row, 3, 0, &format)?;
    }
    let sheet = book.add_worksheet().set_name("公式")?;
    for (row, (one, other)) in (0_u32..).zip(FIGURES) {
        sheet
            .write_number(row, 0, one)?
            .write_number(row, 1, other)?;
    }
    let is = |rule: Is<Formula>| {
        ConditionalFormatCell::new()
            .set_rule(rule)
            .set_format(&white)
    };
    let between = Is::Between(Formula::new("=$B13"), Formula::new("=$B13+1"));
    sheet
        .add_conditional_format(0, 0, 2, 0, &when("=B1>10", &white))?
        .add_conditional_format(4, 0, 6, 0, &is(Is::GreaterThan(Formula::new("=B$5"))))?
        .add_conditional_format(8, 0, 11, 0, &when("=COUNTIF($A$9:$A$12,A9)>1", &white))?
        .add_conditional_format(12, 0, 14, 0, &is(between))?;
    book.save(path)?;
    Ok(())
}
