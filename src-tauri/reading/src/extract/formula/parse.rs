//! A formula as a tree. Formulas are kept as Excel writes them in English, those of ods as
//! OpenDocument does: ECMA-376 part 1, 18.17; OpenDocument 1.3, part 4, 5.

use super::value::Why;
use xianbaohui_core::place::parse_cell;

/// Deeper brackets, and more signs in a row, are no return's.
const DEEPEST: u32 = 64;

/// A part of a formula.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Part {
    Number(f64),
    Text(Box<str>),
    Truth(bool),
    Error(String),
    /// nothing between two commas
    Missing,
    Cells(Cells),
    Negative(Box<Part>),
    Percent(Box<Part>),
    Two(Sign, Box<Part>, Box<Part>),
    Call(String, Vec<Part>),
}

/// Signs that compare; those of two characters first.
pub(super) const COMPARISONS: [(&str, Sign); 6] = [
    ("<>", Sign::Other),
    ("<=", Sign::AtMost),
    (">=", Sign::AtLeast),
    ("=", Sign::Equal),
    ("<", Sign::Less),
    (">", Sign::More),
];

/// What stands between two parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
    Times,
    By,
    Power,
    Joined,
    Equal,
    Other,
    Less,
    More,
    AtMost,
    AtLeast,
}

/// A cell, or a range of them; rows and columns from 0, both ends in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cells {
    /// in small letters; nothing for the formula's own
    pub(super) sheet: Option<String>,
    pub(super) top: u32,
    pub(super) left: u32,
    pub(super) bottom: u32,
    pub(super) right: u32,
}

/// Reads a formula.
pub(super) fn parse(formula: &str) -> Result<Part, Why> {
    let formula = formula.trim();
    let is_open = ["of:", "oooc:", "msoxl:"];
    let bare = is_open.iter().find_map(|mark| formula.strip_prefix(mark));
    let mut reader = Reader {
        rest: bare.unwrap_or(formula).trim_start_matches('='),
        is_open: bare.is_some(),
        depth: 0,
    };
    let part = reader.compared()?;
    reader.pass_blanks();
    if reader.rest.is_empty() {
        Ok(part)
    } else {
        Err(Why::Other)
    }
}

struct Reader<'a> {
    rest: &'a str,
    /// it is written as OpenDocument writes formulas
    is_open: bool,
    depth: u32,
}

