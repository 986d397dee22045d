//! A file that waits, and what it is.

use crate::import::{Incoming, Outcome, Status, ToldVersion};
use xianbaohui_ledger::{LedgerError, Said, Stamp, WaitingFile};
use xianbaohui_reading::intake::Verdict;

/// A file that waits.
#[derive(Debug, Clone)]
pub struct Item {
    /// id in the ledger
    pub id: i64,
    /// round that it was brought in for
    pub round: String,
    /// the file as it was looked at
    pub stamp: Stamp,
    /// what was said of it
    pub said: Said,
    /// what it is; `None`: not looked at since the ledger was opened
    pub outcome: Option<Outcome>,
    /// the file on the disk is another by now
    pub changed: bool,
    /// why it is nothing new: the ledger has it byte for byte, when the file was shown last
    pub known: Option<String>,
    /// versions that the officer was told its returns will have
    pub(super) told: Option<Vec<ToldVersion>>,
}

impl Item {
    pub(super) fn of(file: WaitingFile) -> Self {
        Self {
            id: file.id,
            round: file.round,
            stamp: file.stamp,
            said: file.said,
            outcome: None,
            changed: false,
            known: None,
            told: None,
        }
    }

    /// The same file, to be looked at as it was seen.
    pub fn incoming(&self) -> Incoming {
        Incoming {
            path: self.stamp.path.clone(),
            unit: self.said.unit.clone(),
            form: self.said.form.clone(),
            pointed: self.said.pointed.clone(),
            sheets: self.said.sheets.clone(),
            answers: self.said.answers.clone(),
            // what could never be read has no bytes that were kept
            seen: (!self.stamp.sha256.is_empty()).then(|| self.stamp.sha256.clone()),
            waiting: Some(self.id),
            told: None,
            provenance: None,
        }
    }

    /// Nothing needs to be asked of the file by itself.
    pub fn is_whole(&self) -> bool {
        let is_ready = |outcome: &Outcome| {
            matches!(outcome.file.verdict, Verdict::Ready(_))
                && outcome.status != Status::Duplicate
                && outcome.file.questions.is_empty()
        };
        !self.changed && self.outcome.as_ref().is_some_and(is_ready)
    }

    /// A password opens it.
    pub fn is_locked(&self) -> bool {
        let code = self
            .outcome
            .as_ref()
            .and_then(|outcome| match &outcome.file.verdict {
                Verdict::Refused { code, .. } => Some(code.as_str()),
                Verdict::Ready(_) | Verdict::Unsure(_) => None,
            });
        matches!(code, Some("read.password" | "read.wrong-password"))
    }
}

/// A file that does not wait any more.
pub(super) fn gone() -> LedgerError {
    LedgerError::NotWaiting {
        file: "这个文件".into(),
        what: "入库或移出",
        todo: "还需要它，请重新添加。",
    }
}
