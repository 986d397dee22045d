//! A 目标任务台账 is taken in: what is clear is shown, what is not is asked, and nothing is set
//! before.

use super::Office;
use serde_json::Value;
use xianbaohui_tests::sheet::rewritten;

/// What a list would set, and what is asked.
fn check(rows: &str, given: &str, targets: &[&str], questions: &[&str]) {
    let office = Office::new();
    office.file("台账.xlsx", rows);
    let said = office.json(&format!("target L.xbh import 台账.xlsx {given}"));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let all = said["targets"]
        .as_array()
        .unwrap_or_else(|| panic!("{said}"));
    let line = |one: &Value| {
        let parts = [
            text(&one["unit"]["code"]),
            text(&one["target"]),
            text(&one["item"]),
            text(&one["years"]),
            text(&one["node"]),
            text(&one["aim"]),
            text(&one["amount"]),
        ];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" ")
    };
    let own = all.iter().map(line).collect::<Vec<_>>();
    assert_eq!(own, targets, "{said}");
    let asked = said["questions"].as_array().unwrap().iter();
    let asked = asked.map(|one| format!("{} {}", text(&one["of"]), text(&one["text"])));
    assert_eq!(asked.collect::<Vec<_>>(), questions, "{said}");
    assert!(office.held().is_empty());
}

#[test]
fn a_table_of_units_and_targets_is_taken_in() {
    check(
        "2021年各县（市、区）目标任务分解表 | < | <
        县（市、区） | 新增高新技术企业（家） | 技术合同成交额（亿元）
        全市 | 50 | 38
        青县 | 20家以上 | 1.25
        献县 | 15 | —
        盐山县 | 15 |",
        "",
        &[
            "0 firms 2021 at-least 50",
            "0 contract 2021 more-than 380000",
            "1 firms 2021 at-least 20",
            "1 contract 2021 more-than 12500",
            "2 firms 2021 at-least 15",
            "3 firms 2021 at-least 15",
        ],
        &[],
    );
    check(
        "目标分解表 | < | < | < | <
        指标名称 | 计量单位 | 全市 | 青县 | 献县
        新增高新技术企业 | 家 | 35 | 20 | 15
        技术交易总额 | 亿元 | 38 | 20 | 18",
        "--year 2021",
        &[
            "0 firms 2021 at-least 35",
            "1 firms 2021 at-least 20",
            "2 firms 2021 at-least 15",
            "0 contract 2021 more-than 380000",
            "1 contract 2021 more-than 200000",
            "2 contract 2021 more-than 180000",
        ],
        &[],
    );
}

#[test]
fn years_and_nodes_stand_in_headers() {
    check(
        "三年目标 | < | < | < | <
        目标任务 | 2020年目标 | 2021年目标 | 2022年 | 2020-2022年目标
        新增高新技术企业 | 10 | 20 | 30 | 60",
        "",
        &[
            "0 firms 2020 at-least 10",
            "0 firms 2021 at-least 20",
            "0 firms 2022 at-least 30",
            "0 firms 2020-2022 at-least 60",
        ],
        &[],
    );
    check(
        "2021年目标任务台账 | < | < | < | <
        序号 | 目标任务 | 年度目标 | 一季度 | 6月底
        1 | 新增高新技术企业 | 50 | 25% | 30",
        "",
        &[
            "0 firms 2021 at-least 50",
            "0 firms 2021 2021-03-31 at-least 25%",
            "0 firms 2021 2021-06-30 at-least 30",
        ],
        &[],
    );
}

#[test]
fn a_task_over_several_units_is_each_ones_and_a_figure_is_asked_about() {
    check(
        "2021年目标任务台账 | < | < | < | < | <
        序号 | 工作任务 | 目标值 | 责任单位 | 责任人 | 完成时限
        一、创新主体 | | | | |
        1 | 新增高新技术企业 | 30 | 青县 | 张三 | 12月底
        2 | 技术合同成交额 | 5亿元 | 青县、献县 | 李四 | 12月底",
        "",
        &["1 firms 2021 at-least 30"],
        &["merged “技术合同成交额”的 5亿元 由 2 个单位承担：各是这个数，还是合起来？"],
    );
    let merged = "2021年目标任务台账 | < | <
        工作任务 | 目标值 | 责任单位
        新增高新技术企业 | 30 | 青县
        ^ | ^ | 献县";
    check(
        merged,
        "",
        &[],
        &["merged “新增高新技术企业”的 30 由 2 个单位承担：各是这个数，还是合起来？"],
    );
}

