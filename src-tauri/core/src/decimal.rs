//! The one decimal that reported figures are kept in.

pub use rust_decimal::Decimal;
