//! A ledger of an earlier format is brought up to date as a whole or not at all, whatever happens
//! in between.
#![cfg(unix)]

use super::{done, xbh_in};
use crate::cli::xbh;
use crate::ledger_guarded::shell;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use xianbaohui_ledger::Ledger;
use xianbaohui_tests::kill::old;

fn fixture(format: &str) -> PathBuf {
    let name = format!("fixtures/ledgers/format-{format}.xbh");
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// A part of what `cargo xtask kill` tries: killed at moments that a seed gives.
#[test]
fn killed_while_it_is_brought_up_to_date_a_ledger_opens_again() {
    let plan = old::Plan {
        xbh: xbh().to_owned(),
        ledgers: old::ledgers().unwrap(),
        kills: 6,
        seed: 20_210_412,
    };
    for (ledger, found) in old::run(&plan).unwrap() {
        assert!(found.broken.is_empty(), "{ledger}: {found:?}");
    }
}

/// What a ledger is left with when the program is ended between the commit that brings it up to
/// date and the filling of its file: `L.xbh`, old, and its log, new.
fn cut_off(format: &str, folder: &Path) {
    std::fs::copy(fixture(format), folder.join("O.xbh")).unwrap();
    let reader = Connection::open(folder.join("O.xbh")).unwrap();
    // one that reads keeps the log from being emptied
    reader
        .execute_batch("BEGIN; SELECT count(*) FROM log")
        .unwrap();
    let mut child = Command::new(xbh())
        .args(["verify", "O.xbh"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let other = Connection::open_with_flags(folder.join("O.xbh"), flags).unwrap();
    let number = || -> i64 {
        other
            .pragma_query_value(None, "user_version", |row| row.get(0))
            .unwrap()
    };
    let (old, begun) = (number(), Instant::now());
    while number() == old {
        assert!(begun.elapsed() < Duration::from_mins(1), "{format}");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    shell("cp O.xbh L.xbh; cp O.xbh-wal L.xbh-wal", folder);
}

#[test]
fn a_ledger_whose_log_brings_it_up_to_date_opens_and_a_foreign_one_does_not() {
    for format in ["03", "04", "05", "06"] {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        cut_off(format, at);
        // its beginning was filled in already
        for pages in ["0", "1", "3", "20"] {
            shell("cp L.xbh M.xbh; cp L.xbh-wal M.xbh-wal", at);
            shell("cp L.xbh N.xbh; cp L.xbh-wal N.xbh-wal", at);
            fill_in(&at.join("N.xbh"), at);
            shell(
                &format!("dd if=N.xbh of=M.xbh bs=4096 count={pages} conv=notrunc 2>&1; rm N.xbh"),
                at,
            );
            let said = done(at, 0, &["verify", "M.xbh"]);
            assert!(said.contains("报送件 11"), "{format} {pages}: {said}");
            shell("rm -f M.xbh M.xbh-*", at);
        }
        if format == "03" {
            // no ledger of that format has a seal
            continue;
        }
        // another state of the same ledger
        shell("cp L.xbh S.xbh; cp L.xbh-wal log", at);
        let writer = Connection::open(at.join("S.xbh")).unwrap();
        writer
            .execute_batch(
                "UPDATE seal SET text = 'xbh-seal:0123456789abcdef' || substr(text, 26);
                UPDATE batch SET at = 'later'",
            )
            .unwrap();
        drop(writer);
        shell("rm -f S.xbh-*; cp log S.xbh-wal", at);
        let output = xbh_in(at, &["verify", "S.xbh"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("ledger.leftover"), "{format}: {said}");
    }
}

/// Fills a ledger's file from its log, and does nothing else.
fn fill_in(path: &Path, folder: &Path) {
    let connection = Connection::open(path).unwrap();
    connection
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    drop(connection);
    shell("rm -f N.xbh-*", folder);
}

/// Programs of formats 05 to 07 renewed the seal once a format.
#[test]
fn a_log_of_an_earlier_program_is_known_by_what_it_makes_of_the_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let changed = "UPDATE remembered SET words = 'x'; INSERT INTO batch VALUES (99, '2021Q1', '')";
    for (name, also, before, opens) in [
        ("own", "", "", true),
        ("one-that-does-more", changed, "", false),
        (
            "another-state",
            "",
            "UPDATE finding SET message = 'x'",
            false,
        ),
    ] {
        std::fs::copy(fixture("04"), at.join("L.xbh")).unwrap();
        let connection = Connection::open(at.join("L.xbh")).unwrap();
        let renewed = "UPDATE seal SET text = 'xbh-seal:' || lower(hex(randomblob(8))) || ':' \
            || substr(text, 10, 16);";
        let sql = include_str!("../../../src-tauri/ledger/src/migrations/05_findings.sql");
        connection
            .execute_batch(&format!(
                "PRAGMA wal_autocheckpoint = 0; BEGIN; {sql} {renewed} {also}; {renewed} \
                    PRAGMA user_version = 5; COMMIT;"
            ))
            .unwrap();
        shell("cp L.xbh K.xbh; cp L.xbh-wal log", at);
        drop(connection);
        let base = Connection::open(at.join("K.xbh")).unwrap();
        base.execute_batch(before).unwrap();
        drop(base);
        shell("rm -f K.xbh-*; cp log K.xbh-wal", at);
        let opened = Ledger::open(&at.join("K.xbh")).map(|ledger| ledger.verify().unwrap());
        match opened {
            Ok(found) => assert!(opens && found.problems.is_empty(), "{name}: {found:?}"),
            Err(error) => {
                assert!(
                    !opens && error.code() == "ledger.leftover",
                    "{name}: {error}"
                );
            }
        }
        shell("rm -f K.xbh* L.xbh*", at);
    }
}

#[test]
fn a_ledger_that_says_another_format_than_it_has_is_not_touched() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (format, said) in [
        ("04", 3),
        ("04", 5),
        ("07", 0),
        ("07", 6),
        ("03", 7),
        ("06", -1),
    ] {
        std::fs::copy(fixture(format), at.join("L.xbh")).unwrap();
        let connection = Connection::open(at.join("L.xbh")).unwrap();
        connection
            .pragma_update(None, "user_version", said)
            .unwrap();
        drop(connection);
        let before = std::fs::read(at.join("L.xbh")).unwrap();
        let output = xbh_in(at, &["verify", "L.xbh"]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.code() == Some(3) && told.contains("ledger.other-format"),
            "{format} {said}: {told}"
        );
        assert_eq!(before, std::fs::read(at.join("L.xbh")).unwrap());
    }
}
