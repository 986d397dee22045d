//! Cells as they stand in the file, whichever program wrote it.

use super::read;
use crate::support::fixture;
use xianbaohui_core::place::{cell_name, column_name, parse_cell};
use xianbaohui_desk::batch::files;
use xianbaohui_reading::read::{Content, Grid, Visibility};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

pub(super) fn one(sheet: Sheet) -> Grid {
    let bytes = sheet::workbook(&[Sheet::new("前", "x"), sheet]).unwrap();
    read(&bytes).unwrap().grids.remove(1)
}

#[test]
fn a_merged_area_is_its_first_cell_and_what_lies_under_it_is_known() {
    let grid = one(Sheet::new("表", "a | < | c\n^ | < | d\n1 | 2 | 3").covering(2, 2, "unseen"));
    assert_eq!(
        (grid.text(0, 0), grid.text(0, 1), grid.text(1, 1)),
        ("a".into(), String::new(), String::new())
    );
    assert_eq!(
        (
            grid.seen_text(1, 1),
            grid.seen_text(2, 1),
            grid.seen_text(1, 2)
        ),
        ("a".into(), "2".into(), "d".into())
    );
    assert_eq!(grid.covered, [(1, 1)]);
    let area = grid.merge_at(1, 0).unwrap();
    assert_eq!((area.top, area.left, area.bottom, area.right), (0, 0, 1, 1));
    assert_eq!(grid.merge_at(2, 0), None);
}

#[test]
fn hidden_rows_columns_and_sheets_are_known() {
    let grid = one(Sheet::new("表", "a | b | c\n1 | 2 | 3\n4 | 5 | 6")
        .hide_row(2)
        .hide_column(3));
    assert_eq!(
        (
            grid.hidden_rows.clone(),
            grid.hidden_columns.clone(),
            grid.visibility
        ),
        (vec![1], vec![2], Visibility::Visible)
    );
    assert_eq!(grid.text(1, 2), "3", "what is hidden is read");
    assert_eq!(
        one(Sheet::new("表", "a").hidden()).visibility,
        Visibility::Hidden
    );
    assert_eq!(
        one(Sheet::new("表", "a").very_hidden()).visibility,
        Visibility::VeryHidden
    );
}

#[test]
fn cells_hold_what_they_hold() {
    let grid = one(Sheet::new(
        "表",
        "'12 | 12 | 1.5 | @2021-03-31 | =1+1 -> 2 | =A1 -> | =1/0 -> #DIV/0! | =1=1 -> TRUE | '第一\
            行\\n第二行 | '  x  ",
    ));
    let content = |column: u32| grid.cell(0, column).map(|cell| cell.content.clone());
    assert_eq!(content(0), Some(Content::Text("12".into())));
    assert_eq!(content(1), Some(Content::Number(12.0)));
    assert_eq!(
        (content(3), grid.text(0, 3)),
        (
            Some(Content::Date(44286.0, "2021-03-31".into())),
            "2021-03-31".into()
        )
    );
    assert_eq!(content(4), Some(Content::Number(2.0)));
    assert_eq!(grid.cell(0, 4).unwrap().formula.as_deref(), Some("1+1"));
    assert_eq!(content(5), Some(Content::NoResult));
    assert_eq!(content(6), Some(Content::Error("#DIV/0!".into())));
    assert_eq!(content(7), Some(Content::Truth(true)));
    assert_eq!(content(8), Some(Content::Text("第一行\n第二行".into())));
    assert_eq!(
        content(9),
        Some(Content::Text("  x".into())),
        "the sheet's notation trims the end"
    );
}

/// What is different, and how a part of the package is changed to it.
type Change<'a> = (&'a str, &'a dyn Fn(&str, &str) -> String);

