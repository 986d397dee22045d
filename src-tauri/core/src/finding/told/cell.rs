//! What is told of one cell, or of several for the same reason.

use crate::finding::At;
use crate::number::Decimal;

told! {
    CellMerged { name: String }
    CellUnreadable {
        name: String,
        raw: String,
        why: String,
    }
    CellBound {
        name: String,
        raw: String,
        value: Decimal,
        bound: String,
    }
    CellChineseNumerals { name: String, raw: String, value: Decimal }
    CellExponent { name: String, raw: String, value: Decimal }
    CellSpaced { name: String, raw: String, value: Decimal }
    CellKeptRounded {}
    CellShownOtherwise { name: String, raw: String, shown: String }
    CellScaled { name: String, raw: String, shown: String }
    CellMasked { name: String, raw: String, shown: String }
    CellConditional { name: String, raw: String }
    CellUnsigned { name: String, raw: String, shown: String }
    CellRatio { name: String, raw: String, percent: Decimal }
    CellStaleFormula { stored: String, result: String }
    CellLinked {}
    CellNotWorkedOut { count: usize, functions: Vec<String> }
    CellTypedOver {}
    CellStruck {}
    CellInvisible {}
    CellZeroUnseen {}
    CellShownAs { shown: String }
    CellHardToSee { why: String }
    CellNoteSays { count: usize, words: Vec<String>, why: String }
    CellUnder { count: usize, kind: String, areas: At, words: Option<String> }
    CellFromBox {}
    CellBlank {}
    FigureWide { digits: usize }
    FigureRounded { digits: usize }
    TextLong { most: usize }
    TextUnseen {}
}
