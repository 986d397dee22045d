//! Which figure is wrong where rates do not follow: if one figure a hundred, a thousand or ten
//! thousand times as large or as small makes them fit, or two that have changed places, that is
//! proposed, and nothing is changed.
//!
//! Arithmetic has the last word on scale: a growth of 20.3 % beside 67 354 400 and 5 599 fits when
//! the first is in 元. The figure whose correction makes most of the rates of its row fit is named;
//! of growth alone nobody can tell which of the two it is, so that both are. Example: 本季 300,
//! 累计 100, 上年同期 250, 同比 20 → B, 本季与累计像是填反了.

use crate::check::case::Case;
use std::collections::BTreeSet;
use xianbaohui_core::exact;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::told::{RateExchanged, RateHundredfold, RateScale};
use xianbaohui_core::finding::{FigureRef, Finding, Subject};
use xianbaohui_core::form::Role;
use xianbaohui_core::number::{Decimal, round};
use xianbaohui_core::rate;

/// Powers of ten that a figure may be off by: 元 for 万元 or 千元, and a rate in percent twice.
pub(super) const POWERS: [i32; 6] = [4, -4, 3, -3, 2, -2];

/// A rate, and what it follows from.
struct Equation {
    /// column of the rate
    rate: usize,
    of: usize,
    base: usize,
    growth: bool,
    reported: Decimal,
    slack: Decimal,
}

/// Something that makes rates fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mend {
    /// a rate was taken a hundred times
    Rate(usize),
    /// two columns have changed places
    Exchange(usize, usize),
    /// a column is a power of ten off
    Scale(usize, i32),
}

/// The row of one unit and indicator.
struct Row<'c, 'a> {
    case: &'c Case<'a>,
    unit: usize,
    indicator: usize,
    equations: Vec<Equation>,
    /// columns of figures, with these
    figures: Vec<(usize, Decimal)>,
}

/// Tells of rates that follow when a figure is mended; those rates, by unit, indicator and column.
pub(super) fn check(
    case: &Case<'_>,
    history: Option<&FactSet>,
    findings: &mut Vec<Finding>,
) -> BTreeSet<(usize, usize, usize)> {
    let mut told = BTreeSet::new();
    for &(indicator, ref columns) in case.indicators() {
        for unit in case.units() {
            let row = Row::of(case, unit, indicator, columns);
            if let Some((mend, mended)) = row.mend(history) {
                findings.extend(row.finding(mend, &mended));
                let columns = mended
                    .iter()
                    .map(|equation| (unit, indicator, equation.rate));
                told.extend(columns);
            }
        }
    }
    told
}

impl<'c, 'a> Row<'c, 'a> {
    fn of(case: &'c Case<'a>, unit: usize, indicator: usize, columns: &[usize]) -> Self {
        let specs = case.form.columns();
        let number = |column: usize| case.number(unit, indicator, column).map(|(own, _)| own);
        let equation = |rate: usize| {
            let (of, base, growth) = match &specs[rate].role {
                Role::Growth { of, base } => (of, base, true),
                Role::Completion { of, base } => (of, base, false),
                _ => return None,
            };
            let reported = number(rate)?;
            let digits = specs[rate]
                .decimals
                .unwrap_or(1)
                .min(reported.scale().max(1));
            let (of, base) = (case.column(indicator, of)?, case.column(indicator, base)?);
            let is_known = number(of).is_some() && number(base).is_some();
            is_known.then(|| Equation {
                rate,
                of,
                base,
                growth,
                reported,
                slack: exact::last_digit(digits),
            })
        };
        let is_value = |column: &usize| specs[*column].role == Role::Value;
        let values = columns.iter().copied().filter(is_value);
        Self {
            case,
            unit,
            indicator,
            equations: columns.iter().filter_map(|rate| equation(*rate)).collect(),
            figures: values
                .filter_map(|column| Some((column, number(column)?)))
                .collect(),
        }
    }

