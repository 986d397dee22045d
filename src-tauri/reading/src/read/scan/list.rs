//! The sheets of a workbook, in order, and the parts that hold them.

use super::super::visibility::Visibility;
use super::super::words::decoded;
use super::tags::{Inside, Tags};
use std::collections::HashMap;

/// A sheet of cells.
#[derive(Debug)]
pub(in crate::read) struct Listed {
    pub(in crate::read) name: String,
    pub(in crate::read) part: String,
    pub(in crate::read) visibility: Visibility,
}

/// The sheets of cells, how many sheets there are in all, and whether days count from 1904.
pub(super) struct List {
    pub(super) sheets: Vec<Listed>,
    pub(super) all: usize,
    pub(super) from_1904: bool,
}

/// What the relations of a part say: kind, and the part it leads to, by id.
pub(super) fn relations(part: &str) -> Option<HashMap<&str, (&str, String)>> {
    let mut found = HashMap::new();
    let mut tags = Tags::new(part);
    tags.prologue()?;
    tags.must(b"<Relationships")?;
    if tags.pass()? {
        while !tags.ends(b"</Relationships>") {
            tags.must(b"<Relationship")?;
            let (mut id, mut kind, mut target) = (None, None, None);
            loop {
                match tags.inside()? {
                    Inside::Attribute(b"Id", own) if id.is_none() => id = Some(own),
                    Inside::Attribute(b"Type", own) if kind.is_none() => kind = Some(own),
                    Inside::Attribute(b"Target", own) if target.is_none() => target = Some(own),
                    Inside::Attribute(b"TargetMode", _) => {}
                    Inside::Attribute(..) => return None,
                    Inside::Open => {
                        tags.must(b"</Relationship>")?;
                        break;
                    }
                    Inside::Closed => break,
                }
            }
            let said = (kind?, target?.to_owned());
            if found.insert(id?, said).is_some() {
                return None;
            }
        }
    }
    tags.blanks();
    tags.left().is_empty().then_some(found)
}

/// The sheets, as the list and its relations tell of them.
pub(super) fn list(part: &str, relations: &HashMap<&str, (&str, String)>) -> Option<List> {
    let mut list = List {
        sheets: Vec::new(),
        all: 0,
        from_1904: false,
    };
    let mut tags = Tags::new(part);
    tags.prologue()?;
    let mut is_first = true;
    loop {
        // the names that are defined are texts
        decoded(tags.text()?)?;
        let name = tags.name()?;
        if (name == "workbook") != is_first {
            return None;
        }
        is_first = false;
        match name {
            "sheet" => {
                list.all += 1;
                sheet(&mut tags, relations, &mut list.sheets)?;
            }
            "workbookPr" => loop {
                match tags.inside()? {
                    Inside::Attribute(b"date1904", value) => {
                        list.from_1904 = matches!(value, "1" | "true");
                    }
                    Inside::Attribute(..) => {}
                    Inside::Open | Inside::Closed => break,
                }
            },
            "/workbook" => {
                tags.pass()?;
                tags.blanks();
                return tags.left().is_empty().then_some(list);
            }
            // calamine does not look at prefixes
            _ if name.ends_with(":sheet") || name.ends_with(":workbook") => return None,
            _ => loop {
                match tags.inside()? {
                    Inside::Attribute(b"date1904", _) => return None,
                    Inside::Attribute(..) => {}
                    Inside::Open | Inside::Closed => break,
                }
            },
        }
    }
}

/// A sheet of the list; one that holds a chart is none of the `sheets`.
fn sheet(
    tags: &mut Tags<'_>,
    relations: &HashMap<&str, (&str, String)>,
    sheets: &mut Vec<Listed>,
) -> Option<()> {
    let (mut name, mut id, mut visibility) = (None, None, Visibility::Visible);
    loop {
        match tags.inside()? {
            Inside::Attribute(b"name", own) if name.is_none() => name = Some(decoded(own)?),
            Inside::Attribute(b"sheetId" | b"xmlns:r", _) => {}
            Inside::Attribute(b"state", own) => {
                visibility = match own {
                    "visible" => Visibility::Visible,
                    "hidden" => Visibility::Hidden,
                    "veryHidden" => Visibility::VeryHidden,
                    _ => return None,
                }
            }
            Inside::Attribute(key, own) if key.ends_with(b":id") && id.is_none() => id = Some(own),
            Inside::Attribute(..) | Inside::Open => return None,
            Inside::Closed => break,
        }
    }
    let (kind, target) = relations.get(id?)?;
    match kind.rsplit('/').next()? {
        "worksheet" => sheets.push(Listed {
            name: name?.into_owned(),
            part: match target.strip_prefix('/') {
                Some(target) => target.to_owned(),
                None => format!("xl/{target}"),
            },
            visibility,
        }),
        "chartsheet" => {}
        _ => return None,
    }
    Some(())
}
