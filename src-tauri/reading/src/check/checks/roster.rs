//! A roster: things that are counted come in whole numbers and not below zero; its own 合计 against
//! its rows.
//!
//! A row of 合计 may stand below all rows, above them, or below each group of them: it holds when
//! it is the sum of any of these. Tolerance as for county tables: half a unit of the last digit ×
//! number of figures, none where things are counted.

mod entry;
mod scales;

pub(super) use self::entry::key_of;
use self::entry::{figure, place};
use super::each;
use crate::check::case::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::told::{
    EntryLikeTotal, FigureNegative, FigureNotWhole, TotalTooLarge, TotalUnchecked, TotalWrong,
};
use xianbaohui_core::finding::{Finding, Severity, Subject};
use xianbaohui_core::form::{FieldKind, FieldSpec, Layout, Roster};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::{Entry, FieldValue};

/// Words in the name of a field whose figure may be below zero.
const MAY_BE_NEGATIVE: [&str; 9] = ["利润", "净", "亏", "损益", "增", "减", "差", "结余", "变动"];

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let Layout::Roster(roster) = &case.form.layout else {
        return;
    };
    for (at, field) in roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.kind == FieldKind::Number)
    {
        for entry in &case.taken.entries {
            if let Some((number, value)) = figure(entry, at) {
                let spot = || {
                    let about = Subject::Entry {
                        key: key_of(roster, entry),
                        field: Some(field.code.clone()),
                    };
                    (about, place(case, entry, value))
                };
                of_figure(field, number, spot, findings);
            }
        }
        if matches!(
            field.unit,
            Some(MeasureUnit::Money(_) | MeasureUnit::Area(_))
        ) {
            findings.extend(scales::far_from_others(case, roster, at, field));
        }
        if field.sum {
            of_totals(case, at, field, findings);
        }
    }
    like_a_total(case, roster, findings);
    each::check(case, roster, findings);
}

/// The first or last row has the sums of all the others, whatever it is called.
fn like_a_total(case: &Case<'_>, roster: &Roster, findings: &mut Vec<Finding>) {
    let entries = &case.taken.entries;
    let summed = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.sum)
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    // of two rows each is the sum of the other, and of three it may be chance in one field
    if entries.len() < 3 {
        return;
    }
    let name_at = roster
        .fields
        .iter()
        .position(|field| field.key)
        .unwrap_or_default();
    for own in entries.first().into_iter().chain(entries.last()) {
        let others = entries
            .iter()
            .filter(|entry| entry.row != own.row)
            .collect::<Vec<_>>();
        let figures = summed
            .iter()
            .filter_map(|at| Some((*at, figure(own, *at)?.0)))
            .filter(|(_, number)| !number.is_zero())
            .collect::<Vec<_>>();
        let is_sum = |(at, number): &(usize, Decimal)| {
            let sum = sum_of(&others, *at);
            sum.numbers > 1 && sum.value == Some(*number)
        };
        // 1 + 2 = 3 is chance
        let is_chance = entries.len() == 3 && figures.len() == 1;
        if figures.is_empty() || is_chance || !figures.iter().all(is_sum) {
            continue;
        }
        let Some(name) = own.fields.get(name_at) else {
            continue;
        };
        let about = Subject::Entry {
            key: key_of(roster, own),
            field: None,
        };
        let told = EntryLikeTotal {
            name: name.raw.trim().to_owned(),
        };
        findings.push(Finding::of(told).about(about).at(place(case, own, name)));
    }
}

fn of_figure(
    field: &FieldSpec,
    number: Decimal,
    spot: impl Fn() -> (Subject, Place),
    findings: &mut Vec<Finding>,
) {
    let counted = field.unit.as_ref().filter(|unit| unit.counts_things());
    if let Some(unit) = counted.filter(|_| !number.is_whole()) {
        let told = FigureNotWhole {
            name: field.name.clone(),
            reported: number,
            measure: unit.to_string(),
            of_entry: true,
        };
        let (about, place) = spot();
        findings.push(
            Finding::of(told)
                .about(about)
                .at(place)
                .sides(number.normalize().to_string(), "整数"),
        );
    }
    if number.is_sign_negative()
        && !number.is_zero()
        && !MAY_BE_NEGATIVE.iter().any(|word| field.name.contains(word))
    {
        let severity = if counted.is_some() || field.sum {
            Severity::A
        } else {
            Severity::B
        };
        let told = FigureNegative {
            name: field.name.clone(),
            reported: number,
            of_entry: true,
        };
        let (about, place) = spot();
        findings.push(
            Finding::of(told)
                .graded(severity)
                .about(about)
                .at(place)
                .sides(number.normalize().to_string(), "0"),
        );
    }
}

