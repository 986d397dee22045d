//! What was taken out or answered comes back.

use super::{bring, commit, hand, look, open, told};
use crate::support::{AT, Desk, luan, luan_line};
use xianbaohui_desk::inbox::{Back, Hand, Inbox, Undone};
use xianbaohui_ledger::Said;
use xianbaohui_reading::intake::Verdict;

fn undone(back: Back, items: &[i64]) -> Undone {
    Undone {
        back,
        round: "2020".into(),
        items: items.to_vec(),
    }
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
