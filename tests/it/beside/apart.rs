//! What further sheets say of the figures of those that are read.

use super::{differs, sheet};
use crate::support::compare;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// Words decide what is told, not what the sheet is called.
#[test]
fn what_a_further_sheet_says_of_figures_is_told() {
    const LEFT: &str = "! D sheet.not-a-form";
    const SAYS: &str = "! B figures.remark A1\n! D sheet.not-a-form";
    let cases = [
        ("Sheet2", "技术合同成交额应为2082.98", SAYS),
        ("Sheet2", "技术合同成交额累计为300.25", LEFT),
        ("Sheet2", "表1金额单位为元", SAYS),
        ("Sheet2", "本表以亿元计", SAYS),
        ("Sheet2", "金额单位：万元", LEFT),
        ("Sheet2", "表1作废", SAYS),
        (
            "Sheet2",
            "本表数据为快报数",
            "! C figures.remark A1\n! D sheet.not-a-form",
        ),
        // what instructions say
        ("填表说明", "服务类收入不计入技术合同成交额", LEFT),
        (
            "填表说明",
            "技术合同成交额：指登记的合同金额，避免漏报",
            LEFT,
        ),
        ("填表说明", "全市金额以亿元计，县填万元", LEFT),
        // who made it out is no correction
        ("说明", "联系电话：0310-3111111", LEFT),
        ("说明", "联系人 | 张三 | 电话 | 0310-3111111", LEFT),
        ("说明", "一是统计范围扩大", "! C sheet.not-a-form A1"),
        ("更正", "1 | 2", "! C sheet.not-a-form A1"),
    ];
    compare(cases.map(|(name, words, expected)| {
        let file = workbook(&[sheet(), Sheet::new(name, words)]).unwrap();
        (format!("{name} {words}"), differs(&file), expected)
    }));
}
