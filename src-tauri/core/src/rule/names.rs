//! Where the names in a rule are looked up.

use crate::form::Form;
use crate::indicator::Indicator;

/// Where names are looked up.
#[derive(Debug, Clone, Copy)]
pub struct RuleNames<'a> {
    /// all indicators
    pub indicators: &'a [Indicator],
    /// all forms
    pub forms: &'a [Form],
    /// the form whose figures are meant
    pub form: Option<&'a Form>,
}
