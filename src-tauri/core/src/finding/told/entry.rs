//! What is told of the entries of a roster and of their fields.

use crate::finding::At;

told! {
    EntryNilKey { name: String, raw: String, filled: usize, is_named: bool }
    EntryPart { raw: String }
    EntryCancelled { count: usize, names: Vec<String> }
    EntryNoName { raw: String }
    EntryRepeated { name: String, again: At }
    EntryGroupTotal { raw: String, below: usize }
    EntryGroupTitle { raw: String }
    EntryUnnamed { name: String, filled: usize }
    EntryChoice { name: String, raw: String, choices: Vec<String> }
    EntryRequired { name: String }
    EntryLostDigits { name: String, raw: String }
    EntryCode {
        name: String,
        raw: String,
        fault: String,
        length: Option<usize>,
        check: Option<String>,
    }
    EntrySerialDate {
        name: String,
        raw: String,
        day: String,
        other: Option<String>,
    }
    EntryYearAsDate { name: String, day: String, year: String }
    EntryNameOnly {}
    EntryMerged { name: String }
    EntryDate { name: String, raw: String, why: String }
    EntryDateUnsure { name: String, raw: String, day: String, other: String }
    EntryDateState { name: String, count: usize, states: Vec<String>, is_so: bool }
    EntryOutdatedUnit { raw: String, now: String }
    EntryUnknownUnit { raw: String }
    EntryOtherUnit { raw: String, expected: String }
    EntryMasked { name: String, count: usize }
    EntryKept { count: usize }
}
