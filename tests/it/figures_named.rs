//! Totals name whose figure is in question, and what they are not made of: findings on rows,
//! columns and whole returns, declared nils on one side of a rate, last year's base, county tables
//! that stand for a form, sums of rosters.

use crate::one_file::{json, of, run};
use crate::support::{Exported, luan, shown};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

const UNITS: [(&str, &str, &str); 6] = [
    ("u1", "青县", "r"),
    ("u2", "沧县", "r"),
    ("u3", "献县", "r"),
    ("u11", "清州镇", "u1"),
    ("u111", "东街村", "u11"),
    ("u112", "西街村", "u11"),
];

const FORMS: &str = r#"
[[indicator]]
code = "a"
name = "研发经费"
unit = "万元"
type = "flow"
[[indicator]]
code = "b"
name = "生产总值"
unit = "亿元"
type = "flow"
[[indicator]]
code = "c"
name = "研发强度"
unit = "%"
type = "ratio"
decimals = 2
numerator = "a"
denominator = "b"
[[form]]
code = "M"
name = "主表"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["a", "b"]
[[form.column]]
code = "now"
header = "本期"
yoy = true
[[form.column]]
code = "then"
header = "上年同期"
[[form.column]]
code = "rate"
header = "增长"
role = "growth"
of = "now"
base = "then"
[[form]]
code = "T"
name = "分县情况"
kind = "county-table"
title = "分县情况表"
unit_column = "县（市、区）"
required = false
[[form.column]]
code = "p"
header = "研发经费（万元）"
indicator = "a"
[[form.column]]
code = "q"
header = "生产总值（亿元）"
indicator = "b"
[[form.column]]
code = "s"
header = "研发强度（%）"
indicator = "c"
[[form]]
code = "R"
name = "名单"
kind = "roster"
title = "企业名单"
required = false
[[form.field]]
code = "name"
header = "企业名称"
key = true
[[form.field]]
code = "income"
header = "营业收入"
type = "number"
unit = "万元"
sum = true
[[form.field]]
code = "people"
header = "人数"
type = "number"
unit = "人"
sum = true
[[round]]
code = "2020Q1"
name = "2020年一季度"
[[round]]
code = "2021Q1"
name = "2021年一季度"
"#;

pub(crate) fn ledger() -> TempDir {
    let mut text =
        "[scheme]\ncode = \"t\"\nname = \"测试\"\nversion = \"1\"\nroot = \"r\"\n[[unit]\
        ]\ncode = \"r\"\nname = \"沧州市\"\n"
            .to_owned();
    for (code, name, parent) in UNITS {
        let _ = write!(
            text,
            "[[unit]]\ncode = \"{code}\"\nname = \"{name}\"\nparent = \"{parent}\"\n"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), text + FORMS).unwrap();
    run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    folder
}

pub(crate) fn take_in(folder: &Path, round: &str, name: &str, text: &str, more: &[&str]) -> Value {
    std::fs::write(
        folder.join(name),
        workbook(&[Sheet::new("表", text)]).unwrap(),
    )
    .unwrap();
    let report = json(
        folder,
        &[&["import", "a.xbh", "--round", round, name, "--json"], more].concat(),
    );
    of(&report, name).clone()
}

pub(crate) fn table(folder: &Path, rows: &str) -> Value {
    take_in(
        folder,
        "2021Q1",
        "t.xlsx",
        &format!(
            "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 生产总值（亿元） | 研发强\
                度（%）\n{rows}"
        ),
        &[],
    )
}

pub(crate) fn matrix(folder: &Path, round: &str, unit: &str, header: &str, rows: &str) -> Value {
    let year = &round[..4];
    take_in(
        folder,
        round,
        &format!("{unit}{year}.xlsx"),
        &format!("{year}年一季度主要指标统计表\n填报单位：{unit}\n指标名称 | {header}\n{rows}"),
        &[],
    )
}

