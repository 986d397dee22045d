//! What is one day or one month, and what is not: every sign of a text is used up.

use crate::support::{compare, take};
use crate::told::mini;
use xianbaohui_core::day::{self, STATES};
use xianbaohui_core::message;
use xianbaohui_tests::sheet::Sheet;

/// What a text is read as, and the words beside it.
fn said(raw: &str) -> String {
    match day::read(raw) {
        Ok(dated) => {
            let words = dated.states.iter().map(|state| state.word);
            let words = words.collect::<Vec<_>>().join(" ");
            let other = dated.other.map(|day| format!("or {day}"));
            let said = [dated.day.to_string(), other.unwrap_or_default(), words];
            let said = said.into_iter().filter(|part| !part.is_empty());
            said.collect::<Vec<_>>().join(" ")
        }
        Err(why) => format!("no: {}", why.word()),
    }
}

fn check<const N: usize>(cases: [(&str, &str); N]) {
    compare(cases.map(|(raw, expected)| (raw.to_owned(), said(raw), expected)));
}

#[test]
fn one_day_is_read_however_it_is_written() {
    check([
        ("2023.2.20", "2023-02-20"),
        ("2023.02.20", "2023-02-20"),
        ("2023.2.20.", "2023-02-20"),
        ("2023-2-20", "2023-02-20"),
        ("2023/2/20", "2023-02-20"),
        ("2023 02 20", "2023-02-20"),
        ("2023—02—20", "2023-02-20"),
        ("20230220", "2023-02-20"),
        ("2023年2月20日", "2023-02-20"),
        ("2023年2月20号", "2023-02-20"),
        ("2023年2月20", "2023-02-20"),
        ("2023.2.20日", "2023-02-20"),
        ("2023 年 2 月 20 日", "2023-02-20"),
        ("2023年2月20日。", "2023-02-20"),
        ("２０２３．２．２０", "2023-02-20"),
        ("２０２３年２月２０日", "2023-02-20"),
        ("'2023-02-20", "2023-02-20"),
        ("2023-02-20 00:00:00", "2023-02-20"),
        ("2023-02-20 10:30", "2023-02-20"),
        ("2023-02-20T10:30:05.250Z", "2023-02-20"),
        ("2023-02-20T10:30:05+08:00", "2023-02-20"),
        ("2023/2/20 10:30:05 AM", "2023-02-20"),
        ("二〇二三年二月二十日", "2023-02-20"),
        ("二○二三年十二月三十一日", "2023-12-31"),
        ("二零二三年十月十号", "2023-10-10"),
        ("2023年二月二十一日", "2023-02-21"),
        ("2020-02-29", "2020-02-29"),
    ]);
}

#[test]
fn one_month_is_read_however_it_is_written() {
    check([
        ("2023年2月", "2023-02"),
        ("2023年2月份", "2023-02"),
        ("2023.2", "2023-02"),
        ("2023.02", "2023-02"),
        ("2023-2", "2023-02"),
        ("2023/12", "2023-12"),
        ("2023.2月", "2023-02"),
        ("2023-02月份", "2023-02"),
        ("202302", "2023-02"),
        ("二〇二一年三月", "2021-03"),
        ("２０２３年２月", "2023-02"),
        ("2018.10", "2018-10"),
        ("2018.1", "2018-01"),
    ]);
}

#[test]
fn what_is_no_day_and_no_month_is_told_as_what_it_is() {
    check([
        ("2020", "no: year"),
        ("2020年", "no: year"),
        ("2020年底", "no: year"),
        ("21.3.5", "no: short-year"),
        ("21年3月5日", "no: short-year"),
        ("210305", "no: short-year"),
        ("5/3/21", "no: short-year"),
        ("3.5", "no: short-year"),
        ("20/2/2023", "no: order"),
        ("2020年第4季度", "no: quarter"),
        ("2020年四季度", "no: quarter"),
        ("2020年1季度", "no: quarter"),
        ("2021年3月第2批", "no: batch"),
        ("2021年第二批", "no: batch"),
        ("冀科〔2021〕3号", "no: number"),
        ("冀科(2021)3号", "no: number"),
        ("2021年第3号", "no: number"),
        ("2021.1-3", "no: several"),
        ("2021年1-3月", "no: several"),
        ("2019-2022", "no: several"),
        ("2020.9.1-2023.9.1", "no: several"),
        ("2020.9.1至2023.9.1", "no: several"),
        ("2021.3.20、2021.5", "no: several"),
        ("2021年3月20日、22日", "no: several"),
        ("2021.3~5", "no: several"),
        ("2021-02-30", "no: calendar"),
        ("2021-02-29", "no: calendar"),
        ("2021.13.1", "no: calendar"),
        ("2021.0", "no: calendar"),
        ("202113", "no: calendar"),
        ("二〇二一年十三月", "no: calendar"),
        ("2021.3.2.1", "no: words"),
        ("2021..3", "no: words"),
        ("2021.3.", "no: words"),
        ("2021.3/20", "no: words"),
        ("2021年3号", "no: words"),
        ("2021年3", "no: words"),
        ("2021年3月20日星期六", "no: words"),
        ("2021年3月20日（补）", "no: words"),
        ("2021.3.20①", "no: words"),
        ("2 0 2 1 0 3 2 0", "no: words"),
        ("2021322", "no: words"),
        ("去年三月", "no: words"),
        ("长期", "no: words"),
        ("公示中", "no: words"),
        ("10:30", "no: words"),
        ("", "no: words"),
    ]);
    let number = |raw: &str| match day::read_number(raw) {
        Ok(dated) => dated.day.to_string(),
        Err(why) => format!("no: {}", why.word()),
    };
    // 2018.1 and 2018.10 are one number
    compare(
        [
            ("2018.1", "no: month"),
            ("2018.01", "2018-01"),
            ("2018.2", "2018-02"),
            ("2018.11", "2018-11"),
            ("201810", "2018-10"),
            ("20181001", "2018-10-01"),
            ("2018", "no: year"),
            ("2018.13", "no: calendar"),
        ]
        .map(|(raw, expected)| (raw.to_owned(), number(raw), expected)),
    );
}

