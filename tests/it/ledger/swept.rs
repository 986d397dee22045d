//! Whatever is changed in a ledger from outside, table by table and column by column, `verify`
//! fails.

use crate::ledger_lives::{done, file, xbh_in};
use crate::support::small;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use tempfile::TempDir;
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Datum;
use xianbaohui_core::register::ListAnswer;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::returns::{Entry, FieldValue};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::step::{self, Which};
use xianbaohui_desk::{Hand, round};
use xianbaohui_ledger::{Ledger, NewList, Stamp};

const AT: &str = "2021-04-12 09:00:00";

/// A ledger with rows of every kind.
pub(super) fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", "kjcx"]);
    let wrong = file("../kjcx-2021q1-wrong/信都区2021年一季度.xlsx");
    let round = ["--round", "2021Q1"];
    done(
        at,
        1,
        &[&["import", "L.xbh"], &round[..], &[&wrong]].concat(),
    );
    done(at, 0, &["register", "L.xbh", "hte", "--accept"]);
    let why = ["--date", "2021-03-01", "--why", "下达"];
    for value in ["20", "25"] {
        let set = ["target", "L.xbh", "set", "信都区", "hte_new", value];
        done(at, 0, &[&set[..], &why].concat());
    }
    let unit = ["--unit", "信都区", "--reason", "试一试"];
    let until = ["--until", "2021-04-20"];
    let extend = ["round", "extend", "L.xbh"];
    done(at, 0, &[&extend, &round[..], &unit, &until].concat());
    done(at, 0, &["round", "add", "L.xbh", "2021Q2"]);
    let text = Scheme::find(&small()).unwrap().to_text();
    std::fs::write(
        at.join("n.toml"),
        text.replace("version = \"2021\"", "version = \"2022\""),
    )
    .unwrap();
    let update = [
        "scheme",
        "update",
        "L.xbh",
        "n.toml",
        "--reason",
        "新的一版",
    ];
    done(at, 0, &update);
    done(
        at,
        0,
        &[&["withdraw", "L.xbh"], &round[..], &unit, &["--form", "S3"]].concat(),
    );
    done(at, 0, &["undo", "L.xbh"]);
    done(
        at,
        0,
        &[&["withdraw", "L.xbh"], &round[..], &unit, &["--form", "S1"]].concat(),
    );
    let close = [
        "round",
        "close",
        "L.xbh",
        "--round",
        "2020Q1",
        "--reason",
        "收齐了",
    ];
    done(at, 0, &close);
    let mut open = Ledger::open(&at.join("L.xbh")).unwrap();
    for key in ["one", "two"] {
        let clue = Clue {
            key: key.into(),
            words: "柏乡".into(),
            lasting: true,
        };
        open.remember(&clue, "130524", AT, "测试").unwrap();
        open.keep_waiting([(sha256(key).as_str(), key.as_bytes())])
            .unwrap();
        let stamp = Stamp {
            path: PathBuf::from("a.xlsx"),
            name: "a.xlsx".into(),
            sha256: sha256(key),
            size: 3,
            modified: None,
        };
        open.add_waiting("2021Q1", &[stamp], &[], AT, "测试")
            .unwrap();
    }
    open.remove_waiting(&[2], AT, "测试").unwrap();
    keep_list(&mut open);
    drop(open);
    done(at, 0, &["verify", "L.xbh"]);
    folder
}

/// A published list, and an answer about one on it.
fn keep_list(ledger: &mut Ledger) {
    let form = ledger.scheme().form("S3").unwrap();
    let Layout::Roster(roster) = &form.layout else {
        panic!("S3 is a roster");
    };
    let field = || FieldValue {
        datum: Datum::Text("甲".into()),
        raw: "甲".into(),
        sheet_column: Some(1),
        note: None,
    };
    let fields = roster.fields.iter().map(|_| field()).collect::<Vec<_>>();
    let entries = [4, 5].map(|row| Entry {
        row,
        fields: fields.clone(),
    });
    let list = NewList {
        register: "hte",
        source: "省认定",
        day: "2021-03-20",
        file: "名单.xlsx",
        sha256: &sha256("list"),
        bytes: b"list",
        sheet: "表",
        form: "S3",
        entries: &entries,
    };
    let said = ("省认定", AT, "测试");
    ledger.keep_list(list, said).unwrap();
    let answers = [("乙", true), ("丙", false)].map(|(key, same)| ListAnswer {
        listed: "甲".into(),
        key: key.into(),
        same,
    });
    ledger
        .answer_lists("hte", &answers, ("", AT, "测试"))
        .unwrap();
}

