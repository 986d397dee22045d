//! Headers and labels in other words.

use std::collections::HashMap;
use xianbaohui_core::period::Period;
use xianbaohui_core::text::key;
use xianbaohui_core::words::wording::{groups, header, headers, is_mere_group, label};

fn check(text: &str, period: &str, expected: &str) {
    let period = Period::parse(period);
    assert_eq!(header(&key(text), period), expected, "{text}");
}

#[test]
fn headers_that_name_the_round_are_the_forms() {
    for (text, period, expected) in [
        ("去年同期", "2021Q1", "上年同期累计"),
        ("2020年同期数", "2021Q1", "上年同期累计"),
        ("2020年1-3月", "2021Q1", "上年同期累计"),
        ("2020年一季度累计", "2021Q1", "上年同期累计"),
        ("2020年一季度", "2021Q1", "上年同期累计"),
        ("2019年1-3月", "2021Q1", "2019年1-3月"),
        ("2020年1-6月", "2021Q1", "2020年1-6月"),
        ("1-3月累计", "2021Q1", "累计"),
        ("1-6月累计", "2021H1", "累计"),
        ("1-6月累计", "2021Q2", "累计"),
        ("二季度", "2021Q2", "本季"),
        ("一季度", "2021Q2", "一季度"),
        ("一季度完成", "2021Q1", "本季"),
        ("本季完成", "2021Q1", "本季"),
        ("第1季度", "2021Q1", "本季"),
        ("2021年目标", "2021Q1", "年目标"),
        ("2020年目标", "2021Q1", "上年目标"),
        ("全年目标", "2021Q1", "年目标"),
        ("2022年目标", "2021Q1", "2022年目标"),
        ("截至3月底累计完成", "2021Q1", "累计"),
        ("比去年同期增长", "2021Q1", "同比增长"),
        ("2021年1-3月累计完成数", "2021Q1", "累计"),
        ("上年完成", "2021Q1", "上年完成"),
        ("非累计", "2021Q1", "非累计"),
        ("不含开发区上年同期累计", "2021Q1", "不含开发区上年同期累计"),
        ("2020年营业收入", "2021Q1", "上年营业收入"),
        ("2020年", "2020", "本年"),
        ("21年目标", "2021Q1", "年目标"),
        ("20年同期", "2021Q1", "上年同期累计"),
        ("19年目标", "2021Q1", "19年目标"),
        ("2021年目标数", "2021Q1", "年目标"),
        ("年累计", "2021Q1", "累计"),
        ("完成进度", "2021Q1", "完成全年目标"),
        ("考核指标", "2021Q1", "指标名称"),
    ] {
        check(text, period, expected);
    }
}

#[test]
fn labels_in_other_words_are_the_forms() {
    let period = Period::parse("2021Q1");
    for (text, other) in [
        ("新增高新技术企业数", "高新技术企业新增"),
        ("高企新增", "高新技术企业新增"),
        ("规上", "规模以上"),
        ("2021年技术合同成交额", "技术合同成交额"),
        ("一季度技术合同成交额", "技术合同成交额"),
        ("新建省级以上创新平台数", "省级以上创新平台新建"),
        ("高新技术企业总数（期末）", "高新技术企业总数"),
        ("高新技术企业总数（有效期内）", "高新技术企业总数"),
        ("规上企业", "规模以上"),
        ("规模以上企业", "规模以上"),
        ("规模以下企业", "规模以下"),
        ("输出", "技术输出"),
        ("输出额", "技术输出"),
        ("技术输出额", "技术输出"),
        ("技术合同成交总额", "技术合同成交额"),
        ("技术合同认定登记成交额", "技术合同成交额"),
        ("技术合同登记成交额", "技术合同成交额"),
        ("科技型中小企业总量", "科技型中小企业总数"),
        ("省科学技术进步奖", "省科技进步奖"),
        ("争取省科技专项资金", "争取省科技资金"),
        ("科技型中小企业创新英才", "科技型中小企业创新英才总数"),
        ("国家级孵化器总数", "国家级科技企业孵化器总数"),
    ] {
        let canonical = |text: &str| label(text, period).unwrap_or_else(|| text.to_owned());
        assert_eq!(canonical(&key(text)), canonical(&key(other)), "{text}");
    }
    for (text, other) in [
        ("高新技术企业总数", "高新技术企业新增"),
        ("2020年技术合同成交额", "技术合同成交额"),
        ("非高新技术企业新增", "高新技术企业新增"),
        ("高新技术企业新增（期末）", "高新技术企业新增"),
        ("高新技术企业总数（年初）", "高新技术企业总数"),
        ("吸纳", "技术输出"),
        ("规上工业企业", "规模以上"),
        ("科技型中小企业创新英才新增", "科技型中小企业创新英才总数"),
        ("技术输出项数", "技术输出"),
    ] {
        let canonical = |text: &str| label(text, period).unwrap_or_else(|| text.to_owned());
        assert_ne!(canonical(&key(text)), canonical(&key(other)), "{text}");
    }
}

#[test]
fn groups_that_say_nothing_are_known_with_the_year_too() {
    let period = Period::parse("2021Q1");
    for text in [
        "完成情况",
        "2021年完成情况",
        "21年完成情况",
        "实际完成情况",
        "实际完成",
        "实际完成数",
    ] {
        assert!(is_mere_group(&key(text), period), "{text}");
    }
    for text in ["2020年完成情况", "目标完成", "计划完成情况"] {
        assert!(!is_mere_group(&key(text), period), "{text}");
    }
}

#[test]
fn no_wording_says_two_things() {
    let mut seen = HashMap::new();
    for (own, word) in headers() {
        assert_eq!(seen.insert(word, own), None, "{word}");
    }
    assert!(groups().all(|word| !word.is_empty()));
}

/// A test a row: each wording, for a round that it names, is the header that stands for all.
#[test]
fn every_wording_of_the_table_is_read() {
    for (own, word) in headers() {
        let (period, quarter, months) = if word.contains("{期}") {
            ("2021Q1", "一季度", "1-3月")
        } else {
            ("2021Q2", "二季度", "1-6月")
        };
        let written = word
            .replace("{期}", quarter)
            .replace("{单}", quarter)
            .replace("{累}", months);
        check(&written, period, own);
        let this = written.replace("本年", "2021年").replace("上年", "2020年");
        check(&this, period, own);
        let last = written.replace("上年", "去年").replace("本年", "今年");
        check(&last, period, own);
    }
}

/// What may mean another column is no wording of this one.
#[test]
fn a_word_more_that_changes_the_figure_is_no_wording() {
    for (text, period) in [
        ("目标完成", "2021Q1"),
        ("全年目标完成数", "2021Q1"),
        ("年度任务完成情况", "2021Q1"),
        ("年初目标", "2021Q1"),
        ("本季累计", "2021Q1"),
        ("二季度累计", "2021Q2"),
        ("上年二季度累计", "2021Q2"),
        ("目标增长率", "2021Q1"),
        ("同比增长额", "2021Q1"),
        ("增长", "2021Q1"),
        ("单位情况", "2021Q1"),
        ("技术交易额", "2021Q1"),
    ] {
        let period = Period::parse(period);
        let text = key(text);
        let own = header(&text, period);
        assert!(headers().all(|(known, _)| known != own), "{text}: {own}");
    }
    // 技术交易额 is less than 技术合同成交额
    assert_eq!(label(&key("技术交易额"), None), None);
}
