//! What was decided is a step: in the log, taken back by `undo`, held by `verify`.

use super::Office;
use rusqlite::Connection;

const ROWS: &str = "甲公司 | 'GR1 | 正常 | @2023-12-31\n乙公司 | 'GR2 | 正常 |";

#[test]
fn a_decision_is_taken_back_like_every_step() {
    let office = Office::new();
    office.firms("2021Q1", "青县", ROWS);
    assert!(office.done("undo L.xbh --preview").contains("名录登记"));
    office.done("undo L.xbh");
    assert_eq!(office.pending("firm"), ["新增 甲公司", "新增 乙公司"]);
    office.done("register L.xbh firm --accept --key GR2");
    assert_eq!(office.pending("firm"), ["新增 甲公司"]);
    assert!(office.done("verify L.xbh").contains("报送件 1"));
    // a return that counts no more proposes nothing
    office.done("withdraw L.xbh --round 2021Q1 --unit 青县 --reason 有错");
    assert_eq!(office.pending("firm"), [""; 0]);
}

#[test]
fn entries_of_a_return_that_was_withdrawn_are_marked() {
    let office = Office::new();
    office.firms("2021Q1", "青县", ROWS);
    let marked = |line: &str| {
        let said = office.json(line);
        let all = said["entries"].as_array().unwrap().iter();
        let marked = all.filter(|one| one["withdrawn"] == true);
        marked.count()
    };
    assert_eq!(marked("register L.xbh firm"), 0);
    // another version of it stands in for the one that was taken in
    office.import(
        "2021Q1",
        "青县",
        "S3",
        &ROWS.replace("GR2 | 正常", "GR2 | 整改"),
    );
    assert_eq!(marked("register L.xbh firm"), 0);
    office.done("withdraw L.xbh --round 2021Q1 --unit 青县 --reason 有错");
    assert_eq!(marked("register L.xbh firm"), 2);
    assert_eq!(marked("register L.xbh firm --state withdrawn"), 2);
    assert!(
        office
            .done("register L.xbh firm")
            .contains("甲公司 在册，至 2023-12-31［来源已撤回］")
    );
    let list = office.done("register L.xbh");
    assert!(list.contains("在册 2，来源已撤回 2"), "{list}");
    office.done("register L.xbh firm --out 名录.xlsx");
    let cells = office.json("cells 名录.xlsx").to_string();
    assert!(cells.contains("在册（来源已撤回）"), "{cells}");
    office.done("undo L.xbh");
    assert_eq!(marked("register L.xbh firm"), 0);
}

/// What `verify` says after the ledger was changed from outside.
fn check(tampering: &str) {
    let office = Office::new();
    office.firms("2021Q1", "青县", ROWS);
    let connection = Connection::open(office.at().join("L.xbh")).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA foreign_keys = OFF; DROP TRIGGER register_decision_stays_update; \
                DROP TRIGGER register_decision_stays_delete; {tampering}; \
                CREATE TRIGGER register_decision_stays_update BEFORE UPDATE ON register_decision \
                BEGIN SELECT RAISE (ABORT, 'a decision stays'); END; \
                CREATE TRIGGER register_decision_stays_delete BEFORE DELETE ON register_decision \
                BEGIN SELECT RAISE (ABORT, 'a decision stays'); END;"
        ))
        .unwrap();
    drop(connection);
    let said = office.json("verify L.xbh");
    let all = said["problems"].as_array().unwrap().iter();
    let codes = all
        .map(|one| one["code"].as_str().unwrap())
        .collect::<Vec<_>>();
    assert!(codes.contains(&"verify.step"), "{tampering}: {said}");
}

#[test]
fn a_decision_that_was_changed_added_or_removed_is_seen() {
    check("UPDATE register_decision SET what = 'reject' WHERE ordinal = 0");
    check("UPDATE register_decision SET row = 4 WHERE ordinal = 0");
    check("UPDATE register_decision SET key = 'GR9' WHERE ordinal = 1");
    check("DELETE FROM register_decision WHERE ordinal = 1");
    check("DELETE FROM register_decision");
    check(
        "INSERT INTO register_decision SELECT step_id, 9, register, 'GR9', return_id, row, what, \
            note FROM register_decision WHERE ordinal = 0",
    );
    check(
        "INSERT INTO register_decision SELECT 1, 0, register, key, return_id, row, what, note \
            FROM register_decision WHERE ordinal = 0",
    );
}
