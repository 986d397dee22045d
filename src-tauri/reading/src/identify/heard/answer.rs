//! Questions about words on a sheet, and what was answered to them.

use crate::identify::context::Context;
use crate::identify::hearing::Heard;
use crate::read::Grid;
use std::collections::BTreeMap;
use xianbaohui_core::evidence::{Asked, Doubt, Of};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::FiguresSaid;
use xianbaohui_core::question::{ACCEPT, LEAVE};

/// A sheet that is being heard.
pub(super) struct Asking<'a> {
    grid: &'a Grid,
    answers: &'a BTreeMap<String, String>,
    doubts: Vec<Doubt>,
    pub(super) heard: Heard,
}

impl<'a> Asking<'a> {
    pub(super) fn new(grid: &'a Grid, context: &Context<'a>) -> Self {
        Self {
            grid,
            answers: &context.insisted.answers,
            doubts: Vec::new(),
            heard: Heard::default(),
        }
    }

    /// Asks, unless it was answered: the answer's word.
    pub(super) fn ask(
        &mut self,
        of: Of,
        seed: &str,
        message: String,
        cells: Vec<(u32, u32)>,
        choices: Vec<(String, String)>,
    ) -> Option<&'a str> {
        let key = format!("{of:?} {} {seed}", self.grid.name);
        let answer = self.answers.get(&key).map(String::as_str);
        if let Some(answer) = answer.filter(|own| choices.iter().any(|(word, _)| word == own)) {
            return Some(answer);
        }
        self.doubts.push(Doubt {
            of,
            message,
            asked: Some(Asked {
                key,
                cells,
                choices,
            }),
        });
        None
    }

    /// Asks whether figures of which something is said are those that the form asks for. `what`:
    /// the figures, as sentences name them; `may_leave`: they may be left unread.
    pub(super) fn whether(
        &mut self,
        of: Of,
        (what, words, said): (&str, &str, &str),
        cells: &[(u32, u32)],
        may_leave: bool,
    ) -> Option<&'a str> {
        let message = format!("{said}。{what}是不是本表要的数？请核对。");
        let mut choices = vec![(ACCEPT.to_owned(), format!("{what}就是要的数，照收"))];
        if may_leave {
            choices.push((LEAVE.to_owned(), format!("{what}不读")));
        }
        let seed = format!("{what} {words}");
        let answer = self.ask(of, &seed, message, cells.to_vec(), choices)?;
        let told = FiguresSaid {
            what: what.to_owned(),
            words: words.to_owned(),
            is_left: answer == LEAVE,
        };
        let places = cells
            .iter()
            .map(|(row, column)| self.grid.place(*row, *column));
        self.heard.told.push(Finding::of(told).at_all(places));
        Some(answer)
    }

    pub(super) fn done(self) -> (Vec<Doubt>, Heard) {
        (self.doubts, self.heard)
    }
}
