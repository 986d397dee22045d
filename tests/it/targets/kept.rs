//! What is set stays: another value with its date and reason, the one before in the history.

use super::Office;
use rusqlite::Connection;

#[test]
fn a_target_is_changed_with_a_date_and_a_reason_and_the_former_value_stays() {
    let office = Office::new();
    office.set("青县 firms 20 --lead 市科技局");
    let said = office
        .done("target L.xbh set 青县 新增高新技术企业 ≥25家 --date 2021-06-30 --why 年中调整");
    assert!(
        said.contains("原来是 20") && said.contains("年中调整"),
        "{said}"
    );
    assert_eq!(office.held(), ["1 firms 2021 25"]);
    let said = office.json("target L.xbh");
    let own = &said["targets"][0];
    assert_eq!(own["before"], "20");
    assert_eq!(
        (&own["date"], &own["lead"]),
        (&"2021-06-30".into(), &"市科技局".into())
    );
    let history = own["history"].as_array().unwrap();
    let history = history.iter().map(|one| one["amount"].as_str().unwrap());
    assert_eq!(history.collect::<Vec<_>>(), ["20", "25"]);
    let shown = office.json("scheme show L.xbh");
    assert_eq!(shown["targets"][0]["code"], "firms");
    assert_eq!(shown["targets_set"][0]["amount"], "25");
    // taken away, and back
    office.done("target L.xbh set 青县 firms - --date 2021-07-01 --why 取消");
    assert!(office.held().is_empty());
    assert!(office.done("undo L.xbh --preview").contains("下达目标"));
    office.done("undo L.xbh");
    assert_eq!(office.held(), ["1 firms 2021 25"]);
    office.done("undo L.xbh");
    assert_eq!(office.held(), ["1 firms 2021 20"]);
    office.done("undo L.xbh");
    assert!(office.held().is_empty());
    office.done("verify L.xbh");
}

fn check(words: &str, code: &str) {
    let office = Office::new();
    office.set("青县 firms 20");
    let line = format!("target L.xbh set {words}");
    assert_eq!(office.refused(&line), code, "{words}");
    assert_eq!(office.held(), ["1 firms 2021 20"], "{words}");
}

#[test]
fn what_is_not_clear_is_not_set() {
    let said = "--date 2021-03-01 --why 下达";
    check(&format!("火星 firms 20 {said}"), "round.unknown");
    check(&format!("青县 none 20 {said}"), "target.unknown");
    check(&format!("青县 firms 20 {said}"), "target.same");
    check(&format!("青县 firms 约30 {said}"), "target.unclear");
    check(&format!("青县 firms 30万元 {said}"), "target.unclear");
    check(&format!("青县 firms 不超过30 {said}"), "target.unclear");
    check(&format!("青县 firms 许多 {said}"), "target.unclear");
    check(&format!("献县 firms - {said}"), "target.not-there");
    check(&format!("青县 firms 30 --year 21 {said}"), "target.no-year");
    check(
        &format!("青县 firms 5 --node 2022-03-31 {said}"),
        "target.node-outside",
    );
    check(&format!("青县 firms 30 --item 甲 {said}"), "target.item");
    check(&format!("青县 task 建成 {said}"), "target.item");
    check("青县 firms 30 --date 三月 --why 下达", "target.no-day");
    check(
        "青县 firms 30 --date 2021-03-01 --why \u{200b}",
        "target.no-reason",
    );
    check("青县 firms 30 --why 下达", "usage.missing");
    check("青县 firms 30 --date 2021-03-01", "usage.missing");
}

#[test]
fn figures_are_kept_in_the_unit_of_the_indicator() {
    let office = Office::new();
    office.set("沧州市 技术交易总额 超过38亿元");
    office.set("沧州市 contract 力争达到120亿元 --year 2020-2022");
    office.set("沧州市 contract 25% --node 2021-03-31");
    office.set("青县 task 建成 --item 省级高新区");
    let held = [
        "0 contract 2020-2022 1200000",
        "0 contract 2021 380000",
        "0 contract 2021 2021-03-31 25%",
        "1 task 省级高新区 2021 建成",
    ];
    assert_eq!(office.held(), held);
    let aims = office.json("target L.xbh");
    assert_eq!(aims["targets"][0]["aim"], "strive");
    assert_eq!(aims["targets"][1]["aim"], "more-than");
}

