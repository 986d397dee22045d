//! Periods as sheets name them, with their year or without: 2021年1-3月, 第1季度, 上年同期,
//! 截至2021年3月底.
//!
//! Long: the parts of one small grammar call each other, and are read together.

use std::sync::LazyLock;

use super::signs::Signs;
use crate::period::Period;

/// A period named in a text, as far as the text says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// which year, if it says
    pub year: Option<Year>,
    /// first and last month, if it says
    pub months: Option<(u8, u8)>,
    /// it is a day or the end of a month: 2021年3月31日, 3月底
    pub is_day: bool,
    /// the day of the month, where it is said by its number
    pub day: Option<u8>,
    /// as it stands in the text
    pub words: String,
    /// where in the text: first byte, and the one behind the last
    pub at: (usize, usize),
}

/// A year, in figures or as it is told from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// 2021年
    Of(u16),
    /// 本年, 今年, 当年
    This,
    /// 上年, 去年
    Last,
}

impl Year {
    /// The calendar year that is meant in a return for `year`.
    pub fn of(self, year: u16) -> u16 {
        match self {
            Self::Of(own) => own,
            Self::This => year,
            Self::Last => year.saturating_sub(1),
        }
    }
}

impl Mention {
    /// The period that is named, in a return for `year`: a year alone is the whole year. `None`
    /// where the text says no year.
    pub fn period(&self, year: u16) -> Option<Period> {
        let (from, to) = self.months.unwrap_or((1, 12));
        Period::months(self.year?.of(year), from, to)
    }

    /// Whether it says the same months of the same year as `period`, or less. A day says so when it
    /// is the last of the last month: 截至2021年3月31日 is the first quarter's.
    pub fn agrees(&self, period: Period) -> bool {
        let same_year = self
            .year
            .is_none_or(|year| year.of(period.year) == period.year);
        let same_months = self
            .months
            .is_none_or(|(from, to)| to == period.to && (self.is_day || from == period.from));
        same_year && same_months && !self.is_early()
    }

    /// Whether it is a day before the last of its month: until then a month's figures are not all
    /// there.
    pub fn is_early(&self) -> bool {
        const LAST: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let last = |(_, to): (u8, u8)| LAST.get(usize::from(to).wrapping_sub(1)).copied();
        let last = self.months.and_then(last);
        self.day.zip(last).is_some_and(|(day, last)| day < last)
    }

    /// 2021年1月1日 before 至3月31日: the months between, where it is all of them.
    fn until(&self, end: &Self) -> Option<Self> {
        let (from, to) = (self.months?.0, end.months?.1);
        let is_whole = self.day == Some(1) && end.day.is_some() && !end.is_early();
        let is_one_year = end.year.is_none() || end.year == self.year;
        (is_whole && is_one_year && from <= to).then(|| Self {
            months: Some((from, to)),
            is_day: false,
            day: None,
            ..self.clone()
        })
    }
}

/// Every period named in a text of half-width signs without blanks (see [`crate::text::key`]), in
/// order. A year and months that stand apart, （一季度） behind 2021年…统计表, are one where the
/// text has only one of each.
pub fn all_in(key: &str) -> Vec<Mention> {
    let mut found = apart(key);
    join(&mut found);
    found
}

/// The same, each as it stands in the text.
pub fn apart(key: &str) -> Vec<Mention> {
    let mut found = Vec::new();
    if !may_name(key) {
        return found;
    }
    let mut at = 0;
    let mut before = None;
    while let Some(first) = key[at..].chars().next() {
        if !BEGINS.may_have(first) {
            before = Some(first);
            at += first.len_utf8();
            continue;
        }
        let is_until = first.is_ascii_digit()
            && ["截至", "截-", "截止", "截止到", "截-到"]
                .iter()
                .any(|word| key[..at].trim_end_matches(':').ends_with(word));
        let before_it = if is_until { Some(UNTIL) } else { before };
        let Some((year, months, length)) = mention(&key[at..], before_it) else {
            before = Some(first);
            at += first.len_utf8();
            continue;
        };
        found.push(Mention {
            year,
            months: months.map(|own| (own.from, own.to)),
            is_day: months.is_some_and(|own| own.is_day),
            day: months.and_then(|own| own.day),
            words: key[at..at + length].to_owned(),
            at: (at, at + length),
        });
        before = key[at..at + length].chars().next_back();
        at += length;
        between(&mut found, key);
    }
    found
}

