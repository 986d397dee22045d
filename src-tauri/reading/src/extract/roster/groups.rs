//! Titles of groups among the entries of a roster.

use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::identify::rows;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::finding::told::{EntryGroupTitle, EntryGroupTotal};
use xianbaohui_core::form::Roster;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::returns::Entry;
use xianbaohui_core::text;

/// Rows that are numbered as sections among rows that are not: titles of groups with the sums of
/// the rows below them, which are no entries.
pub(super) fn set_apart(work: &mut Work<'_>, roster: &Roster, name_column: u32) {
    let sheet = work.sheet;
    let summed = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.sum)
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let levels = work
        .kept
        .entries
        .iter()
        .map(|entry| level(&text::key(&sheet.grid.seen_text(entry.row, name_column))))
        .collect::<Vec<_>>();
    // where every row is numbered, or none, the numbers say nothing
    if levels.iter().all(Option::is_some) || levels.iter().all(Option::is_none) {
        return;
    }
    let figure = |entry: &Entry, at: usize| {
        if let Some(Datum::Number(number)) = entry.fields.get(at).map(|field| &field.datum) {
            Some(*number)
        } else {
            None
        }
    };
    let mut heads = vec![false; levels.len()];
    let mut told = Vec::new();
    // the innermost first: what they come to is in the rows below them already
    for inner in [3, 2, 1] {
        for head in (0..levels.len()).filter(|at| levels[*at] == Some(inner)) {
            let end = (head + 1..levels.len())
                .find(|at| levels[*at].is_some_and(|other| other <= inner))
                .unwrap_or(levels.len());
            let block = (head + 1..end).filter(|at| !heads[*at]).collect::<Vec<_>>();
            let own = &work.kept.entries[head];
            let figures = summed
                .iter()
                .filter_map(|at| Some((*at, figure(own, *at)?)))
                .collect::<Vec<_>>();
            if block.is_empty() || figures.is_empty() {
                continue;
            }
            let is_sum = |(at, own): &(usize, Decimal)| {
                block
                    .iter()
                    .filter_map(|entry| figure(&work.kept.entries[*entry], *at))
                    .collect::<Sum>()
                    .value()
                    == Some(*own)
            };
            // one row below with the same figures may be another of the kind
            heads[head] = block.len() > 1 && figures.iter().all(is_sum);
            told.push((head, block.len()));
        }
    }
    for (head, below) in told {
        let row = work.kept.entries[head].row;
        let spot = Spot::of_entry(row, name_column);
        let raw = sheet.grid.seen_text(row, name_column).trim().to_owned();
        if heads[head] {
            work.tell(spot, EntryGroupTotal { raw, below });
        } else {
            work.tell(spot, EntryGroupTitle { raw });
        }
    }
    let mut at = 0;
    work.kept.entries.retain(|_| {
        at += 1;
        !heads[at - 1]
    });
}

/// How deep a numbered title stands: 一、 · （一） · 1、
fn level(key: &str) -> Option<u8> {
    if !rows::is_section(key) {
        return None;
    }
    Some(match key.chars().next() {
        Some('(') => 2,
        Some(c) if c.is_ascii_digit() => 3,
        _ => 1,
    })
}
