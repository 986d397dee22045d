//! 本级补充: a county's ledger of a scheme of the level above, with rules and rows of its own.

use crate::bureau::Bureau;
use serde_json::Value;

/// Version of the scheme, as the level above issues it.
fn above(version: &str, more: &str) -> String {
    format!(
        r#"
[scheme]
code = "x"
name = "测试"
version = "{version}"
root = "1"

[[unit]]
code = "1"
name = "青县"

[[unit]]
code = "11"
name = "清州镇"
parent = "1"

[[unit]]
code = "12"
name = "金牛镇"
parent = "1"

[[indicator]]
code = "firms"
name = "高新技术企业数"
unit = "家"
type = "stock"

[[form]]
code = "S1"
name = "主表"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["firms"{more}]

[[form.column]]
code = "now"
header = "累计"

[[round]]
code = "2021Q1"
name = "2021年一季度"
"#
    )
}

const OWN: &str = r#"
[[indicator]]
code = "nests"
name = "孵化载体数"
unit = "家"
type = "stock"

[[row]]
form = "S1"
indicator = "nests"
required = false

[[rule]]
code = "own-1"
expr = "[孵化载体数] <= [高新技术企业数]"
name = "载体不多于企业"
form = "S1"
severity = "B"
"#;

fn office() -> Bureau {
    let office = Bureau::of(&above("2021", ""));
    write(&office, "own.toml", OWN);
    office
}

fn write(office: &Bureau, name: &str, text: &str) {
    std::fs::write(office.at().join(name), text).unwrap();
}

/// The sentence with which it is refused.
fn refused(office: &Bureau, line: &str) -> String {
    let said = office.json(line);
    said["error"]["message"]
        .as_str()
        .unwrap_or("done")
        .to_owned()
}

fn add(office: &Bureau, file: &str) -> Value {
    office.json(&format!("scheme add L.xbh {file} --reason 本县要"))
}

/// What the scheme of the ledger has of its own, by codes.
fn own(office: &Bureau) -> Vec<String> {
    let shown = office.json("scheme show L.xbh");
    let mut found = Vec::new();
    let mut look = |all: &Value| {
        for one in all.as_array().into_iter().flatten() {
            if one["own"] == true {
                let code = one.get("code").unwrap_or(&one["indicator"]);
                found.push(code.as_str().unwrap_or_default().to_owned());
            }
        }
    };
    look(&shown["indicator"]);
    look(&shown["rule"]);
    shown["form"]
        .as_array()
        .into_iter()
        .flatten()
        .for_each(|form| look(&form["row"]));
    found
}

fn sheet(office: &Bureau, name: &str, rows: &str) {
    office.file(
        name,
        "表",
        &format!("主要指标统计表\n填报单位：清州镇\n指标名称 | 累计\n{rows}"),
    );
}

#[test]
fn a_lower_level_asks_more_and_what_is_its_own_is_marked() {
    let office = office();
    assert_eq!(own(&office), [""; 0]);
    let added = add(&office, "own.toml");
    assert_eq!(added["in_force"], true, "{added}");
    assert_eq!(own(&office), ["nests", "own-1", "nests"]);
    sheet(&office, "a.xlsx", "高新技术企业数 | 3\n孵化载体数 | 5");
    let report = office.json("import L.xbh --round 2021Q1 a.xlsx --values");
    let one = &report["returns"][0];
    assert_eq!(one["status"], "committed", "{report}");
    assert_eq!(one["values"].as_array().map(Vec::len), Some(2), "{report}");
    let found = one["findings"].as_array().into_iter().flatten();
    let found = found.filter(|own| own["own"] == true).collect::<Vec<_>>();
    assert_eq!(found.len(), 1, "{report}");
    assert_eq!(found[0]["rule"], "own-1");
    let told = found[0]["message"].as_str().unwrap_or_default();
    assert!(told.contains("载体不多于企业（本级补充）"), "{told}");
    let stored = office.json("findings L.xbh --round 2021Q1");
    assert!(stored.to_string().contains("\"own\":true"), "{stored}");
}