/// The signs that what names a period begins with.
static BEGINS: LazyLock<Signs> = LazyLock::new(|| {
    let signs =
        "0 1 2 3 4 5 6 7 8 9 〇 零 ○ o 一 二 三 四 五 六 七 八 九 十 本 今 当 上 下 去 全 第 前";
    signs.split(' ').collect()
});

/// Two days that are the first and the last of the months between them are one mention.
fn between(found: &mut Vec<Mention>, key: &str) {
    let [.., first, end] = found.as_slice() else {
        return;
    };
    let is_joined = key
        .get(first.at.1..end.at.0)
        .is_some_and(|link| ["至", "到", "-", "~", "—"].contains(&link));
    let Some(mut whole) = first.until(end).filter(|_| is_joined) else {
        return;
    };
    whole.at.1 = end.at.1;
    key[whole.at.0..whole.at.1].clone_into(&mut whole.words);
    found.truncate(found.len() - 2);
    found.push(whole);
}

/// Whether a text has any sign that a period is named by: most have none.
pub fn may_name(key: &str) -> bool {
    let bytes = key.as_bytes();
    let is_sign = |at: usize| match bytes.get(at + 1..at + 3) {
        // 年 季
        Some([0xB9, 0xB4] | [0xAD, 0xA3]) => bytes[at] == 0xE5,
        // 月 截
        Some([0x9C, 0x88] | [0x88, 0xAA]) => bytes[at] == 0xE6,
        _ => false,
    };
    let has_sign = (0..bytes.len()).any(|at| matches!(bytes[at], 0xE5 | 0xE6) && is_sign(at));
    has_sign || has_year(bytes)
}

/// Whether digits stand together that may be a year, with months and days behind it: codes and
/// telephones are none.
fn has_year(text: &[u8]) -> bool {
    let mut at = 0;
    while at < text.len() {
        let digits = text[at..].iter().take_while(|byte| byte.is_ascii_digit());
        let length = digits.count();
        let is_year = matches!(text.get(at..at + 2), Some(b"19" | b"20" | b"21"));
        if matches!(length, 4 | 6 | 8) && is_year {
            return true;
        }
        at += length + 1;
    }
    false
}

/// 2021年…统计表（一季度）
fn join(found: &mut Vec<Mention>) {
    let is_year = |one: &Mention| one.year.is_some() && one.months.is_none();
    let is_months = |one: &Mention| one.year.is_none() && one.months.is_some();
    if let [first, second] = found.as_mut_slice()
        && (is_year(first) && is_months(second) || is_months(first) && is_year(second))
    {
        first.year = first.year.or(second.year);
        first.months = first.months.or(second.months);
        first.is_day |= second.is_day;
        first.day = first.day.or(second.day);
        first.words.push_str(&second.words);
        found.truncate(1);
    }
}

/// Months of a year.
#[derive(Clone, Copy)]
struct Months {
    from: u8,
    to: u8,
    is_day: bool,
    day: Option<u8>,
}

/// The period that a text begins with, and how long its words are. `before`: the sign before it.
fn mention(rest: &str, before: Option<char>) -> Option<(Option<Year>, Option<Months>, usize)> {
    if before.is_some_and(|c| c.is_ascii_digit() || c == '.') && rest.starts_with(digit) {
        return None;
    }
    if let Some((months, length)) = before.and_then(|sign| bare_day(rest, sign)) {
        return Some((None, Some(months), length));
    }
    if let Some((year, length)) = year(rest) {
        let after = &rest[length..];
        let mark = ["年度", "年", "q", ".", "-", "/"]
            .into_iter()
            .find(|mark| after.starts_with(mark))
            .unwrap_or("");
        if let Some((months, more)) = after_year(&after[mark.len()..], mark) {
            return Some((
                Some(Year::Of(year)),
                Some(months),
                length + mark.len() + more,
            ));
        }
        // 2082.98 is a figure
        if mark == "." && after[1..].starts_with(digit) {
            return None;
        }
        let mark = if mark.starts_with('年') { mark } else { "" };
        return Some((Some(Year::Of(year)), None, length + mark.len()));
    }
    let relative = [
        ("本年度", Year::This),
        ("本年", Year::This),
        ("今年", Year::This),
        ("当年", Year::This),
        ("上年度", Year::Last),
        ("上一年", Year::Last),
        ("上年", Year::Last),
        ("去年", Year::Last),
    ];
    if let Some((word, year)) = relative.iter().find(|(word, _)| rest.starts_with(word)) {
        let months = bare(&rest[word.len()..]);
        let length = word.len() + months.map_or(0, |(_, more)| more);
        return Some((Some(*year), months.map(|(months, _)| months), length));
    }
    if let Some((year, months, length)) = short_year(rest, before) {
        return Some((Some(Year::Of(year)), months, length));
    }
    let (months, length) = bare(rest)?;
    Some((None, Some(months), length))
}

