//! Functions that look for cells: by what stands in them, by where they stand.

use super::call::{Call, sound};
use super::criterion::Criterion;
use super::evaluate::equal;
use super::value::{NO_CELL, NO_DIVISION, NOT_FOUND, Value, Why, same};

impl Call<'_, '_> {
    pub(super) fn by_criteria(&mut self) -> Result<Value, Why> {
        let is_several = self.name.ends_with("IFS");
        let counts = self.name.starts_with("COUNT");
        let count = self.parts.len();
        // SUMIF has what it adds last, SUMIFS first
        let (added, pairs) = match (counts, is_several) {
            (true, _) => (None, 0..count),
            (false, true) => (Some(0), 1..count),
            (false, false) if count == 2 => (Some(0), 0..2),
            (false, false) => (Some(2), 0..2),
        };
        if pairs.len() % 2 != 0 || (!is_several && count > 3) {
            return self.unknown();
        }
        let mut tests = Vec::new();
        let mut size = None;
        for part in pairs.step_by(2) {
            let (sheet, cells) = self.cells(part)?;
            let criterion = Criterion::of(&self.one(part + 1)?)?;
            let own = (cells.bottom - cells.top, cells.right - cells.left);
            if *size.get_or_insert(own) != own {
                return self.unknown();
            }
            tests.push((sheet, cells, criterion));
        }
        // where an empty cell is not what is asked for, nothing beyond what is filled is
        let filled = tests.iter().find(|(_, _, asked)| !asked.takes_blank());
        let Some((sheet, cells, _)) = filled else {
            return self.unknown();
        };
        let grid = self.working.grid(*sheet)?;
        let (rows, columns) = size.unwrap_or_default();
        let rows = rows.min(grid.rows.saturating_sub(cells.top));
        let columns = columns.min(grid.columns.saturating_sub(cells.left));
        let added = match added {
            Some(part) => Some(self.cells(part)?),
            None => None,
        };
        let (mut hits, mut total) = (0_u64, 0.0);
        for row in 0..=rows {
            for column in 0..=columns {
                let mut is_met = true;
                for (sheet, cells, criterion) in &tests {
                    let at = (*sheet, cells.top + row, cells.left + column);
                    is_met = is_met && criterion.is_met(&self.working.cell(at)?);
                }
                if !is_met {
                    continue;
                }
                let Some((sheet, cells)) = &added else {
                    hits += 1;
                    continue;
                };
                let at = (*sheet, cells.top + row, cells.left + column);
                match self.working.cell(at)? {
                    Value::Number(number) => {
                        hits += 1;
                        total += number;
                    }
                    error @ Value::Error(_) => return Ok(error),
                    _ => {}
                }
            }
        }
        Ok(match self.name {
            _ if counts => Value::of(hits as f64),
            "SUMIF" | "SUMIFS" => Value::of(total),
            _ if hits == 0 => NO_DIVISION,
            _ => Value::of(total / hits as f64),
        })
    }

    /// Ranges of one size, cell by cell.
    pub(super) fn products(&mut self) -> Result<Value, Why> {
        let mut tables = Vec::new();
        let mut size = None;
        for part in 0..self.parts.len() {
            let (sheet, cells) = self.cells(part)?;
            let own = (cells.bottom - cells.top, cells.right - cells.left);
            if *size.get_or_insert(own) != own {
                return self.unknown();
            }
            tables.push(self.working.table(sheet, &cells)?);
        }
        let mut total = 0.0;
        let Some((first, others)) = tables.split_first() else {
            return self.unknown();
        };
        for (row, values) in first.iter().enumerate() {
            for (column, value) in values.iter().enumerate() {
                let own = others.iter().map(|table| {
                    let row = table.get(row)?;
                    row.get(column)
                });
                let mut product = 1.0;
                for value in std::iter::once(Some(value)).chain(own) {
                    match value {
                        Some(Value::Number(number)) => product *= number,
                        Some(Value::Error(error)) => return Ok(Value::Error(error.clone())),
                        // words and what is empty count as nothing
                        _ => product = 0.0,
                    }
                }
                total += product;
            }
        }
        Ok(Value::of(total))
    }

