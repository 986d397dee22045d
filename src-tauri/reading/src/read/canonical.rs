//! Packages whose parts lie elsewhere than Excel puts them: with names that relations tell, in
//! other letters, from other folders.
//!
//! calamine looks for texts and styles beside the workbook, under the names that Excel gives them:
//! where relations say otherwise it would read other texts, or none. Such a package is written
//! anew.

use super::ReadError;
use super::parts::{Files, Relation, relations};
use super::xml::{attribute, each_element};
use quick_xml::escape::escape;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

pub(super) const WORKBOOK: &str = "xl/workbook.xml";

/// Parts of a workbook that are looked for under one name.
const OWN: [(&str, &str); 2] = [
    ("sharedStrings", "xl/sharedStrings.xml"),
    ("styles", "xl/styles.xml"),
];

/// Parts to be put in place of a package's own, so that everything lies where it is looked for;
/// `None` where it does. `names`: those of the parts there are, in small letters.
pub(super) fn canonical(
    names: &HashSet<String>,
    files: Files<'_>,
) -> Result<Option<HashMap<String, Vec<u8>>>, ReadError> {
    let root = relations("", files);
    let main = root.iter().find(|own| own.kind() == "officeDocument");
    let main = main.and_then(|own| own.target.clone());
    let main = main.unwrap_or_else(|| WORKBOOK.to_owned());
    let Some(list) = files(&main) else {
        return Ok(None);
    };
    let related = relations(&main, files);
    are_there(&list, &related, names)?;
    let is_main_plain = main.eq_ignore_ascii_case(WORKBOOK);
    if is_main_plain && related.iter().all(is_plain) {
        return Ok(None);
    }
    let mut parts = HashMap::new();
    let mut moved = HashMap::new();
    for one in &related {
        let own = OWN.iter().find(|(kind, _)| *kind == one.kind());
        if let (Some((_, name)), Some(target)) = (own, &one.target)
            && !target.eq_ignore_ascii_case(name)
            && let Some(bytes) = files(target)
        {
            parts.insert((*name).to_owned(), bytes);
            moved.insert(target.as_str(), *name);
        }
    }
    if !is_main_plain {
        parts.insert(WORKBOOK.to_owned(), list);
        let moved = HashMap::from([(main.as_str(), WORKBOOK)]);
        parts.insert("_rels/.rels".to_owned(), written(&root, &moved));
    }
    let own = written(&related, &moved);
    parts.insert("xl/_rels/workbook.xml.rels".to_owned(), own);
    Ok(Some(parts))
}

/// Whether a relation of the workbook is read alike by who takes it by the word.
fn is_plain(one: &Relation) -> bool {
    let Some(target) = &one.target else {
        return true;
    };
    match one.kind() {
        "worksheet" => {
            let simply = one.written.strip_prefix('/').map(str::to_owned);
            let simply = simply.unwrap_or_else(|| format!("xl/{}", one.written));
            simply.eq_ignore_ascii_case(target)
        }
        kind => {
            let mut own = OWN.iter().filter(|(own, _)| *own == kind);
            own.all(|(_, name)| target.eq_ignore_ascii_case(name))
        }
    }
}

/// Each sheet of the list must lie in the package.
fn are_there(list: &[u8], related: &[Relation], names: &HashSet<String>) -> Result<(), ReadError> {
    let mut sheets = Vec::new();
    each_element(list, |name, element| {
        if name == "sheet" {
            sheets.extend(attribute(element, "id").zip(attribute(element, "name")));
        }
    });
    for (id, name) in sheets {
        let Some(one) = related
            .iter()
            .find(|own| own.id == id && own.kind() == "worksheet")
        else {
            continue;
        };
        let Some(target) = &one.target else {
            return Err(ReadError::Damaged {
                detail: format!("工作表“{name}”不在这个文件里，只写着它在“{}”", one.written),
            });
        };
        if !names.contains(&target.to_lowercase()) {
            return Err(ReadError::Damaged {
                detail: format!("工作表“{name}”的内容（{target}）不在文件里"),
            });
        }
    }
    Ok(())
}

/// Relations as a part, from the root of the package.
fn written(related: &[Relation], moved: &HashMap<&str, &str>) -> Vec<u8> {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships \
        xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    );
    for one in related {
        let (id, kind) = (escape(&one.id), escape(&one.address));
        let (mode, target) = match &one.target {
            Some(target) => {
                let target = moved.get(target.as_str()).copied().unwrap_or(target);
                ("", format!("/{target}"))
            }
            None => (" TargetMode=\"External\"", one.written.clone()),
        };
        let target = escape(&target);
        let _ = write!(
            out,
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"{mode}/>"
        );
    }
    out.push_str("</Relationships>");
    out.into_bytes()
}
