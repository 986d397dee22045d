//! What a sheet of an xlsx package has beside its cells, by the relations of its part.

use super::beside::Beside;
use super::path::{Files, Relation, relations};
use super::sizes::Sizes;
use super::{comments, drawing, margins, vml};
use crate::read::xml::{Piece, attribute, each_element, walk};
use memchr::memmem;
use xianbaohui_core::mark;

/// What holds for all sheets of a workbook, by its part and the relations of it.
pub(in crate::read) fn of_workbook(workbook: &[u8], relations: &[u8]) -> Beside {
    let mut beside = Beside {
        is_tracked: memmem::find(relations, b"/revisionHeaders").is_some(),
        ..Beside::default()
    };
    let marks: [&[u8]; 3] = [b"fullCalcOnLoad", b"fullPrecision", b"definedName"];
    if marks
        .iter()
        .all(|mark| memmem::find(workbook, mark).is_none())
    {
        return beside;
    }
    let is_on = |own: Option<String>| own.is_some_and(|own| own == "1" || own == "true");
    let mut name = None;
    walk(workbook, |piece| match piece {
        Piece::Open("calcPr", element) => {
            beside.formulas.is_anew = is_on(attribute(element, "fullCalcOnLoad"));
            let full = attribute(element, "fullPrecision");
            beside.formulas.is_rounded = full.is_some_and(|own| own == "0" || own == "false");
        }
        Piece::Open("definedName", element) => name = attribute(element, "name"),
        Piece::Words(words) if words.contains('[') => {
            if let Some(name) = name.take() {
                let name = name.to_uppercase().into();
                beside.formulas.elsewhere.push(name);
            }
        }
        Piece::Close("definedName") => name = None,
        _ => {}
    });
    beside
}

/// Marks of issued blanks that are names of a sheet, each with the sheet's part. `parts`: the parts
/// of the sheets, in order.
pub(in crate::read) fn marks_of(workbook: &[u8], parts: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if memmem::find(workbook, mark::NAME.as_bytes()).is_none() {
        return found;
    }
    let mut open: Option<(usize, String)> = None;
    walk(workbook, |piece| match piece {
        Piece::Open("definedName", element) => {
            let is_mark = attribute(element, "name").is_some_and(|name| name == mark::NAME);
            let sheet = attribute(element, "localSheetId").filter(|_| is_mark);
            open = sheet.and_then(|at| Some((at.parse().ok()?, String::new())));
        }
        Piece::Words(words) => {
            if let Some((_, line)) = &mut open {
                line.push_str(&words);
            }
        }
        Piece::Close("definedName") => {
            if let Some((at, line)) = open.take()
                && let Some(part) = parts.get(at)
            {
                found.push((part.clone(), line.trim_matches('"').to_owned()));
            }
        }
        _ => {}
    });
    found
}

/// What one sheet has. `bytes` are its part, `after` what follows its cells.
pub(in crate::read) fn of_sheet(
    part: &str,
    bytes: &[u8],
    after: &[u8],
    beside: &mut Beside,
    files: Files<'_>,
) {
    if memmem::find(after, b"eaderFooter").is_some() {
        read_margins(after, beside);
    }
    let related = relations(part, files);
    if related.is_empty() {
        return;
    }
    // which drawing is the sheet's own: another may hold the pictures of its page headers
    let (mut own, mut older) = (None, None);
    each_element(after, |name, element| match name {
        "drawing" => own = attribute(element, "id"),
        "legacyDrawing" => older = attribute(element, "id"),
        _ => {}
    });
    let target = |is_it: &dyn Fn(&Relation) -> bool| {
        let found = related.iter().find(|own| is_it(own));
        found.and_then(|own| own.target.clone())
    };
    for kind in ["threadedComment", "comments"] {
        let Some(bytes) = target(&|own| own.kind() == kind).and_then(|part| files(&part)) else {
            continue;
        };
        if kind == "comments" {
            comments::plain(&bytes, beside);
        } else {
            comments::threads(&bytes, beside);
        }
    }
    let by_id = |id: &Option<String>| target(&|own| Some(&own.id) == id.as_ref());
    let (own, older) = (by_id(&own), by_id(&older));
    if own.is_none() && older.is_none() {
        return;
    }
    let sizes = Sizes::of(bytes);
    if let Some(bytes) = own.and_then(|part| files(&part)) {
        drawing::read(&bytes, &sizes, beside);
    }
    if let Some(bytes) = older.and_then(|part| files(&part)) {
        vml::read(&bytes, &sizes, beside);
    }
}

/// Page headers and footers: those of all pages, and those of the first and of even ones where
/// they are others.
fn read_margins(after: &[u8], beside: &mut Beside) {
    let (mut of_first, mut of_even) = (false, false);
    let mut words = String::new();
    walk(after, |piece| match piece {
        Piece::Open("headerFooter", element) => {
            let is_on = |name: &str| {
                attribute(element, name).is_some_and(|own| own == "1" || own == "true")
            };
            (of_first, of_even) = (is_on("differentFirst"), is_on("differentOddEven"));
        }
        Piece::Open(..) => words.clear(),
        Piece::Words(own) => words.push_str(&own),
        Piece::Close(name) => {
            let is_printed = match name {
                "oddHeader" | "oddFooter" => true,
                "firstHeader" | "firstFooter" => of_first,
                "evenHeader" | "evenFooter" => of_even,
                _ => false,
            };
            if is_printed {
                margins::read(&words, beside);
            }
            words.clear();
        }
    });
}
