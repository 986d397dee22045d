//! What a person types into a cell, and what it says: a number, a text, blank, a declared nil, or
//! nothing readable.
//!
//! Nothing becomes 0 unless somebody wrote a zero. A reading that needed a rule of its own (a unit
//! word, Chinese numerals, a bound such as `125家以上`) carries a [`Remark`] that names the rule,
//! so that it can be shown beside the value.

mod datum;
mod digits;
mod growth;
mod numeral;
mod read;

pub use crate::decimal::Decimal;
pub use datum::{Bound, Datum, Nil, Reading, Remark, Unreadable};
pub use digits::{
    EXCEL_DIGITS, display, display_width, from_excel, is_wide, padded, plain, round, shortest,
    significant_digits, trimmed,
};
pub use growth::read_growth;
pub use read::{is_error, nil, read_number, read_text};
