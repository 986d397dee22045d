//! Words on sheets that say something of the figures that the form does not ask for.

use super::found::id;
use xianbaohui_core::evidence::Of;
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{Answer, Question, REFUSE};
use xianbaohui_reading::intake::Asked;

/// The questions of all sheets, each with the key of its doubt.
pub(super) fn words(asked: &[Asked], sha256: &str) -> Vec<(String, Question)> {
    let doubts = asked
        .iter()
        .flat_map(|one| one.doubts.iter().map(move |doubt| (one, doubt)));
    let questions = doubts.filter_map(|(one, doubt)| {
        let own = doubt.asked.as_ref()?;
        let cells = own.cells.iter();
        let cells = cells.map(|(row, column)| Place::new(&*one.sheet, *row, *column));
        let choices = own.choices.iter().map(|(word, text)| Answer {
            id: word.clone(),
            text: text.clone(),
        });
        let refuse = Answer {
            id: REFUSE.into(),
            text: "不收".into(),
        };
        let question = Question {
            id: id(sha256, &own.key),
            of: of(doubt.of).into(),
            cells: cells.collect(),
            text: doubt.message.clone(),
            choices: choices.chain([refuse]).collect(),
        };
        Some((own.key.clone(), question))
    });
    questions.collect()
}

/// What a question is about, as programs read it.
fn of(of: Of) -> &'static str {
    match of {
        Of::Unit => "unit",
        Of::Form => "form",
        Of::Period => "period",
        Of::Status => "status",
        Of::Scope => "scope",
        Of::Measure => "measure",
        Of::Contact => "contact",
        Of::Origin => "origin",
    }
}
