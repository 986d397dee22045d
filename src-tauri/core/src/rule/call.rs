//! Functions and lists, while a rule is evaluated.

use super::evaluate::Side;
use super::list::meant;
use super::memory::Counted;
use super::{Expr, Function, Lacking, Lookup, Only, Question, Rows, Value, pattern};
use crate::exact::{self, Sum};
use crate::number::Decimal;
use crate::place::Place;
use std::collections::HashMap;
use std::rc::Rc;

/// More cells than this are not named.
const MOST_CELLS: usize = 50;

impl<'a> Side<'a> {
    pub(super) fn call(
        &mut self,
        function: Function,
        values: &'a [Expr],
    ) -> Result<Value, Lacking> {
        let mut given = values.iter();
        let first = given.next().ok_or(Lacking::Nothing)?;
        Ok(match function {
            Function::Sum => {
                let mut sum = Sum::default();
                for value in values {
                    sum.add(self.number(value)?);
                }
                Value::Number(sum.value().ok_or(Lacking::Nothing)?)
            }
            Function::Count => {
                let there = values.iter().filter(|value| !self.is_blank(value)).count();
                Value::Number(Decimal::from(there))
            }
            Function::Abs => Value::Number(self.number(first)?.abs()),
            Function::Round => {
                let number = self.number(first)?;
                let digits = match given.next() {
                    Some(digits) => self.number(digits)?,
                    None => Decimal::ZERO,
                };
                Value::Number(rounded(number, digits).ok_or(Lacking::Nothing)?)
            }
            Function::Max | Function::Min => {
                let mut best = self.number(first)?;
                for value in given {
                    let value = self.number(value)?;
                    let is_better = if function == Function::Max {
                        value > best
                    } else {
                        value < best
                    };
                    best = if is_better { value } else { best };
                }
                Value::Number(best)
            }
            Function::If => {
                let chosen = if self.truth(first)? {
                    given.next()
                } else {
                    given.nth(1)
                };
                match chosen {
                    Some(chosen) => self.value(chosen)?,
                    // nothing is said of the other case
                    None => Value::Truth(true),
                }
            }
            Function::And => Value::Truth(self.all(values, true)?),
            Function::Or => Value::Truth(!self.all(values, false)?),
            Function::Not => Value::Truth(!self.truth(first)?),
            Function::IsBlank => Value::Truth(self.is_blank(first)),
            Function::Year => {
                let value = self.value(first)?;
                let year = match &value {
                    Value::Text(day) => day.get(..4).and_then(|year| year.parse::<u32>().ok()),
                    _ => None,
                };
                Value::Number(Decimal::from(year.ok_or(Lacking::Nothing)?))
            }
            Function::Like => {
                let written = self.value(first)?.to_string();
                let pattern = match given.next() {
                    Some(Expr::Text(pattern)) => pattern.as_str(),
                    _ => "",
                };
                Value::Truth(pattern::matches(pattern, &written))
            }
        })
    }

    /// Whether all are as said; what decides it is enough.
    fn all(&mut self, values: &'a [Expr], wanted: bool) -> Result<bool, Lacking> {
        let mut missing = None;
        for value in values {
            match self.truth(value) {
                Ok(truth) if truth != wanted => return Ok(false),
                Ok(_) => {}
                Err(lacking) => missing = missing.or(Some(lacking)),
            }
        }
        missing.map_or(Ok(true), Err)
    }

    fn is_blank(&self, expr: &'a Expr) -> bool {
        match expr {
            Expr::Figure(figure) => !self.is_there(figure),
            Expr::Field(code) => self.field(code) == Ok(Value::Blank),
            _ => false,
        }
    }