#[test]
fn what_is_not_known_is_asked() {
    check(
        "目标任务台账 | < | <
        目标任务 | 目标值 | 责任单位
        新增高新技术企业 | 30 | 青县",
        "",
        &[],
        &["year “台账”是哪一年（哪几年）的目标？可答 2021 或 2020-2022。"],
    );
    check(
        "2021年目标任务台账 | < | <
        目标任务 | 目标值 | 责任单位
        高新技术企业 | 30 | 青县
        新增高新技术企业 | 约30 | 献县
        高新技术企业总数 | 300 | 火星县
        高新技术企业总数 | 100 | 献县
        高新技术企业总数 | 120 | 献县",
        "",
        &[],
        &[
            "kind “高新技术企业”是哪一项目标？可答目标的代码。",
            "value “新增高新技术企业”的目标值“约30”是约数（指标的计量单位是“家”）。可答目标值。",
            "unit 责任单位“火星县”不都是填报单位。可答一个单位的名称，几个的用、分开。",
            "twice 同一项目标写了 2 次，数不同：收哪一个？",
        ],
    );
}

#[test]
fn answers_are_heard_and_all_is_set_as_one_step() {
    let office = Office::new();
    office.file(
        "台账.xlsx",
        "2021年目标任务台账 | < | < | <
        目标任务 | 目标值 | 责任单位 | 牵头单位
        高新技术企业 | 30 | 青县 | 市科技局
        技术合同成交额 | 5亿元 | 青县、献县 | 市科技局
        创建省级高新区 | 批准 | 盐山县 | 市科技局",
    );
    let said = office.json("target L.xbh import 台账.xlsx");
    let questions = said["questions"].as_array().unwrap();
    let ids = questions.iter().map(|one| one["id"].as_str().unwrap());
    let ids = ids.collect::<Vec<_>>();
    let answers = format!(
        "--answer {}=firms --answer {}=together --answer {}=task",
        ids[0], ids[1], ids[2]
    );
    // what is still asked keeps all from being set
    let part = format!("--answer {}=firms", ids[0]);
    let accept = "--accept --date 2021-02-01 --why 市政府下达";
    office.done(&format!("target L.xbh import 台账.xlsx {part} {accept}"));
    assert!(office.held().is_empty());
    office.done(&format!("target L.xbh import 台账.xlsx {answers} {accept}"));
    let held = [
        "1 firms 2021 30",
        "0 contract 2021 50000",
        "3 task 创建省级高新区 2021 批准",
    ];
    assert_eq!(office.held(), held);
    let said = office.json("target L.xbh");
    let own = &said["targets"][0];
    assert_eq!(
        (&own["lead"], &own["date"]),
        (&"市科技局".into(), &"2021-02-01".into())
    );
    assert_eq!(own["source"], "台账.xlsx 台账!B3");
    // once more: nothing is new
    let again = format!("target L.xbh import 台账.xlsx {answers} {accept}");
    assert_eq!(office.refused(&again), "target.nothing");
    office.done("undo L.xbh");
    assert!(office.held().is_empty());
    office.done("verify L.xbh");
}

#[test]
fn what_a_list_says_beside_its_figures_is_asked_and_what_nobody_sees_is_not_taken() {
    // above the table it holds for what is of its kind
    check(
        "2021年目标任务分解表 | < | <
        单位：亿元 | | 
        县（市、区） | 新增高新技术企业 | 技术合同成交额
        青县 | 20 | 1.25",
        "",
        &[
            "1 firms 2021 at-least 20",
            "1 contract 2021 more-than 12500",
        ],
        &[],
    );
    check(
        "2021年目标任务台账 | < | < | <
        目标任务 | 目标值 | 责任单位 | 备注
        技术合同成交额 | 38 | 青县 | 单位：亿元
        新增高新技术企业 | 38 | 青县 | 单位：家
        研发投入强度 | 0.018 | 青县 |",
        "",
        &["1 firms 2021 at-least 38"],
        &[
            "value “技术合同成交额”的目标值“38”旁边写着“单位：亿元”，按哪个计量单位\
                （指标的计量单位是“万元”）。可答目标值。",
            "value “研发投入强度”的目标值“0.018”小于 1，可能是没有写成百分数\
                （指标的计量单位是“%”）。可答目标值。",
        ],
    );
    check(
        "2021年目标任务台账 | < | <
        目标任务 | 2022年目标 | 责任单位
        新增高新技术企业 | 30 | 青县",
        "",
        &[],
        &["year B 列的表头写的是2022年，标题写的是2021年：是哪一年的目标？"],
    );
}

