//! `xbh import` and `xbh check`.

use super::said;
use crate::args::{Check, Files, Import};
use crate::here::{now, open, operator, warn};
use crate::json::{Report, reports};
use crate::output::{self, Bar, Exit};
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Outcome, Status};
use xianbaohui_ledger::{Ledger, LedgerError, Replaced};
use xianbaohui_reading::intake::{Intake, Verdict, asked_once};
use xianbaohui_reading::read::Workers;

pub(super) fn import(arguments: &Import) -> Result<Exit, Error> {
    let Files { json, values, .. } = arguments.files;
    let mut ledger = open(&arguments.ledger)?;
    let incoming = incoming(&arguments.files, ledger.scheme())?;
    let options = Options {
        at: now(),
        who: operator(),
        values,
        reader: Arc::new(Workers::of_this_program()),
        passwords: said::passwords(arguments.files.password_file.as_deref())?,
        ..Options::default()
    };
    let bar = Bar::new(incoming.len());
    let outcomes =
        xianbaohui_desk::import::import(&mut ledger, &arguments.round, &incoming, &options, &bar);
    bar.finish();
    let outcomes = outcomes?;
    if arguments.remember {
        if !arguments.files.bind.is_empty() {
            remember_pointed(&mut ledger, &outcomes, &options)?;
        }
        for one in outcomes
            .iter()
            .filter(|outcome| outcome.status == Status::Committed)
            .flat_map(|outcome| outcome.file.returns())
        {
            if let (Some(clue), true) = (&one.clue, arguments.files.unit.is_some()) {
                let unit = ledger.scheme().units[one.taken.unit].code.clone();
                ledger.remember(clue, &unit, &options.at, &options.who)?;
                if let Some(why) = clue.why_not_lasting() {
                    output::message(&why);
                }
            }
        }
    }
    let exit = told(&outcomes, ledger.scheme(), true, json, values);
    warn(&ledger, json)?;
    Ok(exit)
}

/// What was pointed at holds for the next sheets of that layout.
pub(super) fn remember_pointed(
    ledger: &mut Ledger,
    outcomes: &[Outcome],
    options: &Options,
) -> Result<(), Error> {
    for one in outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::Committed)
        .flat_map(|outcome| outcome.file.returns())
    {
        ledger.remember_pointed(
            &one.taken.binding,
            one.taken.unit,
            one.taken.form,
            &options.at,
            &options.who,
        )?;
    }
    Ok(())
}

pub(super) fn check(arguments: &Check) -> Result<Exit, Error> {
    let Files { json, values, .. } = arguments.files;
    let scheme = Scheme::find(&arguments.scheme)?;
    let round = match &arguments.round {
        None => None,
        Some(code) => Some(scheme.round(code).ok_or_else(|| {
            LedgerError::UnknownRound {
                round: code.clone(),
                known: scheme
                    .rounds
                    .iter()
                    .map(|round| round.code.as_str())
                    .collect::<Vec<_>>()
                    .join("、"),
            }
        })?),
    };
    let incoming = incoming(&arguments.files, &scheme)?;
    let (reader, passwords) = (
        Workers::of_this_program(),
        said::passwords(arguments.files.password_file.as_deref())?,
    );
    let intake = Intake {
        round,
        reader: &reader,
        passwords: &passwords,
        ..Intake::of(&scheme)
    };
    let bar = Bar::new(incoming.len());
    let outcomes = xianbaohui_desk::import::check(&intake, &incoming, values, &bar);
    bar.finish();
    Ok(told(&outcomes?, &scheme, false, json, values))
}

/// The files meant, with what the officer said of them.
pub(super) fn incoming(files: &Files, scheme: &Scheme) -> Result<Vec<Incoming>, Error> {
    said::known(scheme, files.unit.as_deref(), files.form.as_deref())?;
    let pointed = said::pointed(&files.bind)?;
    let sheets = said::sheets(&files.sheet, scheme)?;
    let answers = said::answers(&files.answer)?;
    let mut incoming = Incoming::all(
        existing(&files.paths)?,
        files.unit.as_deref(),
        files.form.as_deref(),
    );
    for one in &mut incoming {
        one.pointed.clone_from(&pointed);
        one.sheets.clone_from(&sheets);
        one.answers.clone_from(&answers);
    }
    Ok(incoming)
}

fn existing(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(LedgerError::Unknown {
            what: "文件或文件夹",
            name: missing.display().to_string(),
            nearest: "，请核对路径".into(),
        }
        .into());
    }
    Ok(files(paths))
}