impl<'a> Reader<'a> {
    fn pass_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn takes(&mut self, mark: &str) -> bool {
        self.pass_blanks();
        let rest = self.rest.strip_prefix(mark);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn takes_one(&mut self, signs: &[(&str, Sign)]) -> Option<Sign> {
        let found = signs.iter().find(|(mark, _)| self.takes(mark));
        found.map(|(_, sign)| *sign)
    }

    /// Parts with signs of one strength between them.
    fn chain(
        &mut self,
        signs: &[(&str, Sign)],
        next: fn(&mut Self) -> Result<Part, Why>,
    ) -> Result<Part, Why> {
        let mut part = next(self)?;
        while let Some(sign) = self.takes_one(signs) {
            let other = next(self)?;
            part = Part::Two(sign, Box::new(part), Box::new(other));
        }
        Ok(part)
    }

    fn compared(&mut self) -> Result<Part, Why> {
        self.deeper()?;
        let part = self.chain(&COMPARISONS, Self::joined);
        self.depth -= 1;
        part
    }

    fn deeper(&mut self) -> Result<(), Why> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(Why::Other);
        }
        Ok(())
    }

    fn joined(&mut self) -> Result<Part, Why> {
        self.chain(&[("&", Sign::Joined)], Self::sum)
    }

    fn sum(&mut self) -> Result<Part, Why> {
        self.chain(&[("+", Sign::Plus), ("-", Sign::Minus)], Self::product)
    }

    fn product(&mut self) -> Result<Part, Why> {
        self.chain(&[("*", Sign::Times), ("/", Sign::By)], Self::power)
    }

    fn power(&mut self) -> Result<Part, Why> {
        self.chain(&[("^", Sign::Power)], Self::signed)
    }

    /// A minus binds closer than anything but a percent sign.
    fn signed(&mut self) -> Result<Part, Why> {
        let is_negative = self.takes("-");
        if is_negative || self.takes("+") {
            self.deeper()?;
            let part = self.signed();
            self.depth -= 1;
            return Ok(match part? {
                part if is_negative => Part::Negative(Box::new(part)),
                part => part,
            });
        }
        let mut part = self.one()?;
        while self.takes("%") {
            part = Part::Percent(Box::new(part));
        }
        Ok(part)
    }

    fn one(&mut self) -> Result<Part, Why> {
        self.pass_blanks();
        if self.takes("(") {
            let part = self.compared()?;
            return if self.takes(")") {
                Ok(part)
            } else {
                Err(Why::Other)
            };
        }
        if self.takes("\"") {
            return self.quoted('"').map(|words| Part::Text(words.into()));
        }
        if self.is_open && self.takes("[") {
            return self.in_brackets();
        }
        if self.takes("'") {
            let sheet = self.quoted('\'')?;
            if sheet.contains('[') {
                return Err(Why::Elsewhere);
            }
            return if self.takes("!") {
                self.cells(Some(&sheet))
            } else {
                Err(Why::Other)
            };
        }
        if self.rest.starts_with('[') {
            return Err(Why::Elsewhere);
        }
        if self.rest.starts_with('#') {
            let end = self.rest.find(['!', '?']).map(|end| end + 1);
            let end = end.or_else(|| self.rest.starts_with("#N/A").then_some(4));
            let (error, rest) = self.rest.split_at(end.ok_or(Why::Other)?);
            self.rest = rest;
            return Ok(Part::Error(error.to_owned()));
        }
        if self
            .rest
            .starts_with(|c: char| c.is_ascii_digit() || c == '.')
        {
            return self.number();
        }
        self.named()
    }

    /// Up to the mark that ends it; twice the mark is one.
    fn quoted(&mut self, mark: char) -> Result<String, Why> {
        let mut words = String::new();
        loop {
            let end = self.rest.find(mark).ok_or(Why::Other)?;
            words.push_str(&self.rest[..end]);
            self.rest = &self.rest[end + mark.len_utf8()..];
            if !self.rest.starts_with(mark) {
                return Ok(words);
            }
            words.push(mark);
            self.rest = &self.rest[mark.len_utf8()..];
        }
    }

    fn number(&mut self) -> Result<Part, Why> {
        let mut end = 0;
        let bytes = self.rest.as_bytes();
        let is = |at: usize, test: fn(&u8) -> bool| bytes.get(at).is_some_and(test);
        while is(end, |byte| byte.is_ascii_digit() || *byte == b'.') {
            end += 1;
        }
        if is(end, |byte| matches!(byte, b'e' | b'E')) {
            let sign = end + 1 + usize::from(is(end + 1, |byte| matches!(byte, b'+' | b'-')));
            if is(sign, u8::is_ascii_digit) {
                end = sign;
                while is(end, u8::is_ascii_digit) {
                    end += 1;
                }
            }
        }
        let (digits, rest) = self.rest.split_at(end);
        // 1:3 are rows
        if rest.starts_with(':') {
            return self.cells(None);
        }
        self.rest = rest;
        digits.parse().map(Part::Number).map_err(|_| Why::Other)
    }

    fn word(&mut self) -> &'a str {
        let end = self
            .rest
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '$' | '.' | '_' | '\\' | '?')));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    /// A function, a sheet with a cell, a cell, or a name.
    fn named(&mut self) -> Result<Part, Why> {
        let before = self.rest;
        let word = self.word();
        if word.is_empty() {
            return Err(Why::Other);
        }
        if self.rest.starts_with('(') {
            return self.call(word);
        }
        if self.rest.starts_with('!') {
            self.rest = &self.rest[1..];
            return self.cells(Some(word));
        }
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => return Ok(Part::Truth(true)),
            "FALSE" => return Ok(Part::Truth(false)),
            _ => {}
        }
        self.rest = before;
        self.cells(None)
    }

    fn call(&mut self, name: &str) -> Result<Part, Why> {
        self.takes("(");
        let upper = name.to_uppercase();
        let bare = upper
            .trim_start_matches("_XLFN.")
            .trim_start_matches("_XLWS.");
        let mut parts = Vec::new();
        if self.takes(")") {
            return Ok(Part::Call(bare.to_owned(), parts));
        }
        let comma = if self.is_open { ";" } else { "," };
        loop {
            self.pass_blanks();
            if self.rest.starts_with(comma) || self.rest.starts_with(')') {
                parts.push(Part::Missing);
            } else {
                parts.push(self.compared()?);
            }
            if self.takes(")") {
                return Ok(Part::Call(bare.to_owned(), parts));
            }
            if !self.takes(comma) {
                return Err(Why::Other);
            }
        }
    }

    /// `B2`, `$B$2:C5`, `B:B`, `2:5`.
    fn cells(&mut self, sheet: Option<&str>) -> Result<Part, Why> {
        let first = self.word();
        let last = if self.takes(":") {
            Some(self.word())
        } else {
            None
        };
        cells(sheet, first, last).map(Part::Cells)
    }

    /// `.B2`, `$Sheet1.B2:.C5`, `'表 1'.B2`.
    fn in_brackets(&mut self) -> Result<Part, Why> {
        let mut sheet = None;
        let mut ends = Vec::new();
        loop {
            let own = self.rest.strip_prefix('$').unwrap_or(self.rest);
            if let Some(rest) = own.strip_prefix('\'') {
                self.rest = rest;
                let name = self.quoted('\'')?;
                // a document, and a sheet in it
                if self.rest.starts_with('#') {
                    return Err(Why::Elsewhere);
                }
                sheet = sheet.or(Some(name));
            } else if let Some(end) = own.find('.')
                && end > 0
            {
                sheet = sheet.or_else(|| Some(own[..end].to_owned()));
                self.rest = &own[end..];
            }
            if !self.takes(".") {
                return Err(Why::Other);
            }
            ends.push(self.word());
            if self.takes("]") {
                break;
            }
            if !self.takes(":") || ends.len() > 1 {
                return Err(Why::Other);
            }
        }
        cells(sheet.as_deref(), ends[0], ends.get(1).copied()).map(Part::Cells)
    }
}

fn cells(sheet: Option<&str>, first: &str, last: Option<&str>) -> Result<Cells, Why> {
    const MOST: u32 = 1 << 20;
    let plain = |word: &str| word.replace('$', "");
    let (first, last) = (plain(first), last.map(plain));
    let last = last.as_deref();
    let column = |word: &str| Some(parse_cell(&format!("{word}1"))?.1);
    let row = |word: &str| word.parse::<u32>().ok()?.checked_sub(1);
    let (from, to) = if let Some(from) = parse_cell(&first) {
        let to = last.map_or(Some(from), parse_cell).ok_or(Why::Other)?;
        (from, to)
    } else if let (Some(from), Some(to)) = (column(&first), last.and_then(column)) {
        ((0, from), (MOST - 1, to))
    } else if let (Some(from), Some(to)) = (row(&first), last.and_then(row)) {
        ((from, 0), (to, (1 << 14) - 1))
    } else {
        return Err(Why::Other);
    };
    Ok(Cells {
        sheet: sheet.map(str::to_lowercase),
        top: from.0.min(to.0),
        left: from.1.min(to.1),
        bottom: from.0.max(to.0),
        right: from.1.max(to.1),
    })
}
