//! Questions about words on a sheet, and what was answered to them.

use crate::identify::context::Context;
use crate::identify::hearing::Heard;
use crate::read::{Grid, PAGE};
use std::collections::BTreeMap;
use xianbaohui_core::evidence::{Asked, Doubt, Evidence, Of, Source};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::FiguresSaid;
use xianbaohui_core::question::{ACCEPT, LEAVE};
use xianbaohui_core::words::{Attribute, Kind};

/// Words of status and scope, with where each is said.
pub(super) struct Said<T>(BTreeMap<String, (Kind, Vec<T>)>);

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: PartialEq> Said<T> {
    pub(super) fn add(&mut self, one: &Attribute, at: T) {
        let own = self.0.entry(one.words.clone());
        let (_, places) = own.or_insert((one.kind, Vec::new()));
        if !places.contains(&at) {
            places.push(at);
        }
    }

    pub(super) fn each(self) -> impl Iterator<Item = (String, Kind, Vec<T>)> {
        let each = self.0.into_iter();
        each.map(|(words, (kind, places))| (words, kind, places))
    }
}

/// A row or column of which something is said, and what was answered.
pub(super) enum Line {
    /// it is read, and is what the words say
    Kept(u32, String),
    /// it is not to be read
    Left(u32),
}

/// Which question a word of status or scope is.
pub(super) fn of(kind: Kind) -> Of {
    if kind.is_scope() {
        Of::Scope
    } else {
        Of::Status
    }
}

/// A sheet that is being heard.
pub(super) struct Asking<'a> {
    grid: &'a Grid,
    answers: &'a BTreeMap<String, String>,
    doubts: Vec<Doubt>,
    evidence: Vec<Evidence>,
    pub(super) heard: Heard,
}

/// What stands between a question's words and the answer's in evidence.
const BEFORE_ANSWER: &str = " = ";

/// What an answer is found by: what is asked about, sheet, and what the figures are and what is
/// said of them.
fn key(of: Of, sheet: &str, seed: &str) -> String {
    format!("{of:?} {sheet} {seed}")
}

/// Answers that a return was taken with, as its evidence has them.
pub fn answers_in<'a>(
    sheet: &'a str,
    evidence: &'a [Evidence],
) -> impl Iterator<Item = (String, String)> + 'a {
    let said = evidence.iter().filter(|one| one.from == Source::Said);
    said.filter_map(move |one| {
        let (seed, answer) = one.text.rsplit_once(BEFORE_ANSWER)?;
        Some((key(one.of, sheet, seed), answer.to_owned()))
    })
}

impl<'a> Asking<'a> {
    pub(super) fn new(grid: &'a Grid, context: &Context<'a>) -> Self {
        Self {
            grid,
            answers: &context.insisted.answers,
            doubts: Vec::new(),
            evidence: Vec::new(),
            heard: Heard::default(),
        }
    }

    /// Asks, unless it was answered: the answer's word.
    pub(super) fn ask(
        &mut self,
        of: Of,
        seed: &str,
        message: String,
        mut cells: Vec<(u32, u32)>,
        choices: Vec<(String, String)>,
    ) -> Option<&'a str> {
        cells.retain(|cell| *cell != PAGE);
        let key = key(of, &self.grid.name, seed);
        let answer = self.answers.get(&key).map(String::as_str);
        if let Some(answer) = answer.filter(|own| choices.iter().any(|(word, _)| word == own)) {
            let said = format!("{seed}{BEFORE_ANSWER}{answer}");
            self.evidence
                .push(Evidence::new(of, Source::Said, said, 1.0));
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
    /// the figures, as sentences name them.
    pub(super) fn whether(
        &mut self,
        of: Of,
        (what, words, said): (&str, &str, &str),
        cells: &[(u32, u32)],
    ) -> Option<&'a str> {
        let message = format!("{said}。{what}是不是本表要的数？请核对。");
        let choices = vec![
            (ACCEPT.to_owned(), format!("{what}就是要的数，照收")),
            (LEAVE.to_owned(), format!("{what}不读")),
        ];
        let seed = format!("{what} {words}");
        let answer = self.ask(of, &seed, message, cells.to_vec(), choices)?;
        let told = FiguresSaid {
            what: what.to_owned(),
            words: words.to_owned(),
            is_left: answer == LEAVE,
        };
        let places = cells
            .iter()
            .filter(|cell| **cell != PAGE)
            .map(|(row, column)| self.grid.place(*row, *column));
        self.heard.told.push(Finding::of(told).at_all(places));
        Some(answer)
    }

    /// Asks of rows or columns what their `title` says, once for each word.
    pub(super) fn of_lines(
        &mut self,
        said: Said<u32>,
        title: &str,
        named: &dyn Fn(&u32) -> String,
        place: &dyn Fn(&str, &u32) -> (u32, u32),
    ) -> Vec<Line> {
        let mut answered = Vec::new();
        for (words, kind, lines) in said.each() {
            let names = lines.iter().map(named).collect::<Vec<_>>().join("、");
            let told = format!("{names}的{title}里写着“{words}”");
            let cells = lines.iter().map(|line| place(&words, line));
            let cells = cells.collect::<Vec<_>>();
            match self.whether(of(kind), (&names, &words, &told), &cells) {
                Some(ACCEPT) => {
                    let kept = lines
                        .into_iter()
                        .map(|line| Line::Kept(line, words.clone()));
                    answered.extend(kept);
                }
                Some(_) => answered.extend(lines.into_iter().map(Line::Left)),
                None => {}
            }
        }
        answered
    }

    pub(super) fn done(self) -> (Vec<Doubt>, Vec<Evidence>, Heard) {
        (self.doubts, self.evidence, self.heard)
    }
}
