//! `xbh round`

use crate::args::{AddRound, CloseRound, ExtendRound, ListRounds, RoundVerb};
use crate::here::{now, open, operator, reading, warn};
use crate::json::Named;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::scheme::Round;
use xianbaohui_desk::Error;
use xianbaohui_desk::round::{self, NewRound};
use xianbaohui_ledger::Ledger;

#[derive(Serialize)]
struct Report {
    rounds: Vec<RoundReport>,
}

#[derive(Serialize)]
struct RoundReport {
    code: String,
    name: String,
    period: String,
    deadline: Option<String>,
    closed_at: Option<String>,
    forms: Vec<String>,
    units: usize,
    extensions: Vec<ExtensionReport>,
}

impl RoundReport {
    fn of(ledger: &Ledger, round: &Round) -> Result<Self, Error> {
        let scheme = ledger.scheme();
        let state = ledger.round_state(&round.code)?;
        let extensions = state.extensions.into_iter().map(|one| ExtensionReport {
            unit: Named {
                name: scheme.unit_name(&one.unit).to_owned(),
                code: one.unit,
            },
            until: one.until,
            reason: one.reason,
        });
        Ok(Self {
            code: round.code.clone(),
            name: round.name.clone(),
            period: round.period.to_string(),
            deadline: round.deadline.clone(),
            closed_at: state.closed_at,
            forms: round.forms.clone(),
            units: round.units.len(),
            extensions: extensions.collect(),
        })
    }
}

/// What `--json` prints of a round that was added or changed.
#[derive(Serialize)]
struct Changed {
    round: RoundReport,
    /// units that nobody asks by itself, as a sentence
    #[serde(skip_serializing_if = "Option::is_none")]
    left_out: Option<String>,
}

#[derive(Serialize)]
struct ExtensionReport {
    unit: Named,
    until: String,
    reason: String,
}

pub(super) fn round(verb: &RoundVerb) -> Result<Exit, Error> {
    match verb {
        RoundVerb::List(arguments) => list(arguments),
        RoundVerb::Add(arguments) => add(arguments),
        RoundVerb::Extend(arguments) => extend(arguments),
        RoundVerb::Close(arguments) => close(arguments, true),
        RoundVerb::Open(arguments) => close(arguments, false),
    }
}

fn list(arguments: &ListRounds) -> Result<Exit, Error> {
    reading(&arguments.ledger, |ledger| list_of(ledger, arguments))
}

fn list_of(ledger: &Ledger, arguments: &ListRounds) -> Result<Exit, Error> {
    let all = ledger.scheme().rounds.iter();
    let rounds = all.map(|round| RoundReport::of(ledger, round));
    let rounds = rounds.collect::<Result<Vec<_>, _>>()?;
    if arguments.json {
        output::json(&Report { rounds });
        return Ok(Exit::Done);
    }
    for round in rounds {
        let deadline = round
            .deadline
            .map(|day| format!("，截止 {day}"))
            .unwrap_or_default();
        let closed = round
            .closed_at
            .map(|at| format!("，{at} 已关闭"))
            .unwrap_or_default();
        output::line(&format!(
            "{}  {}：{} 个单位，报表 {}{deadline}{closed}。",
            round.code,
            round.name,
            round.units,
            round.forms.join("、")
        ));
        for one in round.extensions {
            output::line(&format!(
                "    {} 延期到 {}（{}）",
                one.unit.name, one.until, one.reason
            ));
        }
    }
    Ok(Exit::Done)
}

fn add(arguments: &AddRound) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let follows = arguments.units.is_none();
    let scheme = ledger.scheme();
    let left_out = round::not_expected_told(scheme, &scheme.rounds).filter(|_| follows);
    let wanted = NewRound {
        code: arguments.code.clone(),
        name: arguments.name.clone(),
        period: arguments.period.clone(),
        deadline: arguments.deadline.clone(),
        forms: arguments.forms.clone(),
        units: arguments.units.clone(),
    };
    let round = round::add(&mut ledger, &wanted, &now(), &operator())?;
    if arguments.json {
        return told(&ledger, &round, left_out);
    }
    output::line(&format!(
        "已新建批次 {}（{}）：{} 个单位，报表 {}{}。",
        round.code,
        round.name,
        round.units.len(),
        round.forms.join("、"),
        round
            .deadline
            .map(|day| format!("，截止 {day}"))
            .unwrap_or_default()
    ));
    if let Some(left_out) = left_out {
        output::line(&left_out);
    }
    warn(&ledger, false)?;
    Ok(Exit::Done)
}

fn extend(arguments: &ExtendRound) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let extension = round::extend(
        &mut ledger,
        &arguments.round,
        &arguments.unit,
        (&arguments.until, &arguments.reason),
        &now(),
        &operator(),
    )?;
    if arguments.json {
        let round = ledger.round(&arguments.round)?.clone();
        return told(&ledger, &round, None);
    }
    output::line(&format!(
        "{} 的截止日期已延到 {}。",
        ledger.scheme().unit_name(&extension.unit),
        extension.until
    ));
    warn(&ledger, false)?;
    Ok(Exit::Done)
}

fn close(arguments: &CloseRound, closed: bool) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let done = if closed {
        round::close
    } else {
        round::open_again
    };
    let round = done(
        &mut ledger,
        &arguments.round,
        &arguments.reason,
        &now(),
        &operator(),
    )?;
    if arguments.json {
        return told(&ledger, &round, None);
    }
    let word = if closed {
        "关闭，不再收报送件"
    } else {
        "重开"
    };
    output::line(&format!("批次 {}（{}）已{word}。", round.code, round.name));
    warn(&ledger, false)?;
    Ok(Exit::Done)
}

/// The round as it is now, for a program.
fn told(ledger: &Ledger, round: &Round, left_out: Option<String>) -> Result<Exit, Error> {
    output::json(&Changed {
        round: RoundReport::of(ledger, round)?,
        left_out,
    });
    warn(ledger, true)?;
    Ok(Exit::Done)
}
