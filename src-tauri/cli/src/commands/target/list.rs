//! What holds of targets, with how far it is reached.

use super::shape::{TargetReport, ToldReport, line, reached_line};
use crate::args::Target;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::register::last_day;
use xianbaohui_core::target::told;
use xianbaohui_desk::Error;
use xianbaohui_desk::register::unit_of;
use xianbaohui_desk::target::{Filter, TargetError, later_told, lines, reached};
use xianbaohui_ledger::Ledger;

#[derive(Serialize)]
struct Report {
    /// the round whose figures are held against them
    round: Option<String>,
    targets: Vec<TargetReport>,
    told: Vec<ToldReport>,
}

pub(super) fn list(ledger: &Ledger, arguments: &Target) -> Result<Exit, Error> {
    let scheme = ledger.scheme();
    let year = arguments.year.as_deref().map(|text| {
        text.parse().map_err(|_| TargetError::NoYear {
            text: text.to_owned(),
        })
    });
    let unit = arguments.unit.as_deref();
    let code = arguments.code.as_deref().map(|name| {
        let kind = scheme.target(name).ok_or_else(|| TargetError::Unknown {
            name: name.to_owned(),
            nearest: String::new(),
        });
        kind.map(|kind| kind.code.clone())
    });
    let filter = Filter {
        year: year.transpose()?,
        unit: unit.map(|name| unit_of(scheme, name)).transpose()?,
        code: code.transpose()?,
    };
    let round = match &arguments.round {
        Some(code) => Some(ledger.round(code)?),
        None => scheme
            .rounds
            .iter()
            .filter(|round| filter.year.is_none_or(|year| round.period.year == year))
            .max_by_key(|round| (round.period.year, round.period.to)),
    };
    let all = ledger.targets()?;
    // a round is held against what held on its last day
    let book = round.map_or_else(|| all.clone(), |round| all.as_of(&last_day(round.period)));
    let sets = lines(scheme, &book, &filter);
    let held = match round {
        Some(round) => reached(ledger, round, &book, &sets)?,
        None => sets.iter().map(|_| None).collect(),
    };
    let apart = told(scheme, &book);
    let apart = apart.iter().map(|one| ToldReport::of(scheme, one));
    let apart = apart.collect::<Vec<_>>();
    if arguments.json {
        let targets = sets.iter().zip(&held);
        let targets = targets.map(|(set, held)| TargetReport::of(scheme, &all, set, held.as_ref()));
        output::json(&Report {
            round: round.map(|round| round.code.clone()),
            targets: targets.collect(),
            told: apart,
        });
        return Ok(Exit::Done);
    }
    for (set, held) in sets.iter().zip(&held) {
        let behind = held.as_ref().map(reached_line).unwrap_or_default();
        let behind = if behind.is_empty() {
            behind
        } else {
            format!("；{behind}")
        };
        let own = &set.setting;
        let later = later_told(scheme, &all, set);
        let later = later.map_or_else(String::new, |later| format!("；{later}"));
        output::line(&format!("{}{behind}{later}。", line(scheme, own)));
        if let Some(before) = &set.before {
            output::line(&format!(
                "    {} 由 {before} 调整（{}）",
                own.date, set.reason
            ));
        }
    }
    for one in &apart {
        output::line(&format!("※ {}", one.message));
    }
    let by = round.map_or_else(String::new, |round| format!("，完成情况按{}", round.name));
    output::line(&format!("目标共 {} 项{by}。", sets.len()));
    Ok(Exit::Done)
}
