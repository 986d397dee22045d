//! Days and months as registers write them: 2023.2.20, 二〇二三年二月, 20230220, 预计2023年2月.
//!
//! A date is one day or one month, and every sign of the text is used up by it or by a word of a
//! closed list that says how it stands (预计, 换证 …). Whatever else stands there (第4季度, 第2批,
//! 〔2021〕3号, 1-3) makes something else of it, and it is none.

mod numeral;
mod one;
mod state;
mod written;

pub use one::{Day, NoDay};
pub use state::{STATES, State};

use crate::text;

/// A text that says one day or one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// which
    pub day: Day,
    /// the words beside it, in their order
    pub states: Vec<&'static State>,
    /// of six digits: the day that they may mean as well, 200901 is 2009-01 or 2020-09-01
    pub other: Option<Day>,
}

/// Reads a text as one day or one month, all its signs used up.
///
/// # Errors
///
/// Anything else, and what it looks like.
pub fn read(raw: &str) -> Result<Dated, NoDay> {
    let text = text::half_width(raw);
    let text = text.trim();
    let text = text.strip_prefix('\'').unwrap_or(text);
    let squeezed = squeezed(without_time(text));
    let (rest, states) = state::set_apart(&squeezed);
    let (day, other) = written::read(rest).map_err(|why| named(why, &squeezed))?;
    // a day is at no end of a month
    if day.is_day() && states.iter().any(|state| state.of_month) {
        return Err(NoDay::Words);
    }
    Ok(Dated { day, states, other })
}

/// Reads a number as it stands in a cell.
///
/// # Errors
///
/// As [`read`]; and 2018.1, which is what a cell keeps of 2018.10 as well.
pub fn read_number(raw: &str) -> Result<Dated, NoDay> {
    match raw.split_once('.') {
        Some((year, "1")) if year.len() == 4 => Err(NoDay::Month),
        _ => read(raw),
    }
}

/// The time of day, as databases write it, is left out.
fn without_time(text: &str) -> &str {
    let own = ["AM", "PM", "am", "pm", "Z", "+08:00"]
        .iter()
        .find_map(|end| text.strip_suffix(end))
        .unwrap_or(text)
        .trim_end();
    let is_time = |time: &str| {
        let mut parts = time.split(':');
        let mut is_next = |most: u32| {
            parts.next().is_some_and(|part| {
                let whole = part.split_once('.').map_or(part, |(whole, behind)| {
                    if behind.bytes().all(|byte| byte.is_ascii_digit()) {
                        whole
                    } else {
                        part
                    }
                });
                matches!(whole.len(), 1 | 2)
                    && whole.parse::<u32>().is_ok_and(|number| number <= most)
            })
        };
        let begins = is_next(24) && is_next(59);
        let ends = time.matches(':').count() == 1 || is_next(59);
        begins && ends && time.matches(':').count() <= 2
    };
    match own.rsplit_once([' ', 'T']) {
        Some((day, time)) if is_time(time) => day.trim_end(),
        _ => text,
    }
}

/// Without white space, but for one space where it parts digits from digits.
fn squeezed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_parted = false;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            is_parted = true;
            continue;
        }
        if is_parted && c.is_ascii_digit() && out.ends_with(|c: char| c.is_ascii_digit()) {
            out.push(' ');
        }
        is_parted = false;
        out.push(match c {
            '—' | '–' | '−' | '‐' | '‑' | '─' | '―' => '-',
            _ => c,
        });
    }
    out.truncate(out.trim_end_matches('。').len());
    out
}

/// What a text that is no date looks like.
fn named(why: NoDay, text: &str) -> NoDay {
    if why != NoDay::Words {
        return why;
    }
    let years = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")))
        .count();
    let is_part = |part: &str| (1..=2).contains(&part.len());
    // 12/4/2020 has its year in full, and the month or the day first
    let has_full = text
        .split(['.', '-', '/', '年'])
        .any(|part| part.len() == 4);
    let mut parts = text.split(['.', '-', '/', '年']);
    let is_short = parts.next().is_some_and(is_part)
        && text.starts_with(|c: char| c.is_ascii_digit())
        && parts.next().is_some();
    if text.contains('季') {
        NoDay::Quarter
    } else if text.contains('批') {
        NoDay::Batch
    } else if text.contains('号') && text.contains(['〔', '[', '(', '第', '【']) {
        NoDay::Number
    } else if years > 1
        || text.contains(['~', '至', '、'])
        || (text.contains('-') && text.contains(['.', '/', '年']))
    {
        NoDay::Several
    } else if is_short && has_full {
        NoDay::Order
    } else if is_short {
        NoDay::ShortYear
    } else {
        NoDay::Words
    }
}
