//! What the built-in checks tell.

use crate::number::Decimal;

told! {
    EarlierRevised { name: String, now: Decimal, then: Decimal }
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
}
