//! Figures of entries that are a power of ten off: 元 among 万元.

use super::entry::{figure, key_of, place};
use crate::check::case::Case;
use crate::check::checks::one_off::{Off, one_off};
use crate::check::checks::scale::proposed;
use xianbaohui_core::exact;
use xianbaohui_core::finding::told::{ScaleInSum, ScaleOff};
use xianbaohui_core::finding::{Finding, Subject};
use xianbaohui_core::form::{FieldSpec, Layout, Roster};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::returns::{Entry, FieldValue};

/// An entry with this many times as much as any other.
const FAR_FROM_OTHERS: Decimal = Decimal::whole(1000);
/// Of fewer entries the largest may be anything.
const FEWEST: usize = 4;

/// The one entry that has a thousand times as much as any other.
pub(super) fn far_from_others(
    case: &Case<'_>,
    roster: &Roster,
    at: usize,
    field: &FieldSpec,
) -> Option<Finding> {
    let entries = case.taken.entries.iter();
    let mut known = entries
        .filter_map(|entry| Some((entry, figure(entry, at)?)))
        .filter(|(_, (number, _))| *number > Decimal::ZERO)
        .collect::<Vec<_>>();
    known.sort_by_key(|(_, (number, _))| *number);
    let [.., (_, (than, _)), (entry, (now, value))] = known.as_slice() else {
        return None;
    };
    let is_far = than.times(FAR_FROM_OTHERS).is_some_and(|far| *now >= far);
    if known.len() <= FEWEST || !is_far {
        return None;
    }
    let (times, factor, meant) = proposed(*now, *than)?;
    let key = key_of(roster, entry);
    let told = ScaleOff {
        name: format!("{key} {}", field.name),
        reported: *now,
        measure: measure(field),
        than: *than,
        of_ledger: false,
        of_sheet: false,
        of_entries: true,
        of_whole: None,
        of_parts: false,
        times: times.rounded(0),
        is_more: true,
        factor,
        meant,
    };
    Some(finding(case, (entry, value), (key, field), Finding::of(told)).figures(*now, meant))
}

/// The one entry, or the total, that a power of ten makes fit. `is_grand`: the total is of all
/// entries, not of those above it alone.
pub(super) fn in_another_unit(
    case: &Case<'_>,
    (at, field): (usize, &FieldSpec),
    (total, reported, value): (&Entry, Decimal, &FieldValue),
    is_grand: bool,
) -> Option<Finding> {
    let Layout::Roster(roster) = &case.form.layout else {
        return None;
    };
    let rows = case.taken.totals.iter().map(|other| other.row);
    let before = rows.filter(|row| *row < total.row).max();
    let is_of = |entry: &&Entry| {
        is_grand || (entry.row < total.row && before.is_none_or(|before| entry.row > before))
    };
    let entries = case.taken.entries.iter().filter(is_of);
    let known = entries
        .filter_map(|entry| Some((entry, figure(entry, at)?)))
        .collect::<Vec<_>>();
    let figures = known
        .iter()
        .map(|(_, (number, _))| *number)
        .collect::<Vec<_>>();
    let slack = Decimal::from(figures.len().saturating_add(1));
    let slack = exact::half_digit(field.decimals).times(slack)?;
    let off = one_off(&figures, reported, slack)?;
    let (entry, figure, cell, power) = match off {
        Off::Total(power) => (total, reported, value, power),
        Off::One(one, power) => {
            let (entry, (number, value)) = known.get(one)?;
            (*entry, *number, *value, power)
        }
    };
    let meant = exact::shifted(figure, power)?;
    let key = key_of(roster, entry);
    let told = ScaleInSum {
        name: field.name.clone(),
        total: reported,
        part: matches!(off, Off::One(..)).then(|| format!("{key} {}", field.name)),
        reported: figure,
        measure: measure(field),
        is_more: power < 0,
        factor: 10_u32.pow(power.unsigned_abs()),
        meant,
    };
    let finding = finding(case, (entry, cell), (key, field), Finding::of(told));
    Some(finding.at(place(case, total, value)).figures(figure, meant))
}

fn measure(field: &FieldSpec) -> String {
    let unit = field.unit.as_ref();
    unit.map(ToString::to_string).unwrap_or_default()
}

fn finding(
    case: &Case<'_>,
    (entry, value): (&Entry, &FieldValue),
    (key, field): (String, &FieldSpec),
    told: Finding,
) -> Finding {
    let about = Subject::Entry {
        key,
        field: Some(field.code.clone()),
    };
    told.about(about).at(place(case, entry, value))
}
