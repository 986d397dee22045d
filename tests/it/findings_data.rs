//! Findings are data: what they are is told by codes and figures, never by where they stand, and
//! the sentence is made of it.

use crate::support::{compare, decimal, take};
use xianbaohui_core::evidence::Source;
use xianbaohui_core::finding::told::{
    RuleBroken, ScaleOff, SheetNotAForm, TotalWrong, VersionChanged, VersionConfirmed,
};
use xianbaohui_core::finding::{Arg, At, Finding, FindingCode};
use xianbaohui_core::message::{self, Example};
use xianbaohui_core::place::{Place, parse_cell};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::Sheet;

/// Title, and what stands below; each has wrong figures.
const SHEETS: [(&str, &str); 3] = [
    (
        "一季度主要指标完成情况统计表 | < | < | < | < | < | < | <",
        "填报单位：青县科技局\n指标名称 | 计量单位 | 2021年目标 | 本期完成情况 | < | 上年同期累计 \
            | 同比增长（%） | 完成全年目标（%）\n^ | ^ | ^ | 本季 | 累计 | ^ | ^ | ^\n高新技术企业 \
            | 家 | 10 | 2 | 3.5 | 2 | 75 | 35\n其中：规模以上 | 家 | 4 | 1 | 9 | 1 | 800 | 225\n其\
            中：规模以下 | 家 | 6 | 1 | 2 | 1 | 100 | 33.3\n技术合同成交额 | 万元 | 1000 | 400 | \
            -300 | 200 | 12 | -30\n从业人员净增 | 人 | / | -5 | -3 | 2 | / | /\n研发投入占比 | % \
            | 2 | 1.5 | 1.6 | 1.4 | / | 80",
    ),
    (
        "一季度各县市区技术合同情况表 | < | < | <",
        "县（市、区） | 项数（家） | 成交额（万元） | 位次\n沧县 | 1 | 10 | 1\n青县 | 2 | 2000 | \
            3\n献县 | 3 | 30 | 2\n合计 | 7 | 2041 | /",
    ),
    (
        "一季度企业名单 | < | < | < | < | <",
        "填报单位：青县科技局\n企业名称 | 统一社会信用代码 | 所属县 | 类别 | 发证日期 | 营业收入（\
            万元）\n甲公司 | / | 青县 | 省级 | 2020-01-01 | -5\n乙公司 | / | 青县 | 省级 | 2020-0\
            1-01 | 6\n丙公司 | / | 青县 | 省级 | 2020-01-01 | 7\n全部 | / | 青县 | 省级 | 2020-01\
            -01 | 8",
    ),
];

/// Findings of a sheet with some rows below its title: rule, identity, cells.
fn findings(scheme: &Scheme, at: usize, year: &str, round: &str, rows: &str) -> Vec<[String; 3]> {
    let (title, table) = SHEETS[at];
    let sheet = Sheet::new("表", &format!("{year}{title}\n{rows}{table}"));
    let file = take(scheme, Some(round), "x.xlsx", &[sheet]);
    let Verdict::Ready(returns) = &file.verdict else {
        panic!("{:?}", file.verdict)
    };
    let told = returns[0].taken.findings.iter();
    told.filter(|one| one.code != FindingCode::ToldBefore)
        .map(|one| {
            let cells = one.cells.iter().map(Place::cell).collect::<Vec<_>>();
            [one.rule_name(), one.id.clone(), cells.join(" ")]
        })
        .collect()
}

