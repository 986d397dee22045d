//! The look of cells, the same for every kind of file: what a style makes of what stands in a cell.
//!
//! A reader of one kind of file says what its styles say ([`Style`]); here it is decided what a
//! person sees of it ([`Look`]).

mod alignment;
mod colour;
mod face;
mod fit;
mod format;
mod ground;
mod letters;
mod marks;
mod one;
mod palette;
mod quirks;
mod rich;
mod style;
mod texts;
mod veil;
mod xlsx;

pub(super) use colour::{BLACK, Rgb, WHITE, indexed, rgb};
pub(super) use face::Face;
pub(super) use fit::{Fit, STACKED, Seen};
pub(super) use format::{Formats, named};
pub(super) use ground::Ground;
pub(super) use letters::{Letters, is_of_signs};
pub(super) use marks::are_in;
pub(crate) use marks::has_no_width;
pub(super) use one::Look;
pub(super) use palette::{Palette, Said, hexadecimal};
pub(super) use quirks::Quirks;
pub(super) use rich::{Rich, Run};
pub(super) use style::Style;
pub(super) use texts::rich_texts;
pub(super) use veil::TINY;
pub use veil::Veil;
pub(super) use xlsx::{Change, Styles, changes_of};
