//! What was committed stays, and what was tampered with is seen.

use super::contents;
use crate::support::{AT, Desk, fixture};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::files;
use xianbaohui_ledger::Ledger;

/// Changes the ledger from outside, as a person with a database tool could, and tells what `verify`
/// says of it.
pub(super) fn after(tampering: &str) -> Vec<String> {
    let mut desk = Desk::new("kjcx", "2021Q1");
    desk.import(&files(&[fixture("kjcx-2021q1")])[..2]);
    let path = desk.path();
    // what is open is not what the person has: the folder stays
    let Desk { folder, ledger, .. } = desk;
    drop(ledger);
    let connection = Connection::open(&path).unwrap();
    let triggers = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
    let triggers = connection
        .prepare(triggers)
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<Vec<(String, String)>, _>>()
        .unwrap();
    for (name, _) in &triggers {
        connection
            .execute(&format!("DROP TRIGGER {name}"), [])
            .unwrap();
    }
    connection
        .pragma_update(None, "foreign_keys", false)
        .unwrap();
    connection.execute_batch(tampering).unwrap();
    for (_, sql) in &triggers {
        connection.execute_batch(sql).unwrap();
    }
    drop(connection);
    let mut codes = Ledger::open(&path)
        .unwrap()
        .verify()
        .unwrap()
        .problems
        .into_iter()
        .map(|problem| problem.code.to_owned())
        // what is held of every row is swept elsewhere
        .filter(|code| code != "verify.held")
        .collect::<Vec<_>>();
    codes.dedup();
    drop(folder);
    codes
}

#[test]
fn verify_sees_what_was_tampered_with() {
    for (tampering, expected) in [
        ("SELECT 1", &[][..]),
        (
            "UPDATE value SET content = '9999' WHERE rowid_of_first",
            &["verify.value"],
        ),
        (
            "UPDATE value SET raw = '9999', content = content WHERE rowid_of_first",
            &["verify.value"],
        ),
        (
            "UPDATE value SET row = row + 1 WHERE rowid_of_first",
            &["verify.value"],
        ),
        (
            "UPDATE value SET note = '万元→亿元 ÷10000' WHERE rowid_of_first",
            &["verify.value"],
        ),
        (
            "UPDATE value SET bound = 'about' WHERE rowid_of_first",
            &["verify.value"],
        ),
        (
            "DELETE FROM value WHERE rowid_of_first",
            &["verify.value", "verify.count"],
        ),
        (
            "UPDATE entry SET fields = replace(fields, '有限公司', '股份公司')",
            &["verify.value"],
        ),
        (
            "DELETE FROM entry WHERE row = (SELECT min(row) FROM entry)",
            &["verify.value"],
        ),
        (
            "UPDATE source_file SET bytes = CAST('x' AS BLOB) WHERE id = 1",
            &["verify.file"],
        ),
        (
            "DELETE FROM source_file WHERE id = 1",
            &["verify.reference"],
        ),
        ("UPDATE log SET who = '别人' WHERE seq = 2", &["verify.log"]),
        (
            "UPDATE log SET detail = replace(detail, '2021Q1', '2020Q1') WHERE seq = 3",
            &["verify.log", "verify.return"],
        ),
        (
            "DELETE FROM log WHERE seq = 2",
            &["verify.log", "verify.value"],
        ),
        (
            "DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)",
            &["verify.value"],
        ),
        (
            "UPDATE return SET filled = filled + 1, outside = outside - 1 WHERE form = 'S1'",
            &["verify.count"],
        ),
        (
            "UPDATE return SET seen = seen + 1 WHERE id = 1",
            &["verify.reconcile"],
        ),
        (
            "UPDATE return SET digest = 'x' WHERE id = 1",
            &["verify.value"],
        ),
        ("DELETE FROM return WHERE id = 1", &["verify.reference"]),
        (
            "UPDATE return SET unit = '130502' WHERE id = 1",
            &["verify.value"],
        ),
        (
            "UPDATE return SET current = 0 WHERE id = 1",
            &["verify.return"],
        ),
        (
            "INSERT INTO finding (return_id, ordinal, id, severity, code, subject, args, cells) VALUES (1\
                , 99, 'x', 'D', 'told.before', '\"return\"', '{}', '[]')",
            &["verify.finding"],
        ),
    ] {
        let first = "(return_id, unit, indicator, col) = (SELECT return_id, unit, indicator, col FR\
            OM value WHERE state = 'number' LIMIT 1)";
        assert_eq!(
            after(&tampering.replace("rowid_of_first", first)),
            expected,
            "{tampering}"
        );
    }
}

#[test]
fn what_was_committed_cannot_be_changed_by_the_way() {
    let mut desk = Desk::new("luan-2020", "2020");
    desk.import(&[fixture("luan-2020/counties")]);
    let connection = Connection::open(desk.path()).unwrap();
    for statement in [
        "UPDATE log SET who = 'x'",
        "DELETE FROM log",
        "UPDATE value SET content = '1'",
        "UPDATE source_file SET size = 1",
    ] {
        assert!(connection.execute(statement, []).is_err(), "{statement}");
    }
    contents(&desk);
}

pub(super) fn refused(path: &Path) -> String {
    Ledger::open(path)
        .map(|_| ())
        .unwrap_err()
        .code()
        .to_owned()
}

#[test]
fn what_is_no_ledger_of_this_version_is_not_opened() {
    let desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path();
    let there = |name: &str, bytes: &[u8]| -> PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    let database = folder.join("other.db");
    Connection::open(&database)
        .unwrap()
        .execute_batch("CREATE TABLE t (x)")
        .unwrap();
    let newer = folder.join("newer.xbh");
    drop(Ledger::create(&newer, Scheme::find("luan-2020").unwrap(), AT, "测试").unwrap());
    Connection::open(&newer)
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    for (path, code) in [
        (
            there(
                "text.xbh",
                "这不是账本，只是一段文字。".repeat(200).as_bytes(),
            ),
            "ledger.not-a-ledger",
        ),
        (there("empty.xbh", b""), "ledger.not-a-ledger"),
        (
            fixture("luan-2020/table/六安市2020年各县区企业研发经费投入情况表.xlsx"),
            "ledger.not-a-ledger",
        ),
        (database, "ledger.not-a-ledger"),
        (newer, "ledger.newer"),
        (folder.join("none.xbh"), "ledger.not-found"),
        (folder.to_owned(), "ledger.not-found"),
    ] {
        let before = std::fs::read(&path).ok();
        assert_eq!(refused(&path), code, "{}", path.display());
        assert!(
            std::fs::read(&path).ok() == before,
            "{} was changed by looking at it",
            path.display()
        );
    }
    let again = Ledger::create(&desk.path(), Scheme::find("luan-2020").unwrap(), AT, "测试");
    assert_eq!(
        again.map(|_| ()).unwrap_err().code(),
        "ledger.already-there"
    );
    let nowhere = Ledger::create(
        &folder.join("no/such/folder.xbh"),
        Scheme::find("luan-2020").unwrap(),
        AT,
        "测试",
    );
    assert_eq!(nowhere.map(|_| ()).unwrap_err().code(), "ledger.no-folder");
}
