//! Ledgers of every format that the program ever wrote.

use super::{done, file};
use calamine::{Reader, Xlsx, open_workbook};
use std::path::Path;

/// Unit, form, indicator, column and figure of every row of 数据来源, as the program that wrote the
/// first of these ledgers exported them.
const FIGURES: &str = include_str!("../../fixtures/ledgers/figures.tsv");

#[test]
fn a_ledger_of_every_format_opens_verifies_and_exports_the_same_figures() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
    for format in ["01", "02", "03", "04", "05", "06", "07", "08", "09"] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        std::fs::copy(
            fixtures.join(format!("format-{format}.xbh")),
            at.join("L.xbh"),
        )
        .unwrap();
        let said = done(at, 0, &["verify", "L.xbh"]);
        assert!(said.contains("报送件 11"), "{format}: {said}");
        done(
            at,
            1,
            &[
                "consolidate",
                "L.xbh",
                "--round",
                "2021Q1",
                "--out",
                "o.xlsx",
            ],
        );
        let mut book: Xlsx<_> = open_workbook(at.join("o.xlsx")).unwrap();
        let range = book.worksheet_range("数据来源").unwrap();
        let lines = range.rows().skip(1).map(|row| {
            row[..5]
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>()
                .join("\t")
        });
        assert_eq!(
            lines.collect::<Vec<_>>(),
            FIGURES.lines().collect::<Vec<_>>(),
            "{format}"
        );
        // what was found then is told in the words of then, with its cells
        let findings = done(at, 1, &["findings", "L.xbh", "--round", "2021Q1"]);
        assert!(
            findings.contains("◆A 信都区") && findings.contains("[S1主要指标!"),
            "{format}: {findings}"
        );
        // what was committed then can be taken back, and filed elsewhere
        done(
            at,
            0,
            &[
                "withdraw",
                "L.xbh",
                "--round",
                "2021Q1",
                "--unit",
                "信都区",
                "--reason",
                "有错",
            ],
        );
        done(at, 0, &["undo", "L.xbh"]);
        if format >= "07" {
            // its last step was to give 威县 more time
            assert!(done(at, 0, &["undo", "L.xbh"]).contains("的延期"));
        }
        assert!(done(at, 0, &["undo", "L.xbh"]).contains("宁晋县 S1：算数的由第 1 版变为无"));
        done(at, 0, &["verify", "L.xbh"]);
        // and it goes on living
        done(at, 0, &["round", "add", "L.xbh", "2021Q2"]);
        done(at, 0, &["verify", "L.xbh"]);
    }
}

#[test]
fn what_was_wrong_before_a_ledger_was_brought_up_to_date_stays_told() {
    for (number, change) in [
        (1, "UPDATE return SET current = 2 WHERE id = 1"),
        (6, "UPDATE return SET batch_id = 99 WHERE id = 1"),
        (5, "DELETE FROM batch WHERE id = 1"),
        (
            7,
            "INSERT INTO source_file SELECT 700, '00', size, bytes FROM source_file WHERE id = 1",
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
        let old = fixtures.join(format!("format-0{number}.xbh"));
        std::fs::copy(old, at.join("L.xbh")).unwrap();
        let connection = rusqlite::Connection::open(at.join("L.xbh")).unwrap();
        connection
            .pragma_update(None, "foreign_keys", false)
            .unwrap();
        assert_eq!(connection.execute(change, []).unwrap(), 1, "{change}");
        drop(connection);
        done(at, 1, &["verify", "L.xbh"]);
        let import = ["import", "L.xbh", "--round", "2021Q1"];
        let file = file("沙河市科技创新指标（最终版）.xlsx");
        crate::ledger_lives::xbh_in(at, &[&import[..], &[&file]].concat());
        done(at, 1, &["verify", "L.xbh"]);
    }
}

#[test]
fn a_number_that_returns_of_a_lost_batch_still_name_is_not_given_again() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
    for format in ["01", "06"] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        let ledger = at.join("L.xbh");
        std::fs::copy(fixtures.join(format!("format-{format}.xbh")), &ledger).unwrap();
        let connection = rusqlite::Connection::open(&ledger).unwrap();
        connection
            .execute_batch("PRAGMA foreign_keys = OFF; DELETE FROM batch WHERE id = 2")
            .unwrap();
        drop(connection);
        let counts = || {
            let arguments = ["status", "L.xbh", "--round", "2021Q1", "--json"];
            let all = crate::ledger_lives::xbh_in(at, &arguments).stdout;
            let all: serde_json::Value = serde_json::from_slice(&all).unwrap();
            all["reported"].as_u64().unwrap()
        };
        let before = counts();
        let county = file("柏乡县2021年一季度.xlsx");
        crate::ledger_lives::xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &county]);
        assert_eq!(counts(), before + 1, "{format}");
        done(at, 0, &["undo", "L.xbh"]);
        assert_eq!(counts(), before, "{format}");
    }
}
