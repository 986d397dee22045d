//! Files made, spoilt, taken in and judged, each from its own seed.

use super::clean::{self, Schemes};
use super::judge::{self, Came};
use super::model::{Book, Column, Of, State, Written};
use super::operators::{self, CAUSES, OPERATORS, Operator};
use super::twins::{self, Twin};
use super::write;
use crate::Outcome as Done;
use fastrand::Rng;
use rayon::prelude::*;
use xianbaohui_core::fact::{Fact, FactSet, FactTable, FormId, Names, Of as FactOf};
use xianbaohui_core::figure::{self, Figure};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::take_bytes;
use xianbaohui_reading::intake::Intake;

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Plan {
    /// how many files
    pub files: usize,
    /// the same seed gives the same files
    pub seed: u64,
    /// only this file
    pub only: Option<usize>,
    /// only this operator, once a file
    pub operator: Option<String>,
    /// every file is also written as xls and ods, and the same is asked of them
    pub twins: bool,
}

/// What came of one file.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// its number
    pub index: usize,
    /// how it ended
    pub came: Came,
    /// operators that spoilt it, in order
    pub operators: Vec<&'static str>,
    /// form, and what is wrong
    pub told: String,
    /// no careful person takes it without asking: a stale title, another period
    pub must_ask: bool,
    /// a careful person reads through all that spoilt it
    pub read_through: bool,
    /// what came of the same in other kinds of files
    pub twins: Vec<Twin>,
}

/// A file of the machine.
pub struct Made {
    /// its name
    pub name: String,
    /// its content
    pub bytes: Vec<u8>,
    operators: Vec<&'static str>,
    book: Book,
    history: FactSet,
}

/// Makes a file.
pub fn make(plan: &Plan, index: usize) -> Done<Made> {
    made(&Schemes::new()?, plan, index)
}

/// A file of the machine in each kind that it can be written in, by its ending.
pub fn kinds(made: &Made) -> Done<Vec<(&'static str, Vec<u8>)>> {
    let mut kinds = vec![("xlsx", made.bytes.clone())];
    for (kind, written) in [("xls", Written::Xls), ("ods", Written::Ods)] {
        if let Some(twin) = write::twin(&made.book, written) {
            kinds.push((kind, write::bytes(&twin)?));
        }
    }
    Ok(kinds)
}

/// Runs the plan, on all processors.
pub fn run(plan: &Plan) -> Done<Vec<Outcome>> {
    let schemes = Schemes::new()?;
    let range = plan.only.map_or(0..plan.files, |only| only..only + 1);
    range
        .into_par_iter()
        .map(|index| one(&schemes, plan, index))
        .collect()
}

/// Does every product of word, place and look on the first file that has a place for it, among as
/// many as the plan has, at most a hundred.
pub fn run_causes(plan: &Plan) -> Done<Vec<Outcome>> {
    let schemes = Schemes::new()?;
    let of = |(number, operator): (usize, &'static Operator)| {
        let own = Plan {
            operator: Some(operator.name.to_owned()),
            seed: plan.seed.wrapping_add(number as u64),
            ..plan.clone()
        };
        let mut outcomes = (0..plan.files.min(100)).map(|index| one(&schemes, &own, index));
        let first = outcomes.find(|one| one.as_ref().map_or(true, |one| !one.operators.is_empty()));
        first.transpose()
    };
    let seen = CAUSES.par_iter().enumerate();
    let all = seen.filter(|(_, cause)| cause.weight > 0).map(of);
    let found = all.collect::<Done<Vec<_>>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn made(schemes: &Schemes, plan: &Plan, index: usize) -> Done<Made> {
    let mut rng = Rng::with_seed(
        plan.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (index as u64).wrapping_mul(0xD1B5_4A32_D192_ED03),
    );
    let mut book = clean::book(schemes, &mut rng);
    let history = history(&book, &schemes.0[book.scheme]);
    let mut operators: Vec<&'static str> = Vec::new();
    let wanted = match &plan.operator {
        Some(name) if name == "none" => 0,
        Some(_) => 1,
        None => rng.usize(1..=6),
    };
    let mut late: Vec<&'static Operator> = Vec::new();
    let named = plan
        .operator
        .as_ref()
        .and_then(|name| operators::named(name));
    // half of the files carry a cause too; it is the last but what others wrote
    let cause = match named {
        Some(operator) => operator.is_cause().then_some(operator),
        None if plan.operator.is_none() && rng.bool() => one_of_causes(&mut rng),
        None => None,
    };
    let named = named.filter(|operator| !operator.is_cause());
    let wanted = if cause.is_some() && plan.operator.is_some() {
        0
    } else {
        wanted
    };
    let mut tries = 0;
    while operators.len() + late.len() < wanted && tries < 60 {
        tries += 1;
        let operator = named.unwrap_or_else(|| drawn(&mut rng));
        if operators.contains(&operator.name)
            || late
                .iter()
                .any(|other: &&Operator| other.name == operator.name)
        {
            continue;
        }
        if operator.late && cause.is_some() {
            continue;
        }
        if operator.late {
            late.push(operator);
        } else if operator.apply(schemes, &mut book, &mut rng) {
            operators.push(operator.name);
        }
    }
    for operator in cause.into_iter().chain(late) {
        if operator.apply(schemes, &mut book, &mut rng) {
            operators.push(operator.name);
        }
    }
    let bytes = write::bytes(&book).map_err(|error| {
        format!(
            "file {index} of seed {} [{}]: {error}",
            plan.seed,
            operators.join(" ")
        )
    })?;
    Ok(Made {
        name: book.file.clone(),
        bytes,
        operators,
        book,
        history,
    })
}

/// A cause that the reader has eyes for.
fn one_of_causes(rng: &mut Rng) -> Option<&'static Operator> {
    let seen = CAUSES.iter().filter(|cause| cause.weight > 0);
    let seen = seen.collect::<Vec<_>>();
    seen.get(rng.usize(..seen.len().max(1))).copied()
}

