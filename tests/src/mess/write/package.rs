//! What other programs do to a package after Excel has written it.

use crate::Outcome;
use crate::mess::model::{Book, Cell, Edit};
use crate::sheet::rewritten;

pub(super) fn edited(bytes: &[u8], book: &Book) -> Outcome<Vec<u8>> {
    let unstored = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flat_map(|row| &row.cells)
        .any(Cell::content_is_unstored);
    if book.edits.is_empty() && !book.from_1904 && !unstored {
        return Ok(bytes.to_vec());
    }
    let strings = if book.edits.contains(&Edit::InlineStrings) {
        shared_strings(bytes)?
    } else {
        Vec::new()
    };
    rewritten(bytes, |name, part| {
        let mut part = part.to_owned();
        if name == "xl/workbook.xml" && book.from_1904 {
            part = part.replace("<workbookPr ", "<workbookPr date1904=\"1\" ");
        }
        if name.starts_with("xl/worksheets/sheet") {
            if unstored {
                part = part
                    .replace(" t=\"str\"><f>", "><f>")
                    .replace(&format!("<v>{}</v>", crate::sheet::NO_RESULT), "");
            }
            for edit in &book.edits {
                part = match edit {
                    Edit::LyingDimension => dimension(&part),
                    Edit::InlineStrings => inline(&part, &strings),
                    Edit::PaddedValues => part
                        .replace("<v>", "<v>\n      ")
                        .replace("</v>", "\n    </v>"),
                    Edit::CommentInValue => comment(&part),
                    Edit::ValueInCdata => cdata(&part),
                };
            }
        }
        part
    })
}

/// `<dimension ref="A1"/>` whatever there is.
fn dimension(part: &str) -> String {
    let Some((before, rest)) = part.split_once("<dimension ref=\"") else {
        return part.to_owned();
    };
    let Some((_, after)) = rest.split_once('"') else {
        return part.to_owned();
    };
    format!("{before}<dimension ref=\"A1\"{after}")
}

/// Numbers of two digits or more are cut in two by a comment.
fn comment(part: &str) -> String {
    in_values(part, |value| {
        if value.len() > 1 && value.is_ascii() {
            format!("{}<!-- -->{}", &value[..1], &value[1..])
        } else {
            value.to_owned()
        }
    })
}

fn cdata(part: &str) -> String {
    in_values(part, |value| format!("<![CDATA[{value}]]>"))
}

fn in_values(part: &str, change: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(part.len() * 2);
    let mut rest = part;
    while let Some((before, after)) = rest.split_once("<v>") {
        let Some((value, after)) = after.split_once("</v>") else {
            break;
        };
        out.push_str(before);
        out.push_str("<v>");
        out.push_str(&change(value));
        out.push_str("</v>");
        rest = after;
    }
    out + rest
}

/// Shared strings written into their cells.
fn inline(part: &str, strings: &[String]) -> String {
    let mut out = String::with_capacity(part.len() * 2);
    let mut rest = part;
    while let Some((before, after)) = rest.split_once(" t=\"s\"><v>") {
        let Some((value, after)) = after.split_once("</v>") else {
            break;
        };
        out.push_str(before);
        if let Some(words) = value.parse::<usize>().ok().and_then(|at| strings.get(at)) {
            out.push_str(" t=\"inlineStr\"><is>");
            out.push_str(words);
            out.push_str("</is>");
        } else {
            out.push_str(" t=\"s\"><v>");
            out.push_str(value);
            out.push_str("</v>");
        }
        rest = after;
    }
    out + rest
}

/// What stands between `<si>` and `</si>`, string by string.
fn shared_strings(bytes: &[u8]) -> Outcome<Vec<String>> {
    let found = std::cell::RefCell::new(Vec::new());
    rewritten(bytes, |name, part| {
        if name == "xl/sharedStrings.xml" {
            *found.borrow_mut() = part
                .split("<si>")
                .skip(1)
                .filter_map(|one| one.split_once("</si>"))
                .map(|(words, _)| words.to_owned())
                .collect();
        }
        part.to_owned()
    })?;
    Ok(found.into_inner())
}
