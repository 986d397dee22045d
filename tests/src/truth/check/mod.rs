//! The exported workbook, cell by cell, against what is expected: as it is stored, and as another
//! program computes it again.

mod sheets;
mod traced;

pub(super) use sheets::Compared;
pub(super) use traced::traced;

use super::book::{Book, ROSTER, TABLE};
use super::expect::{Cell, Derived};
use super::fraction::Fraction;
use crate::Outcome;
use calamine::{Data, DataType, Range, Reader, Xlsx, open_workbook};
use sheets::{Sheets, text};
use std::collections::HashMap;
use std::path::Path;
use traced::derived_place;

/// How what stands in a workbook came there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// as the program wrote it: sums digit for digit
    Stored,
    /// computed again in binary: what is shown must be the same
    Recalculated,
}

/// Compares a workbook with a ledger.
pub(super) fn compare(book: &Book, path: &Path, how: How) -> Outcome<Compared> {
    let mut file: Xlsx<_> = open_workbook(path)?;
    let names = file.sheet_names();
    let mut sheets = HashMap::new();
    for name in names {
        let range = file.worksheet_range(&name)?;
        sheets.insert(name, range);
    }
    let sheets = Sheets(sheets);
    let mut check = Check {
        book,
        how,
        came: Compared::default(),
    };
    for form in 0..book.forms.len() {
        // a form that nobody has reported is not in the workbook
        if !(0..book.units.len()).any(|unit| book.has_reported(form, unit)) {
            continue;
        }
        if book.forms[form].code == ROSTER {
            check.roster(form, &sheets);
        } else {
            check.units(form, &sheets);
            if book.forms[form].code != TABLE {
                check.summary(form, &sheets);
            }
        }
    }
    Ok(check.came)
}

struct Check<'a> {
    book: &'a Book,
    how: How,
    came: Compared,
}

