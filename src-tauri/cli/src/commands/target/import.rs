//! Targets are taken from a list.

use super::shape::{ToldReport, line, unit};
use crate::args::ImportTargets;
use crate::commands::said::{answers, passwords};
use crate::here::{open, reading, warn};
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use std::path::Path;
use xianbaohui_core::question::Question;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::target::sheet::{Draft, DraftRow, Given, read};
use xianbaohui_desk::target::{TargetError, kept};
use xianbaohui_desk::{Error, Hand};
use xianbaohui_reading::read::Workers;

#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    /// the step, where it was put in force
    step: Option<i64>,
    targets: Vec<RowReport>,
    /// how many say what holds already
    same: usize,
    questions: &'a [Question],
    left: &'a [String],
    told: Vec<ToldReport>,
}

#[derive(Serialize)]
struct RowReport {
    target: String,
    unit: Named,
    item: String,
    years: String,
    node: String,
    aim: &'static str,
    amount: Option<String>,
    before: Option<String>,
    raw: String,
    lead: String,
    owner: String,
    source: String,
}

fn row(scheme: &Scheme, row: &DraftRow) -> RowReport {
    let own = &row.setting;
    RowReport {
        target: own.key.code.clone(),
        unit: unit(scheme, &own.key.unit),
        item: own.key.item.clone(),
        years: own.key.span.to_string(),
        node: own.key.node.clone(),
        aim: own.aim.as_str(),
        amount: own.amount.as_ref().map(ToString::to_string),
        before: row.before.clone(),
        raw: row.raw.clone(),
        lead: own.lead.clone(),
        owner: own.owner.clone(),
        source: own.source.clone(),
    }
}

pub(super) fn import(path: &Path, arguments: &ImportTargets, hand: &Hand) -> Result<Exit, Error> {
    let given = Given {
        year: arguments.year.clone(),
        answers: answers(&arguments.answer)?,
        passwords: passwords(arguments.password_file.as_deref())?,
    };
    let reader = Workers::of_this_program();
    if !arguments.accept {
        return reading(path, |ledger| {
            let draft = read(ledger, &arguments.file, &given, &reader)?;
            say(ledger.scheme(), &draft, None, arguments.json);
            Ok(exit(&draft))
        });
    }
    let mut ledger = open(path)?;
    let draft = read(&ledger, &arguments.file, &given, &reader)?;
    let mut step = None;
    if draft.questions.is_empty() {
        let settings = draft.rows.iter().map(|row| row.setting.clone());
        let settings = settings.collect::<Vec<_>>();
        if settings.is_empty() {
            let file = draft.file.clone();
            return Err(TargetError::Nothing { file }.into());
        }
        let date = arguments.date.as_deref().unwrap_or_default();
        let why = arguments.why.as_deref().unwrap_or_default();
        let done = kept(&mut ledger, &settings, (date, why), draft.seen, hand)?;
        step = Some(done.id);
    }
    say(ledger.scheme(), &draft, step, arguments.json);
    warn(&ledger, arguments.json)?;
    Ok(exit(&draft))
}

fn exit(draft: &Draft) -> Exit {
    if draft.questions.is_empty() {
        Exit::Done
    } else {
        Exit::Findings
    }
}

fn say(scheme: &Scheme, draft: &Draft, step: Option<i64>, json: bool) {
    let told = draft.told.iter().map(|one| ToldReport::of(scheme, one));
    let told = told.collect::<Vec<_>>();
    if json {
        output::json(&Report {
            file: &draft.file,
            step,
            targets: draft.rows.iter().map(|own| row(scheme, own)).collect(),
            same: draft.same,
            questions: &draft.questions,
            left: &draft.left,
            told,
        });
        return;
    }
    for row in &draft.rows {
        let before = row.before.as_ref();
        let before = before.map(|before| format!("，原来是 {before}"));
        output::line(&format!(
            "{}{}（{}）",
            line(scheme, &row.setting),
            before.unwrap_or_default(),
            row.setting.source
        ));
    }
    for left in &draft.left {
        output::line(left);
    }
    for one in &told {
        output::line(&format!("※ {}", one.message));
    }
    for question in &draft.questions {
        let cells = question.cells.iter().map(ToString::to_string);
        let cells = cells.collect::<Vec<_>>().join("、");
        output::line(&format!("？{} {cells}", question.text));
        for choice in &question.choices {
            let (id, text) = (&choice.id, &choice.text);
            output::line(&format!("    --answer {}={id}（{text}）", question.id));
        }
    }
    let state = match step {
        Some(_) => "已下达",
        None if draft.questions.is_empty() => "可以下达（--accept --date 日期 --why 理由）",
        None => "没有下达，请先回答上面的问题",
    };
    output::line(&format!(
        "{}：{} 项{state}，{} 项与账本一致，问题 {} 个。",
        draft.file,
        draft.rows.len(),
        draft.same,
        draft.questions.len()
    ));
}
