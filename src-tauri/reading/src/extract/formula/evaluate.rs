//! What a formula gives, worked out anew over the sheets of its workbook.

use super::parse::{Cells, Part, Sign, parse};
use super::value::{NO_CELL, NO_DIVISION, NO_VALUE, Value, Why, same};
use crate::read::{Content, Grid, Pointers};
use std::collections::HashMap;

/// Cells looked at for the formulas of one return; one that asks for more is not worked out any
/// further.
const MOST_WORK: usize = 5_000_000;
/// Larger ranges are no return's.
const MOST_CELLS: u64 = 200_000;
/// Formulas that stand one upon the other are gone down so far; what lies deeper is trusted.
const DEEPEST: u32 = 100;

/// Row and column of a cell, and the sheet it stands on.
pub(super) type At = (usize, u32, u32);

/// What a formula gives, and the largest figure that went into it: digits beyond its fifteenth are
/// noise.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub(super) value: Value,
    pub(super) largest: f64,
    /// why something that it stands on was not worked out, but taken as it is stored
    pub(super) doubt: Option<Why>,
}

/// What a part of a formula is: one value, or cells.
pub(super) enum Operand {
    One(Value),
    Cells(usize, Cells),
}

/// What a function gives: its name, and its parts.
pub(super) type Call = fn(&mut Working<'_>, At, &str, &[Part]) -> Result<Value, Why>;

/// The formulas of a workbook being worked out.
pub(super) struct Working<'a> {
    call: Call,
    grids: &'a [Grid],
    sheets: HashMap<String, usize>,
    known: HashMap<At, Option<Result<Given, Why>>>,
    left: usize,
    depth: u32,
    largest: f64,
    doubt: Option<Why>,
}

impl<'a> Working<'a> {
    pub(super) fn new(grids: &'a [Grid], call: Call) -> Self {
        let named = grids.iter().enumerate();
        Self {
            call,
            grids,
            sheets: named
                .map(|(at, grid)| (grid.name.to_lowercase(), at))
                .collect(),
            known: HashMap::new(),
            left: MOST_WORK,
            depth: 0,
            largest: 0.0,
            doubt: None,
        }
    }