fn sha256(text: &str) -> String {
    use sha2::Digest as _;
    xianbaohui_files::hex(&sha2::Sha256::digest(text))
}

fn all(connection: &Connection, sql: &str) -> Vec<String> {
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| row.get(0)).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

/// What a person with a database tool could do to a table: change one value, remove a row, put one
/// in that is like another.
fn tamperings(connection: &Connection) -> Vec<String> {
    let mut found = Vec::new();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    for table in all(connection, tables) {
        let sql = format!("SELECT name FROM pragma_table_info('{table}')");
        let columns = all(connection, &sql);
        let count: i64 = connection
            .query_row(&format!("SELECT count(*) FROM \"{table}\""), [], |row| {
                row.get(0)
            })
            .unwrap();
        assert!(count > 0, "{table} has no rows");
        let key = columns[..columns.len().min(2)].join(", ");
        let of_one =
            |end: &str| format!("({key}) = (SELECT {key} FROM \"{table}\" ORDER BY {end} LIMIT 1)");
        let by = |order: &str| {
            let each = columns[..columns.len().min(2)].iter();
            each.map(|column| format!("{column} {order}"))
                .collect::<Vec<_>>()
                .join(", ")
        };
        for column in &columns {
            found.push(format!(
                "UPDATE \"{table}\" SET {column} = CASE typeof({column}) \
                    WHEN 'integer' THEN {column} + 1000 WHEN 'blob' THEN x'00' \
                    WHEN 'null' THEN 'x' ELSE {column} || '9' END WHERE {}",
                of_one(&by("DESC"))
            ));
        }
        // nothing where there was something
        for column in &columns {
            found.push(format!(
                "UPDATE OR IGNORE \"{table}\" SET {column} = '' WHERE {column} IS NULL"
            ));
        }
        for order in ["ASC", "DESC"] {
            found.push(format!(
                "DELETE FROM \"{table}\" WHERE {}",
                of_one(&by(order))
            ));
        }
        // a row like another: what must be of one row only is made so
        let unique = format!(
            "SELECT i.name FROM pragma_index_list('{table}') l, pragma_index_info(l.name) i \
                WHERE l.\"unique\" UNION SELECT name FROM pragma_table_info('{table}') WHERE pk > 0"
        );
        let unique = all(connection, &unique);
        let copied = columns.iter().map(|column| {
            if unique.contains(column) {
                format!(
                    "CASE typeof({column}) WHEN 'integer' THEN {column} + 1000 \
                        ELSE {column} || '9' END"
                )
            } else {
                column.clone()
            }
        });
        let copied = copied.collect::<Vec<_>>().join(", ");
        found.push(format!(
            "INSERT INTO \"{table}\" ({}) SELECT {copied} FROM \"{table}\" WHERE {}",
            columns.join(", "),
            of_one(&by("DESC"))
        ));
    }
    let last = "SELECT max(seq) FROM log";
    found.extend([
        format!("DELETE FROM log WHERE seq > ({last}) - 3"),
        format!(
            "DELETE FROM log WHERE seq = ({last}); \
                DELETE FROM effect WHERE step_id = (SELECT max(id) FROM step); \
                DELETE FROM step WHERE id = (SELECT max(id) FROM step)"
        ),
        "DELETE FROM value WHERE return_id = 1; DELETE FROM entry WHERE return_id = 1; \
            DELETE FROM finding WHERE return_id = 1; DELETE FROM return WHERE id = 1"
            .into(),
        "UPDATE return SET current = 2 WHERE current = 1".into(),
        "DELETE FROM held WHERE seq = (SELECT max(seq) FROM held)".into(),
        "DROP INDEX return_current".into(),
        "CREATE TRIGGER t AFTER INSERT ON value BEGIN DELETE FROM value; END".into(),
        "CREATE TABLE t (x)".into(),
    ]);
    found
}

