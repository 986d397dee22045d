//! Findings, named at the totals that they are in.

use super::{HEADER, ledger, matrix, names, roster, sheet, table, take_in, trace};
use serde_json::Value;
use std::path::Path;

#[test]
fn a_finding_about_a_row_a_column_or_a_whole_return_is_named_at_the_totals_it_is_in() {
    // what comes in, the form, the column, who is named, what the note says
    type Case = (
        &'static str,
        fn(&Path) -> Value,
        (&'static str, &'static str),
        &'static [&'static str],
        &'static [&'static str],
    );
    let cases: [Case; 6] = [
        (
            "a county twice",
            |at| {
                table(
                    at,
                    "青县 | 10 | 1 | 0.1\n青县 | 12 | 1 | 0.12\n沧县 | 5 | 1 | 0.05",
                )
            },
            ("T", "p"),
            &["青县"],
            &["A 级", "青县"],
        ),
        (
            "a county that is not in the list",
            |at| table(at, "青县 | 10 | 1 | 0.1\n戊山县 | 12 | 1 | 0.12"),
            ("T", "p"),
            &["沧州市"],
            &["A 级", "“戊山县”不在本制度的单位名单里"],
        ),
        (
            "a column twice in a table",
            |at| {
                take_in(
                    at,
                    "2021Q1",
                    "t.xlsx",
                    "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 研发经费（万元） \
                        | 生产总值（亿元） | 研发强度（%）\n青县 | 10 | 77 | 1 | 0.1",
                    &[],
                )
            },
            ("T", "p"),
            &["青县"],
            &["A 级", "青县"],
        ),
        (
            "an indicator twice",
            |at| {
                matrix(
                    at,
                    "2021Q1",
                    "青县",
                    HEADER,
                    "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0\n研发经费 | 99 | |",
                )
            },
            ("M", "now"),
            &["青县"],
            &["A 级", "青县：研发经费"],
        ),
        (
            "a column twice in a matrix",
            |at| {
                matrix(
                    at,
                    "2021Q1",
                    "青县",
                    "本期 | 本期 | 上年同期 | 增长",
                    "研发经费 | 10 | 11 | 5 | 100\n生产总值 | 1 | 1 | 1 | 0",
                )
            },
            ("M", "now"),
            &["青县"],
            &["A 级", "青县"],
        ),
        (
            "a roster's row without a name",
            |at| {
                roster(
                    at,
                    "r.xlsx",
                    "青县",
                    "甲公司 | 5 | 1\n | 1000 | 7\n乙公司 | 6 | 1",
                )
            },
            ("R", "income"),
            &["青县"],
            &["A 级", "青县（第 5 行填了 2 项，但没有“企业名称”"],
        ),
    ];
    for (what, take, (form, column), named, told) in cases {
        let ledger = ledger();
        let report = take(ledger.path());
        assert_eq!(report["status"], "committed", "{what}: {report}");
        let indicator = if form == "R" { "income" } else { "a" };
        let traced = trace(ledger.path(), form, indicator, column, &[]);
        assert_eq!(names(&traced[0]["flagged"]), named, "{what}: {traced}");
        let text = sheet(ledger.path(), if form == "R" { "R分县" } else { form });
        assert!(
            text.contains('※') && told.iter().all(|words| text.contains(words)),
            "{what}: {text}"
        );
    }
    // the figures of another row are not in question
    let ledger = ledger();
    table(
        ledger.path(),
        "青县 | 10 | 1 | 0.1\n青县 | 12 | 1 | 0.12\n沧县 | 5 | 1 | 0.05",
    );
    assert!(
        names(&trace(ledger.path(), "T", "a", "p", &["--unit", "沧县"])[0]["flagged"]).is_empty()
    );
}

#[test]
fn growth_over_a_base_that_stands_under_an_a_names_it() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | -10 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "沧县",
        HEADER,
        "研发经费 | 100 | 50 | 100\n生产总值 | 1 | 1 | 0",
    );
    for unit in ["青县", "沧县"] {
        matrix(
            folder,
            "2021Q1",
            unit,
            HEADER,
            "研发经费 | 20 | 5 | 300\n生产总值 | 1 | 1 | 0",
        );
    }
    let years = &trace(folder, "M", "a", "now", &[])[0]["year_on_year"];
    assert_eq!(names(&years["flagged"]), ["青县"], "{years}");
    for name in ["M分县表", "M汇总表"] {
        let text = sheet(folder, name);
        assert!(
            text.contains("账本同比（带※）的上年数有 A 级（强制性）审核问题：青县：研发经费"),
            "{name}: {text}"
        );
    }
    assert!(names(&trace(folder, "M", "b", "now", &[])[0]["year_on_year"]["flagged"]).is_empty());
}

#[test]
fn a_mismatch_is_told_at_every_level_of_the_tree() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | 100 | 1 | \n清州镇 | 100 | 1 | \n东街村 | 11 | 0.5 | \n西街村 | 22 | 0.5 | \n沧县 \
            | 5 | 1 | ",
    );
    let text = sheet(folder, "T");
    assert!(
        text.contains(
            "清州镇的数与其下级单位（东街村、西街村）之和不一致：研发经费填报 100，下级之和 33"
        ),
        "{text}"
    );
    // past a level that has not reported
    let ledger = self::ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | 100 | 1 | \n东街村 | 11 | 0.5 | \n西街村 | 22 | 0.5 | \n沧县 | 5 | 1 | ",
    );
    let text = sheet(folder, "T");
    assert!(
        text.contains(
            "青县的数与其下级单位（东街村、西街村）之和不一致（合计带※，按前者计）：\
        研发经费填报 100，下级之和 33"
        ),
        "{text}"
    );
}

#[test]
fn a_county_table_that_says_it_is_one_countys_is_told() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = "2021年一季度分县情况表\n填报单位：青县\n县（市、区） | 研发经费（万元） | 生产总值\
        （亿元） | 研发强度（%）\n青县 | 10 | 1 | 0.1\n沧县 | 5 | 1 | 0.05";
    let report = take_in(folder, "2021Q1", "t.xlsx", text, &[]);
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "unit.of-table")
        .unwrap_or_else(|| panic!("{report}"));
    assert!(
        told["severity"] == "B"
            && told["message"].as_str().unwrap().contains("“青县”")
            && told["cells"][0] == "表!A2",
        "{told}"
    );
}
