//! What a row or column of a sheet may be said to be.

use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::pointing::Line;
use xianbaohui_core::returns::Binding;
use xianbaohui_core::scheme::Scheme;

/// One thing that a row or column may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// code of column, field, indicator or unit
    pub code: String,
    /// as the form writes it
    pub name: String,
    /// the column that is taken for it now
    pub taken_by: Option<Line>,
}

/// What the lines through a cell may be.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// columns or fields of the form
    pub columns: Vec<Choice>,
    /// indicators (matrix) or units (county table); none in a roster
    pub rows: Vec<Choice>,
}

/// Everything that lines of a sheet may be said to be.
pub fn choices(form: &Form, scheme: &Scheme, binding: &Binding, period: Option<Period>) -> Choices {
    let bound = |spec: usize| {
        binding
            .columns
            .iter()
            .find(|(own, _)| *own == spec)
            .map(|(_, line)| binding.column_line(*line))
    };
    let choice = |code: &str, name: String, taken_by: Option<Line>| Choice {
        code: code.to_owned(),
        name,
        taken_by,
    };
    let columns = match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .enumerate()
            .map(|(at, field)| choice(&field.code, field.name.clone(), bound(at)))
            .collect(),
        _ => form
            .columns()
            .iter()
            .enumerate()
            .map(|(at, column)| choice(&column.code, column.headers[0].written(period), bound(at)))
            .collect(),
    };
    let rows = match &form.layout {
        Layout::Matrix(matrix) => matrix
            .rows
            .iter()
            .map(|row| choice(&row.indicator, row.labels[0].clone(), None))
            .collect(),
        Layout::CountyTable(_) => scheme
            .units
            .iter()
            .map(|unit| choice(&unit.code, unit.name.clone(), None))
            .collect(),
        Layout::Roster(_) => Vec::new(),
    };
    Choices { columns, rows }
}
