//! Two versions held against each other, table by table.

use super::change::{About, Change, Within};
use super::what::What;
use super::{effect, moved};
use crate::scheme::tables::{Entry, Standing, TextTable, tables};
use crate::scheme::{Noun, Scheme, TextKey};
use std::collections::HashMap;

/// All changes from the old version to the new: by kind of table, and in each kind what is gone,
/// then what is there, in the new order.
pub fn diff(old: &Scheme, new: &Scheme) -> Vec<Change> {
    let mut changes = Vec::new();
    compare(&tables(old), &tables(new), None, &mut changes);
    changes
}

const NOUNS: [Noun; 13] = [
    Noun::Scheme,
    Noun::Unit,
    Noun::FormerName,
    Noun::Indicator,
    Noun::Form,
    Noun::Row,
    Noun::Column,
    Noun::Field,
    Noun::Round,
    Noun::Rule,
    Noun::Register,
    Noun::Statement,
    Noun::Target,
];

/// What tells a table from others of its kind: indicator, code, and how many there were of that
/// code before, for a former name may come back.
type Identity<'a> = (Option<&'a str>, &'a str, usize);

fn of_kind(tables: &[TextTable], noun: Noun) -> Vec<(Identity<'_>, &TextTable)> {
    let mut seen = HashMap::new();
    let own = tables.iter().filter(|table| table.noun == noun);
    own.map(|table| {
        let indicator = table.indicator.as_ref().map(|(code, _)| code.as_str());
        // there is one head, whatever its code
        let code = if noun == Noun::Scheme {
            ""
        } else {
            &table.code
        };
        let before = seen.entry((indicator, code)).or_insert(0);
        *before += 1;
        ((indicator, code, *before), table)
    })
    .collect()
}

fn compare(
    old: &[TextTable],
    new: &[TextTable],
    within: Option<&Within>,
    changes: &mut Vec<Change>,
) {
    for noun in NOUNS {
        let (old, new) = (of_kind(old, noun), of_kind(new, noun));
        let (old_at, new_at) = (places(&old), places(&new));
        for (identity, table) in &old {
            if !new_at.contains_key(identity) {
                changes.push(change(table, within, What::Removed, Some(table), None));
            }
        }
        let kept = new.iter().filter_map(|(identity, _)| old_at.get(identity));
        let moved = moved::out_of_order(&kept.copied().collect::<Vec<_>>());
        for (to, (identity, table)) in new.iter().enumerate() {
            let Some(&from) = old_at.get(identity) else {
                changes.push(change(table, within, What::Added, None, Some(table)));
                continue;
            };
            let Some((_, before)) = old.get(from) else {
                continue;
            };
            if moved.contains(&from) {
                let (from, to) = (from + 1, to + 1);
                let what = What::Moved { from, to };
                changes.push(change(before, within, what, Some(before), Some(table)));
            }
            keys(before, table, within, changes);
            let own = Within {
                code: before.code.clone(),
                name: before.name.clone(),
            };
            compare(&before.parts, &table.parts, Some(&own), changes);
        }
    }
}

fn places<'a>(tables: &[(Identity<'a>, &TextTable)]) -> HashMap<Identity<'a>, usize> {
    let identities = tables.iter().enumerate();
    identities.map(|(at, (own, _))| (*own, at)).collect()
}

/// What the keys of one table say otherwise.
fn keys(old: &TextTable, new: &TextTable, within: Option<&Within>, changes: &mut Vec<Change>) {
    let mut all = old
        .entries
        .iter()
        .map(|entry| entry.key)
        .collect::<Vec<_>>();
    for entry in &new.entries {
        if !all.contains(&entry.key) {
            all.push(entry.key);
        }
    }
    for key in all {
        let (before, after) = (old.get(key), new.get(key));
        let value = |entry: Option<&Entry>| entry.map(|entry| entry.value.clone());
        let (from, to) = (value(before), value(after));
        let standing = |wanted| {
            [before, after]
                .iter()
                .flatten()
                .all(|entry| entry.standing == wanted)
        };
        let follows = match key {
            // follows from the header, or from the formula
            TextKey::Name => standing(Standing::Implied),
            // the formula itself says otherwise
            TextKey::Meaning => {
                old.get(TextKey::Expr).map(|entry| &entry.value)
                    != new.get(TextKey::Expr).map(|entry| &entry.value)
            }
            _ => standing(Standing::Repeated),
        };
        if from != to && !follows {
            let what = What::Changed { key, from, to };
            changes.push(change(old, within, what, Some(old), Some(new)));
        }
    }
}

fn change(
    table: &TextTable,
    within: Option<&Within>,
    what: What,
    old: Option<&TextTable>,
    new: Option<&TextTable>,
) -> Change {
    let indicator = table.indicator.as_ref();
    Change {
        about: About {
            noun: table.noun,
            code: table.code.clone(),
            name: table.name.clone(),
            indicator: indicator.map(|(code, name)| Within {
                code: code.clone(),
                name: name.clone(),
            }),
            within: within.cloned(),
        },
        effect: effect::effect(table.noun, &what, old, new),
        what,
    }
}
