//! Parts of a ratio that another form of the round asks: what a department gives once for all
//! counties (GDP, 人口, 规上企业数) is the denominator of what each county reports. What is given
//! once a year stands for its quarters, and where the year is not over, the year before does.

use super::key::Lent;
use super::names::Names;
use super::{Consolidated, Key};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::fact::{ColumnId, FactTable, IndicatorId, rounds_of_years};
use xianbaohui_core::figure::Figure;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::{Form, Role};
use xianbaohui_core::indicator::MeasureType;
use xianbaohui_core::period::Period;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::same_column::same_column;
use xianbaohui_core::scheme::{Round, Scheme};

impl Consolidated {
    /// A column of another form.
    pub(super) fn lent(&self, key: Key) -> Option<&Lent> {
        self.lent.iter().find(|one| one.key == key)
    }

    /// The figure of a unit in such a column.
    pub(super) fn lent_figure(&self, row: usize, key: Key) -> Option<(Figure, i64)> {
        self.lent(key)?.figures.get(&row).copied()
    }

    /// Code and period of the round that asks a column, where that is not the own: of a year.
    pub(crate) fn of_year(&self, key: Key) -> Option<(&str, Period)> {
        let (code, period) = self.lent(key)?.of_year.as_ref()?;
        Some((code, *period))
    }

    /// Parts of ratios that were given for a year: indicator, and the year's period.
    pub(crate) fn given_for_years(&self) -> impl Iterator<Item = (usize, Period)> {
        let lent = self.lent.iter();
        lent.filter_map(|one| Some((one.key.indicator, one.of_year.as_ref()?.1)))
    }

    /// Position of the form that asks a column.
    pub(crate) fn form_of(&self, key: Key) -> usize {
        self.lent(key).map_or(self.form, |one| one.form)
    }
}

/// Looks for the parts of ratios that this form does not ask.
pub(super) fn lend(
    all: &mut Consolidated,
    ledger: &dyn Record,
    round: &Round,
    names: &Names<'_>,
) -> Result<(), RecordError> {
    let scheme = ledger.scheme();
    for (ratio, part) in wanted(scheme, names) {
        let years = rounds_of_years(scheme, round);
        let all_rounds = std::iter::once(round).chain(years);
        let lenders = all_rounds.flat_map(|of| {
            let forms = lenders(scheme, of, names, (ratio, part));
            forms.map(move |(at, other, column)| (of, at, other, column))
        });
        for (of, at, other, column) in lenders {
            let Some(table) = FactTable::read(ledger, scheme, of, &other.code)? else {
                continue;
            };
            let figures = figures(&table, names, (part, column));
            if figures.is_empty() {
                continue;
            }
            let key = Key {
                indicator: part,
                column: names.spec.columns().len() + all.lent.len(),
            };
            flags(all, ledger, (of, other), (key, column, &figures))?;
            let is_other = of.code != round.code;
            all.lent.push(Lent {
                key,
                ratio,
                form: at,
                column,
                of_year: is_other.then(|| (of.code.clone(), of.period)),
                figures,
            });
            break;
        }
    }
    Ok(())
}

/// Ratios of the form, each with a part that the form does not ask in the same column.
fn wanted(scheme: &Scheme, names: &Names<'_>) -> Vec<(Key, usize)> {
    let mut found = Vec::new();
    let (form, keys) = (names.spec, names.keys.iter());
    for key in keys {
        let own = &scheme.indicators[key.indicator];
        let spec = &form.columns()[key.column];
        let Some((of, base)) = own
            .ratio
            .as_ref()
            .filter(|_| own.measure == MeasureType::Ratio && spec.role == Role::Value)
        else {
            continue;
        };
        for part in [of, base] {
            let column = same_column(form, &own.code, &spec.code, form, part);
            let is_here = column.is_some_and(|column| {
                let at = names.indicator(part);
                at.is_some_and(|indicator| names.has(Key { indicator, column }))
            });
            found.extend(
                names
                    .indicator(part)
                    .filter(|_| !is_here)
                    .map(|part| (*key, part)),
            );
        }
    }
    found
}

/// Forms of the round that ask a part of a ratio in the same column, with that column.
fn lenders<'s>(
    scheme: &'s Scheme,
    round: &'s Round,
    names: &'s Names<'_>,
    (ratio, part): (Key, usize),
) -> impl Iterator<Item = (usize, &'s Form, usize)> {
    let (own, part) = (
        &scheme.indicators[ratio.indicator],
        &scheme.indicators[part],
    );
    let spec = &names.spec.columns()[ratio.column];
    let others = scheme.forms.iter().enumerate();
    let others = others.filter(|(_, other)| {
        other.code != names.spec.code
            && round.forms.contains(&other.code)
            && other.indicators().contains(&part.code.as_str())
    });
    others.filter_map(|(at, other)| {
        let column = same_column(names.spec, &own.code, &spec.code, other, &part.code)?;
        Some((at, other, column))
    })
}

fn figures(
    table: &FactTable,
    names: &Names<'_>,
    (indicator, column): (usize, usize),
) -> HashMap<usize, (Figure, i64)> {
    let (indicator, column) = (IndicatorId::at(indicator), ColumnId::at(column));
    let own = table
        .iter()
        .filter(|fact| fact.of.indicator == indicator && fact.of.column == column);
    let by_row = own.filter_map(|fact| {
        let row = names.row(fact.of.unit.index())?;
        Some((row, (fact.figure, fact.source)))
    });
    by_row.collect()
}

/// Findings A against what is lent.
fn flags(
    all: &mut Consolidated,
    ledger: &dyn Record,
    (round, other): (&Round, &Form),
    (key, column, figures): (Key, usize, &HashMap<usize, (Figure, i64)>),
) -> Result<(), RecordError> {
    let scheme = ledger.scheme();
    let flags = ledger.flags_of(&round.code, &other.code, &[Severity::A])?;
    let indicator = &scheme.indicators[key.indicator].code;
    let code = &other.columns()[column].code;
    let under = flags.figures.into_keys();
    let under = under.filter(|(_, of, at)| of == indicator && at == code);
    let units = under.map(|(unit, ..)| unit).collect::<HashSet<_>>();
    let at_large = flags.at_large.iter().map(|one| one.return_id);
    let returns = at_large.collect::<HashSet<_>>();
    let rows = figures.iter().filter(|(row, (_, source))| {
        let unit = &scheme.units[all.units[**row]].code;
        units.contains(unit) || returns.contains(source)
    });
    let rows = rows.map(|(row, _)| (*row, key)).collect::<Vec<_>>();
    all.flagged.extend(rows);
    Ok(())
}