    /// What makes most of the rates fit, and those that did not before.
    fn mend(&self, history: Option<&FactSet>) -> Option<(Mend, Vec<&Equation>)> {
        let failing = self
            .equations
            .iter()
            .filter(|own| !self.fits(own, None) && self.is_no_ratio(own))
            .collect::<Vec<_>>();
        if failing.is_empty() {
            return None;
        }
        let mended = |mend: Mend| {
            let fixed = failing
                .iter()
                .copied()
                .filter(|own| self.fits(own, Some(mend)));
            let mut others = self.equations.iter();
            let breaks = others.any(|own| self.fits(own, None) && !self.fits(own, Some(mend)));
            (
                mend,
                if breaks {
                    Vec::new()
                } else {
                    fixed.collect::<Vec<_>>()
                },
            )
        };
        let mut mends = self.mends().into_iter().map(mended).collect::<Vec<_>>();
        let most = mends
            .iter()
            .map(|(_, fixed)| fixed.len())
            .max()
            .filter(|most| *most > 0)?;
        mends.retain(|(_, fixed)| fixed.len() == most);
        // of several the first kind, and of figures the one that is less like the others
        mends
            .into_iter()
            .min_by_key(|(mend, _)| self.rank(*mend, history))
    }

    fn mends(&self) -> Vec<Mend> {
        let mut mends = self
            .equations
            .iter()
            .map(|own| Mend::Rate(own.rate))
            .collect::<Vec<_>>();
        for (at, (one, figure)) in self.figures.iter().enumerate() {
            let others = self.figures.iter().skip(at + 1);
            let others = others.filter(|(other, own)| {
                own != figure && self.may_be_exchanged((*one, *figure), (*other, *own))
            });
            mends.extend(others.map(|(other, _)| Mend::Exchange(*one, *other)));
        }
        for (column, figure) in &self.figures {
            if !figure.is_zero() {
                mends.extend(POWERS.iter().map(|power| Mend::Scale(*column, *power)));
            }
        }
        mends
    }

    /// A column that no rate speaks of is a part of the one that rates are of (本季 of 累计): it
    /// must not be less before they change places.
    fn may_be_exchanged(&self, one: (usize, Decimal), other: (usize, Decimal)) -> bool {
        let mut equations = self.equations.iter();
        let is_spoken_of = |column: usize| {
            equations
                .clone()
                .any(|own| own.of == column || own.base == column)
        };
        match (is_spoken_of(one.0), is_spoken_of(other.0)) {
            (true, true) => true,
            (false, false) => false,
            (true, false) => equations.any(|own| own.of == one.0) && one.1 < other.1,
            (false, true) => equations.any(|own| own.of == other.0) && other.1 < one.1,
        }
    }

    /// Less is more likely.
    fn rank(&self, mend: Mend, history: Option<&FactSet>) -> (u8, Decimal) {
        match mend {
            Mend::Rate(_) => (0, Decimal::ZERO),
            Mend::Exchange(..) => (1, Decimal::ZERO),
            Mend::Scale(column, power) => {
                let known = history.and_then(|history| self.known(history, column));
                let meant = self.scaled(column, power).unwrap_or_default();
                let is_known = known.is_some_and(|known| spread(&[known, meant]) < FAR);
                let was_known = known.is_some_and(|known| {
                    self.figure(column)
                        .is_some_and(|own| spread(&[known, own]) < FAR)
                });
                let class = match (is_known, was_known) {
                    (true, false) => 2,
                    (false, true) => 4,
                    _ => 3,
                };
                let figures = self.figures.iter();
                let after = figures
                    .map(|(own, figure)| if *own == column { meant } else { *figure })
                    .collect::<Vec<_>>();
                (class, spread(&after))
            }
        }
    }

    /// What the ledger has of a column for the year before.
    fn known(&self, history: &FactSet, column: usize) -> Option<Decimal> {
        let specs = self.case.form.columns();
        let base = specs.iter().find_map(|spec| match &spec.role {
            Role::Growth { of, base } if *base == specs[column].code => Some(of),
            _ => None,
        });
        let code = base.unwrap_or(&specs[column].code);
        self.case
            .year_before(history, self.unit, self.indicator, code)
    }

    fn figure(&self, column: usize) -> Option<Decimal> {
        let mut figures = self.figures.iter();
        figures
            .find(|(own, _)| *own == column)
            .map(|(_, figure)| *figure)
    }

    fn scaled(&self, column: usize, power: i32) -> Option<Decimal> {
        exact::shifted(self.figure(column)?, power)
    }

