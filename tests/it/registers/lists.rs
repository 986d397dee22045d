//! A published list is held against a register.

use super::Office;
use serde_json::Value;

fn names(of: &Value) -> Vec<&str> {
    let all = of.as_array().unwrap().iter();
    all.map(|one| one["name"].as_str().unwrap()).collect()
}

#[test]
fn a_published_list_is_matched_by_code_then_by_name() {
    let office = Office::new();
    office.firms(
        "2021Q1",
        "青县",
        "甲公司 | 'GR1 | 正常 |\n沧州乙机械有限责任公司 | 'GR2 | 正常 |\n丙公司 | 'GR3 | 正常 |\n\
            沧州丁精密机械制造有限公司 | 'GR4 | 正常 |",
    );
    let list = |rows: &str| format!("企业名单\n企业名称 | 证书编号\n{rows}");
    office.file(
        "名单.xlsx",
        &list(
            "甲集团公司 | 'GR1\n沧州乙机械有限公司 | 'GR8\n沧州丁精蜜机械制造有限公司 | 'GR9\n\
                戊公司 | 'GR5",
        ),
    );
    office.file("上次.xlsx", &list("甲公司 | 'GR1\n己公司 | 'GR6"));
    let said = office.json("register L.xbh firm --match 名单.xlsx --before 上次.xlsx");
    assert_eq!(said["rows"], 4, "{said}");
    // another name of the same code is the same
    assert_eq!(said["same"], 1);
    let asked = said["asked"].as_array().unwrap().iter();
    let asked = asked.map(|one| {
        (
            one["why"].as_str().unwrap(),
            one["own"]["id"].as_str().unwrap(),
        )
    });
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [("名称相同，代码不同", "GR2"), ("名称只差一两个字", "GR4")]
    );
    assert_eq!(names(&said["not_reported"]), ["戊公司"]);
    assert_eq!(names(&said["not_listed"]), ["丙公司"]);
    assert_eq!(names(&said["gone"]), ["己公司"]);
}

const FIRMS: &str =
    "甲公司 | 'GR1 | 正常 |\n沧州乙机械有限责任公司 | 'GR2 | 正常 |\n丙公司 | 'GR3 | 正常 |";
/// Another code of the same name, and one that nobody reports.
const LISTED: &str = "甲公司 | 'GR1\n沧州乙机械有限公司 | 'GR8\n戊公司 | 'GR5";

fn list(rows: &str) -> String {
    format!("企业名单\n企业名称 | 证书编号\n{rows}")
}

/// A bureau with three firms, and a list that was kept.
fn kept(day: &str, rows: &str) -> Office {
    let office = Office::new();
    office.firms("2021Q1", "青县", FIRMS);
    keep(&office, day, rows);
    office
}

fn keep(office: &Office, day: &str, rows: &str) -> Value {
    office.file("名单.xlsx", &list(rows));
    let line = "register L.xbh firm --match 名单.xlsx --keep --source 省认定 --day";
    office.json(&format!("{line} {day}"))
}

/// What is found of lists in a round: rule, and names.
fn told(office: &Office, round: &str) -> Vec<String> {
    let said = office.json(&format!("findings L.xbh --round {round}"));
    let all = said["findings"].as_array().unwrap().iter();
    let own = all.filter_map(|one| {
        let rule = one["rule"].as_str()?.strip_prefix("register.")?;
        let message = one["message"].as_str()?;
        let names = message.split_once("：").map_or("", |(_, names)| names);
        let names = names.split('。').next().unwrap_or_default();
        Some(format!("{rule} {names}"))
    });
    let mut own = own.collect::<Vec<_>>();
    own.sort_unstable();
    own
}

#[test]
fn what_is_asked_of_a_list_is_answered_once_and_taken_back() {
    let office = kept("2021-03-20", LISTED);
    let line = "register L.xbh firm --listed";
    let said = office.json(line);
    assert_eq!(said["list"]["source"], "省认定", "{said}");
    assert_eq!(said["list"]["day"], "2021-03-20");
    let id = said["asked"][0]["id"].as_str().unwrap().to_owned();
    let after = |choice: &str| {
        let said = office.json(&format!("{line} --answer {id}={choice}"));
        let asked = said["asked"].as_array().unwrap().len();
        let (missing, own) = (names(&said["not_reported"]), names(&said["not_listed"]));
        format!(
            "{} {asked} {} {}",
            said["same"],
            missing.join("、"),
            own.join("、")
        )
    };
    assert_eq!(after("same"), "2 0 戊公司 丙公司");
    // it counts for the next list, too, and is not asked again
    let next = keep(&office, "2021-04-20", LISTED);
    assert_eq!(next["asked"].as_array().unwrap().len(), 0, "{next}");
    assert_eq!(next["same"], 2);
    assert_eq!(
        office.refused(&format!("{line} --answer {id}=other")),
        "register.no-question"
    );
    office.done("undo L.xbh");
    assert!(office.done("undo L.xbh").contains("名单"));
    let said = office.json(line);
    assert_eq!(said["asked"][0]["id"], id.as_str(), "{said}");
    assert_eq!(
        after("other"),
        "1 0 沧州乙机械有限公司、戊公司 沧州乙机械有限责任公司、丙公司"
    );
    office.done("verify L.xbh");
    // and the list itself
    office.done("undo L.xbh");
    office.done("undo L.xbh");
    assert_eq!(office.refused(line), "register.no-list");
    office.done("verify L.xbh");
}

