//! Files through both eyes.

use super::compare;
use super::files::File;
use super::office::{Office, Sheets};
use super::report::Report;
use crate::Outcome;
use rayon::prelude::*;
use std::path::Path;
use xianbaohui_reading::read::{Kind, Limits, ReadFile, Workbook, sniff};

/// Cells of a sheet's area, filled or not: more would be written out for nothing.
const MOST_CELLS: u64 = 3_000_000;

/// What it is done with.
#[derive(Debug)]
pub struct Plan<'a> {
    /// who reads for us
    pub reader: &'a dyn ReadFile,
    /// the other eye
    pub office: &'a Office,
    /// where files are laid before it
    pub folder: &'a Path,
}

/// Compares all cells of all files.
pub fn run(plan: &Plan<'_>, files: &[File]) -> Outcome<Report> {
    let read: Vec<Outcome<Result<Workbook, &'static str>>> =
        files.par_iter().map(|file| read(plan, file)).collect();
    let mut report = Report::default();
    let (mut laid, mut books) = (Vec::new(), Vec::new());
    std::fs::create_dir_all(plan.folder)?;
    for (file, book) in files.iter().zip(read) {
        match book? {
            Ok(book) => {
                laid.push(file.lay(plan.folder)?);
                books.push((file, book));
            }
            Err(why) => report.leave_file(why),
        }
    }
    let converted = plan.office.sheets(&laid)?;
    let reports: Vec<Report> = books
        .into_par_iter()
        .zip(converted)
        .map(|((file, book), sheets)| one(file, &book, sheets))
        .collect();
    for one in reports {
        report.add(one);
    }
    Ok(report)
}

fn read(plan: &Plan<'_>, file: &File) -> Outcome<Result<Workbook, &'static str>> {
    let bytes = file.bytes()?;
    if !matches!(sniff(&bytes), Ok(Kind::Xlsx | Kind::Xls | Kind::Ods)) {
        return Ok(Err("no xlsx, xls or ods"));
    }
    let Ok(book) = plan.reader.workbook(&bytes, &Limits::default(), &[]) else {
        return Ok(Err("refused by us"));
    };
    let area = |rows: u32, columns: u32| u64::from(rows) * u64::from(columns);
    let all: u64 = book
        .grids
        .iter()
        .map(|grid| area(grid.rows, grid.columns))
        .sum();
    Ok(if all > MOST_CELLS {
        Err("too long")
    } else {
        Ok(book)
    })
}

fn one(file: &File, book: &Workbook, sheets: Option<Sheets>) -> Report {
    let mut report = Report::default();
    let Some(sheets) = sheets else {
        report.leave_file("not opened by LibreOffice, or too long");
        return report;
    };
    report.files = 1;
    for grid in &book.grids {
        // some characters cannot stand in the name of a file
        let name = grid.name.replace('/', "_");
        let text = sheets.get(&name).and_then(|path| std::fs::read(path).ok());
        match text {
            Some(text) => {
                let text = String::from_utf8_lossy(&text);
                compare::sheet(grid, &text, &file.name, &mut report);
            }
            None => report.leave_file("a sheet that LibreOffice does not have"),
        }
    }
    report
}
