//! Two returns for the same figures of the same units: a county table that lacks what an earlier
//! one had or has it otherwise, a table and a unit's own return that differ, two tables that do.
//! Which of them counts only the officer knows: it is asked, and nothing is replaced in silence.

mod differing;
mod found;
mod lacking;
mod own;
mod period;
mod shorter;
mod unit;
mod words;

use differing::differing;
use found::Found;
pub(crate) use found::id;
use lacking::lacking;
use own::standing_of;
use period::period;
use shorter::shorter;
use unit::unit;
use words::words;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::question::{Question, REFUSE};
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::standing::Standing;
use xianbaohui_reading::check::identify;
use xianbaohui_reading::intake::{Insisted, Verdict};

/// What is asked of a file that says otherwise than the officer, and what was answered.
fn insisted(
    [unit, period]: [Option<Question>; 2],
    words: Vec<(String, Question)>,
    answers: &[(String, String)],
) -> Held {
    let mut insisted = Insisted::default();
    let mut open = Vec::new();
    let about = [(unit, &mut insisted.unit), (period, &mut insisted.period)];
    for (question, insists) in about {
        let Some(question) = question else { continue };
        match said(&question, answers) {
            Some(REFUSE) => return Held::Refused,
            Some(_) => *insists = true,
            None => open.push(question),
        }
    }
    for (key, question) in words {
        match said(&question, answers) {
            Some(REFUSE) => return Held::Refused,
            Some(answer) => {
                insisted.answers.insert(key, answer.to_owned());
            }
            None => open.push(question),
        }
    }
    if open.is_empty() && insisted != Insisted::default() {
        Held::Insisted(insisted)
    } else {
        Held::Open(open)
    }
}

/// What was answered to a question, if that is one of its choices.
fn said<'a>(question: &Question, answers: &'a [(String, String)]) -> Option<&'a str> {
    answers
        .iter()
        .rev()
        .find(|(id, _)| *id == question.id)
        .map(|(_, choice)| choice.as_str())
        .filter(|answer| question.choices.iter().any(|choice| choice.id == *answer))
}

/// What came of holding a file against the ledger.
pub(crate) enum Held {
    /// these must be answered
    Open(Vec<Question>),
    /// to be taken in once more, as the officer says
    Insisted(Insisted),
    /// the officer does not want it
    Refused,
}

/// Holds the returns of a file against those that stand. What was answered, and what changed, is
/// told as findings. `answers`: question and choice.
pub(crate) fn held(
    verdict: &mut Verdict,
    sha256: &str,
    standing: &[Standing],
    (scheme, round): (&Scheme, Option<&Round>),
    answers: &[(String, String)],
) -> Held {
    let mut open = Vec::new();
    let returns = match (&mut *verdict, round) {
        (Verdict::Ready(returns), _) => returns,
        (Verdict::Unsure(asked), round) => {
            let period = round.and_then(|round| period(asked, sha256, round));
            let unit = round.and_then(|_| unit(asked, sha256, scheme));
            return insisted([unit, period], words(asked, sha256), answers);
        }
        (Verdict::Refused { .. }, _) => return Held::Open(open),
    };
    for one in returns {
        let taken = &mut one.taken;
        if standing.is_empty() {
            continue;
        }
        let own = standing_of(taken, "", scheme);
        let asked = [
            lacking(&own, taken, sha256, standing, scheme),
            shorter(&own, taken, sha256, standing, scheme),
            differing(&own, sha256, standing, scheme),
        ];
        for Found { question, told } in asked.into_iter().flatten() {
            let Some(mut question) = question else {
                tell(taken, (scheme, round), told);
                continue;
            };
            match said(&question, answers) {
                Some(REFUSE) => return Held::Refused,
                Some(_) => {
                    let cells = std::mem::take(&mut question.cells);
                    tell(taken, (scheme, round), told.at_all(cells));
                }
                None => open.push(question),
            }
        }
    }
    Held::Open(open)
}

fn tell(taken: &mut Return, (scheme, round): (&Scheme, Option<&Round>), told: Finding) {
    taken.findings.push(told);
    identify(taken, scheme, round);
}

/// The returns of a file as others are held against them, where any form asks for what another asks
/// for.
pub(crate) fn claims(
    verdict: &Verdict,
    file: &str,
    shared: &[usize],
    scheme: &Scheme,
) -> Vec<Standing> {
    let Verdict::Ready(returns) = verdict else {
        return Vec::new();
    };
    returns
        .iter()
        .filter(|one| shared.contains(&one.taken.form))
        .map(|one| standing_of(&one.taken, file, scheme))
        .collect()
}

/// What is asked of a file whose returns claim what others of the same batch claim, too.
pub(crate) fn between(
    claims: &[Standing],
    sha256: &str,
    others: &[Standing],
    scheme: &Scheme,
) -> Vec<Question> {
    claims
        .iter()
        .filter_map(|own| differing(own, sha256, others, scheme))
        .filter_map(|found| found.question)
        .collect()
}
