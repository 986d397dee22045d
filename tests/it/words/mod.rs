//! What the words around figures say.

mod attribute;
mod mention;
mod units;
mod wording;
