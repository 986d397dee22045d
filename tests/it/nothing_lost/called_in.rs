//! What was called in is on the disk, in the ledger alone.

use super::returns_in_copy_of;
use crate::support::{Desk, fixture};
use std::sync::mpsc;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_ledger::Ledger;

#[test]
fn a_copy_of_the_ledger_alone_holds_all_that_was_called_in() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let mut said = 0;
    for file in files(&[fixture("kjcx-2021q1")]) {
        let outcomes = desk.import(&[file]);
        said += outcomes
            .iter()
            .filter(|one| one.status == Status::Committed)
            .map(|one| one.versions.len() as u64)
            .sum::<u64>();
        assert_eq!(returns_in_copy_of(&desk.path()), said);
        assert_eq!(
            std::fs::metadata(desk.folder.path().join("ledger.xbh-wal")).map_or(0, |log| log.len()),
            0,
            "the log was not emptied"
        );
        assert_eq!(desk.ledger.warning().unwrap(), None);
    }
    assert!(said > 20);
}

#[test]
fn a_reader_is_waited_for_before_anything_is_called_in() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let paths = files(&[fixture("kjcx-2021q1")]);
    desk.import(&paths[..2]);
    let before = returns_in_copy_of(&desk.path());
    let (began, begun) = mpsc::channel();
    let path = desk.path();
    let reader = std::thread::spawn(move || {
        let other = Ledger::open(&path).unwrap();
        let snapshot = other.snapshot().unwrap();
        other.verify().unwrap();
        began.send(()).unwrap();
        // reading takes a while
        std::thread::sleep(std::time::Duration::from_millis(700));
        drop(snapshot);
    });
    begun.recv().unwrap();
    let outcomes = desk.import(&paths[2..4]);
    let added = outcomes
        .iter()
        .map(|one| one.versions.len() as u64)
        .sum::<u64>();
    assert_eq!(returns_in_copy_of(&desk.path()), before + added);
    reader.join().unwrap();
}

#[test]
fn a_reader_that_never_ends_is_told_of_and_nothing_is_lost() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let paths = files(&[fixture("kjcx-2021q1")]);
    let other = Ledger::open(&desk.path()).unwrap();
    let snapshot = other.snapshot().unwrap();
    other.verify().unwrap();
    desk.import(&paths[..2]);
    let warning = desk.ledger.warning().unwrap().unwrap();
    assert!(
        warning.contains("不会丢失") && warning.contains("ledger.xbh-wal"),
        "{warning}"
    );
    drop(snapshot);
    let added = desk.import(&paths[2..3]).len();
    assert_eq!((desk.ledger.warning().unwrap(), added), (None, 1));
    assert_eq!(
        returns_in_copy_of(&desk.path()),
        desk.ledger.verify().unwrap().returns
    );
}

#[test]
fn a_cancelled_or_failed_batch_is_not_called_in() {
    let mut desk = Desk::new("luan-2020", "2020");
    let incoming = Incoming::all(files(&[fixture("luan-2020/counties")]), None, None);
    // another program writes for longer than anybody waits for
    let other = rusqlite::Connection::open(desk.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let failed = import(
        &mut desk.ledger,
        "2020",
        &incoming,
        &Options::default(),
        &Unwatched,
    );
    assert!(
        matches!(&failed, Err(Error::Ledger(error)) if error.code() == "ledger.busy"),
        "{failed:?}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(returns_in_copy_of(&desk.path()), 0);
}
