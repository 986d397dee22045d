//! What the newest returns propose.

use super::asked::wanted;
use super::shape::{ProposalReport, Shaping};
use crate::args::Register;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::register::Book;
use xianbaohui_desk::Error;
use xianbaohui_desk::register::proposed;
use xianbaohui_ledger::Ledger;

#[derive(Serialize)]
struct Report {
    register: String,
    proposals: Vec<ProposalReport>,
    /// rows that say what the register says
    same: usize,
    /// rows that were refused, and say the same as then
    refused: usize,
}

pub(super) fn pending(
    ledger: &Ledger,
    book: &Book<'_>,
    arguments: &Register,
) -> Result<Exit, Error> {
    let (filter, day) = wanted(book, arguments)?;
    let shaping = Shaping {
        book,
        day: &day,
        open: arguments.unmask,
    };
    let all = proposed(ledger, book)?;
    let own = all.proposals.iter().filter(|one| {
        let unit = filter.unit.as_ref();
        unit.is_none_or(|unit| one.unit == *unit || one.origin.unit == *unit)
    });
    let proposals = own.map(|one| shaping.proposal(one)).collect::<Vec<_>>();
    if arguments.json {
        output::json(&Report {
            register: book.register.code.clone(),
            proposals,
            same: all.same,
            refused: all.refused,
        });
        return Ok(Exit::Done);
    }
    for one in &proposals {
        output::line(&one.line());
    }
    output::line(&format!(
        "{}：待处理 {} 条，与名录相同 {} 条，已退回 {} 条。",
        book.register.name,
        proposals.len(),
        all.same,
        all.refused
    ));
    Ok(Exit::Done)
}
