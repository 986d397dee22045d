//! Questions about words on a sheet, and what was answered to them.

use super::note::Note;
use crate::identify::Context;
use crate::read::Grid;
use std::collections::BTreeMap;
use xianbaohui_core::evidence::{Asked, Doubt, Of};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::FiguresSaid;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::question::{ACCEPT, LEAVE};

/// What was heard on a sheet, and how it was answered.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// units of measure that are said of the whole sheet
    pub note: Note,
    /// status and scope that every figure has
    pub sheet: Vec<String>,
    /// the same of columns
    pub columns: BTreeMap<u32, Vec<String>>,
    /// the same of rows
    pub rows: BTreeMap<u32, Vec<String>>,
    /// columns that are not to be read
    pub left_columns: Vec<u32>,
    /// rows that are not to be read
    pub left_rows: Vec<u32>,
    /// rows from, to, with the unit of measure that a line above them says, and its cell
    pub units: Vec<(u32, u32, MeasureUnit, (u32, u32))>,
    /// what is told of it
    pub told: Vec<Finding>,
}

impl Heard {
    /// What is said of a figure, in words; the nearest first.
    pub fn of(&self, row: u32, column: u32) -> impl Iterator<Item = &String> {
        let of_row = self.rows.get(&row).into_iter().flatten();
        let of_column = self.columns.get(&column).into_iter().flatten();
        of_row.chain(of_column).chain(&self.sheet)
    }

    /// Whether anything is said of any figure.
    pub fn says_anything(&self) -> bool {
        !(self.sheet.is_empty() && self.columns.is_empty() && self.rows.is_empty())
    }

    /// The unit of measure that a line above a row says.
    pub fn unit_of(&self, row: u32) -> Option<(&MeasureUnit, (u32, u32))> {
        let mut units = self.units.iter().rev();
        let (_, _, unit, cell) = units.find(|(from, to, ..)| (*from..=*to).contains(&row))?;
        Some((unit, *cell))
    }
}

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
