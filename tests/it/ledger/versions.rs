//! Files that come again, in other versions, or that cannot be taken.

use super::{contents, statuses};
use crate::support::{AT, Desk, decimal, fixture, luan};
use std::sync::atomic::{AtomicUsize, Ordering};
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Status, import, rivals};
use xianbaohui_reading::intake::Verdict;

#[test]
fn the_same_file_twice_is_a_duplicate_not_a_version() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    let copy = desk.folder.path().join("裕安区 副本.xlsx");
    std::fs::copy(&path, &copy).unwrap();
    let first = desk.import(&[path.clone(), copy]);
    assert_eq!(
        statuses(&first),
        [
            ("裕安区.xlsx".into(), Status::Committed, vec![1]),
            ("裕安区 副本.xlsx".into(), Status::Duplicate, vec![0])
        ]
    );
    let again = desk.import(&[path]);
    assert_eq!(
        statuses(&again),
        [("裕安区.xlsx".into(), Status::Duplicate, vec![0])]
    );
    assert_eq!(
        again[0].reason.as_deref(),
        Some("与裕安区已入库的第 1 版完全相同。")
    );
    let found = contents(&desk);
    assert_eq!((found.files, found.returns), (1, 1));
}

#[test]
fn a_correction_is_a_new_version_and_the_old_one_stays() {
    let mut desk = Desk::new("luan-2020", "2020");
    let old = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    desk.import(std::slice::from_ref(&old));
    let new = desk.file(
        "裕安区（改）.xlsx",
        &[luan("裕安区", "20000", "7107.2", "181.4")],
    );
    assert_eq!(
        statuses(&desk.import(&[new])),
        [("裕安区（改）.xlsx".into(), Status::Committed, vec![2])]
    );
    let origin = desk.origin("L1", Some("裕安区"), "rd", "current");
    assert_eq!(
        (origin.value, origin.parts[0].figure.source.version),
        (Some(decimal("20000")), 2)
    );
    let earlier = &origin.parts[0].earlier;
    assert_eq!(
        (earlier.len(), earlier[0].version, earlier[0].value),
        (1, 1, Some(decimal("21125.3")))
    );
    assert_eq!(
        desk.figure("L1", None, "rd", "current"),
        Some(decimal("20000"))
    );
    let versions = desk.ledger.versions("2020", "341503", "L1").unwrap();
    assert_eq!(
        versions
            .iter()
            .map(|row| (row.version, row.current))
            .collect::<Vec<_>>(),
        [(2, true), (1, false)]
    );
    let (name, bytes) = desk.ledger.original(versions[1].id).unwrap();
    assert_eq!(
        (name, bytes),
        ("裕安区.xlsx".into(), std::fs::read(&old).unwrap())
    );
    // the old file once more does not turn the clock back
    let again = desk.import(&[old]);
    assert_eq!(again[0].status, Status::Duplicate);
    assert_eq!(
        again[0].reason.as_deref(),
        Some(
            "与裕安区以前的第 1 版完全相同，现在用的是更新的版本，没有改回去。\
                要改回那一版，请用“放回”。"
        )
    );
    assert_eq!(contents(&desk).returns, 2);
}

