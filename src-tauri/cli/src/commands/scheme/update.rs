//! `xbh scheme update`

use super::diff::{Edition, Told};
use super::find::find;
use super::told::told;
use crate::args::UpdateScheme;
use crate::here::{now, open, operator, warn};
use crate::output::{self, Exit};
use serde::Serialize;
use std::path::Path;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::diff::Effect;
use xianbaohui_desk::Error;
use xianbaohui_desk::scheme::{preview, remarks, update as put_in_force};
use xianbaohui_ledger::Ledger;

const ROUNDS: &str = "批次以账本为准：制度文件里写的批次不算。要加批次，用 xbh round add。";

#[derive(Serialize)]
struct Report {
    /// whether the new version is in force now: `false` for `--preview`
    in_force: bool,
    from: Edition,
    to: Edition,
    /// the gravest of all changes
    effect: Option<Effect>,
    changes: Vec<Told>,
    /// what it means for the ledger besides, as sentences
    remarks: Vec<String>,
}

pub(super) fn update(arguments: &UpdateScheme) -> Result<Exit, Error> {
    // looked for before the ledger is opened: the other may be one, too
    let new = find(&arguments.scheme)?;
    let mut ledger = open(&arguments.ledger)?;
    let new = ledger.scheme().kept_in(new)?;
    changed(&mut ledger, &new, arguments)
}

/// `xbh scheme add`
pub(super) fn add(arguments: &UpdateScheme) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let new = ledger.scheme().changed_by(Path::new(&arguments.scheme))?;
    changed(&mut ledger, &new, arguments)
}

fn changed(ledger: &mut Ledger, new: &Scheme, arguments: &UpdateScheme) -> Result<Exit, Error> {
    let old = ledger.scheme().clone();
    if arguments.json {
        return as_document(ledger, (&old, new), arguments);
    }
    told(&preview(ledger, new), &old, new);
    if old.rounds != new.rounds {
        output::line(ROUNDS);
    }
    for remark in remarks(ledger, new)? {
        output::line(&remark);
    }
    if arguments.preview {
        return Ok(Exit::Done);
    }
    let reason = arguments.reason.as_deref().unwrap_or_default();
    put_in_force(ledger, new, reason, &now(), &operator())?;
    output::line(&format!(
        "报表制度已更新：{}（{} 版 → {} 版）。已入库的报送件仍按原来的读。",
        new.name, old.version, new.version
    ));
    warn(ledger, false)?;
    Ok(Exit::Done)
}

/// The same for a program: nothing is said before it is done.
fn as_document(
    ledger: &mut Ledger,
    (old, new): (&Scheme, &Scheme),
    arguments: &UpdateScheme,
) -> Result<Exit, Error> {
    let changes = preview(ledger, new);
    let rounds = (old.rounds != new.rounds).then(|| ROUNDS.to_owned());
    let remarks = rounds.into_iter().chain(remarks(ledger, new)?).collect();
    if !arguments.preview {
        let reason = arguments.reason.as_deref().unwrap_or_default();
        put_in_force(ledger, new, reason, &now(), &operator())?;
    }
    output::json(&Report {
        in_force: !arguments.preview,
        from: Edition::of(old),
        to: Edition::of(new),
        effect: changes.iter().map(|change| change.effect).max(),
        changes: Told::all(changes, old, new),
        remarks,
    });
    warn(ledger, true)?;
    Ok(Exit::Done)
}
