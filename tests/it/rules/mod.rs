//! The rule language, and the checks that are built in: each with a case that fires and one that
//! does not.

mod across;
mod arithmetic;
mod checks;
mod functions;
mod given;
mod language;
mod rosters;
mod rows;
mod slips;
