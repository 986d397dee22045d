//! What formats, letters and ground make of cells, in every kind of workbook; and what is written
//! otherwise than Excel writes it.

mod inks;
mod kinds;
mod looks;
mod pages;
mod rules;
mod turned;
mod xlsx;

use xianbaohui_reading::read::{Grid, Limits, ReadError, Workbook, workbook};
use xianbaohui_tests::sheet::{self, Sheet};

fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    workbook(bytes, &Limits::default())
}

fn one(sheet: Sheet) -> Grid {
    read(&sheet::workbook(&[sheet]).unwrap())
        .unwrap()
        .grids
        .remove(0)
}
