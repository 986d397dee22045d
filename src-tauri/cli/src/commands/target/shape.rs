//! Targets as data.

use crate::json::Named;
use serde::Serialize;
use xianbaohui_core::number::trimmed;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::{Book, Setting, Standing, TargetSet, Told};
use xianbaohui_desk::target::{Reached, amount_told, key_told, told_words};

/// A target as it is set.
#[derive(Serialize)]
pub(in crate::commands) struct TargetReport {
    target: Named,
    unit: Named,
    /// name of a task
    #[serde(skip_serializing_if = "String::is_empty")]
    item: String,
    years: String,
    /// last day of the node; nothing of the target itself
    node: Option<String>,
    #[serde(flatten)]
    set: SetReport,
    /// all that was set of it, oldest first
    history: Vec<SetReport>,
    reached: Option<ReachedReport>,
}

/// What was set once.
#[derive(Serialize)]
struct SetReport {
    aim: &'static str,
    amount: Option<String>,
    /// as it is shown
    text: String,
    lead: String,
    owner: String,
    date: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    reason: String,
    before: Option<String>,
    source: String,
    step: i64,
    at: String,
    who: String,
}

#[derive(Serialize)]
struct ReachedReport {
    form: String,
    value: Option<String>,
    rate: Option<String>,
    standing: Option<&'static str>,
    why: Option<&'static str>,
    missing: Vec<Named>,
    flagged: bool,
    node: Option<String>,
    node_amount: Option<String>,
}

/// Something that does not agree.
#[derive(Serialize)]
pub(super) struct ToldReport {
    code: &'static str,
    pub(super) message: String,
}

impl ToldReport {
    pub(super) fn of(scheme: &Scheme, told: &Told) -> Self {
        Self {
            code: told.code(),
            message: told_words(scheme, told),
        }
    }
}

pub(super) fn unit(scheme: &Scheme, code: &str) -> Named {
    Named {
        code: code.to_owned(),
        name: scheme.unit_name(code).to_owned(),
    }
}

fn set(scheme: &Scheme, set: &TargetSet) -> SetReport {
    let own = &set.setting;
    SetReport {
        aim: own.aim.as_str(),
        amount: own.amount.as_ref().map(ToString::to_string),
        text: amount_told(scheme, own),
        lead: own.lead.clone(),
        owner: own.owner.clone(),
        date: own.date.clone(),
        reason: set.reason.clone(),
        before: set.before.clone(),
        source: own.source.clone(),
        step: set.step,
        at: set.at.clone(),
        who: set.who.clone(),
    }
}

impl TargetReport {
    pub(in crate::commands) fn of(
        scheme: &Scheme,
        book: &Book,
        own: &TargetSet,
        reached: Option<&Reached>,
    ) -> Self {
        let key = &own.setting.key;
        let kind = scheme.target(&key.code);
        Self {
            target: Named {
                code: key.code.clone(),
                name: kind.map_or(&key.code, |kind| &kind.name).clone(),
            },
            unit: unit(scheme, &key.unit),
            item: key.item.clone(),
            years: key.span.to_string(),
            node: Some(key.node.clone()).filter(|node| !node.is_empty()),
            set: set(scheme, own),
            history: book.history(key).map(|one| set(scheme, one)).collect(),
            reached: reached.map(|own| ReachedReport {
                form: own.form.clone(),
                value: own.value.map(trimmed),
                rate: own.rate.map(trimmed),
                standing: own.standing.map(Standing::code),
                why: Some(own.why).filter(|why| !why.is_empty()),
                missing: own.missing.iter().map(|code| unit(scheme, code)).collect(),
                flagged: own.flagged,
                node: own.node.as_ref().map(|(day, _)| day.clone()),
                node_amount: own.node.as_ref().map(|(_, figure)| trimmed(*figure)),
            }),
        }
    }
}

/// A target on one line: 信都区 2021年 新增高新技术企业：≥ 20 家（2021-03-01 起）.
pub(super) fn line(scheme: &Scheme, setting: &Setting) -> String {
    let who = [&setting.lead, &setting.owner].into_iter();
    let who = who.filter(|own| !own.is_empty()).cloned();
    let who = who.collect::<Vec<_>>().join("，");
    let who = if who.is_empty() {
        who
    } else {
        format!("，{who}")
    };
    let what = key_told(scheme, &setting.key);
    format!("{what}：{}{who}", amount_told(scheme, setting))
}

/// How far a target is reached, behind its line.
pub(super) fn reached_line(own: &Reached) -> String {
    let value = own.value.map(|value| format!("完成 {}", trimmed(value)));
    let rate = own.rate.map(|rate| format!("{}%", trimmed(rate)));
    let standing = own.standing.map(|own| own.word().to_owned());
    let why = Some(own.why.to_owned()).filter(|why| !why.is_empty());
    let missing = match own.missing.len() {
        0 => None,
        count => Some(format!("缺 {count} 个单位")),
    };
    let flagged = own.flagged.then(|| "数有疑问".to_owned());
    let parts = [value, rate, standing, why, missing, flagged].into_iter();
    parts.flatten().collect::<Vec<_>>().join("，")
}
