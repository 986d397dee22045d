//! A new round.

use super::error::RoundError;
use crate::Error;
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::text;
use xianbaohui_ledger::Ledger;

/// What is said of a new round; what is left out follows from the rounds that are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRound {
    /// its code: `2021Q2`
    pub code: String,
    /// its name; else that of the period: `2021年二季度`
    pub name: Option<String>,
    /// the period; else the code says it
    pub period: Option<String>,
    /// the last day
    pub deadline: Option<String>,
    /// codes or names of the forms; else those of the newest round
    pub forms: Option<Vec<String>>,
    /// codes or names of the units; else those of the newest round that are there in the period
    pub units: Option<Vec<String>>,
}

/// Adds a round.
///
/// # Errors
/// It is there already, or names what the scheme does not have.
pub fn add(ledger: &mut Ledger, wanted: &NewRound, at: &str, who: &str) -> Result<Round, Error> {
    let round = made(ledger.scheme(), wanted)?;
    ledger.add_round(&round, at, who)?;
    Ok(round)
}

/// Units that a scheme has report, and that the newest round, which the next one follows, does not
/// expect: left out on purpose, or in the scheme since.
pub fn not_expected<'s>(scheme: &'s Scheme, rounds: &[Round]) -> Vec<&'s OrgUnit> {
    let Some(newest) = newest(rounds) else {
        return Vec::new();
    };
    let is_left_out = |unit: &&OrgUnit| unit.reports && !newest.units.contains(&unit.code);
    scheme.units.iter().filter(is_left_out).collect()
}

/// The round of the last period; one of years ago may have been added after it.
pub(crate) fn newest(rounds: &[Round]) -> Option<&Round> {
    rounds
        .iter()
        .max_by_key(|own| (own.period.year, own.period.to))
}

/// What is told of them.
pub fn not_expected_told(scheme: &Scheme, rounds: &[Round]) -> Option<String> {
    let names = not_expected(scheme, rounds)
        .into_iter()
        .map(|unit| unit.name.as_str())
        .collect::<Vec<_>>();
    (!names.is_empty()).then(|| {
        format!(
            "报表制度里还有 {} 个单位不在应报单位里（照上一批）：{}。要它们也报，新建批次时把\
                它们列入应报单位。",
            names.len(),
            names.join("、")
        )
    })
}

/// Code of the round that follows the newest one: as many months, right after them.
pub fn next_code(scheme: &Scheme) -> Option<String> {
    let newest = scheme
        .rounds
        .iter()
        .map(|round| round.period)
        .max_by_key(|period| (period.year, period.to))?;
    let months = newest.to.checked_sub(newest.from)?.checked_add(1)?;
    let (year, from) = if newest.to >= 12 {
        (newest.year.checked_add(1)?, 1)
    } else {
        (newest.year, newest.to.checked_add(1)?)
    };
    let to = from.checked_add(months)?.checked_sub(1)?;
    Some(Period::months(year, from, to.min(12))?.to_string())
}

/// A code such as `2021Q9` means no period, and not the year that it begins with.
fn is_meant(said: &str, found: Period) -> bool {
    let rest = said.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.trim_start();
    Period::parse(said).is_some() || found.from != 1 || found.to != 12 || {
        !rest.starts_with(|c: char| matches!(c.to_ascii_uppercase(), 'Q' | 'M' | 'H' | '-'))
    }
}

/// The period that a text says: a code, or words.
fn period(text: &str) -> Option<Period> {
    Period::parse(text).or_else(|| match Period::all_in(text).as_slice() {
        [(only, _)] => Some(*only),
        _ => None,
    })
}

/// A day as it is kept, when it is one.
pub(super) fn day(text: &str) -> Result<String, RoundError> {
    text.trim()
        .parse::<jiff::civil::Date>()
        .map(|day| day.to_string())
        .map_err(|_| RoundError::NoDay {
            text: text.to_owned(),
        })
}

/// A round as it would be added.
pub(crate) fn made(scheme: &Scheme, wanted: &NewRound) -> Result<Round, RoundError> {
    let code = wanted.code.trim().to_owned();
    if let Some(there) = scheme.round(&code) {
        return Err(RoundError::AlreadyThere {
            code,
            name: there.name.clone(),
        });
    }
    let said = wanted.period.as_deref().unwrap_or(&code);
    let period = period(said)
        .filter(|found| is_meant(said, *found))
        .ok_or_else(|| RoundError::NoPeriod {
            text: said.to_owned(),
        })?;
    let newest = newest(&scheme.rounds);
    let forms = match &wanted.forms {
        Some(names) => forms(scheme, names)?,
        None => newest.map_or_else(Vec::new, |round| round.forms.clone()),
    };
    let units = match &wanted.units {
        Some(names) => units(scheme, names, period)?,
        None => newest.map_or_else(Vec::new, |round| round.units.clone()),
    };
    if forms.is_empty() || units.is_empty() {
        return Err(RoundError::Empty { code });
    }
    let name = wanted.name.as_deref().and_then(crate::hand::one_line);
    let name = name.unwrap_or_else(|| period.name());
    let is_called = |round: &&Round| round.name == name || round.code == name;
    if let Some(there) = scheme.rounds.iter().find(is_called) {
        return Err(RoundError::NameTaken {
            name,
            code: there.code.clone(),
        });
    }
    Ok(Round {
        name,
        code,
        period,
        also: Vec::new(),
        deadline: wanted.deadline.as_deref().map(day).transpose()?,
        forms,
        units,
    })
}

pub(crate) fn forms(scheme: &Scheme, names: &[String]) -> Result<Vec<String>, RoundError> {
    let named = names.iter().map(|name| match scheme.form(name) {
        Some(form) => Ok(form.code.clone()),
        None => Err(RoundError::Unknown {
            what: "报表",
            name: name.clone(),
            nearest: nearest(text::nearest(
                name,
                scheme.forms.iter().map(|form| form.name.as_str()),
            )),
        }),
    });
    once(named.collect())
}

/// What is named twice is meant once.
fn once(named: Result<Vec<String>, RoundError>) -> Result<Vec<String>, RoundError> {
    let mut seen = Vec::new();
    for code in named? {
        if !seen.contains(&code) {
            seen.push(code);
        }
    }
    Ok(seen)
}

fn units(scheme: &Scheme, names: &[String], period: Period) -> Result<Vec<String>, RoundError> {
    let named = names.iter().map(|name| unit(scheme, name, Some(period)));
    once(named.collect())
}

/// A unit by its code or name.
pub(crate) fn unit(
    scheme: &Scheme,
    name: &str,
    period: Option<Period>,
) -> Result<String, RoundError> {
    if let Some(unit) = scheme.unit(name) {
        return Ok(unit.code.clone());
    }
    match scheme.unit_names.exactly(name, period).as_slice() {
        [only] => Ok(scheme.units[only.unit].code.clone()),
        _ => Err(RoundError::Unknown {
            what: "填报单位",
            name: name.to_owned(),
            nearest: nearest(scheme.unit_names.nearest(name)),
        }),
    }
}

fn nearest(near: Option<&str>) -> String {
    near.map(|near| format!("，最接近的是“{near}”"))
        .unwrap_or_default()
}