/// What other programs write differently: inline strings, no dimension or a wrong one, no row
/// numbers, strict namespaces, parts by absolute path.
#[test]
fn other_programs_ways_of_writing_give_the_same_cells() {
    let bytes =
        sheet::workbook(&[Sheet::new("表", "名称 | 数\n甲 | 1.5\n乙 | 2").hide_row(3)]).unwrap();
    let cells = |bytes: &[u8]| {
        let grid = read(bytes).unwrap().grids.remove(0);
        (
            grid.cells()
                .iter()
                .map(|cell| (cell.row, cell.column, cell.raw()))
                .collect::<Vec<_>>(),
            grid.hidden_rows,
        )
    };
    let plain = cells(&bytes);
    assert_eq!(plain.0.len(), 6);
    let dimension = |part: &str, with: &str| {
        let from = part.find("<dimension").unwrap();
        let to = from + part[from..].find("/>").unwrap() + 2;
        format!("{}{with}{}", &part[..from], &part[to..])
    };
    let strict = |part: &str| {
        part.replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
    };
    let is_sheet = |name: &str| name.starts_with("xl/worksheets/sheet");
    let changes: [Change<'_>; 6] = [
        ("no dimension", &|name, part| {
            if is_sheet(name) {
                dimension(part, "")
            } else {
                part.to_owned()
            }
        }),
        ("a lying dimension", &|name, part| {
            if is_sheet(name) {
                dimension(part, "<dimension ref=\"A1:A1\"/>")
            } else {
                part.to_owned()
            }
        }),
        ("inline strings", &|name, part| {
            if is_sheet(name) {
                part.replace(" t=\"s\"><v>0</v>", " t=\"inlineStr\"><is><t>名称</t></is>")
            } else {
                part.to_owned()
            }
        }),
        ("an absolute path", &|name, part| {
            if name.ends_with("workbook.xml.rels") {
                part.replace("Target=\"worksheets", "Target=\"/xl/worksheets")
            } else {
                part.to_owned()
            }
        }),
        ("strict", &|_, part| strict(part)),
        ("a prefix", &|name, part| {
            if is_sheet(name) {
                [
                    "worksheet",
                    "sheetData",
                    "row",
                    "c ",
                    "v>",
                    "sheetViews",
                    "sheetView",
                    "dimension",
                    "sheetFormatPr",
                    "pageMargins",
                ]
                .iter()
                .fold(part.replace("xmlns=", "xmlns:x="), |part, element| {
                    part.replace(&format!("<{element}"), &format!("<x:{element}"))
                        .replace(&format!("</{element}"), &format!("</x:{element}"))
                })
                .replace("</c>", "</x:c>")
            } else {
                part.to_owned()
            }
        }),
    ];
    for (what, change) in changes {
        let changed = rewritten(&bytes, |name, part| change(name, part)).unwrap();
        assert_ne!(changed.len(), 0);
        assert_eq!(cells(&changed), plain, "{what}");
    }
    // without row numbers rows count up
    let counted = rewritten(&bytes, |name, part| {
        if is_sheet(name) {
            part.replace("<row r=\"1\"", "<row")
                .replace("<row r=\"2\"", "<row")
                .replace("<row r=\"3\"", "<row")
        } else {
            part.to_owned()
        }
    })
    .unwrap();
    assert_eq!(cells(&counted), plain, "no row numbers");
}

#[test]
fn variants_have_the_cells_of_their_originals() {
    for (variants, originals) in [
        ("variants/luan-2020", "luan-2020/counties"),
        ("variants/kjcx-2021q1", "kjcx-2021q1"),
    ] {
        for path in files(&[fixture(variants)]) {
            let original = fixture(originals)
                .join(path.file_stem().unwrap())
                .with_extension("xlsx");
            let cells = |path: &std::path::Path| {
                let book = read(&std::fs::read(path).unwrap()).unwrap();
                book.grids
                    .into_iter()
                    .map(|grid| {
                        (
                            grid.name.clone(),
                            grid.cells()
                                .iter()
                                .map(|cell| (cell_name(cell.row, cell.column), cell.raw()))
                                .collect::<Vec<_>>(),
                        )
                    })
                    .collect::<Vec<_>>()
            };
            for ((name, came), (own, expected)) in cells(&path).into_iter().zip(cells(&original)) {
                assert_eq!(name, own, "{}", path.display());
                assert_eq!(came, expected, "{} {name}", path.display());
            }
        }
    }
}

#[test]
fn names_of_cells_go_both_ways() {
    for (row, column, name) in [
        (0, 0, "A1"),
        (6, 3, "D7"),
        (0, 25, "Z1"),
        (0, 26, "AA1"),
        (9, 701, "ZZ10"),
        (0, 702, "AAA1"),
        (1_048_575, 16_383, "XFD1048576"),
    ] {
        assert_eq!(
            (cell_name(row, column).as_str(), parse_cell(name)),
            (name, Some((row, column)))
        );
    }
    for column in 0..16_384 {
        assert_eq!(
            parse_cell(&format!("{}1", column_name(column))),
            Some((0, column))
        );
    }
    for name in [
        "",
        "A",
        "1",
        "A0",
        "1A",
        "a1",
        "AAAA1",
        "A-1",
        "A1B",
        "A99999999999",
    ] {
        assert_eq!(parse_cell(name), None, "{name}");
    }
}
