//! Where relations of a package point.

use crate::read::xml::{attribute, each_element};

/// Gives a part of the package by its name, whatever the case of its letters.
pub(in crate::read) type Files<'a> = &'a mut dyn FnMut(&str) -> Option<Vec<u8>>;

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    pub(super) id: String,
    /// the last word of its kind: `comments`
    pub(super) kind: String,
    /// the part, from the root of the package; nothing of what lies elsewhere
    pub(super) target: Option<String>,
}

/// The relations of a part. `files` gives a part by its name.
pub(super) fn relations(part: &str, files: Files<'_>) -> Vec<Relation> {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let own = if folder.is_empty() {
        format!("_rels/{name}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    };
    let mut found = Vec::new();
    let Some(bytes) = files(&own) else {
        return found;
    };
    each_element(&bytes, |name, element| {
        if name != "Relationship" {
            return;
        }
        let kind = attribute(element, "Type").unwrap_or_default();
        let is_outside = attribute(element, "TargetMode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let target = attribute(element, "Target").filter(|_| !is_outside);
        found.push(Relation {
            id: attribute(element, "Id").unwrap_or_default(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: target.map(|target| resolved(part, &target)),
        });
    });
    found
}

/// A part's name from the root of the package, where a part says it from its own place:
/// `../drawings/drawing1.xml` of `xl/worksheets/sheet1.xml` is `xl/drawings/drawing1.xml`.
fn resolved(part: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let folder = match part.rsplit_once('/') {
        Some((folder, _)) if !target.starts_with('/') => folder,
        _ => "",
    };
    let mut names = Vec::new();
    for name in folder.split('/').chain(target.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}
