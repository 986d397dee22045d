//! Looking at files without holding the ledger.

use super::disk::modified;
use crate::error::Error;
use crate::import::{Incoming, Outcome, Status, look};
use std::sync::Arc;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::personal::Said;
use xianbaohui_core::remembered::Remembered;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Standing;
use xianbaohui_core::watch::Watch;
use xianbaohui_ledger::{Kept, Ledger};
use xianbaohui_reading::intake::{Intake, Verdict};
use xianbaohui_reading::read::ReadFile;

/// Bytes held in memory before they go into the ledger.
const HELD: usize = 32 << 20;

/// What looking at files needs of the ledger, so that the ledger is not held while it goes on.
#[derive(Debug)]
pub struct Looking {
    scheme: Scheme,
    round: Round,
    history: FactSet,
    said: Said,
    remembered: Remembered,
    standing: Vec<Standing>,
    kept: Kept,
    reader: Arc<dyn ReadFile>,
    passwords: Vec<String>,
}

impl Looking {
    /// For files of a round.
    pub fn of(
        ledger: &Ledger,
        round: &str,
        reader: Arc<dyn ReadFile>,
        passwords: Vec<String>,
    ) -> Result<Self, Error> {
        let round = ledger.round(round)?.clone();
        let history = FactSet::held_against(ledger, &round)?;
        let said = ledger.said_before(&round)?;
        let (remembered, standing, kept) = (
            ledger.remembered_answers()?,
            ledger.standing(&round)?,
            ledger.kept()?,
        );
        Ok(Self {
            scheme: crate::recalling::recalling(ledger)?,
            history,
            said,
            remembered,
            standing,
            kept,
            round,
            reader,
            passwords,
        })
    }

    /// Whether the ledger still has the scheme that files are looked at with.
    pub fn is_of(&self, ledger: &Ledger) -> bool {
        self.scheme.text == ledger.scheme().text
    }

    /// Looks at files; `keep` is handed bytes that were read from the disk, now and then, with
    /// their SHA-256. Comes back with when each was last changed.
    pub fn at(
        &self,
        files: &[Incoming],
        watch: &dyn Watch,
        mut keep: impl FnMut(Vec<(String, Vec<u8>)>) -> Result<(), Error>,
    ) -> Result<Vec<(Incoming, Outcome, Option<String>)>, Error> {
        let intake = Intake {
            round: Some(&self.round),
            history: Some(&self.history),
            said: Some(&self.said),
            reader: &*self.reader,
            passwords: &self.passwords,
            remembered: Some(&self.remembered),
            standing: &self.standing,
            ..Intake::of(&self.scheme)
        };
        // before they are read: a change while they are read is seen later
        let times = files
            .iter()
            .map(|file| modified(&file.path))
            .collect::<Vec<_>>();
        let mut found = Vec::with_capacity(files.len());
        let (mut bytes, mut held) = (Vec::new(), 0);
        look(
            &intake,
            Some(&self.kept),
            files,
            false,
            watch,
            |mut outcome, own| {
                by_itself(&mut outcome);
                let at = found.len();
                if files[at].seen.is_none() && !outcome.file.sha256.is_empty() {
                    held += own.len();
                    bytes.push((outcome.file.sha256.clone(), own));
                }
                found.push((files[at].clone(), outcome, times[at].clone()));
                if held < HELD {
                    return Ok(());
                }
                held = 0;
                keep(std::mem::take(&mut bytes))
            },
        )?;
        if !bytes.is_empty() {
            keep(bytes)?;
        }
        Ok(found)
    }
}

/// What a file is without the others that were looked at with it: those may be taken out, and it
/// stays.
fn by_itself(outcome: &mut Outcome) {
    if outcome.status != Status::Duplicate {
        return;
    }
    let questions = &outcome.file.questions;
    let asked = (!questions.is_empty()).then(|| {
        questions
            .iter()
            .map(|question| question.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    });
    (outcome.status, outcome.reason) = match &outcome.file.verdict {
        Verdict::Refused { .. } => (Status::Refused, None),
        Verdict::Ready(_) if asked.is_none() => (Status::Committed, None),
        Verdict::Ready(_) | Verdict::Unsure(_) => (Status::NeedsConfirmation, asked),
    };
}
