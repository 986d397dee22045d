//! `xbh consolidate`

use crate::args::Consolidate;
use crate::here::{now, reading};
use crate::output::{self, Exit};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Error;
use xianbaohui_desk::export;
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{dropped_forms, dropped_words};
use xianbaohui_results::present::MOST_ROWS;
use xianbaohui_results::scope::Scope;

pub(super) fn consolidate(arguments: &Consolidate) -> Result<Exit, Error> {
    reading(&arguments.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &Consolidate) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.round)?;
    let scope = arguments.scope.of(ledger, round)?;
    let written = export::workbook_of(
        ledger,
        round,
        &scope,
        Target::new(&arguments.out).replacing(arguments.force),
        &now(),
        MOST_ROWS,
        &Unwatched,
    )?;
    let exit = if written.blocking > 0 {
        Exit::Findings
    } else {
        Exit::Done
    };
    let dropped = dropped_words(&dropped_forms(ledger, round)?);
    let narrowed = (scope != Scope::All).then(|| scope.line(ledger.scheme()));
    if arguments.json {
        output::json(&serde_json::json!({
            "out": arguments.out.display().to_string(),
            "round": round.code,
            "scope": narrowed,
            "sheets": written.sheets,
            "reported": written.reported,
            "expected": written.expected,
            "missing": written.missing,
            "dropped": dropped,
            "blocking": written.blocking,
        }));
        return Ok(exit);
    }
    output::line(&format!(
        "已存 {}：{} 张工作表（{}），{}/{} 已报。",
        arguments.out.display(),
        written.sheets.len(),
        written.sheets.join("、"),
        written.reported,
        written.expected
    ));
    if let Some(narrowed) = narrowed {
        output::message(&narrowed);
    }
    if !written.missing.is_empty() {
        output::message(&format!(
            "合计只含已报单位，缺：{}。",
            written.missing.join("、")
        ));
    }
    if let Some(dropped) = dropped {
        output::message(&format!("{dropped}。"));
    }
    Ok(exit)
}
