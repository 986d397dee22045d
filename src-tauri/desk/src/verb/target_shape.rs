//! Targets, as the pages get them.

use super::shared::UnitRef;
use crate::target::sheet::{Draft, DraftRow};
use crate::target::{Reached, amount_told, later_told, told_words};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use xianbaohui_core::number::trimmed;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::{Book, Setting, TargetSet};

/// A target as it is set, with how far it is reached.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetRow {
    pub(super) code: String,
    /// the kind, or the task
    pub(super) name: String,
    pub(super) item: String,
    pub(super) unit: UnitRef,
    pub(super) years: String,
    /// last day of the node; empty for the target itself
    pub(super) node: String,
    /// what is to be reached, as it is shown and as it is typed
    pub(super) text: String,
    pub(super) amount: String,
    pub(super) lead: String,
    pub(super) owner: String,
    /// what the round has
    pub(super) value: String,
    /// 完成率
    pub(super) rate: String,
    /// how it stands, in words, and for programs
    pub(super) standing: String,
    pub(super) state: String,
    /// all that was set of it, newest first
    pub(super) history: Vec<TargetChange>,
}

/// What was set once.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetChange {
    pub(super) text: String,
    /// empty where it was the first
    pub(super) before: String,
    pub(super) date: String,
    pub(super) reason: String,
    pub(super) source: String,
    pub(super) at: String,
    pub(super) who: String,
}

/// A kind of target that may be set.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetChoice {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) measure: String,
    /// it is a task, and has a name of its own
    pub(super) task: bool,
}

/// All targets of a round's year.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetPage {
    pub(super) year: String,
    pub(super) rows: Vec<TargetRow>,
    pub(super) kinds: Vec<TargetChoice>,
    /// the city first
    pub(super) units: Vec<UnitRef>,
    /// what does not agree
    pub(super) told: Vec<String>,
    #[ts(type = "number")]
    pub(super) seen: i64,
}

/// What is to be set.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct TargetWanted {
    pub(super) unit: String,
    pub(super) code: String,
    pub(super) item: String,
    pub(super) years: String,
    pub(super) node: String,
    pub(super) value: String,
    pub(super) date: String,
    pub(super) reason: String,
}

/// An answer to a question of a list.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct TargetAnswer {
    pub(super) id: String,
    pub(super) choice: String,
}

/// Something that is asked of a list.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetQuestion {
    pub(super) id: String,
    pub(super) text: String,
    pub(super) cells: Vec<String>,
    pub(super) choices: Vec<TargetOption>,
}

/// What may be answered.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetOption {
    pub(super) id: String,
    pub(super) text: String,
}

/// What a list would set.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TargetDraft {
    pub(super) file: String,
    pub(super) rows: Vec<TargetRow>,
    pub(super) same: u32,
    pub(super) questions: Vec<TargetQuestion>,
    pub(super) left: Vec<String>,
    pub(super) told: Vec<String>,
    #[ts(type = "number")]
    pub(super) seen: i64,
}

fn plain(scheme: &Scheme, own: &Setting) -> TargetRow {
    let key = &own.key;
    let kind = scheme.target(&key.code);
    TargetRow {
        code: key.code.clone(),
        name: kind.map_or(&key.code, |kind| &kind.name).clone(),
        item: key.item.clone(),
        unit: UnitRef::of(scheme, &key.unit),
        years: key.span.to_string(),
        node: key.node.clone(),
        text: amount_told(scheme, own),
        amount: own
            .amount
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        lead: own.lead.clone(),
        owner: own.owner.clone(),
        value: String::new(),
        rate: String::new(),
        standing: String::new(),
        state: String::new(),
        history: Vec::new(),
    }
}

pub(super) fn row(
    scheme: &Scheme,
    book: &Book,
    set: &TargetSet,
    reached: Option<&Reached>,
) -> TargetRow {
    let mut row = plain(scheme, &set.setting);
    if let Some(later) = later_told(scheme, book, set) {
        row.text = format!("{}（{later}）", row.text);
    }
    if let Some(own) = reached {
        row.value = own.value.map(trimmed).unwrap_or_default();
        let rate = own.rate.map(|rate| format!("{}%", trimmed(rate)));
        row.rate = rate.unwrap_or_default();
        let standing = own.standing.map(|own| (own.word(), own.code()));
        let (word, code) = standing.unwrap_or((own.why, ""));
        let mut words = vec![word.to_owned()];
        if !own.missing.is_empty() && own.missing != [set.setting.key.unit.clone()] {
            words.push(format!("缺 {} 个单位", own.missing.len()));
        }
        if own.flagged {
            words.push("数有疑问".to_owned());
        }
        row.standing = words.join("，");
        code.clone_into(&mut row.state);
    }
    let history = book.history(&set.setting.key).map(|one| TargetChange {
        text: amount_told(scheme, &one.setting),
        before: one.before.clone().unwrap_or_default(),
        date: one.setting.date.clone(),
        reason: one.reason.clone(),
        source: one.setting.source.clone(),
        at: one.at.clone(),
        who: one.who.clone(),
    });
    row.history = history.collect();
    row.history.reverse();
    row
}

fn drafted(scheme: &Scheme, own: &DraftRow) -> TargetRow {
    let mut row = plain(scheme, &own.setting);
    row.history.push(TargetChange {
        text: own.raw.clone(),
        before: own.before.clone().unwrap_or_default(),
        date: String::new(),
        reason: String::new(),
        source: own.setting.source.clone(),
        at: String::new(),
        who: String::new(),
    });
    row
}

pub(super) fn draft(scheme: &Scheme, own: &Draft) -> TargetDraft {
    let questions = own.questions.iter().map(|one| TargetQuestion {
        id: one.id.clone(),
        text: one.text.clone(),
        cells: one.cells.iter().map(ToString::to_string).collect(),
        choices: one
            .choices
            .iter()
            .map(|choice| TargetOption {
                id: choice.id.clone(),
                text: choice.text.clone(),
            })
            .collect(),
    });
    TargetDraft {
        file: own.file.clone(),
        rows: own.rows.iter().map(|row| drafted(scheme, row)).collect(),
        same: super::shared::count(own.same),
        questions: questions.collect(),
        left: own.left.clone(),
        told: own.told.iter().map(|one| told_words(scheme, one)).collect(),
        seen: own.seen,
    }
}
