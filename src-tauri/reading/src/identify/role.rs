//! What a column or a row of a table was said to be.

use std::collections::HashMap;

/// The same in rows and columns of the table, looked up in the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// the officer says, or said once, that the sheet is this form: its header may share no text
    /// with the form's
    pub(super) said: bool,
    pub(super) columns: Vec<(u32, Role)>,
    pub(super) rows: HashMap<u32, RowRole>,
}

/// What a column of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Spec(usize),
    Label,
    MeasureUnit,
    Nothing,
}

/// What a row of the table was said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// position of the form's row (matrix) or of the unit (county table)
    Spec(usize),
    /// nothing that is to be read
    Nothing,
}
