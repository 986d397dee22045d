//! Parts of a file that are no cells and that a person reads all the same: comments, what lies over
//! the cells, page headers and footers, marks of changes.

mod beside;
mod comments;
mod drawing;
mod looks;
mod margins;
mod ods;
mod over;
mod path;
mod prompts;
mod sizes;
mod under;
mod vml;
mod words;
mod xls;
mod xlsb;
mod xlsx;

pub use beside::{Beside, Formulas, Note, PAGE, PAGE_WORDS, Pointers, Prompt};
pub(super) use looks::points;
pub(super) use margins::read as printed;
pub(super) use ods::of_document;
pub use over::{Over, OverKind};
pub(super) use path::{Files, Relation, relations};
pub(super) use words::lines;
pub(super) use xls::Gathering;
pub(super) use xlsb::of_sheet as of_binary_sheet;
pub(super) use xlsx::{marks_of, of_sheet, of_workbook};
