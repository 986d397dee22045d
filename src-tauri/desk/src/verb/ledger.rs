//! Ledgers, schemes, rounds.

use super::paths::with_end;
use super::shared::{FormRef, Severities, UnitRef, count, days_until};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::round::{NewRound, add, newest, next_code, not_expected, still_open};
use serde::Serialize;
use std::path::{Path, PathBuf};
use ts_rs::TS;
use xianbaohui_core::division::City;
use xianbaohui_core::scheme::{FOR_ANY_CITY, Scheme, SchemeError, shipped};
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
    /// code of the city that it is written for, where another can be chosen
    city: Option<String>,
}

/// A reporting round.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RoundInfo {
    code: String,
    name: String,
    period: String,
    deadline: Option<String>,
    /// nothing is taken in any more
    closed: bool,
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
    /// units that the scheme has report and the newest round does not expect
    left_out: Vec<UnitRef>,
    /// codes of the forms that the next round asks where nothing else is said
    next_forms: Vec<String>,
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
    /// no other ledger can be opened here
    only: bool,
}

/// What has happened since the pages asked last.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct Pulse {
    /// who else has the ledger open, and what its file does not hold yet; none while it is written
    notices: Option<Vec<String>>,
    /// grows when another page, window or program has changed anything: everything is to be asked
    /// for anew
    #[ts(type = "number")]
    news: u64,
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
    /// files in 收件台
    waiting: u32,
    deadline: Option<String>,
    days_left: Option<i32>,
    /// nothing is taken in any more
    closed: bool,
}

/// Codes of those that report, and of the others.
fn chosen(city: &str, reports: &[String]) -> Result<(Vec<String>, Vec<String>), SchemeError> {
    let all = City::find(city)?.expected().into_iter();
    let others = all.map(|own| own.unit.code);
    let others = others.filter(|code| !reports.contains(code)).collect();
    Ok((reports.to_vec(), others))
}

impl Desk {
    /// What the program was started with: `xianbaohui [LEDGER] [PATH...]`.
    pub(crate) fn launch(&self) -> Result<Launch, AppError> {
        let mut paths = self.host.started_with();
        let is_ledger = |path: &PathBuf| path.extension().is_some_and(|end| end == "xbh");
        let named = paths.iter().position(is_ledger).map(|at| paths.remove(at));
        self.give(&paths);
        let only = self.host.only_ledger();
        let ledger = match only.as_ref().or(named.as_ref()) {
            Some(path) => Some(self.open_or_keep(path)?),
            None => None,
        };
        Ok(Launch {
            round: ledger
                .as_ref()
                .and_then(|ledger| ledger.rounds.first())
                .map(|round| round.code.clone()),
            ledger,
            paths: paths
                .into_iter()
                .map(|path| path.display().to_string())
                .collect(),
            version: env!("CARGO_PKG_VERSION").into(),
            only: only.is_some(),
        })
    }

    /// A page that is loaded once more finds its ledger as it left it.
    fn open_or_keep(&self, path: &Path) -> Result<LedgerInfo, AppError> {
        let is_open = self.read(|ledger| Ok(ledger.path() == path));
        if is_open.is_ok_and(|is_open| is_open) {
            return self.ledger_info();
        }
        self.open(path)
    }

    #[expect(clippy::unused_self, reason = "a verb like the others")]
    pub(crate) fn list_schemes(&self) -> Result<Vec<SchemeSummary>, AppError> {
        let summary = |scheme: &Scheme, code: &str| SchemeSummary {
            code: code.to_owned(),
            name: scheme.name.clone(),
            version: scheme.version.clone(),
            units: count(scheme.units.iter().filter(|unit| unit.reports).count()),
            forms: scheme.forms.iter().map(FormRef::from).collect(),
            city: (code == FOR_ANY_CITY).then(|| scheme.root_unit().code.clone()),
        };
        shipped()
            .iter()
            .map(|known| Ok(summary(&Scheme::find(known.code)?, known.code)))
            .collect()
    }

