//! The JSON that scripts rely on.

use serde::Serialize;
use std::collections::BTreeMap;
use xianbaohui_core::evidence::Evidence;
use xianbaohui_core::finding::{
    Arg, Args, EntryRef, FigureRef, Finding, FindingCode, Needs, Severity, Subject,
};
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::message::sentence;
use xianbaohui_core::number::Datum;
use xianbaohui_core::personal;
use xianbaohui_core::place::{Place, cell_name};
use xianbaohui_core::proposal::Proposal;
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::{CellCounts, Return, Taken};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::import::{Outcome, Status};
use xianbaohui_ledger::Replaced;
use xianbaohui_reading::intake::{Asked, Verdict};

/// What `import --json` and `check --json` print.
#[derive(Serialize)]
pub(crate) struct Report {
    /// whether anything was written: `false` for `check`
    pub(crate) kept: bool,
    pub(crate) returns: Vec<ReturnReport>,
}

#[derive(Serialize)]
pub(crate) struct ReturnReport {
    file: String,
    sha256: String,
    status: &'static str,
    error: Option<ErrorReport>,
    unit: Option<Named>,
    form: Option<String>,
    period: Option<String>,
    version: Option<u32>,
    /// the version that was in force until now
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<Replaced>,
    sheet: Option<String>,
    evidence: Vec<Evidence>,
    cells: CellCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidates: Option<Candidates>,
    /// what must be answered before the file is taken
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    questions: Vec<Question>,
    #[serde(skip_serializing_if = "Option::is_none")]
    values: Option<Vec<ValueReport>>,
    findings: Vec<FindingReport>,
}

/// A finding: its data, and its words.
#[derive(Serialize)]
pub(crate) struct FindingReport {
    id: String,
    severity: Severity,
    /// what the return needs to pass with it: explanations are of six characters or more
    needs: Needs,
    /// code of the scheme's rule, or of what was found
    rule: String,
    /// the rule as it is written in the scheme
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_text: Option<String>,
    /// it is of what this level adds
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    own: bool,
    /// code of what was found
    code: FindingCode,
    /// what was found, and what to do
    message: String,
    what: String,
    #[serde(rename = "do")]
    to_do: String,
    subject: About,
    /// names and figures of the sentence
    args: BTreeMap<String, serde_json::Value>,
    cells: Vec<Place>,
    left: Option<String>,
    right: Option<String>,
    /// what `--bind` accepts: the line is the nearest of the form's
    #[serde(skip_serializing_if = "Option::is_none")]
    bind: Option<String>,
}

/// What a finding is about, by codes; all null where it is all of the return.
#[derive(Serialize, Default)]
struct About {
    unit: Option<String>,
    indicator: Option<String>,
    column: Option<String>,
    /// the name of an entry, as it is written
    entry: Option<String>,
    /// several figures
    figures: Vec<FigureRef>,
    /// several entries
    entries: Vec<EntryRef>,
}

impl About {
    fn of(subject: &Subject) -> Self {
        let mut about = Self::default();
        match subject.clone() {
            Subject::Return => {}
            Subject::Figure(FigureRef {
                unit,
                indicator,
                column,
            }) => {
                about.unit = Some(unit);
                about.indicator = Some(indicator);
                about.column = Some(column);
            }
            Subject::Figures(figures) => about.figures = figures,
            Subject::Unit(unit) => about.unit = Some(unit),
            Subject::Indicator(indicator) => about.indicator = Some(indicator),
            Subject::Column(column) => about.column = Some(column),
            Subject::Entry { key, field } => {
                about.entry = Some(key);
                about.column = field;
            }
            Subject::Entries(entries) => about.entries = entries,
        }
        about
    }
}

/// Arguments of a sentence, by their names.
pub(crate) fn arguments(args: &Args) -> BTreeMap<String, serde_json::Value> {
    args.iter()
        .map(|(name, arg)| (name.clone(), plain(arg)))
        .collect()
}

fn plain(arg: &Arg) -> serde_json::Value {
    match arg {
        Arg::Text(text) | Arg::At(text) => text.clone().into(),
        Arg::Count(count) => (*count).into(),
        Arg::List(list) | Arg::Places(list) => list.clone().into(),
    }
}

