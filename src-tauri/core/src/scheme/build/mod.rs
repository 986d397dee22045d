//! From text to a checked [`Scheme`]: every mistake of meaning is collected, with its place and the
//! nearest name.

mod asked;
mod check;
mod columns;
mod form;
mod indicators;
mod own;
mod registers;
mod rounds;
mod rules;
mod statements;
mod targets;
mod units;

pub(super) use check::Age;
pub(super) use columns::short_name;

use super::file::File;
use super::{Round, Scheme, SchemeError};
use crate::foreign;
use crate::form::Form;
use crate::indicator::Indicator;
use crate::org_unit::UnitNames;
use crate::rule::Rule;
use check::{Check, Source};
use form::build_form;
use indicators::indicators;
use registers::registers;
use rounds::rounds;
use rules::rules;
use statements::statements;
use std::collections::HashSet;
use targets::targets;
use units::units;

/// Why a new rule is never asked, or always says the same.
pub(super) fn never(
    rule: &Rule,
    (forms, indicators, rounds): (&[Form], &[Indicator], &[Round]),
) -> Option<String> {
    let known = asked::Known {
        forms,
        indicators,
        rounds,
    };
    asked::never(rule, &known, true)
}

/// A scheme of its texts.
pub(super) fn scheme(files: &[(String, String)], age: Age) -> Result<Scheme, SchemeError> {
    let source = Source::new(files);
    let mut file: File = toml::from_str(&source.text).map_err(|error| {
        SchemeError::Invalid(vec![
            source.problem(error.span(), foreign::toml(error.message())),
        ])
    })?;
    let mut check = Check {
        source: &source,
        problems: Vec::new(),
        age,
        own_from: super::parting::line(&source.text).map(|(_, to)| to),
    };
    own::rows(&mut check, &mut file);
    let Some(head) = file.scheme else {
        return Err(SchemeError::Invalid(vec![source.problem(
            None,
            "缺少 [scheme] 一节：应写明 code、name、version、root".into(),
        )]));
    };
    check.code(&head.code, "制度", &mut HashSet::new());

    let units = units(&mut check, &file.unit, head.root.get_ref());
    check.known(
        &head.root,
        "填报单位",
        units.iter().map(|unit| unit.code.as_str()),
    );
    let indicators = indicators(&mut check, &file.indicator);
    let mut codes = HashSet::new();
    let forms = file
        .form
        .iter()
        .map(|form| build_form(&mut check, form, &indicators, &mut codes))
        .collect::<Vec<_>>();
    let rounds = rounds(&mut check, &file.round, &forms, &units);
    let rules = rules(&mut check, &file.rule, (&forms, &indicators, &rounds));
    let registers = registers(&mut check, &file.register, (&forms, &indicators));
    let statements = statements(&mut check, &file.statement, (&indicators, &forms));
    let targets = targets(&mut check, &file.target, (&indicators, &forms));

    if !check.problems.is_empty() {
        return Err(SchemeError::Invalid(check.problems));
    }
    Ok(Scheme {
        code: head.code.into_inner(),
        name: head.name,
        version: head.version,
        root: units
            .iter()
            .position(|unit| unit.code == *head.root.get_ref())
            .unwrap_or_default(),
        organiser: head.organiser,
        note: head.note,
        unit_names: UnitNames::new(&units),
        unit_by_code: units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.code.clone(), at))
            .collect(),
        indicator_by_code: indicators
            .iter()
            .enumerate()
            .map(|(at, indicator)| (indicator.code.clone(), at))
            .collect(),
        units,
        indicators,
        forms,
        rounds,
        rules,
        registers,
        statements,
        targets,
        text: source.text.clone(),
        former: Vec::new(),
    })
}
