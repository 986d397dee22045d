//! Operators by their names.

use super::causes::CAUSES;
use super::list::OPERATORS;
use super::operator::Operator;

/// The operator of a name.
pub fn named(name: &str) -> Option<&'static Operator> {
    let mut all = OPERATORS.iter().chain(CAUSES.iter());
    all.find(|operator| operator.name == name)
}
