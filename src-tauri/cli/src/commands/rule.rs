//! `xbh rule`

use super::findings::{OfReturn, people};
use crate::args::{RuleVerb, TryRule};
use crate::here::reading;
use crate::json::Failed;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::across;
use xianbaohui_core::finding::Severities;
use xianbaohui_core::rule::{Missing, RuleError};
use xianbaohui_core::scheme::Draft;
use xianbaohui_desk::Error;
use xianbaohui_ledger::{Ledger, LedgerError};

#[derive(Serialize)]
struct Report {
    round: String,
    text: String,
    counts: Severities,
    findings: Vec<OfReturn>,
}

#[derive(Serialize)]
struct Wrong {
    #[serde(flatten)]
    failed: Failed,
    text: String,
    problems: Vec<Problem>,
}

/// What is wrong with a rule; places are counted in characters.
#[derive(Serialize)]
struct Problem {
    at: usize,
    length: usize,
    message: String,
    /// the text as it was probably meant
    fix: Option<String>,
}

pub(super) fn rule(verb: &RuleVerb) -> Result<Exit, Error> {
    match verb {
        RuleVerb::Try(arguments) => {
            reading(&arguments.ledger, |ledger| try_rule(ledger, arguments))
        }
    }
}

fn try_rule(ledger: &Ledger, arguments: &TryRule) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.round)?;
    let scheme = ledger.scheme();
    for code in [&arguments.form, &arguments.each].into_iter().flatten() {
        if scheme.form(code).is_none() {
            return Err(LedgerError::Unknown {
                what: "报表",
                name: code.clone(),
                nearest: String::new(),
            }
            .into());
        }
    }
    let missing = Missing::ALL
        .iter()
        .find(|(word, _)| *word == arguments.missing);
    let draft = Draft {
        text: &arguments.text,
        form: arguments.form.as_deref(),
        each: arguments.each.as_deref(),
        missing: missing.map_or(Missing::Tell, |(_, missing)| *missing),
    };
    let rule = match scheme.draft(&draft) {
        Ok(rule) => rule,
        Err(errors) => return Ok(wrong(arguments, &errors)),
    };
    if !across::is_asked(&rule, scheme, round) {
        let told = format!(
            "批次“{}”没有要这条公式用到的报表，在这个批次永远不会审核",
            round.name
        );
        let error = RuleError::new(0..arguments.text.len(), told);
        return Ok(wrong(arguments, &[error]));
    }
    let found = across::of_rules(ledger, round, &[&rule])?;
    let counts = Severities::of(found.iter().map(|one| &one.finding));
    if arguments.json {
        output::json(&Report {
            round: round.code.clone(),
            text: arguments.text.clone(),
            counts,
            findings: found
                .into_iter()
                .map(|one| OfReturn::of(scheme, one))
                .collect(),
        });
    } else {
        people(scheme, &found, counts);
    }
    Ok(if counts.block() {
        Exit::Findings
    } else {
        Exit::Done
    })
}

fn wrong(arguments: &TryRule, errors: &[RuleError]) -> Exit {
    let text = &arguments.text;
    for error in errors {
        output::message(&format!("错误（rule.wrong）：{}", error.message));
        output::message(&error.marked(text));
        if let Some(fix) = error.mended(text) {
            output::message(&format!("像是：{fix}"));
        }
    }
    if arguments.json {
        let characters = |end: usize| text.get(..end).unwrap_or(text).chars().count();
        let problem = |error: &RuleError| Problem {
            at: characters(error.span.start),
            length: characters(error.span.end) - characters(error.span.start),
            message: error.message.clone(),
            fix: error.mended(text),
        };
        let messages = errors.iter().map(|error| error.message.as_str());
        let message = messages.collect::<Vec<_>>().join("；");
        output::json(&Wrong {
            failed: Failed::of("rule.wrong", &message),
            text: text.clone(),
            problems: errors.iter().map(problem).collect(),
        });
    }
    Exit::WrongUse
}
