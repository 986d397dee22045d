//! What a person types into a cell, and what it says: a number, a text, blank, a declared nil, or
//! nothing readable.
//!
//! Nothing becomes 0 unless somebody wrote a zero. A reading that needed a rule of its own (a unit
//! word, Chinese numerals, a bound such as `125家以上`) carries a [`Remark`] that names the rule,
//! so that it can be shown beside the value.

pub use crate::decimal::Decimal;
use crate::measure::{Factor, MeasureUnit, Rate};
use crate::text;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

/// The five states in which every cell of a data area ends (design: what it promises, 1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Datum {
    /// A figure, in the unit of measure that the cell, row, column or sheet states.
    Number(#[serde(with = "as_bytes")] Decimal),
    /// A text where a text is asked for.
    Text(String),
    /// An empty cell.
    Blank,
    /// A declared nil: 无, —, /, 不适用.
    Nil(Nil),
    /// Something stands there that is no figure; why.
    Unreadable(Unreadable),
}

/// A decimal by its sixteen bytes: between two processes of this program it need not become a text.
mod as_bytes {
    use super::Decimal;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(value: &Decimal, to: S) -> Result<S::Ok, S::Error> {
        value.serialize().serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
        <[u8; 16]>::deserialize(from).map(Decimal::deserialize)
    }
}

/// What kind of nothing was declared. Yearbook legends keep them apart, so they are kept apart
/// here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Nil {
    /// 无, 暂无
    None,
    /// a dash: — - －
    Dash,
    /// / or 不适用
    NotApplicable,
    /// … : less than the smallest unit shown (legend of 中国统计年鉴)
    BelowUnit,
}

/// Why something that stands in a figure's cell is not taken as a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unreadable {
    /// words where a figure is asked for
    Words,
    /// two figures in one cell: `84\93`
    TwoFigures,
    /// separators that fit no way of grouping: `1,23`
    Grouping,
    /// `#REF!`, `#N/A` and the like
    ErrorValue,
    /// a date where a figure is asked for
    Date,
    /// TRUE / FALSE
    Truth,
    /// brackets or triangles that may mean a minus: `(5.2)`, `▲5.2`
    Sign,
    /// more digits than can be kept exactly
    TooLarge,
    /// a formula whose result was never stored in the file
    NoResult,
    /// put off: 待定, 未知
    Undecided,
}

/// How a figure that is not a plain number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 125家以上, ≥125, 不少于125
    AtLeast,
    /// 超过125, >125
    MoreThan,
    /// 不超过125, 125以下, ≤
    AtMost,
    /// 约120, 120左右, 120余
    About,
}

/// What had to be done to read the cell, beyond taking a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Remark {
    /// a number stored as text
    TextNumber,
    /// thousands separators in a text
    Grouped,
    /// spaces between digits, which may part thousands or two figures
    Spaced,
    /// `1.83E+08`: a figure as a narrow column showed it, digits may be lost
    Exponent,
    /// full-width digits
    FullWidth,
    /// a unit word in the cell
    UnitWord,
    /// Chinese numerals
    ChineseNumerals,
    /// the cell is formatted as a percentage
    PercentFormat,
    /// digits beyond the fifteenth, which Excel does not show, were rounded away
    Rounded,
}

/// A cell as read: state, unit of measure said in the cell, bound, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// the state
    pub datum: Datum,
    /// unit of measure written in the cell itself (`1.93亿元`)
    pub unit: Option<MeasureUnit>,
    /// the figure is a bound or an approximation
    pub bound: Option<Bound>,
    /// what had to be done to read it
    pub remarks: Vec<Remark>,
}

impl Reading {
    /// A reading without anything to remark.
    pub fn plain(datum: Datum) -> Self {
        Self {
            datum,
            unit: None,
            bound: None,
            remarks: Vec::new(),
        }
    }

    fn unreadable(why: Unreadable) -> Self {
        Self::plain(Datum::Unreadable(why))
    }
}

