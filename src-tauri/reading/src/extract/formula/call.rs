//! A function with its parts, and the figures that they are.

use super::evaluate::{At, Operand, Working};
use super::parse::{Cells, Part};
use super::value::{NO_DIVISION, NO_NUMBER, Value, Why};

/// A function, and the parts it is given.
pub(super) struct Call<'a, 'b> {
    pub(super) working: &'a mut Working<'b>,
    pub(super) at: At,
    pub(super) name: &'a str,
    pub(super) parts: &'a [Part],
}

/// Leaves a function with an error that one of its parts is.
macro_rules! sound {
    ($value:expr) => {
        match $value {
            Ok(value) => value,
            Err(error) => return Ok(error),
        }
    };
}

pub(super) use sound;

impl Call<'_, '_> {
    pub(super) fn unknown<T>(&self) -> Result<T, Why> {
        Err(Why::Function(self.name.to_owned()))
    }

    pub(super) fn one(&mut self, part: usize) -> Result<Value, Why> {
        self.working.one(self.at, &self.parts[part])
    }

    pub(super) fn number(&mut self, part: usize) -> Result<Result<f64, Value>, Why> {
        self.one(part)?.number()
    }

    pub(super) fn operand(&mut self, part: usize) -> Result<Operand, Why> {
        self.working.operand(self.at, &self.parts[part])
    }

    pub(super) fn cells(&mut self, part: usize) -> Result<(usize, Cells), Why> {
        match self.operand(part)? {
            Operand::Cells(sheet, cells) => Ok((sheet, cells)),
            Operand::One(_) => self.unknown(),
        }
    }

    /// The figures of the parts: words in cells count nothing, an error makes all of it one.
    pub(super) fn figures(&mut self, from: usize) -> Result<Result<Vec<f64>, Value>, Why> {
        let is_count = self.name == "COUNT";
        let mut figures = Vec::new();
        for part in from..self.parts.len() {
            match self.operand(part)? {
                Operand::One(Value::Blank) => figures.push(0.0),
                Operand::One(value) => match value.number()? {
                    Ok(number) => figures.push(number),
                    Err(_) if is_count => {}
                    Err(error) => return Ok(Err(error)),
                },
                Operand::Cells(sheet, cells) => {
                    for (_, value) in self.working.filled(sheet, &cells)? {
                        match value {
                            Value::Number(number) => figures.push(number),
                            Value::Error(_) if !is_count => return Ok(Err(value)),
                            _ => {}
                        }
                    }
                }
            }
        }
        Ok(Ok(figures))
    }

    pub(super) fn of_figures(&mut self, from: usize) -> Result<Value, Why> {
        let figures = sound!(self.figures(from)?);
        Ok(Self::summed(self.name, figures))
    }

    pub(super) fn summed(name: &str, mut figures: Vec<f64>) -> Value {
        let count = figures.len();
        let total = figures.iter().sum::<f64>();
        match name {
            "SUM" => Value::of(total),
            "COUNT" => Value::of(count as f64),
            "SUMSQ" => Value::of(figures.iter().map(|own| own * own).sum()),
            "AVERAGE" if count == 0 => NO_DIVISION,
            "AVERAGE" => Value::of(total / count as f64),
            "MAX" => Value::of(figures.into_iter().reduce(f64::max).unwrap_or(0.0)),
            "MIN" => Value::of(figures.into_iter().reduce(f64::min).unwrap_or(0.0)),
            "PRODUCT" if count == 0 => Value::Number(0.0),
            "PRODUCT" => Value::of(figures.iter().product()),
            _ => {
                figures.sort_by(f64::total_cmp);
                match (count % 2, figures.get(count / 2)) {
                    (_, None) => NO_NUMBER,
                    (1, Some(middle)) => Value::of(*middle),
                    (_, Some(upper)) => Value::of(f64::midpoint(figures[count / 2 - 1], *upper)),
                }
            }
        }
    }
}
