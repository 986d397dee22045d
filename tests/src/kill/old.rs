//! `kill -9` while `xbh` opens a ledger of an earlier format, which brings it up to date: it opens
//! again, and holds what it held.

use crate::Outcome;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xianbaohui_ledger::Ledger;

/// What is tried.
#[derive(Debug, Clone)]
pub struct Plan {
    /// the program
    pub xbh: PathBuf,
    /// ledgers of earlier formats
    pub ledgers: Vec<PathBuf>,
    /// how often, each
    pub kills: usize,
    /// the same seed tries the same parts of the time that it takes
    pub seed: u64,
}

/// What was found afterwards.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// times tried
    pub tried: usize,
    /// ended by the kill
    pub killed: usize,
    /// a log was left beside the ledger
    pub logs: usize,
    /// what was said of those that did not open, or did not hold what they held
    pub broken: Vec<String>,
}

/// The ledgers of earlier formats that are kept for tests, by their formats.
pub fn ledgers() -> Outcome<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/ledgers");
    let mut found = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.path()))
        .filter(|path| {
            let is_ledger = |path: &PathBuf| path.extension().is_some_and(|end| end == "xbh");
            path.as_ref().map_or(true, is_ledger)
        })
        .collect::<Outcome<Vec<_>>>()?;
    found.sort();
    Ok(found)
}

/// Tries all of them, each in a folder of its own.
pub fn run(plan: &Plan) -> Outcome<Vec<(String, Found)>> {
    let mut random = fastrand::Rng::with_seed(plan.seed);
    let mut all = Vec::new();
    for ledger in &plan.ledgers {
        let name = ledger
            .file_stem()
            .map(|name| name.to_string_lossy().into_owned());
        let mut found = Found::default();
        let mut whole = time_of(&plan.xbh, ledger)?;
        for _ in 0..plan.kills {
            one(plan, ledger, random.f64() * 1.05, &mut whole, &mut found)?;
        }
        all.push((name.unwrap_or_default(), found));
    }
    Ok(all)
}

fn status(xbh: &Path, folder: &Path) -> Command {
    let mut command = Command::new(xbh);
    command
        .args(["status", "L.xbh", "--round", "2021Q1"])
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command
}

/// How long it takes when it is left alone.
fn time_of(xbh: &Path, ledger: &Path) -> Outcome<Duration> {
    let folder = tempfile::tempdir()?;
    fs::copy(ledger, folder.path().join("L.xbh"))?;
    let begun = Instant::now();
    status(xbh, folder.path()).status()?;
    Ok(begun.elapsed())
}

fn one(plan: &Plan, ledger: &Path, part: f64, whole: &mut Duration, found: &mut Found) -> Outcome {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("L.xbh");
    fs::copy(ledger, &path)?;
    let after = whole.mul_f64(part);
    let begun = Instant::now();
    let mut child = status(&plan.xbh, folder.path()).spawn()?;
    // not a wait for something to happen: the moment itself is what is tried
    while begun.elapsed() < after && child.try_wait()?.is_none() {
        std::thread::sleep(Duration::from_micros(100));
    }
    let took = begun.elapsed();
    let _ = child.kill();
    let killed = child.wait()?.code().is_none();
    if !killed {
        // the machine has become less busy since it was asked how long this takes
        *whole = (*whole).min(took);
    }
    found.tried += 1;
    found.killed += usize::from(killed);
    found.logs +=
        usize::from(fs::metadata(folder.path().join("L.xbh-wal")).is_ok_and(|log| log.len() > 0));
    match Ledger::open(&path).and_then(|ledger| ledger.verify()) {
        Ok(held) if held.problems.is_empty() && held.returns == RETURNS => {}
        Ok(held) => found.broken.push(format!("{:?}", held.problems)),
        Err(error) => found.broken.push(format!("{}: {error}", error.code())),
    }
    Ok(())
}

/// Returns in each of [`ledgers`].
const RETURNS: u64 = 11;
