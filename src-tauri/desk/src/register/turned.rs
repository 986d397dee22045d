//! The rows of a register in the order of a column: sorted once, when it is asked for.

use super::line::{Column, Line};
use rayon::prelude::*;
use std::cmp::Ordering;
use std::str::FromStr as _;
use std::sync::OnceLock;
use xianbaohui_core::number::Decimal;

/// Orders of the rows, two a column: from the smallest up, and from the largest down.
#[derive(Debug, Default)]
pub(super) struct Turned(Vec<[OnceLock<Vec<u32>>; 2]>);

impl Turned {
    /// None yet.
    pub(super) fn of(columns: usize) -> Self {
        let none = std::iter::repeat_with(Default::default);
        Self(none.take(columns).collect())
    }

    /// Positions of all rows in the order of a column. What is empty stands last either way, and
    /// what is equal in the order of units.
    pub(super) fn by(&self, (column, at): (&Column, usize), lines: &[Line], down: bool) -> &[u32] {
        let sorted = || {
            if column.number {
                by_number(lines, at, down)
            } else {
                by_text(lines, at, down)
            }
        };
        match self.0.get(at) {
            Some(orders) => orders[usize::from(down)].get_or_init(sorted),
            None => &[],
        }
    }
}

fn by_number(lines: &[Line], at: usize, down: bool) -> Vec<u32> {
    let number = |line: &Line| Decimal::from_str(line.cell(at)).ok();
    let keyed = lines.par_iter().map(number);
    sorted(keyed, down, |one, other, _, _| one.cmp(other))
}

/// Rows of one unit stand together already; of other texts most differ within a few signs, once
/// what they all begin with is passed over.
fn by_text(lines: &[Line], at: usize, down: bool) -> Vec<u32> {
    if at == 0 {
        let mut places = std::collections::HashMap::new();
        for line in lines {
            let next = places.len();
            places.entry(line.unit.clone()).or_insert(next);
        }
        let place = |line: &Line| places.get(&line.unit).copied();
        return sorted(lines.par_iter().map(place), down, |one, other, _, _| {
            one.cmp(other)
        });
    }
    let mut filled = lines.iter().map(|line| line.cell(at));
    let first = filled.find(|cell| !cell.is_empty()).unwrap_or_default();
    let common = lines
        .par_iter()
        .map(|line| match line.cell(at) {
            "" => first.len(),
            cell => {
                let same = first.bytes().zip(cell.bytes());
                same.take_while(|(one, other)| one == other).count()
            }
        })
        .min()
        .unwrap_or_default();
    let start = |line: &Line| {
        let rest = line.cell(at).as_bytes().get(common..)?;
        let mut bytes = [0; 16];
        let many = rest.len().min(bytes.len());
        bytes[..many].copy_from_slice(&rest[..many]);
        (!line.cell(at).is_empty()).then(|| u128::from_be_bytes(bytes))
    };
    let whole = |one: &u128, other: &u128, left: u32, right: u32| {
        let cell = |at_line: u32| lines[at_line as usize].cell(at);
        one.cmp(other).then_with(|| cell(left).cmp(cell(right)))
    };
    sorted(lines.par_iter().map(start), down, whole)
}

fn sorted<K: Send + Sync>(
    keys: impl IndexedParallelIterator<Item = Option<K>>,
    down: bool,
    compare: impl Fn(&K, &K, u32, u32) -> Ordering + Sync,
) -> Vec<u32> {
    let numbered = keys.enumerate().map(|(at, key)| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        (key, at)
    });
    let mut keyed = numbered.collect::<Vec<_>>();
    keyed.par_sort_unstable_by(|(one, left), (other, right)| {
        let order = match (one, other) {
            (Some(one), Some(other)) => {
                let order = compare(one, other, *left, *right);
                if down { order.reverse() } else { order }
            }
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        order.then(left.cmp(right))
    });
    keyed.into_iter().map(|(_, at)| at).collect()
}