/// One operator, the frequent ones more often.
fn drawn(rng: &mut Rng) -> &'static Operator {
    let all = OPERATORS
        .iter()
        .map(|operator| operator.weight)
        .sum::<u32>();
    let mut left = rng.u32(..all);
    for operator in OPERATORS {
        if left < operator.weight {
            return operator;
        }
        left -= operator.weight;
    }
    &OPERATORS[0]
}

fn one(schemes: &Schemes, plan: &Plan, index: usize) -> Done<Outcome> {
    let made = made(schemes, plan, index)?;
    let scheme = &schemes.0[made.book.scheme];
    let claim = made
        .book
        .sheets
        .iter()
        .find_map(|sheet| sheet.claim.as_ref());
    let round = claim.and_then(|claim| scheme.round(&claim.round));
    let intake = Intake {
        round,
        history: Some(&made.history),
        ..Intake::of(scheme)
    };
    let file = take_bytes(&made.bytes, &made.name, &intake);
    let twins = if plan.twins {
        twins::of(&made.book, &file, &intake)?
    } else {
        Vec::new()
    };
    let judged = judge::judge(&made.book, &file, scheme);
    let forms = made
        .book
        .sheets
        .iter()
        .filter_map(|sheet| sheet.claim.as_ref())
        .map(|claim| claim.form.as_str())
        .collect::<Vec<_>>()
        .join("+");
    let mut claims = made
        .book
        .sheets
        .iter()
        .filter_map(|sheet| sheet.claim.as_ref());
    let must_ask = claims.any(|claim| claim.ask);
    let mut operators = made.operators.iter();
    let read_through =
        operators.all(|name| operators::named(name).is_some_and(Operator::is_read_through));
    Ok(Outcome {
        must_ask,
        read_through,
        twins,
        index,
        came: judged.came,
        operators: made.operators,
        told: format!("{forms}: {}{}", judged.said, judged.wrong.join("\n      ")),
    })
}

/// What the county reported a year before, as its 上年同期 says before anybody meddles with it.
fn history(book: &Book, scheme: &Scheme) -> FactSet {
    let mut tables = Vec::new();
    for (sheet, claim) in book
        .sheets
        .iter()
        .filter_map(|sheet| Some((sheet, sheet.claim.as_ref()?)))
    {
        let (Some(form), Some(round)) = (scheme.form(&claim.form), scheme.round(&claim.round))
        else {
            continue;
        };
        let names = Names::of(scheme, form);
        let now =
            if sheet.columns.iter().any(
                |column| matches!(column, Column::Figure { column, .. } if column == "cumulative"),
            ) {
                "cumulative"
            } else {
                "current"
            };
        let of_last_year = sheet
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter_map(|cell| cell.fact.as_ref())
            .filter_map(|fact| match (&fact.of, &fact.state) {
                (
                    Of::Figure {
                        unit,
                        indicator,
                        column,
                    },
                    Some(State::Number(number)),
                ) if column == "last_year" => {
                    let (indicator, column) = names.figure(indicator, now)?;
                    Some(Fact {
                        of: FactOf {
                            unit: names.unit(unit)?,
                            indicator,
                            column,
                        },
                        figure: Figure {
                            number: Some(xianbaohui_core::number::Decimal::from_bytes(
                                number.serialize(),
                            )),
                            state: figure::State::Number,
                            bound: false,
                        },
                        source: 0,
                    })
                }
                _ => None,
            });
        let at = scheme.forms.iter().position(|own| own.code == form.code);
        tables.push(FactTable::of(
            FormId::at(at.unwrap_or_default()),
            round.period.year_before(),
            of_last_year.collect(),
        ));
    }
    FactSet::of(tables)
}
