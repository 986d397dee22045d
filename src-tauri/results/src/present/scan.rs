//! A roster gone through once: how many entries each unit has, what their fields come to, who has
//! the same ones, and how long what stands in them is.

use super::model::CellState;
use crate::consolidate::{EntryKeys, Why, is_bounded};
use std::collections::HashMap;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::rate::Amount;
use xianbaohui_core::record::{Record, RecordError, StoredField};
use xianbaohui_core::scheme::Round;

/// What is known of a roster after all its entries were seen.
#[derive(Debug, Clone, Default)]
pub(super) struct Scan {
    /// one for each unit of the round: entries, and the sums of the fields that add up
    pub(super) sums: Vec<(u64, Vec<FieldSum>)>,
    /// who has what together
    pub(super) keys: EntryKeys,
    /// one for each field of the form
    pub(super) longest: Vec<Longest>,
}

/// The longest that stands in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Longest {
    /// characters
    pub(super) whole: u32,
    /// characters before the point
    pub(super) digits: u32,
    /// characters of the longest that is one piece: no Chinese, no space
    pub(super) piece: u32,
}

impl Scan {
    pub(super) fn of(ledger: &dyn Record, round: &Round, form: &Form) -> Result<Self, RecordError> {
        let Layout::Roster(roster) = &form.layout else {
            return Ok(Self::default());
        };
        let summed = roster
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.sum)
            .map(|(at, _)| at)
            .collect::<Vec<_>>();
        let mut scan = Self {
            sums: vec![(0, vec![FieldSum::default(); summed.len()]); round.units.len()],
            keys: EntryKeys::of(roster),
            longest: vec![Longest::default(); roster.fields.len()],
        };
        let row_of = round
            .units
            .iter()
            .enumerate()
            .map(|(row, unit)| (unit.as_str(), row))
            .collect::<HashMap<_, _>>();
        ledger.each_entry(
            &round.code,
            &form.code,
            &round.units,
            |entry| -> Result<(), RecordError> {
                let Some(&at) = row_of.get(entry.unit.as_str()) else {
                    return Ok(());
                };
                scan.keys.add(at, &entry);
                for (longest, field) in scan.longest.iter_mut().zip(&entry.fields) {
                    longest.measure(&field.datum);
                }
                let Some((entries, sums)) = scan.sums.get_mut(at) else {
                    return Ok(());
                };
                *entries = entries.saturating_add(1);
                for (sum, field) in sums.iter_mut().zip(&summed) {
                    sum.count(entry.fields.get(*field));
                }
                Ok(())
            },
        )?;
        Ok(scan)
    }
}

impl Longest {
    fn measure(&mut self, datum: &Datum) {
        let (whole, digits, piece) = match datum {
            Datum::Number(number) => {
                let digits = before_the_point(*number);
                let scale = number.scale();
                (
                    digits.saturating_add(if scale > 0 {
                        scale.saturating_add(1)
                    } else {
                        0
                    }),
                    digits,
                    0,
                )
            }
            Datum::Text(text) => {
                let whole = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                let is_piece = text.bytes().all(|byte| (b'!'..=b'~').contains(&byte));
                (whole, whole, if is_piece { whole } else { 0 })
            }
            Datum::Blank | Datum::Nil(_) | Datum::Unreadable(_) => return,
        };
        self.whole = self.whole.max(whole);
        self.digits = self.digits.max(digits);
        self.piece = self.piece.max(piece);
    }
}

/// Characters before the point, the sign included.
fn before_the_point(number: Decimal) -> u32 {
    let all = number
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .map_or(1, |most| most.saturating_add(1));
    all.saturating_sub(number.scale())
        .max(1)
        .saturating_add(u32::from(number.is_sign_negative()))
}

/// A field added up over the entries of a unit.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FieldSum {
    sum: Sum,
    numbers: u64,
    nils: u64,
    blank: u64,
    /// of returns whose scheme did not ask for it
    not_asked: u64,
    unreadable: u64,
    /// bounds and approximations among the numbers
    pub(super) bounded: u64,
}

impl FieldSum {
    fn count(&mut self, field: Option<&StoredField>) {
        self.bounded += u64::from(field.is_some_and(is_bounded));
        match field.map(|field| &field.datum) {
            Some(Datum::Number(number)) => {
                self.sum.add(*number);
                self.numbers += 1;
            }
            Some(Datum::Nil(_)) => self.nils += 1,
            Some(Datum::Unreadable(_) | Datum::Text(_)) => self.unreadable += 1,
            Some(Datum::Blank) if field.is_some_and(|field| !field.asked) => self.not_asked += 1,
            Some(Datum::Blank) | None => self.blank += 1,
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        match other.sum.value() {
            Some(sum) => self.sum.add(sum),
            None => self.sum = other.sum,
        }
        self.numbers += other.numbers;
        self.nils += other.nils;
        self.blank += other.blank;
        self.not_asked += other.not_asked;
        self.bounded += other.bounded;
        self.unreadable += other.unreadable;
    }

    /// The sum, or why there is none.
    pub(super) fn amount(&self) -> Amount {
        match (self.numbers, self.sum.value()) {
            (1.., Some(sum)) => Amount::Known(sum),
            (1.., None) => Amount::Overflow,
            _ => Amount::Meaningless,
        }
    }

    /// What stands in the place of a sum of nothing: a declared nil only where nothing else was
    /// declared.
    pub(super) fn state(&self) -> Option<CellState> {
        match self.numbers {
            1.. => None,
            _ if self.unreadable > 0 => Some(CellState::Unreadable),
            _ if self.blank > 0 || self.not_asked > 0 => Some(CellState::Blank),
            _ => Some(CellState::Nil),
        }
    }

    /// Figures in it, and declared nils.
    pub(super) fn counted(&self) -> (usize, usize) {
        let many = |count| usize::try_from(count).unwrap_or(usize::MAX);
        (many(self.numbers), many(self.nils))
    }

    /// Why it may not be all.
    pub(super) fn reasons(&self) -> Vec<Why> {
        let blank = (self.blank > 0).then_some(Why::Blank);
        let not_asked = (self.not_asked > 0).then_some(Why::NotAsked);
        let unreadable = (self.unreadable > 0).then_some(Why::Unreadable);
        [blank, not_asked, unreadable]
            .into_iter()
            .flatten()
            .collect()
    }

    pub(super) fn lacks(&self) -> bool {
        self.blank > 0 || self.not_asked > 0 || self.unreadable > 0 || self.sum.value().is_none()
    }

    /// `2 条未填、1 条未识别`
    pub(super) fn told(&self) -> String {
        let counted = [
            (self.blank, "条未填"),
            (self.not_asked, "条报送时的制度没有这一项"),
            (self.unreadable, "条未识别"),
        ];
        let mut told = counted
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, words)| format!("{count} {words}"))
            .collect::<Vec<_>>();
        if self.sum.value().is_none() {
            told.push("溢出，无法合计".to_owned());
        }
        told.join("、")
    }
}