pub(crate) fn roster(folder: &Path, name: &str, unit: &str, rows: &str) -> Value {
    take_in(
        folder,
        "2021Q1",
        name,
        &format!("2021年一季度企业名单\n填报单位：{unit}\n企业名称 | 营业收入 | 人数\n{rows}"),
        &[],
    )
}

pub(crate) fn trace(
    folder: &Path,
    form: &str,
    indicator: &str,
    column: &str,
    more: &[&str],
) -> Value {
    let arguments = [
        "trace",
        "a.xbh",
        "--round",
        "2021Q1",
        "--indicator",
        indicator,
        "--form",
        form,
        "--column",
        column,
        "--json",
    ];
    json(folder, &[&arguments[..], more].concat())["origins"].clone()
}

pub(crate) fn names(units: &Value) -> Vec<&str> {
    units
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["name"].as_str().unwrap())
        .collect()
}

/// A sheet of the exported workbook as text.
pub(crate) fn sheet(folder: &Path, beginning: &str) -> String {
    let _ = std::fs::remove_file(folder.join("o.xlsx"));
    run(
        folder,
        &[
            "consolidate",
            "a.xbh",
            "--round",
            "2021Q1",
            "--out",
            "o.xlsx",
        ],
    );
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported
        .beginning(beginning)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no {beginning}"));
    exported
        .cells(&name)
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| shown(Some(cell)))
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

pub(crate) const HEADER: &str = "本期 | 上年同期 | 增长";

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
fn a_unit_with_a_nil_on_one_side_of_a_rate_is_named_and_not_said_to_be_left_out() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 20 | / | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 20 | 10 | 100\n生产总值 | 1 | 1 | 0",
    );
    let traced = trace(folder, "M", "a", "rate", &[]);
    let own = &traced[0];
    assert_eq!(
        (own["value"].as_str(), names(&own["nil_sides"])),
        (Some("300.0"), vec!["青县"]),
        "{own}"
    );
    let formula = own["formula"].as_str().unwrap();
    assert!(
        formula.contains("一边填“/”的按 0 计入") && !formula.contains("缺一数的单位不计"),
        "{formula}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("一边填“/”，按 0 计入：") && text.contains("青县：研发经费（增长）"),
        "{text}"
    );
    assert!(names(&trace(folder, "M", "b", "rate", &[])[0]["nil_sides"]).is_empty());
}

/// An indicator without a base in any unit has no rate: there is nothing to be told of it.
#[test]
fn a_nil_on_one_side_is_not_told_where_no_rate_comes_of_it() {
    for (base, value) in [("/", None), ("0", None), ("10", Some("300.0"))] {
        let ledger = ledger();
        let folder = ledger.path();
        matrix(
            folder,
            "2021Q1",
            "青县",
            HEADER,
            "研发经费 | 20 | / | /\n生产总值 | 1 | 1 | 0",
        );
        matrix(
            folder,
            "2021Q1",
            "沧县",
            HEADER,
            &format!("研发经费 | 20 | {base} | /\n生产总值 | 1 | 1 | 0"),
        );
        let own = trace(folder, "M", "a", "rate", &[])[0].clone();
        assert_eq!(
            (own["value"].as_str(), names(&own["nil_sides"]).is_empty()),
            (value, value.is_none()),
            "{base}: {own}"
        );
        assert_eq!(
            sheet(folder, "M分县表").contains("一边填“/”"),
            value.is_some(),
            "{base}"
        );
    }
}

