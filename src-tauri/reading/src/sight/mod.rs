//! The sight of a cell: the text that the sheet shows for what the cell holds.
//!
//! A number format code decides it: ECMA-376 part 1, 18.8.30 and 18.8.31, with what Excel and WPS
//! do beyond ([MS-OI29500], and what other readers of their files found out). Where the rules leave
//! it open, or programs differ, the text is the likeliest one and [`Shown::unsure`] says why.
//!
//! ```text
//! code ──Format::parse──▶ sections ──choose──▶ the value's own section ──show──▶ text
//! ```
//!
//! A code is parsed once for each style. [`Format::plain`] tells without making a text where the
//! figure is shown as it is, rounded at most: nearly everywhere.

mod built_in;
mod choose;
mod condition;
mod date;
mod decimal;
mod fraction;
mod general;
mod kind;
mod lex;
mod locale;
mod mark;
mod moment;
mod names;
mod number;
mod numerals;
mod out;
mod piece;
mod places;
mod plain;
mod section;
mod unsure;

pub use built_in::built_in;
pub use general::{GENERAL_WIDTH, general};
pub use locale::Locale;
pub use moment::DateSystem;
pub use out::{Fill, Shown};
pub use plain::{Plain, PlainFigure};
pub use unsure::Unsure;

use choose::{Choice, choose};
use kind::Kind;
use section::Section;

/// Characters of a code that Excel takes.
const LONGEST_CODE: usize = 255;

/// Bytes that a format makes of a text by repeating it; more a cell cannot show.
const LONGEST_TEXT: usize = 100_000;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// A number, or a date as its serial number.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// `TRUE` or `FALSE`.
    Bool(bool),
    /// An error by its name: `#DIV/0!`. No format touches it.
    Error(&'a str),
}

/// A number format code, understood.
#[derive(Debug, Clone)]
pub struct Format {
    /// up to three
    figures: Vec<Section>,
    text: Option<Section>,
    /// for figures that no section takes
    general: Section,
    locale: Locale,
    doubt: Option<Unsure>,
    /// how every figure is shown, where there is one section for all
    every: Option<Plain>,
}

impl Format {
    /// A code, as a file has it. It never fails: what is not understood is shown in doubt.
    pub fn parse(code: &str, locale: Locale) -> Self {
        let mut format = Self {
            figures: Vec::new(),
            text: None,
            general: Section::general(),
            locale,
            doubt: None,
            every: None,
        };
        // no longer code is looked at, however long it is
        if code.chars().take(LONGEST_CODE + 1).count() > LONGEST_CODE {
            format.doubt = Some(Unsure::FormatTooLong);
            return format;
        }
        if code.is_empty() {
            format.every = Some(Plain::General);
            return format;
        }
        let mut sections: Vec<Section> = lex::sections(code, locale)
            .into_iter()
            .map(|raw| Section::new(&raw, locale))
            .collect();
        if sections.len() > 4 {
            format.doubt = Some(Unsure::FormatTooLong);
            sections.truncate(4);
        }
        if sections.len() == 4 || sections.last().is_some_and(Section::is_text) {
            format.text = sections.pop();
        }
        format.figures = sections;
        if let ([section], None) = (&*format.figures, format.doubt)
            && section.condition.is_none()
        {
            format.every = section.plainness.figure(false);
        }
        format
    }

    /// What the cell shows.
    pub fn show(&self, value: Value<'_>, dates: DateSystem) -> Shown {
        let mut shown = match value {
            Value::Number(value) => self.figure(value, dates),
            Value::Text(text) => self.text(text),
            Value::Bool(value) => self.text(if value { "TRUE" } else { "FALSE" }),
            Value::Error(name) => return Shown::of(name),
        };
        shown.doubt(self.doubt);
        shown
    }

    /// How the value is shown where that needs no text: nothing but its digits, its sign, grouping,
    /// rounding and space. `None`: [`Format::show`] tells. Excel shows fifteen digits that count,
    /// of plain figures too.
    pub fn plain(&self, value: Value<'_>) -> Option<Plain> {
        match value {
            Value::Number(value) if self.every.is_some() && value.is_finite() => self.every,
            _ if self.doubt.is_some() => None,
            Value::Number(value) if value.is_finite() => {
                let value = value + 0.0;
                let choice = choose(&self.figures, value);
                if choice.doubt.is_some() {
                    return None;
                }
                let section = choice.section.unwrap_or(&self.general);
                section.plainness.figure(value < 0.0 && !choice.has_minus)
            }
            Value::Number(_) => None,
            Value::Text(_) | Value::Bool(_) => match &self.text {
                None => Some(Plain::Content),
                Some(section) => {
                    (section.plainness == plain::Plainness::Text).then_some(Plain::Content)
                }
            },
            Value::Error(_) => Some(Plain::Content),
        }
    }

