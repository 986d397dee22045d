//! `xbh withdraw`, `putback`, `reread`, `refile`, `undo`

use super::{import, said};
use crate::args::{Otherwise, Putback, Refile, Reread, StepOn, Undo, Withdraw};
use crate::here::{now, open, operator, warn};
use crate::json::{Named, Report, reports};
use crate::output::{self, Exit};
use serde::Serialize;
use std::sync::Arc;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::import::{Options, Outcome, Status};
use xianbaohui_desk::step::{self, Again, Change, Done, StepError, Which, word};
use xianbaohui_desk::{Error, Hand};
use xianbaohui_ledger::{Ledger, Step, StepKind};
use xianbaohui_reading::read::Workers;

#[derive(Serialize)]
struct StepReport {
    /// its number
    step: i64,
    kind: StepKind,
    round: String,
    reason: String,
    /// the step that was taken back
    #[serde(skip_serializing_if = "Option::is_none")]
    undoes: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undone: Option<StepKind>,
    changes: Vec<ChangeReport>,
    /// the round that was added for what is taken back goes with it
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    with_round: bool,
    /// answers that were remembered with what was taken back, and hold no more
    #[serde(skip_serializing_if = "Vec::is_empty")]
    forgotten: Vec<String>,
}

#[derive(Serialize)]
struct ChangeReport {
    unit: Named,
    form: String,
    /// version that counted before, and that counts now
    before: Option<u32>,
    now: Option<u32>,
}

fn hand() -> Hand {
    Hand {
        at: now(),
        who: operator(),
    }
}

fn which(on: &StepOn) -> Which {
    Which {
        round: on.round.clone(),
        unit: on.unit.clone(),
        form: on.form.clone(),
    }
}

pub(super) fn withdraw(arguments: &Withdraw) -> Result<Exit, Error> {
    let on = &arguments.on;
    let mut ledger = open(&on.ledger)?;
    let done = step::withdraw(&mut ledger, &which(on), &on.reason, &hand())?;
    told(&ledger, &done, on.json)
}

pub(super) fn put_back(arguments: &Putback) -> Result<Exit, Error> {
    let (on, version) = (&arguments.on, arguments.version);
    let mut ledger = open(&on.ledger)?;
    let done = step::put_back(&mut ledger, &which(on), version, &on.reason, &hand())?;
    told(&ledger, &done, on.json)
}

pub(super) fn undo(arguments: &Undo) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    if arguments.preview {
        let Some(last) = step::last(&ledger)? else {
            return Err(StepError::NothingToUndo.into());
        };
        if arguments.json {
            output::json(&report(&ledger, &last));
        } else {
            let kind = word(last.step.kind);
            let round = of_round(&last.step);
            output::line(&format!(
                "会撤销第 {} 步：{} 的{kind}{round}。",
                last.step.id, last.step.at
            ));
            lines(&ledger, &last);
        }
        return Ok(Exit::Done);
    }
    let done = step::undo(&mut ledger, arguments.step, &arguments.reason, &hand())?;
    told(&ledger, &done, arguments.json)
}

pub(super) fn reread(arguments: &Reread) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.on.ledger)?;
    let said = step::Otherwise {
        sheets: said::sheets(&arguments.sheet, ledger.scheme())?,
        ..of(&arguments.otherwise)?
    };
    again(&mut ledger, &arguments.on, &said, &arguments.otherwise)
}

pub(super) fn refile(arguments: &Refile) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.on.ledger)?;
    let said = step::Otherwise {
        unit: arguments.to_unit.clone(),
        form: arguments.to_form.clone(),
        ..of(&arguments.otherwise)?
    };
    again(&mut ledger, &arguments.on, &said, &arguments.otherwise)
}

fn of(otherwise: &Otherwise) -> Result<step::Otherwise, Error> {
    Ok(step::Otherwise {
        pointed: said::pointed(&otherwise.bind)?,
        answers: said::answers(&otherwise.answer)?,
        ..step::Otherwise::default()
    })
}

fn again(
    ledger: &mut Ledger,
    on: &StepOn,
    said: &step::Otherwise,
    otherwise: &Otherwise,
) -> Result<Exit, Error> {
    let options = Options {
        at: now(),
        who: operator(),
        values: false,
        reader: Arc::new(Workers::of_this_program()),
        passwords: said::passwords(otherwise.password_file.as_deref())?,
        ..Options::default()
    };
    let is_pointed = !said.pointed.is_empty();
    match step::again(ledger, &which(on), said, &on.reason, &options)? {
        Again::Done(done, outcomes) => {
            if otherwise.remember && is_pointed {
                import::remember_pointed(ledger, &outcomes, &options)?;
            }
            told(ledger, &done, on.json)
        }
        Again::Asked(outcomes) => Ok(asked(&outcomes, ledger.scheme(), on.json)),
    }
}

/// Nothing was done: what must be answered first, or why files cannot be read so.
fn asked(outcomes: &[Outcome], scheme: &Scheme, json: bool) -> Exit {
    if json {
        let returns = outcomes
            .iter()
            .flat_map(|outcome| reports(outcome, scheme, false))
            .collect();
        output::json(&Report {
            kept: false,
            returns,
        });
    } else {
        for outcome in outcomes {
            output::line(&import::sentence(outcome, scheme, false));
        }
        output::line("没有改动。");
    }
    if outcomes.iter().any(|one| one.status == Status::Refused) {
        Exit::Refused
    } else {
        Exit::Findings
    }
}

fn report(ledger: &Ledger, done: &Done) -> StepReport {
    let change = |one: &Change| ChangeReport {
        unit: Named {
            name: ledger.scheme().unit_name(&one.unit).to_owned(),
            code: one.unit.clone(),
        },
        form: one.form.clone(),
        before: one.before,
        now: one.now,
    };
    let step = &done.step;
    StepReport {
        undone: done.undone.as_ref().map(|one| one.kind),
        step: step.id,
        kind: step.kind,
        round: step.round.clone(),
        reason: step.reason.clone(),
        undoes: step.undoes,
        changes: done.changes.iter().map(change).collect(),
        with_round: done.with_round,
        forgotten: done.forgotten.clone(),
    }
}

fn of_round(step: &Step) -> String {
    if step.round.is_empty() {
        String::new()
    } else {
        format!("（批次 {}）", step.round)
    }
}

fn lines(ledger: &Ledger, done: &Done) {
    let version = |version: Option<u32>| {
        version.map_or_else(|| "无".to_owned(), |version| format!("第 {version} 版"))
    };
    for one in &done.changes {
        output::line(&format!(
            "  {} {}：算数的由{}变为{}",
            ledger.scheme().unit_name(&one.unit),
            one.form,
            version(one.before),
            version(one.now)
        ));
    }
    if done.with_round {
        let round = done.undone.as_ref().unwrap_or(&done.step);
        output::line(&format!("  为它新建的批次 {} 一并撤销", round.round));
    }
    for words in &done.forgotten {
        output::line(&format!("  不再记住：{words}"));
    }
}

fn told(ledger: &Ledger, done: &Done, json: bool) -> Result<Exit, Error> {
    if json {
        output::json(&report(ledger, done));
    } else {
        let (kind, reason) = (word(done.step.kind), &done.step.reason);
        let what = done.undone.as_ref().map_or_else(String::new, |one| {
            format!(" {} 的{}{}", one.at, word(one.kind), of_round(one))
        });
        output::line(&format!("已{kind}{what}（理由：{reason}）。"));
        lines(ledger, done);
    }
    warn(ledger, json)?;
    Ok(Exit::Done)
}
