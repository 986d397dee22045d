//! The functions that returns use. One that is not here, or is used in a way that is not, is no
//! reason to guess.

use super::call::{Call, sound};
use super::evaluate::{At, Operand, Working};
use super::parse::Part;
use super::value::{Cut, NO_DIVISION, NOT_FOUND, Value, Why, rounded};

/// What a function gives.
pub(super) fn call(
    working: &mut Working<'_>,
    at: At,
    name: &str,
    parts: &[Part],
) -> Result<Value, Why> {
    let mut own = Call {
        working,
        at,
        name,
        parts,
    };
    own.given()
}

impl Call<'_, '_> {
    fn given(&mut self) -> Result<Value, Why> {
        match (self.name, self.parts.len()) {
            ("IF", 2 | 3) => self.either(),
            ("IFERROR" | "IFNA", 2) => self.unless_error(),
            ("AND" | "OR", 1..) => self.all_or_any(),
            ("NOT", 1) => Ok(Value::Truth(!sound!(self.one(0)?.truth()?))),
            ("ISERROR" | "ISERR" | "ISNA" | "ISNUMBER" | "ISTEXT" | "ISBLANK", 1) => self.is(),
            ("SUM" | "AVERAGE" | "MAX" | "MIN" | "PRODUCT" | "COUNT" | "MEDIAN" | "SUMSQ", 1..) => {
                self.of_figures(0)
            }
            ("SUBTOTAL", 2..) => self.subtotal(),
            ("COUNTA" | "COUNTBLANK", 1..) => self.count(),
            ("COUNTIF" | "COUNTIFS" | "SUMIF" | "SUMIFS" | "AVERAGEIF" | "AVERAGEIFS", 2..) => {
                self.by_criteria()
            }
            ("SUMPRODUCT", 1..) => self.products(),
            ("ROUND" | "ROUNDUP" | "ROUNDDOWN", 2) | ("INT", 1) | ("TRUNC", 1 | 2) => self.cut(),
            ("ABS" | "SQRT" | "SIGN" | "EXP" | "LN" | "LOG10" | "N", 1) => self.of_one(),
            ("MOD" | "POWER", 2) => self.of_two(),
            ("VLOOKUP" | "HLOOKUP", 4) | ("MATCH", 3) => self.look_up(),
            ("INDEX", 2 | 3) => self.index(),
            ("RANK" | "RANK.EQ", 2 | 3) => self.rank(),
            ("ROW" | "COLUMN", 0 | 1) => self.place(),
            ("CONCATENATE" | "CONCAT", 1..) => self.joined(),
            ("LEN" | "TRIM" | "VALUE", 1) | ("LEFT" | "RIGHT", 1 | 2) | ("MID", 3) => {
                self.of_words()
            }
            ("TEXT", 2) => self.written(),
            ("DATE", 3) => self.date(),
            ("YEAR" | "MONTH" | "DAY", 1) => self.part_of_date(),
            ("EDATE" | "EOMONTH", 2) => self.months_on(),
            ("DATEDIF", 3) => self.date_between(),
            ("ROWS" | "COLUMNS", 1) => self.size(),
            ("PI", 0) => Ok(Value::Number(std::f64::consts::PI)),
            ("NA", 0) => Ok(NOT_FOUND),
            ("TRUE", 0) => Ok(Value::Truth(true)),
            ("FALSE", 0) => Ok(Value::Truth(false)),
            _ => self.unknown(),
        }
    }

    /// The case that does not come is not looked at.
    fn either(&mut self) -> Result<Value, Why> {
        let is_so = sound!(self.one(0)?.truth()?);
        match (is_so, self.parts.len()) {
            (true, _) => self.one(1),
            (false, 3) => self.one(2),
            (false, _) => Ok(Value::Truth(false)),
        }
    }

