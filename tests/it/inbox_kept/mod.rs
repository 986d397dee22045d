//! What waits in the inbox is kept in the ledger, as it was seen, with everything that was said of
//! it; what was taken out can be put back.

mod changed;
mod undone;

use crate::support::AT;
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::import::{Incoming, Options, Outcome, Status, import};
use xianbaohui_desk::inbox::{Done, Hand, Inbox, Looking};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_reading::read::InProcess;

pub(crate) fn hand() -> Hand {
    Hand {
        at: AT.into(),
        who: "测试".into(),
    }
}

pub(crate) fn look(inbox: &mut Inbox, ledger: &mut Ledger, files: &[Incoming]) {
    let looking = Looking::of(ledger, "2020", Arc::new(InProcess), Vec::new()).unwrap();
    let found = looking
        .at(files, &Unwatched, |bytes| {
            Ok(ledger.keep_waiting(
                bytes
                    .iter()
                    .map(|(sha256, bytes)| (sha256.as_str(), bytes.as_slice())),
            )?)
        })
        .unwrap();
    inbox.take(ledger, "2020", found, &hand()).unwrap();
    inbox.shown(ledger, "2020").unwrap();
}

pub(crate) fn bring(inbox: &mut Inbox, ledger: &mut Ledger, paths: &[PathBuf]) {
    let arriving = inbox.arriving("2020", paths.to_vec());
    look(inbox, ledger, &arriving);
}

/// As a window does when it opens a ledger.
pub(crate) fn open(ledger: &mut Ledger) -> Inbox {
    let mut inbox = Inbox::open(ledger, &hand()).unwrap();
    let unread = inbox.unread("2020");
    look(&mut inbox, ledger, &unread);
    inbox
}

pub(crate) fn told(inbox: &Inbox) -> Vec<String> {
    let of = |outcome: &Outcome| match &outcome.file.verdict {
        Verdict::Ready(_) if outcome.status == Status::Duplicate => "duplicate".to_owned(),
        Verdict::Ready(_) => "ready".to_owned(),
        Verdict::Unsure(_) => "asked".to_owned(),
        Verdict::Refused { code, .. } => code.clone(),
    };
    inbox
        .items()
        .iter()
        .map(|item| {
            format!(
                "{} {}",
                item.stamp.name,
                item.outcome
                    .as_ref()
                    .map_or_else(|| "unread".to_owned(), of)
            )
        })
        .collect()
}

/// As 入库 does.
pub(crate) fn commit_all(inbox: &mut Inbox, ledger: &mut Ledger) -> Done {
    let ready = inbox.ready("2020", None);
    let options = Options {
        at: AT.into(),
        who: "测试".into(),
        ..Options::default()
    };
    let outcomes = import(ledger, "2020", &ready, &options, &Unwatched).unwrap();
    inbox.committed(&ready, outcomes)
}

pub(crate) fn commit(inbox: &mut Inbox, ledger: &mut Ledger) -> usize {
    commit_all(inbox, ledger).committed
}
