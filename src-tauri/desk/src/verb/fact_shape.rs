//! 其他来源 as the pages show it: what is kept, and what is read of a file.

use super::inbox_item::InboxQuestion;
use super::shared::{Finding, Severities, UnitRef};
use super::targets::TargetAnswer;
use crate::facts::Kept;
use crate::import::{Outcome, Status};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use ts_rs::TS;
use xianbaohui_core::form::FormKind;
use xianbaohui_core::number::{Datum, padded};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::provenance::Vintage;
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_reading::intake::{Asked, Verdict, asked_once};

/// A return whose figures no county reported.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct FactRow {
    /// name of the round
    pub(super) round: String,
    pub(super) unit: UnitRef,
    pub(super) form: String,
    /// who stands for them: `部门数`
    pub(super) origin: String,
    /// which state of them they are: `年报`
    pub(super) vintage: String,
    /// who gave them
    pub(super) giver: String,
    pub(super) version: u32,
    /// this version counts
    pub(super) counts: bool,
    pub(super) figures: u32,
    pub(super) file: String,
    pub(super) committed_at: String,
}

/// All that is kept of such figures.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FactPage {
    pub(super) rows: Vec<FactRow>,
    pub(super) origins: Vec<FactChoice>,
    pub(super) vintages: Vec<FactChoice>,
}

/// One that may be chosen.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FactChoice {
    pub(super) code: String,
    pub(super) name: String,
}

/// Files that are to be taken in, and what is said of them.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct FactWanted {
    pub(super) paths: Vec<PathBuf>,
    pub(super) origin: String,
    /// none where it is empty
    pub(super) vintage: String,
    pub(super) giver: String,
    /// `2020`, `2020Q4`, or a round
    pub(super) period: String,
    pub(super) answers: Vec<TargetAnswer>,
}

/// What taking files in would do.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct FactLooked {
    /// name of the round that they would be in
    pub(super) round: String,
    /// it would be added for them
    pub(super) is_new: bool,
    /// who stands for them, in words
    pub(super) whence: String,
    pub(super) files: Vec<FactFile>,
    /// how many of the files would be taken in
    pub(super) ready: u32,
    /// stamp of what is shown here: goes with 入库
    pub(super) seen: String,
}

/// A file that was looked at.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FactFile {
    pub(super) file: String,
    /// ready, asked, refused, same
    pub(super) state: String,
    /// what stands in its way
    pub(super) reason: String,
    pub(super) returns: Vec<FactReturn>,
    pub(super) questions: Vec<InboxQuestion>,
}

/// What was read of one sheet.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FactReturn {
    pub(super) unit: UnitRef,
    pub(super) form: String,
    pub(super) sheet: String,
    pub(super) severities: Severities,
    pub(super) findings: Vec<Finding>,
    pub(super) figures: Vec<FactFigure>,
}

/// One figure as it was read.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FactFigure {
    pub(super) unit: String,
    pub(super) indicator: String,
    pub(super) measure: String,
    pub(super) column: String,
    pub(super) value: String,
    pub(super) raw: String,
    pub(super) cell: String,
}

/// Ids of the questions which form a sheet is and whose it is.
pub(super) const FORM: &str = "form";
pub(super) const UNIT: &str = "unit";
/// What a file is refused with that is like no form.
const UNKNOWN: &str = "identify.unknown-form";

pub(super) fn choices<T: Copy>(all: &[(T, &str, &str)]) -> Vec<FactChoice> {
    let one = |(_, code, name): &(T, &str, &str)| FactChoice {
        code: (*code).to_owned(),
        name: (*name).to_owned(),
    };
    all.iter().map(one).collect()
}

pub(super) fn row(scheme: &Scheme, own: &Kept) -> FactRow {
    let round = scheme.round(&own.round);
    let form = scheme.form(&own.row.form);
    FactRow {
        round: round.map_or(&own.round, |round| &round.name).clone(),
        unit: UnitRef::of(scheme, &own.row.unit),
        form: form.map_or(&own.row.form, |form| &form.name).clone(),
        origin: own.whence.origin.word().to_owned(),
        vintage: own.whence.vintage.map_or("", Vintage::word).to_owned(),
        giver: own.whence.giver.clone().unwrap_or_default(),
        version: own.row.version,
        counts: own.row.current,
        figures: u32::try_from(own.figures).unwrap_or(u32::MAX),
        file: own.row.file.clone(),
        committed_at: own.row.committed_at.clone(),
    }
}

