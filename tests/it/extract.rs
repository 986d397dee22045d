//! Forms laid over sheets as counties send them. The cases are in `extract/`: the sheet, and what is taken from it; in each the cells add up.

use crate::told::check;

#[test]
fn matrix() {
    check(include_str!("extract/matrix.txt"));
}

#[test]
fn county_table() {
    check(include_str!("extract/county-table.txt"));
}

#[test]
fn roster() {
    check(include_str!("extract/roster.txt"));
}

#[test]
fn units_of_measure() {
    check(include_str!("extract/measure.txt"));
}

#[test]
fn turned_round() {
    check(include_str!("extract/turned.txt"));
}

#[test]
fn pointed_at() {
    check(include_str!("extract/pointed.txt"));
}
