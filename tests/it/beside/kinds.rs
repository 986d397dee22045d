//! The same parts in every kind of workbook.

use crate::support::fixture;
use std::fmt::Write as _;
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Grid, Limits, workbook};

/// All that stands beside the cells of a sheet.
fn told(grid: &Grid) -> String {
    let mut out = String::new();
    for note in &grid.beside.notes {
        let cell = cell_name(note.row, note.column);
        // LibreOffice keeps the name of who wrote it among the words
        let words = note.words.trim_start_matches("王芳:").trim_start();
        let _ = writeln!(out, "{cell} {words}");
    }
    for over in &grid.beside.over {
        let area = over.area();
        let (from, to) = (
            cell_name(area.top, area.left),
            cell_name(area.bottom, area.right),
        );
        let typed = if over.typed.is_empty() { "" } else { "typed" };
        let line = format!("{from}:{to} {:?} {} {typed}", over.kind, over.words);
        let _ = writeln!(out, "{}", line.replace("  ", " ").trim_end());
    }
    for words in &grid.beside.margins {
        let _ = writeln!(out, "{}", words.replace("  ", " "));
    }
    let mut lines = out.lines().collect::<Vec<_>>();
    lines.sort_unstable();
    lines.join("\n")
}

/// Comments, boxes, pictures and page headers, as Excel writes them and as LibreOffice does.
#[test]
fn what_stands_beside_cells_is_known_in_every_kind() {
    for file in [
        "formats/附件.xlsx",
        "variants/formats/附件.xls",
        "variants/formats/附件.ods",
    ] {
        let bytes = std::fs::read(fixture(file)).unwrap();
        let book = workbook(&bytes, &Limits::default()).unwrap();
        let expected = "A1 应为 12\nA2:A2 TextBox 盖住\nA4:A4 Picture\n\
            C2:D3 TextBox 单位：元 typed\n快报数\n第 页";
        assert_eq!(told(&book.grids[0]), expected, "{file}");
        assert_eq!(book.grids[0].text(1, 2), "单位：元", "{file}");
    }
}
