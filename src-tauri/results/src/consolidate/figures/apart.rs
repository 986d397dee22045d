//! What a unit reports, held against what those below it report: who reports less, or something
//! else, than they do together.

use super::{Consolidated, Key};
use crate::consolidate::derived::{Covered, DerivedFigure, How, Left, Why};
use crate::consolidate::total::{Amount, total};
use std::collections::HashMap;
use xianbaohui_core::exact;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::scheme::Scheme;

/// The units that a unit's own figures can be held against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Below {
    /// row of the unit
    pub(crate) row: usize,
    /// rows of the topmost units below it that have reported
    pub(crate) topmost: Vec<usize>,
    /// none of those beside them is missing
    pub(crate) is_whole: bool,
}

/// A figure that is not what the units below have together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Apart {
    /// what the unit reports; `None` for a declared nil
    pub(crate) own: Option<Decimal>,
    /// the sum over those below that have one
    pub(crate) sum: DerivedFigure,
    /// what the unit reports less the sum
    pub(crate) difference: DerivedFigure,
    /// every one of those below has one; otherwise their sum is more than the unit's own figure all
    /// the same
    pub(crate) is_whole: bool,
}

/// The total that a sheet reports itself, held against the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReportedApart {
    /// what the sheet says
    pub(crate) reported: Decimal,
    /// the sum
    pub(crate) sum: DerivedFigure,
    /// what the sheet says less the sum
    pub(crate) difference: DerivedFigure,
}

impl ReportedApart {
    /// Whether the sheet says something else.
    pub(crate) fn differs(&self) -> bool {
        self.sum.amount() != Amount::Known(self.reported)
    }
}

impl Consolidated {
    /// For each unit that has reported, the units below it that have.
    pub(crate) fn below(&self, scheme: &Scheme) -> Vec<Below> {
        let mut children: HashMap<&str, Vec<usize>> = HashMap::new();
        for (row, unit) in self.units.iter().enumerate() {
            if let Some(parent) = scheme.units[*unit].parent.as_deref() {
                children.entry(parent).or_default().push(row);
            }
        }
        let own = (0..self.units.len())
            .filter(|row| self.present[*row] && self.units[*row] != scheme.root);
        let below = own.map(|row| {
            // a scheme may have made a circle of parents
            let (topmost, is_whole) = self.topmost_below(scheme, &children, row, self.units.len());
            Below {
                row,
                topmost,
                is_whole,
            }
        });
        below.filter(|below| !below.topmost.is_empty()).collect()
    }

    fn topmost_below(
        &self,
        scheme: &Scheme,
        children: &HashMap<&str, Vec<usize>>,
        row: usize,
        depth: usize,
    ) -> (Vec<usize>, bool) {
        let own = scheme.units[self.units[row]].code.as_str();
        let (mut topmost, mut is_whole) = (Vec::new(), true);
        for &child in children.get(own).into_iter().flatten() {
            if self.present[child] {
                topmost.push(child);
                continue;
            }
            let (below, whole) = if depth == 0 {
                (Vec::new(), false)
            } else {
                self.topmost_below(scheme, children, child, depth.saturating_sub(1))
            };
            is_whole &= whole && !below.is_empty();
            topmost.extend(below);
        }
        (topmost, is_whole)
    }

    /// Where a unit's figure is not what those below it have together, or is less than some of them
    /// have already.
    pub(crate) fn apart(&self, scheme: &Scheme, below: &Below, key: Key) -> Option<Apart> {
        let figure = self
            .figure(below.row, key)
            .filter(|_| self.adds_up(scheme, key))?;
        let own = match figure.number {
            Some(number) => Some(number),
            None if figure.state == State::Nil => None,
            // told as what the total lacks
            None => return None,
        };
        let all = total(below.topmost.iter().map(|row| self.figure(*row, key)));
        let Amount::Known(sum) = all.sum else {
            return None;
        };
        let is_whole = below.is_whole && all.lacking == 0;
        let counted = own.unwrap_or_default();
        let may_be_less = scheme.indicators[key.indicator].measure.may_be_negative();
        let differs = if is_whole {
            counted != sum
        } else {
            counted < sum && !may_be_less
        };
        let covered = || Covered {
            of: below.topmost.len(),
            units: all.numbers + all.nils,
            numbers: all.numbers,
            nils: all.nils,
            left_out: self.without_figure(scheme, below, key),
            ..Covered::default()
        };
        differs.then(|| {
            let parts = self.parts(&below.topmost, &[key]);
            let sum = DerivedFigure::new(all.sum, How::Sum, covered(), parts);
            Apart {
                own,
                difference: difference(counted, &sum),
                sum,
                is_whole,
            }
        })
    }

    /// Those below that have reported, and have no figure of a key.
    fn without_figure(&self, scheme: &Scheme, below: &Below, key: Key) -> Vec<Left> {
        let left = below.topmost.iter().filter_map(|row| {
            let why = match self.figure(*row, key) {
                Some(
                    Figure {
                        number: Some(_), ..
                    }
                    | Figure {
                        state: State::Nil, ..
                    },
                ) => return None,
                Some(Figure {
                    state: State::Unreadable | State::Text,
                    ..
                }) => Why::Unreadable,
                None if self.asked_since.contains(&(*row, key)) => Why::NotAsked,
                _ => Why::Blank,
            };
            Some(Left {
                unit: self.code(scheme, *row),
                why,
            })
        });
        left.collect()
    }

    /// The total that a county table reports of what adds up, and the sum, where they are not the
    /// same.
    pub(crate) fn reported_apart(&self, scheme: &Scheme, key: Key) -> Option<ReportedApart> {
        let apart = self.reported_against(scheme, key)?;
        apart.differs().then_some(apart)
    }

    /// The same, whether they are the same or not.
    pub(crate) fn reported_against(&self, scheme: &Scheme, key: Key) -> Option<ReportedApart> {
        let at = self
            .keys
            .iter()
            .position(|own| *own == key)
            .filter(|_| self.adds_up(scheme, key))?;
        let reported = self
            .reported_total
            .as_ref()?
            .get(at)
            .copied()
            .flatten()?
            .number?;
        let sum = self.sum(scheme, key);
        let _ = sum.amount().number()?;
        Some(ReportedApart {
            reported,
            difference: difference(reported, &sum),
            sum,
        })
    }
}

/// What is reported less the sum.
fn difference(reported: Decimal, sum: &DerivedFigure) -> DerivedFigure {
    sum.then(How::Difference, |sum| match sum {
        Amount::Known(sum) => {
            exact::subtract(reported, sum).map_or(Amount::Overflow, Amount::Known)
        }
        other => other,
    })
}
