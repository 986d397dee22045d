//! Random ledgers with known figures: what they must come to is worked out in fractions, by nothing
//! of the program's, and compared with every cell of the exported workbook, as it is stored and as
//! LibreOffice computes it again. The same seed draws the same ledgers.

mod book;
mod check;
mod expect;
mod fraction;
mod run;

pub use fraction::Fraction;
pub use run::{Plan, Report, run};
