//! The rows and fields of a table of delimited lines, as Excel takes them; and where a quotation
//! mark takes in more than a field.
//!
//! Source: RFC 4180; what it leaves open is as Excel does it: a quoted field goes on to the next
//! mark, and a quotation mark within a field is a character like any other.

use super::dialect::Dialect;
use memchr::memchr;
use std::borrow::Cow;

/// A field is no longer than a cell: 32 767 characters of up to three bytes.
const LONGEST: usize = 3 * 32_767;

/// One row.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// the line of the text that it begins on, from 1
    pub(super) line: u32,
    pub(super) fields: Vec<Cow<'a, str>>,
    /// a quotation mark in it takes in more than a field, and was taken for a character
    pub(super) has_open_quote: bool,
    /// no line end follows
    pub(super) is_last: bool,
}

/// The rows of a text.
pub(super) struct Records<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    mark: char,
    /// a line within a field that has so many marks is no line within a field
    swallows: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, dialect: Dialect) -> Self {
        Self {
            text,
            at: 0,
            line: 1,
            mark: dialect.mark,
            swallows: dialect.marks.div_ceil(2).max(1),
        }
    }

    /// The next row into `record`; whether there is one.
    pub(super) fn read(&mut self, record: &mut Record<'a>) -> bool {
        record.fields.clear();
        record.has_open_quote = false;
        record.line = self.line;
        if self.at >= self.text.len() {
            return false;
        }
        loop {
            let field = match self.quoted() {
                Quoted::No => self.plain(),
                Quoted::Open => {
                    record.has_open_quote = true;
                    self.plain()
                }
                Quoted::Field(field) => field,
            };
            record.fields.push(field);
            let rest = &self.text[self.at..];
            if rest.starts_with(self.mark) {
                self.at += self.mark.len_utf8();
                continue;
            }
            record.is_last = rest.is_empty();
            self.at += line_end(rest);
            self.line = self.line.saturating_add(1);
            return true;
        }
    }

    /// What stands up to the next mark or line end.
    fn plain(&mut self) -> Cow<'a, str> {
        let rest = &self.text[self.at..];
        let mark = self.mark;
        let end = rest.find([mark, '\n', '\r']).unwrap_or(rest.len());
        self.at += end;
        Cow::Borrowed(&rest[..end])
    }

    /// A field in quotation marks.
    fn quoted(&mut self) -> Quoted<'a> {
        let Some(rest) = self.text[self.at..].strip_prefix('"') else {
            return Quoted::No;
        };
        let bytes = &rest.as_bytes()[..rest.len().min(LONGEST)];
        let (mut from, mut has_doubled) = (0, false);
        let close = loop {
            let Some(at) = memchr(b'"', &bytes[from..]).map(|at| from + at) else {
                return Quoted::Open;
            };
            if bytes.get(at + 1) != Some(&b'"') {
                break at;
            }
            has_doubled = true;
            from = at + 2;
        };
        let content = &rest[..close];
        let start = self.at;
        self.at += 1 + close + 1;
        let behind = self.plain();
        let has_break = content.contains(['\n', '\r']);
        let is_more = if has_break {
            super::dialect::lines(content)
                .any(|line| line.matches(self.mark).count() >= self.swallows)
        } else {
            !behind.trim().is_empty() && content.contains(self.mark)
        };
        if is_more {
            self.at = start;
            return Quoted::Open;
        }
        if has_break {
            self.line = self.line.saturating_add(breaks(content));
        }
        let content = if has_doubled {
            Cow::Owned(content.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(content)
        };
        Quoted::Field(if behind.is_empty() {
            content
        } else {
            Cow::Owned(format!("{content}{behind}"))
        })
    }
}

enum Quoted<'a> {
    /// the field begins without a quotation mark
    No,
    /// it begins with one that never closes, or closes where it would take in other fields
    Open,
    Field(Cow<'a, str>),
}

/// Bytes of the line end that a text begins with; one that was made one of Windows twice is one.
fn line_end(text: &str) -> usize {
    if text.starts_with("\r\r\n") {
        3
    } else if text.starts_with("\r\n") {
        2
    } else {
        usize::from(!text.is_empty())
    }
}

/// How many line ends a text has.
fn breaks(text: &str) -> u32 {
    let all = text.bytes().filter(|byte| matches!(byte, b'\n' | b'\r'));
    let pairs = text.matches("\r\n").count();
    u32::try_from(all.count() - pairs).unwrap_or(u32::MAX)
}
