//! A file of 收件台 as the window shows it: what it is, why, and what must be asked.

use super::shared::{CellCounts, Evidence, Finding, FormRef, Severities, UnitRef, count};
use crate::app_error::AppError;
use crate::import::{Status, two_files};
use crate::inbox::Item;
use crate::seen::stamp;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::evidence as identified;
use xianbaohui_core::proposal::Proposal;
use xianbaohui_core::question::Question;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::returns::{Return, Taken};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::{Asked, Verdict, asked_once};

/// What a file is, as far as the inbox is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum ItemStatus {
    Ready,
    NeedsConfirmation,
    Refused,
    /// byte for byte what is committed
    Duplicate,
    /// byte for byte another file that waits
    Twin,
    /// not looked at since the ledger was opened
    Unread,
}

/// One return of a file.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct InboxReturn {
    unit: Option<UnitRef>,
    form: Option<FormRef>,
    period: Option<String>,
    period_name: Option<String>,
    sheet: String,
    version: u32,
    /// the version that counts now and that it replaces
    replaces: Option<u32>,
    evidence: Vec<Evidence>,
    cells: CellCounts,
    severities: Severities,
    findings: Vec<Finding>,
    /// lines that seem to be what the form asks for, to be accepted with one press
    proposals: Vec<InboxProposal>,
    unit_candidates: Vec<UnitRef>,
    form_candidates: Vec<FormRef>,
    /// what an answer is remembered by, in words
    clue: Option<String>,
    /// why an answer cannot be remembered
    not_remembered: Option<String>,
}

/// What a finding proposes a row or column to be.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxProposal {
    /// id of the finding
    finding: String,
    /// line and meaning: what [`point_line`] takes
    line: String,
    meaning: String,
    text: String,
}

/// One file.
#[derive(Serialize, TS)]
#[ts(export)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each asks another thing of the officer, and several may hold"
)]
pub(crate) struct InboxItem {
    #[ts(type = "number")]
    pub(super) id: i64,
    /// stamp of what is shown here, and of what was said: goes back with 入库
    pub(super) seen: String,
    pub(super) file: String,
    path: String,
    #[ts(type = "number")]
    size: u64,
    status: ItemStatus,
    reason: Option<String>,
    hint: Option<String>,
    /// name of the file that waits and is the same byte for byte
    twin: Option<String>,
    /// a password opens it
    locked: bool,
    /// like no form: the officer may say which one it is
    unlike: bool,
    /// it has changed on the disk since it was looked at
    changed: bool,
    /// its form is known, and its columns are to be pointed at
    unbound: bool,
    /// the officer said what it is, and may take that back
    answered: bool,
    returns: Vec<InboxReturn>,
    /// what must be answered before it is taken
    questions: Vec<InboxQuestion>,
    cells: CellCounts,
    severities: Severities,
}

/// A question about a file, and what may be answered.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxQuestion {
    id: String,
    text: String,
    choices: Vec<InboxChoice>,
}

/// One of the answers.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxChoice {
    id: String,
    text: String,
}

impl InboxQuestion {
    /// A question that is put in other words than those of the core.
    pub(super) fn plain(id: &str, text: &str, choices: Vec<(String, String)>) -> Self {
        let choices = choices.into_iter();
        Self {
            id: id.to_owned(),
            text: text.to_owned(),
            choices: choices.map(|(id, text)| InboxChoice { id, text }).collect(),
        }
    }

    pub(super) fn of(question: &Question) -> Self {
        let choices = question.choices.iter().map(|choice| InboxChoice {
            id: choice.id.clone(),
            text: choice.text.clone(),
        });
        Self {
            id: question.id.clone(),
            text: question.text.clone(),
            choices: choices.collect(),
        }
    }
}

/// Tells of a file, compared with what the ledger has. `rival`: another file with the same return;
/// `twin`: another with the same bytes.
pub(super) fn told(
    item: &Item,
    ledger: &Ledger,
    rival: Option<&String>,
    twin: Option<&String>,
) -> Result<InboxItem, AppError> {
    let mut shown = shown(item, ledger, rival, twin)?;
    // what was said and the bytes decide what would be taken, shown or not
    let made_of = format!("{:?} {}", item.said, item.stamp.sha256);
    shown.seen = stamp(&shown, &made_of)?;
    Ok(shown)
}

