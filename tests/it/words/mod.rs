//! What the words around figures say.

mod answered;
mod attribute;
mod mention;
mod units;
mod wording;
