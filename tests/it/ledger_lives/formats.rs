//! Ledgers of every format that the program ever wrote.

use super::done;
use calamine::{Reader, Xlsx, open_workbook};
use std::path::Path;

/// Unit, form, indicator, column and figure of every row of 数据来源, as the program that wrote the
/// first of these ledgers exported them.
const FIGURES: &str = include_str!("../../fixtures/ledgers/figures.tsv");

#[test]
fn a_ledger_of_every_format_opens_verifies_and_exports_the_same_figures() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
    for format in ["01", "02", "03", "04", "05", "06", "07"] {
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
        if format == "07" {
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
