//! What the words around figures say.

mod answered;
mod attribute;
mod beside;
mod head;
mod mention;
mod proposed;
mod title;
mod units;
mod wording;
