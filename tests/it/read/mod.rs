//! Bytes → sheets: by content, within bounds, with what is merged, hidden or shown as a percentage;
//! anything else is refused and told why.

mod cells;
mod folders;
mod kinds;
mod limits;
mod number_formats;
mod scanned;

use xianbaohui_reading::read::{Limits, ReadError, Workbook, workbook};
use xianbaohui_tests::sheet::{self, Sheet};

fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    workbook(bytes, &Limits::default())
}

fn code(bytes: &[u8]) -> String {
    read(bytes).map_or_else(|error| error.code().to_owned(), |_| "read".into())
}

fn small() -> Vec<u8> {
    sheet::workbook(&[Sheet::new("表1", "a | 1\nb | 2")]).unwrap()
}
