//! The scanner gives what calamine gives, cell by cell, or nothing.

use crate::support::fixture;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use xianbaohui_reading::read::{self, Grid, Limits, Workbook};
use xianbaohui_tests::mess::{self, Plan};
use xianbaohui_tests::sheet::{self, Sheet};

/// Whether the scanner reads it; then it must be what calamine reads.
fn is_scanned(name: &str, bytes: &[u8]) -> bool {
    let limits = Limits::default();
    let Some(scanned) = read::scanned(bytes, &limits) else {
        return false;
    };
    let streamed = read::guarded(|| read::streamed(bytes, &limits))
        .unwrap_or_else(|error| panic!("{name}: calamine says {error:?}"));
    assert_eq!(scanned.properties, streamed.properties, "{name}");
    assert_eq!(scanned.grids.len(), streamed.grids.len(), "{name}");
    for (one, other) in scanned.grids.iter().zip(&streamed.grids) {
        // two texts of the same letters, drawn otherwise in part: calamine does not tell which
        // one a cell has
        if name.ends_with("样式.xlsx") {
            let held = |grid: &Grid| {
                let cells = grid.cells().iter();
                cells.map(|cell| grid.held(cell)).collect::<Vec<_>>()
            };
            assert_eq!(held(one), held(other), "{name}");
            continue;
        }
        for (one, other) in one.cells().iter().zip(other.cells()) {
            // a day without a serial number is equal to none
            assert_eq!(format!("{one:?}"), format!("{other:?}"), "{name}");
        }
        assert_eq!(format!("{one:?}"), format!("{other:?}"), "{name}");
    }
    true
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|end| {
            ["xlsx", "xlsm"]
                .iter()
                .any(|own| end.eq_ignore_ascii_case(own))
        }) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// How many files of a folder the scanner reads, and of how many.
fn of_folder(folder: &Path) -> (usize, usize) {
    let files = files(folder);
    let scanned = files
        .iter()
        .filter(|path| is_scanned(&path.display().to_string(), &std::fs::read(path).unwrap()))
        .count();
    (scanned, files.len())
}

#[test]
fn samples_are_scanned_and_read_as_calamine_reads_them() {
    let (scanned, all) = of_folder(&fixture(""));
    assert!(scanned * 10 >= all * 9, "{scanned} of {all}");
}

#[test]
fn real_workbooks_are_read_as_calamine_reads_them() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .unwrap()
        .join("shared");
    for folder in ["corpus", "cases"].map(|name| shared.join(name)) {
        let name = folder.display();
        let said = if folder.is_dir() {
            let (scanned, all) = of_folder(&folder);
            assert!(scanned * 2 >= all, "{scanned} of {all}");
            format!("scanned: {scanned} of {all} in {name}\n")
        } else {
            format!("skipped: {name} is not there\n")
        };
        let _ = std::io::stderr().write_all(said.as_bytes());
    }
}

#[test]
fn spoilt_returns_are_read_as_calamine_reads_them() {
    let plan = Plan {
        files: 300,
        seed: 11,
        only: None,
        operator: None,
        twins: false,
    };
    let mut scanned = 0;
    for index in 0..plan.files {
        let made = mess::make(&plan, index).unwrap();
        if made.bytes.starts_with(b"PK") && is_scanned(&made.name, &made.bytes) {
            scanned += 1;
        }
    }
    assert!(scanned >= 100, "{scanned}");
}

/// A workbook whose only sheet has these rows, with two shared texts and five styles.
fn with(rows: &str) -> Vec<u8> {
    whole(&format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<worksheet \
        xmlns=\"m\"><dimension ref=\"A1:C9\"/><sheetData>{rows}</sheetData></worksheet>"
    ))
}

fn whole(part: &str) -> Vec<u8> {
    let made = sheet::workbook(&[Sheet::new("表1", "甲 | 1 | 乙\n@2021-03-31 | 34.4%")]).unwrap();
    sheet::rewritten(&made, |name, own| {
        if name == "xl/worksheets/sheet1.xml" {
            part.to_owned()
        } else {
            own.to_owned()
        }
    })
    .unwrap()
}

