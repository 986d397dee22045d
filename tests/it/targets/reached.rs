//! How far targets are reached by what counties report.

use super::Office;
use calamine::{Reader as _, Xlsx, open_workbook};
use serde_json::Value;

/// Value, 完成率 and standing of the targets, as far as they are told.
fn reached(office: &Office, round: &str) -> Vec<String> {
    let said = office.json(&format!("target L.xbh --round {round}"));
    let all = said["targets"].as_array().unwrap().iter();
    let all = all.filter(|one| !one["reached"].is_null());
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |one: &Value| {
        let own = &one["reached"];
        let parts = [
            text(&one["unit"]["code"]),
            text(&one["target"]["code"]),
            text(&own["value"]),
            text(&own["rate"]),
            text(&own["standing"]),
            text(&own["why"]),
        ];
        parts.join(" ")
    };
    all.map(line).collect()
}

#[test]
fn a_target_is_held_against_the_figures_of_the_round() {
    let office = Office::new();
    office.set("沧州市 firms 50");
    office.set("青县 firms 20");
    office.set("献县 firms 10");
    office.set("献县 firms 30% --node 2021-03-31");
    office.set("盐山县 firms 5");
    office.set("青县 contract 超过100");
    office.set("青县 energy 2");
    office.import(
        "2021Q1",
        "青县",
        "高新技术企业新增 | 5\n技术合同成交额 | 100\n单位能耗下降后 | 2.5",
    );
    office.import("2021Q1", "献县", "高新技术企业新增 | 3");
    let told = [
        "0 firms 8 16 - 还有单位没有报数",
        "1 firms 5 25 open -",
        "2 firms 3 30 on-path -",
        "3 firms - - - 还没有报数",
        "1 contract 100 100 open -",
        "1 energy 2.5 80 open -",
    ];
    assert_eq!(reached(&office, "2021Q1"), told);
    let all = "高新技术企业新增 | 20\n技术合同成交额 | 100.01\n单位能耗下降后 | 1.6";
    office.import("2021Q4", "青县", all);
    office.import("2021Q4", "献县", "高新技术企业新增 | 8");
    office.import("2021Q4", "盐山县", "高新技术企业新增 | 7");
    let told = [
        "0 firms 35 70 missed -",
        "1 firms 20 100 reached -",
        "2 firms 8 80 missed -",
        "3 firms 7 140 reached -",
        "1 contract 100.01 100 reached -",
        "1 energy 1.6 125 reached -",
    ];
    assert_eq!(reached(&office, "2021Q4"), told);
    let said = office.done("target L.xbh --round 2021Q4 --unit 献县");
    let line = "献县 2021年 新增高新技术企业：≥ 10 家；完成 8，80%，未完成。";
    assert!(said.contains(line), "{said}");
}

#[test]
fn a_figure_says_how_far_it_reaches_its_target() {
    let office = Office::new();
    office.set("沧州市 firms 50");
    office.set("青县 firms 20");
    for (unit, rows) in [("青县", "20"), ("献县", "5"), ("盐山县", "6")] {
        office.import("2021Q4", unit, &format!("高新技术企业新增 | {rows}"));
    }
    let told = |more: &str| {
        let line = format!("trace L.xbh --round 2021Q4 --indicator firms {more}");
        let said = office.json(&line);
        said["origins"][0]["targets"].clone()
    };
    assert_eq!(told("")[0], "2021年目标 ≥ 50 家：完成率 62%，未完成。");
    assert_eq!(
        told("--unit 青县")[0],
        "2021年目标 ≥ 20 家：完成率 100%，已完成。"
    );
    assert_eq!(told("--unit 献县"), serde_json::json!([]));
    assert_eq!(told("--units 青县,献县"), serde_json::json!([]));
}

