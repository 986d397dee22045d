//! No filled row vanishes: what is neither read nor compared nor words is named, with the reason.

use super::{finding, income, status};
use crate::figures_named::{ledger, roster, take_in};
use crate::support::{compare, take};
use crate::told::mini;
use xianbaohui_core::message;
use xianbaohui_core::place::Place;
use xianbaohui_tests::sheet::Sheet;

/// Findings of a roster of three named fields, and what its figures come to.
fn came(rows: &str) -> String {
    let ledger = ledger();
    let report = roster(ledger.path(), "r.xlsx", "青县", rows);
    let rules = status(&report).1.join(", ");
    format!(
        "{} [{rules}]",
        income(ledger.path())["value"].as_str().unwrap_or("none")
    )
}

#[test]
fn a_name_that_ends_like_a_region_is_an_entry_unless_the_rows_above_add_up_to_it() {
    let cases = [
        ("北部地区 | 70 | 3\n东部地区 | 4 | 2", "74 []"),
        ("甲公司 | 3 | 1\n乙公司 | 4 | 2\n北部地区 | 70 | 3", "77 []"),
        (
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n北部地区 | 7 | 3\n丙公司 | 5 | 1",
            "12 []",
        ),
        (
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n北部地区 | 7 | 3\n丙公司 | 5 | 1\n丁公司 | 1 | \
                1\n南部地区 | 6 | 2\n合计 | 13 | 5",
            "13 []",
        ),
    ];
    compare(cases.map(|(rows, expected)| (rows.to_owned(), came(rows), expected)));
}

#[test]
fn an_entry_with_a_name_alone_is_one_and_told() {
    let cases = [
        (
            "甲公司 | 3 | 1\n规下企业\n乙公司 | 4 | 2",
            "7 [C entry.name-only]",
        ),
        (
            "甲公司 | 3 | 1\n（分公司）\n乙公司 | 4 | 2",
            "7 [D sheet.words]",
        ),
        // nils are answers
        ("甲公司 | 3 | 1\n丙公司 | / | 无\n乙公司 | 4 | 2", "7 []"),
        ("甲公司 | 3 | 1\n丙公司 | 0 | 0\n乙公司 | 4 | 2", "7 []"),
        // of a sheet that has nothing but names, names are its entries
        ("甲公司\n乙公司", "none []"),
    ];
    compare(cases.map(|(rows, expected)| (rows.to_owned(), came(rows), expected)));
}

#[test]
fn an_error_value_before_the_name_makes_no_part_of_an_entry() {
    let ledger = ledger();
    for (name, error) in [
        ("a.xlsx", "=1/0 -> #DIV/0!"),
        ("b.xlsx", "'#REF!"),
        ("c.xlsx", "'#N/A"),
    ] {
        let text = format!(
            "2021年一季度企业名单\n填报单位：青县\n人数 | 企业名称 | 营业收入\n1 | 甲公司 | 3\n{error} | \
                乙公司 | 4"
        );
        let report = take_in(ledger.path(), "2021Q1", name, &text, &[]);
        assert!(
            finding(&report, "entry.part").is_none(),
            "{error}: {report}"
        );
        assert!(
            finding(&report, "cell.unreadable").is_some(),
            "{error}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "7", "{error}");
    }
}

#[test]
fn a_total_of_nothing_that_is_added_is_named() {
    let ledger = ledger();
    let text = "2021年一季度企业名单\n填报单位：青县\n企业名称 | 营业收入 | 人数\n甲公司 | 3 | 1\n\
        合计 | 很多 | ";
    let report = take_in(ledger.path(), "2021Q1", "r.xlsx", text, &[]);
    assert!(
        finding(&report, "rows.left").is_some_and(|told| told["severity"] == "D"),
        "{report}"
    );
}

#[test]
fn the_rows_that_were_left_are_counted_and_named_with_the_reason() {
    let head = "2021年一季度企业名单\n填报单位：青县科技局\n企业名称 | 统一社会信用代码 | 所属县 | \
        类别 | 发证日期 | 营业收入（万元）";
    let rows = "甲公司 | '1 | 青县 | 省级 | @2020-09-01 | 1\n乙公司\n丙公司 | | 青县 | 省级 | \
        @2020-09-01 | 1\n丁公司 | '2 | 青县 | 省级 | @2020-09-01 | 1\n填报人：李四\n戊公司 | | | | \
        | 7";
    let sheet = Sheet::new("S", &format!("{head}\n{rows}"));
    let file = take(&mini(), Some("2021Q1"), "a.xlsx", &[sheet]);
    let findings = &file.returns()[0].taken.findings;
    let told = findings.iter().find(|one| one.rule_name() == "rows.left");
    assert_eq!(
        message::sentence(told.unwrap()).what,
        "表内填了内容的有 5 行，读取 2 行，2 行另有说明；没有读取的：第 5 行只有名称。"
    );
    let cells = told.unwrap().cells.iter().map(Place::cell);
    assert_eq!(cells.collect::<Vec<_>>(), ["A5"]);
}

#[test]
fn a_total_of_counties_names_the_county_that_is_missing() {
    let title = "2021年一季度各县市区技术合同情况表\n县（市、区） | 项数（家） | 成交额（万元）";
    let said = |rows: &str| {
        let sheet = Sheet::new("S", &format!("{title}\n{rows}"));
        let file = take(&mini(), Some("2021Q1"), "a.xlsx", &[sheet]);
        let taken = &file.returns()[0].taken;
        let told = taken.findings.iter();
        let told = told.filter(|one| one.rule_name() == "total.wrong");
        told.map(|one| message::sentence(one).what)
            .collect::<Vec<_>>()
            .join(" ")
    };
    let all = "沧县 | 1 | 10\n青县 | 2 | 20\n河间市 | 3 | 30\n孟村回族自治县 | 4 | 40\n献县 | 5 | \
        50\n经开区 | 6 | 60";
    compare([
        (
            "one".to_owned(),
            said(&format!("{all}\n合计 | 28 | 280")),
            "合计行的 高新技术企业 项数 是 28，各单位之和是 21，相差 7；表上没有任丘市这一行，相\
                差的\
                正该是它的数。 合计行的 技术合同成交额 成交额 是 280，各单位之和是 210，相差 70\
                    ；表上\
                没有任丘市这一行，相差的正该是它的数。",
        ),
        (
            "two".to_owned(),
            said(
                "沧县 | 1 | 10\n青县 | 2 | 20\n河间市 | 3 | 30\n孟村回族自治县 | 4 | 40\n献县 | \
                    5 | 50\n\
                合计 | 16 | 150",
            ),
            "合计行的 高新技术企业 项数 是 16，各单位之和是 15，相差 1；表上没有沧州经济技术开发\
                区、\
                任丘市的行，相差的可能是它们的数。",
        ),
        // less than the sum is no county that is missing
        (
            "less".to_owned(),
            said(&format!("{all}\n合计 | 20 | 210")),
            "合计行的 高新技术企业 项数 是 20，各单位之和是 21，相差 1。",
        ),
    ]);
}
