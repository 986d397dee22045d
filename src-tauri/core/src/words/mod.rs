//! What the words around figures say, and whether all of them are heard.
//!
//! A text that decides anything (a title, a header, a label, a line between rows, a remark) is
//! taken apart with closed lists: periods ([`mention`]), status and scope of figures
//! ([`attribute`]), units of measure ([`units`]), what a title names ([`title`]), what other lines
//! of any sheet are ([`head`]), titles of groups of rows ([`group`]),
//! names of entries ([`named`]), what remarks say of figures ([`beside`]), and what clerks write
//! for the same thing ([`wording`]). A match that leaves words over is no match: whoever asks is
//! told what is left.

pub mod attribute;
pub mod beside;
mod blunt;
pub mod group;
pub mod head;
pub mod mention;
pub mod named;
mod remark;
pub mod signs;
pub mod title;
pub mod units;
pub mod wording;

pub use attribute::{Attribute, Kind};
pub use mention::Mention;
