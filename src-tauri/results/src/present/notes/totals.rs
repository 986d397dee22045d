//! What the totals of a table lack, and whose figures in them are in question.

use super::line::{divided, sentence_of};
use super::names::Names;
use crate::consolidate::{AtLarge, Consolidated, Key, Lack};
use std::collections::{BTreeSet, HashSet};
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::scheme::Scheme;

/// What is to be told of the totals of a table.
#[derive(Debug, Clone, Default)]
pub(in crate::present) struct Told {
    pub(in crate::present) notes: Vec<String>,
    /// totals that carry the sign
    pub(in crate::present) marked: HashSet<Key>,
    /// 同比 of totals that carry it
    pub(in crate::present) marked_years: HashSet<Key>,
}

/// What the totals of these columns lack; `years` are the ones with 同比.
pub(in crate::present) fn of_figures(
    scheme: &Scheme,
    all: &Consolidated,
    keys: &[Key],
    years: &[Key],
) -> Told {
    let names = Names { scheme, all, keys };
    let mut told = Told::default();
    let (mut blank, mut unreadable, mut flagged, mut one_sided) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let (mut overflown, mut bounded) = (Vec::new(), Vec::new());
    let apart = names.apart();
    told.marked.extend(apart.marked.iter().copied());
    let (mut outside, mut not_asked) = (Vec::new(), Vec::new());
    let mut nil_sided = Vec::new();
    let mut at_large: BTreeSet<&AtLarge> = BTreeSet::new();
    for &key in keys {
        outside.extend(
            all.outside(scheme, key)
                .into_iter()
                .map(|at| (key, all.units.len() + at)),
        );
        let sum = all.sum(scheme, key);
        let covered = sum.covered();
        // where nobody has a figure, a blank is worth telling beside declared nils, and where the
        // form must have it
        let adds_up = all.adds_up(scheme, key)
            && (covered.numbers > 0
                || covered.nils > 0
                || all.is_asked(scheme, key) && all.reported() > 0);
        if all.total(scheme, key).is_overflow() {
            overflown.push(key);
        }
        if adds_up {
            for (row, why) in all.lacking(key) {
                match why {
                    Lack::Missing => {}
                    Lack::Blank => blank.push((key, row)),
                    Lack::NotAsked => not_asked.push((key, row)),
                    Lack::Unreadable => unreadable.push((key, row)),
                }
            }
            flagged.extend(all.flagged(key).into_iter().map(|row| (key, row)));
            let large = all.at_large(scheme, key);
            if !large.is_empty() {
                told.marked.insert(key);
            }
            at_large.extend(large);
            bounded.extend(all.bounded(key).into_iter().map(|row| (key, row)));
        } else if let Some(sides) = all.sides(scheme, key) {
            one_sided.extend(sides.paired.left_out.iter().map(|row| (key, *row)));
            nil_sided.extend(sides.paired.nil_sides.iter().map(|row| (key, *row)));
            let mut is_marked =
                !sides.paired.left_out.is_empty() || !sides.paired.nil_sides.is_empty();
            for side in [sides.of, sides.base] {
                let (rows, large) = (all.flagged(side), all.at_large(scheme, side));
                is_marked |= !rows.is_empty() || !large.is_empty() || apart.marked.contains(&side);
                bounded.extend(
                    all.bounded(side)
                        .into_iter()
                        .filter(|row| sides.paired.both.contains(row))
                        .map(|row| (key, row)),
                );
                at_large.extend(large);
                // the figures themselves are told where they stand, if they do in this table
                if !keys.contains(&side) {
                    flagged.extend(rows.into_iter().map(|row| (key, row)));
                }
            }
            if is_marked {
                told.marked.insert(key);
            }
        }
    }
    for pairs in [&mut flagged, &mut bounded] {
        let mut known = HashSet::new();
        pairs.retain(|pair| known.insert(*pair));
    }
    told.marked.extend(
        [
            &blank,
            &not_asked,
            &unreadable,
            &flagged,
            &outside,
            &bounded,
        ]
        .into_iter()
        .flatten()
        .map(|(key, _)| *key),
    );
    told.marked.extend(overflown.iter().copied());
    let reported = keys
        .iter()
        .copied()
        .filter(|key| all.is_total_flagged(*key))
        .collect::<Vec<_>>();
    told.marked.extend(reported.iter().copied());
    let overflown = overflown
        .iter()
        .map(|key| format!("{}（{}）", names.of_keys(&[*key]), names.largest(*key)));
    let reported = (!reported.is_empty()).then(|| names.of_keys(&reported));
    let found = [
        (NoticeCode::NoteFlagged, names.grouped(&flagged)),
        (NoticeCode::NoteReturns, names.of_returns(at_large)),
        (NoticeCode::NoteReported, reported.into_iter().collect()),
        (NoticeCode::NoteBlank, names.grouped(&blank)),
        (NoticeCode::NoteNotAsked, names.grouped(&not_asked)),
        (NoticeCode::NoteUnreadable, names.grouped(&unreadable)),
        (NoticeCode::NoteOutside, names.grouped(&outside)),
        (NoticeCode::NoteOneSided, names.grouped(&one_sided)),
        (NoticeCode::NoteNilSided, names.grouped(&nil_sided)),
        (NoticeCode::NoteOverflow, overflown.collect()),
        (NoticeCode::NoteBounded, names.grouped(&bounded)),
    ];
    let mut notices = found
        .into_iter()
        .filter(|(_, clauses)| !clauses.is_empty())
        .map(|(code, clauses)| Notice::of(code).with("clauses", clauses))
        .collect::<Vec<_>>();
    notices.extend(names.years(years, &mut told.marked_years));
    notices.extend(names.within());
    notices.extend(apart.notes);
    notices.extend(names.no_ratio());
    notices.extend(names.given_for_years());
    told.notes = notices
        .iter()
        .flat_map(|told| divided(&sentence_of(told)))
        .collect();
    told
}
