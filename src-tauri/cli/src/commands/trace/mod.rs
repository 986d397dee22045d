//! `xbh trace`

mod report;
mod said;

use self::report::{Report, report, scope_report};
use crate::args::Trace;
use crate::here::reading;
use crate::output::{self, Exit};
use xianbaohui_desk::Error;
use xianbaohui_desk::target::beside;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Question, trace as ask};
use xianbaohui_results::scope::{Scope, Scoped};

pub(super) fn trace(arguments: &Trace) -> Result<Exit, Error> {
    reading(&arguments.place.ledger, |ledger| of(ledger, arguments))
}

fn of(ledger: &Ledger, arguments: &Trace) -> Result<Exit, Error> {
    let round = ledger.round(&arguments.place.round)?;
    let question = Question {
        indicator: arguments.indicator.clone(),
        unit: arguments.unit.clone(),
        column: arguments.column.clone(),
        form: match &arguments.form {
            Some(name) => Some(ledger.form_ever(name)?),
            None => None,
        },
    };
    let scope = arguments.scope.of(ledger, round)?;
    let scoped = Scoped::of(ledger, round, &scope)?;
    let scheme = scoped.record().scheme();
    let mut origins = Vec::new();
    for origin in ask(scoped.record(), scoped.round(), &question)? {
        let mut told = report(&origin, scheme);
        // a target is one unit's or the city's, not that of some units
        if scope == Scope::All {
            let figure = (&*origin.indicator, &*origin.column, &*origin.unit);
            told.targets = beside(ledger, round, figure)?;
        }
        origins.push(told);
    }
    if arguments.place.json {
        output::json(&Report {
            round: round.code.clone(),
            scope: scope_report(&scope),
            origins,
        });
        return Ok(Exit::Done);
    }
    if scope != Scope::All {
        output::line(&scope.line(scheme));
    }
    if origins.is_empty() {
        output::line("账本里没有这个数：还没有报，或这个单位没有这项指标。");
    }
    for origin in &origins {
        said::say(origin);
        for target in &origin.targets {
            output::line(&format!("    {target}"));
        }
    }
    Ok(Exit::Done)
}
