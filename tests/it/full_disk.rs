//! A disk without room: what can be looked at still can, and what is said of an import is true.
#![cfg(unix)]

use crate::ledger_guarded::{counties, run, said, shell};
use std::process::{Command, Stdio};
use xianbaohui_ledger::Ledger;

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
