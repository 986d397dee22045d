//! `xbh issue`

use super::said;
use crate::args::Issue;
use crate::here::{now, reading};
use crate::output::{self, Exit};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Error;
use xianbaohui_desk::issue::{Wanted, issue as write};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::Workers;

pub(super) fn issue(arguments: &Issue) -> Result<Exit, Error> {
    reading(&arguments.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &Issue) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.round)?;
    let wanted = Wanted {
        units: arguments.units.clone(),
        forms: arguments.forms.clone(),
        replace: arguments.force,
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
    if arguments.json {
        let each = files.iter().map(|own| {
            serde_json::json!({
                "unit": { "code": own.unit, "name": ledger.scheme().unit_name(&own.unit) },
                "file": own.path.display().to_string(),
                "forms": own.forms,
                "filled": own.filled,
                "bytes": own.bytes,
            })
        });
        output::json(&serde_json::json!({
            "round": round.code,
            "out": arguments.out.display().to_string(),
            "filled": filled,
            "files": each.collect::<Vec<_>>(),
        }));
        return Ok(Exit::Done);
    }
    output::line(&format!(
        "已下发 {} 份到 {}，预填 {filled} 格。",
        files.len(),
        arguments.out.display(),
    ));
    Ok(Exit::Done)
}
