//! Lists of units of measure as notes and titles say them: 单位：家、万元、%.

use crate::measure::MeasureUnit;

/// Units that a text says, and words where a unit is due that are none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Units {
    /// known
    pub known: Vec<MeasureUnit>,
    /// not known
    pub unknown: Vec<String>,
}

impl Units {
    fn is_empty(&self) -> bool {
        self.known.is_empty() && self.unknown.is_empty()
    }
}

/// Words that say that a unit follows, longer ones first.
const WORDS: [&str; 8] = [
    "计量单位",
    "计算单位",
    "金额单位",
    "货币单位",
    "数量单位",
    "面积单位",
    "价值单位",
    "单位",
];
/// What may stand between such a word and the units.
const BETWEEN: [&str; 16] = [
    ":",
    "(",
    ",",
    "一律为",
    "统一为",
    "均为",
    "都为",
    "全部为",
    "为",
    "是",
    "均",
    "统一",
    "一律",
    "采用",
    "用",
    "以",
];
/// What may stand before a unit in a list: 金额万元, 币种:元.
const OF: [&str; 9] = [
    "金额",
    "币种",
    "人民币",
    "数量",
    "面积",
    "资金",
    "价值",
    "人数",
    ":",
];

/// Units in a list that is nothing else: 亿元,% · 家、万元及% · 金额：万元.
pub fn list(key: &str) -> Option<Units> {
    let mut found = Units::default();
    for part in key.split([',', ';', ' ', '和', '及', '或']).flat_map(parts) {
        let part = bare(part);
        if part.is_empty() {
            continue;
        }
        match MeasureUnit::parse(part) {
            Some(unit) => found.known.push(unit),
            None => found.unknown.push(part.to_owned()),
        }
    }
    (!found.is_empty()).then_some(found)
}

/// 件/万人 is one unit, 家/个 are two.
fn parts(part: &str) -> Vec<&str> {
    // 元/人 is no money
    let is_each = part.split_once('/').is_some_and(|(above, _)| {
        matches!(MeasureUnit::parse(bare(above)), Some(MeasureUnit::Money(_)))
    });
    if is_each && !part.contains(['家', '项', '个', '%'])
        || MeasureUnit::parse(bare(part)).is_some()
    {
        vec![part]
    } else {
        part.split('/').collect()
    }
}

fn bare(part: &str) -> &str {
    let mut part = part.trim_matches(['(', ')', ':', '.', '。']);
    while let Some(rest) = OF.iter().find_map(|word| part.strip_prefix(word)) {
        part = rest;
    }
    part.strip_suffix("(人民币")
        .or_else(|| part.strip_suffix("人民币"))
        .unwrap_or(part)
}

/// Units that a text says after 单位 and the like, wherever in it. 填报单位 is none.
pub fn said(key: &str) -> Units {
    let mut found = Units::default();
    for (_, listed) in statements(key) {
        found.known.extend(listed.known);
        // words that are no units: 单位:见说明 is none, 单位:万美元 is one that is not known
        let unknown = listed.unknown.into_iter();
        found.unknown.extend(unknown.filter(|word| is_few(word)));
    }
    found
}

/// What is left of a text without the units that it says, and what they stand in.
pub fn left(key: &str) -> String {
    if whole(key).is_some() {
        return String::new();
    }
    let mut rest = key.to_owned();
    for ((from, to), listed) in statements(key).into_iter().rev() {
        if listed.unknown.is_empty() {
            rest.replace_range(from..to, ":");
        }
    }
    let inside = rest.split('(').skip(1);
    let inside = inside.filter_map(|part| Some(part.split_once(')')?.0.to_owned()));
    for part in inside.collect::<Vec<_>>() {
        if whole(&part).is_some() {
            rest = rest.replacen(&format!("({part})"), ":", 1);
        }
    }
    rest
}

/// A list with the units that stand in brackets behind it: 万元(亿元).
fn with_brackets(rest: &str, end: usize, mut listed: Units) -> (usize, Units) {
    let inside = rest[end..]
        .strip_prefix('(')
        .and_then(|behind| behind.split_once(')'));
    let found = inside.and_then(|(inside, _)| Some((inside, whole(inside)?)));
    let Some((inside, found)) = found else {
        return (end, listed);
    };
    listed.known.extend(found.known);
    (end + inside.len() + "()".len(), listed)
}

fn is_few(word: &str) -> bool {
    word.chars().count() <= 6
}

/// Where a text says units after 单位 and the like: first byte, the one behind the last, and what
/// is listed there.
fn statements(key: &str) -> Vec<((usize, usize), Units)> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = key[from..].find("单位").map(|at| from + at) {
        from = at + "单位".len();
        let before = &key[..at];
        let word = WORDS.iter().find(|word| key[..from].ends_with(**word));
        // 填报单位, 报送单位, 依托单位 say who
        let is_unit = before.is_empty()
            || word.is_some_and(|word| *word != "单位")
            || before.ends_with([',', '(', ')', '.', ':', '注', '中', '的', '。'])
            || before.ends_with(|c: char| c.is_ascii_alphanumeric());
        let mut rest = &key[from..];
        let whole = rest;
        while let Some(after) = BETWEEN.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = after;
        }
        if rest.len() == whole.len() {
            continue;
        }
        let end = rest.find([')', '.', '。', '(']).unwrap_or(rest.len());
        let Some(listed) = list(&rest[..end]) else {
            continue;
        };
        if !(is_unit || listed.unknown.is_empty() && whole.starts_with(':')) {
            continue;
        }
        let (end, listed) = with_brackets(rest, end, listed);
        let start = from - word.map_or("单位".len(), |word| word.len());
        found.push(((start, key.len() - rest.len() + end), listed));
    }
    found
}

/// Units in brackets at the end of a title: …统计表（亿元，%）.
pub fn at_end(key: &str) -> Option<Units> {
    let inside = key.strip_suffix(')')?.rsplit_once('(')?.1;
    list(inside).filter(|found| found.unknown.is_empty() && !found.known.is_empty())
}

/// A text that is nothing but units, with or without brackets: （千元）, 亿元.
pub fn whole(key: &str) -> Option<Units> {
    list(key).filter(|found| found.unknown.is_empty() && !found.known.is_empty())
}