/// A row that is hidden, and one that is struck through.
#[test]
fn hidden_and_struck_rows_of_a_list_are_told_and_not_taken() {
    let office = Office::new();
    office.file(
        "台账.xlsx",
        "2021年目标任务台账 | < | <
        目标任务 | 目标值 | 责任单位
        新增高新技术企业 | 30 | 青县
        新增高新技术企业 | 31 | 献县
        新增高新技术企业 | 32 | 盐山县",
    );
    let path = office.at().join("台账.xlsx");
    let bytes = std::fs::read(&path).unwrap();
    let changed = rewritten(&bytes, |name, text| {
        if name.ends_with("sheet1.xml") {
            text.replace("<row r=\"4\"", "<row r=\"4\" hidden=\"1\"")
        } else {
            text.to_owned()
        }
    });
    std::fs::write(&path, changed.unwrap()).unwrap();
    let said = office.json("target L.xbh import 台账.xlsx");
    assert_eq!(said["targets"].as_array().unwrap().len(), 2, "{said}");
    assert_eq!(said["left"][0], "第 4 行是隐藏的，没有收。", "{said}");
}

#[test]
fn what_stands_below_the_name_of_a_target_says_what_it_is() {
    check(
        "各县（市、区）目标任务分解表 | < | < | < | <
        县（市、区） | 新增高新技术企业 | < | 技术合同成交额（亿元） | <
        ^ | 2020年完成 | 2021年目标 | 2020年完成 | 2021年目标
        青县 | 7 | 20 | 0.9 | 1",
        "",
        &[
            "1 firms 2021 at-least 20",
            "1 contract 2021 more-than 10000",
        ],
        &[
            "column 认不出 B 列（2020年完成 新增高新技术企业）是什么。",
            "column 认不出 D 列（2020年完成 技术合同成交额（亿元））是什么。",
        ],
    );
}

#[test]
fn powers_of_ten_shares_and_lines_between_rows_count() {
    check(
        "2021年目标任务台账 | < | <
        目标任务 | 目标值 | 责任单位
        新增高新技术企业 | 1.2万家 | 青县
        高新技术企业总数 | 0.03万家 | 青县
        二、2022年目标（亿元） | |
        技术合同成交额 | 10 | 青县",
        "",
        &[
            "1 firms 2021 at-least 12000",
            "1 total 2021 reach 300",
            "1 contract 2022 more-than 100000",
        ],
        &[],
    );
    let value = |name: &str, words: &str, why: &str, unit: &str| {
        format!("value “{name}”的目标值“{words}”{why}（指标的计量单位是“{unit}”）。可答目标值。")
    };
    let firms = "新增高新技术企业";
    check(
        "2021年目标任务台账 | < | < | < | < | <
        目标任务 | 计量单位 | 目标值 | 一季度 | 完成时限 | 备注
        研发投入强度 | % | 0.016 | | |
        新增高新技术企业 | 家 | 100 | 0.25 | | 
        高新技术企业总数 | 家 | 300 | | 2022年12月 |
        技术合同成交额 | 万元 | 500 | | | 调整为600
        技术合同成交额 | 万美元 | 30 | | |
        新增高新技术企业 | 家 | 90 | | | 暂缓",
        "",
        &["0 firms 2021 at-least 100"],
        &[
            &value("研发投入强度", "0.016", "小于 1，可能是没有写成百分数", "%"),
            &value(firms, "0.25", "小于 1，可能是没有写成百分数", "家"),
            &value(
                "高新技术企业总数",
                "300",
                "的完成时限是“2022年12月”，不在2021年",
                "家",
            ),
            &value("技术合同成交额", "500", "旁边写着“调整为600”", "万元"),
            &value("技术合同成交额", "30", "的计量单位写的是“万美元”", "万元"),
            &value(firms, "90", "旁边写着“暂缓”", "家"),
        ],
    );
}