    /// Whether a rate follows, when something is mended.
    fn fits(&self, own: &Equation, mend: Option<Mend>) -> bool {
        let figure = |column: usize| match mend {
            Some(Mend::Scale(of, power)) if of == column => self.scaled(of, power),
            Some(Mend::Exchange(one, other)) if one == column => self.figure(other),
            Some(Mend::Exchange(one, other)) if other == column => self.figure(one),
            _ => self.figure(column),
        };
        let reported = match mend {
            Some(Mend::Rate(rate)) if rate == own.rate => exact::shifted(own.reported, -2),
            _ => Some(own.reported),
        };
        let (Some(of), Some(base), Some(reported)) = (figure(own.of), figure(own.base), reported)
        else {
            return false;
        };
        // next to nothing is a fall of 100 % whatever it is
        let is_nothing = mend.is_some()
            && own.growth
            && exact::add(reported, Decimal::ONE_HUNDRED)
                .is_none_or(|left| left.abs() <= Decimal::ONE);
        let expected = if own.growth {
            rate::growth(of, base)
        } else {
            rate::percentage(of, base)
        };
        !is_nothing
            && expected
                .number()
                .is_some_and(|expected| exact::within(reported, expected, own.slack))
    }

    /// 0.344 for 34.4 % is told as that.
    fn is_no_ratio(&self, own: &Equation) -> bool {
        let percent = Equation {
            reported: own.reported.times(Decimal::ONE_HUNDRED).unwrap_or_default(),
            slack: Decimal::ONE,
            ..*own
        };
        !self.fits(&percent, None)
    }

    fn name(&self, column: usize) -> String {
        self.case.name(self.unit, self.indicator, column)
    }

    fn refs(&self, columns: &[usize]) -> Vec<FigureRef> {
        let figure = |column: &usize| self.case.figure_ref(self.unit, self.indicator, *column);
        columns.iter().map(figure).collect()
    }

    /// `mended`: the rates that follow then.
    fn finding(&self, mend: Mend, mended: &[&Equation]) -> Option<Finding> {
        let case = self.case;
        let rates = mended
            .iter()
            .map(|own| case.form.columns()[own.rate].name.clone());
        let rates = rates.collect::<Vec<_>>();
        let mut columns = match mend {
            Mend::Rate(rate) => vec![rate],
            Mend::Exchange(one, other) => vec![one, other],
            Mend::Scale(column, _) => vec![column],
        };
        for own in mended {
            columns.extend([own.rate, own.of, own.base]);
        }
        let mut seen = BTreeSet::new();
        columns.retain(|column| seen.insert(*column));
        let finding = match mend {
            Mend::Rate(rate) => {
                let own = mended.first()?;
                let expected = round(exact::shifted(own.reported, -2)?, 2);
                let name = self.name(rate);
                Finding::of(RateHundredfold {
                    name,
                    reported: own.reported,
                    expected,
                })
                .figures(own.reported, expected)
            }
            Mend::Exchange(one, other) => {
                let (first, second) = (self.figure(one)?, self.figure(other)?);
                Finding::of(RateExchanged {
                    name: self.name(one),
                    value: first,
                    other: case.form.columns()[other].name.clone(),
                    other_value: second,
                    rates,
                })
                .figures(first, second)
            }
            Mend::Scale(column, power) => {
                let (reported, meant) = (self.figure(column)?, self.scaled(column, power)?);
                let across = mended.iter().flat_map(|own| [own.of, own.base]);
                let across = across
                    .filter(|other| *other != column)
                    .collect::<BTreeSet<_>>();
                Finding::of(RateScale {
                    name: self.name(column),
                    reported,
                    measure: case.scheme.indicators[self.indicator].unit.to_string(),
                    rates,
                    is_more: power < 0,
                    factor: 10_u32.pow(power.unsigned_abs()),
                    meant,
                    others: across
                        .into_iter()
                        .map(|other| case.form.columns()[other].name.clone())
                        .collect(),
                })
                .figures(reported, meant)
            }
        };
        let places = columns.iter().filter_map(|column| {
            let value = case.value(self.unit, self.indicator, *column)?;
            Some(case.place(value))
        });
        let about = match mend {
            Mend::Exchange(one, other) => Subject::Figures(self.refs(&[one, other])),
            Mend::Rate(column) | Mend::Scale(column, _) => {
                case.figure(self.unit, self.indicator, column)
            }
        };
        Some(finding.about(about).at_all(places.collect::<Vec<_>>()))
    }
}

/// A figure of the year before that is this many times another is not of its scale.
const FAR: Decimal = Decimal::whole(30);

/// How many times the least of some figures the greatest is.
fn spread(figures: &[Decimal]) -> Decimal {
    let known = figures
        .iter()
        .map(Decimal::abs)
        .filter(|figure| !figure.is_zero());
    let (least, most) = (known.clone().min(), known.max());
    match (least, most) {
        (Some(least), Some(most)) => most.over(least).unwrap_or(Decimal::MAX),
        _ => Decimal::ONE,
    }
}
