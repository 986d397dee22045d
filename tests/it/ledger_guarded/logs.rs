//! The log that lies beside a ledger, and whose it is.

use super::{counties, run, said, shell, sums};
use crate::cli::xbh;
use crate::support::{AT, Desk};
use xianbaohui_desk::export;
use xianbaohui_ledger::{Ledger, Said};

#[test]
fn a_copy_put_in_place_while_something_waits_in_the_log_is_not_mixed_with_it() {
    for is_written_to in [true, false] {
        let mut desk = Desk::new("luan-2020", "2020");
        let folder = desk.folder.path().to_owned();
        shell("cp ledger.xbh yesterday", &folder);
        desk.import(&counties()[..1]);
        let other = Ledger::open(&desk.path()).unwrap();
        let snapshot = other.snapshot().unwrap();
        other.verify().unwrap();
        desk.import(&counties()[1..2]);
        shell("cp yesterday ledger.xbh", &folder);
        if is_written_to {
            assert_eq!(
                desk.ledger.unchanged().unwrap_err().code(),
                "ledger.replaced"
            );
            assert_eq!(
                desk.ledger
                    .note(AT, "测试", "note", "", &serde_json::Value::Null)
                    .unwrap_err()
                    .code(),
                "ledger.replaced"
            );
        }
        drop(snapshot);
        drop(other);
        drop(desk.ledger);
        assert_eq!(
            sums(&folder, "ledger.xbh").replace("ledger.xbh", "yesterday"),
            sums(&folder, "yesterday")
        );
        assert!(said(&run(&["verify", "ledger.xbh"], &folder)).contains("ledger.leftover"));
    }
}

/// A folder as a power cut leaves it after two commits: `ledger.xbh`, its log beside it; and `day0`
/// to `day3`, whole copies of its states.
fn after_a_power_cut() -> tempfile::TempDir {
    let mut desk = Desk::new("luan-2020", "2020");
    let (cut, from) = (tempfile::tempdir().unwrap(), desk.folder.path().to_owned());
    let copy = |what: &str| shell(&format!("cp {}/{what}", from.display()), cut.path());
    copy("ledger.xbh day0");
    desk.import(&counties()[..1]);
    copy("ledger.xbh day1");
    // somebody reads: what is committed now stays in the log
    let other = Ledger::open(&desk.path()).unwrap();
    let snapshot = other.snapshot().unwrap();
    other.verify().unwrap();
    // nobody need wait for a reader that will not end
    desk.import(&counties()[1..2]);
    desk.ledger.say_waiting(1, &Said::default()).unwrap_err();
    desk.ledger
        .note(AT, "测试", "note", "", &serde_json::Value::Null)
        .unwrap();
    copy("ledger.xbh-wal .");
    copy("ledger.xbh .");
    drop(snapshot);
    drop(other);
    assert_eq!(desk.ledger.warning().unwrap(), None);
    copy("ledger.xbh day2");
    desk.ledger
        .note(AT, "测试", "note", "", &serde_json::Value::Null)
        .unwrap();
    drop(desk.ledger);
    copy("ledger.xbh day3");
    cut
}

#[test]
fn a_log_that_another_state_of_the_ledger_left_is_not_taken_in_and_nothing_is_changed() {
    let cut = after_a_power_cut();
    let folder = cut.path();
    let xbh = xbh().display();
    shell(
        &format!(
            "cp ledger.xbh-wal log; cp ledger.xbh cut; {xbh} new another.xbh --scheme luan-2020; m\
                v another.xbh another"
        ),
        folder,
    );
    let commands: [&[&str]; 6] = [
        &["verify", "ledger.xbh"],
        &["status", "ledger.xbh", "--round", "2020"],
        &["findings", "ledger.xbh", "--round", "2020"],
        &[
            "consolidate",
            "ledger.xbh",
            "--round",
            "2020",
            "--out",
            "o.xlsx",
        ],
        &["remembered", "ledger.xbh"],
        &["import", "ledger.xbh", "--round", "2020", "day0"],
    ];
    for other in ["day0", "day3", "another"] {
        for words in commands {
            shell(
                &format!("cp {other} ledger.xbh; cp log ledger.xbh-wal"),
                folder,
            );
            let output = run(words, folder);
            let told = said(&output);
            assert!(
                output.status.code() == Some(3)
                    && told.contains("ledger.leftover")
                    && told.contains("移到别处")
                    && told.contains("ledger.xbh-wal"),
                "{other} {words:?}: {told}"
            );
            assert_eq!(
                sums(folder, "ledger.xbh ledger.xbh-wal")
                    .replace("ledger.xbh-wal", "log")
                    .replace("ledger.xbh", other),
                sums(folder, &format!("{other} log"))
            );
        }
        // told what to do, and done
        shell("mv ledger.xbh-wal elsewhere", folder);
        assert!(run(commands[0], folder).status.success(), "{other}");
    }
    // a journal, which a ledger never has
    shell("cp day1 ledger.xbh; cp log ledger.xbh-journal", folder);
    assert!(said(&run(commands[0], folder)).contains("ledger.leftover"));
    shell("rm ledger.xbh-journal", folder);
    // what a power cut left is taken in: onto what it was cut off from, also while that was being
    // filled from the log, and onto copies of its states
    shell(
        "cp cut half; dd if=day2 of=half bs=4096 count=1 conv=notrunc 2>&1; cp cut most; dd if=day\
            2 of=most bs=4096 count=9 conv=notrunc 2>&1",
        folder,
    );
    for own in ["cut", "day1", "day2", "half", "most"] {
        shell(
            &format!("rm -f ledger.xbh-*; cp {own} ledger.xbh; cp log ledger.xbh-wal"),
            folder,
        );
        let found = Ledger::open(&folder.join("ledger.xbh"))
            .unwrap()
            .verify()
            .unwrap();
        assert_eq!(
            (found.returns, found.log, found.problems),
            (2, 4, vec![]),
            "{own}"
        );
    }
    // what was never finished counts for nothing, whoever began it
    shell(
        "rm -f ledger.xbh-*; cp day0 ledger.xbh; head -c 5000 log > ledger.xbh-wal",
        folder,
    );
    assert_eq!(
        Ledger::open(&folder.join("ledger.xbh"))
            .unwrap()
            .verify()
            .unwrap()
            .returns,
        0
    );
}

