//! What a ledger must come to, worked out from what was filled in and from nothing of the
//! program's.

use super::book::{Book, Filled, Role};
use super::fraction::Fraction;

/// What must stand in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Cell {
    /// a figure, shown with so many digits; as filled in or added up: digit for digit
    Exact(Fraction, u32),
    /// a figure that was divided
    Near(Fraction, u32),
    /// words
    Word(&'static str),
}

/// What it must be of a figure, 同比 or 占比.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Derived {
    None,
    Year,
    Share,
}

const NOW: u16 = 2021;

impl Book {
    fn filled(
        &self,
        year: u16,
        form: usize,
        unit: usize,
        row: usize,
        column: usize,
    ) -> Option<Filled> {
        self.returns
            .get(&(year, form, unit))?
            .get(&(row, column))
            .copied()
    }

    pub(super) fn has_reported(&self, form: usize, unit: usize) -> bool {
        self.returns.contains_key(&(NOW, form, unit))
    }

    /// Units that are added: whoever has reported stands for all below.
    pub(super) fn added(&self, form: usize) -> Vec<usize> {
        fn below(book: &Book, form: usize, parent: Option<usize>, found: &mut Vec<usize>) {
            for unit in (0..book.units.len()).filter(|unit| book.units[*unit].parent == parent) {
                if book.has_reported(form, unit) {
                    found.push(unit);
                } else {
                    below(book, form, Some(unit), found);
                }
            }
        }
        let mut found = Vec::new();
        below(self, form, None, &mut found);
        found.sort_unstable();
        found
    }

    fn adds_up(&self, form: usize, row: usize, column: usize) -> bool {
        self.forms[form].columns[column].role == Role::Value && self.indicators[row].adds_up()
    }

    /// Digits that a column shows of an indicator.
    pub(super) fn digits(&self, form: usize, row: usize, column: usize) -> u32 {
        let column = &self.forms[form].columns[column];
        column.decimals.unwrap_or(match column.role {
            Role::Value => self.indicators[row].decimals,
            Role::Growth | Role::Completion => 1,
            Role::Rank => 0,
        })
    }

    fn sum(&self, form: usize, row: usize, column: usize) -> Option<Fraction> {
        let figures = self
            .added(form)
            .into_iter()
            .filter_map(|unit| self.filled(NOW, form, unit, row, column)?.number());
        figures.fold(None, |sum: Option<Fraction>, figure| {
            Some(sum.unwrap_or(Fraction::ZERO).plus(figure))
        })
    }

    /// Both sums over the units that have both; nil is nothing.
    fn pair(
        &self,
        form: usize,
        of: (usize, usize),
        base: (usize, usize),
    ) -> Option<(Fraction, Fraction)> {
        let known = |filled: Option<Filled>| match filled? {
            Filled::Number(number, ..) => Some((number, true)),
            Filled::Nil => Some((Fraction::ZERO, false)),
            Filled::Blank | Filled::Unreadable => None,
        };
        if !self.adds_up(form, of.0, of.1) || !self.adds_up(form, base.0, base.1) {
            return None;
        }
        let (mut sums, mut any) = ((Fraction::ZERO, Fraction::ZERO), (false, false));
        for unit in self.added(form) {
            let (Some(one), Some(other)) = (
                known(self.filled(NOW, form, unit, of.0, of.1)),
                known(self.filled(NOW, form, unit, base.0, base.1)),
            ) else {
                continue;
            };
            sums = (sums.0.plus(one.0), sums.1.plus(other.0));
            any = (any.0 | one.1, any.1 | other.1);
        }
        (any.0 && any.1).then_some(sums)
    }

    /// The total of a column.
    pub(super) fn total(&self, form: usize, row: usize, column: usize, derived: Derived) -> Cell {
        let digits = self.digits(form, row, column);
        let at = |code: &str| {
            self.forms[form]
                .columns
                .iter()
                .position(|column| column.code == code)
        };
        let slash = |value: Option<Fraction>, digits| {
            value.map_or(Cell::Word("/"), |value| Cell::Near(value, digits))
        };
        match derived {
            Derived::Share => match self.sum(form, row, column) {
                Some(sum) if self.adds_up(form, row, column) && !sum.is_zero() => {
                    Cell::Near(hundred(), 1)
                }
                _ => Cell::Word("/"),
            },
            Derived::Year => {
                let mut sums = None;
                for unit in self
                    .added(form)
                    .into_iter()
                    .filter(|_| self.adds_up(form, row, column))
                {
                    let (Some(now), Some(then)) = (
                        self.number(NOW, form, unit, row, column),
                        self.number(NOW - 1, form, unit, row, column),
                    ) else {
                        continue;
                    };
                    let (of, base) = sums.unwrap_or((Fraction::ZERO, Fraction::ZERO));
                    sums = Some((of.plus(now), base.plus(then)));
                }
                slash(sums.and_then(|(of, base)| growth(of, base)), 1)
            }
            Derived::None if self.adds_up(form, row, column) => {
                self.sum(form, row, column).map_or_else(
                    || self.no_sum(form, row, column),
                    |sum| Cell::Exact(sum, digits),
                )
            }
            Derived::None => match self.forms[form].columns[column].role {
                Role::Value => slash(self.ratio(form, row, column), digits),
                Role::Growth => slash(
                    at("then")
                        .and_then(|base| self.pair(form, (row, 0), (row, base)))
                        .and_then(|(of, base)| growth(of, base)),
                    digits,
                ),
                Role::Completion => slash(
                    at("goal")
                        .and_then(|base| self.pair(form, (row, 0), (row, base)))
                        .and_then(|(of, base)| divided(of.times(hundred()), base)),
                    digits,
                ),
                Role::Rank => Cell::Word("/"),
            },
        }
    }