#[test]
fn of_two_files_for_one_return_neither_is_taken() {
    let mut desk = Desk::new("luan-2020", "2020");
    let earlier = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    desk.import(&[earlier]);
    let before = contents(&desk);
    let one = desk.file(
        "裕安区1.xlsx",
        &[luan("裕安区", "20000", "7107.2", "181.4")],
    );
    let other = desk.file(
        "裕安区2.xlsx",
        &[luan("裕安区", "30000", "7107.2", "322.1")],
    );
    let third = desk.file(
        "裕安区3.xlsx",
        &[luan("裕安区", "40000", "7107.2", "462.8")],
    );
    let outcomes = desk.import(&[one.clone(), other.clone(), third.clone()]);
    assert!(
        outcomes
            .iter()
            .all(|outcome| outcome.status == Status::NeedsConfirmation && outcome.versions == [0]),
        "{:?}",
        statuses(&outcomes)
    );
    let after = contents(&desk);
    assert_eq!(
        (after.files, after.returns, after.values),
        (before.files, before.returns, before.values)
    );
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(decimal("21125.3"))
    );
    // another county's file between them goes through, and the log of what was taken back still
    // chains
    let good = desk.file("金安区.xlsx", &[luan("金安区", "14569.5", "16091", "-9.5")]);
    let outcomes = desk.import(&[one.clone(), good, other]);
    assert_eq!(
        outcomes
            .iter()
            .map(|outcome| outcome.status)
            .collect::<Vec<_>>(),
        [
            Status::NeedsConfirmation,
            Status::Committed,
            Status::NeedsConfirmation
        ]
    );
    assert_eq!(contents(&desk).returns, 2);
    // which is known before anything is committed
    assert_eq!(
        rivals(
            &outcomes
                .iter()
                .map(|outcome| &outcome.file)
                .collect::<Vec<_>>()
        ),
        [Some(2), None, Some(0)]
    );
    // once the officer has chosen, it goes in as the next version
    assert_eq!(desk.import(&[one])[0].versions, [2]);
}

#[test]
fn refused_files_do_not_hold_back_the_others() {
    let mut desk = Desk::new("luan-2020", "2020");
    let outcomes = desk.import(&[fixture("bad"), fixture("luan-2020/counties")]);
    let count = |status: Status| {
        outcomes
            .iter()
            .filter(|outcome| outcome.status == status)
            .count()
    };
    assert_eq!(
        (
            count(Status::Refused),
            count(Status::Committed),
            outcomes.len()
        ),
        (5, 8, 13)
    );
    for outcome in outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::Refused)
    {
        let Verdict::Refused { code, reason } = &outcome.file.verdict else {
            panic!("{}", outcome.file.name)
        };
        assert!(
            !code.is_empty() && reason.contains('请') && outcome.versions.is_empty(),
            "{}: {code} {reason}",
            outcome.file.name
        );
    }
    let found = contents(&desk);
    assert_eq!((found.files, found.returns, found.log), (8, 8, 9));
}

/// Asks for a stop after so many files.
struct StopAfter {
    files: usize,
    done: AtomicUsize,
}

impl Watch for StopAfter {
    fn advanced(&self, _: usize, _: usize, _: &str) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.done.load(Ordering::Relaxed) >= self.files
    }
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    for stop_after in [0, 1, 4, 8] {
        let mut desk = Desk::new("luan-2020", "2020");
        let before = contents(&desk);
        let options = Options {
            at: AT.into(),
            who: "测试".into(),
            ..Options::default()
        };
        let incoming = Incoming::all(files(&[fixture("luan-2020/counties")]), None, None);
        let stopped = import(
            &mut desk.ledger,
            "2020",
            &incoming,
            &options,
            &StopAfter {
                files: stop_after,
                done: AtomicUsize::new(0),
            },
        );
        assert!(
            matches!(stopped, Err(Error::Cancelled)),
            "stopped after {stop_after}: {stopped:?}"
        );
        assert_eq!(contents(&desk), before);
        let whole = import(&mut desk.ledger, "2020", &incoming, &options, &Unwatched).unwrap();
        assert!(whole.iter().all(|outcome| outcome.versions == [1]));
    }
}

#[test]
fn a_file_changed_since_the_officer_looked_is_refused() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    let mut incoming = Incoming::all(vec![path], None, None);
    incoming[0].seen = Some("0".repeat(64));
    let outcomes = import(
        &mut desk.ledger,
        "2020",
        &incoming,
        &Options::default(),
        &Unwatched,
    )
    .unwrap();
    assert!(
        matches!(&outcomes[0].file.verdict, Verdict::Refused { code, .. } if code == "import.changed"),
        "{:?}",
        outcomes[0].file.verdict
    );
    assert_eq!(contents(&desk).returns, 0);
}