    pub(super) fn grid(&self, sheet: usize) -> Result<&'a Grid, Why> {
        self.grids.get(sheet).ok_or(Why::Other)
    }

    /// What the formula of a cell gives.
    pub(super) fn formula(&mut self, at: At, formula: &str) -> Result<Given, Why> {
        match self.known.get(&at) {
            Some(Some(known)) => return known.clone(),
            // it stands on itself
            Some(None) => return Err(Why::Other),
            None => {}
        }
        self.known.insert(at, None);
        let before = (std::mem::take(&mut self.largest), self.doubt.take());
        self.depth += 1;
        let value = self.value_of(at, formula);
        self.depth -= 1;
        let given = value.map(|value| Given {
            value,
            largest: self.largest,
            doubt: self.doubt.clone(),
        });
        (self.largest, self.doubt) = before;
        self.known.insert(at, Some(given.clone()));
        given
    }

    /// Whether what a rule asks of a cell holds; nothing where that is not known for certain.
    pub(super) fn condition(&mut self, at: At, formula: &str) -> Option<bool> {
        self.doubt = None;
        // an error is no yes, nor are words
        let holds = match self.value_of(at, formula).ok()? {
            Value::Text(_) => false,
            value => value.truth().ok()?.unwrap_or_default(),
        };
        self.doubt.take().is_none().then_some(holds)
    }

    fn value_of(&mut self, at: At, formula: &str) -> Result<Value, Why> {
        self.spend(1 + formula.len() / 16)?;
        let part = parse(formula)?;
        match self.one(at, &part)? {
            // a formula that gives an empty cell shows 0
            Value::Blank => Ok(Value::Number(0.0)),
            value => Ok(value),
        }
    }

    /// Takes from what may still be done.
    pub(super) fn spend(&mut self, cells: usize) -> Result<(), Why> {
        self.left = self.left.checked_sub(cells).ok_or(Why::Other)?;
        Ok(())
    }

    /// What stands in a cell.
    pub(super) fn cell(&mut self, at: At) -> Result<Value, Why> {
        let grid = self.grid(at.0)?;
        self.spend(1 + grid.covered.len() / 8)?;
        let Some(cell) = grid.cell(at.1, at.2) else {
            // what lies under a merged area was not kept
            let is_covered = grid.covered.contains(&(at.1, at.2));
            return if is_covered {
                Err(Why::Other)
            } else {
                Ok(Value::Blank)
            };
        };
        if let Some(formula) = cell.formula.as_deref().filter(|own| !own.is_empty())
            && self.depth < DEEPEST
        {
            match self.formula(at, formula) {
                Ok(given) => {
                    self.largest = self.largest.max(given.largest);
                    self.doubt = self.doubt.take().or(given.doubt);
                    return Ok(given.value);
                }
                // what is stored there is all that is known
                Err(why) => self.doubt = self.doubt.take().or(Some(why)),
            }
        }
        Ok(match &cell.content {
            Content::Number(number) => {
                self.largest = self.largest.max(number.abs());
                Value::Number(*number)
            }
            Content::Date(number, _) if number.is_finite() => Value::Number(*number),
            Content::Text(words) => Value::Text(words.clone()),
            Content::Truth(truth) => Value::Truth(*truth),
            Content::Error(error) => Value::Error(error.clone()),
            Content::Date(..) | Content::NoResult => return Err(Why::Other),
        })
    }

    /// The filled cells of a range, by row, then column, with where they stand.
    pub(super) fn filled(&mut self, sheet: usize, cells: &Cells) -> Result<Vec<(At, Value)>, Why> {
        let grid = self.grid(sheet)?;
        let is_covered = |at: &(u32, u32)| {
            (cells.top..=cells.bottom).contains(&at.0) && (cells.left..=cells.right).contains(&at.1)
        };
        self.spend(1 + grid.covered.len() / 8)?;
        if grid.covered.iter().any(is_covered) {
            return Err(Why::Other);
        }
        let bottom = cells.bottom.min(grid.rows.saturating_sub(1));
        let mut found = Vec::new();
        for row in cells.top..=bottom {
            let own = grid.row(row);
            self.spend(1 + own.len() / 8)?;
            for cell in own {
                if (cells.left..=cells.right).contains(&cell.column) {
                    let at = (sheet, row, cell.column);
                    found.push((at, self.cell(at)?));
                }
            }
        }
        Ok(found)
    }

    /// A range row by row, empty cells as well.
    pub(super) fn table(&mut self, sheet: usize, cells: &Cells) -> Result<Vec<Vec<Value>>, Why> {
        let grid = self.grid(sheet)?;
        let bottom = cells.bottom.min(grid.rows.max(cells.top + 1) - 1);
        let right = cells.right.min(grid.columns.max(cells.left + 1) - 1);
        let size = u64::from(bottom - cells.top + 1) * u64::from(right - cells.left + 1);
        if size > MOST_CELLS {
            return Err(Why::Other);
        }
        let rows = cells.top..=bottom;
        rows.map(|row| {
            let columns = cells.left..=right;
            columns
                .map(|column| self.cell((sheet, row, column)))
                .collect()
        })
        .collect()
    }

    /// A part as one value or as cells.
    pub(super) fn operand(&mut self, at: At, part: &Part) -> Result<Operand, Why> {
        let Part::Cells(cells) = part else {
            return self.one(at, part).map(Operand::One);
        };
        if cells.sheet.is_some() {
            match self.grid(at.0)?.beside.formulas.pointers {
                Pointers::Known => {}
                Pointers::Unread => return Err(Why::Unread),
                Pointers::PerhapsElsewhere => return Err(Why::Elsewhere),
            }
        }
        let sheet = match &cells.sheet {
            None => at.0,
            Some(name) => match self.sheets.get(name) {
                Some(sheet) => *sheet,
                // of a sheet that was left out nothing is known
                None => return Err(Why::Other),
            },
        };
        Ok(Operand::Cells(sheet, cells.clone()))
    }

    /// A part as one value.
    pub(super) fn one(&mut self, at: At, part: &Part) -> Result<Value, Why> {
        Ok(match part {
            Part::Number(number) => Value::Number(*number),
            Part::Text(words) => Value::Text(words.clone()),
            Part::Truth(truth) => Value::Truth(*truth),
            Part::Error(error) if error == "#REF!" => NO_CELL,
            Part::Error(error) => Value::Error(error.clone().into()),
            Part::Missing => Value::Blank,
            Part::Cells(_) => match self.operand(at, part)? {
                Operand::Cells(sheet, cells)
                    if (cells.top, cells.left) == (cells.bottom, cells.right) =>
                {
                    self.cell((sheet, cells.top, cells.left))?
                }
                // a range where one value is due
                _ => return Err(Why::Other),
            },
            Part::Negative(inner) => match self.one(at, inner)?.number()? {
                Ok(number) => Value::of(-number),
                Err(error) => error,
            },
            Part::Percent(inner) => match self.one(at, inner)?.number()? {
                Ok(number) => Value::of(number / 100.0),
                Err(error) => error,
            },
            Part::Two(sign, one, other) => {
                let one = self.one(at, one)?;
                let other = self.one(at, other)?;
                two(*sign, &one, &other)?
            }
            Part::Call(name, parts) => (self.call)(self, at, name, parts)?,
        })
    }
}

