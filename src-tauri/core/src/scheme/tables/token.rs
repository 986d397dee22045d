//! The words by which the scheme text says one of a few things.

use crate::codes::CodeKind;
use crate::finding::Severity;
use crate::form::{FieldKind, FormKind, Role, TotalPlace};
use crate::indicator::{Direction, MeasureType};

pub(super) fn measure(measure: MeasureType) -> &'static str {
    match measure {
        MeasureType::Stock => "stock",
        MeasureType::GrossNew => "gross-new",
        MeasureType::NetChange => "net-change",
        MeasureType::Flow => "flow",
        MeasureType::Ratio => "ratio",
        MeasureType::Growth => "growth",
        MeasureType::Rank => "rank",
        MeasureType::Class => "class",
        MeasureType::Text => "text",
    }
}

pub(super) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Higher => "higher",
        Direction::Lower => "lower",
    }
}

pub(super) fn kind(kind: FormKind) -> &'static str {
    match kind {
        FormKind::Matrix => "matrix",
        FormKind::CountyTable => "county-table",
        FormKind::Roster => "roster",
    }
}

pub(super) fn total(place: TotalPlace) -> &'static str {
    match place {
        TotalPlace::First => "first",
        TotalPlace::Last => "last",
    }
}

pub(super) fn role(role: &Role) -> &'static str {
    match role {
        Role::Value => "value",
        Role::Growth { .. } => "growth",
        Role::Completion { .. } => "completion",
        Role::Share => "share",
        Role::Rank => "rank",
        Role::Text => "text",
    }
}

pub(super) fn field(kind: &FieldKind, code: Option<CodeKind>) -> &'static str {
    match (kind, code) {
        (FieldKind::Text, _) => "text",
        (FieldKind::Number, _) => "number",
        (FieldKind::Date, _) => "date",
        (FieldKind::Code, None) => "code",
        (FieldKind::Code, Some(CodeKind::Credit)) => "credit-code",
        (FieldKind::Code, Some(CodeKind::Identity)) => "id-number",
        (FieldKind::Code, Some(CodeKind::Phone)) => "phone",
        (FieldKind::Unit, _) => "unit",
        (FieldKind::Choice(_), _) => "choice",
    }
}

pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::A => "A",
        Severity::B => "B",
        Severity::C => "C",
        Severity::D => "D",
    }
}
