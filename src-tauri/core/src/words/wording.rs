//! What clerks write for the same thing: 去年同期 for 上年同期累计, 一季度完成 for 本季. Two texts
//! are the same when all their words come to the same; a word that stays over makes them two.

use super::mention::{self, Mention};
use super::signs::Signs;
use crate::period::Period;
use crate::text;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// Headers that say the same: the one that stands for all, and each of them.
pub fn headers() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = include_str!("../../words/headers.txt").lines();
    let rows = lines.filter_map(|line| line.split_once(": ").filter(|_| !line.starts_with('#')));
    rows.flat_map(|(own, others)| {
        std::iter::once(own)
            .chain(others.split(' '))
            .map(move |word| (own, word))
    })
}

/// Group headers that say nothing of which figures stand below.
pub fn groups() -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../words/groups.txt").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .flat_map(|line| line.split(' '))
}

/// Headers of what was done.
const DONE: [&str; 5] = ["累计", "本季", "本月", "上年同期累计", "上年同季"];

/// What such a header may end in without being another one: 累计数, 本季完成, 上年同期完成数. A
/// target that is said to be done is none: 目标完成 says how much of it.
const ENDS: [&str; 8] = [
    "完成情况",
    "完成数",
    "实际完成",
    "完成",
    "数据",
    "数",
    "实绩",
    "情况",
];

/// Names that clerks shorten, and what they stand for.
pub const SHORT: &[(&str, &str)] = &[
    ("高企", "高新技术企业"),
    ("科小", "科技型中小企业"),
    ("科技中小企业", "科技型中小企业"),
    ("中小型科技企业", "科技型中小企业"),
    ("规上", "规模以上"),
    ("规下", "规模以下"),
    ("限上", "限额以上"),
    ("众创", "众创空间"),
    ("孵化器", "科技企业孵化器"),
    ("科学技术进步奖", "科技进步奖"),
    ("成交总额", "成交额"),
    ("总量", "总数"),
];

/// Ends of labels that say the same as a shorter one.
const LONG: [(&str, &str); 3] = [
    ("认定登记成交额", "成交额"),
    ("登记成交额", "成交额"),
    ("省科技专项资金", "省科技资金"),
];

/// Whole labels that say the same as another.
const WHOLE: [(&str, &str); 11] = [
    ("技术合同交易额", "技术合同成交额"),
    ("输出技术", "技术输出"),
    ("期末高新技术企业总数", "高新技术企业总数"),
    ("认定登记技术合同成交额", "技术合同成交额"),
    ("有效期内高新技术企业总数", "高新技术企业总数"),
    ("科技型中小企业创新英才", "科技型中小企业创新英才总数"),
    ("规模以上企业", "规模以上"),
    ("规模以下企业", "规模以下"),
    ("输出", "技术输出"),
    ("输出额", "技术输出"),
    ("技术输出额", "技术输出"),
];

/// Words that stand before or behind what is counted: 新增高新技术企业, 高新技术企业新增.
const MOVABLE: [&str; 5] = ["新增", "新建", "净增", "新认定", "新设立"];

/// What a label may end in without being another one.
const COUNTS: [&str; 4] = ["数量", "个数", "家数", "数"];

/// What a label of a stock may say in brackets: it is one by nature.
const OF_STOCK: [&str; 6] = [
    "(期末)",
    "(期末数)",
    "(期末总数)",
    "(有效期内)",
    "(存量)",
    "(现有)",
];

static OF: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| headers().map(|(own, word)| (keyed(word), own)).collect());

static MERE: LazyLock<HashSet<String>> = LazyLock::new(|| groups().map(keyed).collect());

/// The signs that any wording of the tables begins with.
static FIRST: LazyLock<Signs> = LazyLock::new(|| OF.keys().chain(MERE.iter()).collect());

/// Whether a text may be said in other words: it begins as one of the tables' does, or may name a
/// period.
pub fn may_be_other(key: &str) -> bool {
    FIRST.may_begin(key) || mention::may_name(key)
}

/// The key of a wording of the tables: braces stand for themselves.
fn keyed(word: &str) -> String {
    text::key(word)
        .replace("(累)", "{累}")
        .replace("(期)", "{期}")
        .replace("(单)", "{单}")
}

/// One level of a header ([`crate::text::key`], without its measure unit) as all who say the same
/// say it. Without a period, what names one stays as it is.
pub fn header(key: &str, period: Option<Period>) -> Cow<'_, str> {
    if !may_be_other(key) {
        return Cow::Borrowed(key);
    }
    if let Some(full) = with_full_year(key, period) {
        return Cow::Owned(header(&full, period).into_owned());
    }
    if let Some(own) = class(key) {
        return Cow::Borrowed(own);
    }
    match period.map(|period| relative(key, period)) {
        Some(Cow::Owned(told)) => match class(&told) {
            Some(own) => Cow::Borrowed(own),
            None => Cow::Owned(told),
        },
        _ => Cow::Borrowed(key),
    }
}

/// 21年目标 with its century, where it is the year of the period or the one before.
fn with_full_year(key: &str, period: Option<Period>) -> Option<String> {
    let (year, rest) = key.split_once('年')?;
    let year = (year.len() == 2 && year.bytes().all(|own| own.is_ascii_digit()))
        .then(|| year.parse::<u16>().ok())??;
    let own = period?.year;
    let full = [own, own.checked_sub(1)?]
        .into_iter()
        .find(|full| full % 100 == year)?;
    Some(format!("{full}年{rest}"))
}

fn class(key: &str) -> Option<&'static str> {
    /// no wording is longer
    const MOST: usize = 60;
    if key.len() > MOST {
        return None;
    }
    if let Some(own) = OF.get(key) {
        return Some(own);
    }
    ENDS.iter().find_map(|end| {
        let own = OF.get(key.strip_suffix(end)?).copied()?;
        DONE.contains(&own).then_some(own)
    })
}

