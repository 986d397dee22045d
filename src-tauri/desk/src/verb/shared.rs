//! Data types that several nouns share.

use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::evidence as identified;
use xianbaohui_core::finding as core;
use xianbaohui_core::form::{Form, FormKind as CoreKind};
use xianbaohui_core::message::sentence;
use xianbaohui_core::returns;
use xianbaohui_core::scheme::Scheme;

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
#[ts(export)]
pub(crate) struct Severities {
    a: u32,
    b: u32,
    c: u32,
    d: u32,
}

/// A unit by code and name.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct UnitRef {
    pub(crate) code: String,
    pub(crate) name: String,
}

/// Kinds of forms.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum FormKind {
    Matrix,
    CountyTable,
    Roster,
}

/// A form by code and name.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct FormRef {
    code: String,
    name: String,
    kind: FormKind,
}

/// A finding.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Finding {
    id: String,
    severity: Severity,
    rule: String,
    message: String,
    /// code of what was found
    code: String,
    /// what was found
    what: String,
    /// what to do
    to_do: String,
    /// why it is looked at
    why: String,
    sheet: Option<String>,
    cells: Vec<String>,
    left: Option<String>,
    right: Option<String>,
}

/// Severity of a finding.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[ts(export)]
pub(crate) enum Severity {
    A,
    B,
    C,
    D,
}

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum EvidenceOf {
    Unit,
    Form,
    Period,
    Status,
    Scope,
    Measure,
    Contact,
    Origin,
}

/// Why the program thinks so.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Evidence {
    of: EvidenceOf,
    from: String,
    text: String,
    weight: f64,
}

/// How cells were accounted for.
#[derive(Debug, Clone, Copy, Default, Serialize, TS)]
#[ts(export)]
pub(crate) struct CellCounts {
    #[ts(type = "number")]
    seen: u64,
    #[ts(type = "number")]
    values: u64,
    #[ts(type = "number")]
    blank: u64,
    #[ts(type = "number")]
    nil: u64,
    #[ts(type = "number")]
    unreadable: u64,
    #[ts(type = "number")]
    outside: u64,
}

impl From<core::Severities> for Severities {
    fn from(core::Severities { a, b, c, d }: core::Severities) -> Self {
        Self { a, b, c, d }
    }
}

impl From<returns::CellCounts> for CellCounts {
    fn from(
        returns::CellCounts {
            seen,
            values,
            blank,
            nil,
            unreadable,
            outside,
        }: returns::CellCounts,
    ) -> Self {
        Self {
            seen,
            values,
            blank,
            nil,
            unreadable,
            outside,
        }
    }
}

impl From<&identified::Evidence> for Evidence {
    fn from(evidence: &identified::Evidence) -> Self {
        let of = match evidence.of {
            identified::Of::Unit => EvidenceOf::Unit,
            identified::Of::Form => EvidenceOf::Form,
            identified::Of::Period => EvidenceOf::Period,
            identified::Of::Status => EvidenceOf::Status,
            identified::Of::Scope => EvidenceOf::Scope,
            identified::Of::Measure => EvidenceOf::Measure,
            identified::Of::Contact => EvidenceOf::Contact,
            identified::Of::Origin => EvidenceOf::Origin,
        };
        Self {
            of,
            from: evidence.from.to_string(),
            text: evidence.text.clone(),
            weight: evidence.weight,
        }
    }
}

impl From<&core::Finding> for Finding {
    fn from(finding: &core::Finding) -> Self {
        let severity = match finding.severity {
            core::Severity::A => Severity::A,
            core::Severity::B => Severity::B,
            core::Severity::C => Severity::C,
            core::Severity::D => Severity::D,
        };
        let sheet = finding.cells.first().map(|cell| cell.sheet.clone());
        let words = sentence(finding);
        Self {
            id: finding.id.clone(),
            severity,
            rule: finding.rule_name(),
            code: finding.code.to_string(),
            message: words.message(),
            what: words.what,
            to_do: words.to_do,
            why: words.why.to_owned(),
            sheet,
            cells: finding.cells.iter().map(ToString::to_string).collect(),
            left: finding.left.clone(),
            right: finding.right.clone(),
        }
    }
}

impl From<&Form> for FormRef {
    fn from(form: &Form) -> Self {
        let kind = match form.kind() {
            CoreKind::Matrix => FormKind::Matrix,
            CoreKind::CountyTable => FormKind::CountyTable,
            CoreKind::Roster => FormKind::Roster,
        };
        Self {
            code: form.code.clone(),
            name: form.name.clone(),
            kind,
        }
    }
}

impl UnitRef {
    /// A unit by its position in the scheme.
    pub(crate) fn at(scheme: &Scheme, unit: usize) -> Self {
        Self {
            code: scheme.units[unit].code.clone(),
            name: scheme.units[unit].name.clone(),
        }
    }

    /// A unit by its code, also one that the scheme no longer knows.
    pub(crate) fn of(scheme: &Scheme, code: &str) -> Self {
        Self {
            code: code.to_owned(),
            name: scheme.unit_name(code).to_owned(),
        }
    }
}

/// A count for the pages.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Days from one day to another; negative when it is past.
pub(crate) fn days_until(today: jiff::civil::Date, day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    today.until(day).ok().map(|span| span.get_days())
}