/// Stands for 截至 before a text.
const UNTIL: char = '截';

/// 3.20 and 3/20 behind 截至 are a day.
fn bare_day(rest: &str, before: char) -> Option<(Months, usize)> {
    if before != UNTIL {
        return None;
    }
    let (month, length) = number(rest)?;
    let behind = rest[length..].strip_prefix(['.', '/', '-'])?;
    let (day, more) = number(behind).filter(|(day, _)| (1..=31).contains(day))?;
    let after = &behind[more..];
    let goes_on = after.starts_with(['月', '.', '/', '-']) || after.starts_with(digit);
    let own = months(month, month, true).filter(|_| !goes_on)?;
    let own = Months {
        day: Some(day),
        ..own
    };
    Some((own, length + 1 + more))
}

/// 20年一季度; a number of years is none: 近20年, 20年以上.
fn short_year(rest: &str, before: Option<char>) -> Option<(u16, Option<Months>, usize)> {
    let own = rest
        .get(..2)
        .filter(|own| own.bytes().all(|b| b.is_ascii_digit()))?;
    let behind = rest[2..].strip_prefix('年')?;
    let year = 2000
        + own
            .parse::<u16>()
            .ok()
            .filter(|own| (10..=49).contains(own))?;
    let length = 2 + '年'.len_utf8();
    if let Some((months, more)) = bare(behind) {
        return Some((year, Some(months), length + more));
    }
    let is_alone = before.is_none_or(|c| matches!(c, '(' | ':' | ',' | '.'))
        && !behind.starts_with(['以', '来', '内', '前', '后', '期', '的']);
    is_alone.then_some((year, None, length))
}

fn digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// 2021, 二〇二一
fn year(rest: &str) -> Option<(u16, usize)> {
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        // 20210331 and 202103 go on as months and days
        if !matches!(digits, 4 | 6 | 8) {
            return None;
        }
        let year = rest.get(..4)?.parse::<u16>().ok()?;
        return (1949..=2199).contains(&year).then_some((year, 4));
    }
    let signs = "〇一二三四五六七八九";
    let mut own = rest.chars();
    let (mut year, mut length) = (0, 0);
    for _ in 0..4 {
        let c = own.next()?;
        let value = match c {
            '零' | '○' | 'o' => 0,
            _ => signs.chars().position(|sign| sign == c)?,
        };
        year = year * 10 + u16::try_from(value).ok()?;
        length += c.len_utf8();
    }
    ((1949..=2199).contains(&year) && rest[length..].starts_with('年')).then_some((year, length))
}

/// What may follow a year and the sign behind it.
fn after_year(rest: &str, mark: &str) -> Option<(Months, usize)> {
    let whole = |months: Months, length: usize| {
        (!rest[length..].starts_with(digit)).then_some((months, length))
    };
    if mark == "q" {
        let quarter = rest.chars().next()?.to_digit(10)?;
        return whole(quarter_of(u8::try_from(quarter).ok()?)?, 1);
    }
    if mark.is_empty() {
        // 202103, 20210331; other figures behind a year say nothing
        if let Some(month) = rest.get(..2).and_then(|two| two.parse::<u8>().ok()) {
            let is_day = rest
                .get(2..4)
                .is_some_and(|two| two.bytes().all(|b| b.is_ascii_digit()));
            let day = rest.get(2..4).and_then(|two| two.parse().ok());
            let own = months(month, month, is_day)?;
            return whole(Months { day, ..own }, if is_day { 4 } else { 2 });
        }
        return bare(rest);
    }
    if let Some(found) = bare(rest) {
        return Some(found);
    }
    if mark.starts_with('年') {
        return None;
    }
    let (from, length) = number(rest)?;
    let after = &rest[length..];
    // 2021-1-3 is a day, 2021.1-3 are months
    if mark != "-"
        && let Some(behind) = after.strip_prefix('-')
        && let Some((to, more)) = number(behind)
    {
        return whole(months(from, to, false)?, length + 1 + more);
    }
    if after.starts_with(mark)
        && let Some((day, more)) = number(&after[1..])
        && (1..=31).contains(&day)
    {
        let own = months(from, from, true)?;
        let day = Some(day);
        return whole(Months { day, ..own }, length + 1 + more);
    }
    whole(months(from, from, false)?, length)
}

