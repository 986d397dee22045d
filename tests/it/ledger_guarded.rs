//! A ledger that is written over while it is open, a log that another ledger left, and what a
//! killed program leaves behind.
#![cfg(unix)]

use crate::cli::xbh;
use crate::support::{AT, Desk, fixture};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::Watch;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, import};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::{Ledger, Said};
use xianbaohui_results::present;

pub(crate) fn counties() -> Vec<PathBuf> {
    files(&[fixture("luan-2020/counties")])
}

/// By another process: a handle of ours on a ledger would cost it its locks.
pub(crate) fn shell(script: &str, folder: &Path) {
    let output = Command::new("sh")
        .args(["-ec", script])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{script}: {output:?}");
}

pub(crate) fn run(words: &[&str], folder: &Path) -> Output {
    Command::new(xbh())
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn sums(folder: &Path, names: &str) -> String {
    let output = Command::new("sh")
        .args(["-c", &format!("sha256sum {names}")])
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

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
        present::workbook(
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
    let failed = present::workbook(
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
    present::workbook(
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
fn of_two_programs_that_start_together_each_says_who_the_other_is() {
    let desk = Desk::new("luan-2020", "2020");
    let (folder, path) = (desk.folder.path().to_owned(), desk.path());
    drop(desk.ledger);
    // the first has the file and is about to write who it is
    let lock = folder.join(".ledger.xbh.lock");
    let first = std::fs::File::create(&lock).unwrap();
    first.lock().unwrap();
    let mut second = Command::new(xbh())
        .arg("verify")
        .arg(&path)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let handles = PathBuf::from(format!("/proc/{}/fd", second.id()));
    let looks = || {
        std::fs::read_dir(&handles)
            .into_iter()
            .flatten()
            .flatten()
            .any(|handle| std::fs::read_link(handle.path()).is_ok_and(|to| to == lock))
    };
    while second.try_wait().unwrap().is_none() && !looks() {}
    let opener = serde_json::json!({ "program": "xbh", "operator": "李科员", "host": "here", "pid": 1, "since": AT });
    std::fs::write(&lock, opener.to_string()).unwrap();
    let told = String::from_utf8(second.wait_with_output().unwrap().stderr).unwrap();
    assert!(told.contains("李科员") && !told.contains("不详"), "{told}");
}

/// Another program's file appears in the place while a workbook is being written.
struct Appears(PathBuf);

impl Watch for Appears {
    fn advanced(&self, _: usize, _: usize, _: &str) {
        std::fs::write(&self.0, "别的程序的").unwrap();
    }
}

#[test]
fn a_file_that_appears_while_a_workbook_is_written_stays_and_the_message_asks_for_nothing_that_was_given()
 {
    let desk = Desk::new("luan-2020", "2020");
    let out = desk.folder.path().join("汇总.xlsx");
    for force in [false, true] {
        let _ = std::fs::remove_file(&out);
        let failed = present::workbook(
            &desk.ledger,
            desk.ledger.round("2020").unwrap(),
            Target::new(&out).replacing(force),
            AT,
            &Appears(out.clone()),
        )
        .unwrap_err();
        let told = failed.to_string();
        assert!(
            failed.code() == "output.changed"
                && told.contains("写出的过程中")
                && !told.contains("已经存在"),
            "{told}"
        );
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "别的程序的");
    }
}

#[test]
fn an_import_over_what_another_program_took_in_meanwhile_says_which_version_it_replaced_and_since_when()
 {
    let desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path();
    let original = counties().remove(0);
    std::fs::copy(&original, folder.join("甲.xlsx")).unwrap();
    std::fs::copy(&original, folder.join("乙.xlsx")).unwrap();
    // another file of the same unit, by its bytes
    shell(
        "printf x | dd of=乙.xlsx bs=1 seek=10 conv=notrunc 2>&1",
        folder,
    );
    let import = |name: &str, json: bool| {
        run(
            &[
                &["import", "ledger.xbh", "--round", "2020", name][..],
                if json { &["--json"] } else { &[] },
            ]
            .concat(),
            folder,
        )
    };
    let first = import("甲.xlsx", false);
    assert!(
        first.status.success() && !said(&first).contains("替换"),
        "{first:?}"
    );
    let since = desk.ledger.log().unwrap().pop().unwrap().at;
    let second = import("乙.xlsx", false);
    assert!(
        said(&second).contains(&format!("第 2 版，替换 {since} 入库的第 1 版“甲.xlsx”")),
        "{second:?}"
    );
    assert_eq!(second.status.code(), first.status.code());
    shell(
        "cp 乙.xlsx 丙.xlsx; printf y | dd of=丙.xlsx bs=1 seek=10 conv=notrunc 2>&1",
        folder,
    );
    let third: serde_json::Value = serde_json::from_slice(&import("丙.xlsx", true).stdout).unwrap();
    assert_eq!(
        (
            &third["returns"][0]["version"],
            &third["returns"][0]["replaces"]["version"],
            &third["returns"][0]["replaces"]["file"]
        ),
        (&3.into(), &2.into(), &"乙.xlsx".into())
    );
}

/// The log goes by the name: through two names two programs write two logs of one ledger, and one
/// batch is gone.
#[test]
fn a_ledger_with_a_second_name_is_not_opened_until_there_is_one_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    shell(
        &format!(
            "{} new ledger.xbh --scheme luan-2020; mkdir other; ln ledger.xbh other/second.xbh",
            xbh().display()
        ),
        folder,
    );
    for name in ["ledger.xbh", "other/second.xbh"] {
        for words in [
            &["verify", name][..],
            &["status", name, "--round", "2020"],
            &["import", name, "--round", "2020", "."],
        ] {
            let output = run(words, folder);
            let told = said(&output);
            assert!(
                output.status.code() == Some(3)
                    && told.contains("ledger.two-names")
                    && told.contains("复制一份"),
                "{words:?}: {told}"
            );
        }
    }
    shell("cp ledger.xbh copy.xbh; rm other/second.xbh", folder);
    for name in ["ledger.xbh", "copy.xbh"] {
        assert!(run(&["verify", name], folder).status.success(), "{name}");
    }
}

#[test]
fn a_ledger_whose_name_leaves_no_room_for_what_lies_beside_it_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    for (count, han) in [
        (81, true),
        (83, true),
        (243, false),
        (244, false),
        (248, false),
        (251, false),
    ] {
        let name = (if han { "县" } else { "a" }).repeat(count) + ".xbh";
        let output = run(&["new", &name, "--scheme", "luan-2020"], folder.path());
        let is_made = output.status.success();
        assert_eq!(
            is_made,
            name.len() + "-journal".len() <= 255,
            "{}: {}",
            name.len(),
            said(&output)
        );
        assert_eq!(folder.path().join(&name).exists(), is_made);
        if is_made {
            assert!(run(&["verify", &name], folder.path()).status.success());
        } else {
            assert!(
                said(&output).contains("ledger.long-name")
                    && said(&output).contains("文件名最多 247 字节"),
                "{}",
                said(&output)
            );
        }
    }
}

#[test]
fn names_that_mean_something_to_sqlite_are_names_of_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x", "file:y?mode=memory", "?.xbh"] {
        let made = run(&["new", name, "--scheme", "luan-2020"], folder.path());
        assert!(
            made.status.success() && folder.path().join(name).is_file(),
            "{name}: {}",
            said(&made)
        );
        assert!(
            run(&["verify", name], folder.path()).status.success(),
            "{name}"
        );
    }
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
        let failed = present::workbook(
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

/// A county answers on a workbook that this program exported, and goes on with it after it was
/// committed.
#[test]
fn a_file_that_a_county_sent_is_not_replaced_although_this_program_made_it_once_and_it_was_changed_since()
 {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let xbh = xbh().display();
    std::fs::copy(&counties()[0], folder.join("裕安区.xlsx")).unwrap();
    shell(
        &format!(
            "{xbh} new L.xbh --scheme luan-2020; {xbh} import L.xbh --round 2020 裕安区.xlsx; \
                {xbh} consolidate L.xbh --round 2020 --out own.xlsx"
        ),
        folder,
    );
    shell("cp own.xlsx 裕安区.xlsx", folder);
    let output = run(
        &[
            "consolidate",
            "L.xbh",
            "--round",
            "2020",
            "--out",
            "裕安区.xlsx",
            "--force",
        ],
        folder,
    );
    assert!(
        output.status.code() == Some(3) && said(&output).contains("output.original"),
        "{}",
        said(&output)
    );
    assert!(
        run(
            &[
                "consolidate",
                "L.xbh",
                "--round",
                "2020",
                "--out",
                "own.xlsx",
                "--force"
            ],
            folder
        )
        .status
        .success()
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

#[test]
fn what_could_not_be_printed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    shell(
        &format!("{} new L.xbh --scheme luan-2020", xbh().display()),
        folder.path(),
    );
    for words in [
        "status L.xbh --round 2020",
        "status L.xbh --round 2020 --json",
    ] {
        let output = Command::new("sh")
            .args(["-c", &format!("{} {words} > /dev/full", xbh().display())])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.code() == Some(3) && said(&output).contains("output.lost"),
            "{}",
            said(&output)
        );
        let output = Command::new("sh")
            .args(["-c", &format!("{} {words} | true", xbh().display())])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(said(&output), "");
    }
}
