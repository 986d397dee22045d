//! What a unit gets, and what is known of it before.

use std::collections::HashMap;
use xianbaohui_core::form::Form;
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::scheme::{Round, Scheme};

/// What is filled in beforehand on one form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beforehand {
    /// figures of the period before, by indicator and column code, as they are shown
    pub last: HashMap<(String, String), String>,
    /// entries that are known, a text for each field of the form
    pub entries: Vec<Vec<String>>,
    /// how many cells of these are masked
    pub masked: usize,
}

/// What one unit gets.
#[derive(Debug)]
pub struct Blanks<'a> {
    /// the scheme in force
    pub scheme: &'a Scheme,
    /// the round
    pub round: &'a Round,
    /// whom they are for
    pub unit: &'a OrgUnit,
    /// last day, of the round or of the unit
    pub deadline: Option<&'a str>,
    /// the forms, with what is filled in beforehand
    pub forms: Vec<(&'a Form, Beforehand)>,
}
