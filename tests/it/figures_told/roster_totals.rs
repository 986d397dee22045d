//! Totals of a roster, held against its rows.

use super::{finding, income, signed, status, told};
use crate::figures_named::{ledger, names, roster, sheet, take_in};

#[test]
fn the_total_of_a_roster_is_held_against_its_rows() {
    let cases = [
        (
            "below",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 3",
            None,
        ),
        (
            "above",
            "合计 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2",
            None,
        ),
        (
            "below each group",
            "甲公司 | 3 | 1\n合计 | 3 | 1\n乙公司 | 4 | 2\n合计 | 4 | 2",
            None,
        ),
        (
            "wrong",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3",
            Some("A total.wrong"),
        ),
        (
            "things counted are not rounded",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 4",
            Some("A total.wrong"),
        ),
        (
            "a row without a figure",
            "甲公司 | 3 | 1\n乙公司 | | 2\n合计 | 403 | 3",
            None,
        ),
        ("no figures in it", "甲公司 | 3 | 1\n合计 | 2 家 | ", None),
    ];
    for (what, rows, wanted) in cases {
        let ledger = ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", rows);
        assert_eq!(report["status"], "committed", "{what}: {report}");
        let rules = status(&report)
            .1
            .into_iter()
            .filter(|rule| rule.contains("total."))
            .collect::<Vec<_>>();
        assert_eq!(
            rules,
            wanted.into_iter().collect::<Vec<_>>(),
            "{what}: {report}"
        );
    }
    // only the sum that it is about is in question
    let ledger = ledger();
    roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3",
    );
    let (text, signs) = signed(ledger.path(), "R分县");
    assert_eq!(signs, ["C"], "{text}");
    assert!(names(&income(ledger.path())["flagged"]).contains(&"青县"));
}

#[test]
fn the_own_total_of_a_roster_may_be_a_nil_and_is_held_against_its_rows_all_the_same() {
    for total in ["/", "无", "0"] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 60 | 1\n乙公司 | 40 | 2\n合计 | {total} | 3"),
        );
        assert_eq!(status(&report).1, ["A total.wrong"], "{total}: {report}");
    }
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | / | /\n合计 | / | /",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
}

#[test]
fn approximate_figures_of_a_roster_are_named_at_its_sums() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "r.xlsx",
        "青县",
        "甲公司 | 约100 | 1\n乙公司 | 50 | 10人左右",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("带※的“营业收入”含不是确数的填报值，为近似数：青县")
            && text.contains("带※的“人数”含不是"),
        "{text}"
    );
    assert_eq!(signs, ["C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["含不是确数的填报值，为近似数：青县"]
    );
}

#[test]
fn every_sign_in_the_table_of_a_roster_has_its_note() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 5 | 1.5");
    let text = sheet(folder, "R分县");
    assert!(
        text.contains("不在合计里的下级单位，有 A 级（强制性）审核问题：清州镇"),
        "{text}"
    );
}

#[test]
fn a_roster_without_a_column_that_is_added_is_told() {
    let ledger = ledger();
    let report = take_in(
        ledger.path(),
        "2021Q1",
        "r.xlsx",
        "2021年一季度企业名单\n填报单位：青县\n企业名称 | 人数\n甲公司 | 5\n乙公司 | 6",
        &[],
    );
    assert!(
        finding(&report, "header.missing")
            .is_some_and(|told| told["message"].as_str().unwrap().contains("缺少“营业收入”")),
        "{report}"
    );
}
