//! xlsx whose parts are written exactly as Excel, WPS, LibreOffice and the common libraries write
//! them, read byte by byte in one pass.
//!
//! An allow-list: as soon as one byte is not as expected (an element or attribute that is not
//! known, a prefix, a comment, white space around a value, cells out of order) there is nothing,
//! and the file is read by calamine, which says what is wrong. Where there is something, it is the
//! same that calamine gives, cell by cell.

mod book;
mod cell;
mod dates;
mod list;
mod place;
mod properties;
mod rich;
mod shared;
mod sheet;
mod tags;
mod texts;

pub(super) use book::Book;
