//! The figure that a page keeps beside what it shows: `x:num` of Excel, `sdval` of LibreOffice.
//! It is the content; what is shown is the sight, and where the two do not agree both are told.

use crate::read::Content;
use crate::read::other::date_text;
use calamine::{ExcelDateTime, ExcelDateTimeType};
use scraper::node::Element;
use xianbaohui_core::number;

/// The content of a cell, and what is shown of a figure where that is not just its digits.
#[derive(Debug, PartialEq)]
pub(super) struct Held {
    pub(super) content: Content,
    pub(super) shown: Option<Box<str>>,
}

impl Held {
    fn plain(content: Content) -> Self {
        Self {
            content,
            shown: None,
        }
    }
}

/// What a cell holds, whose text is `shown`; `None` for nothing.
pub(super) fn held(field: &Element, shown: &str) -> Option<Held> {
    if let Some(error) = field.attr("x:err") {
        return Some(Held::plain(Content::Error(error.to_owned().into())));
    }
    if let Some(truth) = field.attr("x:bool") {
        return Some(Held::plain(Content::Truth(
            truth.eq_ignore_ascii_case("true"),
        )));
    }
    if let Some(words) = field
        .attr("x:str")
        .map(str::trim)
        .filter(|own| !own.is_empty())
    {
        return Some(Held::plain(Content::Text(words.into())));
    }
    let stored = match (field.attr("x:num"), field.attr("sdval")) {
        // what is shown is all there is of it
        (Some(""), None) => shown.replace(',', ""),
        (Some(figure), _) | (None, Some(figure)) => figure.to_owned(),
        (None, None) => String::new(),
    };
    let stored = stored
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|own| own.is_finite());
    match stored {
        Some(figure) => Some(beside(figure, shown)),
        None if shown.is_empty() => None,
        None => Some(Held::plain(Content::Text(shown.into()))),
    }
}

/// Whether a figure was kept as a whole number because it is shown as one: LibreOffice rounds
/// `sdval` to the digits of the format in `sdnum`, `1033;0;#,##0`.
pub(super) fn is_kept_rounded(field: &Element) -> bool {
    let whole = field
        .attr("sdval")
        .is_some_and(|own| own.bytes().all(|b| b.is_ascii_digit() || b == b'-'));
    let code = field
        .attr("sdnum")
        .and_then(|own| own.splitn(3, ';').nth(2));
    whole
        && code.is_some_and(|code| {
            let first = code.split(';').next().unwrap_or_default();
            !first.contains(['.', '%']) && first.contains('0') && !first.contains(['Y', 'M', 'D'])
        })
}

/// A stored figure beside what is shown of it.
fn beside(figure: f64, shown: &str) -> Held {
    let content =
        day(figure, shown).map_or(Content::Number(figure), |day| Content::Date(figure, day));
    Held {
        content,
        shown: (number::shortest(figure) != shown).then(|| shown.into()),
    }
}

/// The day that a figure is where what is shown is a date, with its year, month and day or two of
/// them.
fn day(figure: f64, shown: &str) -> Option<Box<str>> {
    /// 31 December 9999
    const LAST: f64 = 2_958_465.0;
    if !(1.0..=LAST).contains(&figure) || !shown.contains(['-', '/', '年', '月', '.']) {
        return None;
    }
    let date = ExcelDateTime::new(figure, ExcelDateTimeType::DateTime, false);
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    let parts = shown
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map(|part| part.parse::<u16>().ok())
        .collect::<Option<Vec<_>>>()?;
    let (month, day) = (u16::from(month), u16::from(day));
    let is_year = |own: u16| own == year || own < 100 && own == year % 100;
    let is_so = match parts.as_slice() {
        [a, b, c] | [a, b, c, ..] => {
            is_year(*a) && (*b, *c) == (month, day)
                || is_year(*c) && ((*a, *b) == (month, day) || (*a, *b) == (day, month))
        }
        [a, b] => is_year(*a) && *b == month || (*a, *b) == (month, day),
        _ => false,
    };
    is_so.then(|| date_text(date))
}
