//! `xbh import` and `xbh check`.

use super::{now, operator};
use crate::args::{Check, Import, IncomingFiles};
use crate::json::{Report, reports};
use crate::output::{self, Bar, Exit};
use std::path::PathBuf;
use xianbaohui_core::Error;
use xianbaohui_core::import::{Incoming, Options, Outcome, Status};
use xianbaohui_core::intake::{Intake, Verdict, files};
use xianbaohui_core::ledger::{Ledger, LedgerError};
use xianbaohui_core::read::Limits;
use xianbaohui_core::scheme::Scheme;

pub(super) fn import(arguments: &Import) -> Result<Exit, Error> {
    let mut ledger = Ledger::open(&arguments.ledger)?;
    let incoming = &arguments.incoming;
    let files = named(incoming, ledger.scheme())?;
    let bar = Bar::new(files.len());
    let options = Options { at: now(), who: operator(), values: incoming.values };
    let outcomes = xianbaohui_core::import::import(&mut ledger, &arguments.round, &files, &options, &bar);
    bar.finish();
    Ok(told(&outcomes?, ledger.scheme(), true, incoming.json, incoming.values))
}

pub(super) fn check(arguments: &Check) -> Result<Exit, Error> {
    let scheme = Scheme::find(&arguments.scheme)?;
    let incoming = &arguments.incoming;
    let round = match &arguments.round {
        None => None,
        Some(code) => Some(
            scheme
                .round(code)
                .ok_or_else(|| LedgerError::UnknownRound { round: code.clone(), known: scheme.rounds.iter().map(|round| round.code.as_str()).collect::<Vec<_>>().join("、") })?,
        ),
    };
    let files = named(incoming, &scheme)?;
    let bar = Bar::new(files.len());
    let intake = Intake { scheme: &scheme, round, history: None, limits: Limits::default(), unit: None, form: None };
    let outcomes = xianbaohui_core::import::check(&intake, &files, incoming.values, &bar);
    bar.finish();
    Ok(told(&outcomes?, &scheme, false, incoming.json, incoming.values))
}

/// The files, with what the officer said of them.
fn named(incoming: &IncomingFiles, scheme: &Scheme) -> Result<Vec<Incoming>, Error> {
    let (unit, form) = (incoming.unit.as_deref(), incoming.form.as_deref());
    known(scheme, unit, form)?;
    Ok(Incoming::all(existing(&incoming.paths)?, unit, form))
}

/// The officer's own words must be known names.
fn known(scheme: &Scheme, unit: Option<&str>, form: Option<&str>) -> Result<(), Error> {
    if let Some(name) = unit
        && !scheme.units.iter().any(|unit| unit.code == name || unit.name == name)
    {
        let nearest = scheme.unit_names.nearest(name).map(|near| format!("，最接近的是“{near}”")).unwrap_or_default();
        return Err(LedgerError::Unknown { what: "填报单位", name: name.to_owned(), nearest }.into());
    }
    if let Some(name) = form
        && scheme.form(name).is_none()
    {
        let known = scheme.forms.iter().map(|form| format!("{}（{}）", form.code, form.name)).collect::<Vec<_>>().join("、");
        return Err(LedgerError::Unknown { what: "报表", name: name.to_owned(), nearest: format!("，可用：{known}") }.into());
    }
    Ok(())
}

fn existing(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
    if let Some(missing) = paths.iter().find(|path| !path.exists()) {
        return Err(LedgerError::Unknown { what: "文件或文件夹", name: missing.display().to_string(), nearest: "，请核对路径".into() }.into());
    }
    Ok(files(paths))
}

fn told(outcomes: &[Outcome], scheme: &Scheme, kept: bool, json: bool, values: bool) -> Exit {
    if json {
        let returns = outcomes.iter().flat_map(|outcome| reports(outcome, scheme, values)).collect();
        output::json(&Report { kept, returns });
    } else {
        for outcome in outcomes {
            output::line(&sentence(outcome, scheme, kept));
        }
        let count = |status: Status| outcomes.iter().filter(|outcome| outcome.status == status).count();
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
    let refused = outcomes.iter().filter(|outcome| outcome.status == Status::Refused).collect::<Vec<_>>();
    for outcome in &refused {
        if let Verdict::Refused { reason, .. } = &outcome.file.verdict
            && json
        {
            output::message(&format!("{}：{reason}", outcome.file.name));
        }
    }
    if !refused.is_empty() {
        Exit::Refused
    } else if outcomes.iter().any(|outcome| outcome.severities.block() || outcome.status == Status::NeedsConfirmation) {
        Exit::Findings
    } else {
        Exit::Done
    }
}

fn sentence(outcome: &Outcome, scheme: &Scheme, kept: bool) -> String {
    let name = &outcome.file.name;
    if let Some(reason) = &outcome.reason {
        let state = if outcome.status == Status::Duplicate { "重复" } else { "待确认" };
        return format!("{name}：{state}。{reason}");
    }
    match &outcome.file.verdict {
        Verdict::Refused { reason, .. } => format!("{name}：不收。{reason}"),
        Verdict::Unsure(sheets) => format!("{name}：待确认。{}", sheets.iter().flat_map(|asked| &asked.doubts).map(|doubt| doubt.message.as_str()).collect::<Vec<_>>().join(" ")),
        Verdict::Ready(returns) => {
            let unit = returns.first().map_or("", |one| scheme.units[one.taken.unit].name.as_str());
            let forms = returns
                .iter()
                .zip(&outcome.versions)
                .map(|(one, version)| if *version > 1 { format!("{}（第 {version} 版）", scheme.forms[one.taken.form].code) } else { scheme.forms[one.taken.form].code.clone() })
                .collect::<Vec<_>>()
                .join("、");
            let (cells, found) = (outcome.cells, outcome.severities);
            format!(
                "{name}：{unit} {forms}，数据 {}、空 {}、无 {}、未识别 {}；A {} B {} C {} D {}；{}。",
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
