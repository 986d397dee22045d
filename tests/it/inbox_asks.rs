//! What is asked about a file is asked once, however many of its sheets raise it.

use crate::support::take;
use crate::told::mini;
use xianbaohui_reading::intake::{Verdict, asked_once};
use xianbaohui_tests::sheet::Sheet;

const BODY: &str = "指标名称 | 计量单位 | 2021年目标 | 本季 | 累计 | 上年同期累计\n高新技术企业 | \
    家 | 10 | 2 | 3 | 2\n其中：规模以上 | 家 | 4 | 1 | 1 | 1\n其中：规模以下 | 家 | 6 | 1 | 2 | 1\
    \n技术合同成交额 | 万元 | 1000 | 100 | 300 | 200\n从业人员净增 | 人 | / | -5 | -3 | 2\n研发投入\
    占比 | % | 2 | 1.5 | 1.6 | 1.4";

fn asked(sheets: &[(&str, &str)]) -> Vec<String> {
    let sheets = sheets
        .iter()
        .map(|(name, line)| {
            Sheet::new(
                name,
                &format!("2021年一季度主要指标完成情况统计表\n{line}\n{BODY}"),
            )
        })
        .collect::<Vec<_>>();
    let scheme = mini();
    match take(&scheme, Some("2021Q1"), "报表.xlsx", &sheets).verdict {
        Verdict::Unsure(asked) => asked_once(&asked),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_that_several_sheets_raise_is_told_once_and_names_them() {
    let one = asked(&[("表1", "填报单位：火星县")]);
    assert!(one.len() == 1 && !one[0].contains("工作表"), "{one:?}");
    let same = asked(&[
        ("表1", "填报单位：火星县"),
        ("表2", "填报单位：火星县"),
        ("表3", "填报单位：火星县"),
    ]);
    assert_eq!(same, [format!("工作表“表1”、“表2”、“表3”：{}", one[0])]);
    let differ = asked(&[("表1", "填报单位：火星县"), ("表2", "填报单位：木星县")]);
    assert!(
        differ.len() == 2
            && differ[0].starts_with("工作表“表1”：")
            && differ[1].starts_with("工作表“表2”："),
        "{differ:?}"
    );
}
