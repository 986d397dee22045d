//! A roster return is a proposal; what is accepted is the register, with its history.

use super::{Office, in_words};

const Q1: &str = "甲公司 | 'GR1 | 正常 | @2023-12-31\n乙公司 | 'GR2 | 正常 | 2023年12月";

/// What a second return proposes of a register that has `Q1`.
fn check(rows: &str, expected: &[&str]) {
    let office = Office::new();
    office.firms("2021Q1", "青县", Q1);
    office.import("2021Q2", "青县", "S3", rows);
    assert_eq!(office.pending("firm"), expected, "{rows}");
}

#[test]
fn a_return_proposes_what_the_register_does_not_say() {
    let rest = "\n乙公司 | 'GR2 | 正常 | 2023年12月";
    check(Q1, &[]);
    check(&format!("甲公司 | 'GR1 | 正常 | 2023-12-31{rest}"), &[]);
    check(
        &format!("{Q1}\n丙公司 | 'GR3 | 正常 | 2024年6月"),
        &["新增 丙公司"],
    );
    check(
        &format!("甲集团 | 'GR1 | 正常 | @2023-12-31{rest}"),
        &["更名 甲集团 企业名称 甲公司→甲集团"],
    );
    check(
        &format!("甲公司 | 'GR1 | 整改 | @2023-12-31{rest}"),
        &["整改 甲公司 状态 正常→整改"],
    );
    check(
        &format!("甲公司 | 'GR1 | 撤销 | @2023-12-31{rest}"),
        &["撤销 甲公司 状态 正常→撤销"],
    );
    check(
        &format!("甲公司 | 'GR1 | 正常 | @2024-12-31{rest}"),
        &["变更 甲公司 有效期至 2023-12-31→2024-12-31"],
    );
    check("甲公司 | 'GR1 | 正常 | @2023-12-31", &["移出 乙公司"]);
    // the same twice is not decided by chance
    check(
        &format!("{Q1}\n甲厂 | 'GR1 | 正常 | @2023-12-31"),
        &["更名 甲厂 企业名称 甲公司→甲厂 twice"],
    );
    // one without what it goes by is told
    check(
        &format!("{Q1}\n丙公司 | 无 | 正常 | 2024年6月"),
        &["新增 丙公司 no-key"],
    );
}

#[test]
fn who_moves_to_another_county_is_taken_in_there() {
    let office = Office::new();
    office.firms("2021Q1", "青县", Q1);
    // both report it: nobody is believed by himself
    office.import("2021Q2", "献县", "S3", "甲公司 | 'GR1 | 正常 | @2023-12-31");
    assert_eq!(office.pending("firm"), ["迁入 甲公司 two-units"]);
    assert_eq!(
        office.refused("register L.xbh firm --accept"),
        "register.nothing"
    );
    // the other reports it no more
    office.import("2021Q2", "青县", "S3", "乙公司 | 'GR2 | 正常 | 2023年12月");
    assert_eq!(office.pending("firm"), ["迁入 甲公司"]);
    office.done("register L.xbh firm --accept");
    let said = office.json("register L.xbh firm --entry GR1");
    let entry = &said["entries"][0];
    assert_eq!(entry["unit"]["name"], "献县");
    let history = entry["history"].as_array().unwrap().iter();
    let from = |one: &serde_json::Value| {
        let from = &one["from"];
        let (round, unit) = (&from["round"], &from["unit"]["name"]);
        format!(
            "{} {} {unit} {}",
            one["kinds"][0]["word"], round, from["row"]
        )
    };
    assert_eq!(
        history.map(from).collect::<Vec<_>>(),
        [r#""新增" "2021Q1" "青县" 4"#, r#""迁入" "2021Q2" "献县" 4"#]
    );
}

#[test]
fn a_proposal_is_taken_by_entry_or_refused_with_a_reason() {
    let office = Office::new();
    office.import("2021Q1", "青县", "S3", Q1);
    office.done("register L.xbh firm --accept --key GR1");
    assert_eq!(office.pending("firm"), ["新增 乙公司"]);
    assert_eq!(
        office.refused("register L.xbh firm --reject --key GR2"),
        "usage.missing"
    );
    office.done("register L.xbh firm --reject --key 乙公司 --reason 证书没有核到");
    assert_eq!(office.pending("firm"), [""; 0]);
    // what was refused comes again only when it says something else
    office.import("2021Q2", "青县", "S3", Q1);
    assert_eq!(office.pending("firm"), [""; 0]);
    office.import("2021Q2", "青县", "S3", &Q1.replace("乙公司", "乙集团"));
    assert_eq!(office.pending("firm"), ["新增 乙集团"]);
    // all of it at once
    office.done("register L.xbh firm --reject --reason 重报");
    assert_eq!(office.pending("firm"), [""; 0]);
    for (line, code) in [
        ("firms", "register.unknown"),
        ("firm --state 死", "register.no-state"),
        ("firm --on 明天", "register.no-day"),
        ("firm --unit 火星", "ledger.unknown"),
        ("firm --entry 没有", "register.no-entry"),
        ("firm --accept --key 没有", "register.not-proposed"),
        ("firm --accept --reject --reason x", "usage.conflict"),
        ("envoy --accept", "register.nothing"),
        ("firm --match scheme.toml", "register.list"),
    ] {
        assert_eq!(
            office.refused(&format!("register L.xbh {line}")),
            code,
            "{line}"
        );
    }
}

#[test]
fn how_an_entry_stands_depends_on_the_day() {
    let office = Office::new();
    office.firms("2021Q1", "青县", &format!("{Q1}\n丙公司 | 'GR3 | 撤销 |"));
    for (on, expected) in [
        ("2021-03-31", ["在册", "在册", "终止"]),
        ("2023-12-31", ["在册", "在册", "终止"]),
        ("2024-01-01", ["到期", "到期", "终止"]),
    ] {
        let said = office.json(&format!("register L.xbh firm --on {on}"));
        let all = said["entries"].as_array().unwrap().iter();
        let states = all.map(|one| one["state"]["word"].as_str().unwrap());
        assert_eq!(states.collect::<Vec<_>>(), expected, "{on}");
    }
    let said = office.json("register L.xbh firm --state in --unit 青县");
    assert_eq!(said["entries"].as_array().unwrap().len(), 2);
    for (line, expected) in [
        ("--within 90 --on 2023-09-30", 0),
        ("--within 92 --on 2023-09-30", 2),
        ("--within 92 --on 2024-01-01", 0),
        ("--find 甲", 1),
    ] {
        let said = office.json(&format!("register L.xbh firm {line}"));
        assert_eq!(
            said["entries"].as_array().unwrap().len(),
            expected,
            "{line}"
        );
    }
    let list = office.done("register L.xbh");
    assert!(list.contains("firm  企业（S3）：在册 2，终止 1"), "{list}");
    // the workbook has the same entries, and each what happened to it
    office.done("register L.xbh firm --out 名录.xlsx");
    let cells = office.json("cells 名录.xlsx");
    let sheets = cells["sheets"].as_array().unwrap().iter();
    let names = sheets.map(|sheet| sheet["name"].as_str().unwrap());
    assert_eq!(names.collect::<Vec<_>>(), ["名录", "变动"]);
    let text = cells.to_string();
    assert!(text.contains("丙公司") && text.contains("新增"), "{text}");
    assert_eq!(
        office.refused("register L.xbh firm --out 名录.xlsx --json"),
        "usage.conflict"
    );
    assert_eq!(in_words(&said["entries"][0]["history"][0]), "新增");
}
