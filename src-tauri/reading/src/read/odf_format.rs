//! Number formats of an ods written out as Excel writes them: OpenDocument 1.3, part 3, 16.29.

use super::odf_colour::hexadecimal;
use super::xml::attribute;
use quick_xml::events::BytesStart;
use std::collections::HashMap;
use std::fmt::Write as _;

/// A number format: one section of an Excel code, and others for figures that fulfil a condition.
#[derive(Debug, Default)]
pub(super) struct Format {
    section: String,
    is_percentage: bool,
    /// the section is that of texts
    is_text: bool,
    /// the first part of a time goes on above 24 hours or 60 minutes: `[h]:mm`
    counts_on: bool,
    /// condition, name of the other format
    maps: Vec<(String, String)>,
    /// texts between the digits of the number that is open: digits behind it, text
    embedded: Vec<(usize, String)>,
    /// what is to be written of the number that is open, when its end is known
    number: Option<Number>,
    /// the text that is being read
    words: Option<Words>,
}

/// Digits of a number.
#[derive(Debug, Default)]
struct Number {
    whole: String,
    behind: String,
}

/// A text, and whether it stands between digits: how many of them behind it.
#[derive(Debug)]
struct Words {
    text: String,
    position: Option<usize>,
}

impl Format {
    pub(super) fn new(is_percentage: bool, is_text: bool) -> Self {
        Self {
            is_percentage,
            is_text,
            ..Self::default()
        }
    }

    /// Whether it is the time of a day, or time that has passed.
    pub(super) fn counting_on(mut self, counts_on: bool) -> Self {
        self.counts_on = counts_on;
        self
    }

    /// Takes words of an element.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(words) = &mut self.words {
            words.text.push_str(text);
        }
    }

    /// Takes the start of an element.
    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name);
        let count = |name: &str| said(name).and_then(|count| count.parse::<usize>().ok());
        let is_long = said("style").as_deref() == Some("long");
        let either = |long: &'static str, short: &'static str| if is_long { long } else { short };
        let word = match name {
            "number" => {
                self.number = Some(number(element));
                return;
            }
            "scientific-number" => {
                let digits = count("min-exponent-digits").unwrap_or(2).clamp(1, 5);
                let number = number(element);
                let places = format!("{}{}", number.whole, number.behind);
                let zeros = "0".repeat(digits);
                let _ = write!(self.section, "{places}E+{zeros}");
                return;
            }
            "fraction" => {
                let whole = count("min-integer-digits").map_or("", |_| "# ");
                let digits = |name| "?".repeat(count(name).unwrap_or(1).clamp(1, 7));
                let (over, under) = (
                    digits("min-numerator-digits"),
                    digits("min-denominator-digits"),
                );
                let under = said("denominator-value").unwrap_or(under);
                let _ = write!(self.section, "{whole}{over}/{under}");
                return;
            }
            "text" | "currency-symbol" | "embedded-text" => {
                self.words = Some(Words {
                    text: String::new(),
                    position: (name == "embedded-text").then(|| count("position").unwrap_or(0)),
                });
                return;
            }
            "map" => {
                if let (Some(condition), Some(other)) =
                    (said("condition"), said("apply-style-name"))
                {
                    self.maps.push((condition.replace(' ', ""), other));
                }
                return;
            }
            "fill-character" => {
                self.words = Some(Words {
                    text: String::new(),
                    position: None,
                });
                return;
            }
            // only what a white ground swallows matters
            "text-properties" => {
                if said("color").as_deref().is_some_and(is_white) {
                    self.section.insert_str(0, "[White]");
                }
                return;
            }
            "text-content" => "@",
            "day" => either("dd", "d"),
            "month" => match (said("textual").as_deref() == Some("true"), is_long) {
                (true, true) => "mmmm",
                (true, false) => "mmm",
                (false, true) => "mm",
                (false, false) => "m",
            },
            "year" => either("yyyy", "yy"),
            "day-of-week" => either("aaaa", "aaa"),
            "hours" => either("hh", "h"),
            "minutes" => either("mm", "m"),
            "seconds" => either("ss", "s"),
            "am-pm" => "AM/PM",
            // shown as the language has it
            "era" | "quarter" | "week-of-year" => "[$-F800]",
            "boolean" => "General",
            _ => return,
        };
        if matches!(name, "hours" | "minutes" | "seconds") && std::mem::take(&mut self.counts_on) {
            let _ = write!(self.section, "[{word}]");
        } else {
            self.section.push_str(word);
        }
        if name == "seconds"
            && let Some(places) = count("decimal-places").filter(|own| *own > 0)
        {
            self.section.push('.');
            self.section.push_str(&"0".repeat(places.min(3)));
        }
    }

    /// Takes the end of an element.
    pub(super) fn end(&mut self, name: &str) {
        match name {
            "number" => {
                let Some(mut number) = self.number.take() else {
                    return;
                };
                let mut embedded = std::mem::take(&mut self.embedded);
                embedded.sort_by_key(|(position, _)| *position);
                for (position, text) in embedded {
                    put(&mut number.whole, position, &text);
                }
                self.section.push_str(&number.whole);
                self.section.push_str(&number.behind);
            }
            "fill-character" => {
                let words = self.words.take().map(|words| words.text);
                self.section.push('*');
                let fill = words.and_then(|text| text.chars().next());
                self.section.push(fill.unwrap_or(' '));
            }
            "text" | "currency-symbol" | "embedded-text" => {
                let Some(words) = self.words.take() else {
                    return;
                };
                let literal = self.literal(&words.text);
                match words.position {
                    Some(position) => self.embedded.push((position, literal)),
                    None => self.section.push_str(&literal),
                }
            }
            _ => {}
        }
    }

    /// A text as a literal of a code; in a percentage `%` is what it means.
    fn literal(&self, text: &str) -> String {
        let quoted = |text: &str| {
            let mut out = String::new();
            for part in text.split_inclusive('"') {
                let bare = part.trim_end_matches('"');
                if !bare.is_empty() {
                    let _ = write!(out, "\"{bare}\"");
                }
                if part.ends_with('"') {
                    out.push_str("\\\"");
                }
            }
            out
        };
        if self.is_percentage && text.contains('%') {
            let parts = text.split('%').map(quoted);
            parts.collect::<Vec<_>>().join("%")
        } else if text.is_empty() {
            // an empty text still says that something is shown in place of the figure
            "\"\"".to_owned()
        } else {
            quoted(text)
        }
    }

    fn section(&self) -> &str {
        if self.section.is_empty() {
            "\"\""
        } else {
            &self.section
        }
    }

    /// The code as Excel writes it.
    pub(super) fn code(&self, others: &HashMap<String, Self>) -> String {
        let maps = self
            .maps
            .iter()
            .filter_map(|(condition, other)| {
                let condition = condition.strip_prefix("value()")?;
                let condition = condition.replace("!=", "<>");
                Some((condition, others.get(other)?.section()))
            })
            .take(3)
            .collect::<Vec<_>>();
        let own = self.section();
        if self.is_text {
            return of_texts(own, &maps);
        }
        match maps.get(..2).unwrap_or(&maps) {
            [] => own.to_owned(),
            [(condition, other)] if condition == ">=0" => format!("{other};{own}"),
            [(condition, other)] => format!("[{condition}]{other};{own}"),
            [(first, one), (second, two), ..] if first == ">0" && second == "<0" => {
                format!("{one};{two};{own}")
            }
            [(first, one), (second, two), ..] => format!("[{first}]{one};[{second}]{two};{own}"),
        }
    }
}

