//! What the built-in checks tell of figures.

use crate::number::Decimal;

told! {
    EarlierRevised { name: String, now: Decimal, then: Decimal }
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
        times: Decimal,
        is_more: bool,
        factor: u32,
        meant: Decimal,
    }
}
