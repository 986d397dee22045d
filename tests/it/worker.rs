//! Reading in a process of its own: the same workbooks, and what goes wrong costs only the file.

use crate::cli::xbh;
use crate::support::fixture;
use std::io::{Cursor, Write};
use std::path::PathBuf;
use xianbaohui_reading::read::{InProcess, Limit, Limits, ReadError, ReadFile, Workers};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn workers() -> Workers {
    Workers::new(xbh().to_owned())
}

#[test]
fn the_same_as_in_this_process() {
    let workers = workers();
    for file in [
        "variants/luan-2020/裕安区.ods",
        "variants/luan-2020/裕安区.xls",
        "luan-2020/counties/裕安区.xlsx",
        "bad/truncated.xlsx",
        "bad/empty.xlsx",
        "bad/password.xlsx",
    ] {
        let bytes = std::fs::read(fixture(file)).unwrap();
        let (own, apart) = (
            InProcess.workbook(&bytes, &Limits::default(), &[]),
            workers.workbook(&bytes, &Limits::default(), &[]),
        );
        assert_eq!(format!("{own:?}"), format!("{apart:?}"), "{file}");
    }
}

/// A workbook whose shared strings unpack to `megabytes`.
fn bomb(megabytes: usize) -> Vec<u8> {
    let sheet =
        xianbaohui_tests::sheet::workbook(&[xianbaohui_tests::sheet::Sheet::new("表", "甲 | 乙")])
            .unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(sheet)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let part = from.by_index_raw(at).unwrap();
        if !part.name().is_ok_and(|name| name == "xl/sharedStrings.xml") {
            to.raw_copy_file(part).unwrap();
        }
    }
    to.start_file("xl/sharedStrings.xml", SimpleFileOptions::default())
        .unwrap();
    to.write_all(
        br#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>"#,
    )
    .unwrap();
    let piece = vec![b'a'; 1 << 20];
    for _ in 0..megabytes {
        to.write_all(&piece).unwrap();
    }
    to.write_all(b"</t></si><si><t>b</t></si></sst>").unwrap();
    to.finish().unwrap().into_inner()
}

#[test]
fn memory_and_time_are_bounded_and_the_next_file_is_read() {
    let workers = workers();
    let good = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let little = Limits {
        memory_bytes: 48 << 20,
        ..Limits::default()
    };
    for (bytes, limits, expected) in [
        (
            bomb(200),
            little,
            Some(ReadError::TooLarge {
                what: Limit::Memory,
                limit: 48,
            }),
        ),
        (good.clone(), little, None),
        // unpacking this much takes longer than no time at all
        (
            bomb(200),
            Limits {
                seconds: 0,
                ..Limits::default()
            },
            Some(ReadError::TooLarge {
                what: Limit::Time,
                limit: 0,
            }),
        ),
        (good.clone(), Limits::default(), None),
    ] {
        assert_eq!(workers.workbook(&bytes, &limits, &[]).err(), expected);
    }
}

#[test]
fn a_child_that_cannot_start_or_does_not_answer_is_told() {
    let good = std::fs::read(fixture("luan-2020/counties/裕安区.xlsx")).unwrap();
    let missing = Workers::new(PathBuf::from("no-such-program"));
    assert!(matches!(
        missing.workbook(&good, &Limits::default(), &[]),
        Err(ReadError::Io(_))
    ));
    // cargo knows no such argument, and ends
    if let Some(cargo) = std::env::var_os("CARGO") {
        let other = Workers::new(PathBuf::from(cargo));
        assert!(matches!(
            other.workbook(&good, &Limits::default(), &[]),
            Err(ReadError::Internal { .. })
        ));
    }
}

#[test]
fn passwords_that_were_given_are_tried() {
    let locked = std::fs::read(fixture("bad/password.xlsx")).unwrap();
    let open = |passwords: &[&str]| {
        workers()
            .workbook(
                &locked,
                &Limits::default(),
                &passwords
                    .iter()
                    .map(ToString::to_string)
                    .collect::<Vec<_>>(),
            )
            .map(|workbook| workbook.grids.len())
    };
    assert_eq!(open(&[]), Err(ReadError::Password));
    assert_eq!(open(&["不对"]), Err(ReadError::WrongPassword));
    assert_eq!(open(&["不对", "示例2020"]), Ok(1));
}
