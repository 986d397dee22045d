//! What the file is, and what other programs have done to it.

use crate::mess::model::{Book, Cell, Edit, Look, SILENT_PASSWORD, Written};
use fastrand::Rng;

/// Whether nothing is lost when only what is shown stays.
fn is_plain(book: &Book) -> bool {
    let hides = book.sheets.iter().any(|sheet| {
        sheet.shown != crate::mess::model::Shown::Yes
            || !sheet.hidden_columns.is_empty()
            || sheet.rows.iter().any(|row| row.hidden)
    });
    let formats = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flat_map(|row| &row.cells)
        .any(|cell| {
            let is_drawn = cell.ink.is_some() || cell.look != Look::Plain;
            cell.format.is_some() || is_drawn || cell.is_lost_elsewhere()
        });
    book.written == Written::Xlsx
        && book.edits.is_empty()
        && book.password.is_none()
        && !book.from_1904
        && !hides
        && !formats
}

pub(super) fn page(book: &mut Book, _: &mut Rng) -> bool {
    if !is_plain(book) {
        return false;
    }
    book.written = Written::Page;
    book.file = book.file.replace(".xlsx", ".xls");
    true
}

pub(super) fn xls(book: &mut Book, rng: &mut Rng) -> bool {
    let lost = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .flat_map(|row| &row.cells)
        .any(Cell::is_lost_elsewhere);
    if book.written != Written::Xlsx || !book.edits.is_empty() || book.password.is_some() || lost {
        return false;
    }
    book.written = Written::Xls;
    book.file = book
        .file
        .replace(".xlsx", if rng.bool() { ".xls" } else { ".et" });
    true
}

pub(super) fn protected(book: &mut Book, _: &mut Rng) -> bool {
    locked(book, SILENT_PASSWORD)
}

pub(super) fn password(book: &mut Book, _: &mut Rng) -> bool {
    locked(book, "科技局2021")
}

fn locked(book: &mut Book, password: &'static str) -> bool {
    if book.written != Written::Xlsx || book.password.is_some() {
        return false;
    }
    book.password = Some(password);
    true
}

pub(super) fn csv(book: &mut Book, rng: &mut Rng) -> bool {
    let merged = book
        .sheets
        .iter()
        .flat_map(|sheet| &sheet.rows)
        .filter(|row| row.is_data())
        .flat_map(|row| &row.cells)
        .any(|cell| cell.across + cell.down > 0);
    if !is_plain(book) || merged || book.sheets.len() > 1 {
        return false;
    }
    book.written = [
        Written::Gb18030,
        Written::Gb18030,
        Written::Utf8,
        Written::Utf16,
    ][rng.usize(..4)];
    book.file = book.file.replace(".xlsx", ".csv");
    true
}

fn edit(book: &mut Book, edit: Edit) -> bool {
    if book.written != Written::Xlsx || !book.edits.is_empty() || book.password.is_some() {
        return false;
    }
    book.edits.push(edit);
    true
}

pub(super) fn dimension(book: &mut Book, _: &mut Rng) -> bool {
    edit(book, Edit::LyingDimension)
}

pub(super) fn inline(book: &mut Book, _: &mut Rng) -> bool {
    edit(book, Edit::InlineStrings)
}

pub(super) fn padded(book: &mut Book, _: &mut Rng) -> bool {
    edit(book, Edit::PaddedValues)
}

pub(super) fn comment(book: &mut Book, _: &mut Rng) -> bool {
    edit(book, Edit::CommentInValue)
}

pub(super) fn cdata(book: &mut Book, _: &mut Rng) -> bool {
    edit(book, Edit::ValueInCdata)
}
