//! Files that change while they wait, and what others commit meanwhile.

use super::{bring, commit, hand, look, open, told};
use crate::support::{AT, Desk, luan, luan_line};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::import::{Incoming, Options, import};
use xianbaohui_desk::inbox::{Inbox, stamp_now};
use xianbaohui_ledger::Ledger;

#[test]
fn files_waiting_and_answers_are_there_again_after_closing_without_warning() {
    let mut desk = Desk::new("luan-2020", "2020");
    let paths = [
        desk.file("a.xlsx", &[luan("裕安区", "21125.3", "7107.2", "197.2")]),
        desk.file("报表终稿.xlsx", &[luan_line("本单位", "5")]),
    ];
    let bytes = std::fs::read(&paths[1]).unwrap();
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &paths);
    assert_eq!(told(&inbox), ["a.xlsx ready", "报表终稿.xlsx asked"]);
    let id = inbox.items()[1].id;
    let again = inbox
        .say(&mut desk.ledger, id, Vec::new(), |said| {
            said.unit = Some("金安区".into());
        })
        .unwrap();
    look(&mut inbox, &mut desk.ledger, &[again]);
    let path = desk.path();
    // no farewell: neither inbox nor ledger is closed in order, and the stick with the files is
    // pulled
    std::mem::forget(inbox);
    for path in &paths {
        std::fs::remove_file(path).unwrap();
    }
    let mut ledger = Ledger::open(&path).unwrap();
    assert_eq!(ledger.waiting_count().unwrap(), 2);
    let mut inbox = Inbox::open(&mut ledger, &hand()).unwrap();
    assert_eq!(told(&inbox), ["a.xlsx unread", "报表终稿.xlsx unread"]);
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut ledger, &unread);
    assert_eq!(told(&inbox), ["a.xlsx ready", "报表终稿.xlsx ready"]);
    // what waits counts for nothing, and is no original
    let before = ledger.verify().unwrap();
    assert_eq!(
        (before.files, before.returns, before.problems),
        (0, 0, vec![])
    );
    assert_eq!(commit(&mut inbox, &mut ledger), 2);
    let after = ledger.verify().unwrap();
    assert_eq!((after.files, after.returns, after.problems), (2, 2, vec![]));
    assert_eq!((ledger.waiting_count().unwrap(), told(&inbox)), (0, vec![]));
    let row = ledger.versions("2020", "341502", "L1").unwrap().remove(0);
    assert_eq!(
        ledger.original(row.id).unwrap(),
        ("报表终稿.xlsx".to_owned(), bytes)
    );
    assert_eq!(told(&open(&mut ledger)), Vec::<String>::new());
}

#[test]
fn bringing_a_folder_in_again_keeps_the_answers_but_not_for_other_bytes() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file("报表.xlsx", &[luan_line("本单位", "5")]);
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, std::slice::from_ref(&path));
    let id = inbox.items()[0].id;
    let again = inbox
        .say(&mut desk.ledger, id, Vec::new(), |said| {
            said.unit = Some("金安区".into());
        })
        .unwrap();
    look(&mut inbox, &mut desk.ledger, &[again]);
    bring(&mut inbox, &mut desk.ledger, std::slice::from_ref(&path));
    assert_eq!(told(&inbox), ["报表.xlsx ready"]);
    // another county's file of the same name
    desk.file("报表.xlsx", &[luan_line("本单位", "6")]);
    bring(&mut inbox, &mut desk.ledger, std::slice::from_ref(&path));
    assert_eq!(told(&inbox), ["报表.xlsx asked"]);
    assert_ne!(inbox.items()[0].id, id);
}

#[test]
fn a_file_changed_on_the_disk_is_told_and_not_committed_before_the_officer_has_chosen() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file("a.xlsx", &[luan("裕安区", "21125.3", "7107.2", "197.2")]);
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, std::slice::from_ref(&path));
    desk.file("a.xlsx", &[luan("裕安区", "20000", "7107.2", "181.4")]);
    inbox.compare_with_disk("2020");
    assert!(inbox.items()[0].changed && inbox.ready("2020", None).is_empty());
    let (now, bytes) = stamp_now(&path).unwrap();
    desk.ledger
        .keep_waiting([(now.sha256.as_str(), bytes.as_slice())])
        .unwrap();
    let id = inbox.items()[0].id;
    inbox.settle_change(&mut desk.ledger, id, now).unwrap();
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut desk.ledger, &unread);
    inbox.compare_with_disk("2020");
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(20000.into())
    );
}

#[test]
fn a_file_equal_to_another_that_waits_is_ready_when_that_one_leaves() {
    let mut desk = Desk::new("luan-2020", "2020");
    let paths = ["不知谁.xlsx", "裕安区.xlsx"]
        .map(|name| desk.file(name, &[luan("裕安区", "21125.3", "7107.2", "197.2")]));
    std::fs::copy(&paths[0], &paths[1]).unwrap();
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &paths);
    let ids = inbox.items().iter().map(|item| item.id).collect::<Vec<_>>();
    // nothing is committed: neither is called so, and one of them goes in
    assert_eq!(
        inbox.twins("2020"),
        [(ids[1], "不知谁.xlsx".to_owned())].into()
    );
    assert_eq!(
        (inbox.rivals("2020"), inbox.ready("2020", None).len()),
        ([].into(), 1)
    );
    inbox.remove(&mut desk.ledger, &ids[..1], &hand()).unwrap();
    assert_eq!(
        (inbox.twins("2020"), told(&inbox)),
        ([].into(), vec!["裕安区.xlsx ready".to_owned()])
    );
    // put back, the other is the one of two again, and both names are still there
    let back = inbox
        .undo(&mut desk.ledger, &hand())
        .unwrap()
        .unwrap()
        .items;
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut desk.ledger, &unread);
    assert_eq!((back, inbox.twins("2020").len()), (vec![ids[0]], 1));
    inbox.remove(&mut desk.ledger, &ids[..1], &hand()).unwrap();
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(
        desk.ledger.versions("2020", "341503", "L1").unwrap().len(),
        1
    );
}

#[test]
fn what_another_program_committed_meanwhile_is_not_replaced_in_silence() {
    let mut desk = Desk::new("luan-2020", "2020");
    let paths = [
        desk.file("a.xlsx", &[luan("裕安区", "21125.3", "7107.2", "197.2")]),
        desk.file("b.xlsx", &[luan("金安区", "14569.5", "16091", "-9.5")]),
    ];
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &paths);
    // the terminal commits another file of that unit
    let newer = desk.file("新.xlsx", &[luan("裕安区", "20000", "7107.2", "181.4")]);
    let options = Options {
        at: AT.into(),
        who: "别人".into(),
        ..Options::default()
    };
    let mut other = Ledger::open(&desk.path()).unwrap();
    import(
        &mut other,
        "2020",
        &Incoming::all(vec![newer], None, None),
        &options,
        &Unwatched,
    )
    .unwrap();
    // the rest goes in; this one is told first
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(told(&inbox), ["a.xlsx ready"]);
    let outcome = inbox.items()[0].outcome.clone().unwrap();
    let reason = outcome.reason.unwrap();
    assert!(
        outcome.overtaken && reason.contains("裕安区") && reason.contains("第 2 版，替换第 1 版"),
        "{reason}"
    );
    assert_eq!(
        desk.ledger.versions("2020", "341503", "L1").unwrap().len(),
        1
    );
    // once it was shown, the officer's word counts
    inbox.shown(&desk.ledger, "2020").unwrap();
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(
        desk.ledger.versions("2020", "341503", "L1").unwrap()[0].version,
        2
    );
}
