//! What is told of a sheet as a whole.

use crate::finding::At;

told! {
    SheetTurned { sheet: String }
    SheetHidden { sheet: String }
    SheetVeryHidden { sheet: String, form: String, read: Option<String> }
    SheetHiddenRows { lines: At, why: String }
    SheetHiddenColumns { lines: At, why: String }
    SheetCovered {}
    SheetWordsUnseen { words: Vec<String> }
    SheetWordsHidden { words: Vec<String> }
    SheetWordsUnsure { words: Vec<String> }
    SheetPageStyle { count: usize, written: Vec<String> }
    SheetPromptSays { words: Vec<String>, why: String }
    SheetShowsFormulas {}
    SheetWordsClipped { count: usize, words: Vec<String> }
    SheetWordsUnder { kind: String, areas: At, words: Option<String>, under: Vec<String> }
    SheetNameSays { sheet: String, words: String }
    FileNameSays { file: String, words: String }
    SheetEndMissing { here: At }
    SheetDecimalComma { raw: String, value: String }
    SheetLostCharacters {}
    FiguresRemark {
        says: String,
        count: usize,
        words: Vec<String>,
        beside: Vec<String>,
        figures: Vec<String>,
    }
    SheetTracked {}
    SheetWords { count: usize, beside: Vec<String>, words: Vec<String> }
    SheetOldVersion {
        versions: Vec<String>,
        count: usize,
        names: Vec<String>,
    }
}