fn rounds() -> Scheme {
    let other = "[[round]]\ncode = \"2022Q1\"\nname = \"2022年一季度\"\n";
    let text = format!("{}\n{other}", include_str!("mini.toml"));
    Scheme::parse("mini.toml", &text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_row_put_in_above_changes_where_a_finding_stands_and_not_what_it_is() {
    let scheme = rounds();
    let mut rules = Vec::new();
    for at in 0..SHEETS.len() {
        let before = findings(&scheme, at, "2021年", "2021Q1", "");
        let after = findings(&scheme, at, "2021年", "2021Q1", "\n");
        let ids = |all: &[[String; 3]]| {
            all.iter()
                .map(|[rule, id, _]| format!("{rule} {id}"))
                .collect::<Vec<_>>()
        };
        assert_eq!(ids(&before), ids(&after), "{before:?}\n{after:?}");
        let moved = before.iter().zip(&after);
        assert!(moved.clone().count() > 1, "{before:?}");
        for ([rule, _, was], [_, _, is]) in moved {
            assert!(was.is_empty() || was != is, "{rule} {was} {is}");
        }
        let mut own = ids(&before);
        own.sort_unstable();
        own.dedup();
        assert_eq!(own.len(), before.len(), "two are the same: {before:?}");
        rules.extend(before.into_iter().map(|[rule, ..]| rule));
    }
    for rule in [
        "covers",
        "figure.not-whole",
        "figure.negative",
        "part.more-than-whole",
        "rate.does-not-follow",
        "rank.does-not-follow",
        "total.wrong",
        "entry.like-total",
    ] {
        assert!(rules.iter().any(|own| own == rule), "{rule}: {rules:?}");
    }
}

#[test]
fn the_same_figures_in_another_round_are_other_findings() {
    let scheme = rounds();
    for at in 0..SHEETS.len() {
        let one = findings(&scheme, at, "2021年", "2021Q1", "");
        let other = findings(&scheme, at, "2022年", "2022Q1", "");
        for [rule, id, _] in &one {
            assert!(!other.iter().any(|[_, own, _]| own == id), "{rule}");
        }
    }
}

#[test]
fn every_example_is_a_sentence() {
    for (code, page) in message::pages() {
        let mut finding = Finding::of(xianbaohui_core::finding::told::ToldBefore {
            text: String::new(),
        });
        finding.code = code;
        finding.args.clear();
        for (name, value) in &page.example {
            let arg = match value {
                Example::List(cells) if name == "cells" => {
                    for (row, column) in cells.iter().map(|cell| parse_cell(cell).unwrap()) {
                        finding.cells.push(Place::new("表", row, column));
                    }
                    continue;
                }
                Example::Text(text) => Arg::Text(text.clone()),
                Example::Count(count) => Arg::Count(*count),
                Example::List(list) => Arg::List(list.clone()),
            };
            finding.args.insert(name.clone(), arg);
        }
        let sentence = message::sentence(&finding);
        let told = sentence.message();
        assert!(
            !told.starts_with(code.as_str()) && !told.contains(['{', '}']),
            "{code}: {told}"
        );
        assert!(told.ends_with(['。', '？']), "{code}: {told}");
        for torn in ["“”", "  ", "。。", "，，", "，。", "（）", " 。"] {
            assert!(!told.contains(torn), "{code} has {torn}: {told}");
        }
    }
}

fn list(words: &[&str]) -> Option<Vec<String>> {
    (!words.is_empty()).then(|| words.iter().map(|word| (*word).to_owned()).collect())
}

const NOTHING: VersionConfirmed = VersionConfirmed {
    version: None,
    file: None,
    gone_units: None,
    gone: None,
    gone_before: None,
    names: None,
    before: None,
    now: None,
    forms: None,
    files: None,
    places: None,
};

#[test]
fn sentences_with_parts_that_may_be_left_out() {
    let replaced = |is_gone: bool, is_changed: bool| VersionConfirmed {
        version: Some(1),
        file: Some("a.xlsx".into()),
        gone_units: list(&["叶集区", "裕安区", "裕安区", "金安区"]).filter(|_| is_gone),
        gone: list(&["", "经费 上年", "经费 增速", "经费 本年"]).filter(|_| is_gone),
        gone_before: list(&["", "1", "/", "3"]).filter(|_| is_gone),
        names: list(&["裕安区 经费 本年"]).filter(|_| is_changed),
        before: list(&["2"]).filter(|_| is_changed),
        now: list(&["2.5"]).filter(|_| is_changed),
        ..NOTHING
    };
    let both = VersionConfirmed {
        names: list(&["裕安区 经费 本年", "裕安区 经费 上年"]),
        before: list(&["1", "2"]),
        now: list(&["3", "4"]),
        forms: list(&["表一", "表一"]),
        files: list(&["a.xlsx", "a.xlsx"]),
        places: Some(vec![At("S!B5".into()), At("S!C5".into())]),
        ..NOTHING
    };
    let changed = VersionChanged {
        version: 1,
        file: "1.xlsx".into(),
        before_count: 3,
        count: 1,
        gone: list(&["乙公司", "丙公司"]),
        names: list(&["甲公司 收入", "甲公司 人数"]),
        before: list(&["5", ""]),
        now: list(&["50", "1"]),
    };
    let sheet = |form: Option<&str>, read: Option<&str>, is_said: bool| SheetNotAForm {
        sheet: "表2".into(),
        is_said,
        form: form.map(Into::into),
        read: read.map(Into::into),
        matched: form.filter(|_| read.is_none()).map(|_| 6),
        asked: form.filter(|_| read.is_none()).map(|_| 14),
    };
    let scale = |of_ledger: bool, of_sheet: bool, is_more: bool| ScaleOff {
        name: "成交额 累计".into(),
        reported: decimal("20000"),
        measure: "万元".into(),
        than: decimal("2"),
        of_ledger,
        of_sheet,
        of_entries: false,
        of_whole: None,
        of_parts: false,
        times: decimal("10000"),
        is_more,
        factor: 10_000,
        meant: decimal("2.0"),
    };
    let total = |of_entries: bool| TotalWrong {
        name: "成交额".into(),
        reported: decimal("7"),
        sum: decimal("6"),
        gap: Some(decimal("1")),
        of_entries,
        missing: Vec::new(),
    };
    let rule = |unit: Option<&str>, value: Option<&str>| RuleBroken {
        unit: unit.map(Into::into),
        name: unit.map(|_| "累计不小于本季".into()),
        left: "成交额 累计".into(),
        left_value: Some(decimal("0")),
        sign: "≥".into(),
        right: value.map_or("0", |_| "成交额 本季").into(),
        right_value: value.map(decimal),
        gap: value.map(|_| decimal("3")),
    };
    let cases = [
        (
            Finding::of(replaced(false, true)),
            "按人工确认，整体替换第 1 版（a.xlsx），改了 1 个数：裕安区 经费 本年 2→2.5。",
        ),
        (
            Finding::of(replaced(true, true)),
            "按人工确认，整体替换第 1 版（a.xlsx）；前一版里的这些数不再计入：叶集区、裕安区的经费 \
                上年（原 1）、经费 增速（原 /）、金安区的经费 本年（原 3）。改了 1 个数：裕安区 经\
                费 本年 2→2.5。",
        ),
        (
            Finding::of(both),
            "按人工确认，两张表各留各的数，共 2 处不一样：裕安区 经费 本年 这里是 3，表一里是 \
                1（a.xlsx S!B5）、裕安区 经费 上年 这里是 4，表一里是 2（a.xlsx S!C5）。",
        ),
        (
            Finding::of(changed),
            "替换第 1 版（1.xlsx）：前一版 3 条，这一份 1 条；少了前一版的 2 条：乙公司、丙公司；\
                改了 2 个数：甲公司 收入 5→50、甲公司 人数 没有数→1。请核对是更正，还是只报了一部\
                分。",
        ),
        (
            Finding::of(sheet(None, None, true)),
            "工作表“表2”按人工指定没有读取。",
        ),
        (
            Finding::of(sheet(None, None, false)),
            "工作表“表2”不是报表，没有读取。",
        ),
        (
            Finding::of(sheet(Some("主表"), Some("表1"), false)),
            "工作表“表2”是隐藏的，也是“主表”，没有读取；读取的是看得见的“表1”。请核对是否还有要报\
                的。",
        ),
        (
            Finding::of(sheet(Some("主表"), None, false)),
            "工作表“表2”有点像“主表”（表头对上 6/14），但不能认定，没有读取。请核对表头。",
        ),
        (
            Finding::of(scale(true, false, true)),
            "成交额 累计 填的是 20000 万元，账本里上年同期是 2，相差 10000 倍：像是填错了计量单位，\
                ÷10000 后是 2。请核对。",
        ),
        (
            Finding::of(scale(false, true, false)),
            "成交额 累计 填的是 20000 万元，表上的上年同期是 2，相差 10000 倍：像是填错了计量单位，\
                ×10000 后是 2。请核对。",
        ),
        (
            Finding::of(total(false)),
            "合计行的 成交额 是 7，各单位之和是 6，相差 1。请核对是合计算错了，还是哪个单位的数变\
                了。",
        ),
        (
            Finding::of(total(true)),
            "合计行的 成交额 是 7，各条之和是 6，相差 1。请核对是合计算错了，还是有的条没有读取。",
        ),
        (
            Finding::of(rule(Some("青县"), Some("3"))),
            "青县 累计不小于本季：成交额 累计（0） 应 ≥ 成交额 本季（3），相差 3。",
        ),
        (Finding::of(rule(None, None)), "成交额 累计（0） 应 ≥ 0。"),
    ];
    compare(cases.iter().map(|(finding, expected)| {
        (
            finding.code.to_string(),
            message::message(finding),
            *expected,
        )
    }));
}

#[test]
fn where_evidence_comes_from_is_read_back_as_what_it_was() {
    for (source, words) in [
        (Source::Cell(2, 1), "单元格 B3"),
        (Source::Title(0, 0), "标题 A1"),
        (
            Source::Header {
                matched: 13,
                asked: 14,
            },
            "表头 13/14",
        ),
        (Source::Turned, "版式"),
        (Source::Embedded, "内嵌标识"),
        (Source::Entries(12), "名册中 12 条都属于"),
        (Source::CountyTable, "分县表"),
        (Source::SheetName("青县”".into()), "工作表名“青县””"),
        (Source::FileName, "文件名"),
        (Source::OtherSheets, "同一工作簿的其他表"),
        (Source::Round, "报送批次"),
        (Source::Said, "人工指定"),
        (Source::Remembered, "记住的对应"),
        (Source::Words("别处".into()), "别处"),
        (Source::Words("单元格 第三".into()), "单元格 第三"),
    ] {
        let kept = serde_json::to_string(&source).unwrap();
        assert_eq!(kept, format!("\"{words}\""));
        assert_eq!(serde_json::from_str::<Source>(&kept).unwrap(), source);
    }
}
