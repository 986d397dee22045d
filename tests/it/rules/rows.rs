//! Rules that a return can answer by itself, as files are looked at before they are kept: asked of
//! each row of a roster, shown with their text, and told where the sheet has no place for them.

use crate::one_file::{json, of, run};
use serde_json::Value;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

const SCHEME: &str = r#"
[scheme]
code = "x"
name = "测试"
version = "1"
root = "0"

[[unit]]
code = "0"
name = "沧州市"

[[unit]]
code = "1"
name = "青县"
parent = "0"

[[indicator]]
code = "firms"
name = "高新技术企业"
unit = "家"
type = "stock"

[[form]]
code = "S1"
name = "主表"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["firms"]

[[form.column]]
code = "now"
header = "累计"

[[form.column]]
code = "last"
header = "上年同期"

[[form]]
code = "S3"
name = "企业名单"
kind = "roster"
title = "企业名单"
required = false

[[form.field]]
code = "company"
header = "企业名称"
key = true
required = true

[[form.field]]
code = "number"
header = "证书编号"

[[form.field]]
code = "issued"
header = "发证日期"
type = "date"

[[form.field]]
code = "ends"
header = "到期日期"
type = "date"

[[round]]
code = "2021Q1"
name = "2021年一季度"

[[round]]
code = "2021Q2"
name = "2021年二季度"
forms = ["S1"]

[[rule]]
code = "more"
name = "累计不小于上年同期"
form = "S1"
severity = "B"
expr = "[firms.now] >= [firms.last]"

[[rule]]
code = "days"
each = "S3"
severity = "A"
expr = "[issued] <= [ends]"

[[rule]]
code = "format"
each = "S3"
severity = "C"
expr = "格式([number], \"GR#{4}\")"

[[rule]]
code = "once"
each = "S3"
severity = "B"
expr = "唯一([number])"
"#;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), SCHEME).unwrap();
    folder
}

fn check(folder: &TempDir, text: &str) -> Value {
    let bytes = workbook(&[Sheet::new("表", text)]).unwrap();
    std::fs::write(folder.path().join("x.xlsx"), bytes).unwrap();
    let typed = [
        "check", "x.xlsx", "--scheme", "t.toml", "--round", "2021Q1", "--json",
    ];
    let report = json(folder.path(), &typed);
    of(&report, "x.xlsx").clone()
}

