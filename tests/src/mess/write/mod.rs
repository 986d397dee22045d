//! A workbook of the machine → bytes, as Excel, a browser's export, or another program would have
//! written them.

mod locked;
mod ods;
mod package;
mod text;
mod xls;
mod xlsx;

use super::model::{Book, Cell, Content, Written};
use crate::Outcome;

pub(super) fn bytes(book: &Book) -> Outcome<Vec<u8>> {
    let bytes = plain(book)?;
    match book.password {
        Some(password) => locked::locked(&bytes, password),
        None => Ok(bytes),
    }
}

fn plain(book: &Book) -> Outcome<Vec<u8>> {
    match book.written {
        Written::Xlsx => package::edited(&xlsx::bytes(book)?, book),
        Written::Xls => xls::bytes(book),
        Written::Ods => ods::bytes(book),
        Written::Page => Ok(text::page(book)),
        Written::Utf8 => Ok(text::delimited(book, ",").into_bytes()),
        Written::Gb18030 => Ok(encoding_rs::GB18030
            .encode(&text::delimited(book, ","))
            .0
            .into_owned()),
        Written::Utf16 => {
            let words = text::delimited(book, "\t");
            Ok(std::iter::once(0xFEFF)
                .chain(words.encode_utf16())
                .flat_map(u16::to_le_bytes)
                .collect())
        }
    }
}

/// The same workbook as another kind of file, where nothing of it is lost.
pub(super) fn twin(book: &Book, written: Written) -> Option<Book> {
    let cells = || book.sheets.iter().flat_map(|sheet| &sheet.rows);
    // an old workbook of this machine has comments and other workbooks not at all
    let has_rich = |cell: &Cell| {
        let stands_on_others = match &cell.content {
            Content::Formula(formula, _) => formula.contains('['),
            _ => false,
        };
        cell.is_lost_elsewhere() || cell.comment.is_some() || stands_on_others
    };
    let lost = match written {
        Written::Xls => {
            cells().flat_map(|row| &row.cells).any(has_rich)
                || book
                    .sheets
                    .iter()
                    .any(|sheet| sheet.around.is_lost_elsewhere() || sheet.filtered)
        }
        Written::Ods => !ods::can(book),
        _ => true,
    };
    let is_plain = book.written == Written::Xlsx && book.edits.is_empty();
    if lost || !is_plain || book.password.is_some() {
        return None;
    }
    let mut twin = book.clone();
    twin.written = written;
    Some(twin)
}