/// Rows as programs write them, which the scanner reads, and what the filled cells are.
const PLAIN: &[(&str, &str)] = &[
    // Excel, WPS
    (
        "<row r=\"1\" spans=\"1:3\" ht=\"20.1\" customHeight=\"1\" x14ac:dyDescent=\"0.25\"><c \
        r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\"><v>-12.50</v></c><c r=\"C1\" s=\"2\"/>\
        </row>",
        "A1 甲 B1 -12.5",
    ),
    // LibreOffice
    (
        "<row r=\"2\" customFormat=\"false\" hidden=\"true\" outlineLevel=\"0\" \
        collapsed=\"false\"><c r=\"A2\" s=\"0\" t=\"n\"><v>1.5E-3</v></c><c r=\"B2\" t=\"str\"><f \
        aca=\"false\">A2&amp;&quot;x&quot;</f><v>0.0015x</v></c></row>",
        "A2 0.0015 B2 0.0015x",
    ),
    // openpyxl
    (
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>甲 &lt;乙&gt;</t></is></c><c r=\"B1\">\
        <f>1+1\
        </f><v /></c><c r=\"C1\" s=\"1\" /></row><row r=\"7\"/>",
        "A1 甲 <乙> B1 ",
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"b\"><v>1</v></c><c r=\"B1\" t=\"e\"><v>#DIV/0!</v></c></row>",
        "A1 TRUE B1 #DIV/0!",
    ),
    (
        "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1*2</f><v>4</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>6</v></c></row>",
        "A1 4 A2 6",
    ),
    (
        "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><r><t>一</t></r><r><rPr><strike/><sz val=\
        \"11\"/></rPr><t xml:space=\"preserve\"> 二_x000D_</t></r><rPh sb=\"0\" eb=\"1\"><t>yi</t>\
        </rPh><phoneticPr fontId=\"1\"/></is></c></row>",
        "A1 一 二\r",
    ),
    (
        "<row r=\"1048576\"><c r=\"XFD1048576\"><v>007</v></c></row>",
        "XFD1048576 7",
    ),
];

#[test]
fn rows_as_programs_write_them_are_scanned() {
    for (rows, expected) in PLAIN {
        let bytes = with(rows);
        assert!(is_scanned(rows, &bytes), "{rows}");
        assert_eq!(
            told(&read::scanned(&bytes, &Limits::default()).unwrap()),
            *expected
        );
    }
}

fn told(workbook: &Workbook) -> String {
    let cell = |cell: &read::Cell| {
        let place = xianbaohui_core::place::cell_name(cell.row, cell.column);
        format!("{place} {}", workbook.grids[0].held(cell))
    };
    let cells = workbook.grids[0].cells().iter().map(cell);
    cells.collect::<Vec<_>>().join(" ")
}

/// What may stand inside a row, and is not as the common writers write it.
const ODD_CELLS: &[&str] = &[
    "<c r=\"A1\"><v> 12</v></c>",
    "<c r=\"A1\"><v>12\n</v></c>",
    "<c r=\"A1\"><v>1<!-- -->2</v></c>",
    "<c r=\"A1\"><v><![CDATA[12]]></v></c>",
    "<c r=\"A1\"><v>1&#50;</v></c>",
    "<c r=\"A1\"><v>+12</v></c>",
    "<c r=\"A1\"><v>.5</v></c>",
    "<c r=\"A1\"><v>5.</v></c>",
    "<c r=\"A1\"><v>1,5</v></c>",
    "<c r=\"A1\"><v>1e999</v></c>",
    "<c r=\"A1\"><v>0x1F</v></c>",
    "<c r=\"A1\"><v>１２</v></c>",
    "<c r=\"A1\"><v>NaN</v></c>",
    "<c r=\"A1\"><v>1</v><v>2</v></c>",
    "<c r=\"A1\"><v>1</v><f>1</f></c>",
    "<c r=\"A1\"><f>1</f><f>2</f><v>1</v></c>",
    "<c r=\"A1\"><v x=\"1\">1</v></c>",
    "<x:c r=\"A1\"><x:v>1</x:v></x:c>",
    "<c r=\"A1\"><x:v>1</x:v></c>",
    "<c r='A1'><v>1</v></c>",
    "<c  r=\"A1\"><v>1</v></c>",
    "<c\nr=\"A1\"><v>1</v></c>",
    "<c r = \"A1\"><v>1</v></c>",
    "<c><v>1</v></c>",
    "<c r=\"A1\" r=\"B1\"><v>1</v></c>",
    "<c r=\"a1\"><v>1</v></c>",
    "<c r=\"A01\"><v>1</v></c>",
    "<c r=\"A0\"><v>1</v></c>",
    "<c r=\"$A$1\"><v>1</v></c>",
    "<c r=\"A2\"><v>1</v></c>",
    "<c r=\"XFE1\"><v>1</v></c>",
    "<c r=\"AAAA1\"><v>1</v></c>",
    "<c r=\"A1\" t=\"s\"><v>99</v></c>",
    "<c r=\"A1\" t=\"s\"><v>-1</v></c>",
    "<c r=\"A1\" t=\"s\"><v>0.0</v></c>",
    "<c r=\"A1\" t=\"s\"><v>甲</v></c>",
    "<c r=\"A1\" t=\"b\"><v>true</v></c>",
    "<c r=\"A1\" t=\"b\"><v>2</v></c>",
    "<c r=\"A1\" t=\"e\"><v>#ODD!</v></c>",
    "<c r=\"A1\" t=\"e\"><v>#N/A </v></c>",
    "<c r=\"A1\" t=\"d\"><v/></c>",
    "<c r=\"A1\" t=\"d\"><v>2021-03-31</v></c>",
    "<c r=\"A1\" t=\"d\"><v>2021&#45;03-31</v></c>",
    "<c r=\"A1\" t=\"str\"><v> 甲</v></c>",
    "<c r=\"A1\" t=\"str\"><v>甲&bad;</v></c>",
    "<c r=\"A1\" t=\"str\"><v>甲&#0;</v></c>",
    "<c r=\"A1\" t=\"str\"><v>_xD83D__xDCF7_</v></c>",
    "<c r=\"A1\" t=\"str\"><v>_x_x0041_</v></c>",
    "<c r=\"A1\" t=\"str\"><v>甲\r\n乙\r丙</v></c>",
    "<c r=\"A1\" t=\"str\"><v>甲\u{1}</v></c>",
    "<c r=\"A1\" t=\"odd\"><v>1</v></c>",
    "<c r=\"A1\" t=\"\"><v>1</v></c>",
    "<c r=\"A1\" t=\"n\" t=\"s\"><v>0</v></c>",
    "<c r=\"A1\" s=\"x\"><v>1</v></c>",
    "<c r=\"A1\" s=\"99\"><v>1</v></c>",
    "<c r=\"A1\" s=\"-1\"><v>1</v></c>",
    "<c r=\"A1\" odd=\"1\"><v>1</v></c>",
    "<c r=\"A1\" t=\"inlineStr\"><v>1</v></c>",
    "<c r=\"A1\"><is><t>1</t></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><t> 甲 </t></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><t>甲<b/></t></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><t>甲</t><t>乙</t></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><r><t>甲</t></r><t>乙</t></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><x/></is></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is/></c>",
    "<c r=\"A1\" t=\"inlineStr\"><is><t>甲</t></is><v>1</v></c>",
    "<c r=\"A1\"><f t=\"shared\">1</f><v>1</v></c>",
    "<c r=\"A1\"><f t=\"shared\" si=\"x\">1</f><v>1</v></c>",
    "<c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"B2:A1\">1</f><v>1</v></c>",
    "<c r=\"A1\"><f t=\"array\" ref=\"A1:A2\">1</f><v>1</v></c>",
    "<c r=\"A1\"><f>&#49;</f><v>1</v></c>",
    "<c r=\"A1\"><f> 1 </f></c>",
    "<c r=\"A1\"><v>1</v><extLst/></c>",
    "<c r=\"A1\">12</c>",
    "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>",
    "<c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c>",
    " <c r=\"A1\"><v>1</v></c>",
    "<!-- --><c r=\"A1\"><v>1</v></c>",
    "<odd/><c r=\"A1\"><v>1</v></c>",
    "<c r=\"A1\"><v>1</v></c",
    "<c r=\"A1\"><v>1",
];

