//! Built-in checks, one a file; each says what it checks, why, and gives an example.

mod each;
pub(super) mod earlier;
mod mend;
mod one_off;
pub(super) mod parts;
pub(super) mod ranks;
pub(super) mod rates;
pub(super) mod ratios;
pub(super) mod reconcile;
pub(super) mod roster;
pub(super) mod rules;
pub(super) mod scale;
mod shares;
pub(super) mod total;
mod unasked;
pub(super) mod whole;
