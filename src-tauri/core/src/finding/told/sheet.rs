//! What is told of a sheet as a whole.

use crate::finding::At;

told! {
    SheetTurned { sheet: String }
    SheetHidden { sheet: String }
    SheetVeryHidden { sheet: String, form: String, read: Option<String> }
    SheetHiddenRows { lines: At }
    SheetHiddenColumns { lines: At }
    SheetCovered {}
    SheetEndMissing { here: At }
    SheetDecimalComma { raw: String, value: String }
    SheetLostCharacters {}
    SheetTracked {}
    SheetWords { count: usize, beside: Vec<String>, words: Vec<String> }
}
