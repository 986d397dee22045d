//! Cells of a sheet that are to be filled in, and how what is filled in is checked.

use super::Check;
use super::checks::validation;
use super::seen::Spot;
use std::collections::BTreeMap;
use xianbaohui_core::place::parse_cell;

/// Cells that are to be filled in.
#[derive(Debug, Default)]
pub(super) struct Inputs(BTreeMap<Spot, (Check, Option<String>)>);

impl Inputs {
    pub(super) fn add(&mut self, place: Spot, check: Check, value: Option<String>) {
        self.0.insert(place, (check, value));
    }

    /// Where they stand.
    pub(super) fn places(&self) -> impl Iterator<Item = Spot> {
        self.0.keys().copied()
    }

    /// What stands in one, and how it is checked.
    pub(super) fn at(&self, place: Spot) -> Option<&(Check, Option<String>)> {
        self.0.get(&place)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// How many are filled in beforehand.
    pub(super) fn filled(&self) -> usize {
        self.0.values().filter(|(_, value)| value.is_some()).count()
    }

    /// The checks, of alike cells together.
    pub(super) fn validations(&self, kept: &[String]) -> (usize, String) {
        let mut alike: Vec<(&Check, Vec<Spot>)> = Vec::new();
        for (place, (check, _)) in &self.0 {
            if kept.iter().any(|own| covers(own, *place)) {
                continue;
            }
            // what the first cell of an area is asked is asked of the others in their place
            match alike.iter_mut().find(|(own, _)| *own == check) {
                Some((_, places)) => places.push(*place),
                None => alike.push((check, vec![*place])),
            }
        }
        let all = alike.iter();
        let all = all.filter_map(|(check, places)| validation(check, places));
        let all = all.collect::<Vec<_>>();
        (all.len(), all.concat())
    }
}

/// Whether an area (`B2:C9`) has a cell.
fn covers(area: &str, (row, column): Spot) -> bool {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let plain = |own: &str| parse_cell(&own.replace('$', ""));
    match (plain(first), plain(last)) {
        (Some(first), Some(last)) => {
            (first.0..=last.0).contains(&row) && (first.1..=last.1).contains(&column)
        }
        _ => false,
    }
}
