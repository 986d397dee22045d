//! The number formats of a sheet, each once.

use crate::sight::{Format, Locale};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::OnceLock;

/// The code of cells that have none.
pub(in crate::read) const GENERAL: &str = "General";

/// The number formats of a sheet; the first is `General`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(in crate::read) struct Formats {
    codes: Vec<Code>,
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
        }
    }
}

impl Formats {
    /// The number of a code; 0 for none.
    pub(in crate::read) fn number_of(&mut self, code: &str) -> u16 {
        if code.is_empty() || code.eq_ignore_ascii_case(GENERAL) {
            return 0;
        }
        let found = self.codes.iter().position(|own| *own.written == *code);
        let at = found.unwrap_or_else(|| {
            self.codes.push(Code::new(code));
            self.codes.len() - 1
        });
        // a workbook has 65 490 styles at most; what lies beyond is the last, which none is
        u16::try_from(at).unwrap_or(u16::MAX)
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
