//! `xbh issue`

use super::said;
use crate::args::Issue;
use crate::here::{now, open, operator, reading};
use crate::output::{self, Exit};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::issue::{Wanted, issue as write, unmask};
use xianbaohui_desk::{Error, Hand};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::Workers;

pub(super) fn issue(arguments: &Issue) -> Result<Exit, Error> {
    if let Some(reason) = &arguments.reason {
        let ledger = open(&arguments.ledger)?;
        let round = ledger.round(&arguments.round)?;
        let hand = Hand {
            at: now(),
            who: operator(),
        };
        unmask(&ledger, round, reason, &hand)?;
    }
    reading(&arguments.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &Issue) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.round)?;
    let wanted = Wanted {
        units: arguments.units.clone(),
        forms: arguments.forms.clone(),
        replace: arguments.force,
        open: arguments.unmask,
        own: said::blanks(&arguments.blanks)?,
    };
    let reader = Workers::of_this_program();
    let files = write(
        ledger,
        round,
        &wanted,
        &arguments.out,
        (&now(), &reader),
        &Unwatched,
    )?;
    let filled = files.iter().map(|own| own.filled).sum::<usize>();
    let masked = files.iter().map(|own| own.masked).sum::<usize>();
    if arguments.json {
        let each = files.iter().map(|own| {
            serde_json::json!({
                "unit": { "code": own.unit, "name": ledger.scheme().unit_name(&own.unit) },
                "file": own.path.display().to_string(),
                "forms": own.forms,
                "filled": own.filled,
                "masked": own.masked,
                "bytes": own.bytes,
            })
        });
        output::json(&serde_json::json!({
            "round": round.code,
            "out": arguments.out.display().to_string(),
            "filled": filled,
            "masked": masked,
            "files": each.collect::<Vec<_>>(),
        }));
        return Ok(Exit::Done);
    }
    let masked = match masked {
        0 => String::new(),
        masked => format!("，其中个人信息 {masked} 格遮盖着（--unmask 填全，要写理由）"),
    };
    output::line(&format!(
        "已下发 {} 份到 {}，预填 {filled} 格{masked}。",
        files.len(),
        arguments.out.display(),
    ));
    Ok(Exit::Done)
}
