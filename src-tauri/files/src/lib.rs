//! Files: held while they are open, written whole or not at all, never onto a ledger, an original,
//! or through a link.
//!
//! The ground under everything: it knows no word of the field.

pub mod disk;
pub mod guard;
pub mod output;
pub mod part;
mod words;

pub use words::{original_last, said, told, with_original};

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(
        String::with_capacity(bytes.len() * 2),
        |mut digits, byte| {
            let _ = write!(digits, "{byte:02x}");
            digits
        },
    )
}
