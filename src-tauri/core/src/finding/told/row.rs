//! What is told of rows. `here`, `first` and `again` name rows as the sheet has them, `line` is
//! what a row is on it: `行`, or `列` of a table turned round.

use crate::finding::At;
use crate::number::Decimal;

told! {
    RowMissing { name: String, line: At }
    RowUnderLabel {
        name: String,
        first: At,
        again: At,
        line: At,
    }
    RowRepeated {
        name: String,
        is_indicator: bool,
        first: At,
        again: At,
        line: At,
    }
    RowNearly { raw: String, expected: String, here: At }
    RowPartElsewhere {
        raw: String,
        above: String,
        whole: String,
        here: At,
    }
    RowUnnamed { here: At, line: At }
    RowUnknown { raw: String, nearest: Option<String>, here: At }
    RowUnknownUnit { raw: String, nearest: Option<String>, here: At }
    RowOutdatedUnit { raw: String, now: String, here: At }
    RowAmbiguousUnit { raw: String, units: Vec<String>, here: At }
    RowBelowNote { count: usize, line: At }
    RowBelowEnd { count: usize, line: At }
    RowSubtotal { raw: String, here: At, reported: Decimal, sum: Decimal }
    RowsLeft {
        filled: usize,
        read: usize,
        told: Option<usize>,
        rows: Vec<At>,
        whys: Vec<String>,
        line: At,
    }
    RowOtherLength {
        lines: At,
        file: Option<At>,
        fields: u32,
        expected: u32,
        is_longer: bool,
    }
    RowJoined { lines: At, file: Option<At> }
    RowOpenQuote { lines: At, file: Option<At> }
}
