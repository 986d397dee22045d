//! What became of the files of a batch.

use super::known::{Known, again, is_again, not_wanted};
use crate::batch::TakenFile;
use xianbaohui_core::finding::Severities;
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::CellCounts;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::{KnownFile, Replaced};
use xianbaohui_reading::intake::Verdict;

/// What became of one file of a batch.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// the file; its values are dropped unless they were asked for
    pub file: TakenFile,
    /// what was done
    pub status: Status,
    /// versions of its returns, in their order; 0 where nothing was committed
    pub versions: Vec<u32>,
    /// what each of them took the place of, in their order; empty where nothing was committed
    pub replaced: Vec<Option<Replaced>>,
    /// counts of all its returns
    pub cells: CellCounts,
    /// findings of all its returns
    pub severities: Severities,
    /// a sentence for what is not plain from the verdict (duplicate, two files for one return)
    pub reason: Option<String>,
    /// another program has committed to what it would replace since the officer was told of it;
    /// nothing else stands in its way
    pub overtaken: bool,
}

/// What was done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// its returns are in the ledger (or, without a ledger, would be)
    Committed,
    /// not taken
    Refused,
    /// something must be asked first
    NeedsConfirmation,
    /// the same bytes are there already
    Duplicate,
}

impl Outcome {
    pub(crate) fn of(file: TakenFile) -> Self {
        let status = match &file.verdict {
            Verdict::Ready(_) => Status::Committed,
            Verdict::Unsure(_) => Status::NeedsConfirmation,
            Verdict::Refused { .. } => Status::Refused,
        };
        let versions = if let Verdict::Ready(returns) = &file.verdict {
            vec![0; returns.len()]
        } else {
            Vec::new()
        };
        let mut outcome = Self {
            cells: file.cells(),
            severities: file.severities(),
            status,
            versions,
            replaced: Vec::new(),
            reason: None,
            overtaken: false,
            file,
        };
        // what is not known yet is told with what is asked
        if matches!(outcome.file.verdict, Verdict::Unsure(_)) {
            return outcome;
        }
        let questions = std::mem::take(&mut outcome.file.questions);
        if !questions.is_empty() {
            outcome.ask(questions);
        }
        outcome
    }

    /// What is to be told of a file that came to this round before: why it is nothing new, or a
    /// question that is put besides the others. Without one that was put earlier.
    pub(crate) fn seen_before(
        &mut self,
        known: Option<&KnownFile>,
        answers: &[(String, String)],
        scheme: &Scheme,
    ) -> Option<String> {
        let count = self.file.questions.len();
        self.file.questions.retain(|question| !is_again(question));
        let is_ready = matches!(self.file.verdict, Verdict::Ready(_));
        if self.file.questions.len() < count && self.file.questions.is_empty() && is_ready {
            (self.status, self.reason) = (Status::Committed, None);
        }
        match again(known?, &self.file.sha256, answers, scheme) {
            Known::GoesOn => None,
            Known::Duplicate(reason) => Some(reason),
            Known::Asked(question) => {
                if self.status != Status::Refused {
                    let mut questions = std::mem::take(&mut self.file.questions);
                    questions.push(question);
                    self.ask(questions);
                }
                None
            }
            Known::NotWanted => {
                self.status = Status::Refused;
                self.file.verdict = not_wanted();
                None
            }
        }
    }

    /// The officer must answer before the file is taken.
    pub(super) fn ask(&mut self, questions: Vec<Question>) {
        self.unsure(
            questions
                .iter()
                .map(|question| question.text.as_str())
                .collect::<Vec<_>>()
                .join(" "),
        );
        self.file.questions = questions;
    }

    pub(super) fn unsure(&mut self, reason: String) {
        self.status = Status::NeedsConfirmation;
        self.versions.iter_mut().for_each(|version| *version = 0);
        self.replaced.clear();
        self.reason = Some(reason);
    }
}

/// Drops what is many and not asked for.
pub(super) fn forget(file: &mut TakenFile, keep_values: bool) {
    if let Verdict::Ready(returns) = &mut file.verdict
        && !keep_values
    {
        for one in returns {
            one.taken.values = Vec::new();
            one.taken.entries = Vec::new();
        }
    }
}
