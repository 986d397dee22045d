//! What a formula gives, worked out anew.

use crate::read::{Content, Grid};
use std::cell::Cell;
use xianbaohui_core::place::parse_cell;

/// Deeper brackets, and more minus signs in a row, are no return's.
const DEEPEST: u32 = 32;
/// Larger ranges are no return's.
const MOST_CELLS: u32 = 20_000;
/// Stored and worked out are doubles: what differs by less than this share is the same.
pub(super) const SAME: f64 = 1e-9;

/// What a formula gives, if it is plain arithmetic and functions that returns use, over figures of
/// the same sheet. `work` is what may still be done.
pub(super) fn evaluate(formula: &str, grid: &Grid, work: &Cell<usize>) -> Option<f64> {
    let mut reader = Reader {
        rest: formula.trim().trim_start_matches('='),
        grid,
        depth: 0,
        work,
    };
    let value = reader.sum()?;
    (reader.rest.trim().is_empty() && value.is_finite()).then_some(value)
}

struct Reader<'a> {
    rest: &'a str,
    grid: &'a Grid,
    depth: u32,
    work: &'a Cell<usize>,
}

impl<'a> Reader<'a> {
    /// Takes from what may still be done.
    fn spend(&self, cells: usize) -> Option<()> {
        self.work.set(
            self.work
                .get()
                .checked_sub(cells + self.grid.covered.len())?,
        );
        Some(())
    }

