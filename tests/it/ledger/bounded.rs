//! However much was changed, what is told of it stays short; and what lies behind the end of the
//! file is noticed.

use super::swept;
use crate::ledger_lives::{done, xbh_in};
use rusqlite::Connection;
use std::io::Write as _;
use std::time::{Duration, Instant};
use xianbaohui_ledger::Verification;

/// Rows that nobody has by honest means.
const MANY: u64 = 100_000;

#[test]
fn of_a_ledger_in_which_every_row_was_changed_the_first_are_told_and_how_many_there_are() {
    let folder = swept::ledger();
    let at = folder.path();
    let copy = at.join("T.xbh");
    let many = |select: &str| {
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < {}) \
                {select};",
            999 + MANY
        )
    };
    let long = "'x' || hex(zeroblob(500))";
    let sql = [
        many(&format!(
            "INSERT INTO log SELECT i, 'a', 'b', 'c', {long}, '{{', 'd', 'e' FROM n"
        )),
        many("INSERT INTO extension SELECT i, '无此批', 'u', 'v', 'w', 'x', 'y' FROM n"),
        many(
            "INSERT INTO finding SELECT 1, i, 'x', 'Q', 'x', 'x', '{', '{', '{', '', '', '' FROM n",
        ),
        "UPDATE value SET content = content || '1'; UPDATE return SET digest = 'x';".into(),
    ]
    .concat();
    assert!(swept::tampered(&at.join("L.xbh"), &copy, &sql));
    let begun = Instant::now();
    let output = xbh_in(at, &["verify", "T.xbh", "--json"]);
    let took = begun.elapsed();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.len() < 400_000, "{}", output.stdout.len());
    assert!(took < Duration::from_mins(1), "{took:?}");
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = document["problems"].as_array().unwrap();
    let kind = |code: &str| {
        let kinds = document["kinds"].as_array().unwrap();
        let kind = kinds.iter().find(|one| one["code"] == code).unwrap();
        let told = problems.iter().filter(|one| one["code"] == code).count() as u64;
        let number = |key: &str| kind[key].as_u64().unwrap();
        (told, number("found"), number("more"))
    };
    let most = Verification::MOST_TOLD;
    assert_eq!(kind("verify.log"), (most, MANY, MANY - most));
    for (code, least) in [
        ("verify.reference", MANY),
        ("verify.held", MANY),
        ("verify.unreadable", 4 * MANY),
    ] {
        let (told, found, more) = kind(code);
        assert!(found >= least, "{code}: {found}");
        assert_eq!((told, more), (most, found - most), "{code}");
    }
    let (told, found, more) = kind("verify.value");
    assert_eq!((told, more), (found, 0));
    let sum = |key: &str| {
        let kinds = document["kinds"].as_array().unwrap().iter();
        kinds.filter_map(|one| one[key].as_u64()).sum::<u64>()
    };
    assert_eq!(document["found"].as_u64(), Some(sum("found")));
    assert_eq!(document["more"].as_u64(), Some(sum("more")));
    let said = done(at, 1, &["verify", "T.xbh"]);
    let line = format!("✗ 日志：另有 {} 处，没有一一列出", MANY - most);
    assert!(said.lines().any(|own| own == line), "{said}");
    assert!(said.lines().count() < 3000);
}

#[test]
fn bytes_behind_the_end_of_the_ledger_are_told() {
    let folder = swept::ledger();
    let at = folder.path();
    let path = at.join("L.xbh");
    let before = std::fs::read(&path).unwrap();
    for more in [1, 100, 4096, 5000, 1 << 20] {
        std::fs::write(&path, &before).unwrap();
        let mut file = std::fs::File::options().append(true).open(&path).unwrap();
        file.write_all(&vec![7; more]).unwrap();
        drop(file);
        let said = done(at, 1, &["verify", "L.xbh"]);
        let told = format!("账本文件的末尾多出 {more} 字节");
        assert!(said.contains(&told), "{said}");
    }
    for less in [1, 50] {
        std::fs::write(&path, &before[..before.len() - less]).unwrap();
        let said = done(at, 1, &["verify", "L.xbh"]);
        assert!(said.contains(&format!("末尾少了 {less} 字节")), "{said}");
    }
    std::fs::write(&path, &before).unwrap();
    done(at, 0, &["verify", "L.xbh"]);
}

/// What another program has written and not yet emptied from its log is no padding.
#[test]
fn a_ledger_that_another_program_has_open_is_not_called_padded() {
    let folder = swept::ledger();
    let at = folder.path();
    let reader = Connection::open(at.join("L.xbh")).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM log").unwrap();
    let _: i64 = reader
        .query_row("SELECT count(*) FROM log", [], |row| row.get(0))
        .unwrap();
    done(at, 0, &["round", "add", "L.xbh", "2021Q3"]);
    done(at, 0, &["verify", "L.xbh"]);
    reader.execute_batch("COMMIT").unwrap();
    done(at, 0, &["verify", "L.xbh"]);
}
