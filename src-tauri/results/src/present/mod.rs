//! Results → screen and workbook. One model ([`Table`]) feeds both; the only folder that names
//! rust_xlsxwriter.

mod entries;
mod error;
mod frame;
mod issue;
mod model;
mod notes;
mod paper;
mod scan;
mod summary;
mod tables;
mod units;
mod workbook;

pub use error::PresentError;
pub use issue::{
    Beforehand, Blanks, Issued, OwnBlank, OwnCell, OwnError, OwnIssued, OwnSheet, blanks,
    blanks_name, own_blank, plain_name,
};
pub use model::{
    Cell, CellState, Column, ColumnFormula, Derived, FigureKey, HeaderCell, Row, RowKind, Subject,
    Table, TableKind, TableRef,
};
pub use paper::{ListColumn, Paper, SMALLEST, header_over};
pub use tables::{table, tables};
pub use workbook::{
    Listing, MOST_ROWS, Planned, Written, file_name, findings_workbook, listings_workbook, plan,
    workbook, workbook_of,
};