#[test]
fn a_roster_that_replaces_a_longer_one_tells_which_rows_are_gone_and_what_changed() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "1.xlsx",
        "青县",
        "甲公司 | 5 | 1\n乙公司 | 6 | 1\n丙公司 | 7 | 1",
    );
    let report = roster(folder, "2.xlsx", "青县", "甲公司 | 50 | 1");
    assert_eq!(
        (&report["status"], &report["version"]),
        (&"committed".into(), &2.into()),
        "{report}"
    );
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "version.changed")
        .unwrap();
    let message = told["message"].as_str().unwrap();
    for words in [
        "替换第 1 版（1.xlsx）",
        "前一版 3 条，这一份 1 条",
        "少了前一版的 2 条：乙公司、丙公司",
        "甲公司 营业收入 5→50",
    ] {
        assert!(message.contains(words), "{words}: {message}");
    }
    // more rows and the same figures are nothing to tell of
    let report = roster(folder, "3.xlsx", "青县", "甲公司 | 50 | 1\n丁公司 | 1 | 1");
    assert!(
        !report["findings"].to_string().contains("version.changed"),
        "{report}"
    );
}

#[test]
fn a_table_stands_for_a_form_only_where_it_has_all_its_columns() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | 10 | 1 | 0.1\n沧县 | 5 | 1 | 0.05");
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    assert!(sheet(folder, "M分县表").contains("合计（1/6）"));
    // 上年同期 is in no table: the form is missing wherever the sheet of the form says so
    let status = json(folder, &["status", "a.xbh", "--round", "2021Q1", "--json"]);
    let missing = |name: &str| {
        status["units"]
            .as_array()
            .unwrap()
            .iter()
            .find(|unit| unit["unit"]["name"] == name)
            .unwrap()["missing_forms"]
            .clone()
    };
    assert_eq!(
        (missing("青县"), missing("沧县")),
        (serde_json::json!([]), serde_json::json!(["M"])),
        "{status}"
    );
}

#[test]
fn the_sheet_of_a_form_names_units_whose_figures_stand_in_a_table_instead() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(folder, &["new", "a.xbh", "--scheme", "luan-2020"]);
    let import = |name: &str, sheet: Sheet| {
        std::fs::write(folder.join(name), workbook(&[sheet]).unwrap()).unwrap();
        json(
            folder,
            &["import", "a.xbh", "--round", "2020", name, "--json"],
        );
    };
    import("own.xlsx", luan("裕安区", "2", "1", "100"));
    import(
        "table.xlsx",
        Sheet::new(
            "Sheet1",
            "2020年各县区企业研发经费投入情况表\n\n县（区） | 本年 | 上年 | 增速（%）\n裕安区 | 2 \
                | 1 | 100\n叶集区 | 3 | 1 | 200",
        ),
    );
    run(
        folder,
        &["consolidate", "a.xbh", "--round", "2020", "--out", "o.xlsx"],
    );
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported.beginning("L1").into_iter().next().unwrap();
    let text = exported
        .cells(&name)
        .rows()
        .map(|row| row.iter().map(|cell| shown(Some(cell))).collect::<String>())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        text.contains(
            "没有单独报本表、数在分县表里的单位（报送情况里算已报，本表的合计未含）：叶集区"
        ),
        "{text}"
    );
}

#[test]
fn the_unit_at_the_top_is_traced_as_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let (top, all) = (
        trace(folder, "M", "a", "now", &["--unit", "沧州市"]),
        trace(folder, "M", "a", "now", &[]),
    );
    assert_eq!((top[0]["value"].as_str(), &top), (Some("10"), &all));
    // what a table itself says is the total stays what it says
    table(
        folder,
        "青县 | 10 | 1 | 0.1\n沧县 | 5 | 1 | 0.05\n合计 | 16 | 2 | 0.08",
    );
    let top = trace(folder, "T", "a", "p", &["--unit", "沧州市"]);
    assert_eq!(
        (top[0]["value"].as_str(), &top[0]["formula"]),
        (Some("16"), &Value::Null),
        "{top}"
    );
}

