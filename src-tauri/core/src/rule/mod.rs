//! The rule language (审核公式): `left op right` over names in square brackets, as a clerk would
//! write it in Excel.
//!
//! lexer → parser (names are looked up there, errors carry their place) → [`Comparison`] →
//! evaluation over the figures of a return, or of a record.

mod call;
mod cells;
mod choices;
mod error;
mod evaluate;
mod figures;
mod formula;
mod function;
mod grain;
mod lexer;
mod list;
mod measure;
mod memory;
mod names;
mod outcome;
mod parser;
mod pattern;
mod sign;
mod told;
mod value;
mod words;

pub use choices::{Choice, Codes, choices};
pub use error::RuleError;
pub use evaluate::{evaluate, evaluate_chosen, evaluate_rows, evaluate_rows_with};
pub use figures::{Figures, Wanted};
pub use formula::{
    Comparison, Expr, Figure, Lookup, Missing, Only, Question, Rows, Rule, Tolerance, When,
};
pub use function::Function;
pub use list::List;
pub use memory::Memory;
pub use names::RuleNames;
pub use outcome::{Instance, Lacking, Outcome};
pub use parser::parse;
pub use sign::{Compare, Operator};
pub use told::{Whose, told};
pub use value::Value;
pub use words::{Namer, words};
