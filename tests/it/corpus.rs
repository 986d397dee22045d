//! Real spreadsheets that nobody here wrote, where they are at hand: each ends in a workbook or in
//! a clear refusal, within the bounds.
//!
//! `corpus.csv` has for each file what came of it: sheets, filled cells and a digest of them, or
//! the code of the refusal; and what openpyxl 3.1 or xlrd 2.0 read there: the `same`, nothing
//! (`none`: they cannot read it), or why it differs; and of what is refused and opens in
//! LibreOffice 7.4, why. With `XBH_CORPUS=write` it is written anew; what changed must then be
//! looked at, file by file.

use crate::cli::xbh;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use xianbaohui_reading::read::{Content, Limits, ReadError, ReadFile, Workbook, Workers};

/// The folder of files, beside the folder of the project.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)?
        .join("shared/corpus");
    if folder.join("manifest.csv").is_file() {
        return Some(folder);
    }
    // a test that does nothing must say so
    let _ = std::io::Write::write_all(
        &mut std::io::stderr(),
        format!("skipped: {} is not there\n", folder.display()).as_bytes(),
    );
    None
}

/// A cell as a line that other readers can make too: a number to twelve digits, a text without
/// white space around, of dates no more than that they are.
fn line(row: u32, column: u32, content: &Content) -> Option<String> {
    let value = match content {
        Content::Number(number) => format!("n{:.11e}", if *number == 0.0 { 0.0 } else { *number }),
        Content::Text(text) => format!("t{}", text.replace("\r\n", "\n").trim()),
        Content::Truth(truth) => format!("b{truth}"),
        Content::Date(..) => "d".into(),
        Content::Error(error) => format!("e{error}"),
        Content::NoResult => return None,
    };
    (value != "t").then(|| format!("{row},{column}={value}\n"))
}

/// Sheets, cells and digest of a workbook.
fn summary(workbook: &Workbook) -> String {
    let (mut digest, mut cells) = (Sha256::new(), 0);
    for grid in &workbook.grids {
        // words in boxes are none of what other readers call cells
        let boxes = grid.beside.over.iter().flat_map(|over| &over.typed);
        let boxes = boxes.collect::<HashSet<_>>();
        for cell in grid.cells() {
            if boxes.contains(&(cell.row, cell.column)) {
                continue;
            }
            // of a text what the file holds, whatever is seen of it
            let content = match &cell.content {
                Content::Text(_) => Content::Text(grid.held(cell).into()),
                other => other.clone(),
            };
            if let Some(line) = line(cell.row, cell.column, &content) {
                cells += 1;
                digest.update(line);
            }
        }
        digest.update(b"\n");
    }
    let digest = digest.finalize();
    format!(
        "{} {cells} {:02x}{:02x}{:02x}{:02x}",
        workbook.grids.len(),
        digest[0],
        digest[1],
        digest[2],
        digest[3]
    )
}

struct Came {
    path: String,
    expected: String,
    told: String,
    took: Duration,
    opened: bool,
}

fn all(folder: &Path) -> Vec<Came> {
    let manifest = std::fs::read_to_string(folder.join("manifest.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(manifest.as_bytes());
    let files = reader
        .records()
        .map(|record| record.unwrap())
        .map(|record| (record[0].to_owned(), record[4].to_owned()))
        .collect::<Vec<_>>();
    let workers = Workers::new(xbh().to_owned());
    files
        .into_par_iter()
        .map(|(path, expected)| {
            let bytes = std::fs::read(folder.join(&path)).unwrap();
            let begun = Instant::now();
            let came = workers.workbook(&bytes, &Limits::default(), &[]);
            let took = begun.elapsed();
            let told = match &came {
                Ok(workbook) => summary(workbook),
                Err(error) => format!(
                    "{}{}",
                    error.code(),
                    if let ReadError::TooLarge { what, .. } = error {
                        format!(" {what}")
                    } else {
                        String::new()
                    }
                ),
            };
            Came {
                path,
                expected,
                told,
                took,
                opened: came.is_ok() || matches!(came, Err(ReadError::NothingInIt { .. })),
            }
        })
        .collect()
}

/// Path → what came of it, and what another reader has.
fn known() -> BTreeMap<String, (String, String)> {
    let mut reader = csv::Reader::from_reader(include_str!("corpus.csv").as_bytes());
    reader
        .records()
        .map(|record| record.unwrap())
        .map(|record| {
            (
                record[0].to_owned(),
                (record[1].to_owned(), record[2].to_owned()),
            )
        })
        .collect()
}

#[test]
fn every_file_ends_in_a_workbook_or_a_refusal() {
    let Some(folder) = folder() else { return };
    let came = all(&folder);
    let known = known();
    if std::env::var_os("XBH_CORPUS").is_some() {
        let mut out = csv::WriterBuilder::new()
            .from_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("it/corpus.csv"))
            .unwrap();
        out.write_record(["path", "came", "other reader"]).unwrap();
        for one in &came {
            let other = known
                .get(&one.path)
                .filter(|(told, _)| *told == one.told)
                .map_or("not compared", |(_, other)| other);
            out.write_record([&one.path, &one.told, other]).unwrap();
        }
        out.flush().unwrap();
    }
    let slow = came
        .iter()
        .filter(|one| one.took > Duration::from_secs(Limits::default().seconds + 1))
        .map(|one| one.path.as_str())
        .collect::<Vec<_>>();
    assert!(slow.is_empty(), "beyond the time: {slow:?}");
    let should = came
        .iter()
        .filter(|one| one.expected == "opens")
        .collect::<Vec<_>>();
    let opened = should.iter().filter(|one| one.opened).count();
    assert!(
        opened * 100 >= should.len() * 98,
        "{opened} of {} open",
        should.len()
    );
    let changed = came
        .iter()
        .filter(|one| {
            known
                .get(&one.path)
                .is_none_or(|(told, _)| *told != one.told)
        })
        .map(|one| {
            format!(
                "{}: {} is now {}",
                one.path,
                known.get(&one.path).map_or("nothing", |(told, _)| told),
                one.told
            )
        })
        .collect::<Vec<_>>();
    assert!(
        changed.is_empty(),
        "{} files are read otherwise than before:\n{}",
        changed.len(),
        changed.join("\n")
    );
}
