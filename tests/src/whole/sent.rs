//! How often a form is asked, and who sends it in.

use xianbaohui_core::form::{Form, FormKind};
use xianbaohui_core::register::Reporter;
use xianbaohui_core::scheme::Scheme;

/// Forms that are asked once a year.
const YEARLY: [&str; 3] = ["S8", "D1", "E1"];
/// Forms that are asked each half-year.
const HALF_YEARLY: [&str; 2] = ["Z1", "L19"];

/// How a form is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Quarter,
    Half,
    Year,
}

pub(super) fn turn(form: &Form) -> Turn {
    if YEARLY.contains(&&*form.code) {
        Turn::Year
    } else if HALF_YEARLY.contains(&&*form.code) {
        Turn::Half
    } else {
        Turn::Quarter
    }
}

/// Who sends a form in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sender {
    /// each unit its own
    Units,
    /// the bureau of the city
    City,
    /// another department, for all units
    Department,
}

pub(super) fn sender(scheme: &Scheme, form: &Form) -> Sender {
    match (form.kind(), scheme.register_of(&form.code)) {
        (FormKind::CountyTable, _) if form.code == "D1" => Sender::Department,
        (FormKind::CountyTable, _) => Sender::City,
        (_, Some(register)) => match register.reporter {
            Reporter::County => Sender::Units,
            Reporter::City => Sender::City,
            Reporter::Department => Sender::Department,
        },
        _ if form.code == "Z1" => Sender::City,
        _ => Sender::Units,
    }
}
