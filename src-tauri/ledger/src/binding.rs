//! Where a form was found on its sheet, kept by the codes of its columns.

use super::LedgerError;
use serde_json::Value;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::returns::Binding;

/// Code of a column or field, and the indicator that a county table's column reports.
fn code(form: &Form, at: usize) -> Option<(&str, Option<&str>)> {
    match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .get(at)
            .map(|field| (field.code.as_str(), None)),
        _ => form
            .columns()
            .get(at)
            .map(|column| (column.code.as_str(), column.indicator.as_deref())),
    }
}

/// Position of what goes by a code.
fn position(form: &Form, wanted: (&str, Option<&str>)) -> Option<usize> {
    let count = match &form.layout {
        Layout::Roster(roster) => roster.fields.len(),
        _ => form.columns().len(),
    };
    (0..count).find(|at| code(form, *at) == Some(wanted))
}

/// The JSON of a binding: `"columns": [["amount", null, 3]]`.
pub(super) fn write(binding: &Binding, form: &Form) -> Result<String, LedgerError> {
    let mut kept = serde_json::to_value(binding)?;
    let columns = binding.columns.iter().filter_map(|(at, column)| {
        let (code, indicator) = code(form, *at)?;
        Some(serde_json::json!([code, indicator, column]))
    });
    if let Some(own) = kept.get_mut("columns") {
        *own = Value::Array(columns.collect());
    }
    Ok(serde_json::to_string(&kept)?)
}

/// A binding in the order of the form in force. Ledgers of before have positions: they are those of
/// the form that the return was made with.
pub(super) fn read(
    text: &str,
    own: Option<&Form>,
    now: Option<&Form>,
) -> Result<Binding, LedgerError> {
    let mut kept: Value = serde_json::from_str(text)?;
    let now = now.or(own);
    let place = |column: &Value| -> Option<Value> {
        let parts = column.as_array()?;
        let (wanted, sheet) = match parts.as_slice() {
            [code, indicator, sheet] => ((code.as_str()?, indicator.as_str()), sheet),
            [at, sheet] => (code(own?, usize::try_from(at.as_u64()?).ok()?)?, sheet),
            _ => return None,
        };
        Some(serde_json::json!([position(now?, wanted)?, sheet]))
    };
    if let Some(columns) = kept.get_mut("columns") {
        let placed = columns
            .as_array()
            .map(|columns| columns.iter().filter_map(place).collect())
            .unwrap_or_default();
        *columns = Value::Array(placed);
    }
    Ok(serde_json::from_value(kept)?)
}