#[test]
fn the_level_above_knows_its_blanks_whatever_was_added_below() {
    let office = office();
    office.done("issue L.xbh --round 2021Q1 --out before --units 清州镇");
    add(&office, "own.toml");
    office.done("issue L.xbh --round 2021Q1 --out after --units 清州镇");
    let marks = |folder: &str| {
        let cells = office.json(&format!("cells {folder}/清州镇_2021年一季度.xlsx"));
        let text = cells.to_string();
        let all = text.match_indices("xbh1|").map(|(at, _)| {
            let line = text.get(at..).unwrap_or_default();
            line.split(['"', '\\'])
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        // sheets of words have marks of their words
        let all = all.filter(|line| line.contains("|S1|")).collect::<Vec<_>>();
        assert!(!all.is_empty(), "{text}");
        all
    };
    assert_eq!(marks("before"), marks("after"));
    let cells = office
        .json("cells after/清州镇_2021年一季度.xlsx")
        .to_string();
    assert!(
        cells.contains("孵化载体数") && cells.contains("（本级补充）"),
        "{cells}"
    );
    // a ledger without the additions takes it for its own form, and tells what it does not ask
    let upper = Bureau::of(&above("2021", ""));
    let from = office.at().join("after/清州镇_2021年一季度.xlsx");
    std::fs::copy(from, upper.at().join("a.xlsx")).unwrap();
    let report = upper.json("import L.xbh --round 2021Q1 a.xlsx");
    let one = &report["returns"][0];
    assert_eq!(
        (&one["unit"]["code"], &one["form"]),
        (&"11".into(), &"S1".into()),
        "{report}"
    );
    let told = one["findings"].to_string();
    assert!(
        told.contains("孵化载体数") && !told.contains("另一版"),
        "{told}"
    );
}

#[test]
fn another_version_of_the_level_above_keeps_what_was_added() {
    let office = office();
    add(&office, "own.toml");
    let labs = "[[indicator]]\ncode = \"labs\"\nname = \"研发机构数\"\nunit = \"家\"\n\
        type = \"stock\"\n\n[[form]]";
    let new = above("2022", ", \"labs\"").replace("[[form]]", labs);
    write(&office, "new.toml", &new);
    let preview = office.json("scheme update L.xbh new.toml --preview");
    let told = preview["changes"].to_string();
    assert!(
        told.contains("研发机构数") && !told.contains("孵化载体数"),
        "{told}"
    );
    office.done("scheme update L.xbh new.toml --reason 上级新版");
    assert_eq!(own(&office), ["nests", "own-1", "nests"]);
    // a version that says the same itself is told, and not put in force
    let clash = new
        .replace("研发机构数", "孵化载体数")
        .replace("2022", "2023");
    write(&office, "clash.toml", &clash);
    let refused = refused(&office, "scheme update L.xbh clash.toml --reason 又一版");
    assert!(
        refused.contains("孵化载体数") && refused.contains("本级补充"),
        "{refused}"
    );
    office.done("undo L.xbh");
    assert_eq!(own(&office), ["nests", "own-1", "nests"]);
    office.done("undo L.xbh");
    assert_eq!(own(&office), [""; 0]);
    let verified = office.json("verify L.xbh");
    assert_eq!(verified["problems"], serde_json::json!([]), "{verified}");
}

#[test]
fn what_is_added_is_written_with_the_scheme_and_can_be_taken_away() {
    let office = office();
    add(&office, "own.toml");
    let text = office.done("scheme show L.xbh --text");
    assert!(
        text.contains("本级补充") && text.contains("[[row]]"),
        "{text}"
    );
    write(&office, "all.toml", &text);
    let same = office.json("scheme diff L.xbh all.toml");
    assert_eq!(same["changes"], serde_json::json!([]), "{same}");
    write(&office, "none.toml", "# 不再补充\n");
    add(&office, "none.toml");
    assert_eq!(own(&office), [""; 0]);
}

#[test]
fn a_lower_level_changes_nothing_of_the_level_above() {
    let office = office();
    for (text, wanted) in [
        (
            "[[unit]]\ncode = \"13\"\nname = \"流河镇\"\n",
            "本级补充只能有",
        ),
        (
            "[[form.column]]\ncode = \"b\"\nheader = \"本期\"\n",
            "单独读不通",
        ),
        (
            "[[row]]\nform = \"S1\"\nindicator = \"firms\"\n",
            "写了两次",
        ),
        (
            "[[row]]\nform = \"S2\"\nindicator = \"firms\"\n",
            "没有代码为“S2”的报表",
        ),
        (
            "[[indicator]]\ncode = \"firms\"\nname = \"企业\"\nunit = \"家\"\n\
                type = \"stock\"\n",
            "重复",
        ),
    ] {
        write(&office, "wrong.toml", text);
        let told = refused(&office, "scheme add L.xbh wrong.toml --reason 试");
        assert!(
            told.contains(wanted) && told.contains("wrong.toml"),
            "{text}: {told}"
        );
    }
    write(
        &office,
        "rows.toml",
        &above("2021", "").replace(
            "[[round]]",
            "[[row]]\nform = \"S1\"\nindicator = \"firms\"\n\n[[round]]",
        ),
    );
    let told = refused(&office, "scheme update L.xbh rows.toml --reason 试");
    assert!(told.contains("只能写在本级补充里"), "{told}");
}