/// What may stand for all rows.
const ODD_ROWS: &[&str] = &[
    "<row><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"0\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"1048577\"><c r=\"A1048577\"><v>1</v></c></row>",
    "<row r=\"4294967297\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1\"><c r=\"B1\"><v>1</v></c></row>",
    "<row r=\"1\" hidden=\"on\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"1\" ht=\"tall\"><c r=\"A1\"><v>1</v></c></row>",
    "<row r=\"1\" odd=\"1\"><c r=\"A1\"><v>1</v></c></row>",
    "\n<row r=\"1\">\n<c r=\"A1\"><v>1</v></c></row>",
    "<x:row r=\"1\"><c r=\"A1\"><v>1</v></c></x:row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c>",
    "<row r=\"1\"><row r=\"2\"><c r=\"A2\"><v>1</v></c></row></row>",
    "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData><sheetData><row r=\"2\"><c r=\"A2\"><v>\
    2</v></c></row>",
];

/// Whole parts.
const ODD_PARTS: &[&str] = &[
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>",
    "<worksheet><!-- <sheetData> --><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
    </sheetData></worksheet>",
    "<worksheet><dimension/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>\
    </worksheet>",
    "<worksheet><dimension ref=\"C3:A1\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>\
    </sheetData></worksheet>",
    "<!DOCTYPE x [<!ENTITY a \"1\">]><worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>\
    </c></row>\
    </sheetData></worksheet>",
    "<x:worksheet><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row>\
    </x:sheetData>\
    </x:worksheet>",
    "<chartsheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></chartsheet>",
    "<?xml version=\"1.0\" encoding=\"GBK\"?>\
    <worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v>\
    </c></row></sheetData></worksheet>",
    "<worksheet>\n <cols><col min=\"1\" max=\"2\" width=\"0.5\"/></cols><sheetData><row r=\"1\"><c \
    r=\"A1\"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>\
    </worksheet>",
    "<worksheet><sheetViews><sheetView showZeros=\"0\"/></sheetViews><sheetData>\
    <row r=\"1\" ht=\"0.2\
    \"><c r=\"A1\"><v>0</v></c></row></sheetData></worksheet>",
    "<worksheet></worksheet>",
    "",
];

#[test]
fn what_is_written_otherwise_is_read_by_calamine_or_the_same() {
    let rows = ODD_CELLS
        .iter()
        .map(|cells| format!("<row r=\"1\">{cells}</row>"));
    let rows = rows.chain(ODD_ROWS.iter().map(|rows| (*rows).to_owned()));
    for rows in rows {
        is_scanned(&rows, &with(&rows));
    }
    for part in ODD_PARTS {
        is_scanned(part, &whole(part));
    }
}
