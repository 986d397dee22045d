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
mod lexer;
mod measure;
mod names;
mod outcome;
mod parser;
mod pattern;
mod rows;
mod told;
mod value;
mod words;

pub use choices::{Choice, Codes, choices};
pub use error::RuleError;
pub use evaluate::{evaluate, evaluate_chosen, evaluate_rows};
pub use figures::{Figures, Wanted};
pub use formula::{Compare, Comparison, Expr, Figure, Missing, Operator, Rule, Tolerance, When};
pub use function::Function;
pub use names::RuleNames;
pub use outcome::{Instance, Lacking, Outcome};
pub use parser::parse;
pub use rows::{List, Lookup, Question, Rows};
pub use told::{Whose, told};
pub use value::Value;
pub use words::{Namer, words};