#[test]
fn six_digits_that_may_be_a_day_of_2020_are_both() {
    check([
        ("200901", "2009-01 or 2020-09-01"),
        ("201212", "2012-12 or 2020-12-12"),
        ("201301", "2013-01"),
        ("202003", "2020-03"),
    ]);
}

#[test]
fn words_beside_a_date_are_its_state() {
    check([
        ("预计2023年2月20日", "2023-02-20 预计"),
        ("2023.2.20（预计）", "2023-02-20 预计"),
        ("(拟)2023.2", "2023-02 拟"),
        ("拟于2023年2月发证", "2023-02 拟于 发证"),
        ("2023年2月公示中", "2023-02 公示中"),
        ("2023.2.20，公示中", "2023-02-20 公示中"),
        ("2023.2.20(未发证，公示中)", "2023-02-20 未发证 公示中"),
        ("2021年3月底前", "2021-03 底 前"),
        ("2021年3月底", "2021-03 底"),
        ("2021年3月20日前", "2021-03-20 前"),
        ("自2021年3月起", "2021-03 自 起"),
        ("2021.3.20起", "2021-03-20 起"),
        ("约2021年3月", "2021-03 约"),
        ("2021.3.20 换证", "2021-03-20 换证"),
        ("补发：2021.3.20", "2021-03-20 补发"),
        ("2021-03-20 00:00:00", "2021-03-20"),
        ("二〇二一年三月撤销", "2021-03 撤销"),
        // the end is that of a month
        ("2021年3月20日底", "no: words"),
        ("预计2023年", "no: year"),
        ("预计2023年第4季度", "no: quarter"),
        ("2023.2.20（预计", "no: words"),
        ("2023.2.20换证、2023.5.1", "no: several"),
    ]);
}

/// Each word of the list, before and behind, with brackets and without.
#[test]
fn every_word_of_the_list_is_heard_before_and_behind() {
    const NOT_SO: &str = "预计 预期 预估 拟 拟于 拟定 拟定于 计划 计划于 计划在 暂定 暂定于 力\
        争 力争于 \
        待 待定 待发 待发证 待公示 待公布 待批 公示 公示中 公示期 公示期间 正在公示 \
        未发证 未发 未取得 未获证 未获批 未批 未通过 尚未发证 尚未批准 证书未发 申报中 \
        申请中 受理中 办理中 审核中 评审中 审批中 撤销 已撤销 被撤销 注销 已注销 作废 \
        已作废 失效 已失效 过期 已过期 取消 已取消 被取消 取消资格 吊销 已吊销 终止 \
        已终止 中止 暂停 退出 已退出 前 以前 之前 前后 后 以后 之后 约 大约 左右 不晚于 \
        不迟于 不早于";
    const SO: &str = "换证 已换证 换发 换领 补发 已补发 补办 补证 补领 补录 续证 续期 续展 延续 \
        延期 \
        变更 更名 更名换证 重新认定 重新发证 再次认定 复审 复核 复评 首次 首次认定 \
        首次发证 初次 新认定 起 开始 自 从 发证 颁发 颁证 认定 批准 获批 备案 公布 底 \
        末 初 上旬 中旬 下旬";
    let words = |list: &'static str| list.split_whitespace();
    let listed = words(NOT_SO).map(|word| (word, false));
    let listed = listed.chain(words(SO).map(|word| (word, true)));
    let listed = listed.collect::<Vec<_>>();
    let own = STATES.iter().map(|state| (state.word, state.is_so));
    assert_eq!(own.collect::<Vec<_>>(), listed);
    for (word, _) in listed {
        for text in [
            format!("{word}2021年3月"),
            format!("2021.3{word}"),
            format!("2021年3月（{word}）"),
            format!("（{word}）2021-03"),
        ] {
            assert_eq!(said(&text), format!("2021-03 {word}"), "{text}");
        }
    }
}

/// The word stays with the field, and the finding names the cells and the words.
#[test]
fn the_state_of_a_date_is_kept_beside_it_and_told_by_its_word() {
    let rows = "甲 | '1 | 青县 | 省级 | '预计2021年3月20日 | 1\n乙 | '2 | 青县 | 省级 | \
        '2021.5（公示中） | 1";
    let head = "2021年一季度企业名单\n填报单位：青县科技局\n企业名称 | 统一社会信用代码 | 所属县 | \
        类别 | 发证日期 | 营业收入（万元）";
    let sheet = Sheet::new("S", &format!("{head}\n{rows}"));
    let file = take(&mini(), Some("2021Q1"), "a.xlsx", &[sheet]);
    let taken = &file.returns()[0].taken;
    let notes = taken
        .entries
        .iter()
        .map(|entry| entry.fields[4].note.as_deref());
    assert_eq!(
        notes.collect::<Vec<_>>(),
        [Some("日期（预计）"), Some("日期（公示中）")]
    );
    let told = taken
        .findings
        .iter()
        .find(|one| one.rule_name() == "entry.date-state");
    let said = message::sentence(told.unwrap()).message();
    assert_eq!(
        said,
        "发证日期有 2 个日期带有“预计”“公示中”（E4、E5），日子照写的读取，但它们不是已经确定的日\
            子。\
            请核对是否应当算在内。"
    );
}
