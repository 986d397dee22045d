//! A batch of files into a ledger: read in parallel, written by one thread in one transaction, in
//! the order of the files.

mod incoming;
mod known;
mod look;
mod outcome;
mod reading;
mod rivals;
mod vintage;

pub use incoming::{Incoming, Options, ToldVersion};
pub(crate) use known::question_id;
pub use known::word;
pub use look::{check, look};
pub use outcome::{Outcome, Status};
pub(crate) use reading::hold;
pub use rivals::{rivals, two_files};

use crate::batch::TakenFile;
use crate::error::Error;
use crate::held;
use outcome::forget;
use reading::in_order;
use rivals::{two_files_of, untold};
use std::collections::HashMap;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Standing;
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_ledger::{Batch, CommittedReturn, KnownFile, Ledger, LedgerError, Prepared};
use xianbaohui_reading::intake::{Intake, Verdict};

/// Imports files into a round. Refused and unsure files do not hold the others back; a cancelled
/// batch leaves nothing.
pub fn import(
    ledger: &mut Ledger,
    round: &str,
    files: &[Incoming],
    options: &Options,
    watch: &dyn Watch,
) -> Result<Vec<Outcome>, Error> {
    let ledger = &*ledger;
    let round = ledger.round(round)?.clone();
    crate::round::still_open(ledger, &round)?;
    into(ledger, &round, files, options, watch, true)
}

/// What [`import`] would do with files in a round, which may be one that is to be added for them;
/// nothing of it is kept.
pub(crate) fn tried(
    ledger: &Ledger,
    round: &Round,
    files: &[Incoming],
    options: &Options,
) -> Result<Vec<Outcome>, Error> {
    if ledger.scheme().round(&round.code).is_some() {
        crate::round::still_open(ledger, round)?;
    }
    into(ledger, round, files, options, &Unwatched, false)
}

fn into(
    ledger: &Ledger,
    round: &Round,
    files: &[Incoming],
    options: &Options,
    watch: &dyn Watch,
    keeps: bool,
) -> Result<Vec<Outcome>, Error> {
    // first of all: what is there is looked up when nobody else can add to it any more
    let mut batch = ledger.batch(round, &options.at, &options.who)?;
    batch.with(options.with);
    let history = FactSet::held_against(ledger, round)?;
    let said = ledger.said_before(round)?;
    let scheme = crate::recalling::recalling(ledger)?;
    let remembered = ledger.remembered_answers()?;
    let standing = ledger.standing(round)?;
    let shared = xianbaohui_ledger::shared(&scheme, round);
    let intake = Intake {
        round: Some(round),
        history: Some(&history),
        said: Some(&said),
        reader: &*options.reader,
        passwords: &options.passwords,
        remembered: Some(&remembered),
        standing: &standing,
        ..Intake::of(&scheme)
    };
    let kept = if files.iter().any(|file| file.waiting.is_some()) {
        Some(ledger.kept()?)
    } else {
        None
    };
    // the writer is one, the readers are many: what can be worked out by them is
    let prepare = |file: &mut TakenFile| {
        let Verdict::Ready(returns) = &file.verdict else {
            return Work::default();
        };
        let prepared = returns
            .iter()
            .map(|one| Prepared::of(one, &scheme))
            .collect::<Result<Vec<_>, _>>();
        let claims = held::claims(&file.verdict, &file.name, &shared, &scheme);
        forget(file, options.values);
        Work { prepared, claims }
    };
    let mut importing = Importing {
        ledger,
        round,
        scheme: &scheme,
        known: ledger.known_files(&round.code)?,
        batch,
        files,
        outcomes: Vec::with_capacity(files.len()),
        by_hash: HashMap::new(),
        claimed: HashMap::new(),
        committed: HashMap::new(),
        claimed_figures: Vec::new(),
    };
    in_order(
        files,
        &intake,
        kept.as_ref(),
        watch,
        prepare,
        |file, bytes, work| importing.next(file, &bytes, work),
    )?;
    if watch.cancelled() {
        return Err(Error::Cancelled);
    }
    let Importing {
        batch, outcomes, ..
    } = importing;
    if !keeps {
        // dropped, a batch leaves the ledger as it was
        return Ok(outcomes);
    }
    let through = files
        .iter()
        .zip(&outcomes)
        .filter(|(_, outcome)| outcome.status == Status::Committed);
    batch.release(
        &through
            .filter_map(|(file, _)| file.waiting)
            .collect::<Vec<_>>(),
    )?;
    // nothing reads the ledger any more when the batch is made to last
    drop(kept);
    batch.finish()?;
    Ok(outcomes)
}

/// What the readers worked out of a file.
struct Work {
    prepared: Result<Vec<Prepared>, LedgerError>,
    claims: Vec<Standing>,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            prepared: Ok(Vec::new()),
            claims: Vec::new(),
        }
    }
}

/// A batch while it is written.
struct Importing<'a> {
    ledger: &'a Ledger,
    round: &'a Round,
    scheme: &'a Scheme,
    known: HashMap<String, KnownFile>,
    batch: Batch<'a>,
    files: &'a [Incoming],
    outcomes: Vec<Outcome>,
    by_hash: HashMap<String, usize>,
    /// positions of unit and form → the file that has a return of them
    claimed: HashMap<(usize, usize), usize>,
    committed: HashMap<usize, Vec<CommittedReturn>>,
    /// what the files committed so far say of figures that others may speak of
    claimed_figures: Vec<Standing>,
}