/// `severity rule cells (text of the rule) needs`
fn told(report: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let findings = report["findings"]
        .as_array()
        .unwrap_or_else(|| panic!("{report}"));
    let line = |one: &Value| {
        let cells = one["cells"].as_array().unwrap().iter().map(text);
        format!(
            "{} {} {} ({}) {}",
            text(&one["severity"]),
            text(&one["rule"]),
            cells.collect::<Vec<_>>().join(" "),
            text(&one["rule_text"]),
            text(&one["needs"]),
        )
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}

const LIST: &str = "2021年一季度企业名单\n填报单位：青县\n";

#[test]
fn each_row_of_a_roster_is_asked_before_it_is_kept() {
    let folder = folder();
    let report = check(
        &folder,
        &format!(
            "{LIST}企业名称 | 证书编号 | 发证日期 | 到期日期\n\
             甲公司 | GR0001 | 2021-01-05 | 2020-01-05\n乙公司 | GR01 | 2020-01-05 | 2021-01-05\n\
             丙公司 | GR0002 | 2020-01-05 | 2021-01-05\n丁公司 | GR0002 | 2020-01-05 | 2021-01-05"
        ),
    );
    assert_eq!(
        told(&report),
        "A days 表!C4 表!D4 ([issued] <= [ends]) correction\n\
         B once 表!B6 (唯一([number])) explanation\nB once 表!B7 (唯一([number])) explanation\n\
         C format 表!B5 (格式([number], \"GR#{4}\")) explanation"
    );
    let message = report["findings"][0]["message"].as_str().unwrap();
    assert!(message.contains("第 4 行"), "{message}");
    assert_eq!(report["findings"][0]["subject"]["entry"], "甲公司");
}

#[test]
fn rules_that_were_not_asked_for_want_of_a_column_are_named() {
    let folder = folder();
    let list = format!("{LIST}企业名称 | 证书编号 | 发证日期\n甲公司 | GR0001 | 2021-01-05");
    let not_asked = |text: &str| {
        let report = check(&folder, text);
        let findings = report["findings"].as_array().unwrap().clone();
        let own = findings.iter().find(|one| one["code"] == "rules.not-asked");
        own.map(|one| one["what"].as_str().unwrap().to_owned())
    };
    let matrix = |columns: &str, row: &str| {
        format!("2021年一季度主要指标统计表\n填报单位：青县\n{columns}\n高新技术企业{row}")
    };
    let told = not_asked(&matrix("指标名称 | 累计", " | 3")).unwrap();
    assert_eq!(
        told,
        "1 条审核公式没有审核：表上没有高新技术企业 上年同期。没有审核的是累计不小于上年同期。"
    );
    assert_eq!(
        not_asked(&matrix("指标名称 | 累计 | 上年同期", " | 3 | 2")),
        None
    );
    let told = not_asked(&list);
    assert!(
        told.as_ref().is_some_and(|told| told.contains("到期日期")),
        "{told:?}"
    );
}

#[test]
fn what_could_not_be_checked_is_counted_and_what_passes_is_said() {
    let folder = folder();
    let place = folder.path();
    run(place, &["new", "a.xbh", "--scheme", "t.toml"]);
    let text = "2021年一季度主要指标统计表\n填报单位：青县\n指标名称 | 累计 | 上年同期\n\
        高新技术企业 | 3 | ";
    std::fs::write(
        place.join("x.xlsx"),
        workbook(&[Sheet::new("表", text)]).unwrap(),
    )
    .unwrap();
    json(
        place,
        &["import", "a.xbh", "--round", "2021Q1", "x.xlsx", "--json"],
    );
    let typed = ["findings", "a.xbh", "--round", "2021Q1"];
    let report = json(place, &[&typed[..], &["--json"]].concat());
    assert_eq!(report["unchecked"], 1, "{report}");
    let said = String::from_utf8(run(place, &typed).stdout).unwrap();
    assert!(said.contains("其中无法审核 1 条"), "{said}");
    assert!(said.contains("说明原因，不少于 6 个字"), "{said}");
}

#[test]
fn a_rule_that_its_round_never_asks_is_told_when_it_is_tried() {
    let folder = folder();
    run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    let tried = |round: &str| {
        let typed = [
            "rule",
            "try",
            "a.xbh",
            "--round",
            round,
            "--each",
            "S3",
            "--text",
            "[issued] <= [ends]",
            "--json",
        ];
        json(folder.path(), &typed)
    };
    assert_eq!(tried("2021Q1")["findings"], serde_json::json!([]));
    let wrong = tried("2021Q2");
    let message = wrong["problems"][0]["message"].as_str().unwrap();
    assert!(message.contains("永远不会审核"), "{wrong}");
}

#[test]
fn a_rule_of_rows_that_no_round_can_ask_is_told_when_it_is_written() {
    let folder = folder();
    let rule = "\n[[rule]]\ncode = \"apart\"\neach = \"S3\"\nexpr = \"[issued] <= [ends] 且 \
        [S1!firms.now] >= 1\"\n";
    let made = |name: &str, text: &str| {
        std::fs::write(folder.path().join("own.toml"), text).unwrap();
        let output = run(folder.path(), &["new", name, "--scheme", "own.toml"]);
        String::from_utf8(output.stderr).unwrap()
    };
    // the rounds that there are ask for the two forms together, or not
    assert_eq!(made("b.xbh", &format!("{SCHEME}{rule}")), "");
    let apart = SCHEME.replace(
        "name = \"2021年一季度\"",
        "name = \"2021年一季度\"\nforms = [\"S3\"]",
    );
    let told = made("c.xbh", &format!("{apart}{rule}"));
    assert!(told.contains("没有一个批次同时要它用到的报表"), "{told}");
}