#[test]
fn what_does_not_agree_is_told() {
    let office = Office::new();
    let told = || {
        let said = office.json("target L.xbh");
        let all = said["told"].as_array().unwrap().clone();
        let all = all.into_iter().map(|one| {
            let text = |key: &str| one[key].as_str().unwrap().to_owned();
            format!("{} {}", text("code"), text("message"))
        });
        all.collect::<Vec<_>>()
    };
    office.set("沧州市 firms 50");
    assert_eq!(told(), [""; 0]);
    office.set("青县 firms 20");
    let said = office.set("献县 firms 15");
    let sum = "沧州市 2021年 新增高新技术企业：各单位合计 35 家，比全市的 50 家 少 15 家；\
        1 个单位没有\
        下达：盐山县。";
    assert!(said.contains(sum), "{said}");
    assert_eq!(told(), [format!("target.sum {sum}")]);
    office.set("盐山县 firms 15");
    assert_eq!(told(), [""; 0]);
    // a node beyond the target
    office.set("青县 firms 30 --node 2021-09-30");
    let node = "target.node 青县 2021年 新增高新技术企业（节点 2021-09-30）：节点是 30 家，\
        比目标 20 家 还多。";
    assert_eq!(told(), [node]);
    office.set("青县 firms 10 --node 2021-09-30");
    // what is counted year by year adds up to the whole; what is there at the end is the last
    // year's
    office.set("献县 firms 40 --year 2020-2022");
    office.set("献县 firms 10 --year 2020");
    assert_eq!(told(), [""; 0]);
    office.set("献县 firms 20 --year 2022");
    let path = "target.path 献县 2020-2022年 新增高新技术企业：跨年度目标是 40 家，\
        各年度的目标是 45 家。";
    assert_eq!(told(), [path]);
    office.set("献县 total 45 --year 2020-2022");
    office.set("献县 total 45 --year 2022");
    assert_eq!(told(), [path]);
}

/// What `verify` says after the ledger was changed from outside.
fn tampered(tampering: &str) {
    let office = Office::new();
    office.set("青县 firms 20");
    office.set("青县 firms 25");
    let connection = Connection::open(office.at().join("L.xbh")).unwrap();
    connection
        .execute_batch(&format!(
            "DROP TRIGGER target_stays_update; DROP TRIGGER target_stays_delete; {tampering}; \
                CREATE TRIGGER target_stays_update BEFORE UPDATE ON target \
                BEGIN SELECT RAISE (ABORT, 'a target stays'); END; \
                CREATE TRIGGER target_stays_delete BEFORE DELETE ON target \
                BEGIN SELECT RAISE (ABORT, 'a target stays'); END;"
        ))
        .unwrap();
    drop(connection);
    let said = office.json("verify L.xbh");
    let all = said["problems"].as_array().unwrap().iter();
    let codes = all.map(|one| one["code"].as_str().unwrap());
    let codes = codes.collect::<Vec<_>>();
    assert!(codes.contains(&"verify.step"), "{tampering}: {said}");
    assert!(codes.contains(&"verify.held"), "{tampering}: {said}");
}

#[test]
fn a_target_that_was_changed_added_or_removed_from_outside_is_seen() {
    tampered("UPDATE target SET amount = '21' WHERE step_id = 1");
    tampered("UPDATE target SET before = NULL");
    tampered("UPDATE target SET date = '2021-01-01' WHERE step_id = 2");
    tampered("DELETE FROM target WHERE step_id = 2");
    tampered(
        "INSERT INTO target SELECT step_id, 1, code, '2', item, span, node, aim, amount, before, \
            lead, owner, date, source FROM target WHERE step_id = 1",
    );
}

#[test]
fn nothing_is_changed_or_removed_by_a_statement() {
    let office = Office::new();
    office.set("青县 firms 20");
    let connection = Connection::open(office.at().join("L.xbh")).unwrap();
    for statement in ["UPDATE target SET amount = '1'", "DELETE FROM target"] {
        assert!(connection.execute(statement, []).is_err(), "{statement}");
    }
}
