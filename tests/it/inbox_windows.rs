//! Two windows, or a window and the terminal, work with the inbox of one ledger: what one did is
//! not undone by what the other still shows.

use crate::inbox_kept::{bring, commit, commit_all, hand, look, open, told};
use crate::support::{AT, Desk, luan};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::import::{Incoming, Options, import};
use xianbaohui_desk::inbox::{Done, Inbox};
use xianbaohui_ledger::Ledger;

/// A ledger in which three files wait, and two windows that show them.
fn two_windows() -> (Desk, Inbox, Ledger, Inbox) {
    let mut desk = Desk::new("luan-2020", "2020");
    let paths = ["裕安区", "金安区", "霍邱县"]
        .map(|unit| desk.file(&format!("{unit}.xlsx"), &[luan(unit, "1", "7107.2", "/")]));
    let mut one = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut one, &mut desk.ledger, &paths);
    let mut ledger = Ledger::open(&desk.path()).unwrap();
    let other = open(&mut ledger);
    (desk, one, ledger, other)
}

#[test]
fn what_one_window_took_out_is_not_committed_by_another_that_still_shows_it() {
    let (mut desk, mut one, mut ledger, mut other) = two_windows();
    let ids = one.items().iter().map(|item| item.id).collect::<Vec<_>>();
    one.remove(&mut desk.ledger, &ids[..1], &hand()).unwrap();
    let Done { committed, gone } = commit_all(&mut other, &mut ledger);
    // the rest is committed; of this one it is said
    assert_eq!(
        (
            committed,
            ledger.versions("2020", "341503", "L1").unwrap().len()
        ),
        (2, 0)
    );
    assert_eq!(gone.len(), 1);
    assert!(
        gone[0].contains("裕安区.xlsx") && gone[0].contains("移出"),
        "{gone:?}"
    );
    assert_eq!(told(&other), Vec::<String>::new());
    // in the first window it can be put back, and goes in
    one.undo(&mut desk.ledger, &hand()).unwrap();
    one.refresh(&desk.ledger).unwrap();
    let unread = one.unread("2020");
    look(&mut one, &mut desk.ledger, &unread);
    assert_eq!(
        (told(&one), commit(&mut one, &mut desk.ledger)),
        (vec!["裕安区.xlsx ready".to_owned()], 1)
    );
}

#[test]
fn what_one_window_committed_is_not_committed_again_by_another() {
    let (mut desk, mut one, mut ledger, mut other) = two_windows();
    assert_eq!(commit(&mut one, &mut desk.ledger), 3);
    let Done { committed, gone } = commit_all(&mut other, &mut ledger);
    assert_eq!((committed, gone.len(), told(&other)), (0, 3, vec![]));
    assert!(gone.iter().all(|told| told.contains("入库")), "{gone:?}");
    assert_eq!(ledger.verify().unwrap().returns, 3);
}

#[test]
fn what_was_answered_in_one_window_is_not_committed_by_another_with_what_was_said_before() {
    let (mut desk, mut one, mut ledger, mut other) = two_windows();
    let id = one.items()[0].id;
    let again = one
        .say(&mut desk.ledger, id, Vec::new(), |said| {
            said.unit = Some("霍山县".into());
        })
        .unwrap();
    look(&mut one, &mut desk.ledger, &[again]);
    let Done { committed, gone } = commit_all(&mut other, &mut ledger);
    assert_eq!((committed, gone.len()), (2, 1));
    assert!(
        gone[0].contains("裕安区.xlsx") && gone[0].contains("答复"),
        "{gone:?}"
    );
    // it is still there, with the answer, and is looked at again
    other.refresh(&ledger).unwrap();
    assert_eq!(told(&other), ["裕安区.xlsx unread"]);
    assert_eq!(other.items()[0].said.unit.as_deref(), Some("霍山县"));
}

#[test]
fn a_file_that_has_gone_is_neither_answered_nor_brought_back_by_another_window() {
    let (mut desk, mut one, mut ledger, mut other) = two_windows();
    let ids = one.items().iter().map(|item| item.id).collect::<Vec<_>>();
    let stale = other.items()[0].incoming();
    one.remove(&mut desk.ledger, &ids[..1], &hand()).unwrap();
    let refused = other
        .say(&mut ledger, ids[0], Vec::new(), |said| {
            said.unit = Some("金安区".into());
        })
        .unwrap_err();
    assert_eq!(refused.code(), "inbox.gone");
    other.refresh(&ledger).unwrap();
    look(&mut other, &mut ledger, &[stale]);
    assert_eq!(told(&other), ["金安区.xlsx ready", "霍邱县.xlsx ready"]);
    assert_eq!(ledger.waiting_count().unwrap(), 2);
}

#[test]
fn undo_takes_back_the_removal_of_its_own_window_only() {
    let (mut desk, mut one, mut ledger, mut other) = two_windows();
    let ids = one.items().iter().map(|item| item.id).collect::<Vec<_>>();
    one.remove(&mut desk.ledger, &ids[..1], &hand()).unwrap();
    // a third window is opened after that, and takes it back; then the second takes out another
    open(&mut ledger).undo(&mut ledger, &hand()).unwrap();
    other.remove(&mut ledger, &ids[1..2], &hand()).unwrap();
    let nothing = one.undo(&mut desk.ledger, &hand()).unwrap_err();
    assert_eq!(nothing.code(), "inbox.gone");
    assert_eq!(ledger.waiting_count().unwrap(), 2);
}

#[test]
fn a_file_that_another_program_has_committed_does_not_block_a_newer_one() {
    let mut desk = Desk::new("luan-2020", "2020");
    let old = desk.file("旧.xlsx", &[luan("裕安区", "21125.3", "7107.2", "197.2")]);
    let new = desk.file("新.xlsx", &[luan("裕安区", "20000", "7107.2", "181.4")]);
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &[old.clone(), new]);
    assert_eq!(
        (inbox.rivals("2020").len(), inbox.ready("2020", None).len()),
        (2, 0)
    );
    let options = Options {
        at: AT.into(),
        who: "别人".into(),
        ..Options::default()
    };
    let mut terminal = Ledger::open(&desk.path()).unwrap();
    import(
        &mut terminal,
        "2020",
        &Incoming::all(vec![old], None, None),
        &options,
        &Unwatched,
    )
    .unwrap();
    // shown again, one is in the ledger already, and the other is its next version
    inbox.shown(&desk.ledger, "2020").unwrap();
    assert_eq!(inbox.rivals("2020"), [].into());
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(20000.into())
    );
    assert_eq!(told(&inbox).len(), 1);
}

#[test]
fn undo_says_the_round_that_a_file_went_back_to() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let path = desk.folder.path().join("宁晋县.xlsx");
    std::fs::write(&path, b"no workbook").unwrap();
    let stamp = xianbaohui_desk::inbox::stamp_now(&path).unwrap().0;
    let (ids, _) = desk
        .ledger
        .add_waiting("2020Q1", &[stamp], &[], AT, "测试")
        .unwrap();
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    inbox.remove(&mut desk.ledger, &ids, &hand()).unwrap();
    let back = inbox.undo(&mut desk.ledger, &hand()).unwrap().unwrap();
    assert_eq!((back.round.as_str(), back.items), ("2020Q1", ids.clone()));
    inbox
        .say(&mut desk.ledger, ids[0], Vec::new(), |said| {
            said.unit = Some("宁晋县".into());
        })
        .unwrap();
    let back = inbox.undo(&mut desk.ledger, &hand()).unwrap().unwrap();
    assert_eq!((back.round.as_str(), back.items), ("2020Q1", ids));
}
