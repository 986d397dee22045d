//! Files that have changed on the disk since they were looked at.

use super::Inbox;
use super::disk::{modified, sha256_of};
use super::item::gone;
use crate::error::Error;
use xianbaohui_ledger::{Ledger, Stamp};

impl Inbox {
    /// Looks which files have changed on the disk since they were looked at. One that cannot be
    /// found (a stick that was pulled) has not.
    pub fn compare_with_disk(&mut self, round: &str) {
        for item in self
            .items
            .iter_mut()
            .filter(|item| item.round == round && !item.stamp.sha256.is_empty())
        {
            let now = modified(&item.stamp.path);
            item.changed = now.is_some()
                && now != item.stamp.modified
                && sha256_of(&item.stamp.path).is_some_and(|now| now != item.stamp.sha256);
        }
    }

    /// The officer decides about a file that has changed: `stamp` is the file as it is now, or as
    /// it was seen with the time of now.
    pub fn settle_change(
        &mut self,
        ledger: &mut Ledger,
        id: i64,
        stamp: Stamp,
    ) -> Result<(), Error> {
        let item = self
            .items
            .iter_mut()
            .find(|item| item.id == id)
            .ok_or_else(gone)?;
        ledger.stamp_waiting(id, &stamp)?;
        if stamp.sha256 != item.stamp.sha256 {
            item.outcome = None;
        }
        item.stamp = stamp;
        item.changed = false;
        Ok(())
    }
}
