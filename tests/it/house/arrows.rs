//! Which module stands on which, as the paths in them say. What a module only hands on it does not
//! stand on, and who takes it from there stands on where it comes from. Methods are not seen: who
//! calls one names the type, not the file that the method stands in.

use super::modules::{Modules, Words};
use std::collections::{BTreeMap, BTreeSet};

/// From each module to those it stands on, with one thing that it takes from there.
pub(super) type Arrows = BTreeMap<Words, BTreeMap<Words, String>>;

/// How many times a name may be handed on.
const MOST: usize = 16;

/// All arrows between the modules of a crate.
pub(super) fn arrows(all: &Modules) -> Arrows {
    let mut found = Arrows::new();
    for (own, module) in all {
        let taken = module
            .uses
            .iter()
            .filter(|(name, (_, is_handed_on))| !is_handed_on || module.names.contains(*name))
            .map(|(_, (path, _))| path);
        let globs = module.globs.iter().filter_map(|path| {
            let (to, _) = place(all, own, path, MOST)?;
            Some((to, "*".to_owned()))
        });
        let others = taken.chain(&module.paths).filter_map(|path| {
            let (to, item) = place(all, own, path, MOST)?;
            // a module alone is named to say more of it elsewhere
            Some((to, item?))
        });
        let into = found.entry(own.clone()).or_default();
        into.extend(globs.chain(others).filter(|(to, _)| to != own));
    }
    found
}

/// The module that a path leads to, and what it takes there; none where it leads out of the crate.
fn place(
    all: &Modules,
    own: &Words,
    path: &[String],
    steps: usize,
) -> Option<(Words, Option<String>)> {
    let steps = steps.checked_sub(1)?;
    let mut rest = path;
    let mut at = match rest.first()?.as_str() {
        "crate" => Words::new(),
        "self" | "super" => own.clone(),
        first => {
            let child = joined(own, first);
            if !all.contains_key(&child) {
                let (onward, _) = all.get(own)?.uses.get(first)?;
                // `use a::a` is no way to itself
                let onward = [onward, &path[1..]].concat();
                return if onward == path {
                    None
                } else {
                    place(all, own, &onward, steps)
                };
            }
            child
        }
    };
    while rest.first().is_some_and(|word| word == "super") {
        at.pop()?;
        rest = &rest[1..];
    }
    if rest.len() == path.len() {
        rest = &rest[1..];
    }
    while let Some((first, more)) = rest.split_first() {
        let child = joined(&at, first);
        if all.contains_key(&child) {
            at = child;
        } else {
            let onward = all
                .get(&at)
                .and_then(|module| module.uses.get(first))
                .and_then(|(onward, _)| place(all, &at, &[onward, more].concat(), steps));
            return Some(onward.unwrap_or_else(|| (at, Some(first.clone()))));
        }
        rest = more;
    }
    Some((at, None))
}

fn joined(path: &Words, name: &str) -> Words {
    let mut path = path.clone();
    path.push(name.to_owned());
    path
}

/// As messages and drawings write a module.
pub(super) fn name(path: &Words) -> String {
    if path.is_empty() {
        "lib".to_owned()
    } else {
        path.join("/")
    }
}

/// Every module from which arrows lead back to it, with the arrows that do.
pub(super) fn circles(all: &Arrows) -> Vec<String> {
    let mut found = Vec::new();
    for (own, to) in all {
        let back = to.iter().filter(|(to, _)| reached(all, to).contains(own));
        found.extend(back.map(|(to, item)| format!("{} → {} ({item})", name(own), name(to))));
    }
    found
}

/// All that can be reached along the arrows, the start included.
fn reached<'a>(all: &'a Arrows, from: &'a Words) -> BTreeSet<&'a Words> {
    let mut found = BTreeSet::from([from]);
    let mut next = vec![from];
    while let Some(own) = next.pop() {
        for to in all.get(own).into_iter().flat_map(BTreeMap::keys) {
            if found.insert(to) {
                next.push(to);
            }
        }
    }
    found
}
