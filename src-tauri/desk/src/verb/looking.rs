//! Files of the inbox are looked at, and the inbox as the pages get it.

use super::inbox_item::{InboxItem, told};
use crate::app_error::{AppError, guarded};
use crate::desk::Desk;
use crate::error::Error;
use crate::import::{Incoming, Outcome};
use crate::inbox::{Inbox, Looking};
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::watch::Watch;

/// What lies in the inbox.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxBatch {
    round: String,
    pub(super) items: Vec<InboxItem>,
    /// files that were not looked at since the ledger was opened
    unread: u32,
    seconds: f64,
}

/// Looks at files and puts what was found into the inbox. The ledger is held only for moments.
pub(super) fn look_at(
    desk: &Desk,
    round: &str,
    incoming: &[Incoming],
    watch: &dyn Watch,
) -> Result<(), AppError> {
    if incoming.is_empty() {
        return Ok(());
    }
    let passwords = desk.passwords()?;
    let looking =
        desk.read(|ledger| Ok(Looking::of(ledger, round, desk.files.clone(), passwords)?))?;
    let mut failed = None;
    let found: Result<Vec<(Incoming, Outcome, Option<String>)>, AppError> = guarded(|| {
        Ok(looking.at(incoming, watch, |bytes| {
            let kept = desk.write(|ledger| {
                Ok(ledger.keep_waiting(
                    bytes
                        .iter()
                        .map(|(sha256, bytes)| (sha256.as_str(), bytes.as_slice())),
                )?)
            });
            kept.map_err(|error| {
                failed = Some(error);
                Error::Cancelled
            })
        })?)
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let found = found?;
    desk.write_inbox(|inbox, ledger| {
        inbox.take(ledger, round, found, &desk.hand())?;
        // what was found speaks of units and forms by their place in a scheme that holds no more
        if !looking.is_of(ledger) {
            inbox.doubt_all();
        }
        Ok(())
    })
}

pub(super) fn gone() -> AppError {
    AppError::new("inbox.gone", "这个文件已不在收件台。请重新添加。")
}

/// Everything in the inbox for a round, compared with what the ledger has.
pub(super) fn batch(desk: &Desk, round: &str, seconds: f64) -> Result<InboxBatch, AppError> {
    desk.read_inbox(|inbox: &mut Inbox, ledger| {
        let mut items = Vec::new();
        inbox.refresh(ledger)?;
        inbox.shown(ledger, round)?;
        if inbox.items().iter().any(|item| item.round == round) {
            let (rivals, twins) = (inbox.rivals(round), inbox.twins(round));
            for item in inbox.items().iter().filter(|item| item.round == round) {
                items.push(told(
                    item,
                    ledger,
                    rivals.get(&item.id),
                    twins.get(&item.id),
                )?);
            }
        }
        let unread = u32::try_from(inbox.unread(round).len()).unwrap_or(u32::MAX);
        Ok(InboxBatch {
            round: round.to_owned(),
            items,
            unread,
            seconds,
        })
    })
}