impl Importing<'_> {
    /// The next file in order.
    fn next(&mut self, mut file: TakenFile, bytes: &[u8], work: Work) -> Result<(), Error> {
        let at = self.outcomes.len();
        let incoming = &self.files[at];
        let is_elsewhere = self.is_elsewhere(&mut file, incoming)?;
        let mut outcome = Outcome::of(file);
        let older = vintage::older(self.ledger, self.round, &outcome.file)?;
        let is_older = older.is_some();
        if let Some(reason) = older {
            outcome.unsure(reason);
            outcome.file.questions.clear();
        }
        let goes_on = !is_elsewhere && !is_older && self.is_new(&mut outcome, incoming);
        if goes_on
            && outcome.file.questions.is_empty()
            && matches!(outcome.file.verdict, Verdict::Ready(_))
        {
            self.commit(at, &mut outcome, bytes, work)?;
        }
        if outcome.status == Status::Duplicate {
            // what is there already is asked about no more
            outcome.file.questions.clear();
        }
        if !outcome.file.sha256.is_empty() && outcome.status != Status::Refused {
            self.by_hash
                .entry(outcome.file.sha256.clone())
                .or_insert(at);
        }
        self.outcomes.push(outcome);
        Ok(())
    }

    /// Whether another window has taken a file of the inbox out, committed it or answered, while
    /// this one still shows it as it was: it is not this window's to judge any more.
    fn is_elsewhere(&self, file: &mut TakenFile, incoming: &Incoming) -> Result<bool, Error> {
        let Some(id) = incoming.waiting else {
            return Ok(false);
        };
        let seen = incoming.seen.as_deref().unwrap_or_default();
        let gone = self
            .ledger
            .waits_no_more(id, &file.name, seen, &incoming.said())?;
        let is_elsewhere = gone.is_some();
        if let Some(why) = gone {
            file.verdict = Verdict::Refused {
                code: why.code().into(),
                reason: why.to_string(),
            };
            file.questions.clear();
        }
        Ok(is_elsewhere)
    }

    /// Whether the file is none that came before, in this batch or in the ledger.
    fn is_new(&self, outcome: &mut Outcome, incoming: &Incoming) -> bool {
        let sha256 = &outcome.file.sha256;
        if let Some(first) = self.by_hash.get(sha256).filter(|_| !sha256.is_empty()) {
            outcome.status = Status::Duplicate;
            outcome.reason = Some(format!(
                "与本批的“{}”完全相同，只收一份。",
                self.outcomes[*first].file.name
            ));
            return false;
        }
        let Some(known) = self.known.get(sha256) else {
            return true;
        };
        if let Some(reason) = outcome.seen_before(Some(known), &incoming.answers, self.scheme) {
            outcome.status = Status::Duplicate;
            outcome.reason = Some(reason);
            return false;
        }
        outcome.file.questions.is_empty() && outcome.status != Status::Refused
    }

    /// Commits a file, if nothing of the same batch stands in its way.
    fn commit(
        &mut self,
        at: usize,
        outcome: &mut Outcome,
        bytes: &[u8],
        work: Work,
    ) -> Result<(), Error> {
        let returns = outcome.file.returns();
        let keys = returns
            .iter()
            .map(|one| (one.taken.unit, one.taken.form))
            .collect::<Vec<_>>();
        let rivals = keys
            .iter()
            .filter_map(|key| Some((*self.claimed.get(key)?, key.0)))
            .collect::<Vec<_>>();
        if let Some(&(first, of)) = rivals.first() {
            let other = outcome.file.name.clone();
            let reason = |one: &Outcome, unit: usize| {
                two_files_of(&one.file.name, &other, &self.scheme.units[unit].name)
            };
            outcome.unsure(reason(&self.outcomes[first], of));
            for (rival, unit) in rivals {
                if let Some(earlier) = self.committed.remove(&rival) {
                    self.batch.take_back(&earlier)?;
                }
                let reason = reason(&self.outcomes[rival], unit);
                self.outcomes[rival].unsure(reason);
            }
            return Ok(());
        }
        let sha256 = &outcome.file.sha256;
        let asked = held::between(&work.claims, sha256, &self.claimed_figures, self.scheme);
        if !asked.is_empty() {
            outcome.ask(asked);
            return Ok(());
        }
        if let Some(reason) = untold(&outcome.file, &self.files[at], self.ledger, self.round)? {
            outcome.unsure(reason);
            outcome.overtaken = true;
            return Ok(());
        }
        self.claimed_figures.extend(work.claims);
        let versions = self
            .batch
            .add(&outcome.file.name, sha256, bytes, &work.prepared?)?;
        self.claimed.extend(keys.into_iter().map(|key| (key, at)));
        outcome.versions = versions.iter().map(|one| one.version).collect();
        outcome.replaced = versions.iter().map(|one| one.replaces.clone()).collect();
        self.committed.insert(at, versions);
        Ok(())
    }
}
