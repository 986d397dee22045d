//! What is asked in several questions is answered from one state, also while another program
//! writes.
#![cfg(unix)]

use super::{done, file, ledger};
use rusqlite::{Connection, OpenFlags};
use std::time::{Duration, Instant};
use xianbaohui_ledger::{Ledger, LedgerError};

#[test]
fn what_another_program_commits_meanwhile_is_not_mixed_into_what_is_read() {
    let folder = ledger();
    let at = folder.path();
    let mut own = Ledger::open(&at.join("L.xbh")).unwrap();
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY;
    let other = Connection::open_with_flags(at.join("L.xbh"), flags).unwrap();
    let count = || -> i64 {
        let sql = "SELECT count(*) + (SELECT count(*) FROM round) FROM return";
        other.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    std::thread::scope(|scope| {
        own.reading(|own| {
            let before = (own.current_returns("2021Q1")?, own.verify()?, count());
            assert_eq!(before.1.problems, []);
            // it waits with emptying the log for whoever reads
            scope.spawn(|| {
                let file = file("柏乡县2021年一季度.xlsx");
                done(at, 0, &["import", "L.xbh", "--round", "2021Q1", &file]);
            });
            let begun = Instant::now();
            while count() == before.2 {
                assert!(begun.elapsed() < Duration::from_mins(1));
                std::thread::yield_now();
            }
            assert_eq!(own.current_returns("2021Q1")?, before.0);
            assert_eq!(own.verify()?, before.1);
            Ok::<_, LedgerError>(())
        })
        .unwrap();
    });
    done(at, 0, &["round", "add", "L.xbh", "2021Q2"]);
    // scheme and rounds are those of the state that is read, too
    own.reading(|own| {
        assert_eq!(own.round("2021Q2")?.code, "2021Q2");
        assert!(own.current_returns("2021Q1")?.len() > 3);
        assert_eq!(own.verify()?.problems, []);
        Ok::<_, LedgerError>(())
    })
    .unwrap();
}

#[test]
fn verify_finds_nothing_beside_a_program_that_writes_all_the_time() {
    let folder = ledger();
    let at = folder.path();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| {
            for _ in 0..6 {
                let round = ["--round", "2021Q1", "--unit", "宁晋县", "--form", "S1"];
                let why = ["--reason", "试一试"];
                done(at, 0, &[&["withdraw", "L.xbh"], &round[..], &why].concat());
                done(at, 0, &["undo", "L.xbh"]);
            }
        });
        while !writer.is_finished() {
            done(at, 0, &["verify", "L.xbh"]);
        }
    });
}
