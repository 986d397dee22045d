//! Short remarks that are nothing but what they say of a figure: 15→16, 这是去年的数, 此数为元,
//! 算错了. All their words are used up, or they are few and hold one that doubts.

use super::mention;
use super::remark::{Beside, Says};
use super::signs::Signs;
use crate::measure::MeasureUnit;
use crate::number::Decimal;
use std::str::FromStr as _;

/// Words that say nothing of themselves in such a remark, longer ones first.
const FILL: [&str; 96] = [
    "此列数据",
    "本列数据",
    "该列数据",
    "此数据",
    "该数据",
    "下划线",
    "单元格",
    "此列",
    "本列",
    "该列",
    "此行",
    "本行",
    "该行",
    "此格",
    "本格",
    "该格",
    "此数",
    "该数",
    "这个",
    "以上",
    "以下",
    "上表",
    "下列",
    "各项",
    "数据",
    "数字",
    "数值",
    "截-",
    "截止",
    "口径",
    "同期",
    "均为",
    "都是",
    "按照",
    "金额",
    "单位",
    "填的",
    "填写",
    "填报",
    "上报",
    "本栏",
    "此栏",
    "该栏",
    "各栏",
    "表中",
    "表内",
    "本季",
    "累计",
    "以来",
    "红色",
    "红字",
    "标红",
    "蓝色",
    "蓝字",
    "标蓝",
    "绿色",
    "绿字",
    "标绿",
    "黄色",
    "标黄",
    "黄底",
    "底色",
    "有色",
    "涂色",
    "加粗",
    "粗体",
    "斜体",
    "字体",
    "标注",
    "部分",
    "这",
    "此",
    "本",
    "该",
    "为",
    "是",
    "系",
    "的",
    "数",
    "按",
    "填",
    "报",
    "底",
    "末",
    "份",
    "间",
    "含",
    "全",
    "均",
    "都",
    "仅",
    "只",
    "注",
    "字",
    "有",
    "带",
];
/// Words that say that a figure is changed.
const CHANGES: [&str; 26] = [
    "应该", "应当", "实际", "实为", "改成", "改为", "减去", "加上", "扣除", "少了", "多了", "应",
    "改", "实", "减", "加", "扣", "把", "将", "成", "到", "从", "乘以", "除以", "乘", "除",
];
/// Signs of the same.
const ARROWS: &str = "→⇒➔↦>-~—=≠+×*÷";
/// Other periods, as they are told from the round's.
const TOLD: [&str; 14] = [
    "上年同期",
    "上一年",
    "上季度",
    "上个月",
    "去年",
    "上年",
    "前年",
    "上季",
    "上月",
    "上期",
    "往年",
    "历年",
    "下季",
    "明年",
];
/// Figures in words.
const NUMERALS: &str = "零〇一二三四五六七八九十百千万两";
/// Words of a short remark that say that a figure is wrong.
const WRONG: [&str; 30] = [
    "不准", "不对", "不实", "不符", "算错", "数错", "写错", "抄错", "看错", "错了", "错误", "错行",
    "错列", "错位", "有错", "填反", "反了", "颠倒", "多了", "少了", "多算", "少算", "翻倍", "负数",
    "错的", "是错", "漏填", "漏统", "漏了", "缺了",
];
/// Words of one that say that it is none yet, or none to be taken.
const NOT_YET: [&str; 39] = [
    "存疑",
    "待核",
    "没核",
    "未核",
    "待查",
    "待定",
    "待补",
    "待报",
    "占位",
    "凑数",
    "估的",
    "大概",
    "左右",
    "勿用",
    "不用",
    "不报",
    "不要",
    "别用",
    "不算",
    "不填",
    "暂填",
    "先填",
    "随便填",
    "瞎填",
    "忽略",
    "无视",
    "别管",
    "缺",
    "重复",
    "退回",
    "未到账",
    "待审",
    "意向",
    "拟签",
    "估",
    "暂无数",
    "仅规",
    "仅含",
    "只含",
];
/// Signs that a short remark has at most.
const SHORT: usize = 10;

/// What a short remark ([`crate::text::key`]) says of the figures beside it.
pub(super) fn says(key: &str, beside: &Beside<'_>) -> Option<Says> {
    if beside.is_comment && matches!(key, "?" | "??" | "改" | "改!") {
        return Some(Says::Status);
    }
    let key = key.trim_matches(['(', ')', '!', '?', '。', '.', ',', ':', '"', '“', '”']);
    let key = unnumbered(key);
    let said = parts(key).and_then(|parts| of_parts(key, &parts, beside));
    if said.is_some() {
        return said;
    }
    if key.chars().count() > SHORT {
        return None;
    }
    let signs = Signs::all_in(key);
    let has = |words: &[&str]| {
        let mut words = words.iter().filter(|word| signs.may_hold(word));
        words.any(|word| {
            key.match_indices(word)
                .any(|(at, _)| !key[..at].ends_with(['没', '无', '未', '不']))
        })
    };
    if has(&WRONG) || key == "错" {
        return Some(Says::Corrected);
    }
    has(&NOT_YET).then_some(Says::Status)
}

