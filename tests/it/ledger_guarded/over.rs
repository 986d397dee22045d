//! A ledger that is written over, moved or replaced while it is open.

use super::{counties, run, shell, sums};
use crate::cli::xbh;
use crate::support::{AT, Desk};
use std::path::PathBuf;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::Watch;
use xianbaohui_desk::Error;
use xianbaohui_desk::export;
use xianbaohui_desk::import::{Incoming, Options, import};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::{Ledger, Said};

/// Every way of writing and reading; the codes of what they say.
fn everything_said(desk: &mut Desk) -> Vec<String> {
    let clue = Clue {
        key: "k".into(),
        words: "w".into(),
        lasting: true,
    };
    let out = desk.folder.path().join("汇总.xlsx");
    let mut codes = vec![
        desk.try_import(&counties()[2..3])
            .unwrap_err()
            .code()
            .to_owned(),
        desk.ledger
            .remember(&clue, "341503", AT, "测试")
            .unwrap_err()
            .code()
            .to_owned(),
        desk.ledger
            .note(AT, "测试", "note", "", &serde_json::Value::Null)
            .unwrap_err()
            .code()
            .to_owned(),
        desk.ledger
            .say_waiting(1, &Said::default())
            .unwrap_err()
            .code()
            .to_owned(),
        desk.ledger.unchanged().unwrap_err().code().to_owned(),
        export::workbook(
            &desk.ledger,
            desk.ledger.round("2020").unwrap(),
            &out,
            AT,
            &xianbaohui_core::watch::Unwatched,
        )
        .unwrap_err()
        .code()
        .to_owned(),
    ];
    assert!(!out.exists());
    codes.dedup();
    codes
}

#[test]
fn a_ledger_written_over_in_place_while_open_is_noticed_and_what_was_put_there_stays_as_it_is() {
    let onto = [
        // yesterday's copy of the same ledger
        "cp yesterday ledger.xbh",
        // and another program has worked with it since
        "cp yesterday ledger.xbh && $XBH import ledger.xbh --round 2020 other.xlsx",
        // the same returns, stored otherwise
        "cp vacuumed ledger.xbh",
        "cp another ledger.xbh",
        "head -c 300000 /dev/zero > ledger.xbh",
        "head -c 20000 yesterday > ledger.xbh",
        ": > ledger.xbh",
    ];
    for script in onto {
        let mut desk = Desk::new("luan-2020", "2020");
        let folder = desk.folder.path().to_owned();
        std::fs::copy(&counties()[3], folder.join("other.xlsx")).unwrap();
        shell(
            &format!("{} new another --scheme luan-2020", xbh().display()),
            &folder,
        );
        desk.import(&counties()[..1]);
        shell("cp ledger.xbh yesterday", &folder);
        desk.import(&counties()[1..2]);
        rusqlite::Connection::open(desk.path())
            .unwrap()
            .execute(
                "VACUUM INTO ?1",
                [folder.join("vacuumed").to_str().unwrap()],
            )
            .unwrap();
        assert_eq!(desk.ledger.verify().unwrap().returns, 2);
        shell(&script.replace("$XBH", xbh().to_str().unwrap()), &folder);
        let before = sums(&folder, "ledger.xbh");
        assert_eq!(everything_said(&mut desk), ["ledger.replaced"], "{script}");
        drop(desk.ledger);
        assert_eq!(
            sums(&folder, "ledger.xbh"),
            before,
            "{script}: it was written to"
        );
        if script.contains("yesterday ledger") || script.contains("vacuumed") {
            assert_eq!(
                Ledger::open(&folder.join("ledger.xbh"))
                    .unwrap()
                    .verify()
                    .unwrap()
                    .problems,
                [],
                "{script}"
            );
        }
    }
}

/// Writes over the ledger while it is being exported.
struct CopiesOver(PathBuf);

impl Watch for CopiesOver {
    fn advanced(&self, done: usize, _: usize, _: &str) {
        if done == 1 {
            shell("cp yesterday ledger.xbh", &self.0);
        }
    }
}

#[test]
fn a_workbook_of_a_ledger_written_over_meanwhile_is_not_given_out() {
    let mut desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path().to_owned();
    shell("cp ledger.xbh yesterday", &folder);
    desk.import(&counties());
    let out = folder.join("汇总.xlsx");
    let failed = export::workbook(
        &desk.ledger,
        desk.ledger.round("2020").unwrap(),
        &out,
        AT,
        &CopiesOver(folder.clone()),
    )
    .unwrap_err();
    assert_eq!((failed.code(), out.exists()), ("ledger.replaced", false));
}

#[test]
fn a_ledger_written_over_while_a_batch_is_read_takes_none_of_it() {
    let mut desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path().to_owned();
    shell("cp ledger.xbh yesterday", &folder);
    desk.import(&counties()[..1]);
    let files = Incoming::all(counties(), None, None);
    let failed = import(
        &mut desk.ledger,
        "2020",
        &files,
        &Options::default(),
        &CopiesOver(folder.clone()),
    )
    .unwrap_err();
    assert!(
        matches!(&failed, Error::Ledger(error) if error.code() == "ledger.replaced"),
        "{failed:?}"
    );
    drop(desk.ledger);
    assert_eq!(
        sums(&folder, "ledger.xbh").replace("ledger.xbh", "yesterday"),
        sums(&folder, "yesterday")
    );
}

#[test]
fn what_others_write_is_no_replacement() {
    let mut desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path().to_owned();
    for file in &counties()[..4] {
        std::fs::copy(file, folder.join("one.xlsx")).unwrap();
        desk.ledger.unchanged().unwrap();
        assert!(
            run(
                &["import", "ledger.xbh", "--round", "2020", "one.xlsx"],
                &folder
            )
            .status
            .success()
        );
        desk.ledger.unchanged().unwrap();
        desk.ledger
            .note(AT, "测试", "note", "", &serde_json::Value::Null)
            .unwrap();
    }
    desk.import(&counties()[4..5]);
    let found = desk.ledger.verify().unwrap();
    assert_eq!((found.returns, found.problems), (5, vec![]));
}

#[test]
fn nothing_goes_out_of_a_ledger_that_was_moved_deleted_or_replaced() {
    for script in [
        "mv ledger.xbh moved.xbh",
        "rm ledger.xbh",
        "cp ledger.xbh other; mv other ledger.xbh",
    ] {
        let mut desk = Desk::new("luan-2020", "2020");
        desk.import(&counties()[..1]);
        let folder = desk.folder.path().to_owned();
        shell(script, &folder);
        let out = folder.join("o.xlsx");
        let failed = export::workbook(
            &desk.ledger,
            desk.ledger.round("2020").unwrap(),
            Target::new(&out),
            AT,
            &xianbaohui_core::watch::Unwatched,
        )
        .unwrap_err();
        assert!(
            failed.code().starts_with("ledger.") && !out.exists(),
            "{script}: {failed}"
        );
    }
}
