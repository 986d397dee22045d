//! Colours that a number format names.

use super::read;
use crate::support::compare;
use rust_xlsxwriter::{Format, Workbook};
use xianbaohui_reading::read::Veil;
use xianbaohui_tests::sheet::rewritten;

/// Only the section that the figure takes says in which colour it is.
#[test]
fn a_colour_counts_where_its_section_is_shown() {
    let cases = [
        ("5", "[White]0", "unseen"),
        ("5", "[Green]0;[White]0", "seen"),
        ("-5", "[Green]0;[White]0", "unseen"),
        ("-5", "[White]0;[Red]-0", "seen"),
        (
            "5",
            "[Red][<-25]General;[白色][>25]General;[Green]General",
            "seen",
        ),
        (
            "50",
            "[Red][<-25]General;[白色][>25]General;[Green]General",
            "unseen",
        ),
        ("5", "[Green]0;[Red]0;0;[Yellow]@", "seen"),
        ("甲", "[Green]0;[Red]0;0;[Yellow]@", "unseen"),
        // in which colour a text is there is not known
        ("甲", "[White]0", "unseen"),
        ("0", "[>5][White]0;[Color 2][<-5]0;[黑色]0", "seen"),
        ("-9", "[>5][White]0;[Color 2][<-5]0;[黑色]0", "unseen"),
    ];
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (content, code, _)) in (0..).zip(cases) {
        let format = Format::new().set_num_format(code);
        match content.parse::<f64>() {
            Ok(figure) => sheet.write_number_with_format(row, 0, figure, &format),
            Err(_) => sheet.write_string_with_format(row, 0, content, &format),
        }
        .unwrap();
    }
    let grid = read(&book.save_to_buffer().unwrap()).unwrap().grids;
    let grid = &grid[0];
    compare(cases.iter().enumerate().map(|(row, (content, code, is))| {
        let cell = grid.cell(row as u32, 0).unwrap();
        let veil = if cell.veil == Veil::Invisible {
            "unseen"
        } else {
            "seen"
        };
        (format!("{content} {code}"), veil.to_owned(), *is)
    }));
}

/// A plain ground whose colour is not said is black.
#[test]
fn letters_on_a_ground_without_a_colour_of_its_own_are_seen_if_they_are_light() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let ground = Format::new().set_background_color(0x00_01_02_03);
    let light = ground.clone().set_font_color(0x00_FF_FF_FF);
    sheet.write_number_with_format(0, 0, 5, &ground).unwrap();
    sheet.write_number_with_format(1, 0, 5, &light).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let bytes = rewritten(&bytes, |_, text| {
        text.replace("<fgColor rgb=\"FF010203\"/>", "")
    });
    let grid = &read(&bytes.unwrap()).unwrap().grids[0];
    let veil = |row| grid.cell(row, 0).unwrap().veil;
    assert_eq!((veil(0), veil(1)), (Veil::Invisible, Veil::None));
}