#[test]
fn the_sum_of_a_roster_is_traced_to_its_rows() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "1.xlsx",
        "青县",
        "甲公司 | 5 | 1\n乙公司 | 待定 | 1",
    );
    roster(folder, "2.xlsx", "清州镇", "丙公司 | 100 | 1");
    roster(folder, "3.xlsx", "沧县", "丁公司 | 7 | 1");
    for name in ["income", "营业收入"] {
        let traced = json(
            folder,
            &[
                "trace",
                "a.xbh",
                "--round",
                "2021Q1",
                "--indicator",
                name,
                "--json",
            ],
        )["origins"]
            .clone();
        let own = &traced[0];
        assert_eq!(
            (
                own["value"].as_str(),
                own["form"].as_str(),
                own["indicator"]["name"].as_str(),
                own["measure_unit"].as_str()
            ),
            (Some("12"), Some("R"), Some("营业收入"), Some("万元")),
            "{traced}"
        );
        let parts = own["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| {
                format!(
                    "{} {} {} {}",
                    part["unit"]["name"], part["entry"], part["value"], part["cell"]
                )
                .replace('"', "")
            })
            .collect::<Vec<_>>();
        assert_eq!(
            parts,
            [
                "青县 甲公司 5 B4",
                "青县 乙公司 null B5",
                "沧县 丁公司 7 B4"
            ]
        );
        let left = own["left_out"]
            .as_array()
            .unwrap()
            .iter()
            .map(|left| format!("{} {}", left["unit"]["name"], left["why"]).replace('"', ""))
            .collect::<Vec<_>>();
        assert_eq!(left, ["青县 unreadable", "清州镇 within"], "{own}");
        assert!(names(&own["missing"]).contains(&"献县"), "{own}");
    }
    let own = json(
        folder,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "income",
            "--unit",
            "沧县",
            "--json",
        ],
    )["origins"]
        .clone();
    assert_eq!(
        (
            own[0]["value"].as_str(),
            own[0]["parts"].as_array().map(Vec::len)
        ),
        (Some("7"), Some(1)),
        "{own}"
    );
}

#[test]
fn the_note_of_a_roster_names_only_units_that_are_in_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 100 | 3");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 100 | 3\n乙公司 | 待定 | 3",
    );
    let text = sheet(folder, "R分县");
    assert!(!text.contains("的“营业收入”没有算全"), "{text}");
    assert!(
        text.contains("不在合计里的下级单位，“营业收入”也没有算全：清州镇（1 条未识别）"),
        "{text}"
    );
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
fn a_ratio_between_columns_of_other_codes_is_computed_and_checked() {
    let ledger = ledger();
    let folder = ledger.path();
    let report = table(folder, "青县 | 70000 | 500 | 1.4\n沧县 | 10 | 5 | 77");
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "ratio.does-not-follow")
        .collect::<Vec<_>>();
    assert!(
        told.len() == 1 && told[0]["message"].as_str().unwrap().contains("沧县"),
        "{report}"
    );
    let traced = trace(folder, "T", "c", "s", &[]);
    assert_eq!(
        (
            traced[0]["value"].as_str(),
            traced[0]["numerator"]["column"]["code"].as_str()
        ),
        (Some("1.39"), Some("p")),
        "{traced}"
    );
}

#[test]
fn a_ratio_whose_columns_cannot_be_told_apart_is_said_to_be_unchecked() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    let second = "[[form.column]]\ncode = \"p2\"\nheader = \"研发经费投入（万元）\"\nindicator = \
        \"a\"\n[[form.column]]\ncode = \"q\"";
    std::fs::write(
        folder.join("u.toml"),
        text.replace("[[form.column]]\ncode = \"q\"", second),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let text = "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 研发经费投入（万元） | \
        生产总值（亿元） | 研发强度（%）\n青县 | 10 | 20 | 5 | 9\n沧县 | 10 | 20 | 5 | 9";
    let report = take_in(folder, "2021Q1", "t.xlsx", text, &[]);
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "ratio.unchecked")
        .collect::<Vec<_>>();
    assert!(
        told.len() == 1
            && told[0]["severity"] == "D"
            && told[0]["message"].as_str().unwrap().contains("没有核对"),
        "{report}"
    );
    assert!(sheet(folder, "T").contains("研发强度没有合计，也没有核对"));
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