    pub(super) fn rows(&mut self, rows: &Rows) -> Result<Decimal, Lacking> {
        let missing = || Lacking::List(rows.list.clone());
        let list = self.figures.list(&rows.list, false).ok_or_else(missing)?;
        let meant = meant(&rows.only, list).ok_or_else(missing)?;
        let form = self.figures.form(&rows.list);
        let Some(field) = &rows.field else {
            self.coarsened(false, true, 0);
            return Ok(Decimal::from(meant.len()));
        };
        let spec = form.and_then(|form| form.field(field));
        let unit = spec.and_then(|spec| spec.unit.as_ref());
        let is_counted = unit.is_some_and(crate::measure::MeasureUnit::counts_things);
        self.coarsened(false, is_counted, spec.map_or(0, |spec| spec.decimals));
        self.counted_too(meant.len().saturating_sub(1));
        let mut sum = Sum::default();
        for row in meant {
            match list.value(row, field) {
                Some(Value::Number(number)) => sum.add(number),
                Some(Value::Blank) => {}
                _ => return Err(Lacking::Field(field.clone())),
            }
        }
        sum.value().ok_or(Lacking::Nothing)
    }

    pub(super) fn cells_of_rows(&self, rows: &Rows, cells: &mut Vec<Place>) {
        let (Some(list), Some(field)) = (self.figures.list(&rows.list, false), &rows.field) else {
            return;
        };
        let meant = meant(&rows.only, list).unwrap_or_default();
        let places = meant.into_iter().filter_map(|row| list.place(row, field));
        cells.extend(places.take(MOST_CELLS));
    }

    pub(super) fn lookup(&mut self, lookup: &'a Lookup) -> Result<bool, Lacking> {
        let mut key = Vec::new();
        let mut fields = Vec::new();
        for value in &lookup.values {
            let own = match value {
                Expr::Field(code) => {
                    fields.push(code.as_str());
                    self.field(code)?
                }
                other => self.value(other)?,
            };
            // what is blank is in no list, and told as that
            if own == Value::Blank {
                return Ok(true);
            }
            key.push(own.key());
        }
        let key = key.join("\u{0}");
        let own = self.rule.each.as_deref().unwrap_or(&self.form.code);
        let counted = match &lookup.question {
            Question::Unique => self.counted(own, &fields, false, &[])?,
            Question::UniqueEverywhere => self.counted(own, &fields, true, &[])?,
            Question::Listed { list, field, only } => self.counted(list, &[field], true, only)?,
        };
        let found = counted.get(&key).copied().unwrap_or_default();
        Ok(match lookup.question {
            Question::Listed { .. } => found > 0,
            _ => found <= 1,
        })
    }

    /// How often each key is in a list, in rows whose fields are so.
    fn counted(
        &self,
        code: &str,
        fields: &[&str],
        everywhere: bool,
        only: &[Only],
    ) -> Result<Counted, Lacking> {
        let asked = format!("{}\u{0}{only:?}", fields.join("\u{0}"));
        let question = (code.to_owned(), asked, everywhere);
        if let Some(known) = self.memory.get(&question) {
            return Ok(known);
        }
        let list = match self.row {
            Some((own, _)) if !everywhere => Some(own),
            _ => self.figures.list(code, everywhere),
        };
        let list = list.ok_or_else(|| Lacking::List(code.to_owned()))?;
        let mut counts: HashMap<String, u32> = HashMap::new();
        let rows = meant(only, list).ok_or_else(|| {
            let field = only.first().map(|(field, ..)| field.clone());
            Lacking::Field(field.unwrap_or_default())
        })?;
        for row in rows {
            let key = fields.iter().map(|field| match list.value(row, field) {
                Some(Value::Blank) | None => None,
                Some(value) => Some(value.key()),
            });
            if let Some(key) = key.collect::<Option<Vec<_>>>() {
                *counts.entry(key.join("\u{0}")).or_default() += 1;
            }
        }
        let counted = Rc::new(counts);
        self.memory.keep(question, Rc::clone(&counted));
        Ok(counted)
    }
}

/// To so many digits after the point; before it, where that is below zero.
fn rounded(number: Decimal, digits: Decimal) -> Option<Decimal> {
    let digits = digits.normalize().to_string().parse::<i32>().ok()?;
    if let Ok(decimals) = u32::try_from(digits) {
        return Some(number.rounded(decimals.min(28)));
    }
    let moved = exact::shifted(number, digits)?.rounded(0);
    exact::shifted(moved, digits.checked_neg()?)
}
