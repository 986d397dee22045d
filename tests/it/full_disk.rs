//! A disk without room: what can be looked at still can, and what is said of an import is true.
#![cfg(unix)]

use crate::desk::{all_shown, desk, in_round, ok, refused};
use crate::ledger_guarded::{counties, run, said, shell};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xianbaohui_desk::desk::Desk;
use xianbaohui_ledger::Ledger;

/// Longest that a program takes to let go of its ledger.
const LONGEST: Duration = Duration::from_mins(1);

/// A disk of its own, taken away at the end.
struct Disk(tempfile::TempDir);

impl Disk {
    /// None where nobody may mount one.
    fn of(size: &str) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(folder.path())
            .stderr(Stdio::null())
            .status();
        if mounted.is_ok_and(|status| status.success()) {
            return Some(Self(folder));
        }
        #[expect(clippy::print_stderr, reason = "a test that tried nothing says so")]
        {
            eprintln!("skipped: this user may not mount a disk");
        }
        None
    }

    fn fill(&self, but: u64) {
        shell(
            &format!("cat /dev/zero > filler 2>/dev/null || true; truncate -s -{but} filler"),
            self.0.path(),
        );
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

/// A ledger of 六安 with three files in 收件台 that nobody has open, on a disk that is full by now.
fn waiting_on_a_full_disk() -> Option<(Disk, PathBuf)> {
    let disk = Disk::of("4m")?;
    let ledger = crate::desk::ledger_in(disk.0.path());
    let desk = opened(&ledger);
    let paths = &counties()[..3];
    desk.give(paths);
    let given = json!({ "round": "2020", "paths": paths });
    ok(&desk, "scan_inbox", &given);
    desk.close();
    drop(desk);
    // what is let go later would make room on the full disk
    let begun = Instant::now();
    while disk.0.path().join("L.xbh-wal").exists() && begun.elapsed() < LONGEST {
        std::thread::sleep(Duration::from_millis(20));
    }
    disk.fill(0);
    Some((disk, ledger))
}

fn opened(ledger: &Path) -> Desk {
    let desk = desk(&[ledger.to_owned()], Some(&[]));
    ok(&desk, "launch", &json!({}));
    desk
}

fn notices(desk: &Desk) -> String {
    ok(desk, "pulse", &json!({}))["notices"].to_string()
}

#[test]
fn what_waits_on_a_full_disk_is_looked_at_and_committed_when_there_is_room_again() {
    let Some((disk, ledger)) = waiting_on_a_full_disk() else {
        return;
    };
    let folder = disk.0.path();
    let begun = Instant::now();
    let desk = opened(&ledger);
    let read = ok(&desk, "read_waiting", &in_round());
    let ready = read["items"].as_array().unwrap().iter();
    assert!(
        ready.clone().count() == 3 && ready.clone().all(|item| item["status"] == "ready"),
        "{read}"
    );
    assert!(notices(&desk).contains("磁盘已满"));
    // nobody is kept from looking at it, nor told of a writer that is none
    for words in [
        &["verify", "L.xbh"][..],
        &["status", "L.xbh", "--round", "2020"],
    ] {
        let output = run(words, folder);
        assert!(
            output.status.code().is_some_and(|code| code < 2) && !said(&output).contains("不详"),
            "{output:?}"
        );
    }
    let shown = all_shown(&desk);
    let (code, sentence) = refused(&desk, "commit_inbox", &shown);
    assert!(
        code == "ledger.disk-full" && !sentence.contains("重新打开"),
        "{code} {sentence}"
    );
    assert!(begun.elapsed() < Duration::from_secs(20));
    // the same page goes on by itself
    shell("rm filler", folder);
    assert_eq!(notices(&desk), "[]");
    let output = run(&["status", "L.xbh", "--round", "2020"], folder);
    assert!(said(&output).contains("测试"), "{output:?}");
    let done = ok(&desk, "commit_inbox", &shown);
    assert_eq!(done["committed"], 3, "{done}");
    desk.close();
    let found = Ledger::open(&ledger).unwrap().verify().unwrap();
    assert_eq!((found.returns, found.problems), (3, vec![]));
}

#[test]
fn a_page_that_was_open_when_the_disk_ran_full_goes_on_when_there_is_room() {
    let Some((disk, ledger)) = waiting_on_a_full_disk() else {
        return;
    };
    let folder = disk.0.path();
    shell("rm filler", folder);
    let desk = opened(&ledger);
    let more = &counties()[3..5];
    desk.give(more);
    let given = json!({ "round": "2020", "paths": more });
    disk.fill(0);
    let shown = all_shown(&desk);
    let one = shown["items"][0]["id"].clone();
    ok(&desk, "read_waiting", &in_round());
    for (verb, arguments) in [
        ("scan_inbox", given.clone()),
        ("remove_items", json!({ "round": "2020", "items": [one] })),
        ("commit_inbox", all_shown(&desk)),
    ] {
        let (code, _) = refused(&desk, verb, &arguments);
        assert_eq!(code, "ledger.disk-full", "{verb}");
        // whatever was begun is taken back, and holds nobody
        let output = run(&["verify", "L.xbh"], folder);
        assert_eq!(output.status.code(), Some(0), "{verb}: {output:?}");
    }
    shell("rm filler", folder);
    ok(&desk, "scan_inbox", &given);
    let done = ok(&desk, "commit_inbox", &all_shown(&desk));
    assert_eq!(done["committed"], 5, "{done}");
}

#[test]
fn what_others_do_with_a_ledger_on_a_full_disk_is_noticed() {
    let Some((disk, ledger)) = waiting_on_a_full_disk() else {
        return;
    };
    let folder = disk.0.path();
    let desk = opened(&ledger);
    let news = ok(&desk, "pulse", &json!({}))["news"].clone();
    shell("rm filler; mkdir in", folder);
    shell(
        &format!("cp '{}' in/4.xlsx", counties()[3].display()),
        folder,
    );
    let output = run(&["import", "L.xbh", "--round", "2020", "in"], folder);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    disk.fill(0);
    let status = ok(&desk, "round_status", &in_round());
    assert_eq!(
        (&status["reported"], &status["waiting"]),
        (&json!(1), &json!(3))
    );
    assert_ne!(ok(&desk, "pulse", &json!({}))["news"], news);
    // another file in its place is not taken for it
    shell("rm filler; cp L.xbh M.xbh; mv M.xbh L.xbh", folder);
    assert_eq!(
        refused(&desk, "round_status", &in_round()).0,
        "ledger.replaced"
    );
    drop(desk);
    assert!(!folder.join("L.xbh-wal").exists());
}

#[test]
fn a_ledger_with_removed_files_of_an_earlier_day_is_opened_on_a_full_disk() {
    let Some((disk, ledger)) = waiting_on_a_full_disk() else {
        return;
    };
    shell("rm filler", disk.0.path());
    {
        let mut ledger = Ledger::open(&ledger).unwrap();
        let waiting = ledger.waiting().unwrap();
        ledger
            .remove_waiting(&[waiting[0].id], "2001-01-01 00:00:00", "测试")
            .unwrap();
    }
    disk.fill(0);
    let desk = opened(&ledger);
    let inbox = ok(&desk, "inbox", &in_round());
    assert_eq!(inbox["items"].as_array().unwrap().len(), 2, "{inbox}");
}

#[test]
fn what_is_said_of_a_ledger_of_an_earlier_format_on_a_full_disk_is_true() {
    let Some(disk) = Disk::of("4m") else { return };
    let folder = disk.0.path();
    let old = crate::support::fixture("ledgers/format-01.xbh");
    shell(&format!("cp '{}' L.xbh", old.display()), folder);
    for room in [0, 40 << 10] {
        disk.fill(room);
        let output = run(&["status", "L.xbh", "--round", "2021Q1"], folder);
        let said = said(&output);
        assert!(
            output.status.code() == Some(3)
                && said.contains("ledger.disk-full")
                && said.contains("没有任何改动")
                && !said.contains("可以照常查看"),
            "{room}: {output:?}"
        );
        shell(
            &format!("rm filler; cmp '{}' L.xbh && rm -f L.xbh-*", old.display()),
            folder,
        );
    }
    let output = run(&["status", "L.xbh", "--round", "2021Q1"], folder);
    assert!(
        output.status.code().is_some_and(|code| code < 2),
        "{output:?}"
    );
}

#[test]
fn a_ledger_on_a_full_disk_can_be_looked_at_and_says_why_it_cannot_be_written_to() {
    let Some(disk) = Disk::of("4m") else { return };
    let folder = disk.0.path();
    shell(
        &format!(
            "mkdir in; cp '{}' in/1.xlsx; cp '{}' in/2.xlsx",
            counties()[0].display(),
            counties()[1].display()
        ),
        folder,
    );
    assert!(
        run(&["new", "L.xbh", "--scheme", "luan-2020"], folder)
            .status
            .success()
    );
    assert!(
        run(&["import", "L.xbh", "--round", "2020", "in/1.xlsx"], folder)
            .status
            .success()
    );
    disk.fill(0);
    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("o.xlsx");
    for words in [
        &["verify", "L.xbh"][..],
        &["status", "L.xbh", "--round", "2020"],
        &["findings", "L.xbh", "--round", "2020"],
        &["trace", "L.xbh", "--round", "2020", "--indicator", "1"],
        &["remembered", "L.xbh"],
        &[
            "consolidate",
            "L.xbh",
            "--round",
            "2020",
            "--out",
            out.to_str().unwrap(),
        ],
    ] {
        let output = run(words, folder);
        assert!(
            output.status.code().is_some_and(|code| code < 2)
                || words[0] == "trace" && said(&output).contains("ledger.unknown"),
            "{words:?}: {output:?}"
        );
    }
    assert!(out.exists());
    let output = run(&["import", "L.xbh", "--round", "2020", "in/2.xlsx"], folder);
    assert!(
        output.status.code() == Some(3)
            && said(&output).contains("ledger.disk-full")
            && !said(&output).contains("已入库"),
        "{output:?}"
    );
    shell("rm filler", folder);
    let found = Ledger::open(&folder.join("L.xbh"))
        .unwrap()
        .verify()
        .unwrap();
    assert_eq!((found.returns, found.problems), (1, vec![]));
}

#[test]
fn whatever_room_is_left_on_the_disk_what_is_said_of_an_import_is_true() {
    let Some(disk) = Disk::of("4m") else { return };
    let folder = disk.0.path();
    let (mut refused, mut in_log, mut in_file) = (0, 0, 0);
    shell(
        &format!(
            "mkdir in; cp '{}' '{}' '{}' in",
            counties()[0].display(),
            counties()[1].display(),
            counties()[2].display()
        ),
        folder,
    );
    for room in (0..60).map(|at| at * 8192) {
        shell("rm -f L.xbh* filler", folder);
        assert!(
            run(&["new", "L.xbh", "--scheme", "luan-2020"], folder)
                .status
                .success()
        );
        disk.fill(room);
        let output = run(&["import", "L.xbh", "--round", "2020", "in"], folder);
        let (code, out) = (
            output.status.code(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        );
        // the file alone, and the file with its log, on a disk with room
        let elsewhere = tempfile::tempdir().unwrap();
        let copy = |what: &str, to: &str| {
            shell(
                &format!("cp {}/{what} {to}", folder.display()),
                elsewhere.path(),
            );
        };
        copy("L.xbh", "alone.xbh");
        let whole = |name: &str| {
            let found = Ledger::open(&elsewhere.path().join(name))
                .and_then(|ledger| ledger.verify())
                .ok()?;
            found.problems.is_empty().then_some(found.returns)
        };
        let alone = whole("alone.xbh");
        copy("L.xbh", "both.xbh");
        if folder.join("L.xbh-wal").exists() {
            copy("L.xbh-wal", "both.xbh-wal");
        }
        let both = whole("both.xbh");
        match code {
            Some(0) if out.contains("L.xbh-wal") => {
                assert!(
                    both == Some(3) && alone != Some(3),
                    "{room}: {both:?} {alone:?} {output:?}"
                );
                in_log += 1;
            }
            Some(0) => {
                assert_eq!((both, alone), (Some(3), Some(3)), "{room}: {output:?}");
                in_file += 1;
            }
            _ => {
                assert_eq!(
                    (code, both, out.contains("已入库")),
                    (Some(3), Some(0), false),
                    "{room}: {output:?}"
                );
                assert!(said(&output).contains("磁盘已满"), "{room}: {output:?}");
                refused += 1;
            }
        }
    }
    assert!(
        refused > 0 && in_log > 0 && in_file > 0,
        "refused {refused}, in the log {in_log}, in the file {in_file}"
    );
}
