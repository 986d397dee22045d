//! Styles of a page: what is known of them is applied, what is known to change nothing passes, and
//! the rest makes what it reaches unsure.

mod clip;
mod colour;
mod declared;
mod elements;
mod known;
mod office;
mod property;
mod rules;
mod scan;

pub(super) use self::clip::cuts;
pub(super) use self::declared::{Colour, Declared, Reason, Size, reason};
pub(super) use self::elements::{is_known, of_attributes};
pub(super) use self::property::{Said, said};
pub(super) use self::rules::Rules;
