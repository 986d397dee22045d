//! Ledgers, schemes, rounds.

use super::shared::{FormRef, Severities, UnitRef};
use crate::error::AppError;
use crate::state::{State, now, operator, today};
use serde::Serialize;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use xianbaohui_core::scheme::{Scheme, shipped};
use xianbaohui_desk::round::{NewRound, add, next_code};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::coverage;

/// A shipped scheme.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SchemeSummary {
    code: String,
    name: String,
    version: String,
    units: u32,
    forms: Vec<FormRef>,
}

/// A reporting round.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RoundInfo {
    code: String,
    name: String,
    period: String,
    deadline: Option<String>,
}

/// The open ledger.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct LedgerInfo {
    path: String,
    file_name: String,
    scheme_name: String,
    scheme_version: String,
    organiser: String,
    sample: bool,
    rounds: Vec<RoundInfo>,
    /// code of the round that follows the newest
    next_round: Option<String>,
    forms: Vec<FormRef>,
    units: Vec<UnitRef>,
}

/// What the program was started with.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct Launch {
    ledger: Option<LedgerInfo>,
    round: Option<String>,
    paths: Vec<String>,
    version: String,
}

/// Who has reported in a round, and with which findings.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct RoundStatus {
    round: String,
    expected: u32,
    reported: u32,
    missing: Vec<String>,
    severities: Severities,
    deadline: Option<String>,
    days_left: Option<i32>,
}

/// What the program was started with: `xianbaohui [LEDGER] [PATH...]`.
#[tauri::command(async)]
pub(crate) fn launch(state: tauri::State<'_, State>) -> Result<Launch, AppError> {
    let paths = std::env::args_os()
        .skip(1)
        .map(PathBuf::from)
        .filter(|path| !path.to_string_lossy().starts_with("--"));
    let mut paths = paths.map(absolute).collect::<Vec<_>>();
    let ledger = match paths
        .iter()
        .position(|path| path.extension().is_some_and(|extension| extension == "xbh"))
    {
        Some(at) => Some(open(&state, &paths.remove(at), false)?),
        None => None,
    };
    let paths = paths
        .into_iter()
        .map(|path| path.display().to_string())
        .collect();
    Ok(Launch {
        round: ledger
            .as_ref()
            .and_then(|ledger| ledger.rounds.first())
            .map(|round| round.code.clone()),
        ledger,
        paths,
        version: env!("CARGO_PKG_VERSION").into(),
    })
}

#[tauri::command(async)]
pub(crate) fn list_schemes() -> Result<Vec<SchemeSummary>, AppError> {
    let summary = |scheme: &Scheme, code: &str| SchemeSummary {
        code: code.to_owned(),
        name: scheme.name.clone(),
        version: scheme.version.clone(),
        units: count(scheme.units.iter().filter(|unit| unit.reports).count()),
        forms: scheme.forms.iter().map(FormRef::from).collect(),
    };
    shipped()
        .iter()
        .map(|known| Ok(summary(&Scheme::parse(known.code, known.text)?, known.code)))
        .collect()
}

#[tauri::command(async)]
pub(crate) fn create_ledger(
    state: tauri::State<'_, State>,
    path: PathBuf,
    scheme: &str,
) -> Result<LedgerInfo, AppError> {
    let path = if path.extension().is_none() {
        path.with_extension("xbh")
    } else {
        path
    };
    let ledger = Ledger::create(&path, Scheme::find(scheme)?, &now(), &operator())?;
    let info = info(&ledger, false);
    state.set_ledger(ledger)?;
    Ok(info)
}

#[tauri::command(async)]
pub(crate) fn open_ledger(
    state: tauri::State<'_, State>,
    path: PathBuf,
) -> Result<LedgerInfo, AppError> {
    open(&state, &path, false)
}

#[tauri::command(async)]
pub(crate) fn round_status(
    state: tauri::State<'_, State>,
    round: &str,
) -> Result<RoundStatus, AppError> {
    state.with_ledger(|ledger| {
        let round = ledger.round(round)?;
        let all = coverage(ledger, round)?;
        Ok(RoundStatus {
            round: round.code.clone(),
            expected: count(all.units.len()),
            reported: count(all.reported()),
            missing: all
                .missing()
                .into_iter()
                .map(|code| ledger.scheme().unit_name(code).to_owned())
                .collect(),
            severities: all.severities.into(),
            deadline: round.deadline.clone(),
            days_left: round.deadline.as_deref().and_then(days_until),
        })
    })
}

/// Adds a round with the forms and units of the newest; the ledger as it is then.
#[tauri::command(async)]
pub(crate) fn add_round(
    state: tauri::State<'_, State>,
    code: String,
    deadline: Option<String>,
) -> Result<LedgerInfo, AppError> {
    let wanted = NewRound {
        code,
        deadline,
        ..NewRound::default()
    };
    state.with_ledger(|ledger| {
        add(ledger, &wanted, &now(), &operator())?;
        Ok(info(ledger, false))
    })
}

/// The open ledger, as it is now.
#[tauri::command(async)]
pub(crate) fn ledger_info(state: tauri::State<'_, State>) -> Result<LedgerInfo, AppError> {
    state.with_ledger(|ledger| Ok(info(ledger, false)))
}

/// Who else has the ledger open, and what its file does not hold yet; for people to read.
#[tauri::command(async)]
pub(crate) fn ledger_notices(state: tauri::State<'_, State>) -> Result<Vec<String>, AppError> {
    state.notices()
}

/// Opens a ledger and puts it in place.
pub(crate) fn open(state: &State, path: &Path, sample: bool) -> Result<LedgerInfo, AppError> {
    let ledger = Ledger::open(path)?;
    let info = info(&ledger, sample);
    state.set_ledger(ledger)?;
    Ok(info)
}

/// Days from today to a day; negative when it is past.
pub(crate) fn days_until(day: &str) -> Option<i32> {
    let day: jiff::civil::Date = day.parse().ok()?;
    today().until(day).ok().map(|span| span.get_days())
}

/// The whole path: one by the folder that the program was started in means nothing to the officer,
/// to another start, or where a file goes beside it.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

/// A count for the window.
pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The ledger as the window knows it.
pub(super) fn info(ledger: &Ledger, sample: bool) -> LedgerInfo {
    let scheme = ledger.scheme();
    let path = ledger.path();
    // the newest first: it is what people work on
    let mut rounds = scheme.rounds.iter().collect::<Vec<_>>();
    rounds.sort_by_key(|round| std::cmp::Reverse((round.period.year, round.period.to)));
    LedgerInfo {
        path: path.display().to_string(),
        file_name: path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        next_round: next_code(scheme),
        scheme_name: scheme.name.clone(),
        scheme_version: scheme.version.clone(),
        organiser: scheme.organiser.clone(),
        sample,
        rounds: rounds
            .into_iter()
            .map(|round| RoundInfo {
                code: round.code.clone(),
                name: round.name.clone(),
                period: round.period.to_string(),
                deadline: round.deadline.clone(),
            })
            .collect(),
        forms: scheme.forms.iter().map(FormRef::from).collect(),
        units: scheme
            .units
            .iter()
            .filter(|unit| unit.reports)
            .map(|unit| UnitRef {
                code: unit.code.clone(),
                name: unit.name.clone(),
            })
            .collect(),
    }
}
