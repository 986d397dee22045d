//! What the officer says of files, takes out, and takes back.

use super::item::gone;
use super::step::{Back, Step, Undone};
use super::{Hand, Inbox};
use crate::error::Error;
use crate::import::Incoming;
use xianbaohui_ledger::{Ledger, Said};

/// Steps that can be undone.
const STEPS: usize = 200;

impl Inbox {
    /// The officer says something of a file; it is to be looked at again. `remembered`: ids of the
    /// answers that held before.
    pub fn say(
        &mut self,
        ledger: &mut Ledger,
        id: i64,
        remembered: Vec<i64>,
        change: impl FnOnce(&mut Said),
    ) -> Result<Incoming, Error> {
        let item = self
            .items
            .iter_mut()
            .find(|item| item.id == id)
            .ok_or_else(gone)?;
        let before = item.said.clone();
        let mut said = before.clone();
        change(&mut said);
        ledger.say_waiting(id, &said)?;
        item.said = said;
        let incoming = item.incoming();
        self.step(Step::Said {
            id,
            before: Box::new(before),
            remembered,
        });
        Ok(incoming)
    }

    /// Takes files out; how many there were.
    pub fn remove(
        &mut self,
        ledger: &mut Ledger,
        ids: &[i64],
        hand: &Hand,
    ) -> Result<usize, Error> {
        let own = self
            .items
            .iter()
            .map(|item| item.id)
            .filter(|id| ids.contains(id))
            .collect::<Vec<_>>();
        if own.is_empty() {
            return Ok(0);
        }
        let number = ledger.remove_waiting(&own, &hand.at, &hand.who)?;
        self.items.retain(|item| !own.contains(&item.id));
        self.step(Step::Removed(number));
        Ok(own.len())
    }

    /// Undoes the last step. `None`: there is nothing to undo. A step that cannot be undone now is
    /// still there to be undone later: a disk was full.
    pub fn undo(&mut self, ledger: &mut Ledger, hand: &Hand) -> Result<Option<Undone>, Error> {
        while let Some(step) = self.steps.pop() {
            match self.undone(ledger, &step, hand) {
                Ok(None) => {}
                Ok(undone) => return Ok(undone),
                Err(error) => {
                    self.steps.push(step);
                    return Err(error);
                }
            }
        }
        Ok(None)
    }

    fn undone(
        &mut self,
        ledger: &mut Ledger,
        step: &Step,
        hand: &Hand,
    ) -> Result<Option<Undone>, Error> {
        match step {
            Step::Removed(number) => {
                let back = ledger.restore_waiting(*number, &hand.at, &hand.who)?;
                self.refresh(ledger)?;
                let round = back
                    .iter()
                    .find_map(|id| self.item(*id).ok())
                    .map(|item| item.round.clone())
                    .unwrap_or_default();
                Ok(Some(Undone {
                    back: Back::Removed(back.len()),
                    round,
                    items: back,
                }))
            }
            Step::Said {
                id,
                before,
                remembered,
            } => {
                // a file that was committed meanwhile has nothing to be undone
                let Some(item) = self.items.iter_mut().find(|item| item.id == *id) else {
                    return Ok(None);
                };
                ledger.say_waiting(*id, before)?;
                ledger.turn_back_remembered(remembered, &hand.at, &hand.who)?;
                item.said = (**before).clone();
                item.outcome = None;
                Ok(Some(Undone {
                    back: Back::Said(item.stamp.name.clone()),
                    round: item.round.clone(),
                    items: vec![*id],
                }))
            }
        }
    }

    fn step(&mut self, step: Step) {
        if self.steps.len() == STEPS {
            self.steps.remove(0);
        }
        self.steps.push(step);
    }
}
