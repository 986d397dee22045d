//! Personal data are masked wherever they are shown or go out.

use super::Office;

const ROWS: &str =
    "张三丰 | '13812345678 | 果树\n李四光 | '1381234567 | 地质\n李四光 | '13912345678 | 地质";

/// What makes a person known.
const KNOWN: [&str; 7] = [
    "张三丰",
    "张无忌",
    "李四光",
    "13812345678",
    "1381234567",
    "13912345678",
    "12345678",
];

pub(super) fn check(what: &str, said: &str) {
    for known in KNOWN {
        assert!(!said.contains(known), "{what}: {known} in {said}");
    }
}

#[test]
fn what_makes_a_person_known_is_masked_everywhere() {
    let office = Office::new();
    office.import("2021Q1", "青县", "L2", ROWS);
    let line = "check 青县L22021Q1.xlsx --scheme scheme.toml --round 2021Q1 --values";
    for line in [
        line,
        "findings L.xbh --round 2021Q1",
        "register L.xbh envoy --pending",
        "register L.xbh envoy --accept --key 张三丰",
        "register L.xbh envoy",
        "trace L.xbh --round 2021Q1 --indicator firms",
    ] {
        let said = office.json(line).to_string();
        check(line, &said);
    }
    assert!(office.done("findings L.xbh --round 2021Q1").contains("李*"));
    assert!(office.done("register L.xbh envoy").contains("张*"));
    office.done("register L.xbh envoy --out 名录.xlsx");
    check("名录.xlsx", &office.json("cells 名录.xlsx").to_string());
    office.done("consolidate L.xbh --round 2021Q1 --out 汇总.xlsx");
    let book = office.json("cells 汇总.xlsx").to_string();
    check("汇总.xlsx", &book);
    assert!(
        book.contains("138****5678") && book.contains("果树"),
        "{book}"
    );
    // the next version is told in masked words, too
    office.import("2021Q1", "青县", "L2", "张三丰 | '13812345678 | 果树");
    check(
        "versions",
        &office.json("findings L.xbh --round 2021Q1").to_string(),
    );
}

/// Whoever knows how the number of a person is made must not find the person by trying.
#[test]
fn the_number_of_a_person_is_another_in_each_ledger() {
    let number = || {
        let office = Office::new();
        office.import("2021Q1", "青县", "L2", "张三丰 | '13812345678 | 果树");
        office.done("register L.xbh envoy --accept");
        let said = office.json("register L.xbh envoy");
        let own = said["entries"][0]["id"].as_str().map(str::to_owned);
        let own = own.unwrap_or_else(|| panic!("{said}"));
        // it is known by it
        assert!(
            office
                .done(&format!("register L.xbh envoy --entry {own}"))
                .contains("张*")
        );
        own
    };
    let (one, other) = (number(), number());
    assert_ne!(one, other);
    assert_eq!(one.len(), 12);
}

#[test]
fn what_rules_say_of_rows_makes_nobody_known() {
    let office = Office::new();
    office.import("2021Q1", "青县", "L2", "张三丰 | '13812345678 | 果树");
    office.import("2021Q1", "献县", "L2", "李四光 | '13812345678 | 地质");
    let line = "findings L.xbh --round 2021Q1";
    let said = office.json(line);
    let codes = said["findings"].as_array().unwrap().iter();
    let rules = codes.filter_map(|one| one["rule"].as_str());
    let rules = rules.collect::<Vec<_>>();
    assert!(
        rules.contains(&"once") && rules.contains(&"not-it"),
        "{said}"
    );
    check(line, &said.to_string());
    assert!(said.to_string().contains("138****5678"), "{said}");
    office.done("findings L.xbh --round 2021Q1 --out 问题.xlsx");
    check("问题.xlsx", &office.json("cells 问题.xlsx").to_string());
}

#[test]
fn it_is_shown_only_with_a_reason_that_is_logged() {
    let office = Office::new();
    office.import("2021Q1", "青县", "L2", "张三丰 | '13812345678 | 果树");
    office.done("register L.xbh envoy --accept");
    assert_eq!(
        office.refused("register L.xbh envoy --unmask"),
        "usage.missing"
    );
    let said = office.done("register L.xbh envoy --unmask --reason 电话核实");
    assert!(said.contains("张三丰"), "{said}");
    let connection = rusqlite::Connection::open(office.at().join("L.xbh")).unwrap();
    let sql = "SELECT count(*) FROM log WHERE action = 'unmask' AND detail LIKE '%电话核实%'";
    let logged: i64 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(logged, 1);
    drop(connection);
    office.done("verify L.xbh");
}
