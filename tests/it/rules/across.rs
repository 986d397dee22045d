//! Rules over several returns of a ledger, and a rule that is tried.

use crate::one_file::{json, of, run};
use serde_json::Value;
use std::path::Path;
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
reports = true

[[unit]]
code = "1"
name = "青县"
parent = "0"

[[unit]]
code = "2"
name = "献县"
parent = "0"

[[indicator]]
code = "firms"
name = "高新技术企业"
unit = "家"
type = "stock"

[[indicator]]
code = "income"
name = "营业收入"
unit = "万元"
type = "flow"
decimals = 2

[[form]]
code = "S1"
name = "主表"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["firms", "income"]

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
code = "revenue"
header = "营业收入"
type = "number"
unit = "万元"
decimals = 2

[[round]]
code = "2020Q1"
name = "2020年一季度"

[[round]]
code = "2021Q1"
name = "2021年一季度"

[[rule]]
code = "count"
name = "企业数等于名单行数"
form = "S1"
expr = "[firms.now] = 行数(S3)"

[[rule]]
code = "before"
form = "S1"
severity = "B"
expr = "[firms.last] = 上年同期([firms.now])"
missing = "skip-any"

[[rule]]
code = "below"
form = "S1"
expr = "[firms.now] = 合计(下级)"

[[rule]]
code = "alone"
each = "S3"
severity = "C"
expr = "全市唯一([number])"
"#;

fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), SCHEME).unwrap();
    let made = run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    folder
}

fn import(folder: &Path, round: &str, name: &str, text: &str) {
    let bytes = workbook(&[Sheet::new("表", text)]).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
    let report = json(
        folder,
        &["import", "a.xbh", "--round", round, name, "--json"],
    );
    assert_eq!(of(&report, name)["status"], "committed", "{report}");
}

fn figures(folder: &Path, (round, name): (&str, &str), unit: &str, now: &str, last: &str) {
    let text = format!(
        "{}年一季度主要指标统计表\n填报单位：{unit}\n指标名称 | 累计 | 上年同期\n\
         高新技术企业 | {now} | {last}\n营业收入（万元） | 5 | 4",
        &round[..4]
    );
    import(folder, round, name, &text);
}

fn companies(folder: &Path, unit: &str, rows: &str) {
    let text =
        format!("2021年一季度企业名单\n填报单位：{unit}\n企业名称 | 证书编号 | 营业收入\n{rows}");
    import(folder, "2021Q1", &format!("{unit}名单.xlsx"), &text);
}

/// `unit rule cells left|right`, of the rules of the scheme.
fn told(report: &Value) -> String {
    let all = report["findings"]
        .as_array()
        .unwrap_or_else(|| panic!("{report}"));
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let own = all
        .iter()
        .filter(|one| text(&one["code"]).starts_with("rule."));
    let line = |one: &Value| {
        let cells = one["cells"].as_array().unwrap().iter().map(text);
        format!(
            "{} {} {} {}|{}",
            text(&one["unit"]["name"]),
            text(&one["rule"]),
            cells.collect::<Vec<_>>().join(" "),
            text(&one["left"]),
            text(&one["right"])
        )
    };
    own.map(line).collect::<Vec<_>>().join("\n")
}

fn findings(folder: &Path) -> String {
    told(&json(
        folder,
        &["findings", "a.xbh", "--round", "2021Q1", "--json"],
    ))
}

#[test]
fn rules_over_forms_periods_units_and_rosters_are_found_and_go_when_a_return_changes() {
    let ledger = ledger();
    let folder = ledger.path();
    figures(folder, ("2020Q1", "青2020.xlsx"), "青县", "2", "1");
    figures(folder, ("2021Q1", "青.xlsx"), "青县", "3", "1");
    companies(folder, "青县", "甲公司 | G1 | 2\n乙公司 | G2 | 3");
    assert_eq!(
        findings(folder),
        "青县 count 表!B4 3|2\n青县 before 表!C4 [青2020.xlsx]表!B4 1|2"
    );
    figures(folder, ("2021Q1", "献.xlsx"), "献县", "2", "1");
    companies(folder, "献县", "丙公司 | G2 | 2\n丁公司 | G4 | 3");
    figures(folder, ("2021Q1", "市.xlsx"), "沧州市", "6", "3");
    assert_eq!(
        findings(folder),
        "沧州市 below 表!B4 [青.xlsx]表!B4 [献.xlsx]表!B4 6|5\n青县 count 表!B4 3|2\n\
         青县 before 表!C4 [青2020.xlsx]表!B4 1|2\n青县 alone 表!B5 假|真\n\
         献县 alone 表!B4 假|真\n沧州市 count.unchecked  -|-"
    );
    // a corrected return takes its findings with it
    companies(
        folder,
        "青县",
        "甲公司 | G1 | 2\n乙公司 | G3 | 3\n戊公司 | G5 | 1",
    );
    assert_eq!(
        findings(folder),
        "沧州市 below 表!B4 [青.xlsx]表!B4 [献.xlsx]表!B4 6|5\n\
         青县 before 表!C4 [青2020.xlsx]表!B4 1|2\n沧州市 count.unchecked  -|-"
    );
    let withdrawn = [
        "withdraw",
        "a.xbh",
        "--round",
        "2021Q1",
        "--unit",
        "沧州市",
        "--reason",
        "错",
    ];
    run(folder, &withdrawn);
    assert_eq!(findings(folder), "青县 before 表!C4 [青2020.xlsx]表!B4 1|2");
    // counted in the list of units as well
    let status = json(folder, &["status", "a.xbh", "--round", "2021Q1", "--json"]);
    assert!(
        status.to_string().contains("\"B\":1") || status.to_string().contains("\"b\":1"),
        "{status}"
    );
}

#[test]
fn a_rule_is_tried_before_it_is_kept() {
    let ledger = ledger();
    let folder = ledger.path();
    figures(folder, ("2021Q1", "青.xlsx"), "青县", "3", "1");
    let tried = |text: &str| {
        let typed = [
            "rule", "try", "a.xbh", "--round", "2021Q1", "--text", text, "--json",
        ];
        json(folder, &typed)
    };
    assert_eq!(
        told(&tried("[高新技术企业.累计] <= 2")),
        "青县 [高新技术企业.累计] <= 2 表!B4 3|2"
    );
    assert_eq!(told(&tried("[高新技术企业.累计] <= 3")), "");
    assert_eq!(
        told(&tried("若([firms.now] > 2, [income.now] > 9)")),
        "青县 若([firms.now] > 2, [income.now] > 9) 表!B4 表!B5 假|真"
    );
    let wrong = tried("[firms.now] => 3");
    assert_eq!(wrong["error"]["code"], "rule.wrong");
    assert_eq!(
        wrong["problems"],
        serde_json::json!([{
            "at": 12, "length": 2, "message": "没有符号“=>”，应写作 >=", "fix": "[firms.now] >= 3"
        }])
    );
    let never = |text: &str| {
        tried(text)["problems"][0]["message"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(never("1 = 2").contains("常数"));
    assert!(never("[firms.now] = [firms.now]").contains("同一个数"));
    assert!(never("[firms.now] + [income.now] > 1").contains("家和万元不能相加减"));
    let typed = [
        "rule",
        "try",
        "a.xbh",
        "--round",
        "2021Q1",
        "--text",
        "[firms.今] > 1",
    ];
    let said = String::from_utf8_lossy(&run(folder, &typed).stderr).into_owned();
    assert!(said.contains("[firms.今] > 1\n^^^^^^^^^^\n"), "{said}");
}
