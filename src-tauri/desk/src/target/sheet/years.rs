//! Years and days that a list says.

use xianbaohui_core::target::Span;

/// The years of a text that says some: `2021年`, `2020—2022年`.
pub(super) fn years(text: &str) -> Vec<Span> {
    let compact = xianbaohui_core::text::compact(text);
    let characters = compact.chars().collect::<Vec<_>>();
    let mut numbers: Vec<(usize, u16)> = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let digits = characters[at..].iter().take_while(|c| c.is_ascii_digit());
        let digits = digits.collect::<String>();
        let length = digits.len();
        let year = Span::parse(&digits).filter(|_| length == 4);
        numbers.extend(year.map(|year| (at, year.first)));
        at += length.max(1);
    }
    let behind = |at: usize| characters.get(at + 4).copied().unwrap_or(' ');
    let mut spans: Vec<Span> = Vec::new();
    let mut numbers = numbers.into_iter().peekable();
    while let Some((at, first)) = numbers.next() {
        let dash = if behind(at) == '年' { 5 } else { 4 };
        let is_dash = |c: &char| matches!(c, '-' | '–' | '—' | '~' | '至' | '到');
        let follows = characters.get(at + dash).is_some_and(is_dash);
        let next = numbers.peek().copied();
        let span = match next.filter(|(next, _)| follows && *next == at + dash + 1) {
            Some((_, last)) if last > first => {
                numbers.next();
                Span { first, last }
            }
            _ if behind(at) == '年' => Span::year(first),
            _ => continue,
        };
        if !spans.contains(&span) {
            spans.push(span);
        }
    }
    spans
}

/// The last day of a month.
pub(super) fn last_day(year: u16, month: u8) -> String {
    let last = match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    format!("{year:04}-{month:02}-{last:02}")
}
