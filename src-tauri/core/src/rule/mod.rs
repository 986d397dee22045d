//! The rule language (审核公式): `left op right` over names in square brackets, as a clerk would
//! write it in Excel.
//!
//! lexer → parser (names are looked up there, errors carry their place) → [`Comparison`] →
//! evaluation over the figures of a return.

mod error;
mod evaluate;
mod formula;
mod lexer;
mod names;
mod parser;

pub use error::RuleError;
pub use evaluate::{Figures, Instance, Outcome, evaluate};
pub use formula::{Compare, Comparison, Expr, Figure, Operator, Rule, Tolerance};
pub use names::RuleNames;
pub use parser::parse;