impl FindingReport {
    pub(crate) fn of(finding: &Finding, scheme: &Scheme) -> Self {
        let words = sentence(finding);
        Self {
            id: finding.id.clone(),
            severity: finding.severity,
            needs: finding.severity.needs(),
            rule: finding.rule_name(),
            rule_text: scheme.rule_of(finding).map(|rule| rule.text.clone()),
            own: scheme.is_of_own(finding),
            code: finding.code,
            message: words.message(),
            what: words.what,
            to_do: words.to_do,
            subject: About::of(&finding.subject),
            args: arguments(&finding.args),
            cells: finding.cells.clone(),
            left: finding.left.clone(),
            right: finding.right.clone(),
            bind: None,
        }
    }

    /// The same of a return that was just read, with what it proposes.
    fn proposing(finding: &Finding, taken: &Return, scheme: &Scheme) -> Self {
        let proposal = Proposal::of(finding, taken, scheme);
        Self {
            bind: proposal.map(|own| own.bind()),
            ..Self::of(finding, scheme)
        }
    }
}

/// What is printed where nothing could be done.
#[derive(Serialize)]
pub(crate) struct Failed {
    error: ErrorReport,
}

impl Failed {
    pub(crate) fn of(code: &str, message: &str) -> Self {
        Self {
            error: ErrorReport {
                code: code.to_owned(),
                message: message.to_owned(),
            },
        }
    }
}

#[derive(Serialize)]
pub(crate) struct ErrorReport {
    pub(crate) code: String,
    pub(crate) message: String,
}

#[derive(Serialize, Clone)]
pub(crate) struct Named {
    pub(crate) code: String,
    pub(crate) name: String,
}

impl Named {
    fn of(code: &str, name: &str) -> Self {
        let (code, name) = (code.to_owned(), name.to_owned());
        Self { code, name }
    }
}

#[derive(Serialize)]
struct Candidates {
    units: Vec<Named>,
    forms: Vec<Named>,
}

#[derive(Serialize)]
pub(crate) struct ValueReport {
    unit: String,
    indicator: String,
    column: String,
    /// number, text, blank, nil or unreadable
    state: &'static str,
    value: Option<String>,
    raw: String,
    sheet: String,
    cell: String,
    note: Option<String>,
}

/// One report for each return of a file; one for a file that gave none.
pub(crate) fn reports(outcome: &Outcome, scheme: &Scheme, with_values: bool) -> Vec<ReturnReport> {
    let status = match outcome.status {
        Status::Committed => "committed",
        Status::Refused => "refused",
        Status::NeedsConfirmation => "needs-confirmation",
        Status::Duplicate => "duplicate",
    };
    let base = |error: Option<ErrorReport>| ReturnReport {
        file: outcome.file.path.display().to_string(),
        sha256: outcome.file.sha256.clone(),
        status,
        error,
        unit: None,
        form: None,
        period: None,
        version: None,
        replaces: None,
        sheet: None,
        evidence: Vec::new(),
        cells: CellCounts::default(),
        candidates: None,
        questions: outcome.file.questions.clone(),
        values: None,
        findings: Vec::new(),
    };
    let code = match outcome.status {
        Status::Duplicate => "import.duplicate",
        _ if !outcome.file.questions.is_empty() => "import.two-returns",
        _ => "import.two-files",
    };
    let reason = || {
        outcome.reason.as_ref().map(|message| ErrorReport {
            code: code.into(),
            message: message.clone(),
        })
    };
    match &outcome.file.verdict {
        Verdict::Refused { code, reason } => vec![base(Some(ErrorReport {
            code: code.clone(),
            message: reason.clone(),
        }))],
        Verdict::Unsure(sheets) => sheets
            .iter()
            .map(|asked| unsure(base(None), asked, scheme))
            .collect(),
        Verdict::Ready(returns) => returns
            .iter()
            .zip(&outcome.versions)
            .enumerate()
            .map(|(at, (one, version))| {
                let taken = &one.taken;
                ReturnReport {
                    unit: Some(named(scheme, taken.unit)),
                    form: Some(scheme.forms[taken.form].code.clone()),
                    period: Some(taken.period.to_string()),
                    version: (*version > 0).then_some(*version),
                    replaces: outcome.replaced.get(at).cloned().flatten(),
                    sheet: Some(taken.sheet.clone()),
                    evidence: one.evidence.clone(),
                    cells: taken.cells,
                    values: with_values.then(|| values(one, scheme)),
                    findings: findings(taken, scheme),
                    ..base(reason())
                }
            })
            .collect(),
    }
}

