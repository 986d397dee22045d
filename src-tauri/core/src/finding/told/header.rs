//! What is told of headers. `here`, `first` and `again` name columns as the sheet has them, `line`
//! is what a column is on it: `列`, or `行` of a table turned round.

use crate::finding::At;

told! {
    BindingPointed {
        is_remembered: bool,
        lines: At,
        texts: Vec<String>,
        meanings: Vec<String>,
    }
    HeaderMissing {
        name: String,
        nearest: Option<String>,
        here: Option<At>,
        line: At,
    }
    HeaderNearly { raw: String, expected: String, here: At }
    HeaderRepeated {
        name: String,
        first: At,
        again: At,
        line: At,
    }
    HeaderExtra {
        raw: String,
        nearest: Option<String>,
        count: usize,
        here: At,
    }
    HeaderChanged { here: At, line: At }
}
