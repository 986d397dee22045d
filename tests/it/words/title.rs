//! What titles name.

use xianbaohui_core::text::key;
use xianbaohui_core::words::title::{is_one_of, is_title, names_another, over};

fn another(own: &str, title: &str) -> bool {
    names_another(&key(title), &[key(own)])
}

#[test]
fn a_title_that_names_something_else_is_another() {
    for (own, title) in [
        (
            "科技创新主要指标完成情况统计表",
            "2021年一季度工业经济主要指标完成情况统计表",
        ),
        ("科技创新主要指标完成情况统计表", "农业农村经济运行情况表"),
        ("高新技术企业名单", "2021年一季度科技型中小企业名单"),
        ("高新技术企业名单", "非高新技术企业名单"),
        ("技术合同情况表", "专利授权情况表"),
    ] {
        assert!(another(own, title), "{title}");
    }
}

#[test]
fn the_forms_own_title_in_other_words_is_no_other() {
    for (own, title) in [
        (
            "科技创新主要指标完成情况统计表",
            "2021年一季度科技创新主要指标完成情况统计表",
        ),
        ("科技创新主要指标完成情况统计表", "科技创新指标进展情况"),
        (
            "科技创新主要指标完成情况统计表",
            "主要指标统计表（2021年1-3月）",
        ),
        (
            "科技创新主要指标完成情况统计表",
            "科技创新主要指标完成情况统计表（亿元，%）",
        ),
        (
            "科技创新主要指标完成情况统计表",
            "科技创心主要指标完成情况统计表",
        ),
        ("科技创新主要指标完成情况统计表", "2021年一季度报表"),
        (
            "科技创新主要指标完成情况统计表",
            "县科技局一季度科技创新工作台账",
        ),
        ("主要指标统计表", "工业主要指标统计表"),
        ("企业名单", "高新技术企业名单（示例）"),
    ] {
        assert!(!another(own, title), "{title}");
    }
}

#[test]
fn lines_above_a_table_are_titles_by_how_they_end() {
    for (line, expected) in [
        ("2021年一季度科技创新主要指标完成情况统计表", true),
        ("高新技术企业名单（续）", true),
        ("附件1", false),
        ("附表", false),
        ("表号：科统1表", false),
        ("填报单位：青县", false),
        ("单位：万元", false),
        ("2021年1-3月", false),
    ] {
        assert_eq!(is_title(&key(line)), expected, "{line}");
    }
}

#[test]
fn a_title_is_the_forms_where_it_says_nothing_but_for_when_and_how() {
    let own = [key("科技创新主要指标完成情况统计表")];
    for (title, expected) in [
        ("2021年一季度科技创新主要指标完成情况统计表", true),
        ("科技创新主要指标完成情况统计表（万元）", true),
        ("科技创新主要指标完成情况统计表填报说明", false),
        ("科技创新主要指标", false),
    ] {
        assert_eq!(is_one_of(&key(title), &own), expected, "{title}");
    }
}

#[test]
fn words_of_a_title_that_no_form_has_and_not_any_title_has_are_left_over() {
    let own = "高新技术企业名单";
    for (title, expected) in [
        ("2021年一季度高新技术企业名单", &[] as &[&str]),
        ("附件2 高新技术企业名单（定稿）", &[]),
        ("河北省高新技术企业名单（示例）", &[]),
        ("高企名单", &[]),
        ("高新技术企业名单（一季度）", &[]),
        ("高新技术企业情况表（亿元，%）", &[]),
        ("高新技术企业统计季报表", &[]),
        ("2021年一季度注销高新技术企业名单", &["注销"]),
        ("2021年一季度到期高新技术企业名单", &["到期"]),
        ("培育高新技术企业名单", &["培育"]),
        ("高新技术企业名单（测试）", &["测试"]),
        ("高新技术企业名单（年报）", &["年报"]),
        ("高新技术企业名单（半年报）", &["半年报"]),
        ("民营高新技术企业名单", &["民营"]),
        ("去年高新技术企业名单", &["去年"]),
        ("前一季度高新技术企业名单", &["前一季度"]),
        ("高新技术企业名单（十三五）", &["十三五"]),
        ("高新技术企业名单（半年）", &["半年"]),
        ("高新技术企业名单（test）", &["test"]),
        ("表一 高新技术企业名单（终版，截至3月31日）", &[]),
        ("高新技术企业名单（加盖公章）", &[]),
    ] {
        assert_eq!(over(&key(title), &[key(own)], Some(3)), expected, "{title}");
    }
}