    fn sum(&mut self) -> Option<f64> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut value = self.product()?;
        loop {
            if self.takes('+') {
                value += self.product()?;
            } else if self.takes('-') {
                value -= self.product()?;
            } else {
                self.depth -= 1;
                return Some(value);
            }
        }
    }

    fn product(&mut self) -> Option<f64> {
        let mut value = self.factor()?;
        loop {
            if self.takes('*') {
                value *= self.factor()?;
            } else if self.takes('/') {
                value /= self.factor()?;
            } else {
                return Some(value);
            }
        }
    }

    fn factor(&mut self) -> Option<f64> {
        if self.takes('-') {
            // -2^2 and the like are not among what is worked out, so that the minus may bind to
            // anything
            self.depth += 1;
            let value = if self.depth > DEEPEST {
                None
            } else {
                self.factor()
            };
            self.depth -= 1;
            return Some(-value?);
        }
        let mut value = if self.takes('(') {
            let inner = self.sum()?;
            self.takes(')').then_some(inner)?
        } else {
            self.word()?
        };
        while self.takes('%') {
            value /= 100.0;
        }
        Some(value)
    }

    /// A number, a cell, or a function.
    fn word(&mut self) -> Option<f64> {
        let word = self.name();
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            return word.parse().ok();
        }
        if !matches!(
            word,
            "SUM" | "AVERAGE" | "MAX" | "MIN" | "PRODUCT" | "ROUND" | "ABS" | "IF" | "IFERROR"
        ) {
            return self.figure(cell(word)?);
        }
        self.takes('(').then_some(())?;
        match word {
            "ROUND" => {
                let value = self.sum()?;
                self.takes(',').then_some(())?;
                let digits = self.sum()?;
                let scale = 10_f64.powi(
                    (digits.fract() == 0.0 && digits.abs() <= 12.0).then_some(digits as i32)?,
                );
                self.takes(')').then_some((value * scale).round() / scale)
            }
            "ABS" => {
                let value = self.sum()?;
                self.takes(')').then_some(value.abs())
            }
            "IF" => self.either(),
            "IFERROR" => {
                let value = self.sum()?;
                self.takes(',').then_some(())?;
                // a division by zero is the only error that is known here
                if value.is_finite() {
                    self.skip_to_end().then_some(value)
                } else {
                    self.sum().filter(|_| self.takes(')'))
                }
            }
            _ => {
                let mut figures = Vec::new();
                loop {
                    self.argument(&mut figures)?;
                    if self.takes(')') {
                        break;
                    }
                    self.takes(',').then_some(())?;
                }
                let total = figures.iter().sum::<f64>();
                match word {
                    "SUM" => Some(total),
                    _ if figures.is_empty() => None,
                    "AVERAGE" => Some(total / figures.len() as f64),
                    "MAX" => figures.into_iter().reduce(f64::max),
                    "MIN" => figures.into_iter().reduce(f64::min),
                    _ => Some(figures.iter().product()),
                }
            }
        }
    }

    /// What follows `IF(`: two figures compared, and what either case gives; the case that does not
    /// come is passed over.
    fn either(&mut self) -> Option<f64> {
        let one = self.sum()?;
        let rest = self.rest.trim_start();
        let operator = ["<=", ">=", "<>", "=", "<", ">"]
            .into_iter()
            .find(|operator| rest.starts_with(operator))?;
        self.rest = &rest[operator.len()..];
        let other = self.sum()?;
        let is_so = match operator {
            "<=" => one <= other,
            ">=" => one >= other,
            "<" => one < other,
            ">" => one > other,
            _ => ((one - other).abs() <= SAME * one.abs().max(other.abs())) == (operator == "="),
        };
        self.takes(',').then_some(())?;
        if is_so {
            let value = self.sum()?;
            return (self.takes(')') || (self.takes(',') && self.skip_to_end())).then_some(value);
        }
        self.skip(',').then_some(())?;
        self.sum().filter(|_| self.takes(')'))
    }

    /// Over the rest of an argument and the mark behind it, brackets and words in quotes as a
    /// whole.
    fn skip(&mut self, mark: char) -> bool {
        let (mut open, mut is_quoted) = (0_u32, false);
        for (at, c) in self.rest.char_indices() {
            match c {
                '"' => is_quoted = !is_quoted,
                _ if is_quoted => {}
                _ if c == mark && open == 0 => {
                    self.rest = &self.rest[at + 1..];
                    return true;
                }
                '(' => open += 1,
                ')' if open == 0 => return false,
                ')' => open -= 1,
                _ => {}
            }
        }
        false
    }

    fn skip_to_end(&mut self) -> bool {
        self.skip(')')
    }

    /// A range, or anything else that a sum may be made of.
    fn argument(&mut self, figures: &mut Vec<f64>) -> Option<()> {
        let before = self.rest;
        let first = cell(self.name());
        if let (Some((top, left)), true) = (first, self.takes(':')) {
            let (bottom, right) = cell(self.name())?;
            let size = (bottom.checked_sub(top)? + 1).checked_mul(right.checked_sub(left)? + 1)?;
            self.spend(size as usize)?;
            if size > MOST_CELLS
                || self.grid.covered.iter().any(|(row, column)| {
                    (top..=bottom).contains(row) && (left..=right).contains(column)
                })
            {
                return None;
            }
            let mut cells = (top..=bottom)
                .flat_map(|row| self.grid.row(row))
                .filter(|cell| (left..=right).contains(&cell.column));
            // words count nothing in a sum; an error makes all of it one
            return cells.try_for_each(|cell| match &cell.content {
                Content::Number(number) => {
                    figures.push(*number);
                    Some(())
                }
                Content::Text(_) => Some(()),
                _ => None,
            });
        }
        self.rest = before;
        figures.push(self.sum()?);
        Some(())
    }

    /// The figure in a cell; an empty one is 0, anything else is not worked out.
    fn figure(&self, (row, column): (u32, u32)) -> Option<f64> {
        self.spend(1)?;
        match self.grid.cell(row, column).map(|cell| &cell.content) {
            Some(Content::Number(number)) => Some(*number),
            None if !self.grid.covered.contains(&(row, column)) => Some(0.0),
            _ => None,
        }
    }

    fn name(&mut self) -> &'a str {
        self.rest = self.rest.trim_start();
        let end = self
            .rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || c == '$' || c == '.'))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn takes(&mut self, wanted: char) -> bool {
        self.rest = self.rest.trim_start();
        let rest = self.rest.strip_prefix(wanted);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// `B2`, `$B$2`
fn cell(word: &str) -> Option<(u32, u32)> {
    parse_cell(&word.replace('$', ""))
}
