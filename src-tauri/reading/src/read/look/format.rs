//! The number formats of a sheet, each once.

use crate::sight::{Format, Locale, built_in};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt;
use std::sync::OnceLock;

/// The code of cells that have none.
pub(in crate::read) const GENERAL: &str = "General";

/// The number formats of a sheet; the first is `General`.
#[derive(Clone, Serialize, Deserialize)]
pub(in crate::read) struct Formats {
    codes: Vec<Code>,
    /// where each code stands, while they are gathered
    #[serde(skip)]
    places: HashMap<Box<str>, u16>,
}

/// A code, understood when it is first needed.
#[derive(Clone, Serialize, Deserialize)]
struct Code {
    written: Box<str>,
    #[serde(skip)]
    format: OnceLock<Format>,
}

/// Whether it was needed before says nothing of it.
impl fmt::Debug for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.written, out)
    }
}

impl Code {
    fn new(written: &str) -> Self {
        Self {
            written: written.into(),
            format: OnceLock::new(),
        }
    }

    fn format(&self) -> &Format {
        self.format
            .get_or_init(|| Format::parse(&self.written, Locale::ZhCn))
    }
}

impl Default for Formats {
    fn default() -> Self {
        Self {
            codes: vec![Code::new(GENERAL)],
            places: HashMap::new(),
        }
    }
}

/// Only the codes are what a sheet has.
impl fmt::Debug for Formats {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.codes, out)
    }
}

impl Formats {
    /// How many there are.
    pub(in crate::read) fn count(&self) -> usize {
        self.codes.len()
    }

    /// The number of a code; 0 for none.
    pub(in crate::read) fn number_of(&mut self, code: &str) -> u16 {
        if code.is_empty() || code.eq_ignore_ascii_case(GENERAL) {
            return 0;
        }
        if let Some(number) = self.places.get(code) {
            return *number;
        }
        // a workbook has 65 490 styles at most; what lies beyond is the last, which none is
        let number = u16::try_from(self.codes.len()).unwrap_or(u16::MAX);
        if number < u16::MAX {
            self.codes.push(Code::new(code));
        }
        self.places.insert(code.into(), number);
        number
    }

    /// A code by its number.
    pub(in crate::read) fn code(&self, number: u16) -> &str {
        self.codes
            .get(usize::from(number))
            .map_or("", |code| &code.written)
    }

    /// A format by its number; `None` for one that is not there.
    pub(in crate::read) fn get(&self, number: u16) -> Option<&Format> {
        self.codes.get(usize::from(number)).map(Code::format)
    }
}

/// The code of a format that has a name: `excel.xsd`, `NumberFormat`.
pub(in crate::read) fn named(name: &str) -> &str {
    let id = match name {
        "General Number" => 0,
        "Fixed" => 2,
        "Standard" => 4,
        "Currency" | "Euro Currency" => 7,
        "Percent" => 10,
        "Scientific" => 11,
        "Short Date" => 14,
        "Medium Date" => 15,
        "General Date" => 22,
        "Short Time" => 20,
        "Medium Time" => 18,
        "Long Time" => 21,
        "Long Date" => 31,
        "Yes/No" => return r#""Yes";"Yes";"No""#,
        "True/False" => return r#""True";"True";"False""#,
        "On/Off" => return r#""On";"On";"Off""#,
        code => return code,
    };
    built_in(id, Locale::ZhCn).unwrap_or(name)
}
