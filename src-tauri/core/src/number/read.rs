//! What people type where a figure is asked for.

use super::Decimal;
use super::datum::{Bound, Datum, Nil, Reading, Remark, Unreadable};
use super::digits::from_excel;
use super::numeral::{chinese_numeral, is_numeral, plain_decimal};
use crate::measure::{Factor, MeasureUnit, Rate};
use crate::text;
use std::borrow::Cow;

/// Reads a number cell. `percent` says that its number format shows it as a percentage.
pub fn read_number(number: f64, percent: bool) -> Reading {
    let Some((decimal, rounded)) = from_excel(number) else {
        return Reading::unreadable(Unreadable::TooLarge);
    };
    let mut remarks = Vec::new();
    if rounded {
        remarks.push(Remark::Rounded);
    }
    if percent {
        remarks.push(Remark::PercentFormat);
        return match Factor(2).apply(decimal) {
            Some(value) => Reading {
                datum: Datum::Number(value),
                unit: Some(MeasureUnit::Rate(Rate::Percent)),
                bound: None,
                remarks,
            },
            None => Reading::unreadable(Unreadable::TooLarge),
        };
    }
    Reading {
        datum: Datum::Number(decimal),
        unit: None,
        bound: None,
        remarks,
    }
}

/// Error values of Excel as texts: pasted, or what a formula gave.
const ERRORS: [&str; 11] = [
    "#VALUE!",
    "#REF!",
    "#N/A",
    "#DIV/0!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#BUSY!",
];

/// Whether a text is an error value of Excel.
pub fn is_error(text: &str) -> bool {
    let compact = text::compact(text).to_ascii_uppercase();
    ERRORS.contains(&compact.as_str())
}

/// Reads a text that stands where a figure is asked for.
pub fn read_text(raw: &str) -> Reading {
    // an apostrophe says "text" to Excel; typed twice, or by another program, it stays
    let raw = raw.trim_start().trim_start_matches(['\'', '’', '‘']);
    // the 2 is none of the figure's
    let raw = &*with_square(raw);
    let compact = text::compact(raw);
    if compact.is_empty() {
        return Reading::plain(Datum::Blank);
    }
    if let Some(nil) = nil(&compact) {
        return Reading::plain(Datum::Nil(nil));
    }
    if compact.starts_with('#')
        && compact.len() > 2
        && compact.ends_with(['!', '?', 'A', 'a', 'L', 'l', '0'])
        || is_error(&compact)
    {
        return Reading::unreadable(Unreadable::ErrorValue);
    }
    // numbers in rings and with a point, which half width would make digits of the figure
    if raw.contains(|c: char| matches!(c, '⒈'..='⒛' | '㉑'..='㉟' | '㊱'..='㊿')) {
        return Reading::unreadable(Unreadable::Words);
    }
    if matches!(
        compact.as_str(),
        "待定" | "未知" | "待报" | "不详" | "保密" | "未统计" | "待统计" | "待核实"
    ) {
        return Reading::unreadable(Unreadable::Undecided);
    }
    let (bound, body) = split_bound(&compact);
    let (money, body) = without_money(body);
    let negative = body
        .strip_prefix('负')
        .filter(|rest| rest.starts_with(is_figure));
    let (unit, figure) = split_unit(negative.unwrap_or(body));
    let mut remarks = vec![Remark::TextNumber];
    if negative.is_some() {
        remarks.push(Remark::Fell);
    }
    // 人民币5万元 says its unit itself
    if money && unit.is_none() {
        remarks.push(Remark::Currency);
    }
    if money && unit.as_ref().is_some_and(|unit| !says_money(unit)) {
        return Reading::unreadable(Unreadable::Words);
    }
    if raw.chars().any(|c| ('０'..='９').contains(&c)) {
        remarks.push(Remark::FullWidth);
    }
    if unit.is_some() {
        remarks.push(Remark::UnitWord);
    }
    if text::half_width(raw)
        .split_whitespace()
        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
        .count()
        > 1
    {
        remarks.push(Remark::Spaced);
    }
    if figure.contains(['e', 'E']) {
        remarks.push(Remark::Exponent);
    }
    let decimal = match plain_decimal(figure, raw) {
        Ok((decimal, grouped)) => {
            if grouped {
                remarks.push(Remark::Grouped);
            }
            let kept = without_noise(decimal);
            if kept != decimal {
                remarks.push(Remark::Rounded);
            }
            kept
        }
        Err(why) => match chinese_numeral(figure) {
            Some(decimal) => {
                remarks.push(Remark::ChineseNumerals);
                decimal
            }
            None => return Reading::unreadable(why),
        },
    };
    Reading {
        datum: Datum::Number(if negative.is_some() {
            decimal.negated()
        } else {
            decimal
        }),
        unit,
        bound,
        remarks,
    }
}

/// m2 behind a figure as one sign.
fn with_square(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['m', 'ｍ']) {
        return Cow::Borrowed(raw);
    }
    let half = text::half_width(raw);
    let body = half.trim_end().trim_end_matches(')');
    match body.strip_suffix("m2") {
        Some(rest) if !rest.ends_with(|c: char| c.is_ascii_alphabetic()) => {
            Cow::Owned(format!("{rest}㎡{}", &half[body.len()..]))
        }
        _ => Cow::Borrowed(raw),
    }
}

