//! Where the mistakes in a scheme text are collected, each with its place.

use crate::form::Header;
use crate::org_unit::Month;
use crate::scheme::Problem;
use crate::scheme::file::At;
use crate::text;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// All files are one text; this finds the file and line of a byte.
pub(super) struct Source {
    pub(super) text: String,
    /// name, first byte
    files: Vec<(String, usize)>,
}

impl Source {
    pub(super) fn new(files: &[(String, String)]) -> Self {
        let mut source = Self {
            text: String::new(),
            files: Vec::new(),
        };
        for (name, text) in files {
            source.files.push((name.clone(), source.text.len()));
            source.text.push_str(text.trim_start_matches('\u{feff}'));
            if !text.ends_with('\n') {
                source.text.push('\n');
            }
        }
        source
    }

    /// Where a byte of a text stands in the source: quotes come before it, and what is escaped is
    /// longer there.
    pub(super) fn inside(&self, at: &At, byte: usize) -> usize {
        let start = at.span().start;
        let raw = self.text.get(at.span()).unwrap_or_default();
        let is_plain = raw.starts_with('\'');
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
            3 + usize::from(raw[3..].starts_with('\n'))
        } else {
            1
        };
        let mut rest = raw.get(quotes..).unwrap_or_default().char_indices();
        let mut seen = 0;
        while let Some((at, c)) = rest.next() {
            if seen >= byte {
                return start + quotes + at;
            }
            let escaped = if c == '\\' && !is_plain {
                rest.next().map(|(_, next)| next)
            } else {
                None
            };
            seen += match escaped {
                Some('u') => {
                    rest.nth(3);
                    3
                }
                Some(_) => 1,
                None => c.len_utf8(),
            };
        }
        start + quotes + byte
    }

    pub(super) fn problem(&self, span: Option<Range<usize>>, message: String) -> Problem {
        let Some(span) = span else {
            return Problem {
                file: self
                    .files
                    .first()
                    .map(|(name, _)| name.clone())
                    .unwrap_or_default(),
                line: 0,
                column: 0,
                message,
            };
        };
        let at = span.start.min(self.text.len());
        let (name, first) = self
            .files
            .iter()
            .rev()
            .find(|(_, first)| *first <= at)
            .cloned()
            .unwrap_or_default();
        let before = self.text.get(first..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Problem {
            file: name,
            line,
            column,
            message,
        }
    }
}

/// Where a text comes from. One that a ledger was made with is read as it is: what was not asked of
/// it then is not asked now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scheme) enum Age {
    /// it is known
    Known,
    /// what a lower level adds to it comes from outside
    OwnIsNew,
    /// it comes from outside
    New,
}

/// Collects problems while a scheme is put together.
pub(super) struct Check<'a> {
    pub(super) source: &'a Source,
    pub(super) problems: Vec<Problem>,
    /// where the text comes from
    pub(super) age: Age,
    /// where the text begins that a lower level adds
    pub(super) own_from: Option<usize>,
}

impl Check<'_> {
    /// Whether a lower level adds it.
    pub(super) fn is_own(&self, at: &At) -> bool {
        self.own_from.is_some_and(|from| at.span().start >= from)
    }

    /// Whether it comes from outside.
    pub(super) fn is_new(&self, at: &At) -> bool {
        self.age == Age::New || self.age == Age::OwnIsNew && self.is_own(at)
    }

    pub(super) fn wrong(&mut self, at: &At, message: impl Into<String>) {
        let problem = self.source.problem(Some(at.span()), message.into());
        self.problems.push(problem);
    }

    /// Two headers on one form that say the same: nobody could tell whose a column is.
    pub(super) fn apart<'t>(&mut self, headers: impl IntoIterator<Item = (&'t At, &'t [String])>) {
        let key = |text: &str| {
            let levels = Header::parse(text).0.into_iter();
            let levels = levels.map(|level| text::key(&level));
            levels.collect::<Vec<_>>().join(">")
        };
        let mut known: HashMap<String, usize> = HashMap::new();
        for (column, (header, others)) in headers.into_iter().enumerate() {
            for one in std::iter::once(header.get_ref()).chain(others) {
                let first = *known.entry(key(one)).or_insert(column);
                if self.is_new(header) && first != column {
                    let told = "在这张报表里写给了两列：收到的表就分不清是哪一列";
                    self.wrong(header, format!("表头“{one}”{told}"));
                }
            }
        }
    }

    pub(super) fn code(&mut self, at: &At, what: &str, known: &mut HashSet<String>) -> String {
        let code = at.get_ref().clone();
        if code.is_empty()
            || !code
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        {
            self.wrong(
                at,
                format!("{what}代码“{code}”不合规：应为英文字母、数字、_ 或 -"),
            );
        } else if !known.insert(code.clone()) {
            self.wrong(at, format!("{what}代码“{code}”重复：每个代码只能用一次"));
        }
        code
    }

    pub(super) fn known<'k>(
        &mut self,
        at: &At,
        what: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        if !known.clone().any(|code| code == at.get_ref()) {
            let nearest = text::nearest(at.get_ref(), known)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default();
            self.wrong(at, format!("没有代码为“{}”的{what}{nearest}", at.get_ref()));
        }
    }

    pub(super) fn month(&mut self, at: Option<&At>) -> Option<Month> {
        let at = at?;
        let month = Month::parse(at.get_ref());
        if month.is_none() {
            self.wrong(at, format!("“{}”不是月份：应写成 2020-06", at.get_ref()));
        }
        month
    }
}
