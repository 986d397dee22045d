//! Characters → tokens with their places.

use super::{Compare, Operator, RuleError};
use crate::measure::MeasureUnit;
use crate::number::Decimal;
use std::ops::Range;
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(Decimal),
    /// inside of `[…]`
    Name(String),
    /// a word outside brackets: a function, a form, a field
    Word(String),
    /// inside of quotes
    Text(String),
    Operator(Operator),
    Compare(Compare),
    Percent,
    Open,
    Close,
    Comma,
    Dot,
}

pub(super) type Spanned = (Token, Range<usize>);

/// Signs that are written otherwise in Excel: what stands there, what is meant.
const SLIPS: [(&str, &str, Option<&str>); 17] = [
    ("=>", ">=", None),
    ("＝＞", ">=", None),
    ("=＞", ">=", None),
    ("＝>", ">=", None),
    ("=<", "<=", None),
    ("＝＜", "<=", None),
    ("=＜", "<=", None),
    ("＝<", "<=", None),
    ("＝＝", "=", None),
    ("><", "<>", None),
    ("&&", "且", None),
    ("||", "或", None),
    ("。", ".", Some("句号")),
    ("．", ".", Some("全角点号")),
    ("、", ",", Some("顿号")),
    ("；", ",", Some("分号")),
    ("：", ":", Some("冒号")),
];

pub(super) fn tokens(text: &str) -> Result<Vec<Spanned>, RuleError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let start = at;
        let token = token(text, &mut at, c)?;
        found.push((token, start..at));
    }
    Ok(found)
}

fn token(text: &str, at: &mut usize, c: char) -> Result<Token, RuleError> {
    let start = *at;
    if let Some(slip) = SLIPS
        .iter()
        .find(|(own, ..)| text[start..].starts_with(own))
    {
        return Err(slipped(text, start, slip));
    }
    *at += c.len_utf8();
    let mut follows = |signs: &[char]| {
        let next = text[*at..].chars().next().filter(|c| signs.contains(c));
        *at += next.map_or(0, char::len_utf8);
        next
    };
    Ok(match c {
        '+' | '＋' => Token::Operator(Operator::Add),
        '-' | '－' | '−' | '–' => Token::Operator(Operator::Subtract),
        '*' | '×' | '＊' => Token::Operator(Operator::Multiply),
        '/' | '÷' | '／' => Token::Operator(Operator::Divide),
        '(' | '（' => Token::Open,
        ')' | '）' => Token::Close,
        ',' | '，' => Token::Comma,
        '%' | '％' => Token::Percent,
        '=' | '＝' => {
            follows(&['=']);
            Token::Compare(Compare::Equal)
        }
        '≠' => Token::Compare(Compare::NotEqual),
        '≤' | '≦' => Token::Compare(Compare::AtMost),
        '≥' | '≧' => Token::Compare(Compare::AtLeast),
        '!' | '！' if follows(&['=', '＝']).is_some() => Token::Compare(Compare::NotEqual),
        '<' | '＜' => Token::Compare(match follows(&['=', '＝', '>', '＞']) {
            Some('=' | '＝') => Compare::AtMost,
            Some(_) => Compare::NotEqual,
            None => Compare::Less,
        }),
        '>' | '＞' => Token::Compare(match follows(&['=', '＝']) {
            Some(_) => Compare::AtLeast,
            None => Compare::Greater,
        }),
        '[' | '【' => return name(text, start, at),
        ']' | '】' => {
            // from where the name seems to begin
            let signs = |c: char| c.is_whitespace() || "+-*/()（）<>=≥≤≠,，".contains(c);
            let own = text[..start].rfind(signs).map_or(0, |at| {
                at + text[at..].chars().next().map_or(0, char::len_utf8)
            });
            let told = "多了一个 ]：前面没有与它成对的 [";
            let error = RuleError::new(own..*at, told);
            return Err(error.fixed(format!("[{}]", &text[own..start])));
        }
        '"' | '“' | '”' | '＂' => return quoted(text, start, at),
        '.' if !text[*at..].starts_with(|c: char| c.is_ascii_digit()) => Token::Dot,
        _ if c.is_ascii_digit() || c == '.' => return number(text, start, at),
        _ if c.is_alphabetic() || c == '_' => {
            let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
            while let Some(next) = text[*at..].chars().next().filter(is_word) {
                *at += next.len_utf8();
            }
            Token::Word(text[start..*at].to_owned())
        }
        _ => {
            return Err(RuleError::new(
                start..*at,
                format!("不认识的符号“{c}”：可用 + - * / ( ) = <> < <= > >= 和 [指标.列]"),
            ));
        }
    })
}