    /// Only what is asked for exactly.
    pub(super) fn look_up(&mut self) -> Result<Value, Why> {
        let last = self.parts.len() - 1;
        let is_near = match self.one(last)? {
            Value::Blank => false,
            value => sound!(value.truth()?),
        };
        let key = self.one(0)?;
        if is_near || matches!(&key, Value::Text(words) if words.contains(['*', '?', '~'])) {
            return self.unknown();
        }
        if let Value::Error(_) = key {
            return Ok(key);
        }
        let (sheet, cells) = self.cells(1)?;
        let table = self.working.table(sheet, &cells)?;
        let is_wide = self.name == "HLOOKUP" || self.name == "MATCH" && table.len() == 1;
        let keys = if is_wide {
            table.first().cloned().unwrap_or_default()
        } else {
            let first = table.iter().map(|row| row.first().cloned());
            first.map(|own| own.unwrap_or(Value::Blank)).collect()
        };
        let is_key = |own: &Value| *own != Value::Blank && key != Value::Blank && equal(own, &key);
        let Some(found) = keys.iter().position(is_key) else {
            return Ok(NOT_FOUND);
        };
        if self.name == "MATCH" {
            return Ok(Value::of(found as f64 + 1.0));
        }
        let line = sound!(self.number(2)?).trunc();
        let widths = (cells.right - cells.left, cells.bottom - cells.top);
        let most = if is_wide { widths.1 } else { widths.0 };
        if line < 1.0 || line > f64::from(most) + 1.0 {
            return Ok(NO_CELL);
        }
        let line = usize::try_from(line as i64 - 1).map_err(|_| Why::Other)?;
        let (row, column) = if is_wide {
            (line, found)
        } else {
            (found, line)
        };
        let value = table.get(row).and_then(|row| row.get(column));
        Ok(value.cloned().unwrap_or(Value::Blank))
    }

    pub(super) fn index(&mut self) -> Result<Value, Why> {
        let (sheet, cells) = self.cells(0)?;
        let mut row = sound!(self.number(1)?).trunc();
        let mut column = if self.parts.len() > 2 {
            sound!(self.number(2)?).trunc()
        } else {
            1.0
        };
        if self.parts.len() == 2 && cells.top == cells.bottom {
            (row, column) = (1.0, row);
        }
        let (rows, columns) = (cells.bottom - cells.top, cells.right - cells.left);
        if row < 1.0 || column < 1.0 {
            return self.unknown();
        }
        if row > f64::from(rows) + 1.0 || column > f64::from(columns) + 1.0 {
            return Ok(NO_CELL);
        }
        let (row, column) = (row as i64 - 1, column as i64 - 1);
        let row = cells.top + u32::try_from(row).map_err(|_| Why::Other)?;
        let column = cells.left + u32::try_from(column).map_err(|_| Why::Other)?;
        self.working.cell((sheet, row, column))
    }

    pub(super) fn rank(&mut self) -> Result<Value, Why> {
        let own = sound!(self.number(0)?);
        let is_ascending = self.parts.len() > 2 && sound!(self.number(2)?) != 0.0;
        let (sheet, cells) = self.cells(1)?;
        let filled = self.working.filled(sheet, &cells)?;
        let mut before = 0_u32;
        let mut is_there = false;
        for (_, value) in filled {
            match value {
                Value::Number(other) if same(own, other) => is_there = true,
                Value::Number(other) if (other < own) == is_ascending => before += 1,
                Value::Error(_) => return Ok(value),
                _ => {}
            }
        }
        Ok(if is_there {
            Value::of(f64::from(before) + 1.0)
        } else {
            NOT_FOUND
        })
    }

    pub(super) fn place(&mut self) -> Result<Value, Why> {
        let (row, column) = if self.parts.is_empty() {
            (self.at.1, self.at.2)
        } else {
            let (_, cells) = self.cells(0)?;
            (cells.top, cells.left)
        };
        let line = if self.name == "ROW" { row } else { column };
        Ok(Value::of(f64::from(line) + 1.0))
    }
}
