//! What was committed waits in the inbox again, and is committed anew.

use super::file;
use crate::support::{AT, Desk};
use std::path::PathBuf;
use std::sync::Arc;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Hand;
use xianbaohui_desk::import::{Options, import};
use xianbaohui_desk::inbox::{Inbox, Looking};
use xianbaohui_desk::step::{Which, last, undo, withdraw};
use xianbaohui_reading::read::InProcess;

fn hand(at: &str) -> Hand {
    Hand {
        at: at.into(),
        who: "测试".into(),
    }
}

fn which(form: Option<&str>) -> Which {
    Which {
        round: "2021Q1".into(),
        unit: "宁晋县".into(),
        form: form.map(str::to_owned),
    }
}

fn in_force(desk: &Desk) -> Vec<(String, u32)> {
    let rows = desk.ledger.current_returns("2021Q1").unwrap();
    rows.into_iter()
        .map(|row| (row.form, row.version))
        .collect()
}

/// Looks at what waits, as a window does.
fn look(inbox: &mut Inbox, desk: &mut Desk) {
    let files = inbox.unread("2021Q1");
    let looking = Looking::of(&desk.ledger, "2021Q1", Arc::new(InProcess), Vec::new()).unwrap();
    let found = looking.at(&files, &Unwatched, |_| Ok(())).unwrap();
    inbox
        .take(&mut desk.ledger, "2021Q1", found, &hand(AT))
        .unwrap();
    inbox.shown(&desk.ledger, "2021Q1").unwrap();
}

fn ledger() -> Desk {
    let mut desk = Desk::new("kjcx", "2021Q1");
    desk.import(&[PathBuf::from(file("宁晋县科技创新指标（最终版）.xlsx"))]);
    desk
}

#[test]
fn a_file_of_the_ledger_waits_again_and_is_committed_as_the_next_version() {
    let mut desk = ledger();
    let mut inbox = Inbox::open(&mut desk.ledger, &hand(AT)).unwrap();
    // one form is meant, the file comes as a whole
    let form = which(Some("S1"));
    let later = hand("2021-04-12 10:00:00");
    inbox
        .bring_back(&mut desk.ledger, &form, "列指错了", &later)
        .unwrap();
    assert_eq!(in_force(&desk), []);
    look(&mut inbox, &mut desk);
    let ready = inbox.ready("2021Q1", None);
    assert_eq!(ready.len(), 1);
    let options = Options {
        at: "2021-04-12 11:00:00".into(),
        who: "测试".into(),
        ..Options::default()
    };
    let outcomes = import(&mut desk.ledger, "2021Q1", &ready, &options, &Unwatched).unwrap();
    inbox.committed(&ready, outcomes);
    assert_eq!(inbox.items().len(), 0);
    let all = ["S1", "S3", "S5"].map(|form| (form.to_owned(), 2));
    assert_eq!(in_force(&desk), all);
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}

#[test]
fn a_withdrawn_file_that_comes_again_is_asked_about_in_the_inbox() {
    let mut desk = ledger();
    withdraw(&mut desk.ledger, &which(None), "数不对", &hand(AT)).unwrap();
    let mut inbox = Inbox::open(&mut desk.ledger, &hand(AT)).unwrap();
    let path = PathBuf::from(file("宁晋县科技创新指标（最终版）.xlsx"));
    let arriving = inbox.arriving("2021Q1", vec![path]);
    let looking = Looking::of(&desk.ledger, "2021Q1", Arc::new(InProcess), Vec::new()).unwrap();
    let mut bytes = Vec::new();
    let keep = |more| {
        bytes.extend::<Vec<(String, Vec<u8>)>>(more);
        Ok(())
    };
    let found = looking.at(&arriving, &Unwatched, keep).unwrap();
    let kept = bytes
        .iter()
        .map(|(sha256, own)| (sha256.as_str(), own.as_slice()));
    desk.ledger.keep_waiting(kept).unwrap();
    inbox
        .take(&mut desk.ledger, "2021Q1", found, &hand(AT))
        .unwrap();
    inbox.shown(&desk.ledger, "2021Q1").unwrap();
    let questions = |inbox: &Inbox| {
        let outcome = inbox.items()[0].outcome.as_ref().unwrap();
        outcome.file.questions.len()
    };
    assert_eq!(
        (questions(&inbox), inbox.ready("2021Q1", None).len()),
        (1, 0)
    );
    // shown twice, it is asked once; put back, it is nothing new; and asked no more
    inbox.shown(&desk.ledger, "2021Q1").unwrap();
    assert_eq!(questions(&inbox), 1);
    let step = last(&desk.ledger).unwrap().unwrap().step.id;
    undo(&mut desk.ledger, Some(step), "", &hand(AT)).unwrap();
    inbox.shown(&desk.ledger, "2021Q1").unwrap();
    assert_eq!(questions(&inbox), 0);
    let why = inbox.items()[0].known.clone().unwrap();
    assert!(why.contains("已入库的第 1 版完全相同"), "{why}");
}