    /// The colours that its sections name, as they are written but in small letters: `red`, `红色`,
    /// `color 12`. That of texts is the last, where there is one.
    pub fn inks(&self) -> impl Iterator<Item = Option<&str>> {
        let sections = self.figures.iter().chain(&self.text);
        sections.map(|section| section.ink.as_deref())
    }

    /// Which of its sections a value takes, in the order of [`Format::inks`]; nothing where it is
    /// none of them for certain.
    pub fn section_of(&self, value: Value<'_>) -> Option<usize> {
        match value {
            Value::Number(value) if value.is_finite() => {
                let chosen = choose(&self.figures, value + 0.0);
                let own = chosen.section.filter(|_| chosen.doubt.is_none())?;
                let mut all = self.figures.iter();
                all.position(|section| std::ptr::eq(section, own))
            }
            Value::Text(_) | Value::Bool(_) => self.text.as_ref().map(|_| self.figures.len()),
            Value::Number(_) | Value::Error(_) => None,
        }
    }

    fn text(&self, text: &str) -> Shown {
        let Some(section) = &self.text else {
            return Shown::of(text);
        };
        let mut shown = Shown::default();
        match &section.kind {
            Kind::Text(marks) => {
                for mark in marks {
                    match mark {
                        Some(mark) => shown.mark(mark),
                        // @@@… of a long text
                        None if shown.text.len() + text.len() > LONGEST_TEXT.max(text.len()) => {
                            shown.unsure = Some(Unsure::FormatTooLong);
                        }
                        None => shown.text.push_str(text),
                    }
                }
            }
            Kind::Words(marks) => shown.marks(marks),
            // places for digits where the text belongs
            _ => {
                shown.text.push_str(text);
                shown.unsure = Some(Unsure::FormatUnknown);
            }
        }
        shown.doubt(section.doubt);
        shown
    }

    fn figure(&self, value: f64, dates: DateSystem) -> Shown {
        if !value.is_finite() {
            let mut shown = Shown::of(value.to_string());
            shown.unsure = Some(Unsure::NoFigure);
            return shown;
        }
        // -0 is 0
        let value = value + 0.0;
        let choice = choose(&self.figures, value);
        let mut shown = self.write(choice, value, dates);
        let section = choice.section.unwrap_or(&self.general);
        shown.doubt(choice.doubt.or(section.doubt));
        shown
    }

    fn write(&self, choice: Choice<'_>, value: f64, dates: DateSystem) -> Shown {
        let section = choice.section.unwrap_or(&self.general);
        let mut shown = Shown::default();
        let numerals = section.numerals;
        let one_by_one = |digits: &str| match &numerals {
            Some(numerals) => numerals.one_by_one(digits),
            None => digits.to_owned(),
        };
        let is_shown = match &section.kind {
            Kind::Words(marks) => {
                shown.marks(marks);
                // an empty section shows nothing, not even the minus
                !marks.is_empty()
            }
            Kind::General { before, behind } => {
                shown.marks(before);
                let text = general(value.abs(), GENERAL_WIDTH).unwrap_or_default();
                match &numerals {
                    Some(_) if text.contains('E') => shown.doubt(Some(Unsure::Numerals)),
                    Some(numerals) => shown.text.push_str(&numerals.read_out(&text)),
                    None => {}
                }
                if numerals.is_none() || shown.unsure.is_some() {
                    shown.text.push_str(&text);
                }
                shown.marks(behind);
                text != "0"
            }
            Kind::Number(number) => number.write(value, &one_by_one, &mut shown),
            Kind::Ratio(ratio) => ratio.write(value, &one_by_one, &mut shown),
            Kind::Date(dated) => {
                let language = section.language;
                dated.write(value, dates, language, self.locale, numerals, &mut shown);
                false
            }
            // a text among the sections for figures
            Kind::Text(_) => {
                shown.text = general(value.abs(), GENERAL_WIDTH).unwrap_or_default();
                shown.doubt(Some(Unsure::FormatUnknown));
                true
            }
        };
        if value < 0.0 && choice.has_minus && is_shown {
            shown.negate();
        }
        shown
    }
}
