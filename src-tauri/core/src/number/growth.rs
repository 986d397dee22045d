//! Words of growth, which say something only where growth is asked for: 下降50%, 持平, 无基数.

use super::Decimal;
use super::datum::{Bound, Datum, Nil, Reading, Remark, Unreadable};
use super::read::read_text;
use crate::text;

const GREW: [&str; 8] = ["同比增长", "增长", "增加", "上升", "提高", "增", "升", "↑"];
const FELL: [&str; 10] = [
    "同比下降",
    "下降",
    "降低",
    "减少",
    "下滑",
    "负增长",
    "降",
    "减",
    "跌",
    "↓",
];

/// Nothing has changed.
const SAME: [&str; 5] = [
    "持平",
    "同比持平",
    "与上年持平",
    "与去年持平",
    "与上年同期持平",
];

/// What it is measured by is nothing: there is no growth.
const NO_BASE: [&str; 10] = [
    "无基数",
    "无基期",
    "无可比基数",
    "不可比",
    "无可比性",
    "基数为0",
    "基数为零",
    "上年同期为0",
    "上年同期为零",
    "∞",
];

/// Reads a text that stands where a growth is asked for.
pub fn read_growth(raw: &str) -> Reading {
    let compact = text::compact(raw);
    if SAME.contains(&compact.as_str()) {
        let mut reading = Reading::plain(Datum::Number(Decimal::ZERO));
        reading.remarks.push(Remark::Unchanged);
        return reading;
    }
    if NO_BASE.contains(&compact.as_str()) {
        return Reading::plain(Datum::Nil(Nil::NotApplicable));
    }
    let after = |words: &[&str]| {
        let half = text::half_width(raw);
        let half = half.trim();
        words
            .iter()
            .find_map(|word| half.strip_prefix(word))
            .map(|rest| rest.trim_start_matches([':', '为', '了']).to_owned())
    };
    if let Some(rest) = after(&FELL) {
        let mut reading = read_text(&rest);
        let is_plain = matches!(reading.bound, None | Some(Bound::About));
        return match &mut reading.datum {
            // how much it fell has no sign of its own, and at least so much less is at most
            Datum::Number(value) if is_plain && !value.is_sign_negative() && is_bare(&rest) => {
                *value = value.negated();
                reading.remarks.push(Remark::Fell);
                reading
            }
            _ => Reading::plain(Datum::Unreadable(Unreadable::Words)),
        };
    }
    match after(&GREW).map(|rest| read_text(&rest)) {
        Some(reading) if matches!(reading.datum, Datum::Number(_)) => reading,
        Some(_) => Reading::plain(Datum::Unreadable(Unreadable::Words)),
        None => read_text(raw),
    }
}

/// Whether a figure is written without a sign.
fn is_bare(figure: &str) -> bool {
    !figure.trim_start().starts_with(['+', '-', '−', '–', '负'])
}