fn of_totals(case: &Case<'_>, at: usize, field: &FieldSpec, findings: &mut Vec<Finding>) {
    let entries = &case.taken.entries;
    let totals = &case.taken.totals;
    for total in totals {
        let Some((reported, value)) = reported(total, at) else {
            continue;
        };
        let before = totals
            .iter()
            .map(|other| other.row)
            .filter(|row| *row < total.row)
            .max();
        let after = totals
            .iter()
            .map(|other| other.row)
            .filter(|row| *row > total.row)
            .min();
        let above = entries
            .iter()
            .filter(|entry| entry.row < total.row && before.is_none_or(|before| entry.row > before))
            .collect::<Vec<_>>();
        let below = entries
            .iter()
            .filter(|entry| entry.row > total.row && after.is_none_or(|after| entry.row < after))
            .collect::<Vec<_>>();
        let all = entries.iter().collect::<Vec<_>>();
        let wider = entries
            .iter()
            .filter(|entry| entry.row < total.row)
            .collect::<Vec<_>>();
        let place = place(case, total, value);
        // one between others is of a group; the sum told of is that of the rows nearest to it
        let is_grand = after.is_none() || (before.is_none() && above.is_empty());
        let nearest = if above.is_empty() {
            below.clone()
        } else {
            above.clone()
        };
        let sums = [if is_grand { all } else { nearest }, above, below, wider];
        let sums = sums
            .into_iter()
            .map(|entries| sum_of(&entries, at))
            .collect::<Vec<_>>();
        // of no rows a total says nothing
        if sums.iter().all(|sum| sum.numbers == 0)
            || sums
                .iter()
                .any(|sum| sum.numbers > 0 && sum.is_near(reported, field))
        {
            continue;
        }
        let Some(sum) = sums.into_iter().next() else {
            continue;
        };
        if let Some(told) =
            scales::in_another_unit(case, (at, field), (total, reported, value), is_grand)
        {
            findings.push(told);
        }
        let name = field.name.clone();
        let finding = match sum.value {
            None => Finding::of(TotalTooLarge {
                name,
                reported,
                of_entries: true,
            }),
            Some(own) if sum.unknown > 0 => Finding::of(TotalUnchecked {
                name,
                reported,
                count: sum.unknown,
                of_entries: true,
            })
            .figures(reported, own),
            Some(own) => Finding::of(TotalWrong {
                name,
                reported,
                sum: own,
                gap: exact::gap(reported, own),
                of_entries: true,
                missing: Vec::new(),
            })
            .figures(reported, own),
        };
        let about = Subject::Column(field.code.clone());
        findings.push(finding.about(about).at(place));
    }
}

/// A field added up over some entries.
struct EntrySum {
    value: Option<Decimal>,
    numbers: usize,
    unknown: usize,
}

impl EntrySum {
    fn is_near(&self, reported: Decimal, field: &FieldSpec) -> bool {
        let Some(gap) = self.value.and_then(|sum| exact::gap(reported, sum)) else {
            return false;
        };
        let figures = Decimal::from(self.numbers.saturating_add(1));
        let rounded = exact::half_digit(field.decimals)
            .times(figures)
            .unwrap_or(Decimal::MAX);
        let counts = field.unit.as_ref().is_some_and(MeasureUnit::counts_things);
        gap.is_zero() || (!counts && gap <= rounded)
    }
}

fn sum_of(entries: &[&Entry], at: usize) -> EntrySum {
    let numbers = entries
        .iter()
        .filter_map(|entry| figure(entry, at))
        .map(|(number, _)| number)
        .collect::<Vec<_>>();
    let is_unknown = |entry: &&&Entry| {
        entry.fields.get(at).is_none_or(|field| {
            matches!(
                field.datum,
                Datum::Blank | Datum::Unreadable(_) | Datum::Text(_)
            )
        })
    };
    EntrySum {
        value: numbers.iter().copied().collect::<Sum>().value(),
        numbers: numbers.len(),
        unknown: entries.iter().filter(is_unknown).count(),
    }
}

/// What a total says: a declared nil is nothing.
fn reported(total: &Entry, at: usize) -> Option<(Decimal, &FieldValue)> {
    let field = total.fields.get(at)?;
    figure(total, at)
        .or_else(|| matches!(field.datum, Datum::Nil(_)).then_some((Decimal::ZERO, field)))
}
