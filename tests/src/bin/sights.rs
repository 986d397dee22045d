//! `sights [--machine 60] [--seed 1] [--corpus DIR] [--formats FILE] [--keep DIR] [--list FILE]`:
//! what every cell shows, by us and by LibreOffice.
//!
//! Exits with 1 when a difference is not explained, when less than 99.5 % are equal, or when more
//! than 0.5 % are unsure. `--keep` leaves what LibreOffice made there, and takes it from there;
//! `--list` writes all differences, those that are not explained without a word in front.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use xianbaohui_reading::read::{WORKER_ARGUMENT, Workers};
use xianbaohui_tests::Outcome;
use xianbaohui_tests::sights::{Office, Plan, corpus, every_format, machine, run};

fn main() -> ExitCode {
    // files are read in processes of their own, as the program does
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == WORKER_ARGUMENT)
    {
        return xianbaohui_reading::apart::serve()
            .map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    match report() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "sights: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Outcome<bool> {
    const USAGE: &str = "usage: sights [--machine 60] [--seed 1] [--corpus DIR] [--formats FILE] \
        [--keep DIR] [--list FILE]";
    const FORMATS: &str = "every number format";
    let (mut count, mut seed) = (60, 1);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folder = root.join("../../shared/corpus");
    let mut formats = root.join("it/read/number_formats.txt");
    let mut keep: Option<PathBuf> = None;
    let mut list: Option<PathBuf> = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--machine" => count = value.parse()?,
            "--seed" => seed = value.parse()?,
            "--corpus" => folder = value.into(),
            "--formats" => formats = value.into(),
            "--keep" => keep = Some(value.into()),
            "--list" => list = Some(value.into()),
            _ => return Err(USAGE.into()),
        }
    }
    let temporary = tempfile::tempdir()?;
    let kept = keep.unwrap_or_else(|| temporary.path().to_owned());
    let office = Office::in_folder(&kept)?.ok_or("soffice is not there")?;
    let reader = Workers::of_this_program();
    let plan = Plan {
        reader: &reader,
        office: &office,
        folder: &kept.join("files"),
    };
    let mut out = std::io::stdout().lock();
    let (mut is_good, mut differ) = (true, Vec::new());
    let mut told = |name: &str, files: Vec<_>| -> Outcome {
        if files.is_empty() {
            return Ok(());
        }
        let report = run(&plan, &files)?;
        write!(out, "== {name}\n{report}")?;
        // the list of formats has many that are in doubt
        is_good &= report.is_good() || name == FORMATS && report.is_explained();
        differ.extend(report.differ);
        Ok(())
    };
    told("the machine's files", machine(count, seed)?)?;
    if folder.is_dir() {
        told("the corpus", corpus(&folder)?)?;
    }
    told(FORMATS, every_format(&std::fs::read_to_string(formats)?)?)?;
    if let Some(list) = list {
        std::fs::write(list, differ.join("\n"))?;
    } else {
        let unexplained = differ.iter().filter(|line| line.starts_with('\t'));
        for line in unexplained.take(100) {
            writeln!(out, "{line}")?;
        }
    }
    Ok(is_good)
}
