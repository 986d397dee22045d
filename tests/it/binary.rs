//! An xlsb written record by record: what its styles make of cells, what is hidden, what is merged.

use std::io::{Cursor, Write};
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Limits, workbook};

/// A record: its kind and length seven bits at a time, its data.
fn record(kind: u16, data: &[&[u8]]) -> Vec<u8> {
    let data = data.concat();
    let mut out = if kind < 0x80 {
        vec![kind as u8]
    } else {
        vec![kind as u8 & 0x7F | 0x80, (kind >> 7) as u8]
    };
    out.push(
        u8::try_from(data.len())
            .ok()
            .filter(|length| *length < 0x80)
            .unwrap(),
    );
    out.extend(data);
    out
}

fn long(number: u32) -> [u8; 4] {
    number.to_le_bytes()
}

fn text(words: &str) -> Vec<u8> {
    let units = words
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect::<Vec<_>>();
    [long(words.encode_utf16().count() as u32).to_vec(), units].concat()
}

/// Height, bits, weight and the like, and a colour: theirs or automatic.
fn font(bits: u8, colour: [u8; 8]) -> Vec<u8> {
    record(
        43,
        &[
            &[220, 0, bits, 0, 0x90, 1, 0, 0, 0, 0, 0, 0],
            &colour,
            &[0],
            &text("宋体"),
        ],
    )
}

fn fill(pattern: u32, colour: [u8; 8]) -> Vec<u8> {
    record(45, &[&long(pattern), &colour, &[0; 8], &[0; 48]])
}

fn style(format: u16, font: u8, fill: u8) -> Vec<u8> {
    record(
        47,
        &[&[0, 0], &format.to_le_bytes(), &[font, 0, fill, 0], &[0; 8]],
    )
}

fn row(number: u32, bits: u8) -> Vec<u8> {
    record(0, &[&long(number), &[0; 4], &[44, 1, 0, bits, 0], &[0; 4]])
}

fn cell(column: u32, style: u32, number: f64) -> Vec<u8> {
    record(5, &[&long(column), &long(style), &number.to_le_bytes()])
}

fn xlsb(sheet: &[Vec<u8>]) -> Vec<u8> {
    let (automatic, white, blue) = (
        [0; 8],
        [0x07, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x05, 0, 0, 0, 0, 0, 0xFF, 0xFF],
    );
    let styles = [
        record(615, &[&long(1)]),
        record(44, &[&[170, 0], &text("0,")]),
        record(616, &[]),
        [font(0, automatic), font(8, automatic), font(0, white)].concat(),
        [fill(0, automatic), fill(1, blue)].concat(),
        // styles that cells are not shown in
        [record(626, &[&long(1)]), style(10, 1, 0), record(627, &[])].concat(),
        record(617, &[&long(6)]),
        [
            style(0, 0, 0),
            style(10, 0, 0),
            style(170, 0, 0),
            style(10, 1, 0),
            style(0, 2, 0),
            style(0, 2, 1),
        ]
        .concat(),
        record(618, &[]),
    ];
    let book = [
        record(153, &[&long(1), &[0; 8]]),
        record(156, &[&long(0), &long(1), &text("rId1"), &text("表")]),
        record(144, &[]),
        record(157, &[]),
    ];
    let sheet = [
        vec![record(148, &[&[0; 16]]), record(145, &[])],
        sheet.to_vec(),
    ]
    .concat();
    let relations = r#"<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.bin"/></Relationships>"#;
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/workbook.bin", book.concat()),
        ("xl/_rels/workbook.bin.rels", relations.into()),
        ("xl/styles.bin", styles.concat()),
        ("xl/worksheets/sheet1.bin", sheet.concat()),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&part).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn looks_hidden_rows_and_merged_areas_of_an_xlsb_are_known() {
    let columns = record(60, &[&long(6), &long(7), &long(0x900), &long(0), &[1, 0]]);
    let first = [
        row(0, 0),
        cell(0, 0, 1.0),
        cell(1, 1, 0.344),
        cell(2, 2, 5000.0),
        cell(3, 3, 0.5),
        cell(4, 4, 7.0),
        cell(5, 5, 8.0),
    ]
    .concat();
    let second = [
        row(1, 0x10),
        cell(0, 0, 2.0),
        row(2, 0),
        cell(0, 0, 3.0),
        cell(1, 0, 4.0),
    ]
    .concat();
    let merged = record(176, &[&long(2), &long(2), &long(0), &long(1)]);
    let bytes = xlsb(&[
        first,
        second,
        record(146, &[]),
        columns,
        merged,
        record(130, &[]),
    ]);
    let grid = workbook(&bytes, &Limits::default())
        .unwrap()
        .grids
        .remove(0);
    let told = grid
        .cells()
        .iter()
        .map(|cell| {
            let name = cell_name(cell.row, cell.column);
            let sight = grid.sight(cell).text;
            format!("{name}={} {sight} {:?}", cell.raw(), cell.veil)
        })
        .collect::<Vec<_>>();
    assert_eq!(
        told,
        [
            "A1=1 1 None",
            "B1=0.344 34.40% None",
            "C1=5000 5 None",
            "D1=0.5 50.00% Struck",
            "E1=7 7 Invisible",
            "F1=8 8 None",
            "A2=2 2 None",
            "A3=3 3 None"
        ]
    );
    assert_eq!(
        (
            grid.hidden_rows.as_slice(),
            grid.hidden_columns.as_slice(),
            grid.covered.as_slice(),
            grid.from_1904
        ),
        (&[1][..], &[6, 7][..], &[(2, 1)][..], true)
    );
}