    /// What stands for a sum of no figure: why there is none, unless it was declared.
    fn no_sum(&self, form: usize, row: usize, column: usize) -> Cell {
        let there = self
            .added(form)
            .into_iter()
            .filter(|unit| self.has_reported(form, *unit));
        let there = there
            .map(|unit| {
                self.filled(NOW, form, unit, row, column)
                    .unwrap_or(Filled::Blank)
            })
            .collect::<Vec<_>>();
        let has = |wanted: Filled| there.contains(&wanted);
        match () {
            () if has(Filled::Nil) => Cell::Word("/"),
            () if has(Filled::Unreadable) => Cell::Word("未识别"),
            () if has(Filled::Blank) => Cell::Word(""),
            () => Cell::Word("/"),
        }
    }

    fn number(
        &self,
        year: u16,
        form: usize,
        unit: usize,
        row: usize,
        column: usize,
    ) -> Option<Fraction> {
        self.filled(year, form, unit, row, column)?.number()
    }

    /// Through what the two are counted in.
    fn ratio(&self, form: usize, row: usize, column: usize) -> Option<Fraction> {
        let (of, base) = self.indicators[row].ratio?;
        if !self.forms[form].rows.contains(&of) || !self.forms[form].rows.contains(&base) {
            return None;
        }
        let sums = self.pair(form, (of, column), (base, column))?;
        let ones = |unit: &str| match unit {
            "万元" | "万人" => 10_000,
            "亿元" => 100_000_000,
            _ => 1,
        };
        let is_money = |unit: &str| unit.ends_with('元');
        let (of_unit, base_unit, own) = (
            self.indicators[of].unit,
            self.indicators[base].unit,
            self.indicators[row].unit,
        );
        let quotient = divided(
            sums.0.times(Fraction::new(ones(of_unit), 1)),
            sums.1.times(Fraction::new(ones(base_unit), 1)),
        )?;
        let alike = is_money(of_unit) == is_money(base_unit);
        match own {
            "%" if alike => Some(quotient.times(hundred())),
            "‰" if alike => Some(quotient.times(Fraction::new(1000, 1))),
            "" if alike => Some(quotient),
            "万元" if is_money(of_unit) && !is_money(base_unit) => {
                Some(quotient.over(Fraction::new(10_000, 1)))
            }
            _ => None,
        }
    }

    /// What stands in a unit's own row.
    pub(super) fn own(
        &self,
        form: usize,
        unit: usize,
        row: usize,
        column: usize,
        derived: Derived,
    ) -> Cell {
        let number = self.number(NOW, form, unit, row, column);
        let slash =
            |value: Option<Fraction>| value.map_or(Cell::Word("/"), |value| Cell::Near(value, 1));
        match derived {
            Derived::None => match self.filled(NOW, form, unit, row, column) {
                Some(Filled::Number(number, ..)) => {
                    Cell::Exact(number, self.digits(form, row, column))
                }
                Some(Filled::Nil) => Cell::Word("—"),
                Some(Filled::Unreadable) => Cell::Word("未识别"),
                Some(Filled::Blank) | None => Cell::Word(""),
            },
            Derived::Year => slash(
                number
                    .filter(|_| self.adds_up(form, row, column))
                    .and_then(|now| growth(now, self.number(NOW - 1, form, unit, row, column)?)),
            ),
            Derived::Share => {
                let counts = self.adds_up(form, row, column) && self.added(form).contains(&unit);
                slash(
                    number.filter(|_| counts).and_then(|own| {
                        divided(own.times(hundred()), self.sum(form, row, column)?)
                    }),
                )
            }
        }
    }

    /// Entries and sum of a roster, of one unit or of all that are added.
    pub(super) fn roster(&self, form: usize, unit: Option<usize>) -> (usize, Cell) {
        let units = unit.map_or_else(|| self.added(form), |unit| vec![unit]);
        let entries = units
            .iter()
            .filter_map(|unit| self.returns.get(&(NOW, form, *unit)))
            .flat_map(|one| one.values().copied())
            .collect::<Vec<_>>();
        let numbers = entries
            .iter()
            .filter_map(|filled| filled.number())
            .collect::<Vec<_>>();
        let has = |wanted: Filled| entries.contains(&wanted);
        let cell = if !numbers.is_empty() {
            Cell::Exact(numbers.into_iter().fold(Fraction::ZERO, Fraction::plus), 2)
        } else if has(Filled::Unreadable) {
            Cell::Word("未识别")
        } else if has(Filled::Blank) {
            Cell::Word("")
        } else {
            Cell::Word("—")
        };
        (entries.len(), cell)
    }

    /// Units that a total lacks although they have reported: their names must stand under the
    /// table.
    pub(super) fn lacking(&self, form: usize, row: usize, column: usize) -> Vec<usize> {
        if !self.adds_up(form, row, column) || self.sum(form, row, column).is_none() {
            return Vec::new();
        }
        let lacks = |unit: &usize| {
            matches!(
                self.filled(NOW, form, *unit, row, column),
                Some(Filled::Blank | Filled::Unreadable) | None
            )
        };
        self.added(form).into_iter().filter(lacks).collect()
    }
}

fn hundred() -> Fraction {
    Fraction::new(100, 1)
}

fn divided(of: Fraction, base: Fraction) -> Option<Fraction> {
    (!base.is_zero()).then(|| of.over(base))
}

fn growth(of: Fraction, base: Fraction) -> Option<Fraction> {
    base.is_positive()
        .then(|| of.minus(base).times(hundred()).over(base))
}
