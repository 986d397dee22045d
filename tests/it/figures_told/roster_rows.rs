//! Rows of a roster: which of them count, and which are told.

use super::growth::changed;
use super::{KEYS, finding, income, signed, status, told};
use crate::figures_named::{ledger, roster, take_in};

#[test]
fn a_row_of_a_roster_whose_name_is_a_nil_counts_and_is_told() {
    for nil in ["/", "无", "-", "—"] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 5 | 1\n{nil} | 1000 | 7\n{nil} | 20 | 7\n/ | / | /"),
        );
        assert_eq!(
            status(&report),
            (
                "committed",
                vec!["B entry.required".into(), "B entry.required".into()]
            ),
            "{nil}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "1025", "{nil}");
    }
}

#[test]
fn a_row_of_a_roster_with_one_figure_and_no_name_is_told() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n | 300 | \n | | ",
    );
    let told = finding(&report, "entry.unnamed").unwrap_or_else(|| panic!("{report}"));
    assert!(
        told["severity"] == "A"
            && told["message"]
                .as_str()
                .unwrap()
                .contains("第 5 行填了 1 项"),
        "{told}"
    );
    assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
    // a title between the rows is none
    let ledger = self::ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n二、其他企业 | | \n乙公司 | 3 | 1",
    );
    assert!(finding(&report, "entry.unnamed").is_none(), "{report}");
}

#[test]
fn rows_of_a_roster_that_are_parts_of_another_are_not_added() {
    for part in [
        "其中：分公司",
        "（其中：一分厂）",
        "#其中：丙分厂",
        "其中",
        "其中：",
        "其中一分厂",
        "#分厂",
        "甲公司其中：一分厂",
        "甲公司（其中一分厂）",
        "包括：一分厂",
        "含：一分厂",
    ] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 100 | 5\n{part} | 40 | 2"),
        );
        assert!(
            finding(&report, "entry.part").is_some_and(|told| told["severity"] == "A"),
            "{part}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "100", "{part}");
        assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
    }
    // 其中 before the name
    let ledger = ledger();
    let text = "2021年一季度企业名单\n填报单位：青县\n序号 | 企业名称 | 营业收入 | 人数\n1 | 甲公\
        司 | 100 | 5\n其中 | 一分厂 | 40 | 2";
    let report = take_in(ledger.path(), "2021Q1", "r.xlsx", text, &[]);
    assert!(finding(&report, "entry.part").is_some(), "{report}");
}

#[test]
fn totals_and_comparisons_between_the_rows_of_a_roster_are_no_entries() {
    // what stands there, and what is told
    let cases = [
        ("合计（2家） | 7 | 3", None),
        ("合计2家 | 7 | 3", None),
        ("总计：2户 | 7 | 3", None),
        ("共2家 | 7 | 3", None),
        ("合计 2 家 | 7 | 3", None),
        ("合计（万元、人） | 7 | 3", None),
        ("零报告 | | ", None),
        ("零报告 | 5 | ", Some("A entry.no-name")),
        ("同上 | 5 | 1", Some("A entry.no-name")),
        ("总额 | 7 | 3", None),
        ("全 县 | 7 | 3", None),
        ("本表计 | 8 | 3", Some("A entry.no-name")),
        ("以上两家 | 7 | 3", Some("A entry.no-name")),
        ("单位：万元 | 7 | ", Some("A entry.no-name")),
        ("以上共计 | 7 | 3", None),
        ("合计青县 | 7 | 3", None),
        ("青县 | 7 | 3", Some("A entry.no-name")),
        ("沧州市 | 7 | 3", Some("A entry.no-name")),
        ("小计 | 7 | 3", None),
        ("小计（一） | 80 | 3", Some("A total.wrong")),
        ("本页合计 | 77 | 3", Some("A total.wrong")),
        ("青县合计 | 7 | 3", None),
        ("累计 | 20 | 9", Some("A entry.no-name")),
        ("平均 | 3.5 | 1.5", Some("A entry.no-name")),
        ("上年同期 | 6 | 3", Some("A entry.no-name")),
        ("Total | 7 | 3", Some("A entry.no-name")),
    ];
    for (row, wanted) in cases {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 3 | 1\n乙公司 | 4 | 2\n{row}"),
        );
        assert_eq!(
            status(&report),
            ("committed", wanted.into_iter().map(str::to_owned).collect()),
            "{row}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "7", "{row}");
    }
    // a title of a group with the sum of its rows
    let groups = [
        (
            "一、规上企业 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2\n二、丙公司 | 6 | 1",
            "13",
            &["A entry.group-total"][..],
        ),
        (
            "一、工业 | 12 | 4\n（一）规上 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2\n（二）规下 | 5 \
                | 1\n丙公司 | 2 | 1\n丁公司 | 3 | /",
            "12",
            &["A entry.group-total"; 3],
        ),
        (
            "一、工业 | 8 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2",
            "15",
            &["A entry.group-title"],
        ),
        // the same figures in one row below: nobody can tell
        (
            "一、甲公司 | 5 | 1\n乙公司 | 5 | 1",
            "10",
            &["A entry.group-title"],
        ),
        ("1、甲公司 | 5 | 1\n2、乙公司 | 5 | 1", "10", &[]),
    ];
    for (rows, sum, told) in groups {
        let ledger = self::ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", rows);
        assert_eq!(status(&report).1, told, "{rows}: {report}");
        assert_eq!(income(ledger.path())["value"], sum, "{rows}");
    }
}

#[test]
fn figures_of_a_roster_that_cannot_be_are_told() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | -5 | 3\n乙公司 | 5 | -3\n丙公司 | 5 | 40.7",
    );
    let rules = status(&report).1;
    assert_eq!(
        rules,
        [
            "A figure.negative",
            "A figure.negative",
            "A figure.not-whole"
        ],
        "{report}"
    );
    assert_eq!(signed(ledger.path(), "R分县").1, ["C", "D"]);
}

#[test]
fn several_fields_that_name_an_entry_name_it_together() {
    let ledger = changed("[[form.field]]\ncode = \"income\"", KEYS);
    let folder = ledger.path();
    let take = |name: &str, unit: &str, rows: &str| {
        take_in(
            folder,
            "2021Q1",
            name,
            &format!(
                "2021年一季度企业名单\n填报单位：{unit}\n企业名称 | 项目名称 | 营业收入 | 人\
                    数\n{rows}"
            ),
            &[],
        )
    };
    let report = take(
        "1.xlsx",
        "青县",
        "甲公司 | 项目一 | 1 | 1\n甲公司 | 项目二 | 2 | 1\n | 合计 | 3 | 2",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
    take("2.xlsx", "沧县", "甲公司 | 项目三 | 3 | 1");
    assert_eq!(
        (
            income(folder)["value"].as_str(),
            told(&income(folder)).len()
        ),
        (Some("6"), 0)
    );
    take("3.xlsx", "清州镇", "甲公司 | 项目七 | 700 | 1");
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：甲公司 项目七，没有计入合计"]
    );
    let report = take(
        "4.xlsx",
        "献县",
        "甲公司 | 项目一 | 1 | 1\n甲公司 | 项目一 | 1 | 1",
    );
    assert!(
        finding(&report, "entry.repeated").unwrap()["message"]
            .as_str()
            .unwrap()
            .contains("“甲公司 项目一”"),
        "{report}"
    );
}
