//! `xbh scheme versions`

use super::diff::{Edition, Told};
use super::told::told;
use crate::args::SchemeVersions;
use crate::here::reading;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_desk::Error;
use xianbaohui_desk::scheme::{Compared, compare};
use xianbaohui_ledger::{Ledger, SchemeVersion};

#[derive(Serialize)]
struct Report {
    versions: Vec<VersionReport>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compared: Option<ComparedReport>,
}

#[derive(Serialize)]
struct VersionReport {
    id: i64,
    version: String,
    since: String,
    /// none of the one that the ledger was made with
    reason: Option<String>,
    who: Option<String>,
    /// another one was taken back with it
    undone: bool,
    in_force: bool,
}

#[derive(Serialize)]
struct ComparedReport {
    from: Edition,
    to: Edition,
    changes: Vec<Told>,
}

pub(super) fn versions(arguments: &SchemeVersions) -> Result<Exit, Error> {
    reading(&arguments.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &SchemeVersions) -> Result<Exit, Error> {
    let all = ledger.scheme_versions()?;
    let last = all.last().map(|own| own.id);
    let report = |own: SchemeVersion| VersionReport {
        in_force: last == Some(own.id),
        id: own.id,
        version: own.version,
        since: own.since,
        who: own.step.as_ref().map(|step| step.who.clone()),
        reason: own.step.map(|step| step.reason),
        undone: own.undone,
    };
    let all = all.into_iter().map(report).collect::<Vec<_>>();
    let compared = match arguments.diff {
        Some((from, to)) => Some(compare(ledger, from, to)?),
        None => None,
    };
    if arguments.json {
        let compared = compared.map(|Compared { old, new, changes }| ComparedReport {
            from: Edition::of(&old),
            to: Edition::of(&new),
            changes: Told::all(changes, &old, &new),
        });
        output::json(&Report {
            versions: all,
            compared,
        });
        return Ok(Exit::Done);
    }
    for own in &all {
        let reason = own.reason.as_deref().unwrap_or("新建账本");
        let now = if own.in_force { "，现行" } else { "" };
        output::line(&format!(
            "{}  {} 版：{} 起{now}，{reason}",
            own.id, own.version, own.since
        ));
    }
    if let Some(Compared { old, new, changes }) = compared {
        if changes.is_empty() {
            output::line("两版没有差别。");
        }
        told(&changes, &old, &new);
    }
    Ok(Exit::Done)
}