/// Months that are named by a word of their own: 一季度, 上半年, 1-3月, 3月底, 全年.
fn bare(rest: &str) -> Option<(Months, usize)> {
    for (word, from, to) in [
        ("上半年度", 1, 6),
        ("上半年", 1, 6),
        ("下半年度", 7, 12),
        ("下半年", 7, 12),
        ("全年度", 1, 12),
        ("全年", 1, 12),
    ] {
        if rest.starts_with(word) {
            return Some((months(from, to, false)?, word.len()));
        }
    }
    let (start, is_sum) = match rest.strip_prefix('第') {
        Some(_) => ('第'.len_utf8(), false),
        None if rest.starts_with('前') => ('前'.len_utf8(), true),
        None => (0, false),
    };
    let (first, length) = numeral(&rest[start..])?;
    let mut end = start + length;
    let after = &rest[end..];
    for word in ["个季度", "季度", "季"] {
        if after.starts_with(word) && (start > 0 || word != "个季度") {
            let own = quarter_of(first)?;
            let from = if is_sum || word == "个季度" {
                1
            } else {
                own.from
            };
            return Some((months(from, own.to, false)?, end + word.len()));
        }
    }
    if start > 0 {
        return None;
    }
    let mut last = first;
    let after = after.strip_prefix('月').map_or(after, |after| {
        if after.starts_with(['-', '到']) {
            after
        } else {
            &rest[end..]
        }
    });
    if let Some(behind) = after.strip_prefix(['-', '到'])
        && let Some((to, _)) = numeral(behind)
    {
        let to_length = numeral(behind)?.1;
        end = rest.len() - behind.len() + to_length;
        last = to;
    }
    let behind = rest[end..].strip_prefix('月')?;
    end += '月'.len_utf8();
    let (mut is_day, mut date) = (false, None);
    if let Some(word) = ["份", "底", "末"]
        .into_iter()
        .find(|word| behind.starts_with(word))
    {
        is_day = word != "份";
        end += word.len();
    } else if first == last
        && let Some((day, length)) = number(behind)
        && (1..=31).contains(&day)
        && !behind[length..].starts_with(digit)
    {
        (is_day, date) = (true, Some(day));
        end += length;
        if rest[end..].starts_with(['日', '号']) {
            end += '日'.len_utf8();
        }
    }
    let own = months(first, last, is_day)?;
    Some((Months { day: date, ..own }, end))
}

fn months(from: u8, to: u8, is_day: bool) -> Option<Months> {
    ((1..=12).contains(&from) && (from..=12).contains(&to)).then_some(Months {
        from,
        to,
        is_day,
        day: None,
    })
}

fn quarter_of(quarter: u8) -> Option<Months> {
    months(quarter.checked_mul(3)?.checked_sub(2)?, quarter * 3, false)
        .filter(|_| (1..=4).contains(&quarter))
}

/// One or two digits that no third follows.
fn number(rest: &str) -> Option<(u8, usize)> {
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    matches!(length, 1 | 2).then_some(())?;
    Some((rest[..length].parse().ok()?, length))
}

/// The same, or 一 … 十二.
fn numeral(rest: &str) -> Option<(u8, usize)> {
    if let Some(found) = number(rest) {
        return Some(found);
    }
    let words = [
        "十二", "十一", "十", "九", "八", "七", "六", "五", "四", "三", "二", "一",
    ];
    let at = words.iter().position(|word| rest.starts_with(word))?;
    Some((u8::try_from(12 - at).ok()?, words[at].len()))
}
