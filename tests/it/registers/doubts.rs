//! What is taken all at once is what nobody has to look at; the rest is decided one by one.

use super::{Office, SCHEME};
use crate::bureau::Bureau;

const Q1: &str = "甲公司 | 'GR1 | 正常 | @2023-12-31\n乙公司 | 'GR2 | 正常 | @2023-12-31";
/// Codes of enterprises that are right, and one whose check sign is wrong.
const CODES: [&str; 3] = [
    "91350100M000100Y43",
    "91130901782598392W",
    "91350100M000100Y44",
];

/// What comes after what is there, and what of it is left when all is taken.
fn left(office: &Office, rows: &str, (all, left): (&[&str], &[&str])) {
    office.import("2021Q2", "青县", "S3", rows);
    assert_eq!(office.pending("firm"), all, "{rows}");
    if all.len() == left.len() {
        let line = "register L.xbh firm --accept";
        assert_eq!(office.refused(line), "register.nothing", "{rows}");
    } else {
        office.done("register L.xbh firm --accept");
    }
    assert_eq!(office.pending("firm"), left, "{rows}");
    // by itself each may be taken
    for one in left {
        let name = one.split(' ').nth(1).unwrap();
        office.done(&format!("register L.xbh firm --accept --key {name}"));
    }
    assert_eq!(office.pending("firm"), [""; 0], "{rows}");
}

fn firms() -> Office {
    let office = Office::new();
    office.firms("2021Q1", "青县", Q1);
    office
}

#[test]
fn what_is_said_of_a_black_listed_firm_is_not_taken_with_the_rest() {
    let office = firms();
    office.import("2021Q1", "沧州市", "L1", "甲公司 | 黑名单");
    office.done("register L.xbh list --accept");
    let later = Q1.replace("2023-12-31", "2024-12-31");
    let of_one = "变更 甲公司 有效期至 2023-12-31→2024-12-31 blacklisted";
    let both = [of_one, "变更 乙公司 有效期至 2023-12-31→2024-12-31"];
    left(&office, &later, (&both, &[of_one]));
}

#[test]
fn a_roster_without_any_row_does_not_clear_the_register() {
    let all = ["移出 甲公司 most-gone", "移出 乙公司 most-gone"];
    left(&firms(), "无 | | |", (&all, &all));
}

#[test]
fn nearly_all_do_not_leave_at_once_unseen() {
    let firm = |name: char, at: usize| format!("{name}公司 | 'GR{at} | 正常 | @2023-12-31");
    let six = "甲乙丙丁戊己".chars().zip(1..);
    let six = six.map(|(name, at)| firm(name, at)).collect::<Vec<_>>();
    let office = Office::new();
    office.firms("2021Q1", "青县", &six.join("\n"));
    let gone = "丙丁戊己"
        .chars()
        .map(|name| format!("移出 {name}公司 most-gone"));
    let gone = gone.collect::<Vec<_>>();
    let gone = gone.iter().map(String::as_str).collect::<Vec<_>>();
    left(&office, Q1, (&gone, &gone));
    // one of six is what happens
    let office = Office::new();
    office.firms("2021Q1", "青县", &six.join("\n"));
    left(&office, &six[1..].join("\n"), (&["移出 甲公司"], &[]));
}

#[test]
fn a_day_that_cannot_be_read_does_not_take_the_place_of_one_that_is_known() {
    let rows = Q1.replacen("@2023-12-31", "长期有效吧", 1);
    let said = ["变更 甲公司 有效期至 2023-12-31→长期有效吧 unreadable"];
    left(&firms(), &rows, (&said, &said));
}

#[test]
fn a_code_that_cannot_be_right_and_a_name_under_another_code_are_decided_by_themselves() {
    let scheme = SCHEME.replacen("type = \"code\"\nkey", "type = \"credit-code\"\nkey", 1);
    let bureau = || Office(Bureau::of(&scheme));
    let row = |name: &str, code: &str| format!("{name} | '{code} | 正常 | @2023-12-31");
    let [one, other, wrong] = CODES;
    let office = bureau();
    office.firms("2021Q1", "青县", &row("甲公司", one));
    // the sign of check is wrong: the firm is the same
    let said = ["新增 甲公司 unreadable", "移出 甲公司 other-code"];
    office.import("2021Q2", "青县", "S3", &row("甲公司", wrong));
    assert_eq!(office.pending("firm"), said);
    assert_eq!(
        office.refused("register L.xbh firm --accept"),
        "register.nothing"
    );
    // another code that is right
    office.import("2021Q2", "青县", "S3", &row("甲公司", other));
    let said = ["新增 甲公司 other-code", "移出 甲公司 other-code"];
    assert_eq!(office.pending("firm"), said);
    assert_eq!(
        office.refused("register L.xbh firm --accept"),
        "register.nothing"
    );
    // another firm
    let office = bureau();
    office.firms("2021Q1", "青县", &row("甲公司", one));
    let rows = format!("{}\n{}", row("甲公司", one), row("乙公司", other));
    left(&office, &rows, (&["新增 乙公司"], &[]));
}

#[test]
fn codes_that_two_rows_have_exchanged_are_no_two_new_names() {
    let rows = "乙公司 | 'GR1 | 正常 | @2023-12-31\n甲公司 | 'GR2 | 正常 | @2023-12-31";
    let office = firms();
    office.import("2021Q2", "青县", "S3", rows);
    let said = [
        "更名 乙公司 企业名称 甲公司→乙公司 other-code",
        "更名 甲公司 企业名称 乙公司→甲公司 other-code",
    ];
    assert_eq!(office.pending("firm"), said);
    assert_eq!(
        office.refused("register L.xbh firm --accept"),
        "register.nothing"
    );
}

#[test]
fn what_a_sheet_has_no_column_for_stays_known_and_what_is_empty_is_asked() {
    let office = firms();
    office.file(
        "窄.xlsx",
        "企业名单
填报单位：青县
企业名称 | 证书编号 | 状态
甲公司 | 'GR1 | 整改
乙公司 | 'GR2 | 正常",
    );
    office.done("import L.xbh --round 2021Q2 --unit 青县 窄.xlsx");
    assert_eq!(office.pending("firm"), ["整改 甲公司 状态 正常→整改"]);
    office.done("register L.xbh firm --accept");
    let said = office.json("register L.xbh firm --entry GR1");
    assert_eq!(
        said["entries"][0]["fields"]["expires"], "2023-12-31",
        "{said}"
    );
    // a column that is there and empty says that nothing is known
    let rows = Q1
        .replacen("@2023-12-31", "", 1)
        .replacen("正常", "整改", 1);
    let said = ["变更 甲公司 有效期至 2023-12-31→ emptied"];
    left(&office, &rows, (&said, &said));
}

#[test]
fn another_name_under_the_number_of_a_person_is_decided_by_itself() {
    let personal = "type = \"code\"\nkey = true\npersonal = true";
    let scheme = SCHEME.replacen("type = \"code\"\nkey = true", personal, 1);
    let office = Office(Bureau::of(&scheme));
    office.firms("2021Q1", "青县", Q1);
    office.import("2021Q2", "青县", "S3", &Q1.replacen("甲公司", "丙公司", 1));
    let said = office.json("register L.xbh firm --pending");
    assert_eq!(said["proposals"][0]["doubt"], "other-person", "{said}");
    assert_eq!(
        office.refused("register L.xbh firm --accept"),
        "register.nothing"
    );
}
