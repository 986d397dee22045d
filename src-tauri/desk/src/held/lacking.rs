//! A county table after an earlier one of the same sender.

use super::found::{Found, argument, id, listed, name, of_unit, replaces_or_not};
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::figure::State;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::VersionConfirmed;
use xianbaohui_core::form::Layout;
use xianbaohui_core::question::Question;
use xianbaohui_core::returns::Return;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::{Key, Standing, StandingFigure};

/// A county table after an earlier one of the same sender: what it lacks of that one, or has
/// otherwise, is asked about.
pub(super) fn lacking(
    own: &Standing,
    taken: &Return,
    sha256: &str,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let form = &scheme.forms[taken.form];
    let earlier = standing
        .iter()
        .find(|own| own.form == taken.form && own.sender == taken.unit)
        .filter(|_| matches!(form.layout, Layout::CountyTable(_)))?;
    let is_there = |figure: &StandingFigure| figure.state != State::Blank;
    let mut lost: BTreeMap<usize, Vec<&Key>> = BTreeMap::new();
    let mut changed: Vec<(&Key, &StandingFigure, &StandingFigure)> = Vec::new();
    for (key, before) in earlier
        .figures
        .iter()
        .filter(|(_, figure)| is_there(figure))
    {
        match own.figures.get(key).filter(|now| is_there(now)) {
            None => lost.entry(key.0).or_default().push(key),
            // what could not be read before was no figure, and is put right
            Some(now)
                if matches!(before.state, State::Number | State::Nil)
                    && (now.number != before.number || now.state != before.state) =>
            {
                changed.push((key, before, now));
            }
            Some(_) => {}
        }
    }
    if lost.is_empty() && changed.is_empty() {
        return None;
    }
    changed.sort_unstable_by_key(|(key, ..)| *key);
    let changes = changed
        .iter()
        .map(|(key, before, now)| Change {
            name: name(key, taken.form, scheme),
            before: shown(before),
            now: shown(now),
        })
        .collect::<Vec<_>>();
    let gone =
        lost.iter()
            .map(|(unit, keys)| {
                let whole = !earlier.figures.iter().any(|(key, figure)| {
                    key.0 == *unit && is_there(figure) && !keys.contains(&key)
                });
                let was = |key: &&Key| earlier.figures.get(*key).map(shown).unwrap_or_default();
                let mut figures = keys
                    .iter()
                    .filter(|_| !whole)
                    .map(|key| (of_unit(key, taken.form, scheme), was(key)))
                    .collect::<Vec<_>>();
                figures.sort_by_cached_key(with_before);
                Gone {
                    unit: scheme.units[*unit].name.clone(),
                    figures,
                }
            })
            .collect::<Vec<_>>();
    let words = changes.iter().map(Change::words).collect::<Vec<_>>();
    let all_changed = words.join("、");
    let words = listed(words);
    let told_gone = listed(gone.iter().map(Gone::words));
    let standing_version = format!("第 {} 版（{}）", earlier.version, earlier.file);
    let text = if lost.is_empty() {
        format!(
            "“{}”已有{standing_version}，这一份里有 {} 个数和它不同：{words}。收下就整体替换前一\
                版。请核对是更正，还是另一张表。",
            form.name,
            changed.len()
        )
    } else {
        let count = lost.len();
        let also = if changed.is_empty() {
            String::new()
        } else {
            format!("另有 {} 个数和前一版不同：{words}。", changed.len())
        };
        format!(
            "“{}”已有{standing_version}，这一份里没有其中 {count} 个单位的数：{told_gone}。{also}收\
                下就整体替换前一版，这些数不再计入。请核对是更正，还是只报了一部分。",
            form.name
        )
    };
    let blanks = lost
        .values()
        .flatten()
        .filter_map(|key| own.figures.get(*key))
        .map(|blank| blank.place.clone());
    let cells = blanks
        .chain(changed.iter().map(|(_, _, now)| now.place.clone()))
        .collect::<BTreeSet<_>>();
    let seed = format!(
        "{} {} {told_gone} {all_changed}",
        taken.sheet, earlier.version
    );
    Some(Found {
        question: Some(Question {
            id: id(sha256, &seed),
            of: "version".into(),
            cells: cells.into_iter().collect(),
            text,
            choices: replaces_or_not(),
        }),
        // of all of the return: it replaces the other as a whole
        told: Finding::of(confirmed(earlier, gone, changes)),
    })
}

/// A figure that is another now.
struct Change {
    name: String,
    before: String,
    now: String,
}

impl Change {
    fn words(&self) -> String {
        format!("{} {}→{}", self.name, self.before, self.now)
    }
}

/// What is gone of a unit.
struct Gone {
    unit: String,
    /// names, and what they were; empty where the unit is gone altogether
    figures: Vec<(String, String)>,
}

impl Gone {
    fn words(&self) -> String {
        if self.figures.is_empty() {
            return self.unit.clone();
        }
        format!(
            "{}的{}",
            self.unit,
            listed(self.figures.iter().map(with_before))
        )
    }
}

fn with_before((name, before): &(String, String)) -> String {
    format!("{name}（原 {before}）")
}

fn confirmed(earlier: &Standing, gone: Vec<Gone>, changes: Vec<Change>) -> VersionConfirmed {
    let (mut units, mut figures, mut figures_before) = (Vec::new(), Vec::new(), Vec::new());
    for Gone { unit, figures: own } in gone {
        // a unit that is gone altogether has no figure named
        let own = if own.is_empty() {
            vec![(String::new(), String::new())]
        } else {
            own
        };
        for (name, before) in own {
            units.push(unit.clone());
            figures.push(name);
            figures_before.push(before);
        }
    }
    let (mut names, mut before, mut now) = (Vec::new(), Vec::new(), Vec::new());
    for change in changes {
        names.push(change.name);
        before.push(change.before);
        now.push(change.now);
    }
    VersionConfirmed {
        version: Some(earlier.version),
        file: Some(earlier.file.clone()),
        gone_units: argument(units),
        gone: argument(figures),
        gone_before: argument(figures_before),
        names: argument(names),
        before: argument(before),
        now: argument(now),
        forms: None,
        files: None,
        places: None,
    }
}

/// A figure, or what stands in its place.
fn shown(figure: &StandingFigure) -> String {
    match (figure.number, figure.state) {
        (Some(number), _) => number.normalize().to_string(),
        (None, State::Nil) => "/".into(),
        (None, State::Blank) => "空".into(),
        (None, _) => "未识别".into(),
    }
}
