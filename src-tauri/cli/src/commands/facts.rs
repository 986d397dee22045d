//! `xbh facts`

use super::import::{counted, incoming, sentence};
use super::said;
use crate::args::{FactsVerb, ImportFacts, ListFacts};
use crate::here::{now, open, operator, reading, warn};
use crate::json::{Named, ReturnReport, reports};
use crate::output::{self, Bar, Exit};
use serde::Serialize;
use std::sync::Arc;
use xianbaohui_core::provenance::{Origin, Provenance, Vintage, called};
use xianbaohui_desk::Error;
use xianbaohui_desk::facts::{For, import as take, kept};
use xianbaohui_desk::import::Options;
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::Workers;

/// What `--json` prints of files that were taken in.
#[derive(Serialize)]
struct Taken {
    round: String,
    /// whether the round was added for them
    round_added: bool,
    whence: Provenance,
    returns: Vec<ReturnReport>,
}

#[derive(Serialize)]
struct Listed {
    facts: Vec<FactReport>,
}

/// A return of such figures.
#[derive(Serialize)]
struct FactReport {
    round: String,
    unit: Named,
    form: String,
    version: u32,
    /// whether this version counts
    counts: bool,
    #[serde(flatten)]
    whence: Provenance,
    figures: u64,
    file: String,
    sha256: String,
    committed_at: String,
}

pub(super) fn facts(verb: &FactsVerb) -> Result<Exit, Error> {
    match verb {
        FactsVerb::Import(arguments) => import(arguments),
        FactsVerb::List(arguments) => reading(&arguments.ledger, |ledger| list(ledger, arguments)),
    }
}

fn import(arguments: &ImportFacts) -> Result<Exit, Error> {
    let mut ledger = open(&arguments.ledger)?;
    let files = &arguments.files;
    let whence = Provenance {
        // clap lets no other words through
        origin: called(&Origin::ALL, &arguments.origin).unwrap_or(Origin::Base),
        vintage: arguments
            .vintage
            .as_deref()
            .and_then(|word| called(&Vintage::ALL, word)),
        giver: arguments.from.clone(),
    };
    let mut incoming = incoming(files, ledger.scheme())?;
    for one in &mut incoming {
        one.provenance = Some(whence.clone());
    }
    let of = match (&arguments.round, &arguments.period) {
        (Some(round), _) => For::Round(round.clone()),
        (None, period) => For::Period(period.clone().unwrap_or_default()),
    };
    let options = Options {
        at: now(),
        who: operator(),
        values: files.values,
        reader: Arc::new(Workers::of_this_program()),
        passwords: said::passwords(files.password_file.as_deref())?,
        ..Options::default()
    };
    let bar = Bar::new(incoming.len());
    let given = take(&mut ledger, &of, &incoming, &options, &bar);
    bar.finish();
    let given = given?;
    let scheme = ledger.scheme();
    if files.json {
        let all = given.outcomes.iter();
        output::json(&Taken {
            round: given.round.code.clone(),
            round_added: given.is_new,
            whence,
            returns: all
                .flat_map(|outcome| reports(outcome, scheme, files.values))
                .collect(),
        });
    } else {
        if given.is_new {
            let round = &given.round;
            output::line(&format!("已新建批次 {}（{}）。", round.code, round.name));
        }
        output::line(&format!("{}：", whence.text()));
        for outcome in &given.outcomes {
            output::line(&sentence(outcome, scheme, true));
        }
    }
    let exit = counted(&given.outcomes, true, files.json);
    warn(&ledger, files.json)?;
    Ok(exit)
}

fn list(ledger: &Ledger, arguments: &ListFacts) -> Result<Exit, Error> {
    let scheme = ledger.scheme();
    let facts = kept(ledger)?.into_iter().map(|one| FactReport {
        round: one.round,
        unit: Named {
            name: scheme.unit_name(&one.row.unit).to_owned(),
            code: one.row.unit,
        },
        form: one.row.form,
        version: one.row.version,
        counts: one.row.current,
        whence: one.whence,
        figures: one.figures,
        file: one.row.file,
        sha256: one.row.sha256,
        committed_at: one.row.committed_at,
    });
    let facts = facts.collect::<Vec<_>>();
    if arguments.json {
        output::json(&Listed { facts });
        return Ok(Exit::Done);
    }
    for one in &facts {
        let state = if one.counts { "算数" } else { "已被替换" };
        output::line(&format!(
            "{}  {} {} 第 {} 版：{}，{} 个数，{state}，{}，{}",
            one.round,
            one.unit.name,
            one.form,
            one.version,
            one.whence.text(),
            one.figures,
            one.file,
            one.committed_at
        ));
    }
    output::line(&format!("共 {} 份。", facts.len()));
    Ok(Exit::Done)
}
