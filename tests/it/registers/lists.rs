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
