//! Bytes → sheets: by content, within bounds, with what is merged, hidden or shown as a percentage;
//! anything else is refused and told why.

use crate::support::{compare, fixture};
use rust_xlsxwriter::Workbook as Book;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};
use xianbaohui_core::place::{cell_name, column_name, parse_cell};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::{files, take_file};
use xianbaohui_reading::intake::{Intake, Verdict};
use xianbaohui_reading::read::{
    Content, Grid, Kind, Limit, Limits, ReadError, Visibility, Workbook, sniff, workbook,
};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    workbook(bytes, &Limits::default())
}

fn code(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|error| error.code().to_owned(), |_| "read".into())
}

fn small() -> Vec<u8> {
    sheet::workbook(&[Sheet::new("表1", "a | 1\nb | 2")]).unwrap()
}

#[test]
fn the_content_says_what_a_file_is() {
    let variant = |extension: &str| {
        std::fs::read(fixture("variants/luan-2020/裕安区.xlsx").with_extension(extension)).unwrap()
    };
    assert_eq!(sniff(&small()), Ok(Kind::Xlsx));
    assert_eq!(sniff(&variant("xls")), Ok(Kind::Xls));
    assert_eq!(sniff(&variant("ods")), Ok(Kind::Ods));
    // under any name
    let folder = tempfile::tempdir().unwrap();
    for (extension, name) in [
        ("xls", "a.xlsx"),
        ("ods", "a.xls"),
        ("xls", "a.et"),
        ("ods", "a"),
    ] {
        std::fs::write(folder.path().join(name), variant(extension)).unwrap();
        let bytes = std::fs::read(folder.path().join(name)).unwrap();
        assert!(
            read(&bytes).is_ok_and(|book| !book.grids[0].cells().is_empty()),
            "{name}"
        );
    }
}