impl Check<'_> {
    fn cell(
        &mut self,
        place: &str,
        range: &Range<Data>,
        (row, column): (u32, u32),
        expected: Cell,
    ) {
        self.came.cells += 1;
        let there = range.get_value((row, column)).unwrap_or(&Data::Empty);
        let number = match there {
            Data::Float(number) => Fraction::parse(&number.to_string()),
            Data::Int(number) => Fraction::parse(&number.to_string()),
            _ => None,
        };
        // a spreadsheet has fifteen digits
        let shown_alike = |one: Fraction, other: Fraction, digits: u32| {
            let digits = digits.min(
                14_u32.saturating_sub(one.units(0).unsigned_abs().checked_ilog10().unwrap_or(0)),
            );
            one.units(digits) == rounded_as_seen(other, digits)
        };
        let right = match (expected, number) {
            (Cell::Exact(wanted, _), Some(number)) if self.how == How::Stored => wanted == number,
            (Cell::Exact(wanted, digits) | Cell::Near(wanted, digits), Some(number)) => {
                wanted.is_near(number) && shown_alike(wanted, number, digits)
            }
            // a word may carry the sign of a total that the notes tell of
            (Cell::Word(word), None) => {
                there.as_string().unwrap_or_default().trim_end_matches('※') == word
            }
            _ => false,
        };
        if !right {
            self.came.wrong.push(format!(
                "{place}: expected {expected:?}, there stands {there:?}"
            ));
        }
    }

    /// Tables of units: which column is which is told by their headers.
    fn units(&mut self, form: usize, sheets: &Sheets) {
        let code = self.book.forms[form].code;
        let mut columns: HashMap<(String, String), (String, u32)> = HashMap::new();
        let mut notes = String::new();
        for (name, range) in sheets.of(&format!("{code}分县表")) {
            let (last_row, last_column) = range.end().unwrap_or_default();
            let mut group = String::new();
            for column in 1..=last_column {
                let head = text(range, 3, column);
                if !head.is_empty() {
                    group = head;
                }
                columns.insert(
                    (group.clone(), text(range, 4, column)),
                    (name.clone(), column),
                );
            }
            for row in 5..=last_row {
                notes.push_str(&text(range, row, 0));
            }
        }
        let own = self.book.forms[form].clone();
        for &row in &own.rows {
            let indicator = &self.book.indicators[row];
            let group = if indicator.unit.is_empty() {
                indicator.name.clone()
            } else {
                format!("{}（{}）", indicator.name, indicator.unit)
            };
            for (at, column) in own.columns.iter().enumerate() {
                let leaf = if matches!(
                    column.role,
                    super::book::Role::Growth | super::book::Role::Completion
                ) {
                    format!("{}%", column.name)
                } else {
                    column.name.to_owned()
                };
                let kinds = [
                    (Derived::None, leaf, true),
                    (Derived::Year, "账本同比%".to_owned(), column.yoy),
                    (Derived::Share, "占比%".to_owned(), column.share),
                ];
                for (derived, leaf, _) in kinds.into_iter().filter(|(_, _, wanted)| *wanted) {
                    let found = if derived == Derived::None {
                        columns.get(&(group.clone(), leaf.clone())).cloned()
                    } else {
                        derived_place(&columns, &own.columns, at, &group, &leaf, sheets)
                    };
                    // an indicator with one column has no leaf
                    let found = found.or_else(|| {
                        columns
                            .get(&(group.clone(), String::new()))
                            .filter(|_| derived == Derived::None && own.columns.len() == 1)
                            .cloned()
                    });
                    let Some((sheet, position)) = found else {
                        // without any base in the ledger there is no column for 同比
                        let nothing = derived == Derived::Year
                            && self.book.total(form, row, at, derived) == Cell::Word("/");
                        if !nothing {
                            self.came
                                .wrong
                                .push(format!("{code}: no column {group} > {leaf}"));
                        }
                        continue;
                    };
                    let Some(range) = sheets.0.get(&sheet) else {
                        continue;
                    };
                    self.column(form, range, &sheet, position, (row, at, derived));
                }
                for unit in self.book.lacking(form, row, at) {
                    self.came.cells += 1;
                    let (unit, indicator) =
                        (&self.book.units[unit].name, &self.book.indicators[row].name);
                    let all = notes.contains("本表各项指标");
                    if !notes.contains(unit.as_str())
                        || !(all || notes.contains(indicator.as_str()))
                    {
                        self.came.wrong.push(format!(
                            "{code}: the notes do not say that {unit} is not in {indicator}"
                        ));
                    }
                }
            }
        }
    }

    fn column(
        &mut self,
        form: usize,
        range: &Range<Data>,
        sheet: &str,
        position: u32,
        (row, at, derived): (usize, usize, Derived),
    ) {
        let (last, _) = range.end().unwrap_or_default();
        let mut seen = 0;
        for line in 4..=last {
            let label = text(range, line, 0);
            if label.starts_with("合计") {
                self.cell(
                    &format!(
                        "{sheet} {label} {} {at} {derived:?}",
                        self.book.indicators[row].name
                    ),
                    range,
                    (line, position),
                    self.book.total(form, row, at, derived),
                );
                break;
            }
            let Some(unit) = self.book.units.iter().position(|unit| unit.name == label) else {
                continue;
            };
            seen += 1;
            let expected = if self.book.has_reported(form, unit) {
                self.book.own(form, unit, row, at, derived)
            } else {
                Cell::Word("未报")
            };
            self.cell(
                &format!(
                    "{sheet} {label} {} {at} {derived:?}",
                    self.book.indicators[row].name
                ),
                range,
                (line, position),
                expected,
            );
        }
        let wanted = self.book.units.iter().filter(|unit| unit.reports).count();
        if seen != wanted {
            self.came
                .wrong
                .push(format!("{sheet}: {seen} units of {wanted}"));
        }
    }

    fn summary(&mut self, form: usize, sheets: &Sheets) {
        let own = self.book.forms[form].clone();
        let Some((name, range)) = sheets.of(&format!("{}汇总表", own.code)).next() else {
            self.came.wrong.push(format!("{}: no 汇总表", own.code));
            return;
        };
        let (last, right) = range.end().unwrap_or_default();
        let heads = (0..=right)
            .map(|column| text(range, 3, column))
            .collect::<Vec<_>>();
        for &row in &own.rows {
            let Some(line) =
                (4..=last).find(|line| text(range, *line, 1) == self.book.indicators[row].name)
            else {
                self.came
                    .wrong
                    .push(format!("{name}: no {}", self.book.indicators[row].name));
                continue;
            };
            for (at, column) in own
                .columns
                .iter()
                .enumerate()
                .filter(|(_, column)| column.role != super::book::Role::Rank)
            {
                let Some(position) = heads
                    .iter()
                    .position(|head| head.trim_end_matches("（%）") == column.name)
                else {
                    self.came
                        .wrong
                        .push(format!("{name}: no column {}", column.name));
                    continue;
                };
                let place = format!("{name} {} {}", self.book.indicators[row].name, column.name);
                self.cell(
                    &place,
                    range,
                    (line, position as u32),
                    self.book.total(form, row, at, Derived::None),
                );
                if column.yoy
                    && heads
                        .get(position + 1)
                        .is_some_and(|head| head.starts_with("账本同比"))
                {
                    self.cell(
                        &format!("{place} 同比"),
                        range,
                        (line, position as u32 + 1),
                        self.book.total(form, row, at, Derived::Year),
                    );
                }
            }
        }
    }

    fn roster(&mut self, form: usize, sheets: &Sheets) {
        let Some((name, range)) = sheets.of("R分县统计").next() else {
            self.came.wrong.push("no R分县统计".to_owned());
            return;
        };
        let (last, _) = range.end().unwrap_or_default();
        for line in 4..=last {
            let label = text(range, line, 0);
            let unit = self.book.units.iter().position(|unit| unit.name == label);
            let is_total = label.starts_with("合计");
            if !is_total && !unit.is_some_and(|unit| self.book.has_reported(form, unit)) {
                continue;
            }
            let (entries, sum) = self.book.roster(form, unit);
            self.cell(
                &format!("{name} {label} 条数"),
                range,
                (line, 1),
                Cell::Exact(Fraction::new(entries as i128, 1), 0),
            );
            self.cell(&format!("{name} {label} 营业收入"), range, (line, 2), sum);
            if is_total {
                break;
            }
        }
    }
}

/// What a person sees of a binary number: fifteen digits of it, then rounded.
fn rounded_as_seen(number: Fraction, digits: u32) -> i128 {
    Fraction::of_digits(number.units(digits.max(9)), digits.max(9)).units(digits)
}