    /// A new ledger; of a city, and the codes of those that report there, when they are said.
    pub(crate) fn create_ledger(
        &self,
        path: &Path,
        scheme: &str,
        city: Option<&str>,
        reports: Option<&[String]>,
    ) -> Result<LedgerInfo, AppError> {
        let path = with_end(path);
        self.may_be_open(&path)?;
        self.given()?.may_write(&path)?;
        let hand = self.hand();
        let (with, without) = match (city, reports) {
            (Some(city), Some(reports)) => chosen(city, reports)?,
            _ => (Vec::new(), Vec::new()),
        };
        let scheme = Scheme::find_for(scheme, city, &with, &without)?;
        let ledger = Ledger::create(&path, scheme, &hand.at, &hand.who)?;
        self.put_in_place(ledger)
    }

    pub(crate) fn open_ledger(&self, path: &Path) -> Result<LedgerInfo, AppError> {
        self.may_be_open(path)?;
        self.given()?.may_read(path)?;
        self.open(path)
    }

    /// A program that is for one ledger opens no other: what is uploaded lies where nothing stays.
    fn may_be_open(&self, path: &Path) -> Result<(), AppError> {
        match self.host.only_ledger() {
            Some(only) if only != path => Err(AppError::new(
                "serve.only",
                "这里只能用启动时写明的账本，没有打开别的。要用别的账本，请用 xbh serve 打开它。",
            )),
            _ => Ok(()),
        }
    }

    /// The open ledger as it is now.
    pub(crate) fn ledger_info(&self) -> Result<LedgerInfo, AppError> {
        self.read(|ledger| Ok(self.info(ledger)))
    }

    pub(crate) fn round_status(&self, round: &str) -> Result<RoundStatus, AppError> {
        let waiting = self.read_inbox(|inbox, ledger| {
            inbox.refresh(ledger)?;
            let own = inbox.items().iter().filter(|item| item.round == round);
            Ok(count(own.count()))
        })?;
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let all = coverage(ledger, round)?;
            Ok(RoundStatus {
                closed: ledger.round_state(&round.code)?.closed_at.is_some(),
                round: round.code.clone(),
                expected: count(all.units.len()),
                reported: count(all.reported()),
                missing: all
                    .missing()
                    .into_iter()
                    .map(|code| ledger.scheme().unit_name(code).to_owned())
                    .collect(),
                severities: all.severities.into(),
                waiting,
                deadline: round.deadline.clone(),
                days_left: round
                    .deadline
                    .as_deref()
                    .and_then(|day| days_until(self.host.today(), day)),
            })
        })
    }

    /// Adds a round with the units of the newest and more units, and with these forms, or those of
    /// the newest where none is named; the ledger as it is then.
    pub(crate) fn add_round(
        &self,
        code: &str,
        deadline: Option<&str>,
        more: &[String],
        forms: &[String],
    ) -> Result<LedgerInfo, AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            let newest = ledger.scheme().rounds.last();
            let units = newest.map(|newest| [&newest.units, more].concat());
            let wanted = NewRound {
                code: code.to_owned(),
                deadline: deadline.map(str::to_owned),
                units: units.filter(|_| !more.is_empty()),
                forms: Some(forms.to_vec()).filter(|forms| !forms.is_empty()),
                ..NewRound::default()
            };
            add(ledger, &wanted, &hand.at, &hand.who)?;
            Ok(self.info(ledger))
        })
    }

    /// Asked now and then: who else has the ledger open, and whether another program has committed.
    pub(crate) fn pulse(&self) -> Result<Pulse, AppError> {
        Ok(Pulse {
            notices: self.notices()?,
            news: self.news(),
        })
    }

    /// Opens a ledger and puts it in place.
    pub(super) fn open(&self, path: &Path) -> Result<LedgerInfo, AppError> {
        self.put_in_place(Ledger::open(path)?)
    }

    fn put_in_place(&self, ledger: Ledger) -> Result<LedgerInfo, AppError> {
        let info = self.info(&ledger);
        self.set_ledger(ledger)?;
        Ok(info)
    }

    pub(super) fn info(&self, ledger: &Ledger) -> LedgerInfo {
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
            sample: self.is_sample(path),
            rounds: rounds
                .into_iter()
                .map(|round| RoundInfo {
                    code: round.code.clone(),
                    name: round.name.clone(),
                    period: round.period.to_string(),
                    deadline: round.deadline.clone(),
                    closed: still_open(ledger, round).is_err(),
                })
                .collect(),
            left_out: not_expected(scheme, &scheme.rounds)
                .into_iter()
                .map(|unit| UnitRef::of(scheme, &unit.code))
                .collect(),
            next_forms: newest(&scheme.rounds).map_or_else(Vec::new, |round| round.forms.clone()),
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
}
