//! Where relations of a package point.

use crate::read::xml::{attribute, each_element};

/// Gives a part of the package by its name, whatever the case of its letters.
pub(in crate::read) type Files<'a> = &'a mut dyn FnMut(&str) -> Option<Vec<u8>>;

/// A relation of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Relation {
    pub(in crate::read) id: String,
    /// its kind: an address that ends with `/comments`
    pub(in crate::read) address: String,
    /// where it points, as it is written
    pub(in crate::read) written: String,
    /// the part, from the root of the package; nothing of what lies elsewhere
    pub(in crate::read) target: Option<String>,
}

impl Relation {
    /// The last word of its kind: `comments`.
    pub(in crate::read) fn kind(&self) -> &str {
        self.address.rsplit('/').next().unwrap_or_default()
    }
}

/// The relations of a part, or of the package itself, which has no name. `files` gives a part by
/// its name.
pub(in crate::read) fn relations(part: &str, files: Files<'_>) -> Vec<Relation> {
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
        let is_outside = attribute(element, "TargetMode")
            .is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
        let written = attribute(element, "Target").unwrap_or_default();
        found.push(Relation {
            id: attribute(element, "Id").unwrap_or_default(),
            address: attribute(element, "Type").unwrap_or_default(),
            target: (!is_outside).then(|| resolved(part, &written)),
            written,
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
