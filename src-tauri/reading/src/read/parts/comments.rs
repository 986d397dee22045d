//! Comments of a sheet, those that hang on cells and those that are threads: ECMA-376 part 1,
//! 18.7, and [MS-XLSX] 2.6.205.

use super::beside::Beside;
use crate::read::xml::{Piece, attribute, walk};
use xianbaohui_core::place::parse_cell;

/// Comments as any program reads them. Of a thread there is one that says so, and repeats it; it is
/// left out where the thread was read.
pub(super) fn plain(part: &[u8], beside: &mut Beside) {
    let mut authors: Vec<String> = Vec::new();
    let threads = beside
        .notes
        .iter()
        .map(|note| (note.row, note.column))
        .collect::<Vec<_>>();
    each_text(part, &["author", "comment"], &["author", "t"], |found| {
        let Found {
            name,
            words,
            attributes,
        } = found;
        if name == "author" {
            authors.push(words);
            return;
        }
        let Some(at) = attributes.0.as_deref().and_then(parse_cell) else {
            return;
        };
        let author = attributes.1.and_then(|author| author.parse::<usize>().ok());
        let author = author.and_then(|author| authors.get(author));
        let is_thread = author.is_some_and(|author| author.starts_with("tc="));
        if is_thread && threads.contains(&at) {
            return;
        }
        beside.add_note(
            at.0,
            at.1,
            without_author(&words, author.map(String::as_str)),
        );
    });
}

/// Comments as threads, one by one in the order in which they were written.
pub(super) fn threads(part: &[u8], beside: &mut Beside) {
    each_text(part, &["threadedComment"], &["text"], |found| {
        if let Some((row, column)) = found.attributes.0.as_deref().and_then(parse_cell) {
            beside.add_note(row, column, &found.words);
        }
    });
}

/// A comment without the name that Excel puts before it.
pub(super) fn without_author<'a>(words: &'a str, author: Option<&str>) -> &'a str {
    let rest = author
        .map(str::trim)
        .filter(|author| !author.is_empty())
        .and_then(|author| words.trim_start().strip_prefix(author))
        .and_then(|rest| rest.strip_prefix([':', '：']));
    rest.unwrap_or(words)
}

/// An element with the words in it.
struct Found {
    name: String,
    words: String,
    /// the cell it stands on, and the number of who wrote it
    attributes: (Option<String>, Option<String>),
}

/// Goes through elements of some names, with the words of the elements in them that hold words.
fn each_text(part: &[u8], names: &[&str], holding: &[&str], mut act: impl FnMut(Found)) {
    let mut found: Option<Found> = None;
    let (mut is_held, mut in_sound) = (false, false);
    walk(part, |piece| match piece {
        Piece::Open(name, element) => {
            if names.contains(&name) {
                found = Some(Found {
                    name: name.to_owned(),
                    words: String::new(),
                    attributes: (attribute(element, "ref"), attribute(element, "authorId")),
                });
            }
            in_sound |= name == "rPh";
            is_held |= holding.contains(&name);
        }
        Piece::Close(name) => {
            in_sound &= name != "rPh";
            is_held &= !holding.contains(&name);
            if names.contains(&name)
                && let Some(found) = found.take()
            {
                act(found);
            }
        }
        Piece::Words(words) => {
            if let (Some(found), true, false) = (&mut found, is_held, in_sound) {
                found.words.push_str(&words);
            }
        }
    });
}