fn slipped(text: &str, start: usize, slip: &(&str, &str, Option<&str>)) -> RuleError {
    let (own, meant, name) = slip;
    let span = start..start + own.len();
    match name {
        None => RuleError::new(span, format!("没有符号“{own}”，应写作 {meant}")).fixed(*meant),
        Some(name) => {
            let told = format!(
                "公式里不能用中文{name}“{}”，应写作 {meant}",
                &text[span.clone()]
            );
            RuleError::new(span, told).fixed(*meant)
        }
    }
}

fn name(text: &str, start: usize, at: &mut usize) -> Result<Token, RuleError> {
    let Some(length) = text[*at..].find([']', '】']) else {
        // up to where the name seems to end
        let rest = &text[start..];
        let end = rest.find(['<', '>', '=', '≥', '≤', '≠', '＞', '＜', '＝']);
        let own = rest[..end.unwrap_or(rest.len())].trim_end();
        let mut error = RuleError::new(start..text.len(), "方括号没有收口：应为 [指标.列]");
        error.fix = Some(format!("{own}]{}", &rest[own.len()..]));
        return Err(error);
    };
    let name = text[*at..*at + length].trim().to_owned();
    *at += length;
    *at += text[*at..].chars().next().map_or(0, char::len_utf8);
    if name.contains(['[', '【']) {
        return Err(RuleError::new(
            start..*at,
            format!("方括号没有收口：“{name}”里又开了一个 ["),
        ));
    }
    Ok(Token::Name(name))
}

fn quoted(text: &str, start: usize, at: &mut usize) -> Result<Token, RuleError> {
    let Some(length) = text[*at..].find(['"', '“', '”', '＂']) else {
        return Err(RuleError::new(
            start..text.len(),
            "引号没有收口：文字两边都要有引号，如 \"国家级\"",
        ));
    };
    let inner = text[*at..*at + length].to_owned();
    *at += length;
    *at += text[*at..].chars().next().map_or(0, char::len_utf8);
    Ok(Token::Text(inner))
}

fn number(text: &str, start: usize, at: &mut usize) -> Result<Token, RuleError> {
    while text[*at..].starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        *at += 1;
    }
    let grouped = &text.as_bytes()[*at..];
    let own = &text[start..*at];
    // 1,234: three digits and no more follow the comma, and it divides no values of a function
    if own.len() <= 3
        && grouped.first() == Some(&b',')
        && grouped
            .get(1..4)
            .is_some_and(|three| three.iter().all(u8::is_ascii_digit))
        && !grouped.get(4).is_some_and(u8::is_ascii_digit)
        && text[..start].matches(['(', '（']).count() <= text[..start].matches([')', '）']).count()
    {
        let end = *at + 4;
        let fix = text[start..end].replace(',', "");
        return Err(RuleError::new(start..end, "公式里的数不能写千分位逗号").fixed(fix));
    }
    // 5万元: a unit behind the figure
    let rest = &text[*at..];
    let unit = rest
        .find(|c: char| !c.is_alphabetic())
        .map_or(rest, |end| &rest[..end]);
    if !unit.is_empty() && MeasureUnit::parse(unit).is_some() {
        let span = start..*at + unit.len();
        let told = format!(
            "公式里的数不写计量单位“{unit}”：按指标自己的计量单位写数，万元的指标 1亿元写 10000"
        );
        // what it is in the unit of the indicator only who wrote it can say
        return Err(RuleError::new(span, told));
    }
    Decimal::from_str(own)
        .map(Token::Number)
        .map_err(|_| RuleError::new(start..*at, format!("“{own}”不是数")))
}
