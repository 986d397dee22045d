//! A roster after an earlier one of the same unit.

use super::found::{Found, argument};
use std::collections::HashMap;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::VersionChanged;
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::{Standing, StandingEntry};

/// A roster after an earlier one of the same unit: rows that are gone and figures that are others
/// are told.
pub(super) fn shorter(
    own: &Standing,
    taken: &Return,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let Layout::Roster(roster) = &scheme.forms[taken.form].layout else {
        return None;
    };
    let earlier = standing
        .iter()
        .find(|own| own.form == taken.form && own.sender == taken.unit)?;
    let mut now: HashMap<&str, Vec<&StandingEntry>> = HashMap::new();
    for entry in &own.entries {
        now.entry(&entry.key).or_default().push(entry);
    }
    let mut left = now
        .iter()
        .map(|(key, entries)| (*key, entries.len()))
        .collect::<HashMap<_, _>>();
    let mut gone = Vec::new();
    let (mut names, mut were, mut are) = (Vec::new(), Vec::new(), Vec::new());
    for before in &earlier.entries {
        let left = left.entry(&before.key).or_default();
        if *left == 0 {
            gone.push(before.name.clone());
            continue;
        }
        *left -= 1;
        // which of several rows of one name is which nobody can tell
        if let Some([entry]) = now.get(before.key.as_str()).map(Vec::as_slice) {
            for ((field, was), is) in roster
                .fields
                .iter()
                .zip(&before.figures)
                .zip(&entry.figures)
                .filter(|((_, was), is)| was != is)
            {
                // nothing where there was no figure
                let word = |figure: &Option<Decimal>| {
                    figure
                        .map(|figure| figure.normalize().to_string())
                        .unwrap_or_default()
                };
                names.push(format!("{} {}", before.name, field.name));
                were.push(word(was));
                are.push(word(is));
            }
        }
    }
    if gone.is_empty() && names.is_empty() {
        return None;
    }
    let told = VersionChanged {
        version: earlier.version,
        file: earlier.file.clone(),
        before_count: earlier.entries.len(),
        count: own.entries.len(),
        gone: argument(gone),
        names: argument(names),
        before: argument(were),
        now: argument(are),
    };
    // of all of the return: it replaces the other as a whole
    Some(Found {
        question: None,
        told: Finding::of(told),
    })
}
