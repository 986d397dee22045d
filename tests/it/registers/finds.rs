//! What registers say against a round's rosters and figures.

use super::Office;

/// What is found in a round by registers, with the grade.
fn found(office: &Office, round: &str) -> Vec<String> {
    let said = office.json(&format!("findings L.xbh --round {round}"));
    let all = said["findings"].as_array().unwrap().iter();
    let own = all.filter(|one| one["code"].as_str().unwrap().starts_with("register."));
    let words = own.map(|one| {
        let text = |key: &str| one[key].as_str().unwrap().to_owned();
        let unit = one["unit"]["name"].as_str().unwrap();
        format!(
            "{} {unit} {} {}",
            text("severity"),
            text("code"),
            text("message")
        )
    });
    words.collect()
}

fn check(found: &[String], expected: &[(&str, &str)]) {
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (own, (start, part)) in found.iter().zip(expected) {
        assert!(own.starts_with(start) && own.contains(part), "{own}");
    }
}

#[test]
fn a_register_is_held_against_what_is_reported() {
    let office = Office::new();
    let rows = "甲公司 | 'GR1 | 正常 | @2023-12-31\n乙公司 | 'GR2 | 撤销 |\n丙公司 | 'GR3 | 正常 |";
    office.import("2021Q1", "青县", "S3", rows);
    office.import("2021Q1", "青县", "S1", "高新技术企业 | 5");
    // nothing was accepted: nothing is known
    check(&found(&office, "2021Q1"), &[]);
    office.done("register L.xbh firm --accept");
    check(
        &found(&office, "2021Q1"),
        &[(
            "C 青县 register.count",
            "高新技术企业报 5，名录“企业”里期末在册 2 条",
        )],
    );
    office.import("2021Q1", "青县", "S1", "高新技术企业 | 2");
    check(&found(&office, "2021Q1"), &[]);
    // in two counties, ended and reported again, and soon over
    office.import(
        "2021Q2",
        "献县",
        "S3",
        "甲公司 | 'GR1 | 正常 | @2021-09-30\n乙公司 | 'GR2 | 正常 |",
    );
    check(
        &found(&office, "2021Q2"),
        &[
            ("B 献县 register.two-units", "甲公司（青县）"),
            ("B 献县 register.ended", "乙公司（撤销）"),
            ("D 献县 register.lapsing", "甲公司（2021-09-30）"),
        ],
    );
    // what came later says nothing of then
    check(&found(&office, "2021Q1"), &[]);
}

#[test]
fn who_is_on_the_black_list_is_told_at_every_listing() {
    let office = Office::new();
    office.import(
        "2021Q1",
        "青县",
        "S3",
        "甲有限责任公司 | 'GR1 | 正常 |\n乙公司 | 'GR2 | 正常 |",
    );
    office.import(
        "2021Q1",
        "沧州市",
        "L1",
        "甲有限公司 | 黑名单\n乙公司 | 红名单",
    );
    check(&found(&office, "2021Q1"), &[]);
    office.done("register L.xbh list --accept");
    check(
        &found(&office, "2021Q1"),
        &[(
            "B 青县 register.blacklisted",
            "“诚信名单”的黑名单上：甲有限责任公司",
        )],
    );
    // it does not come into the register with the rest
    let proposed = office.pending("firm");
    assert_eq!(proposed, ["新增 甲有限责任公司 blacklisted", "新增 乙公司"]);
    office.done("register L.xbh firm --accept");
    assert_eq!(office.pending("firm"), proposed[..1]);
    // nor unseen from a published list
    let list = "企业名单\n企业名称 | 证书编号\n甲有限公司 | 'GR1\n丙公司 | 'GR3";
    office.file("名单.xlsx", list);
    let said = office.json("register L.xbh firm --match 名单.xlsx");
    assert_eq!(said["blacklisted"][0]["name"], "甲有限公司", "{said}");
    assert_eq!(said["blacklisted"].as_array().unwrap().len(), 1);
    office.done("register L.xbh firm --accept --key GR1");
    assert_eq!(office.pending("firm"), [""; 0]);
}

#[test]
fn what_a_row_of_the_shipped_registers_cannot_be_is_told() {
    let office = Office::new();
    office.done("new K.xbh --scheme kjcx");
    office.done("round add K.xbh 2021Q2 --deadline 2021-07-10 --forms L02,L05");
    let head = "填报单位：襄都区";
    let firms = [
        "科技型中小企业名单",
        head,
        "企业名称 | 统一社会信用代码 | 所属县（市、区） | 口径 | 入库登记编号 | 入库日期 | \
            有效期至 | 职工总数（人） | 科技人员（人） | 状态",
        "甲公司 | '91130502DEM000014D | 襄都区 | 国家评价 | '2021130500001 | @2021-05-01 | \
            @2020-12-31 | 20 | 30 | 有效",
    ];
    office.file("L02.xlsx", &firms.join("\n"));
    let spaces = [
        "双创载体运营情况",
        head,
        "载体名称 | 所属县（市、区） | 类别 | 级别 | 运营单位 | 场地面积（㎡） | 状态",
        "甲空间 | 襄都区 | 众创空间 | 省级 | 甲公司 | 2000 | 正常",
    ];
    office.file("L05.xlsx", &spaces.join("\n"));
    for file in ["L02.xlsx", "L05.xlsx"] {
        let line = format!("import K.xbh --round 2021Q2 --unit 襄都区 {file}");
        assert!(office.done(&line).contains("入库 1"), "{file}");
    }
    let said = office.json("findings K.xbh --round 2021Q2");
    let all = said["findings"].as_array().unwrap().iter();
    let mut rules = all
        .filter_map(|one| one["rule"].as_str())
        .filter(|rule| rule.starts_with('l') && !rule.ends_with("unchecked"))
        .collect::<Vec<_>>();
    rules.sort_unstable();
    assert_eq!(
        rules,
        ["l02-dates", "l02-staff", "l05-floor-space"],
        "{said}"
    );
}
