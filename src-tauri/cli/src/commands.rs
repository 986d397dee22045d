//! One function a command.

mod cells;
mod cities;
mod consolidate;
mod facts;
mod findings;
mod import;
mod issue;
mod register;
mod remembered;
mod round;
mod rule;
mod said;
mod scheme;
mod serve;
mod status;
mod step;
mod target;
mod trace;
mod verify;

use crate::args::{Command, New};
use crate::here::{now, operator};
use crate::output::{self, Exit};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_ledger::Ledger;

pub(crate) fn run(command: Command) -> Result<Exit, Error> {
    match command {
        Command::New(arguments) => new(&arguments),
        Command::Cities(arguments) => cities::cities(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Check(arguments) => import::check(&arguments),
        Command::Cells(arguments) => cells::cells(&arguments),
        Command::Status(arguments) => status::status(&arguments),
        Command::Findings(arguments) => findings::findings(&arguments),
        Command::Consolidate(arguments) => consolidate::consolidate(&arguments),
        Command::Issue(arguments) => issue::issue(&arguments),
        Command::Trace(arguments) => trace::trace(&arguments),
        Command::Remembered(arguments) => remembered::remembered(&arguments),
        Command::Scheme(verb) => scheme::scheme(&verb),
        Command::Round(verb) => round::round(&verb),
        Command::Facts(verb) => facts::facts(&verb),
        Command::Register(arguments) => register::register(&arguments),
        Command::Target(arguments) => target::target(&arguments),
        Command::Rule(verb) => rule::rule(&verb),
        Command::Withdraw(arguments) => step::withdraw(&arguments),
        Command::Putback(arguments) => step::put_back(&arguments),
        Command::Reread(arguments) => step::reread(&arguments),
        Command::Refile(arguments) => step::refile(&arguments),
        Command::Undo(arguments) => step::undo(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
    }
}

fn new(arguments: &New) -> Result<Exit, Error> {
    let scheme = Scheme::find_for(
        &arguments.scheme,
        arguments.city.as_deref(),
        &arguments.with,
        &arguments.without,
    )?;
    let ledger = Ledger::create(&arguments.ledger, scheme, &now(), &operator())?;
    let scheme = ledger.scheme();
    let units = scheme.units.iter().filter(|unit| unit.reports).count();
    let rounds = scheme.rounds.iter().map(|round| round.code.as_str());
    let rounds = rounds.collect::<Vec<_>>();
    if arguments.json {
        output::json(&serde_json::json!({
            "ledger": arguments.ledger.display().to_string(),
            "scheme": { "code": scheme.code, "name": scheme.name, "version": scheme.version },
            "city": { "code": scheme.root_unit().code, "name": scheme.root_unit().name },
            "units": units,
            "forms": scheme.forms.len(),
            "rounds": rounds,
        }));
        return Ok(Exit::Done);
    }
    output::line(&format!(
        "已建账本 {}：{}（{} 版），{}，{} 个填报单位，{} 张报表，批次 {}。",
        arguments.ledger.display(),
        scheme.name,
        scheme.version,
        scheme.root_unit().name,
        units,
        scheme.forms.len(),
        rounds.join("、")
    ));
    Ok(Exit::Done)
}
