//! Whether words that change what figures mean were heard: something told speaks of them.

use crate::mess::model::{Book, Said, Sheet};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::message::message;
use xianbaohui_core::returns::{Return, Taken};

/// Findings that speak of words and looks; others follow from figures alone.
const OF_WORDS: [&str; 12] = [
    "figures.", "header.", "row.", "rows.", "unit.", "period.", "cell.", "sheet.", "entry.",
    "form.", "binding.", "text.",
];

/// Words that causes have put on the sheet or the file, and their cells.
fn said<'a>(
    sheet: &'a Sheet,
    book: &'a Book,
) -> impl Iterator<Item = (&'a Said, Option<(usize, usize)>)> {
    let cells = sheet.rows.iter().enumerate().flat_map(|(row, cells)| {
        let cells = cells.cells.iter().enumerate();
        cells.filter_map(move |(column, cell)| Some((cell.said.as_ref()?, Some((row, column)))))
    });
    let around = sheet.around.said.iter().chain(&book.said);
    cells.chain(around.map(|said| (said, None)))
}

/// Whether words on the sheet change what its figures mean.
pub(super) fn says_anything(sheet: &Sheet, book: &Book) -> bool {
    said(sheet, book).any(|(said, _)| said.must)
}

/// Whether words on the sheet name a unit of measure, so that figures may be converted.
pub(super) fn says_unit(sheet: &Sheet, book: &Book) -> bool {
    said(sheet, book).any(|(said, _)| said.is_unit)
}

/// Words of which something had to be told, and nothing was.
pub(super) fn unheard(book: &Book, sheet: &Sheet, returns: &[Taken]) -> Vec<String> {
    let is_heard = |said: &Said, place: Option<(usize, usize)>| {
        returns.iter().map(|one| &one.taken).any(|taken| {
            let findings = taken.findings.iter();
            findings.into_iter().any(|one| speaks(one, said, place))
                || (said.is_unit && is_converted(taken))
        })
    };
    said(sheet, book)
        .filter(|(said, place)| said.must && !is_heard(said, *place))
        .map(|(said, place)| {
            let place = place
                .map(|(row, column)| xianbaohui_core::place::cell_name(row as u32, column as u32));
            format!(
                "{}!{}: nothing is told of {}",
                sheet.name,
                place.unwrap_or_default(),
                said.words
            )
        })
        .collect()
}

/// Whether a finding names the words, or is of words and points at their row or column.
fn speaks(finding: &Finding, said: &Said, place: Option<(usize, usize)>) -> bool {
    let code = finding.code.as_str();
    if code.ends_with(".unchecked") {
        return false;
    }
    let bare = said.words.trim_start_matches("单位：");
    if message(finding).contains(bare) {
        return true;
    }
    let is_of_words = OF_WORDS.iter().any(|start| code.starts_with(start));
    let beside = |(row, column): (usize, usize)| {
        let mut cells = finding.cells.iter();
        cells.any(|cell| cell.row as usize == row || cell.column as usize == column)
    };
    is_of_words && place.is_some_and(beside)
}

fn is_converted(taken: &Return) -> bool {
    let entries = taken.entries.iter().flat_map(|entry| &entry.fields);
    taken.values.iter().any(|value| value.note.is_some())
        || entries.into_iter().any(|field| field.note.is_some())
}
