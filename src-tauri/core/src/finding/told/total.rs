//! What is told of totals, in county tables and rosters.

use crate::number::Decimal;

told! {
    TotalTooLarge { name: String, reported: Decimal, of_entries: bool }
    TotalUnchecked { name: String, reported: Decimal, count: usize, of_entries: bool }
    TotalWrong {
        name: String,
        reported: Decimal,
        sum: Decimal,
        gap: Option<Decimal>,
        of_entries: bool,
        missing: Vec<String>,
    }
    TotalWithUnexpected { name: String, reported: Decimal, others: Vec<String>, sum: Decimal }
    TotalRounding {
        name: String,
        reported: Decimal,
        sum: Decimal,
        gap: Decimal,
        tolerance: Decimal,
    }
    EntryLikeTotal { name: String }
}
