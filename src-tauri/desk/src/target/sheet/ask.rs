//! What is unclear in a list is asked, each thing once.

use sha2::{Digest, Sha256};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{Answer, LEAVE, Question};

/// What was answered, and what is still asked.
pub(super) struct Asking<'a> {
    answers: HashMap<&'a str, &'a str>,
    known: HashSet<String>,
    open: Vec<Question>,
}

/// A question that is to be put.
pub(super) struct Asked<'a> {
    /// what it is about
    pub(super) of: &'static str,
    /// the words that it is about: the same words are asked about once
    pub(super) about: &'a str,
    pub(super) text: String,
    pub(super) cell: Option<Place>,
    pub(super) choices: Vec<(String, String)>,
    /// something else may be answered, too
    pub(super) free: bool,
}

impl<'a> Asking<'a> {
    pub(super) fn new(answers: &'a [(String, String)]) -> Self {
        let answers = answers.iter();
        Self {
            answers: answers
                .map(|(id, choice)| (id.as_str(), choice.as_str()))
                .collect(),
            known: HashSet::new(),
            open: Vec::new(),
        }
    }

    /// What was answered; none: it is asked from now on.
    pub(super) fn ask(&mut self, asked: Asked<'_>) -> Option<String> {
        let mut hash = Sha256::new();
        hash.update(asked.of);
        hash.update([0]);
        hash.update(asked.about);
        let hash = xianbaohui_files::hex(&hash.finalize());
        let id = format!("{}-{}", asked.of, hash.get(..6).unwrap_or_default());
        self.known.insert(id.clone());
        let mut choices = asked.choices;
        choices.push((LEAVE.to_owned(), "不收".to_owned()));
        if let Some(answer) = self.answers.get(id.as_str())
            && (asked.free || choices.iter().any(|(choice, _)| choice == answer))
        {
            return Some((*answer).to_owned());
        }
        if let Some(there) = self.open.iter_mut().find(|one| one.id == id) {
            there.cells.extend(asked.cell);
            return None;
        }
        self.open.push(Question {
            id,
            of: asked.of.to_owned(),
            cells: asked.cell.into_iter().collect(),
            text: asked.text,
            choices: choices
                .into_iter()
                .map(|(id, text)| Answer { id, text })
                .collect(),
        });
        None
    }

    /// What is still asked, or the first answer to nothing.
    pub(super) fn end(self) -> Result<Vec<Question>, String> {
        let mut strange = self.answers.keys().filter(|id| !self.known.contains(**id));
        match strange.next() {
            // what is open may be asked only after another answer
            Some(id) if self.open.is_empty() => Err((*id).to_owned()),
            _ => Ok(self.open),
        }
    }
}
