//! The one catalogue of sentences: a finding's code and arguments become what, where, why, and what
//! to do. Window, terminal and workbook have their words from here.
//!
//! The words are in `messages/zh-CN/*.toml`, one section a code; `{{ name }}` stands for an
//! argument. A test holds code, arguments and words together.

mod catalogue;
mod reference;

pub use catalogue::{Example, Page, notice_variables, notices, page, pages, variables};
pub use reference::{example, reference, written};

use crate::finding::Finding;
use crate::notice::Notice;

/// A finding in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// what was found
    pub what: String,
    /// `Sheet1!D7`, the cell it is about; empty where it is about none
    pub place: String,
    /// why that is looked at
    pub why: &'static str,
    /// what to do; may be empty
    pub to_do: String,
}

impl Sentence {
    /// What was found, and what to do.
    pub fn message(&self) -> String {
        format!("{}{}", self.what, self.to_do)
    }
}

/// The words of a finding.
pub fn sentence(finding: &Finding) -> Sentence {
    let (what, to_do) = catalogue::render(finding);
    Sentence {
        what,
        place: finding
            .cells
            .first()
            .map(ToString::to_string)
            .unwrap_or_default(),
        why: page(finding.code).map_or("", |page| page.why.as_str()),
        to_do,
    }
}

/// What was found, and what to do, in one line.
pub fn message(finding: &Finding) -> String {
    let (mut what, to_do) = catalogue::render(finding);
    what.push_str(&to_do);
    what
}

/// What is told beside a figure, without its full stop.
pub fn notice(notice: &Notice) -> String {
    catalogue::render_notice(notice)
}