/// The decimal a person sees in an Excel number: fifteen significant digits, as Excel itself keeps
/// them.
///
/// The second value tells whether digits were rounded away (183277121.29999998 → 183277121.3).
pub fn from_excel(number: f64) -> Option<(Decimal, bool)> {
    if !number.is_finite() || number.abs() >= 1e28 {
        return None;
    }
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        return Some((Decimal::from(number as i64), false));
    }
    let shortest = format!("{number}");
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count()
        - usize::from(shortest.trim_start_matches('-').starts_with("0."));
    if digits <= 15
        && let Ok(decimal) = Decimal::from_str(&shortest)
    {
        return Some((decimal.normalize(), false));
    }
    let decimal = Decimal::from_scientific(&format!("{number:.14e}"))
        .ok()?
        .normalize();
    let same = decimal.to_string() == shortest;
    Some((decimal, !same))
}

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

/// Reads a text that stands where a figure is asked for.
pub fn read_text(raw: &str) -> Reading {
    // an apostrophe says "text" to Excel; typed twice, or by another program, it stays
    let raw = raw.trim_start().trim_start_matches(['\'', '’', '‘']);
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
    let (unit, figure) = split_unit(body);
    let mut remarks = vec![Remark::TextNumber];
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
        datum: Datum::Number(decimal),
        unit,
        bound,
        remarks,
    }
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
    match decimal.round_sf(15) {
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

/// Splits `1.93亿元` into unit and figure.
fn split_unit(body: &str) -> (Option<MeasureUnit>, &str) {
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

fn plain_decimal(figure: &str, raw: &str) -> Result<(Decimal, bool), Unreadable> {
    let (negative, digits) = match figure.strip_prefix(['-', '−', '－', '﹣']) {
        Some(rest) => (true, rest),
        None => (false, figure.strip_prefix('+').unwrap_or(figure)),
    };
    if digits.is_empty() || !digits.chars().any(|c| c.is_ascii_digit()) {
        return Err(Unreadable::Words);
    }
    if digits.contains(['(', ')', '▲', '△', '▼', '▽'])
        && digits
            .trim_matches(['(', ')', '▲', '△', '▼', '▽'])
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    {
        return Err(Unreadable::Sign);
    }
    if digits
        .chars()
        .any(|c| !(c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+' | '-')))
    {
        let parts = digits
            .split(['\\', '/', '|', ';', '~', '、'])
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>();
        let two = parts.len() > 1
            && parts
                .iter()
                .all(|p| p.chars().all(|c| c.is_ascii_digit() || c == '.'));
        return Err(if two {
            Unreadable::TwoFigures
        } else {
            Unreadable::Words
        });
    }
    // spaces inside: `1 234` is grouping, `12 34` is two figures
    let spaced = text::half_width(raw)
        .split_whitespace()
        .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let heads_a_group = |part: &String| {
        part.chars()
            .take_while(|c| *c != '.')
            .filter(char::is_ascii_digit)
            .count()
            <= 3
    };
    // on two lines stand two figures
    let lines = raw
        .split(['\n', '\r'])
        .filter(|line| line.chars().any(char::is_numeric))
        .count();
    if lines > 1 {
        return Err(Unreadable::TwoFigures);
    }
    if spaced.len() > 1
        && !(heads_a_group(&spaced[0])
            && spaced[1..].iter().all(|part| {
                part.len() >= 3
                    && part.as_bytes()[..3].iter().all(u8::is_ascii_digit)
                    && part.as_bytes().get(3).is_none_or(|b| !b.is_ascii_digit())
            }))
    {
        return Err(Unreadable::TwoFigures);
    }
    if digits.contains(['e', 'E']) {
        return scientific(digits, negative).map(|value| (value, false));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(['.', ',', '+', '-']) || whole.contains(['+', '-']) {
        return Err(Unreadable::Words);
    }
    let grouped = whole.contains(',');
    if grouped {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        if first.is_empty() || first.len() > 3 || !groups.all(|group| group.len() == 3) {
            return Err(Unreadable::Grouping);
        }
    }
    let joined = format!(
        "{}{}{}{}",
        if negative { "-" } else { "" },
        if whole.is_empty() { "0" } else { "" },
        whole.replace(',', ""),
        if fraction.is_empty() {
            String::new()
        } else {
            format!(".{fraction}")
        }
    );
    if joined.len() > 28 {
        return Err(Unreadable::TooLarge);
    }
    Decimal::from_str_exact(&joined)
        .map(|decimal| (decimal, grouped))
        .map_err(|_| Unreadable::TooLarge)
}

/// `1.83E+08`, with all its digits or not at all.
fn scientific(digits: &str, negative: bool) -> Result<Decimal, Unreadable> {
    let (figure, power) = digits.split_once(['e', 'E']).ok_or(Unreadable::Words)?;
    if figure.is_empty() || !figure.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Err(Unreadable::Words);
    }
    let bare = power.strip_prefix(['+', '-']).unwrap_or(power);
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Unreadable::Words);
    }
    let power = power.parse::<i32>().map_err(|_| Unreadable::TooLarge)?;
    let value = Decimal::from_str_exact(figure).map_err(|_| {
        if figure.len() > 28 {
            Unreadable::TooLarge
        } else {
            Unreadable::Words
        }
    })?;
    let value = Factor(power).apply(value).ok_or(Unreadable::TooLarge)?;
    Ok(if negative { -value } else { value })
}

fn is_numeral(c: char) -> bool {
    "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
}

/// 十二, 一百二十, 三千零五: whole numbers below ten thousand, the only ones that clerks write out.
fn chinese_numeral(figure: &str) -> Option<Decimal> {
    let mut total = 0_i64;
    let mut digit: Option<i64> = None;
    // power of the last numeral, while no 零 has followed it
    let mut open_power = 1;
    if figure.is_empty() || !figure.chars().all(is_numeral) {
        return None;
    }
    let all_digits = figure.chars().all(|c| numeral_digit(c).is_some());
    if all_digits {
        if figure.chars().count() == 1 {
            return figure
                .chars()
                .next()
                .and_then(numeral_digit)
                .map(Decimal::from);
        }
        return None; // 二一 may be 21 or 2 and 1
    }
    for c in figure.chars() {
        if let Some(value) = numeral_digit(c) {
            if digit.is_some_and(|earlier| earlier != 0) {
                return None;
            }
            if value == 0 {
                open_power = 1;
            }
            digit = Some(value);
        } else {
            let power = match c {
                '十' | '拾' => 10,
                '百' | '佰' => 100,
                _ => 1000,
            };
            let factor = match digit.take() {
                Some(value) if value > 0 => value,
                None if power == 10 && total == 0 => 1,
                _ => return None,
            };
            if total > 0 && total % (power * 10) != 0 {
                return None;
            }
            total += factor * power;
            open_power = power;
        }
    }
    // 一百二 is 120 to one and 102 to another
    if open_power > 10 && digit.is_some() {
        return None;
    }
    Some(Decimal::from(total + digit.unwrap_or(0)))
}

fn numeral_digit(c: char) -> Option<i64> {
    let value = match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(value)
}

/// Writes a decimal with thousands separators and a fixed number of digits after the point, half
/// away from zero (the rounding of Excel and of statistical yearbooks).
pub fn display(value: Decimal, decimals: u32) -> String {
    let rounded = round(value, decimals);
    let plain = padded(rounded.abs(), decimals);
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), ""), |(w, f)| (w, f));
    let mut grouped = String::with_capacity(plain.len() + 8);
    if rounded.is_sign_negative() && !rounded.is_zero() {
        grouped.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// The digits that Excel keeps of a number.
pub const EXCEL_DIGITS: usize = 15;

/// Whether a number, written out without needless zeros, has more significant digits than Excel
/// keeps.
pub fn is_wide(digits: &str) -> bool {
    // most numbers are short: their digits need not be counted
    digits.len() > EXCEL_DIGITS && significant_digits(digits) > EXCEL_DIGITS
}

/// Digits between the first and the last that is no zero.
pub fn significant_digits(digits: &str) -> usize {
    let bare = digits.trim_start_matches(['-', '0', '.']);
    // zeros behind the point were left out before; those of a whole number are only its size
    let bare = if digits.contains('.') {
        bare
    } else {
        bare.trim_end_matches('0')
    };
    bare.bytes().filter(u8::is_ascii_digit).count()
}

/// Rounds half away from zero. What rounds to nothing is 0, never −0.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(
        decimals,
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    );
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

/// `12.5` with two decimals is `12.50`; no digit is ever dropped. The library's own way of padding
/// panics where a long figure gets many zeros.
pub fn padded(value: Decimal, decimals: u32) -> String {
    let mut digits = if value.is_zero() {
        "0".to_owned()
    } else {
        value.normalize().to_string()
    };
    let own = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    if own == 0 && decimals > 0 {
        digits.push('.');
    }
    digits.extend(std::iter::repeat_n(
        '0',
        (decimals as usize).saturating_sub(own),
    ));
    digits
}