/// Changes a copy, with its guards put back; nothing where nothing was changed.
pub(super) fn tampered(ledger: &Path, copy: &Path, sql: &str) -> bool {
    std::fs::copy(ledger, copy).unwrap();
    let connection = Connection::open(copy).unwrap();
    let guards = "SELECT sql FROM sqlite_schema WHERE type = 'trigger'";
    let guards = all(&connection, guards);
    for name in all(
        &connection,
        "SELECT name FROM sqlite_schema WHERE type = 'trigger'",
    ) {
        connection
            .execute_batch(&format!("DROP TRIGGER {name}"))
            .unwrap();
    }
    connection
        .execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON")
        .unwrap();
    let before = connection.total_changes();
    connection
        .execute_batch(sql)
        .unwrap_or_else(|error| panic!("{sql}: {error}"));
    let is_schema = ["DROP", "CREATE"].iter().any(|word| sql.starts_with(word));
    let is_changed = is_schema || connection.total_changes() > before;
    connection.execute_batch(&guards.join(";")).unwrap();
    is_changed
}

/// Ordinary steps over most of what there is; what the ledger refuses by now is left out.
fn worked_on(path: &Path) {
    let Ok(mut ledger) = Ledger::open(path) else {
        return;
    };
    let hand = Hand {
        at: AT.into(),
        who: "测试".into(),
    };
    let (at, who) = (hand.at.as_str(), hand.who.as_str());
    let whole = Which {
        round: "2021Q1".into(),
        unit: "信都区".into(),
        form: None,
    };
    let _ = round::extend(
        &mut ledger,
        "2021Q1",
        "信都区",
        ("2031-04-20", "x"),
        at,
        who,
    );
    let _ = step::withdraw(&mut ledger, &whole, "x", &hand);
    let _ = step::undo(&mut ledger, None, "x", &hand);
    for code in ["2021Q1", "2021Q2"] {
        let _ = round::close(&mut ledger, code, "x", at, who);
    }
    let _ = round::open_again(&mut ledger, "2020Q1", "x", at, who);
    for id in ledger.remembered().into_iter().flatten().map(|one| one.id) {
        let _ = ledger.turn_back_remembered(&[id], at, who);
    }
    let _ = ledger.restore_waiting(1, at, who);
}

#[test]
fn whatever_is_changed_from_outside_verify_fails() {
    let folder = ledger();
    let at = folder.path();
    let path = at.join("L.xbh");
    let connection = Connection::open(&path).unwrap();
    let all = tamperings(&connection);
    drop(connection);
    let (mut tried, mut missed) = (0, Vec::new());
    for sql in &all {
        let copy = at.join("T.xbh");
        if !tampered(&path, &copy, sql) {
            continue;
        }
        tried += 1;
        let is_well = || {
            let found = Ledger::open(&copy).and_then(|ledger| ledger.verify());
            found.is_ok_and(|found| found.problems.is_empty())
        };
        if is_well() {
            missed.push(format!("at once: {sql}"));
        }
        // nor is it made good by working on
        worked_on(&copy);
        if is_well() {
            missed.push(format!("after ordinary steps: {sql}"));
        }
        std::fs::remove_file(&copy).unwrap();
    }
    assert!(tried > 140, "{tried}");
    assert!(
        missed.is_empty(),
        "{} of {tried}: {missed:#?}",
        missed.len()
    );
    // and what was not changed is well
    assert!(!tampered(&path, &at.join("T.xbh"), "SELECT 1"));
    assert!(xbh_in(at, &["verify", "T.xbh"]).status.success());
    let entries = || {
        Ledger::open(&at.join("T.xbh"))
            .unwrap()
            .log()
            .unwrap()
            .len()
    };
    let before = entries();
    worked_on(&at.join("T.xbh"));
    assert!(entries() >= before + 7);
    done(at, 0, &["verify", "T.xbh"]);
}