#[test]
fn what_is_kept_is_held_against_every_round() {
    let office = kept("2021-03-20", LISTED);
    assert_eq!(
        told(&office, "2021Q1"),
        ["not-listed 丙公司", "not-reported 戊公司"]
    );
    // who was on the list and is not any more
    keep(&office, "2021-06-20", "沧州乙机械有限公司 | 'GR8");
    assert_eq!(
        told(&office, "2021Q1"),
        ["not-listed 丙公司", "not-reported 戊公司"]
    );
    office.import("2021Q2", "青县", "S3", FIRMS);
    assert_eq!(
        told(&office, "2021Q2"),
        ["not-listed 丙公司", "off-list 甲公司"]
    );
    let said = office.json("register L.xbh firm --listed");
    assert_eq!(said["before"], "名单.xlsx", "{said}");
    assert_eq!(names(&said["gone"]), ["甲公司", "戊公司"]);
    assert_eq!(said["lists"].as_array().unwrap().len(), 2);
    // a county that reports it
    office.import("2021Q1", "献县", "S3", "戊公司 | 'GR5 | 正常 |");
    assert_eq!(told(&office, "2021Q1"), ["not-listed 丙公司"]);
}

#[test]
fn a_list_is_kept_with_its_day_and_whose_it_is() {
    let office = kept("2021-03-20", LISTED);
    let keep = |more: &str| {
        let line = format!("register L.xbh firm --match 名单.xlsx {more}");
        office.refused(&line)
    };
    for (more, code) in [
        ("--keep --source 省认定", "usage.missing"),
        ("--keep --day 2021-03-20", "usage.missing"),
        ("--keep --source 省认定 --day 明天", "register.no-day"),
        (
            "--keep --source 省认定 --day 2021-03-20",
            "register.list-kept",
        ),
        ("--answer 1", "register.no-choice"),
        ("--answer 1=same", "register.no-question"),
        ("--keep --source 市认定 --day 2021-03-20", "done"),
    ] {
        assert_eq!(keep(more), code, "{more}");
    }
    assert_eq!(
        office.refused("register L.xbh firm --listed --source 县认定"),
        "register.no-list"
    );
    // the file is kept with it, as every original
    office.done("undo L.xbh");
    office.import("2021Q2", "青县", "S3", FIRMS);
    assert!(office.done("verify L.xbh").contains("报送件 2"));
}

#[test]
fn a_list_is_read_whatever_its_title_says() {
    let office = kept("2021-03-20", LISTED);
    for title in [
        "河北省2021年第一批拟认定企业名单",
        "2019年度入库企业公示名单（预计）",
        "献县企业名单",
    ] {
        let rows = format!("{title}\n序号 | 企业名称 | 证书编号\n1 | 甲公司 | 'GR1");
        office.file("名单.xlsx", &rows);
        let said = office.json("register L.xbh firm --match 名单.xlsx");
        assert_eq!(said["same"], 1, "{title}: {said}");
    }
}

/// As lists are published: names, and no codes.
#[test]
fn a_list_of_names_alone_is_matched_by_them() {
    let office = Office::new();
    office.firms("2021Q1", "青县", FIRMS);
    office.file(
        "公示.xlsx",
        "2021年拟认定企业公示名单
序号 | 企业名称 | 所在地
1 | 甲公司 | 沧州
2 | 戊公司 | 沧州
注：以上排名不分先后",
    );
    let said = office.json("register L.xbh firm --match 公示.xlsx");
    assert_eq!(
        (&said["rows"], &said["same"]),
        (&2.into(), &1.into()),
        "{said}"
    );
    assert_eq!(names(&said["not_reported"]), ["戊公司"]);
}
