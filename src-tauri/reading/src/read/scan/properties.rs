//! The custom properties of a document: a blank issued by the program says there what it is.

use super::super::words::decoded;
use super::tags::{Inside, Tags};
use std::collections::BTreeMap;

/// Names and values, by name.
pub(super) fn of(part: &str) -> Option<Vec<(String, String)>> {
    let mut found = BTreeMap::new();
    let mut tags = Tags::new(part);
    tags.prologue()?;
    tags.must(b"<Properties")?;
    if tags.pass()? {
        while !tags.ends(b"</Properties>") {
            tags.must(b"<property")?;
            let mut name = None;
            loop {
                match tags.inside()? {
                    Inside::Attribute(b"name", own) if name.is_none() => name = Some(decoded(own)?),
                    Inside::Attribute(..) => {}
                    Inside::Open => break,
                    Inside::Closed => return None,
                }
            }
            tags.blanks();
            let kind = tags.name().filter(|kind| kind.starts_with("vt:"))?;
            let mut value = String::new();
            if tags.pass()? {
                value = decoded(tags.text()?)?.into_owned();
                if tags.name()?.strip_prefix('/') != Some(kind) {
                    return None;
                }
                tags.must(b">")?;
            }
            tags.blanks();
            tags.must(b"</property>")?;
            found.insert(name?.into_owned(), value);
        }
    }
    tags.blanks();
    tags.left().is_empty().then(|| found.into_iter().collect())
}