    fn unless_error(&mut self) -> Result<Value, Why> {
        match self.one(0)? {
            Value::Error(error) if self.name == "IFERROR" || error == "#N/A" => self.one(1),
            value => Ok(value),
        }
    }

    fn all_or_any(&mut self) -> Result<Value, Why> {
        let is_all = self.name == "AND";
        let mut found = is_all;
        for part in 0..self.parts.len() {
            let truth = sound!(self.one(part)?.truth()?);
            found = if is_all {
                found && truth
            } else {
                found || truth
            };
        }
        Ok(Value::Truth(found))
    }

    fn is(&mut self) -> Result<Value, Why> {
        let value = self.one(0)?;
        let is_missing = matches!(&value, Value::Error(error) if error == "#N/A");
        let is_error = matches!(value, Value::Error(_));
        Ok(Value::Truth(match self.name {
            "ISERROR" => is_error,
            "ISERR" => is_error && !is_missing,
            "ISNA" => is_missing,
            "ISNUMBER" => matches!(value, Value::Number(_)),
            "ISTEXT" => matches!(value, Value::Text(_)),
            _ => value == Value::Blank,
        }))
    }

    /// Other sub-totals count nothing; where rows are hidden it depends on how they were.
    fn subtotal(&mut self) -> Result<Value, Why> {
        let which = sound!(self.number(0)?);
        let name = match which as i64 % 100 {
            1 => "AVERAGE",
            2 => "COUNT",
            4 => "MAX",
            5 => "MIN",
            6 => "PRODUCT",
            9 => "SUM",
            _ => return self.unknown(),
        };
        let mut figures = Vec::new();
        for part in 1..self.parts.len() {
            let (sheet, cells) = self.cells(part)?;
            let grid = self.working.grid(sheet)?;
            let rows = cells.top..=cells.bottom;
            if grid.hidden_rows.iter().any(|row| rows.contains(row)) {
                return self.unknown();
            }
            for (at, value) in self.working.filled(sheet, &cells)? {
                let formula = grid
                    .cell(at.1, at.2)
                    .and_then(|cell| cell.formula.as_deref());
                if formula.is_some_and(|own| own.to_ascii_uppercase().contains("SUBTOTAL(")) {
                    continue;
                }
                match value {
                    Value::Number(number) => figures.push(number),
                    Value::Error(_) => return Ok(value),
                    _ => {}
                }
            }
        }
        Ok(Self::summed(name, figures))
    }

    fn count(&mut self) -> Result<Value, Why> {
        let mut count = 0_u64;
        for part in 0..self.parts.len() {
            match self.operand(part)? {
                Operand::One(_) => count += 1,
                Operand::Cells(sheet, cells) => {
                    let filled = self.working.filled(sheet, &cells)?;
                    if self.name == "COUNTA" {
                        count += filled.len() as u64;
                        continue;
                    }
                    let is_empty =
                        |value: &Value| matches!(value, Value::Text(words) if words.is_empty());
                    let own = filled.iter().filter(|(_, value)| !is_empty(value)).count();
                    let size = u64::from(cells.bottom - cells.top + 1)
                        * u64::from(cells.right - cells.left + 1);
                    count += size - own as u64;
                }
            }
        }
        Ok(Value::of(count as f64))
    }

    fn cut(&mut self) -> Result<Value, Why> {
        let value = sound!(self.number(0)?);
        let digits = if self.parts.len() > 1 {
            sound!(self.number(1)?)
        } else {
            0.0
        };
        let cut = match self.name {
            "ROUND" => Cut::Nearest,
            "ROUNDUP" => Cut::Up,
            "INT" if value < 0.0 => Cut::Up,
            _ => Cut::Down,
        };
        Ok(Value::of(rounded(value, digits, cut)))
    }

