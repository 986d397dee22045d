//! What waits in the inbox is kept in the ledger, as it was seen, with everything that was said of
//! it; what was taken out can be put back.

use crate::support::{AT, Desk, luan, luan_line};
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::import::{Incoming, Options, Outcome, Status, import};
use xianbaohui_desk::inbox::{Back, Done, Hand, Inbox, Looking, Undone, stamp_now};
use xianbaohui_ledger::{Ledger, Said};
use xianbaohui_reading::intake::Verdict;
use xianbaohui_reading::read::InProcess;

pub(crate) fn hand() -> Hand {
    Hand {
        at: AT.into(),
        who: "测试".into(),
    }
}

pub(crate) fn look(inbox: &mut Inbox, ledger: &mut Ledger, files: &[Incoming]) {
    let looking = Looking::of(ledger, "2020", Arc::new(InProcess), Vec::new()).unwrap();
    let found = looking
        .at(files, &Unwatched, |bytes| {
            Ok(ledger.keep_waiting(
                bytes
                    .iter()
                    .map(|(sha256, bytes)| (sha256.as_str(), bytes.as_slice())),
            )?)
        })
        .unwrap();
    inbox.take(ledger, "2020", found, &hand()).unwrap();
    inbox.shown(ledger, "2020").unwrap();
}

pub(crate) fn bring(inbox: &mut Inbox, ledger: &mut Ledger, paths: &[PathBuf]) {
    let arriving = inbox.arriving("2020", paths.to_vec());
    look(inbox, ledger, &arriving);
}

/// As a window does when it opens a ledger.
pub(crate) fn open(ledger: &mut Ledger) -> Inbox {
    let mut inbox = Inbox::open(ledger, &hand()).unwrap();
    let unread = inbox.unread("2020");
    look(&mut inbox, ledger, &unread);
    inbox
}

pub(crate) fn told(inbox: &Inbox) -> Vec<String> {
    let of = |outcome: &Outcome| match &outcome.file.verdict {
        Verdict::Ready(_) if outcome.status == Status::Duplicate => "duplicate".to_owned(),
        Verdict::Ready(_) => "ready".to_owned(),
        Verdict::Unsure(_) => "asked".to_owned(),
        Verdict::Refused { code, .. } => code.clone(),
    };
    inbox
        .items()
        .iter()
        .map(|item| {
            format!(
                "{} {}",
                item.stamp.name,
                item.outcome
                    .as_ref()
                    .map_or_else(|| "unread".to_owned(), of)
            )
        })
        .collect()
}

/// As 入库 does.
pub(crate) fn commit_all(inbox: &mut Inbox, ledger: &mut Ledger) -> Done {
    let ready = inbox.ready("2020", None);
    let options = Options {
        at: AT.into(),
        who: "测试".into(),
        ..Options::default()
    };
    let outcomes = import(ledger, "2020", &ready, &options, &Unwatched).unwrap();
    inbox.committed(&ready, outcomes)
}

pub(crate) fn commit(inbox: &mut Inbox, ledger: &mut Ledger) -> usize {
    commit_all(inbox, ledger).committed
}