/// Whether a group header says nothing of which figures stand below it, or names the round's own
/// period.
pub fn is_mere_group(key: &str, period: Option<Period>) -> bool {
    if !may_be_other(key) {
        return false;
    }
    if let Some(full) = with_full_year(key, period) {
        return is_mere_group(&full, period);
    }
    let known = |key: &str| {
        MERE.contains(key)
            || ENDS.iter().any(|end| {
                key.strip_suffix(end)
                    .is_some_and(|bare| MERE.contains(bare))
            })
    };
    known(key) || period.is_some_and(|period| known(&relative(key, period)))
}

/// Whether a header is the target of a whole year, though it does not say of which.
pub fn is_bare_target(alike: &str, written: &str) -> bool {
    alike == "年目标" && !written.contains('年')
}

/// Whether a text names a part of a year: 一季度 before 目标 makes it another target.
pub fn is_part_of_year(key: &str) -> bool {
    let named = mention::apart(key);
    let mut months = named.iter().filter_map(|one| one.months);
    months.any(|months| months != (1, 12))
}

/// Whether a text names a period.
pub fn names_period(key: &str) -> bool {
    !mention::apart(key).is_empty()
}

/// A text with the periods that it names told from a return's: 2020年1-3月 → 上年{累}. What is
/// neither the return's nor the same of the year before stays as it is written.
fn relative(key: &str, period: Period) -> Cow<'_, str> {
    let found = mention::apart(key);
    if found.is_empty() {
        return Cow::Borrowed(key);
    }
    let mut told = String::with_capacity(key.len());
    let mut from = 0;
    let mut changed = false;
    for one in found {
        told.push_str(&key[from..one.at.0]);
        from = one.at.1;
        match word_for(&one, period) {
            Some(word) if *word != one.words => {
                told.push_str(&word);
                changed = true;
            }
            _ => told.push_str(&one.words),
        }
    }
    told.push_str(&key[from..]);
    if changed {
        Cow::Owned(told)
    } else {
        Cow::Borrowed(key)
    }
}

fn word_for(one: &Mention, period: Period) -> Option<String> {
    let year = match one.year {
        None => "",
        Some(year) if year.of(period.year) == period.year => "本年",
        Some(year) if year.of(period.year) + 1 == period.year => "上年",
        Some(_) => return None,
    };
    let Some((from, to)) = one.months else {
        return Some(year.to_owned());
    };
    let is_whole = (period.from, period.to) == (1, 12);
    if (from, to) == (1, 12) && !is_whole {
        return Some(format!("{year}全年"));
    }
    // of a part of the last month nothing is asked for
    if to != period.to || one.is_early() {
        return None;
    }
    let since_january = period.from == 1 && period.to > 1;
    let is_called = one.words.contains('季') || from == to;
    let months = if one.is_day || (from == 1 && !is_called) {
        "{累}"
    } else if (from, to) != (period.from, period.to) {
        // 一至二季度 is what is called by its last
        return (from == 1).then(|| format!("{year}{{累}}"));
    } else if !since_january {
        "{单}"
    } else if year == "上年" {
        // of another year nothing but all of it is asked for
        "{累}"
    } else {
        "{期}"
    };
    Some(format!("{year}{months}"))
}

/// A label ([`crate::label::bare`]) as all who say the same say it. `None`: it says nothing but
/// itself.
pub fn label(bare: &str, period: Option<Period>) -> Option<String> {
    let mut told = bare.to_owned();
    for (short, long) in SHORT {
        if told.contains(short) && !told.contains(long) {
            told = told.replacen(short, long, 1);
        }
    }
    let stock = OF_STOCK.iter().find_map(|said| told.strip_suffix(said));
    if let Some(bare) = stock.filter(|bare| bare.ends_with("总数")) {
        told.truncate(bare.len());
    }
    if let Some(period) = period {
        told = without_own_period(&told, period);
    }
    for word in MOVABLE {
        if let Some(rest) = told.strip_prefix(word).filter(|rest| !rest.is_empty()) {
            let counted = COUNTS
                .iter()
                .find(|end| rest.ends_with(**end) && !rest.ends_with("总数"));
            let rest = counted.map_or(rest, |end| &rest[..rest.len() - end.len()]);
            told = format!("{rest}{word}");
            break;
        }
    }
    if let Some(end) = COUNTS.iter().find(|end| told.ends_with(**end))
        && told.len() > end.len()
        && !told.ends_with("总数")
        && !told.ends_with("人数")
    {
        told.truncate(told.len() - end.len());
    }
    if let Some((bare, short)) = LONG
        .iter()
        .find_map(|(long, short)| Some((told.strip_suffix(long)?, short)))
    {
        told = format!("{bare}{short}");
    }
    if let Some((_, own)) = WHOLE.iter().find(|(whole, _)| *whole == told) {
        (*own).clone_into(&mut told);
    }
    (told != bare).then_some(told)
}

/// 2021年技术合同成交额 → 技术合同成交额, in a return for 2021.
fn without_own_period(text: &str, period: Period) -> String {
    let found = mention::all_in(text);
    let own = |one: &&Mention| {
        text.get(one.at.0..one.at.1) == Some(one.words.as_str())
            && one
                .year
                .is_none_or(|year| year.of(period.year) == period.year)
            && one.agrees(period)
    };
    let Some(first) = found.iter().find(own) else {
        return text.to_owned();
    };
    let mut rest = format!("{}{}", &text[..first.at.0], &text[first.at.1..]);
    if let Some(bare) = rest.strip_suffix("()") {
        rest = bare.to_owned();
    }
    rest
}
