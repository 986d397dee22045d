//! From a record to the figures of a form.

use super::aims::aims;
use super::key::Aims;
use super::lent::lend;
use super::names::Names;
use super::{AtLarge, Consolidated, Earlier, Key};
use std::collections::{BTreeMap, HashMap, HashSet};
use xianbaohui_core::fact::{Fact, FactSet, FactTable, FormId, Of, rounds_before};
use xianbaohui_core::figure::State;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::Form;
use xianbaohui_core::message::sentence;
use xianbaohui_core::provenance::Provenance;
use xianbaohui_core::record::{Flags, Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::unit_tree::Tree;

/// Collects the figures of a form.
pub fn consolidate(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
) -> Result<Consolidated, RecordError> {
    let scheme = ledger.scheme();
    let names = Names::of(scheme, round, form);
    let now = FactTable::read(ledger, scheme, round, &form.code)?
        .unwrap_or_else(|| FactTable::of(FormId::at(names.form), round.period, Vec::new()));
    let mut all = this_year(scheme, &names, &now);
    let before = if form.columns().iter().any(|column| column.yoy) {
        FactSet::year_before(ledger, round)?
    } else {
        FactSet::default()
    };
    year_before(&mut all, scheme, &names, &before);
    flags(&mut all, ledger, round, &names)?;
    asked_since(&mut all, ledger, round, &names)?;
    lend(&mut all, ledger, round, &names)?;
    all.sums = (0..all.keys.len())
        .map(|at| all.added(scheme, all.keys[at]))
        .collect();
    all.aims = aims(&all, ledger, round)?;
    Ok(all)
}

/// The figures of this round.
fn this_year(scheme: &Scheme, names: &Names<'_>, now: &FactTable) -> Consolidated {
    let (units, keys) = (&names.units, &names.keys);
    let mut figures = vec![None; units.len() * keys.len()];
    let mut present = vec![false; units.len()];
    let mut outside: BTreeMap<usize, HashSet<Key>> = BTreeMap::new();
    let mut reported_total: Option<Vec<_>> = None;
    // facts come unit by unit
    let mut last = None;
    for Fact { of, figure, source } in now.iter() {
        let key = Key {
            indicator: of.indicator.index(),
            column: of.column.index(),
        };
        let Some(at) = names.key_at.get(key) else {
            continue;
        };
        let unit = of.unit.index();
        let (_, row) = last
            .filter(|(known, _)| *known == unit)
            .unwrap_or_else(|| (unit, names.row_at.get(&unit).copied()));
        last = Some((unit, row));
        if let Some(row) = row {
            figures[row * keys.len() + at] = Some((figure, source));
            present[row] = true;
        } else if unit != scheme.root
            && !scheme.is_outside(unit)
            && !matches!(figure.state, State::Blank | State::Nil)
        {
            outside.entry(unit).or_default().insert(key);
        }
        if unit == scheme.root {
            reported_total.get_or_insert_with(|| vec![None; keys.len()])[at] = Some(figure);
        }
    }
    Consolidated {
        form: names.form,
        units: units.clone(),
        outside: outside.into_iter().collect(),
        keys: keys.clone(),
        tree: Tree::new(scheme, units, &present),
        present,
        reported_total,
        period: now.period,
        figures,
        sums: Vec::new(),
        lent: Vec::new(),
        aims: Aims::default(),
        earlier: HashMap::new(),
        gone: Vec::new(),
        given_earlier: HashMap::new(),
        has_earlier: false,
        flagged: HashSet::new(),
        flagged_totals: HashSet::new(),
        at_large: Vec::new(),
        flagged_earlier: HashSet::new(),
        at_large_earlier: Vec::new(),
        key_at: names.key_at.clone(),
        asked_since: HashSet::new(),
    }
}

/// The figures of the year before, of all forms that ask for the same.
fn year_before(all: &mut Consolidated, scheme: &Scheme, names: &Names<'_>, before: &FactSet) {
    for table in before.tables() {
        let is_own = table.form.index() == names.form;
        for Fact { of, figure, source } in table.iter() {
            let Some(key) = asked_here(scheme, names.spec, table.form, of)
                .filter(|key| names.key_at.get(*key).is_some())
            else {
                continue;
            };
            let unit = of.unit.index();
            match (names.row_at.get(&unit), figure.number) {
                (Some(&row), Some(number)) => {
                    all.has_earlier = true;
                    if is_own {
                        let earlier = Earlier {
                            number,
                            bounded: figure.bound,
                            source,
                            period: table.period,
                        };
                        all.earlier.insert((row, key), earlier);
                    }
                }
                (None, Some(_)) if is_own && unit != scheme.root && !scheme.is_outside(unit) => {
                    all.gone.push((unit, key));
                }
                _ => {}
            }
        }
    }
    all.gone.sort_unstable();
    all.gone.dedup();
}

/// What a fact of another form is of on this one, where this one asks for the same.
fn asked_here(scheme: &Scheme, form: &Form, other: FormId, of: Of) -> Option<Key> {
    let (indicator, column) = (of.indicator.index(), of.column.index());
    let theirs = scheme.forms.get(other.index())?;
    if theirs.code == form.code {
        return Some(Key { indicator, column });
    }
    let own = &scheme.indicators[indicator].code;
    let code = &theirs.columns().get(column)?.code;
    let column = form.columns().iter().position(|spec| {
        spec.code == *code && spec.indicator.as_ref().is_none_or(|of| of == own)
    })?;
    Some(Key { indicator, column })
}

/// What the scheme asks for and did not when a return was made. One of the unit that consolidates
/// is of all units that are in it.
fn asked_since(
    all: &mut Consolidated,
    ledger: &dyn Record,
    round: &Round,
    names: &Names<'_>,
) -> Result<(), RecordError> {
    for (sender, asked) in ledger.asked_since(&round.code, &names.spec.code)? {
        let rows = match names.row_of.get(sender.as_str()) {
            Some(row) => vec![*row],
            None => (0..names.units.len()).collect(),
        };
        let keys = asked
            .iter()
            .filter_map(|(indicator, column)| names.key(indicator, column));
        for key in keys {
            all.asked_since.extend(rows.iter().map(|row| (*row, key)));
        }
    }
    Ok(())
}

/// Findings A of this year and, where figures of it are used, of the year before.
fn flags(
    all: &mut Consolidated,
    ledger: &dyn Record,
    round: &Round,
    names: &Names<'_>,
) -> Result<(), RecordError> {
    let scheme = ledger.scheme();
    let (root, form) = (&scheme.root_unit().code, &names.spec.code);
    let of_the_year = ledger.flags_of(&round.code, form, &[Severity::A])?;
    let figures = of_the_year.figures.keys();
    all.flagged_totals = figures
        .filter(|(unit, _, _)| unit == root)
        .filter_map(|(_, indicator, column)| names.key(indicator, column))
        .collect();
    (all.flagged, all.at_large) = under_a(scheme, names, of_the_year);
    if all.earlier.is_empty() {
        return Ok(());
    }
    for other in rounds_before(scheme, round) {
        let returns = ledger.current_returns(&other.code)?.into_iter();
        let given = returns.filter(|row| row.form == *form);
        all.given_earlier.extend(given.filter_map(|row| {
            let whence = Provenance::of(&row.evidence)?;
            Some((row.id, format!("{}（{}）", other.name, whence.text())))
        }));
        let flags = ledger.flags_of(&other.code, form, &[Severity::A])?;
        let (figures, large) = under_a(scheme, names, flags);
        all.flagged_earlier.extend(figures);
        all.at_large_earlier.extend(large);
    }
    Ok(())
}

fn under_a(
    scheme: &Scheme,
    names: &Names<'_>,
    flags: Flags,
) -> (HashSet<(usize, Key)>, Vec<AtLarge>) {
    let figures = flags.figures.into_keys();
    let figures = figures.filter_map(|(unit, indicator, column)| {
        let row = *names.row_of.get(unit.as_str())?;
        Some((row, names.key(&indicator, &column)?))
    });
    let at_large = flags.at_large.into_iter().filter_map(|one| {
        let sender = scheme.units.iter().position(|unit| unit.code == one.unit)?;
        let told = sentence(&one.finding);
        Some(AtLarge {
            sender,
            message: told.message(),
            what: told.what,
        })
    });
    (figures.collect(), at_large.collect())
}
