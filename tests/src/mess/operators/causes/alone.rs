//! A cell that holds words alone.

use super::seen::Seen;
use crate::mess::model::{Cell, Content, Look, Said};
use rust_decimal::Decimal;

/// A cell that holds the words alone.
pub(super) fn alone(words: &str, seen: Seen, said: &Said) -> Cell {
    let mut cell = Cell::text(words);
    match seen {
        Seen::ByFormat => {
            cell.content = Content::Number(Decimal::ONE);
            cell.format = Some(format!("\"{words}\""));
        }
        Seen::White => cell.look = Look::White,
        Seen::Struck => cell.look = Look::Struck,
        Seen::Tiny => cell.look = Look::Tiny,
        _ => {}
    }
    cell.said = Some(said.clone());
    cell
}
