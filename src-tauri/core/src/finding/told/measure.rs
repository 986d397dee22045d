//! What is told of units of measure.

use crate::finding::At;

told! {
    UnitUnknown {
        name: Option<String>,
        raw: String,
        expected: Vec<String>,
        is_format: bool,
    }
    UnitMismatch {
        name: String,
        unit: String,
        said: At,
        expected: String,
    }
    UnitContradiction {
        name: String,
        first: At,
        unit: String,
        second: At,
        other: String,
    }
    UnitByFormat { unit: String, expected: String }
    UnitSaidElsewhere { raw: String, read: Vec<String> }
}
