//! A figure a thousand or ten thousand times off: 元 filled in where 万元 is asked for, or the
//! other way round.
//!
//! Compared with the unit's own figure of a year before (the ledger's, else the sheet's 上年同期),
//! with the other units of a county table, and with the whole that it is a part of or its own
//! parts. The figure is kept; the finding proposes the factor.
//! Only money and floor space: people and firms are not counted in thousands by mistake. Example:
//! 成交额 67 354 400 万元 after 8 021 → B, 像是把元当作万元.

use crate::check::case::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::ScaleOff;
use xianbaohui_core::form::Role;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::returns::Value;

/// Growth beyond this is no growth.
const FAR: Decimal = Decimal::whole(300);
/// A unit with this many times as much as any other; a part with this many times its whole.
const FAR_FROM_OTHERS: Decimal = Decimal::whole(100);
/// A whole with this many times its parts: they need not be all, but a unit of measure is likelier.
const FAR_FROM_PARTS: Decimal = Decimal::whole(3200);

pub(in crate::check) fn check(
    case: &Case<'_>,
    history: Option<&FactSet>,
    findings: &mut Vec<Finding>,
) {
    for &(indicator, ref columns) in case.indicators() {
        let own = &case.scheme.indicators[indicator];
        if !matches!(own.unit, MeasureUnit::Money(_) | MeasureUnit::Area(_)) {
            continue;
        }
        for &column in columns
            .iter()
            .filter(|column| case.form.columns()[**column].role == Role::Value)
        {
            for unit in case.units() {
                let Some((now, at)) = case
                    .number(unit, indicator, column)
                    .filter(|(now, _)| *now > Decimal::ZERO)
                else {
                    continue;
                };
                let off = far_from_before(case, history, (unit, indicator, column), now)
                    .or_else(|| far_from_others(case, (unit, indicator, column), now))
                    .or_else(|| far_from_family(case, (unit, indicator, column), now));
                if let Some(off) = off {
                    findings.extend(finding(case, (unit, indicator, column), (now, at), &off));
                }
            }
        }
    }
}

/// What a figure is far from.
struct Off {
    than: Decimal,
    whose: Whose,
}

/// Whose figure that is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// the unit's own of a year before, in the ledger
    Ledger,
    /// the unit's own of a year before, on the sheet
    Sheet,
    /// the largest of the other units
    Others,
    /// the whole that it is a part of
    Whole,
    /// its parts together
    Parts,
}

/// Against the figure of a year before, where the column or another one is measured against it.
fn far_from_before(
    case: &Case<'_>,
    history: Option<&FactSet>,
    (unit, indicator, column): (usize, usize, usize),
    now: Decimal,
) -> Option<Off> {
    let code = &case.form.columns()[column].code;
    let base = case
        .form
        .columns_of(&case.scheme.indicators[indicator].code)
        .find_map(|spec| match &spec.role {
            Role::Growth { of, base } => Some((of, base)),
            _ => None,
        });
    // the year before is as good for a quarter or a target: three hundred times as much is neither
    let before = history.and_then(|history| {
        case.year_before(history, unit, indicator, code)
            .or_else(|| case.year_before(history, unit, indicator, base?.0))
    });
    let (than, whose) = match before {
        Some(before) => (before, Whose::Ledger),
        None => match base {
            Some((of, base)) if of == code => (
                case.number(unit, indicator, case.column(indicator, base)?)?
                    .0,
                Whose::Sheet,
            ),
            _ => return None,
        },
    };
    is_far(now, than, FAR).then_some(Off { than, whose })
}

/// Against the largest of the other units.
fn far_from_others(
    case: &Case<'_>,
    (unit, indicator, column): (usize, usize, usize),
    now: Decimal,
) -> Option<Off> {
    if unit == case.scheme.root {
        return None;
    }
    let others = case
        .units()
        .filter(|other| *other != unit && *other != case.scheme.root);
    let others = others
        .filter_map(|other| case.number(other, indicator, column))
        .map(|(number, _)| number)
        .collect::<Vec<_>>();
    let most = others.iter().copied().max().filter(|_| others.len() >= 2)?;
    (now > most && is_far(now, most, FAR_FROM_OTHERS)).then_some(Off {
        than: most,
        whose: Whose::Others,
    })
}

/// Against the whole that it is a part of, or its own parts together.
fn far_from_family(
    case: &Case<'_>,
    (unit, indicator, column): (usize, usize, usize),
    now: Decimal,
) -> Option<Off> {
    let own = &case.scheme.indicators[indicator];
    let code = &case.form.columns()[column].code;
    let number = |other: usize| {
        let column = case.column(other, code)?;
        case.number(unit, other, column).map(|(number, _)| number)
    };
    let whole = own
        .part_of
        .as_deref()
        .and_then(|whole| case.scheme.indicator_at(whole));
    if let Some(than) = whole.and_then(number)
        && than > Decimal::ZERO
        && than.times(FAR_FROM_OTHERS).is_some_and(|far| now >= far)
    {
        return Some(Off {
            than,
            whose: Whose::Whole,
        });
    }
    let indicators = case.indicators().iter().map(|(other, _)| *other);
    let parts = indicators.filter(|other| {
        let part = &case.scheme.indicators[*other];
        part.part_of.as_deref() == Some(&own.code) && part.unit.same_dimension(&own.unit)
    });
    let than = parts.filter_map(number).collect::<Sum>().value()?;
    (than > Decimal::ZERO && than.times(FAR_FROM_PARTS).is_some_and(|far| now >= far)).then_some(
        Off {
            than,
            whose: Whose::Parts,
        },
    )
}

fn is_far(now: Decimal, than: Decimal, times: Decimal) -> bool {
    let beyond = |one: Decimal, other: Decimal| {
        other > Decimal::ZERO && other.times(times).is_some_and(|far| one >= far)
    };
    beyond(now, than) || beyond(than, now)
}

/// How many times, the factor that it is likely to be off by, and what the figure is then.
pub(super) fn proposed(now: Decimal, than: Decimal) -> Option<(Decimal, u32, Decimal)> {
    let times = if now > than {
        now.over(than)
    } else {
        than.over(now)
    }?;
    let (factor, power) = if times >= Decimal::from(3200) {
        (10_000_u32, 4)
    } else {
        (1000, 3)
    };
    let meant = exact::shifted(now, if now > than { -power } else { power })?;
    Some((times, factor, meant))
}

fn whole_name(case: &Case<'_>, indicator: usize) -> Option<String> {
    let whole = case.scheme.indicators[indicator].part_of.as_deref()?;
    Some(case.scheme.indicator(whole)?.name.clone())
}

fn finding(
    case: &Case<'_>,
    (unit, indicator, column): (usize, usize, usize),
    (now, at): (Decimal, &Value),
    &Off { than, whose }: &Off,
) -> Option<Finding> {
    let (times, factor, meant) = proposed(now, than)?;
    let told = ScaleOff {
        name: case.name(unit, indicator, column),
        reported: now,
        measure: case.scheme.indicators[indicator].unit.to_string(),
        than,
        of_ledger: whose == Whose::Ledger,
        of_sheet: whose == Whose::Sheet,
        of_entries: false,
        of_whole: (whose == Whose::Whole)
            .then(|| whole_name(case, indicator))
            .flatten(),
        of_parts: whose == Whose::Parts,
        times: times.rounded(0),
        is_more: now > than,
        factor,
        meant,
    };
    Some(
        Finding::of(told)
            .about(case.figure(unit, indicator, column))
            .at(case.place(at))
            .figures(now, meant),
    )
}