#[test]
fn another_program_s_database_stays_as_it_is_with_its_log() {
    let folder = tempfile::tempdir().unwrap();
    let other = rusqlite::Connection::open(folder.path().join("theirs.db")).unwrap();
    other
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)")
        .unwrap();
    shell(
        "cp theirs.db a.xbh; cp theirs.db-wal a.xbh-wal",
        folder.path(),
    );
    let before = sums(folder.path(), "a.xbh*");
    assert!(said(&run(&["verify", "a.xbh"], folder.path())).contains("ledger.not-a-ledger"));
    assert_eq!(sums(folder.path(), "a.xbh*"), before);
}

#[test]
fn what_a_killed_program_left_goes_when_a_ledger_in_the_folder_is_opened() {
    let desk = Desk::new("luan-2020", "2020");
    let (folder, path) = (desk.folder.path().to_owned(), desk.path());
    drop(desk.ledger);
    let held = folder.join(".xbh-0000000000000002.part");
    std::fs::write(&held, "a living program's").unwrap();
    let living = std::fs::File::open(&held).unwrap();
    living.lock().unwrap();
    shell(
        "echo half > .xbh-0000000000000001.part; ln ledger.xbh .xbh-0000000000000003.part; echo a \
            > .xbh-mine.part; ln -s ledger.xbh .xbh-0000000000000004.part",
        &folder,
    );
    let ledger = Ledger::open(&path).unwrap();
    let left = || {
        let mut names = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.starts_with(".xbh-"))
            .collect::<Vec<_>>();
        names.sort();
        names
    };
    assert_eq!(
        left(),
        [
            ".xbh-0000000000000002.part",
            ".xbh-0000000000000004.part",
            ".xbh-mine.part"
        ]
    );
    // a second name of a ledger that is open here goes, and the ledger keeps its locks
    shell("ln ledger.xbh .xbh-0000000000000003.part", &folder);
    let out = folder.join("汇总.xlsx");
    export::workbook(
        &ledger,
        ledger.round("2020").unwrap(),
        &out,
        AT,
        &xianbaohui_core::watch::Unwatched,
    )
    .unwrap();
    assert_eq!(left().len(), 3);
    assert!(run(&["verify", "ledger.xbh"], &folder).status.success());
    assert!(
        folder.join("ledger.xbh-wal").exists(),
        "the log was removed while the ledger is open"
    );
}

#[test]
fn a_log_that_is_damaged_in_its_middle_is_kept_when_the_ledger_is_opened() {
    let cut = after_a_power_cut();
    let folder = cut.path();
    let log = folder.join("ledger.xbh-wal");
    let mut bytes = std::fs::read(&log).unwrap();
    let whole = bytes.clone();
    bytes[5000] ^= 1;
    std::fs::write(&log, &bytes).unwrap();
    run(&["verify", "ledger.xbh"], folder);
    assert_eq!(
        std::fs::read(folder.join("ledger.xbh-wal.damaged")).unwrap(),
        bytes
    );
    // half filled from its log, of which the end is lost: the log stays, and that is said
    let cut = after_a_power_cut();
    let folder = cut.path();
    shell(
        "cp day2 half; cp ledger.xbh whole; dd if=half of=ledger.xbh bs=4096 count=9 conv=not\
            runc 2>&1",
        folder,
    );
    for lost in [0, whole.len() / 3, whole.len() / 2] {
        std::fs::write(folder.join("ledger.xbh-wal"), &whole[..whole.len() - lost]).unwrap();
        let output = run(&["verify", "ledger.xbh"], folder);
        if output.status.success() {
            shell(
                "cp whole ledger.xbh; dd if=half of=ledger.xbh bs=4096 count=9 conv=notrunc 2>&1; r\
                    m -f ledger.xbh-*",
                folder,
            );
            continue;
        }
        assert!(
            said(&output).contains("ledger.log-damaged")
                || said(&output).contains("ledger.leftover"),
            "{lost}: {}",
            said(&output)
        );
        assert_eq!(
            std::fs::read(folder.join("ledger.xbh-wal")).unwrap().len(),
            whole.len() - lost,
            "{lost}"
        );
    }
    // one that is whole, and one that breaks off at its end, leave nothing
    for end in [whole.len(), whole.len() - 100] {
        let cut = after_a_power_cut();
        std::fs::write(cut.path().join("ledger.xbh-wal"), &whole[..end]).unwrap();
        run(&["verify", "ledger.xbh"], cut.path());
        assert!(!cut.path().join("ledger.xbh-wal.damaged").exists(), "{end}");
    }
}
