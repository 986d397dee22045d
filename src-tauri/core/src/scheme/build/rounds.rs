//! The reporting rounds of a scheme.

use super::check::Check;
use crate::form::Form;
use crate::org_unit::{Month, OrgUnit};
use crate::period::Period;
use crate::scheme::Round;
use crate::scheme::file::At;
use std::collections::HashSet;

pub(super) fn rounds(
    check: &mut Check<'_>,
    texts: &[crate::scheme::file::Round],
    forms: &[Form],
    units: &[OrgUnit],
) -> Vec<Round> {
    let mut codes = HashSet::new();
    let mut rounds = Vec::new();
    for round in texts {
        let code = check.code(&round.code, "批次", &mut codes);
        let at = round.period.as_ref().unwrap_or(&round.code);
        let Some(period) = Period::parse(at.get_ref()) else {
            check.wrong(
                at,
                format!(
                    "“{}”不是报告期：应写成 2021、2021H1、2021Q1、2021M03 或 2021M01-09",
                    at.get_ref()
                ),
            );
            continue;
        };
        if let Some(deadline) = &round.deadline
            && !is_day(deadline.get_ref())
        {
            check.wrong(
                deadline,
                format!("“{}”不是日期：应写成 2021-04-10", deadline.get_ref()),
            );
        }
        for form in round.forms.iter().flatten() {
            check.known(form, "报表", forms.iter().map(|form| form.code.as_str()));
        }
        for unit in round.units.iter().flatten() {
            check.known(
                unit,
                "填报单位",
                units.iter().map(|unit| unit.code.as_str()),
            );
        }
        let plain = |list: &Vec<At>| {
            list.iter()
                .map(|at| at.get_ref().clone())
                .collect::<Vec<_>>()
        };
        rounds.push(Round {
            code,
            name: round.name.clone(),
            period,
            also: round.also.clone(),
            deadline: round.deadline.as_ref().map(|at| at.get_ref().clone()),
            forms: round.forms.as_ref().map_or_else(
                || forms.iter().map(|form| form.code.clone()).collect(),
                plain,
            ),
            units: round.units.as_ref().map_or_else(
                || {
                    units
                        .iter()
                        .filter(|unit| unit.reports && unit.exists_in(period))
                        .map(|unit| unit.code.clone())
                        .collect()
                },
                plain,
            ),
        });
    }
    rounds
}

fn is_day(text: &str) -> bool {
    let Some((month, day)) = text.rsplit_once('-') else {
        return false;
    };
    text.len() == 10
        && Month::parse(month).is_some()
        && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}