#[test]
fn what_is_no_workbook_is_refused_and_told_why() {
    let xlsx = small();
    let bad = |name: &str| code(&std::fs::read(fixture("bad").join(name)).unwrap());
    let mut word = Vec::new();
    word.extend_from_slice(b"PK\x03\x04");
    word.extend_from_slice(b"................word/document.xml");
    compare(
        [
            ("empty.xlsx", bad("empty.xlsx"), "read.empty"),
            (
                "not-a-workbook.xlsx",
                bad("not-a-workbook.xlsx"),
                "read.not-a-workbook",
            ),
            ("password.xlsx", bad("password.xlsx"), "read.password"),
            ("truncated.xlsx", bad("truncated.xlsx"), "read.damaged"),
            ("unknown-form.xlsx", bad("unknown-form.xlsx"), "read"),
            ("pdf", code(b"%PDF-1.7 ..."), "read.not-a-workbook"),
            ("png", code(b"\x89PNG\r\n\x1a\n"), "read.not-a-workbook"),
            ("rar", code(b"Rar!\x1a\x07\x00"), "read.archive"),
            ("word", code(&word), "read.not-a-workbook"),
            ("one byte", code(b"P"), "read.not-a-workbook"),
            ("zip signature only", code(b"PK\x03\x04"), "read.archive"),
            (
                "ole signature only",
                code(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
                "read.not-a-workbook",
            ),
            (
                "half of a workbook",
                code(&xlsx[..xlsx.len() / 2]),
                "read.damaged",
            ),
            (
                "an empty sheet",
                code(&sheet::workbook(&[Sheet::new("空", "")]).unwrap()),
                "read.nothing-in-it",
            ),
        ]
        .map(|(name, came, expected)| (name.to_owned(), came, expected)),
    );
    assert_eq!(
        files(&[fixture("bad")]).len(),
        5,
        "a bad file without an expectation"
    );
}

/// Bytes that were changed on their way cost only the file, and no more than a moment.
#[test]
fn damaged_bytes_are_refused_or_read_and_never_worse() {
    let originals = [
        small(),
        std::fs::read(fixture("variants/luan-2020/裕安区.xls")).unwrap(),
        std::fs::read(fixture("variants/luan-2020/裕安区.ods")).unwrap(),
    ];
    let mut state = 9_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut refused = 0;
    let mut slow = None;
    for round in 0..300 {
        let mut bytes = originals[round % originals.len()].clone();
        if round % 5 == 0 {
            bytes.truncate(next(bytes.len()));
        }
        for _ in 0..=round % 8 {
            if !bytes.is_empty() {
                let at = next(bytes.len());
                bytes[at] = next(256) as u8;
            }
        }
        let start = Instant::now();
        refused += usize::from(read(&bytes).is_err());
        if start.elapsed() > Duration::from_secs(10) {
            slow = Some(round);
        }
    }
    assert_eq!(slow, None, "took more than ten seconds");
    assert!(
        refused > 50,
        "only {refused} of 300 damaged files were refused"
    );
}

#[test]
fn a_sheet_with_two_far_corners_costs_two_cells() {
    let mut book = Book::new();
    book.add_worksheet()
        .write(0, 0, "a")
        .unwrap()
        .write(1_048_575, 16_383, 7)
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let start = Instant::now();
    let found = read(&bytes).unwrap();
    let grid = &found.grids[0];
    assert_eq!(
        (grid.cells().len(), grid.rows, grid.columns),
        (2, 1_048_576, 16_384)
    );
    assert_eq!(grid.text(1_048_575, 16_383), "7");
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn limits_are_kept_and_said() {
    let bytes = sheet::workbook(&[
        Sheet::new("一", "1 | 2 | 3\n4 | 5 | 6"),
        Sheet::new("二", "1"),
    ])
    .unwrap();
    let unlimited = Limits::default();
    assert!(workbook(&bytes, &unlimited).is_ok());
    for (what, limits) in [
        (
            Limit::FileSize,
            Limits {
                file_bytes: bytes.len() as u64 - 1,
                ..unlimited
            },
        ),
        (
            Limit::Unpacked,
            Limits {
                unpacked_bytes: 100,
                ..unlimited
            },
        ),
        (
            Limit::Sheets,
            Limits {
                sheets: 1,
                ..unlimited
            },
        ),
        (
            Limit::Cells,
            Limits {
                cells: 6,
                ..unlimited
            },
        ),
        (
            Limit::Cells,
            Limits {
                cells: 3,
                ..unlimited
            },
        ),
    ] {
        match workbook(&bytes, &limits) {
            Err(ReadError::TooLarge { what: told, .. }) => assert_eq!(told, what),
            other => panic!("{what}: {other:?}"),
        }
    }
    assert!(
        workbook(
            &bytes,
            &Limits {
                cells: 7,
                sheets: 2,
                ..unlimited
            }
        )
        .is_ok()
    );
    // the message says the limit of the file, whichever sheet went over it
    let ReadError::TooLarge { limit, .. } = workbook(
        &bytes,
        &Limits {
            cells: 6,
            ..unlimited
        },
    )
    .unwrap_err() else {
        panic!("not too large")
    };
    assert_eq!(limit, 6);
}

#[test]
fn other_kinds_keep_the_same_limits() {
    let unlimited = Limits::default();
    let ods = std::fs::read(fixture("variants/luan-2020/裕安区.ods")).unwrap();
    for limits in [
        Limits {
            unpacked_bytes: 100,
            ..unlimited
        },
        Limits {
            cells: 2,
            ..unlimited
        },
    ] {
        assert!(
            matches!(workbook(&ods, &limits), Err(ReadError::TooLarge { .. })),
            "ods with {limits:?}"
        );
    }
    let xls = std::fs::read(fixture("variants/luan-2020/裕安区.xls")).unwrap();
    assert!(matches!(
        workbook(
            &xls,
            &Limits {
                cells: 2,
                ..unlimited
            }
        ),
        Err(ReadError::TooLarge { .. })
    ));
}

fn one(sheet: Sheet) -> Grid {
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

/// A zip folder of returns, as Windows in Chinese packs them: names in GBK.
#[test]
fn zip_folders_are_folders() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("六安来件.zip");
    let bytes = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for name in [
        "counties/%%.xlsx",
        "counties/~$%%.xlsx",
        "__MACOSX/._%%.xlsx",
        "A.txt",
        "../up.xlsx",
        "C:\\x\\up.xlsx",
        "/x//up.xlsx",
        "../../x/up.xlsx",
        "a:b.xlsx",
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(if name == "A.txt" { b"words" } else { &bytes })
            .unwrap();
    }
    zip.add_directory("empty", zip::write::SimpleFileOptions::default())
        .unwrap();
    let mut packed = zip.finish().unwrap().into_inner();
    let places = packed
        .windows(7)
        .enumerate()
        .filter(|(_, window)| *window == b"%%.xlsx")
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    for at in places {
        // 裕
        packed[at..at + 2].copy_from_slice(&[0xD4, 0xA3]);
    }
    std::fs::write(&path, packed).unwrap();
    let found = files(std::slice::from_ref(&path));
    assert_eq!(
        found
            .iter()
            .map(|found| found
                .strip_prefix(&path)
                .unwrap()
                .to_string_lossy()
                .into_owned())
            .collect::<Vec<_>>(),
        [
            "A.txt",
            "C：/x/up.xlsx",
            "a：b.xlsx",
            "counties/裕.xlsx",
            "up.xlsx",
            "x/up.xlsx",
            "x/up（2）.xlsx"
        ]
    );
    // each of them is read, wherever its name pointed
    for path in &found[1..] {
        let (file, inside) = take_file(path, &Intake::of(&Scheme::find("luan-2020").unwrap()));
        assert!(
            inside == bytes && matches!(file.verdict, Verdict::Ready(_)),
            "{}",
            path.display()
        );
    }
    let scheme = Scheme::find("luan-2020").unwrap();
    let (file, inside) = take_file(&found[3], &Intake::of(&scheme));
    assert_eq!(
        (file.name.as_str(), file.path == found[3], inside == bytes),
        ("裕.xlsx", true, true)
    );
    assert!(matches!(file.verdict, Verdict::Ready(_)));
    // a workbook is a zip too, and no folder
    let book = fixture("luan-2020/counties/裕安区.xlsx");
    std::fs::copy(&book, folder.path().join("book.zip")).unwrap();
    assert_eq!(
        files(&[folder.path().join("book.zip")]),
        [folder.path().join("book.zip")]
    );
}

/// What cannot be gone into is said to be that, and nothing of it is passed over.
#[test]
fn a_zip_folder_that_cannot_be_gone_into_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let packed = |names: &[&str]| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            if name.ends_with('/') {
                zip.add_directory(*name, zip::write::SimpleFileOptions::default())
                    .unwrap();
            } else {
                zip.start_file(*name, zip::write::SimpleFileOptions::default())
                    .unwrap();
                zip.write_all(&bytes).unwrap();
            }
        }
        zip.finish().unwrap().into_inner()
    };
    let whole = packed(&["a.xlsx", "b.xlsx"]);
    // two files of one name
    let mut twice = whole.clone();
    for at in twice
        .windows(6)
        .enumerate()
        .filter(|(_, window)| *window == b"b.xlsx")
        .map(|(at, _)| at)
        .collect::<Vec<_>>()
    {
        twice[at] = b'a';
    }
    let mut locked = packed(&["a.xlsx"]);
    for (at, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)]
        .into_iter()
        .map(|(start, flags)| {
            (
                locked
                    .windows(4)
                    .position(|window| window == start)
                    .unwrap(),
                flags,
            )
        })
        .collect::<Vec<_>>()
    {
        locked[at + flags] |= 1;
    }
    let many = (0..10_001).map(|at| format!("{at}/")).collect::<Vec<_>>();
    let many = packed(&many.iter().map(String::as_str).collect::<Vec<_>>());
    let cases = [
        ("twice.zip", twice, "名字完全一样"),
        ("folders.zip", packed(&["甲/", "乙/"]), "里面没有文件"),
        ("empty.zip", packed(&[]), "里面没有文件"),
        (
            "half.zip",
            b"PK\x03\x04".iter().copied().chain([7; 900]).collect(),
            "没有传完",
        ),
        ("many.zip", many, "超过 10000 个"),
        ("locked.zip", locked, "加了密码"),
        ("a.rar", b"Rar!\x1a\x07\x00".to_vec(), "RAR"),
    ];
    for (name, bytes, words) in cases {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let found = files(std::slice::from_ref(&path));
        assert_eq!(found.len(), 1, "{name}: {found:?}");
        let (file, _) = take_file(&found[0], &Intake::of(&Scheme::find("luan-2020").unwrap()));
        let Verdict::Refused { code, reason } = &file.verdict else {
            panic!("{name}")
        };
        assert!(
            code == "read.archive" && reason.contains(words) && reason.contains("解压"),
            "{name}: {reason}"
        );
    }
}
