//! What words beside figures say of them.

use std::str::FromStr as _;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::period::Period;
use xianbaohui_core::words::beside::{
    Beside, CORRECTS, Says, VOID, WRONG, is_of_another, mark, told,
};

/// Beside 4980, 3600 and 12.5, read in 万元 and 家.
fn check(words: &str, expected: Option<Says>) {
    let figures = ["4980", "3600", "12.5"].map(|one| Decimal::from_str(one).unwrap());
    let units = ["万元", "家"].map(|one| MeasureUnit::parse(one).unwrap());
    let beside = Beside {
        figures: &figures,
        units: &units,
        period: Period::parse("2021Q1"),
        is_comment: false,
    };
    assert_eq!(told(words, &beside), expected, "{words}");
}

#[test]
fn words_that_say_something_of_the_figures_beside_them_are_told() {
    for words in [
        "累计应为5120",
        "累计应为 5,120 万元",
        "5120为更正数",
        "原为4980，更正为5120",
        "实际48.6",
        "该数有误",
        "上年数填错",
        "漏报2家",
        "以5120为准",
        "以这个为准：5120",
        "表中数字均乘以1000",
        "这是错的",
        "漏填一项",
    ] {
        check(words, Some(Says::Corrected));
    }
    for words in [
        "作废",
        "该企业2020年已注销",
        "证书撤销",
        "此行删除",
        "重复填报，不计入",
    ] {
        check(words, Some(Says::Void));
    }
    for words in [
        "单位：元",
        "（亿元）",
        "按元填报",
        "以亿元计",
        "元",
        "单位：万美元",
    ] {
        check(words, Some(Says::Unit));
    }
    for words in [
        "红字为上年数。",
        "红色的是4月份的数",
        "J列为上年数",
        "此列为1-6月累计",
        "4.数据截至3月20日",
        "本季数为1-2月数。",
        "累计数为2020年以来累计",
    ] {
        check(words, Some(Says::Period));
    }
    for words in [
        "快报数",
        "数据为预计数",
        "修改前",
        "公示中",
        "另有两家没报上来",
        "仅规上",
        "缺3月数据",
        "忽略",
        "以上数据未经审核。",
        "以下数据暂缺，用上年数代替",
        "含上年结转1800万元",
        "以统计局为准",
    ] {
        check(words, Some(Says::Status));
    }
}

#[test]
fn other_words_are_only_shown() {
    for words in [
        "",
        "含补登上年 3 项",
        "2021年3月新增，见附件第5120号",
        "更正为4980",
        "原报5120，更正为4980",
        "企业未注销",
        "没有删除",
        "单位：万元",
        "万元",
        "单位：人",
        "其中省级资金200万元",
        "实际完成",
        "2021年更正",
        "已核实",
        "联系人：王五 0310-1234567",
        "以合同为准",
        "第3行见附件",
        "2.本表数据由县科技局提供",
    ] {
        check(words, None);
    }
}

/// On a figure of 15, in a return for the first quarter of 2021.
fn on_a_figure(comment: &str, expected: Option<Says>) {
    let figure = [Decimal::from_str("15").unwrap()];
    let beside = Beside {
        figures: &figure,
        units: &[],
        period: Period::parse("2021Q1"),
        is_comment: true,
    };
    assert_eq!(told(comment, &beside), expected, "{comment}");
}

#[test]
fn a_comment_that_is_nothing_but_another_figure_period_or_doubt_is_told() {
    for comment in [
        "16",
        "1.6",
        "15→16",
        "把5改成6",
        "应减去3",
        "十六",
        "实为二十",
        "此数不准",
        "数反了",
        "填错",
        "算错",
        "多了",
        "翻倍",
        "单位错了",
        "×10",
        "以16为准",
    ] {
        on_a_figure(comment, Some(Says::Corrected));
    }
    for comment in [
        "这是去年的数",
        "上年数",
        "截至2月底",
        "2020年",
        "含2020年的数",
    ] {
        on_a_figure(comment, Some(Says::Period));
    }
    for comment in ["此数为元", "亿元"] {
        on_a_figure(comment, Some(Says::Unit));
    }
    for comment in ["此格不报", "待核", "没核", "估的", "大概数", "？", "改"] {
        on_a_figure(comment, Some(Says::Status));
    }
    for comment in [
        "15",
        "已核",
        "没错",
        "见名单",
        "张三：请核对",
        "较上年增4家",
        "2021-04-08",
        "2021年1-3月数",
        "截至3月底",
        "电话0319",
        "完成全年目标的79%",
        "15家均在册",
    ] {
        on_a_figure(comment, None);
    }
}

#[test]
fn every_word_of_the_lists_is_heard() {
    for word in CORRECTS {
        check(&format!("累计{word}5120"), Some(Says::Corrected));
    }
    for word in WRONG {
        check(&format!("累计{word}"), Some(Says::Corrected));
    }
    for word in VOID {
        check(&format!("企业{word}"), Some(Says::Void));
        check(&format!("企业未{word}"), None);
    }
}

#[test]
fn a_note_begins_with_the_sign_of_what_it_speaks_of() {
    for (note, expected) in [
        ("*为快报数", Some("*")),
        ("注：※此项作废", Some("※")),
        ("注：带“*”的为预计数", Some("*")),
        ("①含补登", Some("①")),
        ("（＊）应为5", Some("*")),
        ("注：1.总数为期末数", None),
        ("此表作废", None),
    ] {
        assert_eq!(mark(note), expected, "{note}");
    }
}

#[test]
fn a_note_says_of_which_period_it_is_what_it_names() {
    let check = |words: &str, expected: bool| {
        let period = Period::parse("2021Q1").unwrap();
        assert_eq!(is_of_another(words, period), expected, "{words}");
    };
    for words in [
        "营业收入为2019年数",
        "职工人数为去年底数",
        "名单为截至2020年底",
        "注：1.表中人数按上年数填报。",
        "研发费用系2020年度数据",
        "高企数为截至2月底",
    ] {
        check(words, true);
    }
    for words in [
        "本表为2021年一季度数据",
        "上年同期为2020年1-3月",
        "填报日期为2020年4月1日",
        "增幅为比去年同期增长",
        "高新技术企业为认定的企业",
        "本表为月报",
        "",
    ] {
        check(words, false);
    }
}
