//! `kill -9` at any moment of an import leaves a ledger that opens, verifies, and holds all of the
//! batch or none of it.
#![cfg(unix)]

use crate::cli::xbh;
use crate::support::AT;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::Ledger;
use xianbaohui_tests::generate;
use xianbaohui_tests::kill::{Plan, run};

/// Returns in the batch: more than the ledger's cache holds, so that the transaction spills into
/// the log file before it ends.
const RETURNS: usize = 120;
/// Two sheets a return.
const SHEETS: u64 = 2;
const KILLS: usize = 20;

fn importing(ledger: &Path, folder: &Path) -> Child {
    let mut command = Command::new(xbh());
    command
        .arg("import")
        .arg(ledger)
        .args(["--round", generate::ROUND])
        .arg(folder);
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Returns that a ledger holds, after every check that there is.
fn held(path: &Path, moment: Duration) -> u64 {
    let ledger =
        Ledger::open(path).unwrap_or_else(|error| panic!("killed after {moment:?}: {error}"));
    let found = ledger.verify().unwrap();
    assert_eq!(found.problems, [], "killed after {moment:?}");
    // the log has one entry for the ledger itself, one a return
    assert_eq!(
        (found.files * SHEETS, found.log),
        (found.returns, found.returns + 1),
        "killed after {moment:?}"
    );
    found.returns
}

/// The same moments on every run, as parts of a whole import.
fn moments() -> impl Iterator<Item = f64> {
    let mut state = 20_210_412_u64;
    (0..KILLS).map(move |at| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let part = (state >> 40) as f64 / (1_u64 << 24) as f64;
        // every other one near the end, where the transaction commits
        if at.is_multiple_of(2) {
            part
        } else {
            0.85 + part * 0.2
        }
    })
}

#[test]
fn all_of_the_batch_or_none_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let returns = folder.path().join("returns");
    generate::returns(&returns, RETURNS).unwrap();
    let new = |name: &str| {
        let path = folder.path().join(name);
        drop(
            Ledger::create(
                &path,
                Scheme::parse("bench", &generate::scheme(RETURNS)).unwrap(),
                AT,
                "测试",
            )
            .unwrap(),
        );
        path
    };
    let whole = new("whole.xbh");
    let start = Instant::now();
    assert!(
        importing(&whole, &returns)
            .wait()
            .unwrap()
            .code()
            .is_some_and(|code| code < 2)
    );
    let mut took = start.elapsed();
    let all = RETURNS as u64 * SHEETS;
    assert_eq!(held(&whole, took), all);

    let (mut none, mut killed) = (0, 0);
    for (at, part) in moments().enumerate() {
        let path = new(&format!("{at}.xbh"));
        let moment = took.mul_f64(part);
        let start = Instant::now();
        let mut import = importing(&path, &returns);
        // not a wait for something to happen: the moment itself is what is tried
        while start.elapsed() < moment {
            if import.try_wait().unwrap().is_some() {
                // the machine has become less busy since it was asked how long an import takes
                took = took.min(start.elapsed());
                break;
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        let _ = import.kill();
        killed += usize::from(import.wait().unwrap().code().is_none());
        let count = held(&path, moment);
        assert!(
            count == 0 || count == all,
            "killed after {moment:?}: {count} of {all} returns are there"
        );
        none += usize::from(count == 0);
        if at == 0 {
            // nothing that was left behind is in the way of trying again
            assert!(
                importing(&path, &returns)
                    .wait()
                    .unwrap()
                    .code()
                    .is_some_and(|code| code < 2)
            );
            assert_eq!(held(&path, moment), all);
        }
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("{at}.xbh{suffix}")));
        }
    }
    assert!(
        killed >= KILLS / 3 && none >= KILLS / 4,
        "only {killed} of {KILLS} imports were killed, {none} before they were through"
    );
}

/// A part of what `cargo xtask kill` tries, at the same parts of each job on every run.
#[test]
fn nothing_is_half_there_lost_or_left_behind() {
    let plan = Plan {
        xbh: xbh().to_owned(),
        kills: 24,
        seed: 20_210_412,
        returns: 12,
    };
    for (during, found) in run(&plan).unwrap() {
        assert!(found.is_well(), "{during:?}: {found}");
    }
}