#[test]
fn an_xlsb_with_a_cell_far_out_costs_that_cell_and_one_beyond_the_last_row_is_told() {
    let start = std::time::Instant::now();
    let far = xlsb(&[
        [
            row(0, 0),
            cell(0, 0, 1.0),
            row(1_048_575, 0),
            cell(16_383, 0, 7.0),
        ]
        .concat(),
        record(146, &[]),
        record(130, &[]),
    ]);
    let grid = workbook(&far, &Limits::default()).unwrap().grids.remove(0);
    assert_eq!(
        (
            grid.cells().len(),
            grid.text(0, 0),
            grid.text(1_048_575, 16_383)
        ),
        (2, "1".to_owned(), "7".to_owned())
    );
    assert!(
        start.elapsed() < std::time::Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
    for (line, column, told) in [(1_048_576, 0, "第 1048577 行"), (5, 16_384, "XFE6")] {
        let beyond = xlsb(&[
            [
                row(0, 0),
                cell(0, 0, 1.0),
                row(line, 0),
                cell(column, 0, 7.0),
            ]
            .concat(),
            record(146, &[]),
            record(130, &[]),
        ]);
        let error = workbook(&beyond, &Limits::default()).unwrap_err();
        assert!(
            error.code() == "read.beyond" && error.to_string().contains(told),
            "{error}"
        );
    }
}

/// Sizes of rows and columns, panes, formats that depend on what stands there, fonts.
#[test]
fn what_an_xlsb_has_no_room_for_is_known() {
    let sizes =
        |width: u32, flags: u8| record(485, &[&long(width), &[8, 0], &[20, 0], &[flags, 0, 0, 0]]);
    let column = |number: u32, width: u32| {
        record(
            60,
            &[
                &long(number),
                &long(number),
                &long(width),
                &long(0),
                &[0, 0],
            ],
        )
    };
    let corner = |row: u32| record(137, &[&[0; 6], &long(row), &long(0), &[0; 12]]);
    let pane = |rows: f64| {
        let split = [0.0_f64.to_le_bytes(), rows.to_le_bytes()].concat();
        record(151, &[&split, &long(0), &long(0), &long(0), &[1]])
    };
    let data = || vec![row(0, 0), cell(0, 0, 3641.0), row(1, 0), cell(0, 0, 5.0)];
    let rules = record(
        461,
        &[
            &long(1),
            &long(0),
            &long(1),
            &long(1),
            &long(1),
            &long(0),
            &long(0),
        ],
    );
    let between = |before: &[Vec<u8>], behind: &[Vec<u8>]| {
        let sheet = [before, &data(), &[record(146, &[])], behind].concat();
        let grid = workbook(&xlsb(&sheet), &Limits::default());
        let grid = grid.unwrap().grids.remove(0);
        let veils = grid.cells().iter().map(|cell| format!("{:?}", cell.veil));
        let veils = veils.collect::<Vec<_>>().join(" ");
        format!("{veils} {:?} {:?}", grid.hidden_rows, grid.hidden_columns)
    };
    crate::support::compare(
        [
            ("nothing", between(&[], &[]), "None None [] []"),
            (
                "narrow",
                between(&[column(0, 3 * 256)], &[]),
                "Narrow None [] []",
            ),
            ("closed", between(&[sizes(10, 0)], &[]), "None None [] [0]"),
            (
                "usual",
                between(&[sizes(u32::MAX, 0)], &[]),
                "None None [] []",
            ),
            (
                "panes",
                between(&[corner(1), pane(1.0)], &[]),
                "None None [0] []",
            ),
            (
                "split",
                between(&[corner(1), pane(0.0)], &[]),
                "None None [] []",
            ),
            ("rules", between(&[], &[rules]), "None Ruled [] []"),
        ]
        .map(|(name, came, expected)| (name.to_owned(), came, expected)),
    );
}
