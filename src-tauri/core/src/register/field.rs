//! One field of an entry, as it is read and as it is compared.

use crate::form::{FieldKind, FieldSpec};
use crate::number::Datum;
use crate::personal::is_mask;
use crate::record::StoredField;
use crate::text;

/// A field as it is read: the figure without zeros at its end, the text, or what could not be read.
pub fn shown(field: &StoredField) -> String {
    match &field.datum {
        Datum::Number(number) => number.normalize().to_string(),
        Datum::Text(text) => text.clone(),
        Datum::Blank => String::new(),
        Datum::Nil(_) => "无".to_owned(),
        Datum::Unreadable(_) => field.raw.clone(),
    }
}

/// Whether a field is masked, and nobody knows what it stands for: it says nothing new.
pub(super) fn is_masked(field: &StoredField, spec: &FieldSpec) -> bool {
    spec.personal && matches!(field.datum, Datum::Unreadable(_)) && is_mask(&field.raw)
}

/// Whether a field says nothing of what was known: it is masked, as it went out or by hand, or the
/// sheet has no such column.
pub(super) fn says_nothing(field: &StoredField, spec: &FieldSpec) -> bool {
    let is_missing = field.sheet_column.is_none() && field.datum == Datum::Blank;
    is_missing || spec.personal && is_mask(&field.raw)
}

/// A field as it is compared.
pub(super) fn comparable(field: &StoredField, spec: &FieldSpec) -> String {
    let text = match &field.datum {
        // nothing that could name anything
        Datum::Blank | Datum::Nil(_) => return String::new(),
        _ => shown(field),
    };
    if spec.code_kind.is_some() || spec.kind == FieldKind::Code {
        text::compact(&text).to_uppercase()
    } else {
        text::key(&text)
    }
}
