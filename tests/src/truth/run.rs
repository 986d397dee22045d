//! Ledgers drawn, taken in, exported and compared, on all processors; then computed again by
//! LibreOffice, many files in one run.

use super::book::Book;
use super::check::{Compared, How, compare, traced};
use crate::Outcome;
use fastrand::Rng;
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::process::Command;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::export;
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_ledger::Ledger;

/// What is wanted.
#[derive(Debug, Clone)]
pub struct Plan {
    /// how many ledgers
    pub ledgers: usize,
    /// where the drawing begins
    pub seed: u64,
    /// only this one
    pub only: Option<usize>,
    /// have LibreOffice compute every workbook again
    pub office: bool,
}

/// What came of it.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// ledgers made
    pub ledgers: usize,
    /// returns taken in
    pub returns: usize,
    /// cells compared as they are stored
    pub stored: usize,
    /// cells compared as they were computed again
    pub recalculated: usize,
    /// all that differs
    pub wrong: Vec<String>,
}

/// Runs a plan in a folder, which keeps what was made.
pub fn run(plan: &Plan, folder: &Path) -> Outcome<Report> {
    let range = plan.only.map_or(0..plan.ledgers, |only| only..only + 1);
    let made = range
        .into_par_iter()
        .map(|index| Ok((index, make(plan, index, folder)?)))
        .collect::<Outcome<Vec<_>>>()?;
    let mut report = Report {
        ledgers: made.len(),
        ..Report::default()
    };
    for (index, (book, stored)) in &made {
        report.returns += book.sheets.len();
        report.stored += stored.cells;
        report.wrong.extend(
            stored
                .wrong
                .iter()
                .map(|wrong| format!("ledger {index}, as stored: {wrong}")),
        );
    }
    if plan.office {
        let again = recalculated(
            folder,
            &made
                .iter()
                .map(|(index, _)| folder.join(format!("{index}.xlsx")))
                .collect::<Vec<_>>(),
        )?;
        for (index, (book, _)) in &made {
            let Compared { cells, wrong } = compare(
                book,
                &again.join(format!("{index}.xlsx")),
                How::Recalculated,
            )?;
            report.recalculated += cells;
            report.wrong.extend(
                wrong
                    .into_iter()
                    .map(|wrong| format!("ledger {index}, computed again: {wrong}")),
            );
        }
    }
    Ok(report)
}

fn make(plan: &Plan, index: usize, folder: &Path) -> Outcome<(Book, Compared)> {
    let mut rng = Rng::with_seed(
        plan.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15)
            ^ (index as u64).wrapping_mul(0xD1B5_4A32_D192_ED03),
    );
    let book = Book::draw(&mut rng);
    let own = folder.join(index.to_string());
    std::fs::create_dir_all(&own)?;
    let text = book.scheme();
    std::fs::write(own.join("scheme.toml"), &text)?;
    let scheme =
        Scheme::parse("scheme.toml", &text).map_err(|error| format!("ledger {index}: {error}"))?;
    let mut ledger = Ledger::create(
        &own.join("ledger.xbh"),
        scheme,
        "2021-04-12 09:00:00",
        "truth",
    )?;
    let options = Options {
        at: "2021-04-12 09:00:00".into(),
        who: "truth".into(),
        ..Options::default()
    };
    let mut wrong = Vec::new();
    for (year, name, sheet) in &book.sheets {
        let path = own.join(name);
        std::fs::write(&path, crate::sheet::workbook(std::slice::from_ref(sheet))?)?;
        let outcomes = import(
            &mut ledger,
            &format!("{year}Q1"),
            &Incoming::all(vec![path], None, None),
            &options,
            &Unwatched,
        )?;
        for outcome in outcomes
            .iter()
            .filter(|outcome| outcome.status != Status::Committed)
        {
            wrong.push(format!(
                "{name} was not taken in: {:?} {:?}",
                outcome.reason, outcome.file.verdict
            ));
        }
    }
    let out = folder.join(format!("{index}.xlsx"));
    export::workbook(
        &ledger,
        ledger.round("2021Q1")?,
        &out,
        "2021-04-12 09:00:00",
        &Unwatched,
    )?;
    let mut compared = compare(&book, &out, How::Stored)?;
    let traced = traced(&book, &ledger)?;
    compared.cells += traced.cells;
    compared.wrong.extend(traced.wrong);
    compared.wrong.splice(0..0, wrong);
    Ok((book, compared))
}

/// Workbooks computed again from their formulas; what the files store is not looked at.
fn recalculated(folder: &Path, files: &[PathBuf]) -> Outcome<PathBuf> {
    const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>"#;
    let (profile, again) = (folder.join("office"), folder.join("again"));
    std::fs::create_dir_all(profile.join("user"))?;
    std::fs::write(profile.join("user/registrymodifications.xcu"), ALWAYS)?;
    for some in files.chunks(50) {
        let mut office = Command::new("timeout");
        office.args([
            "600",
            "soffice",
            "--headless",
            &format!("-env:UserInstallation=file://{}", profile.display()),
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
        ]);
        let output = office
            .arg(&again)
            .args(some)
            .output()
            .map_err(|error| format!("soffice does not run: {error}"))?;
        if let Some(missing) = some.iter().find(|file| {
            file.file_name()
                .is_none_or(|name| !again.join(name).is_file())
        }) {
            return Err(format!(
                "soffice made nothing of {}: {}",
                missing.display(),
                String::from_utf8_lossy(&output.stderr)
            )
            .into());
        }
    }
    Ok(again)
}