    fn of_one(&mut self) -> Result<Value, Why> {
        if self.name == "N" {
            return Ok(match self.one(0)? {
                Value::Text(_) => Value::Number(0.0),
                value => Value::of(sound!(value.number()?)),
            });
        }
        let value = sound!(self.number(0)?);
        Ok(match self.name {
            "ABS" => Value::of(value.abs()),
            "SIGN" if value == 0.0 => Value::Number(0.0),
            "SIGN" => Value::of(value.signum()),
            "SQRT" => Value::of(value.sqrt()),
            "EXP" => Value::of(value.exp()),
            "LN" => Value::of(value.ln()),
            _ => Value::of(value.log10()),
        })
    }

    fn of_two(&mut self) -> Result<Value, Why> {
        let (one, other) = (sound!(self.number(0)?), sound!(self.number(1)?));
        Ok(match self.name {
            "MOD" if other == 0.0 => NO_DIVISION,
            // the sign is that of what is divided by
            "MOD" => Value::of(one - other * (one / other).floor()),
            _ => Value::of(one.powf(other)),
        })
    }

    fn joined(&mut self) -> Result<Value, Why> {
        let mut all = String::new();
        for part in 0..self.parts.len() {
            all.push_str(&sound!(self.one(part)?.words()));
        }
        Ok(Value::Text(all.into()))
    }

    /// A figure in words, by a format: those that do nothing but round are worked out to the digit.
    fn written(&mut self) -> Result<Value, Why> {
        let value = self.one(0)?;
        let format = sound!(self.one(1)?.words());
        let (bare, is_percent) = match format.strip_suffix('%') {
            Some(bare) => (bare, true),
            None => (format.as_str(), false),
        };
        let decimals = match bare.split_once('.') {
            None if bare == "0" => 0,
            Some(("0", rest)) if !rest.is_empty() && rest.bytes().all(|own| own == b'0') => {
                rest.len()
            }
            _ if matches!(value, Value::Text(_)) => return self.unknown(),
            _ => return self.by_format(&value, &format),
        };
        if let Value::Text(_) = value {
            return self.unknown();
        }
        let number = sound!(value.number()?) * if is_percent { 100.0 } else { 1.0 };
        let places = f64::from(u32::try_from(decimals).map_err(|_| Why::Other)?);
        let number = rounded(number, places, Cut::Nearest);
        let end = if is_percent { "%" } else { "" };
        Ok(Value::Text(format!("{number:.decimals$}{end}").into()))
    }

    fn size(&mut self) -> Result<Value, Why> {
        let (_, cells) = self.cells(0)?;
        let (first, last) = if self.name == "ROWS" {
            (cells.top, cells.bottom)
        } else {
            (cells.left, cells.right)
        };
        Ok(Value::of(f64::from(last - first) + 1.0))
    }

    fn of_words(&mut self) -> Result<Value, Why> {
        let value = self.one(0)?;
        if self.name == "VALUE" {
            return Ok(Value::of(sound!(value.number()?)));
        }
        let words = sound!(value.words());
        let count = if self.parts.len() > 1 {
            sound!(self.number(1)?)
        } else {
            1.0
        };
        let length = words.chars().count();
        // a negative count is an error, and no return's
        if count < 0.0 {
            return self.unknown();
        }
        let count = usize::try_from(count as i64).unwrap_or(length).min(length);
        Ok(match self.name {
            "LEN" => Value::of(length as f64),
            "MID" => {
                let long = sound!(self.number(2)?);
                if count == 0 || long < 0.0 {
                    return self.unknown();
                }
                let long = usize::try_from(long as i64).unwrap_or_default();
                let own = words.chars().skip(count - 1).take(long);
                Value::Text(own.collect::<String>().into())
            }
            "LEFT" => Value::Text(words.chars().take(count).collect::<String>().into()),
            "RIGHT" => {
                let rest = words.chars().skip(length - count);
                Value::Text(rest.collect::<String>().into())
            }
            _ => {
                let parts = words.split(' ').filter(|part| !part.is_empty());
                Value::Text(parts.collect::<Vec<_>>().join(" ").into())
            }
        })
    }
}