/// The code where the format's own section is that of texts, and those of figures have conditions.
fn of_texts(own: &str, maps: &[(String, &str)]) -> String {
    match maps {
        // a code without a place for a text would be one of figures
        [] if own.contains('@') => own.to_owned(),
        [] => format!("General;General;General;{own}"),
        [(condition, all)] if condition.starts_with("<=1.79") => format!("{all};{own}"),
        [(condition, one)] => format!("[{condition}]{one};General;General;{own}"),
        [(first, one), (second, two)] if first == ">=0" && second == "<0" => {
            format!("{one};{two};{one};{own}")
        }
        [(first, one), (second, two)] => {
            format!("[{first}]{one};[{second}]{two};General;{own}")
        }
        [(first, one), (second, two), (_, three), ..] if first == ">0" && second == "<0" => {
            format!("{one};{two};{three};{own}")
        }
        [(first, one), (second, two), (_, three), ..] => {
            format!("[{first}]{one};[{second}]{two};{three};{own}")
        }
    }
}

/// The places for digits that an element says.
fn number(element: &BytesStart<'_>) -> Number {
    const MOST: usize = 30;
    let count = |name: &str| attribute(element, name).and_then(|count| count.parse::<usize>().ok());
    let is = |name: &str| attribute(element, name).as_deref() == Some("true");
    let (whole, decimals) = (
        count("min-integer-digits").unwrap_or(0).min(MOST),
        count("decimal-places").map(|places| places.min(MOST)),
    );
    let factor = attribute(element, "display-factor").and_then(|own| own.parse::<f64>().ok());
    let commas = factor.map_or(0, |factor| {
        let powers = [1e3, 1e6, 1e9, 1e12];
        powers.iter().filter(|power| factor >= **power).count()
    });
    let is_grouped = is("grouping");
    if decimals.is_none() && whole <= 1 && !is_grouped && commas == 0 {
        return Number {
            whole: "General".to_owned(),
            behind: String::new(),
        };
    }
    let decimals = decimals.unwrap_or(0);
    let least = count("min-decimal-places").unwrap_or(
        // digits in whose place something else, or nothing, is shown
        if attribute(element, "decimal-replacement").is_some() {
            0
        } else {
            decimals
        },
    );
    let mut digits = "0".repeat(whole);
    if is_grouped {
        while digits.len() < 4 {
            digits.insert(0, '#');
        }
        let at = digits.len() - 3;
        digits.insert(at, ',');
    } else if digits.is_empty() {
        digits.push('#');
    }
    let mut behind = String::new();
    if decimals > 0 {
        behind.push('.');
        behind.push_str(&"0".repeat(least.min(decimals)));
        behind.push_str(&"#".repeat(decimals.saturating_sub(least)));
    }
    behind.push_str(&",".repeat(commas.min(5)));
    Number {
        whole: digits,
        behind,
    }
}

/// White, or hardly anything else.
fn is_white(colour: &str) -> bool {
    let colour = colour.trim().to_ascii_lowercase();
    hexadecimal(&colour).is_some_and(|own| own.iter().all(|part| *part >= 0xF0))
}

/// Puts a text between places for digits, so many of them behind it.
fn put(whole: &mut String, position: usize, text: &str) {
    if whole == "General" {
        "0".clone_into(whole);
    }
    let is_place = |c: char| matches!(c, '0' | '#');
    let mut places = 0;
    let mut at = whole.len();
    let mut is_inside = false;
    for (index, c) in whole.char_indices().rev() {
        is_inside ^= c == '"';
        if !is_inside && is_place(c) {
            if places == position {
                break;
            }
            places += 1;
        }
        at = index;
    }
    // so few places: those that are missing show nothing for want of digits
    if places < position {
        let more = "#".repeat(position - places);
        whole.insert_str(0, &more);
        at = 0;
    }
    whole.insert_str(at, text);
}
