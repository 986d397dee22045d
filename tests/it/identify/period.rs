//! Which period is reported.

use super::{sheet, told};
use crate::support::{compare, take};
use crate::told::mini;

#[test]
fn the_period() {
    let scheme = mini();
    let wrong = |months: &str| {
        format!(
            "asked: 表上写的报告期是{months}，本批次是2021年一季度。\
                请核对是不是发错了表，或标题忘了改。"
        )
    };
    let cases = [
        (
            "2021年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".to_owned(),
        ),
        (
            "2021年第1季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "2021年1-3月主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "2021年１—３月份主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "二〇二一年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "报告期：2021年一季度",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        // nothing said: the round's; without a round it is asked
        (
            "主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "",
            None,
            "asked: 表上没有写报告期（例如“2021年一季度”）。请在标题里写明，或导入到某个报送批次。"
                .into(),
        ),
        (
            "2021年一季度主要指标完成情况统计表",
            "",
            None,
            "青县 M 2021Q1".into(),
        ),
        // the day of filling in is no period
        (
            "2021年一季度主要指标完成情况统计表",
            "填报日期：2021年4月6日",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "填报时间：2021年4月6日",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        // another
        (
            "2020年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2020年1–3月"),
        ),
        (
            "2021年二季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年4–6月"),
        ),
        (
            "2021年1-2月主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年1–2月"),
        ),
        (
            "2021年主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年"),
        ),
        (
            "主要指标完成情况统计表",
            "报告期：2021年上半年",
            Some("2021Q1"),
            wrong("2021年1–6月"),
        ),
        (
            "主要指标完成情况统计表",
            "2021年一季度，2021年二季度",
            None,
            "asked: 表上写了不同的报告期：2021年1–3月、2021年4–6月。请核对标题。".into(),
        ),
    ];
    let taken = cases.each_ref().map(|(title, line, round, _)| {
        told(
            &take(
                &scheme,
                *round,
                "青县.xlsx",
                &[sheet("表1", title, &format!("填报单位：青县 | | | {line}"))],
            ),
            &scheme,
        )
    });
    compare(
        cases
            .iter()
            .zip(taken)
            .map(|((title, line, round, expected), came)| {
                (
                    format!("{title} / {line} / {round:?}"),
                    came,
                    expected.as_str(),
                )
            }),
    );
}