fn two(sign: Sign, one: &Value, other: &Value) -> Result<Value, Why> {
    for value in [one, other] {
        if let Value::Error(_) = value {
            return Ok(value.clone());
        }
    }
    if sign == Sign::Joined {
        return Ok(match (one.words(), other.words()) {
            (Ok(one), Ok(other)) => Value::Text(format!("{one}{other}").into()),
            (Err(error), _) | (_, Err(error)) => error,
        });
    }
    if let Some(truth) = compared(sign, one, other)? {
        return Ok(Value::Truth(truth));
    }
    let (one, other) = match (one.number()?, other.number()?) {
        (Ok(one), Ok(other)) => (one, other),
        (Err(error), _) | (_, Err(error)) => return Ok(error),
    };
    Ok(match sign {
        Sign::Plus => Value::of(one + other),
        Sign::Minus => Value::of(one - other),
        Sign::Times => Value::of(one * other),
        Sign::By if other == 0.0 => NO_DIVISION,
        Sign::By => Value::of(one / other),
        Sign::Power => Value::of(one.powf(other)),
        _ => NO_VALUE,
    })
}

/// Two values compared; nothing where the sign does not compare. Words are more than figures.
pub(super) fn compared(sign: Sign, one: &Value, other: &Value) -> Result<Option<bool>, Why> {
    let is_same = equal(one, other);
    let is_less = || -> Result<bool, Why> {
        match (one, other) {
            (Value::Text(_), Value::Number(_)) => Ok(false),
            (Value::Number(_), Value::Text(_)) => Ok(true),
            // words are ordered otherwise in every language
            (Value::Text(_), _) | (_, Value::Text(_)) => Err(Why::Other),
            _ => match (one.number()?, other.number()?) {
                (Ok(one), Ok(other)) => Ok(one < other && !same(one, other)),
                _ => Err(Why::Other),
            },
        }
    };
    Ok(Some(match sign {
        Sign::Equal => is_same,
        Sign::Other => !is_same,
        Sign::Less => !is_same && is_less()?,
        Sign::AtMost => is_same || is_less()?,
        Sign::More => !is_same && !is_less()?,
        Sign::AtLeast => is_same || !is_less()?,
        _ => return Ok(None),
    }))
}

/// Whether two values are equal: words whatever their case, an empty cell as 0 and as no words.
pub(super) fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => same(*one, *other),
        (Value::Text(one), Value::Text(other)) => one.to_lowercase() == other.to_lowercase(),
        (Value::Truth(one), Value::Truth(other)) => one == other,
        (Value::Blank, Value::Blank) => true,
        (Value::Blank, Value::Number(own)) | (Value::Number(own), Value::Blank) => *own == 0.0,
        (Value::Blank, Value::Text(own)) | (Value::Text(own), Value::Blank) => own.is_empty(),
        (Value::Blank, Value::Truth(own)) | (Value::Truth(own), Value::Blank) => !own,
        _ => false,
    }
}
