//! The exported workbook, as a reader with nothing but calamine sees it.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use calamine::{Data, Range, Reader as _, Xlsx, open_workbook};
use rust_decimal::Decimal;

use crate::desk::decimal;
use crate::{Outcome, ensure};

/// The indicators of a sheet stand in its first rows, their columns in one of the next few.
const HEADER_ROWS: usize = 10;

pub(crate) struct Exported {
    book: Xlsx<BufReader<File>>,
    /// the sheets with a row a county
    counties: Vec<Range<Data>>,
}

impl Exported {
    pub(crate) fn open(path: &Path) -> Outcome<Self> {
        let mut book: Xlsx<_> = open_workbook(path)?;
        let sheets = book
            .sheet_names()
            .into_iter()
            .filter(|name| name.contains("分县表"));
        let counties = sheets
            .map(|name| book.worksheet_range(&name))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self { book, counties })
    }

    /// The row of this unit has this figure under 累计 of this indicator.
    pub(crate) fn says(&self, unit: &str, indicator: &str, figure: Decimal) -> Outcome {
        let mut sheets = self
            .counties
            .iter()
            .map(|sheet| sheet.rows().collect::<Vec<_>>());
        let (rows, column) = sheets
            .find_map(|rows| column_of(&rows, indicator).map(|column| (rows, column)))
            .ok_or_else(|| format!("no column 累计 of {indicator}"))?;
        let row = rows
            .iter()
            .find(|row| row.first().is_some_and(|cell| text(cell).starts_with(unit)))
            .ok_or_else(|| format!("no row of {unit}"))?;
        let written = row.get(column).and_then(decimal);
        ensure(
            written == Some(figure),
            format!("{unit}, {indicator}: {written:?} is written, {figure} was returned"),
        )
    }

    /// A sheet of the annex names this somewhere.
    pub(crate) fn mentions(&mut self, sheet: &str, what: &str) -> Outcome {
        let range = self.book.worksheet_range(sheet)?;
        ensure(
            range.rows().flatten().any(|cell| text(cell).contains(what)),
            format!("{sheet} does not name {what}"),
        )
    }
}

/// The indicator's name spans its columns; 累计 stands below it in one of them.
fn column_of(rows: &[&[Data]], indicator: &str) -> Option<usize> {
    let header = rows.get(..HEADER_ROWS).unwrap_or(rows);
    let (depth, names) = header
        .iter()
        .enumerate()
        .find(|(_, row)| row.iter().any(|cell| named(cell, indicator)))?;
    let first = names.iter().position(|cell| named(cell, indicator))?;
    let width = names
        .iter()
        .skip(first + 1)
        .position(|cell| !text(cell).is_empty())
        .map_or(names.len() - first, |next| next + 1);
    header.iter().skip(depth + 1).find_map(|row| {
        (first..first + width)
            .find(|column| row.get(*column).is_some_and(|cell| text(cell) == "累计"))
    })
}

/// With or without the measure unit behind it.
fn named(cell: &Data, indicator: &str) -> bool {
    text(cell)
        .strip_prefix(indicator)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['（', '(']))
}

fn text(cell: &Data) -> String {
    cell.to_string().split_whitespace().collect()
}
