//! The operators that causes make.

use super::causes;
use super::list::OPERATORS;
use super::operator::{Apply, Operator};
use std::sync::LazyLock;

/// Places that are not drawn by themselves yet: what is found there is worked on.
const NOT_YET: [&str; 5] = [
    "×box×",
    "×page-header×",
    "×page-footer×",
    "×comment×",
    "×under-a-box",
];

/// Every product of the tables.
pub static CAUSES: LazyLock<Vec<Operator>> = LazyLock::new(|| {
    causes::all()
        .map(|(name, cause)| Operator {
            weight: u32::from(!NOT_YET.iter().any(|part| name.contains(part))),
            name: name.leak(),
            does: "a word in a place with a look, or a look of a figure",
            late: false,
            apply: Apply::Cause(cause),
        })
        .collect()
});

/// The operator of a name.
pub fn named(name: &str) -> Option<&'static Operator> {
    let all = OPERATORS.iter().chain(CAUSES.iter());
    all.into_iter().find(|operator| operator.name == name)
}
