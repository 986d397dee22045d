//! Proposals are taken or refused.

use super::asked::hand;
use super::shape::{ProposalReport, Shaping};
use crate::args::Register;
use crate::here::{open, warn};
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_desk::Error;
use xianbaohui_desk::register::{self, Choice, unit_of};

#[derive(Serialize)]
struct Report {
    register: String,
    step: i64,
    refused: bool,
    decided: Vec<ProposalReport>,
    /// what still waits for a decision
    left: usize,
}

pub(super) fn decide(arguments: &Register, code: &str) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let unit = arguments.unit.as_deref();
    let choice = Choice {
        unit: unit
            .map(|name| unit_of(ledger.scheme(), name))
            .transpose()?,
        keys: arguments.key.clone(),
        refuse: arguments.reject,
    };
    let why = arguments.reason.as_deref().unwrap_or_default();
    let done = register::decide(&mut ledger, code, &choice, None, (why, &hand()))?;
    let book = register::open(&ledger, code)?;
    let shaping = Shaping {
        book: &book,
        day: "",
        open: false,
    };
    let decided = done.decided.iter().map(|one| shaping.proposal(one));
    let report = Report {
        register: book.register.code.clone(),
        step: done.step.id,
        refused: arguments.reject,
        decided: decided.collect(),
        left: done.left,
    };
    if arguments.json {
        output::json(&report);
        warn(&ledger, true)?;
        return Ok(Exit::Done);
    }
    for one in &report.decided {
        output::line(&one.line());
    }
    output::line(&format!(
        "{}：已{} {} 条，还有待处理 {} 条。",
        book.register.name,
        if report.refused { "退回" } else { "采纳" },
        report.decided.len(),
        report.left
    ));
    warn(&ledger, false)?;
    Ok(Exit::Done)
}