fn told(outcomes: &[Outcome], scheme: &Scheme, kept: bool, json: bool, values: bool) -> Exit {
    if json {
        let returns = outcomes
            .iter()
            .flat_map(|outcome| reports(outcome, scheme, values))
            .collect();
        output::json(&Report { kept, returns });
    } else {
        for outcome in outcomes {
            output::line(&sentence(outcome, scheme, kept));
        }
    }
    counted(outcomes, kept, json)
}

/// How many files came to what, and the exit that follows.
pub(super) fn counted(outcomes: &[Outcome], kept: bool, json: bool) -> Exit {
    if !json {
        let count = |status: Status| {
            outcomes
                .iter()
                .filter(|outcome| outcome.status == status)
                .count()
        };
        output::line(&format!(
            "共 {} 个文件：{} {}，待确认 {}，重复 {}，不收 {}。",
            outcomes.len(),
            if kept { "入库" } else { "可入库" },
            count(Status::Committed),
            count(Status::NeedsConfirmation),
            count(Status::Duplicate),
            count(Status::Refused)
        ));
    }
    let refused = outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::Refused)
        .collect::<Vec<_>>();
    for outcome in &refused {
        if let Verdict::Refused { reason, .. } = &outcome.file.verdict
            && json
        {
            output::message(&format!("{}：{reason}", outcome.file.name));
        }
    }
    if !refused.is_empty() {
        Exit::Refused
    } else if outcomes
        .iter()
        .any(|outcome| outcome.severities.block() || outcome.status == Status::NeedsConfirmation)
    {
        Exit::Findings
    } else {
        Exit::Done
    }
}

/// How questions are answered.
fn how(outcome: &Outcome) -> String {
    let questions = outcome.file.questions.iter().map(|question| {
        let choices = question.choices.iter();
        let choices = choices
            .map(|choice| format!("--answer {}={}（{}）", question.id, choice.id, choice.text));
        choices.collect::<Vec<_>>().join(" 或 ")
    });
    // of each question one
    let choices = questions.collect::<Vec<_>>().join("，再加上 ");
    if choices.is_empty() {
        String::new()
    } else {
        format!("确认后再导入一次：{choices}。")
    }
}

pub(super) fn sentence(outcome: &Outcome, scheme: &Scheme, kept: bool) -> String {
    let name = &outcome.file.name;
    if let Some(reason) = &outcome.reason {
        let state = if outcome.status == Status::Duplicate {
            "重复"
        } else {
            "待确认"
        };
        let how = how(outcome);
        return format!("{name}：{state}。{reason}{how}");
    }
    match &outcome.file.verdict {
        Verdict::Refused { reason, code } if code == "read.password" => {
            format!("{name}：不收。{reason}密码写在一个文件里，用 --password-file 给出。")
        }
        Verdict::Refused { reason, .. } => format!("{name}：不收。{reason}"),
        Verdict::Unsure(sheets) => {
            let (doubts, how) = (asked_once(sheets).join(" "), how(outcome));
            format!("{name}：待确认。{doubts}{how}")
        }
        Verdict::Ready(returns) => {
            let unit = returns
                .first()
                .map_or("", |one| scheme.units[one.taken.unit].name.as_str());
            let codes = returns
                .iter()
                .map(|one| scheme.forms[one.taken.form].code.as_str());
            let replaced = (0..returns.len())
                .map(|at| outcome.replaced.get(at).and_then(Option::as_ref))
                .collect::<Vec<_>>();
            let told = |version: u32, old: &Replaced| {
                format!(
                    "第 {version} 版，替换 {} 入库的第 {} 版“{}”",
                    old.since, old.version, old.file
                )
            };
            // what all replace is said once
            let versions = &outcome.versions;
            let first = replaced.first().copied().flatten().zip(versions.first());
            let same = first.filter(|(old, version)| {
                replaced.iter().all(|one| *one == Some(*old))
                    && versions.iter().all(|one| one == *version)
            });
            let forms = match same {
                Some((old, version)) => format!(
                    "{}（{}）",
                    codes.collect::<Vec<_>>().join("、"),
                    told(*version, old)
                ),
                None => codes
                    .zip(versions)
                    .zip(&replaced)
                    .map(|((code, version), old)| {
                        old.map_or_else(
                            || code.to_owned(),
                            |old| format!("{code}（{}）", told(*version, old)),
                        )
                    })
                    .collect::<Vec<_>>()
                    .join("、"),
            };
            let (cells, found) = (outcome.cells, outcome.severities);
            format!(
                "{name}：{unit} {forms}，数据 {}、空 {}、无 {}、未识别 {}；A {} B {} C \
                    {} D {}；{}。",
                cells.values,
                cells.blank,
                cells.nil,
                cells.unreadable,
                found.a,
                found.b,
                found.c,
                found.d,
                if kept { "已入库" } else { "可入库" }
            )
        }
    }
}