fn shown(
    item: &Item,
    ledger: &Ledger,
    rival: Option<&String>,
    twin: Option<&String>,
) -> Result<InboxItem, AppError> {
    let scheme = ledger.scheme();
    let Some(outcome) = &item.outcome else {
        return Ok(unread(item));
    };
    let file = &outcome.file;
    let mut status = match outcome.status {
        _ if item.is_whole() && rival.is_none() => ItemStatus::Ready,
        Status::Committed | Status::NeedsConfirmation => ItemStatus::NeedsConfirmation,
        Status::Refused => ItemStatus::Refused,
        Status::Duplicate => ItemStatus::Duplicate,
    };
    let mut reason = if item.is_whole() && !outcome.overtaken {
        None
    } else {
        outcome.reason.clone()
    };
    if let (Some(rival), true) = (rival, item.is_whole()) {
        reason = Some(two_files(rival, &file.name, scheme, file.returns()));
    }
    if let Some(twin) = twin {
        status = ItemStatus::Twin;
        reason = Some(format!(
            "与收件台里的“{twin}”完全相同，只收一份。移出那一份，这一份就按自己的内容认定。"
        ));
    }
    if let Some(why) = item
        .known
        .as_ref()
        .filter(|_| status != ItemStatus::Refused)
    {
        status = ItemStatus::Duplicate;
        reason = Some(why.clone());
    }
    if item.changed && !matches!(status, ItemStatus::Duplicate | ItemStatus::Twin) {
        status = ItemStatus::NeedsConfirmation;
        reason = Some(
            "磁盘上的文件在识别之后又被改动过，这里还是识别时的内容，没有入库。请选用哪一个。"
                .into(),
        );
    }
    let mut hint = None;
    let returns = match &file.verdict {
        Verdict::Refused { reason: why, .. } => {
            // the first sentence says what is wrong, the rest what to do
            let (what, todo) = why.split_once('。').unwrap_or((why, ""));
            reason = Some(format!("{what}。"));
            hint = (!todo.is_empty()).then(|| todo.to_owned());
            Vec::new()
        }
        Verdict::Unsure(asked) => {
            let doubts = asked_once(asked);
            reason = reason.or_else(|| (!doubts.is_empty()).then(|| doubts.join(" ")));
            asked.iter().map(|one| unsure(one, scheme)).collect()
        }
        Verdict::Ready(returns) => returns
            .iter()
            .map(|one| ready(one, ledger, &item.round))
            .collect::<Result<_, _>>()?,
    };
    Ok(InboxItem {
        id: item.id,
        seen: String::new(),
        file: file.name.clone(),
        path: file.path.display().to_string(),
        size: file.size,
        changed: item.changed,
        status,
        reason,
        hint,
        twin: twin.filter(|_| status == ItemStatus::Twin).cloned(),
        locked: item.is_locked(),
        unbound: matches!(&file.verdict, Verdict::Unsure(asked) if asked.iter().any(|one| one.binding.label_column.is_none() || one.binding.columns.is_empty())),
        answered: item.said.is_answered(),
        unlike: matches!(&file.verdict, Verdict::Refused { code, .. } if code == "identify.unk\
            nown-form"),
        returns,
        // what is there already is asked about no more
        questions: file
            .questions
            .iter()
            .filter(|_| status == ItemStatus::NeedsConfirmation)
            .map(InboxQuestion::of)
            .collect(),
        cells: outcome.cells.into(),
        severities: outcome.severities.into(),
    })
}

/// A file of which only name and size are known so far.
fn unread(item: &Item) -> InboxItem {
    InboxItem {
        id: item.id,
        seen: String::new(),
        file: item.stamp.name.clone(),
        path: item.stamp.path.display().to_string(),
        size: item.stamp.size,
        status: ItemStatus::Unread,
        reason: None,
        hint: None,
        twin: None,
        locked: false,
        changed: item.changed,
        unbound: false,
        answered: item.said.is_answered(),
        unlike: false,
        returns: Vec::new(),
        questions: Vec::new(),
        cells: CellCounts::default(),
        severities: Severities::default(),
    }
}

fn ready(one: &Taken, ledger: &Ledger, round: &str) -> Result<InboxReturn, AppError> {
    let scheme = ledger.scheme();
    let taken = &one.taken;
    let (unit, form) = (
        &scheme.units[taken.unit].code,
        &scheme.forms[taken.form].code,
    );
    Ok(InboxReturn {
        unit: Some(UnitRef::at(scheme, taken.unit)),
        form: Some(FormRef::from(&scheme.forms[taken.form])),
        period: Some(taken.period.to_string()),
        period_name: Some(taken.period.months_name()),
        sheet: taken.sheet.clone(),
        version: ledger.next_version(round, unit, form)?,
        replaces: ledger.version_in_force(round, unit, form)?,
        evidence: reasons(&one.evidence),
        cells: taken.cells.into(),
        severities: xianbaohui_core::finding::Severities::of(&taken.findings).into(),
        findings: taken.findings.iter().map(Finding::from).collect(),
        proposals: proposals(taken, scheme),
        unit_candidates: Vec::new(),
        form_candidates: Vec::new(),
        clue: None,
        not_remembered: None,
    })
}

fn proposals(taken: &Return, scheme: &Scheme) -> Vec<InboxProposal> {
    let all = taken.findings.iter();
    let all = all.filter_map(|one| Some((one, Proposal::of(one, taken, scheme)?)));
    let told = all.map(|(one, own)| InboxProposal {
        finding: one.id.clone(),
        line: own.pointing.line.word(),
        meaning: own.pointing.meaning.word().to_owned(),
        text: own.sentence(),
    });
    told.collect()
}

fn unsure(one: &Asked, scheme: &Scheme) -> InboxReturn {
    InboxReturn {
        unit: one.unit.map(|unit| UnitRef::at(scheme, unit)),
        form: Some(FormRef::from(&scheme.forms[one.form])),
        period: one.period.map(|period| period.to_string()),
        period_name: one.period.map(xianbaohui_core::period::Period::months_name),
        sheet: one.sheet.clone(),
        version: count(0),
        replaces: None,
        evidence: reasons(&one.evidence),
        cells: CellCounts::default(),
        severities: Severities::default(),
        findings: Vec::new(),
        proposals: Vec::new(),
        unit_candidates: one
            .units
            .iter()
            .map(|unit| UnitRef::at(scheme, *unit))
            .collect(),
        form_candidates: one
            .forms
            .iter()
            .map(|form| FormRef::from(&scheme.forms[*form]))
            .collect(),
        clue: one
            .clue
            .as_ref()
            .filter(|clue| clue.lasting)
            .map(|clue| clue.words.clone()),
        not_remembered: one.clue.as_ref().and_then(Clue::why_not_lasting),
    }
}

/// Why the program thinks so; whom to ring up is no reason.
fn reasons(evidence: &[identified::Evidence]) -> Vec<Evidence> {
    let why = evidence
        .iter()
        .filter(|one| one.of != identified::Of::Contact);
    why.map(Evidence::from).collect()
}