fn findings(taken: &Return, scheme: &Scheme) -> Vec<FindingReport> {
    let all = taken.findings.iter();
    all.map(|one| FindingReport::proposing(one, taken, scheme))
        .collect()
}

fn unsure(base: ReturnReport, asked: &Asked, scheme: &Scheme) -> ReturnReport {
    let doubts = asked.doubts.iter().map(|doubt| doubt.message.as_str());
    let message = doubts.collect::<Vec<_>>().join(" ");
    let forms = asked.forms.iter().map(|form| &scheme.forms[*form]);
    let forms = forms.map(|form| Named::of(&form.code, &form.name));
    ReturnReport {
        error: (!message.is_empty()).then(|| ErrorReport {
            code: "identify.unsure".into(),
            message,
        }),
        unit: asked.unit.map(|unit| named(scheme, unit)),
        form: Some(scheme.forms[asked.form].code.clone()),
        period: asked.period.map(|period| period.to_string()),
        sheet: Some(asked.sheet.clone()),
        evidence: asked.evidence.clone(),
        candidates: Some(Candidates {
            units: asked.units.iter().map(|at| named(scheme, *at)).collect(),
            forms: forms.collect(),
        }),
        ..base
    }
}

fn named(scheme: &Scheme, unit: usize) -> Named {
    Named::of(&scheme.units[unit].code, &scheme.units[unit].name)
}

fn values(one: &Taken, scheme: &Scheme) -> Vec<ValueReport> {
    let taken = &one.taken;
    let form = &scheme.forms[taken.form];
    let mut all = Vec::with_capacity(taken.values.len());
    for value in &taken.values {
        let indicator = &scheme.indicators[value.indicator];
        let column = &form.columns()[value.column];
        let decimals = column.digits(indicator);
        let (state, content) = told(&value.datum, Some(decimals));
        all.push(ValueReport {
            unit: scheme.units[value.unit].code.clone(),
            indicator: indicator.code.clone(),
            column: column.code.clone(),
            state,
            value: content,
            raw: value.raw.to_string(),
            sheet: taken.sheet.clone(),
            cell: cell_name(value.row, value.sheet_column),
            note: value.note.as_ref().map(ToString::to_string),
        });
    }
    if let Layout::Roster(roster) = &form.layout {
        for (at, entry) in taken.entries.iter().enumerate() {
            let note = |own: &str| personal::note(own, &roster.fields, &entry.fields);
            for (field, own) in roster.fields.iter().zip(&entry.fields) {
                let Some(column) = own.sheet_column else {
                    continue;
                };
                let (state, content) = told(
                    &own.datum,
                    (field.kind == FieldKind::Number).then_some(field.decimals),
                );
                let content = content.map(|text| personal::field(field, &text).into_owned());
                all.push(ValueReport {
                    unit: scheme.units[taken.unit].code.clone(),
                    indicator: field.code.clone(),
                    column: (at + 1).to_string(),
                    state,
                    value: content,
                    raw: personal::field(field, &own.raw).into_owned(),
                    sheet: taken.sheet.clone(),
                    cell: cell_name(entry.row, column),
                    note: own.note.as_deref().map(&note),
                });
            }
        }
    }
    all
}

/// State and content; a decimal has at least the digits that the scheme shows, and all of its own.
fn told(datum: &Datum, decimals: Option<u32>) -> (&'static str, Option<String>) {
    match datum {
        Datum::Number(number) => ("number", Some(padded(*number, decimals.unwrap_or(0)))),
        Datum::Text(text) => ("text", Some(text.clone())),
        Datum::Blank => ("blank", None),
        Datum::Nil(_) => ("nil", None),
        Datum::Unreadable(_) => ("unreadable", None),
    }
}

pub(crate) use xianbaohui_core::number::padded;