fn figures(scheme: &Scheme, one: &Taken) -> Vec<FactFigure> {
    let form = &scheme.forms[one.taken.form];
    let values = one.taken.values.iter().map(|value| {
        let indicator = &scheme.indicators[value.indicator];
        let column = &form.columns()[value.column];
        let shown = match &value.datum {
            Datum::Number(number) => padded(*number, column.digits(indicator)),
            Datum::Text(text) => text.clone(),
            Datum::Blank => "空".to_owned(),
            Datum::Nil(_) => "无".to_owned(),
            Datum::Unreadable(_) => "认不出".to_owned(),
        };
        FactFigure {
            unit: scheme.units[value.unit].name.clone(),
            indicator: indicator.name.clone(),
            measure: indicator.unit_name.clone(),
            column: column.name.clone(),
            value: shown,
            raw: value.raw.to_string(),
            cell: cell_name(value.row, value.sheet_column),
        }
    });
    values.collect()
}

fn read(scheme: &Scheme, one: &Taken) -> FactReturn {
    let taken = &one.taken;
    FactReturn {
        unit: UnitRef::at(scheme, taken.unit),
        form: scheme.forms[taken.form].name.clone(),
        sheet: taken.sheet.clone(),
        severities: xianbaohui_core::finding::Severities::of(&taken.findings).into(),
        findings: taken.findings.iter().map(Finding::from).collect(),
        figures: figures(scheme, one),
    }
}

/// Forms that figures may come on, tables of counties first.
fn tables(scheme: &Scheme) -> Vec<(String, String)> {
    let of_kind = |kind: FormKind| {
        let forms = scheme.forms.iter().filter(move |form| form.kind() == kind);
        forms.map(|form| (form.code.clone(), form.name.clone()))
    };
    let tables = of_kind(FormKind::CountyTable);
    tables.chain(of_kind(FormKind::Matrix)).collect()
}

/// Which form a sheet is, and whose, where that is not plain.
fn unclear(scheme: &Scheme, asked: &[Asked]) -> Vec<InboxQuestion> {
    let mut questions = Vec::new();
    let forms = asked.iter().flat_map(|one| one.forms.iter());
    let forms = forms.map(|at| &scheme.forms[*at]);
    let forms = forms.map(|form| (form.code.clone(), form.name.clone()));
    let mut forms = forms.collect::<Vec<_>>();
    forms.dedup();
    if forms.len() > 1 {
        questions.push(InboxQuestion::plain(FORM, "这是哪一张报表？", forms));
    }
    let units = asked.iter().filter(|one| one.unit.is_none());
    let units = units.flat_map(|one| one.units.iter());
    let units = units.map(|at| &scheme.units[*at]);
    let units = units.map(|unit| (unit.code.clone(), unit.name.clone()));
    let mut units = units.collect::<Vec<_>>();
    units.dedup();
    if !units.is_empty() {
        questions.push(InboxQuestion::plain(UNIT, "这是哪个单位的数？", units));
    }
    questions
}

pub(super) fn file(scheme: &Scheme, outcome: &Outcome) -> FactFile {
    let mut state = match outcome.status {
        Status::Committed => "ready",
        Status::NeedsConfirmation => "asked",
        Status::Refused => "refused",
        Status::Duplicate => "same",
    };
    let mut reason = outcome.reason.clone().unwrap_or_default();
    let mut returns = Vec::new();
    let own = outcome.file.questions.iter().map(InboxQuestion::of);
    let mut questions = own.collect::<Vec<_>>();
    match &outcome.file.verdict {
        Verdict::Refused { code, .. } if code == UNKNOWN => {
            // departments give what they have, and not all that a form asks
            let choices = tables(scheme);
            questions.push(InboxQuestion::plain(
                FORM,
                "不像哪一张报表。当作哪一张来读？",
                choices,
            ));
        }
        Verdict::Refused { reason: why, .. } => reason.clone_from(why),
        Verdict::Unsure(asked) => {
            reason = asked_once(asked).join(" ");
            questions.extend(unclear(scheme, asked));
        }
        Verdict::Ready(all) => returns = all.iter().map(|one| read(scheme, one)).collect(),
    }
    if !questions.is_empty() {
        // the questions say it
        (state, reason) = ("asked", String::new());
    }
    FactFile {
        file: outcome.file.name.clone(),
        state: state.to_owned(),
        reason,
        returns,
        questions,
    }
}
