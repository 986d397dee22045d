//! What a file may cost.

use super::read;
use crate::support::fixture;
use rust_xlsxwriter::Workbook as Book;
use std::time::{Duration, Instant};
use xianbaohui_reading::read::{Limit, Limits, ReadError, workbook};
use xianbaohui_tests::sheet::{self, Sheet};

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
