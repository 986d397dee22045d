//! Where a total came from.

use super::at::{At, flagged_units, said};
use super::formula::made;
use super::years::years_apart;
use crate::consolidate::figures::Key;
use crate::consolidate::origin::{Origin, Part, Side};
use crate::consolidate::told::Told;
use std::collections::{BTreeSet, HashSet};
use xianbaohui_core::message;
use xianbaohui_core::record::RecordError;
use xianbaohui_core::unit_tree::Place;

/// The total of a key, with the reported figures in it.
pub(super) fn of_total(at: &At<'_>) -> Result<Origin, RecordError> {
    let (scheme, all, key) = (at.ledger.scheme(), at.all, at.key);
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let total = all.total(scheme, key);
    let sides = all.sides(scheme, key);
    let keys = sides
        .as_ref()
        .map_or(vec![key], |sides| vec![sides.of, sides.base]);
    let mut parts = Vec::new();
    for key in &keys {
        parts.extend(counted(at, *key)?);
    }
    let order = |code: &str| at.round.units.iter().position(|unit| unit == code);
    parts.sort_by_key(|part| order(&part.figure.value.unit));
    let rows = keys
        .iter()
        .flat_map(|key| all.flagged(*key))
        .collect::<BTreeSet<_>>();
    let at_large = keys
        .iter()
        .flat_map(|key| all.at_large(scheme, *key))
        .collect::<BTreeSet<_>>();
    let year_on_year = if spec.yoy && all.has_earlier() {
        Some(years_apart(at, &all.tree.counted())?)
    } else {
        None
    };
    let covered = total.covered();
    let made = made(scheme, at.form, &total, key);
    Ok(Origin {
        form: at.form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: scheme.root_unit().code.clone(),
        value: total.amount().number(),
        overflow: total.is_overflow(),
        formula: Some(message::notice(&made)),
        made: Some(made),
        computed: sides.is_some(),
        sides: sides.map(|sides| {
            let side = |key: Key, sum| Side {
                indicator: scheme.indicators[key.indicator].code.clone(),
                column: all.spec(scheme, key).code.clone(),
                sum,
            };
            let (of, base) = all.both_sums(scheme, &sides);
            (
                side(sides.of, of.amount().number()),
                side(sides.base, base.amount().number()),
            )
        }),
        parts,
        missing: covered.missing.clone(),
        left_out: covered.left_out.clone(),
        flagged: flagged_units(
            rows.into_iter().map(|row| all.code(scheme, row)),
            at_large.iter().copied(),
            scheme,
        ),
        at_large: at_large.into_iter().map(|one| said(scheme, one)).collect(),
        nil_sides: covered.nil_sides.clone(),
        told: told_of(at, &keys),
        year_on_year,
    })
}

/// What the notes below a table say of a total, for this one alone.
fn told_of(at: &At<'_>, keys: &[Key]) -> Vec<Told> {
    let (scheme, all) = (at.ledger.scheme(), at.all);
    let code = |row: usize| all.code(scheme, row);
    let mut told = Vec::new();
    let replaced = (0..all.units.len())
        .filter(|row| all.tree.place(*row) == Place::Replaced)
        .map(code)
        .collect::<Vec<_>>();
    if !replaced.is_empty() {
        told.push(Told::Replaced(replaced));
    }
    for below in all
        .below(scheme)
        .iter()
        .filter(|below| all.tree.is_counted(below.row))
    {
        for (key, apart) in keys
            .iter()
            .filter_map(|key| Some((*key, all.apart(scheme, below, *key)?)))
        {
            let of = if keys.len() > 1 {
                format!(
                    "{}（{}）",
                    scheme.indicators[key.indicator].name,
                    all.spec(scheme, key).name
                )
            } else {
                String::new()
            };
            told.push(Told::Apart {
                unit: code(below.row),
                of,
                below: below.topmost.iter().map(|row| code(*row)).collect(),
                own: apart.own,
                sum: apart.sum,
                difference: apart.difference,
                is_whole: apart.is_whole,
            });
        }
    }
    let bounded = keys
        .iter()
        .flat_map(|key| all.bounded(*key))
        .collect::<BTreeSet<_>>();
    if !bounded.is_empty() {
        told.push(Told::Bounded(bounded.into_iter().map(code).collect()));
    }
    if let Some(apart) = all.reported_apart(scheme, at.key) {
        told.push(Told::ReportedTotal {
            reported: apart.reported,
            sum: apart.sum,
            difference: apart.difference,
        });
    }
    told
}

/// The reported figures of a key that a total is made of.
fn counted(at: &At<'_>, key: Key) -> Result<Vec<Part>, RecordError> {
    let (scheme, all) = (at.ledger.scheme(), at.all);
    let counted = all.tree.counted().into_iter();
    let codes = counted
        .map(|row| all.code(scheme, row))
        .collect::<HashSet<_>>();
    let own = at.round.code.as_str();
    let round = all.of_year(key).map_or(own, |(code, _)| code);
    let sources = at.sources_of(round, key)?;
    Ok(sources
        .into_iter()
        .filter(|figure| codes.contains(&figure.value.unit))
        .map(|figure| Part::new(figure, round))
        .collect())
}
