//! What the built-in checks tell of figures.

use crate::number::Decimal;

told! {
    EarlierRevised { name: String, now: Decimal, then: Decimal }
    EarlierSame { period: String, count: usize }
    PartMoreThanWhole {
        unit: Option<String>,
        part: String,
        value: Decimal,
        whole: String,
        total: Decimal,
        more: Option<Decimal>,
    }
    PartsMoreThanWhole {
        unit: Option<String>,
        whole: String,
        sum: Decimal,
        total: Decimal,
        more: Option<Decimal>,
    }
    PartsTooLarge { name: String }
    RankDoesNotFollow { name: String, reported: Decimal, value: Decimal, expected: Decimal }
    RateNoBase { name: String, reported: Decimal, base: Decimal }
    RateAsRatio { name: String, reported: Decimal, expected: Decimal }
    RateUnclear { name: String, reported: Decimal, percent: Decimal }
    RateDoesNotFollow {
        name: String,
        reported: Decimal,
        expected: Decimal,
        value: Decimal,
        base: Decimal,
        is_share: bool,
    }
    RateScale {
        name: String,
        reported: Decimal,
        measure: String,
        rates: Vec<String>,
        is_more: bool,
        factor: u32,
        meant: Decimal,
        others: Vec<String>,
    }
    RateExchanged {
        name: String,
        value: Decimal,
        other: String,
        other_value: Decimal,
        rates: Vec<String>,
    }
    RateHundredfold { name: String, reported: Decimal, expected: Decimal }
    RateFarBeyond { name: String, reported: Decimal }
    RatioDoesNotFollow {
        name: String,
        reported: Decimal,
        expected: String,
        measure: String,
        above: String,
        above_value: Decimal,
        above_measure: String,
        below: String,
        below_value: Decimal,
        below_measure: String,
        times: Option<u32>,
    }
    RatioUnchecked { name: String, above: String, below: String }
    CellsDoNotReconcile {
        seen: u64,
        values: u64,
        blank: u64,
        nil: u64,
        unreadable: u64,
        outside: u64,
    }
    FigureNotWhole { name: String, reported: Decimal, measure: String, of_entry: bool }
    FigureNegative { name: String, reported: Decimal, of_entry: bool }
    ScaleOff {
        name: String,
        reported: Decimal,
        measure: String,
        than: Decimal,
        of_ledger: bool,
        of_sheet: bool,
        of_entries: bool,
        of_whole: Option<String>,
        of_parts: bool,
        times: Decimal,
        is_more: bool,
        factor: u32,
        meant: Decimal,
    }
    ScaleInSum {
        name: String,
        total: Decimal,
        part: Option<String>,
        reported: Decimal,
        measure: String,
        is_more: bool,
        factor: u32,
        meant: Decimal,
    }
}
