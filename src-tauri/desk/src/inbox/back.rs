//! 放回收件台: what was committed is taken out of force and waits again, to be pointed at, said to
//! be another unit's or another form, and committed anew.

use super::{Hand, Inbox};
use crate::Error;
use crate::import::question_id;
use crate::step::{Done, Which, chosen, take_out};
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use xianbaohui_core::evidence::{Of, Source};
use xianbaohui_core::question::AGAIN;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_ledger::{Ledger, Said, Stamp};

impl Inbox {
    /// Puts the files of returns that count back into the inbox; whatever was read from these files
    /// counts no more until they are committed again. What was said of them when they came is still
    /// said.
    ///
    /// # Errors
    /// Nothing of it counts, the round is closed, or there is no reason.
    pub fn bring_back(
        &mut self,
        ledger: &mut Ledger,
        which: &Which,
        reason: &str,
        hand: &Hand,
    ) -> Result<Done, Error> {
        let (round, rows, reason) = chosen(ledger, which, reason)?;
        // a file waits as a whole: whatever else was read from it goes with it
        let files = rows
            .into_iter()
            .map(|row| row.sha256)
            .collect::<HashSet<_>>();
        let mut rows = ledger.current_returns(&round)?;
        rows.retain(|row| files.contains(&row.sha256));
        let out = rows.clone();
        let mut files: BTreeMap<String, Vec<ReturnRow>> = BTreeMap::new();
        for row in rows {
            files.entry(row.sha256.clone()).or_default().push(row);
        }
        let (mut stamps, mut said) = (Vec::new(), Vec::new());
        for (sha256, rows) in files {
            let Some(first) = rows.first() else { continue };
            let (name, bytes) = ledger.original(first.id)?;
            ledger.keep_waiting([(sha256.as_str(), bytes.as_slice())])?;
            // it has been taken out of force at this very moment, and is wanted again
            let answer = (question_id(&sha256, &hand.at), AGAIN.to_owned());
            said.push(Said {
                unit: was_said(&rows, Of::Unit).then(|| first.unit.clone()),
                form: was_said(&rows, Of::Form).then(|| first.form.clone()),
                answers: vec![answer],
                ..Said::default()
            });
            stamps.push(Stamp {
                // it lies nowhere else any more
                path: PathBuf::from("〔账本原件〕").join(&name),
                name,
                sha256,
                size: bytes.len() as u64,
                modified: None,
            });
        }
        let (ids, _) = ledger.add_waiting(&round, &stamps, &[], &hand.at, &hand.who)?;
        for (id, said) in ids.into_iter().zip(&said) {
            ledger.say_waiting(id, said)?;
        }
        // last of all: were the program to end before, nothing would be out of force
        let done = take_out(ledger, &round, out, &reason, hand)?;
        self.refresh(ledger)?;
        Ok(done)
    }
}

fn was_said(rows: &[ReturnRow], of: Of) -> bool {
    let all = rows.iter().flat_map(|row| &row.evidence);
    all.into_iter()
        .any(|one| one.of == of && one.weight >= 0.5 && one.from == Source::Said)
}
