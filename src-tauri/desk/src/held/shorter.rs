//! A return after an earlier one of the same unit.

use super::found::{Found, argument, id, of_unit, replaces_or_not};
use std::collections::HashMap;
use xianbaohui_core::figure::State;
use xianbaohui_core::finding::told::{VersionChanged, VersionEmptied};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::{Standing, StandingEntry};

/// A return after an earlier one of the same unit: of a roster rows that are gone and figures that
/// are others are told, of a matrix figures of which nothing is left.
pub(super) fn shorter(
    own: &Standing,
    taken: &Return,
    sha256: &str,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let earlier = standing
        .iter()
        .find(|own| own.form == taken.form && own.sender == taken.unit)?;
    let Layout::Roster(roster) = &scheme.forms[taken.form].layout else {
        return emptied(own, earlier, sha256, scheme);
    };
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
    let mut is_emptied = false;
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
                is_emptied |= is.is_none();
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
    let severity = if is_emptied { Severity::B } else { Severity::C };
    let is_bare = own.entries.is_empty();
    let question = is_bare.then(|| of_nothing(own, earlier, sha256, scheme));
    Some(Found {
        question,
        told: Finding::of(told).graded(severity),
    })
}

/// A file without one entry or figure after one that had some: whether it is meant so.
fn of_nothing(own: &Standing, earlier: &Standing, sha256: &str, scheme: &Scheme) -> Question {
    let form = &scheme.forms[own.form];
    let had = match earlier.entries.len() {
        0 => {
            let all = earlier.figures.values();
            let count = all.filter(|one| one.state != State::Blank).count();
            format!("{count} 个数")
        }
        count => format!("{count} 条"),
    };
    let text = format!(
        "“{}”已有第 {} 版（{}），有 {had}；这一份是空的。收下就整体替换前一版，那 {had}不再计入。\
            请核对是确实没有，还是空表没有填就报了。",
        form.name, earlier.version, earlier.file
    );
    Question {
        id: id(sha256, &format!("{} {} bare", form.code, earlier.version)),
        of: "version".into(),
        cells: Vec::new(),
        text,
        choices: replaces_or_not(),
    }
}

/// A matrix after an earlier one: figures that were there, and of which nothing stands now.
fn emptied(own: &Standing, earlier: &Standing, sha256: &str, scheme: &Scheme) -> Option<Found> {
    // a county table that lacks any is asked about
    if matches!(scheme.forms[own.form].layout, Layout::CountyTable(_)) {
        return None;
    }
    let had = earlier
        .figures
        .iter()
        .filter(|(_, was)| was.number.is_some());
    let mut gone = had
        .filter(|(key, _)| {
            let is = own.figures.get(*key);
            is.is_none_or(|is| is.state == State::Blank)
        })
        .collect::<Vec<_>>();
    if gone.is_empty() {
        return None;
    }
    gone.sort_by_key(|(key, _)| *key);
    let cells = gone.iter().filter_map(|(key, _)| own.figures.get(*key));
    let cells = cells.map(|own| own.place.clone()).collect::<Vec<_>>();
    let told = VersionEmptied {
        version: earlier.version,
        file: earlier.file.clone(),
        count: gone.len(),
        names: gone
            .iter()
            .map(|(key, _)| of_unit(key, own.form, scheme))
            .collect(),
    };
    let is_bare = own.figures.values().all(|is| is.state == State::Blank);
    let question = is_bare.then(|| of_nothing(own, earlier, sha256, scheme));
    Some(Found {
        question,
        told: Finding::of(told).at_all(cells),
    })
}
