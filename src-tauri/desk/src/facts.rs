//! Figures that no county reports in a round: what departments give, what was published, and the
//! tables of last year that a ledger begins with. They are returns in a round of their period, each
//! with who stands for them, so that they are held, undone, traced and compared like all others.

use crate::Error;
use crate::Hand;
use crate::import::{Incoming, Options, Outcome, Status, check, import as import_files};
use crate::recalling::recalling;
use crate::round::{self, NewRound};
use crate::step;
use std::collections::BTreeSet;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::provenance::Provenance;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::{Intake, Verdict};

/// For which period figures are given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// a round that is there, by code or name
    Round(String),
    /// a period: its round, or one that is added
    Period(String),
}

/// What came of it.
#[derive(Debug)]
pub struct Given {
    /// the round that they are in
    pub round: Round,
    /// whether it was added for them
    pub is_new: bool,
    /// file by file
    pub outcomes: Vec<Outcome>,
}

/// A return whose figures no county reported.
#[derive(Debug, Clone)]
pub struct Kept {
    /// code of the round
    pub round: String,
    /// the return
    pub row: ReturnRow,
    /// who stands for its figures
    pub whence: Provenance,
    /// figures in it
    pub figures: u64,
}

/// Takes files in. A round that was added for them and is left empty is taken back.
///
/// # Errors
/// The round is closed, or its period is not known.
pub fn import(
    ledger: &mut Ledger,
    of: &For,
    files: &[Incoming],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Given, Error> {
    let (mut round, wanted) = of_which(ledger, of, files, options)?;
    let is_new = wanted.is_some();
    let mut options = options.clone();
    if let Some(wanted) = wanted {
        round = round::add(ledger, &wanted, &options.at, &options.who)?;
        // they are one step of the officer's
        options.with = ledger.last_step()?.map(|step| step.id);
    }
    let outcomes = import_files(ledger, &round.code, files, &options, watch);
    let is_kept = |outcome: &Outcome| outcome.status == Status::Committed;
    let is_any = outcomes.as_ref().is_ok_and(|all| all.iter().any(is_kept));
    if is_new && !is_any {
        let hand = Hand {
            at: options.at.clone(),
            who: options.who.clone(),
        };
        step::undo(ledger, None, "没有收到数", &hand)?;
    }
    Ok(Given {
        round,
        is_new: is_new && is_any,
        outcomes: outcomes?,
    })
}

/// What taking files in would do; nothing of it is kept, no round is added.
///
/// # Errors
/// The round is closed, or its period is not known.
pub fn tried(
    ledger: &Ledger,
    of: &For,
    files: &[Incoming],
    options: &Options,
) -> Result<Given, Error> {
    let (round, wanted) = of_which(ledger, of, files, options)?;
    Ok(Given {
        outcomes: crate::import::tried(ledger, &round, files, options)?,
        is_new: wanted.is_some(),
        round,
    })
}

/// The round that is meant, and how it is to be added where it is not there.
fn of_which(
    ledger: &Ledger,
    of: &For,
    files: &[Incoming],
    options: &Options,
) -> Result<(Round, Option<NewRound>), Error> {
    let text = match of {
        For::Round(code) => return Ok((ledger.round(code)?.clone(), None)),
        For::Period(text) => text,
    };
    let period = Period::parse(text);
    let mut rounds = ledger.scheme().rounds.iter();
    let is_of = |own: &&Round| Some(own.period) == period || own.code == *text || own.name == *text;
    if let Some(there) = rounds.find(is_of) {
        return Ok((there.clone(), None));
    }
    let forms = forms_in(ledger, files, options)?;
    let wanted = NewRound {
        code: text.to_owned(),
        name: period.map(|period| format!("{}（基期）", period.name())),
        forms: Some(forms),
        ..NewRound::default()
    };
    let round = round::made(ledger.scheme(), &wanted)?;
    Ok((round, Some(wanted)))
}

/// Forms that files bear: nothing else is asked in a round that is added for them.
fn forms_in(ledger: &Ledger, files: &[Incoming], options: &Options) -> Result<Vec<String>, Error> {
    let scheme = recalling(ledger)?;
    let intake = Intake {
        reader: &*options.reader,
        passwords: &options.passwords,
        ..Intake::of(&scheme)
    };
    let looked = check(&intake, files, false, &Unwatched)?;
    let of_file = |outcome: &Outcome| match &outcome.file.verdict {
        Verdict::Ready(returns) => returns.iter().map(|one| one.taken.form).collect(),
        Verdict::Unsure(asked) => asked.iter().map(|one| one.form).collect(),
        Verdict::Refused { .. } => Vec::new(),
    };
    let borne = looked.iter().flat_map(of_file).collect::<BTreeSet<_>>();
    let all = scheme.forms.iter().enumerate();
    // of what is not read, any table may be meant: that it was refused is told
    let is_meant = |at: usize, form: &Form| {
        borne.contains(&at) || borne.is_empty() && !matches!(form.layout, Layout::Roster(_))
    };
    let meant = all.filter(|(at, form)| is_meant(*at, form));
    Ok(meant.map(|(_, form)| form.code.clone()).collect())
}

/// All that is kept of such figures, also what a later state of them replaced.
///
/// # Errors
/// The ledger did not answer.
pub fn kept(ledger: &Ledger) -> Result<Vec<Kept>, Error> {
    let scheme = ledger.scheme();
    let mut all = Vec::new();
    for round in &scheme.rounds {
        for now in ledger.current_returns(&round.code)? {
            for row in ledger.versions(&round.code, &now.unit, &now.form)? {
                if let Some(whence) = Provenance::of(&row.evidence) {
                    all.push(Kept {
                        round: round.code.clone(),
                        figures: row.cells.values,
                        whence,
                        row,
                    });
                }
            }
        }
    }
    Ok(all)
}
