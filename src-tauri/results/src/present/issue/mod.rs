//! Blanks that go out (下发): one workbook a unit with a sheet a form, drawn by the program, and
//! 填报说明. Each sheet carries its mark (`xianbaohui_core::mark`).

mod book;
mod checks;
mod drawn;
mod given;
mod leaf;
mod matrix;
mod own;
mod roster;
mod sealed;
mod sheet;
mod styles;
mod table;

pub use book::{Issued, blanks, blanks_name, plain_name};
pub use given::{Beforehand, Blanks};
pub use own::{OwnBlank, OwnCell, OwnError, OwnIssued, OwnSheet, own_blank};