#[test]
fn what_figures_alone_do_not_decide_is_left_to_people() {
    let office = Office::new();
    office.set("青县 firms 翻番");
    office.set("献县 firms 60 --year 2020-2022");
    office.import("2021Q1", "青县", "高新技术企业新增 | 5");
    office.import("2021Q1", "献县", "高新技术企业新增 | 5");
    let told = ["2 firms 5 - - 跨年度的要各年相加", "1 firms 5 - - 由人判断"];
    assert_eq!(reached(&office, "2021Q1"), told);
}

#[test]
fn the_targets_of_the_year_stand_beside_the_figures_that_go_out() {
    let office = Office::new();
    office.set("沧州市 firms 50");
    office.set("青县 firms 20");
    office.set("盐山县 firms 7.5");
    office.set("青县 firms 60 --year 2020-2022");
    office.set("青县 contract 翻番");
    office.set("青县 energy 2");
    let all = "高新技术企业新增 | 25\n技术合同成交额 | 100\n单位能耗下降后 | 1.6";
    office.import("2021Q4", "青县", all);
    office.import("2021Q4", "献县", "高新技术企业新增 | 6");
    office.done("consolidate L.xbh --round 2021Q4 --out out.xlsx");
    let mut book: Xlsx<_> = open_workbook(office.at().join("out.xlsx")).unwrap();
    let mut of = |sheet: &str, name: &str| {
        let range = book.worksheet_range(sheet).unwrap();
        let row = range
            .rows()
            .find(|row| row.iter().any(|cell| *cell == *name));
        let row = row.unwrap_or_default().iter().map(ToString::to_string);
        row.collect::<Vec<_>>().join(" | ")
    };
    for (sheet, name, wanted) in [
        (
            "S1分县表",
            "青县",
            "青县 | 25 | 20 | 125 |  | 100 | 1.6 | 2 | 125",
        ),
        ("S1分县表", "献县", "献县 | 6 |  |  |  |  |  |  | "),
        (
            "S1分县表",
            "盐山县",
            "盐山县 | 未报 | 7.5 | 未报 | 未报 | 未报 | 未报 |  | 未报",
        ),
        (
            "S1分县表",
            "合计（2/3）",
            "合计（2/3） | 31 | 50 | 62 | ※ | 100 | / |  | ",
        ),
        (
            "S1汇总表",
            "高新技术企业新增",
            "1 | 高新技术企业新增 | 家 | 31 | 50 | 62",
        ),
    ] {
        assert_eq!(of(sheet, name), wanted, "{sheet}");
    }
}

/// A target that was changed in summer was another one in spring.
#[test]
fn a_round_is_held_against_the_target_of_its_last_day() {
    let office = Office::new();
    let set = |value: &str, date: &str| {
        office.done(&format!(
            "target L.xbh set 青县 firms {value} --date {date} --why 市政府下达"
        ))
    };
    set("20", "2021-04-10");
    office.import("2021Q1", "青县", "高新技术企业新增 | 5");
    // given out after the end of the first quarter it holds for that, too
    assert_eq!(reached(&office, "2021Q1"), ["1 firms 5 25 open -"]);
    set("40", "2021-08-01");
    // written down later, it held from an earlier day
    let said = set("10", "2021-02-01");
    assert!(said.contains("2021-08-01 起仍是 40"), "{said}");
    assert_eq!(reached(&office, "2021Q1"), ["1 firms 5 50 open -"]);
    office.import("2021Q4", "青县", "高新技术企业新增 | 20");
    assert_eq!(reached(&office, "2021Q4"), ["1 firms 20 50 missed -"]);
    // what holds later is told, and stands in the history
    let said = office.done("target L.xbh --round 2021Q1");
    assert!(said.contains("2021-08-01 起 ≥ 40 家"), "{said}");
    let said = office.json("target L.xbh --round 2021Q1");
    let history = said["targets"][0]["history"].as_array().unwrap().len();
    assert_eq!(history, 3, "{said}");
    let said = office.done("trace L.xbh --round 2021Q1 --indicator firms --unit 青县");
    assert!(said.contains("≥ 10 家"), "{said}");
}
