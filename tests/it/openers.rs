//! Who else has a ledger open is told as it is now: others come, and go.

use crate::support::{AT, Desk};
use xianbaohui_ledger::{Ledger, Opener};

fn names(folder: &std::path::Path) -> Vec<String> {
    let mut names = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect::<Vec<_>>();
    names.sort();
    names
}

#[test]
fn another_program_is_told_of_when_it_comes_and_no_more_when_it_has_gone() {
    let Desk { folder, ledger, .. } = Desk::new("luan-2020", "2020");
    let path = ledger.path().to_owned();
    drop(ledger);
    let before = names(folder.path());
    let me = Opener::here("李科员".into(), AT.into());
    let other = Opener {
        program: "xbh".into(),
        operator: "王科员".into(),
        pid: me.pid + 1,
        ..me.clone()
    };
    let open = || Ledger::open(&path).unwrap();
    let mut one = open();
    assert_eq!(one.hold(&me), None);
    let mut second = open();
    assert_eq!(second.hold(&other), Some(me.clone()));
    assert_eq!(one.hold(&me), Some(other.clone()));
    drop(second);
    assert_eq!(one.hold(&me), None);
    // the first one goes, the second stays
    let mut second = open();
    assert_eq!(second.hold(&other), Some(me));
    drop(one);
    assert_eq!(second.hold(&other), None);
    drop(second);
    assert_eq!(names(folder.path()), before);
}
