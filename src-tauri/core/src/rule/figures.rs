//! Where figures come from while a rule is evaluated.

use super::{List, When};
use crate::form::Form;
use crate::indicator::Indicator;
use crate::number::Decimal;
use crate::place::Place;

/// A figure that may be of another form, period or unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// code of the form, where it is not the rule's own
    pub form: Option<&'a str>,
    /// code of the indicator
    pub indicator: &'a str,
    /// code of the column
    pub column: &'a str,
    /// of which period
    pub when: When,
    /// whether it is that of the city's own, 市直
    pub of_city: bool,
}

/// Where figures come from while a rule is evaluated. Cells are asked for only where something is
/// to be told: most rules hold.
pub trait Figures {
    /// An indicator by its code.
    fn indicator(&self, code: &str) -> Option<&Indicator>;
    /// The unit's figure, in the ledger's unit of measure; `None` when it is missing, blank, nil or
    /// unreadable.
    fn figure(&self, indicator: &str, column: &str) -> Option<Decimal>;
    /// Where it stands.
    fn cell(&self, indicator: &str, column: &str) -> Option<Place>;
    /// The figures of all units of the table, without declared nils; `None` in place of one that
    /// is blank or unreadable, and where there are none.
    fn of_all_units(&self, indicator: &str, column: &str) -> Option<Vec<Option<Decimal>>>;
    /// Where they stand.
    fn cells_of_all_units(&self, indicator: &str, column: &str) -> Vec<Place>;

    /// A form by its code.
    fn form(&self, _code: &str) -> Option<&Form> {
        None
    }
    /// A figure of another form, period or unit.
    fn elsewhere(&self, _wanted: &Wanted<'_>) -> Option<Decimal> {
        None
    }
    /// Where it stands.
    fn cell_elsewhere(&self, _wanted: &Wanted<'_>) -> Option<Place> {
        None
    }
    /// The figures of the units below, as [`Figures::of_all_units`].
    fn below(&self, _wanted: &Wanted<'_>) -> Option<Vec<Option<Decimal>>> {
        None
    }
    /// Where they stand.
    fn cells_below(&self, _wanted: &Wanted<'_>) -> Vec<Place> {
        Vec::new()
    }
    /// The rows of a list: those of the unit, or of all.
    fn list(&self, _code: &str, _everywhere: bool) -> Option<&dyn List> {
        None
    }
}