fn undone(back: Back, items: &[i64]) -> Undone {
    Undone {
        back,
        round: "2020".into(),
        items: items.to_vec(),
    }
}

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
fn what_was_taken_out_comes_back_step_by_step_and_after_a_restart() {
    let mut desk = Desk::new("luan-2020", "2020");
    let paths = ["裕安区", "金安区", "霍邱县"]
        .map(|unit| desk.file(&format!("{unit}.xlsx"), &[luan(unit, "1", "7107.2", "/")]));
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &paths);
    let ids = inbox.items().iter().map(|item| item.id).collect::<Vec<_>>();
    assert_eq!(
        inbox.remove(&mut desk.ledger, &ids[..2], &hand()).unwrap(),
        2
    );
    assert_eq!(
        inbox.remove(&mut desk.ledger, &ids[2..], &hand()).unwrap(),
        1
    );
    assert_eq!(inbox.remove(&mut desk.ledger, &ids, &hand()).unwrap(), 0);
    assert_eq!(
        inbox.undo(&mut desk.ledger, &hand()).unwrap(),
        Some(undone(Back::Removed(1), &ids[2..]))
    );
    let mut inbox = open(&mut desk.ledger);
    assert_eq!(told(&inbox), ["霍邱县.xlsx ready"]);
    assert_eq!(
        inbox.undo(&mut desk.ledger, &hand()).unwrap(),
        Some(undone(Back::Removed(2), &ids[..2]))
    );
    assert_eq!(inbox.undo(&mut desk.ledger, &hand()).unwrap(), None);
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut desk.ledger, &unread);
    assert_eq!(
        told(&inbox),
        [
            "裕安区.xlsx ready",
            "金安区.xlsx ready",
            "霍邱县.xlsx ready"
        ]
    );
    // on a later day it is let go of, with its bytes
    inbox.remove(&mut desk.ledger, &ids, &hand()).unwrap();
    let later = Hand {
        at: "2021-04-13 08:00:00".into(),
        ..hand()
    };
    let mut inbox = Inbox::open(&mut desk.ledger, &later).unwrap();
    assert_eq!(inbox.undo(&mut desk.ledger, &later).unwrap(), None);
    assert_eq!(desk.ledger.waiting().unwrap(), []);
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}

#[test]
fn an_answer_is_undone_with_what_was_remembered_by_it() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file("a.xlsx", &[luan_line("高新分局科技股", "5")]);
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, &[path]);
    let item = inbox.items()[0].clone();
    let Some(Verdict::Unsure(sheets)) = item.outcome.as_ref().map(|outcome| &outcome.file.verdict)
    else {
        panic!("{item:?}")
    };
    desk.ledger
        .remember(sheets[0].clue.as_ref().unwrap(), "341503", AT, "测试")
        .unwrap();
    let again = inbox
        .say(&mut desk.ledger, item.id, Vec::new(), |said| {
            said.unit = Some("341503".into());
        })
        .unwrap();
    look(&mut inbox, &mut desk.ledger, &[again]);
    assert_eq!(told(&inbox), ["a.xlsx ready"]);
    assert_eq!(
        inbox.undo(&mut desk.ledger, &hand()).unwrap(),
        Some(undone(Back::Said("a.xlsx".into()), &[item.id]))
    );
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut desk.ledger, &unread);
    assert_eq!(
        (told(&inbox), desk.ledger.remembered().unwrap()),
        (vec!["a.xlsx asked".to_owned()], vec![])
    );
}

#[test]
fn an_answer_can_be_taken_back_on_a_later_day_without_the_file() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file("报表.xlsx", &[luan_line("本单位", "5")]);
    let mut inbox = Inbox::open(&mut desk.ledger, &hand()).unwrap();
    bring(&mut inbox, &mut desk.ledger, std::slice::from_ref(&path));
    let id = inbox.items()[0].id;
    inbox
        .say(&mut desk.ledger, id, Vec::new(), |said| {
            said.unit = Some("金安区".into());
        })
        .unwrap();
    std::fs::remove_file(path).unwrap();
    // nothing can be undone any more, but the answer can be given otherwise
    let later = Hand {
        at: "2021-04-13 08:00:00".into(),
        ..hand()
    };
    let mut inbox = Inbox::open(&mut desk.ledger, &later).unwrap();
    let unread = inbox.unread("2020");
    look(&mut inbox, &mut desk.ledger, &unread);
    assert!(inbox.items()[0].said.is_answered());
    let again = inbox
        .say(&mut desk.ledger, id, Vec::new(), Said::take_back)
        .unwrap();
    look(&mut inbox, &mut desk.ledger, &[again]);
    assert_eq!(
        (told(&inbox), inbox.items()[0].said.is_answered()),
        (vec!["报表.xlsx asked".to_owned()], false)
    );
    let again = inbox
        .say(&mut desk.ledger, id, Vec::new(), |said| {
            said.unit = Some("霍邱县".into());
        })
        .unwrap();
    look(&mut inbox, &mut desk.ledger, &[again]);
    assert_eq!(commit(&mut inbox, &mut desk.ledger), 1);
    assert_eq!(
        desk.figure("L1", Some("霍邱县"), "rd", "current"),
        Some(5.into())
    );
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