/// A text without the sign of money before it, and whether it had one.
fn without_money(body: &str) -> (bool, &str) {
    let bare = ["¥", "￥", "人民币"]
        .iter()
        .find_map(|sign| body.strip_prefix(sign))
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.')));
    (bare.is_some(), bare.unwrap_or(body))
}

fn says_money(unit: &MeasureUnit) -> bool {
    matches!(unit, MeasureUnit::Money(_) | MeasureUnit::Magnitude(_))
}

/// A figure that another program wrote out as a text with all the digits of its binary form:
/// 183277121.29999998 is 183277121.3. Digits beyond the fifteenth go only where at least three more
/// go with them; a person's own sixteen digits stay.
fn without_noise(decimal: Decimal) -> Decimal {
    let digits = |decimal: Decimal| {
        decimal
            .normalize()
            .mantissa()
            .unsigned_abs()
            .checked_ilog10()
            .map_or(1, |power| power + 1)
    };
    if decimal.scale() == 0 || digits(decimal) < 16 {
        return decimal;
    }
    match decimal.of_so_many_digits(15) {
        Some(shown) if digits(shown) + 3 < digits(decimal) => shown.normalize(),
        _ => decimal,
    }
}

/// A declared nil, after [`text::compact`].
pub fn nil(compact: &str) -> Option<Nil> {
    if !compact.is_empty()
        && compact
            .chars()
            .all(|c| matches!(c, '-' | '—' | '–' | '─' | '―' | '一' | '_' | '－' | '﹣'))
        && compact != "一"
    {
        return Some(Nil::Dash);
    }
    match compact {
        "无" | "暂无" | "没有" => Some(Nil::None),
        "/" | "//" | "\\" | "不适用" | "N/A" | "n/a" | "NA" | "不涉及" | "×" => {
            Some(Nil::NotApplicable)
        }
        "…" | "..." | "……" | "......" => Some(Nil::BelowUnit),
        _ => None,
    }
}

fn split_bound(compact: &str) -> (Option<Bound>, &str) {
    const BEFORE: [(&str, Bound); 14] = [
        ("不少于", Bound::AtLeast),
        ("不低于", Bound::AtLeast),
        ("≥", Bound::AtLeast),
        (">=", Bound::AtLeast),
        ("至少", Bound::AtLeast),
        ("超过", Bound::MoreThan),
        (">", Bound::MoreThan),
        ("不超过", Bound::AtMost),
        ("≤", Bound::AtMost),
        ("<", Bound::AtMost),
        ("约", Bound::About),
        ("大约", Bound::About),
        ("近", Bound::About),
        ("≈", Bound::About),
    ];
    const AFTER: [(&str, Bound); 7] = [
        ("以上", Bound::AtLeast),
        ("以下", Bound::AtMost),
        ("以内", Bound::AtMost),
        ("左右", Bound::About),
        ("余", Bound::About),
        ("多", Bound::About),
        ("+", Bound::AtLeast),
    ];
    for (word, bound) in BEFORE {
        if let Some(rest) = compact.strip_prefix(word) {
            return (Some(bound), rest);
        }
    }
    for (word, bound) in AFTER {
        if let Some(rest) = compact.strip_suffix(word) {
            return (Some(bound), rest);
        }
    }
    // 100余家, 100多家: the word stands between figure and unit
    if let Some(at) = compact.find(['余', '多'])
        && compact[..at].ends_with(|c: char| c.is_ascii_digit())
    {
        // the unit is lost here on purpose: an approximation is asked about anyway
        return (Some(Bound::About), &compact[..at]);
    }
    (None, compact)
}

/// Whether a figure may begin so.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || is_numeral(c)
}

/// Splits `1.93亿元`, `217(家)` or 百分之四十 into unit and figure.
fn split_unit(body: &str) -> (Option<MeasureUnit>, &str) {
    const PARTS: [(&str, Rate); 2] = [("百分之", Rate::Percent), ("千分之", Rate::PerMille)];
    for (words, rate) in PARTS {
        let figure = body.strip_prefix(words);
        if let Some(figure) = figure.filter(|own| own.starts_with(is_figure)) {
            return (Some(MeasureUnit::Rate(rate)), figure);
        }
    }
    if let Some((figure, inside)) = body.strip_suffix(')').and_then(|own| own.split_once('('))
        && figure.ends_with(|c: char| c.is_ascii_digit())
        && !inside.contains(|c: char| c.is_ascii_digit())
        && let Some(unit) = MeasureUnit::parse(inside)
    {
        return (Some(unit), figure);
    }
    let end = body
        .rfind(|c: char| c.is_ascii_digit() || c == '.')
        .map_or(0, |at| at + 1);
    if end == 0 || end == body.len() {
        // Chinese numerals: the unit follows the last numeral
        if end == 0
            && let Some(at) = body
                .char_indices()
                .find(|(_, c)| !is_numeral(*c))
                .map(|(at, _)| at)
            && at > 0
            && let Some(unit) = MeasureUnit::parse(&body[at..])
        {
            return (Some(unit), &body[..at]);
        }
        return (None, body);
    }
    match MeasureUnit::parse(&body[end..]) {
        Some(unit) => (Some(unit), &body[..end]),
        None => (None, body),
    }
}