/// Without the number of a sentence: 4.数据截至3月20日. 1.5 is a figure.
fn unnumbered(key: &str) -> &str {
    let rest = key.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = rest.strip_prefix(['.', '、', ')']);
    let behind = behind.filter(|behind| !behind.starts_with(|c: char| c.is_ascii_digit()));
    behind.filter(|_| rest.len() < key.len()).unwrap_or(key)
}

/// How long the name of a column or row is that a text begins with: j列, 第3行.
fn line_at(rest: &str) -> Option<usize> {
    let of_sheet = rest.strip_prefix('第').unwrap_or(rest);
    let name = of_sheet.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let is_named = (1..=3).contains(&(of_sheet.len() - name.len()));
    let behind = name.strip_prefix(['列', '行', '栏'])?;
    is_named.then_some(rest.len() - behind.len())
}

/// What a remark is made of.
#[derive(Debug, Default)]
struct Parts {
    numbers: Vec<Decimal>,
    in_words: bool,
    changes: bool,
    told: bool,
    units: Vec<MeasureUnit>,
}

/// The parts of a remark; none where a word is left that is not known.
fn parts(key: &str) -> Option<Parts> {
    let mut found = Parts::default();
    let periods = mention::apart(key);
    let mut at = 0;
    while at < key.len() {
        let rest = &key[at..];
        if let Some(period) = periods.iter().find(|one| one.at.0 == at) {
            at = period.at.1;
            continue;
        }
        let first = rest.chars().next()?;
        if let Some(line) = line_at(rest) {
            at += line;
            continue;
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
            let end = end.unwrap_or(rest.len());
            let digits = rest[..end].trim_end_matches([',', '.']).replace(',', "");
            found.numbers.push(Decimal::from_str(&digits).ok()?);
            at += end;
            continue;
        }
        if let Some(word) = longest(rest, &TOLD) {
            found.told = true;
            at += word;
            continue;
        }
        if let Some((unit, length)) = unit_at(rest) {
            found.units.push(unit);
            at += length;
            continue;
        }
        if let Some(word) = longest(rest, &CHANGES) {
            found.changes = true;
            at += word;
            continue;
        }
        if ARROWS.contains(first) {
            found.changes = true;
        } else if NUMERALS.contains(first) {
            found.in_words = true;
        } else if let Some(word) = longest(rest, &FILL) {
            at += word;
            continue;
        } else if !matches!(
            first,
            ',' | '.' | ':' | '(' | ')' | ';' | '"' | '“' | '”' | '《' | '》'
        ) {
            return None;
        }
        at += first.len_utf8();
    }
    Some(found)
}

fn longest(rest: &str, words: &[&str]) -> Option<usize> {
    let found = words.iter().filter(|word| rest.starts_with(**word));
    found.map(|word| word.len()).max()
}

/// A unit of measure at the beginning: 万元, 家.
fn unit_at(rest: &str) -> Option<(MeasureUnit, usize)> {
    let ends = rest
        .char_indices()
        .skip(1)
        .map(|(at, _)| at)
        .chain([rest.len()]);
    let ends = ends.take(4).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let unit = MeasureUnit::parse(&rest[..end])?;
        // 分, 期, 次, 位 are said of more than figures
        let is_plain = match &unit {
            MeasureUnit::Count(name, _) => !"分期次位份批".contains(name.as_str()),
            _ => true,
        };
        is_plain.then_some((unit, end))
    })
}

fn of_parts(key: &str, parts: &Parts, beside: &Beside<'_>) -> Option<Says> {
    let is_other = |own: &Decimal| !beside.figures.contains(own);
    let says_number = beside.is_comment || parts.changes;
    if says_number && parts.numbers.iter().any(is_other) {
        return Some(Says::Corrected);
    }
    if parts.in_words && (parts.changes || beside.is_comment) && parts.units.is_empty() {
        return Some(Says::Corrected);
    }
    if !parts.numbers.is_empty() {
        return None;
    }
    let periods = mention::all_in(key);
    let is_another = |one: &mention::Mention| match beside.period {
        // a date on which it was written says nothing
        _ if one.is_day && !key.contains(['截', '底', '末']) => false,
        Some(period) => !one.agrees(period),
        None => false,
    };
    if parts.told || periods.iter().any(is_another) {
        return Some(Says::Period);
    }
    let is_read = |unit: &MeasureUnit| beside.units.contains(unit);
    (!parts.units.is_empty() && !parts.units.iter().any(is_read) && beside.is_comment)
        .then_some(Says::Unit)
}
