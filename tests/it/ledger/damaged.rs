//! A ledger whose stored texts are damaged is verified all the same, and used by nothing else.

use super::swept::{self, tampered};
use crate::ledger_lives::xbh_in;
use crate::support::AT;
use rusqlite::Connection;
use std::path::Path;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::export;
use xianbaohui_files::output::Target;
use xianbaohui_ledger::{Ledger, LedgerError};

/// What is put in place of a value: no text, half a text, nothing.
const DAMAGE: [&str; 3] = ["x'ff00'", "'{'", "NULL"];

/// Tables and columns that hold texts or numbers; keys that other rows go by stay.
fn columns(connection: &Connection) -> Vec<(String, String)> {
    let sql = "SELECT m.name, p.name FROM sqlite_schema m, pragma_table_info(m.name) p \
        WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' AND p.pk = 0 ORDER BY 1, p.cid";
    let mut statement = connection.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    rows.unwrap().collect::<Result<_, _>>().unwrap()
}

/// NOT NULL and CHECK keep nobody out who writes the file itself.
fn without_guards(ledger: &Path) {
    let connection = Connection::open(ledger).unwrap();
    connection
        .execute_batch(
            "PRAGMA writable_schema = ON;
            UPDATE sqlite_schema SET sql = replace(sql, ' NOT NULL', '') WHERE type = 'table'
                AND sql NOT LIKE '%WITHOUT ROWID%';",
        )
        .unwrap();
}

/// Asks a ledger for most of what it holds; what it refuses with other words than a ledger has for
/// damage, and nothing where it answers.
fn asked(path: &Path) -> Vec<String> {
    let mut said = Vec::new();
    let mut refused = |code: &str, words: String| {
        let ours = words.split("（原文：").next().unwrap_or_default();
        let is_told = ours.chars().filter(|c| *c > '\u{4e00}').count() > 6;
        if !is_told || !code.starts_with("ledger.") {
            said.push(format!("{code}: {words}"));
        }
    };
    let mut of = |asked: Result<(), LedgerError>| {
        if let Err(error) = asked {
            refused(error.code(), error.to_string());
        }
    };
    let opened = Ledger::open(path);
    let Ok(ledger) = opened else {
        of(opened.map(drop));
        return said;
    };
    of(ledger.current_returns("2021Q1").map(drop));
    of(ledger.findings("2021Q1", None, &[]).map(drop));
    of(ledger.severities("2021Q1").map(drop));
    of(ledger.steps(None).map(drop));
    of(ledger.log().map(drop));
    of(ledger.waiting().map(drop));
    of(ledger.remembered().map(drop));
    of(ledger.round_state("2021Q1").map(drop));
    of(ledger.made_with().map(drop));
    let out = path.with_extension("xlsx");
    if let Ok(round) = ledger.round("2021Q1") {
        let to = Target::new(&out).replacing(true);
        if let Err(error) = export::workbook(&ledger, round, to, AT, &Unwatched) {
            refused(error.code(), error.to_string());
        }
    }
    said
}

#[test]
fn whatever_is_damaged_verify_tells_it_and_nothing_else_breaks() {
    let folder = swept::ledger();
    let at = folder.path();
    let path = at.join("L.xbh");
    without_guards(&path);
    let all = columns(&Connection::open(&path).unwrap());
    let (mut tried, mut wrong) = (0, Vec::new());
    for (table, column) in all {
        for damage in DAMAGE {
            let copy = at.join("T.xbh");
            let sql = format!("UPDATE OR IGNORE \"{table}\" SET {column} = {damage}");
            if !tampered(&path, &copy, &sql) {
                continue;
            }
            tried += 1;
            match Ledger::open_to_verify(&copy).and_then(|ledger| ledger.verify()) {
                Ok(found) => {
                    let is_chinese = |text: &str| text.chars().any(|c| c > '\u{4e00}');
                    let own = found
                        .problems
                        .iter()
                        .filter(|one| !is_chinese(&one.message));
                    wrong.extend(own.map(|one| format!("{sql}: {}", one.message)));
                    if found.is_well() {
                        wrong.push(format!("{sql}: nothing is told"));
                    }
                }
                Err(error) => wrong.push(format!("{sql}: {error}")),
            }
            let said = asked(&copy).into_iter();
            wrong.extend(said.map(|said| format!("{sql}: {said}")));
            std::fs::remove_file(&copy).unwrap();
        }
    }
    assert!(tried > 120, "{tried}");
    assert!(
        wrong.is_empty(),
        "{} of {tried}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Verbs that need what is damaged, with the code that they are refused with.
const READING: [&str; 6] = [
    "status L.xbh --round 2021Q1",
    "findings L.xbh --round 2021Q1",
    "consolidate L.xbh --round 2021Q1 --out out.xlsx",
    "scheme show L.xbh",
    "round list L.xbh",
    "withdraw L.xbh --round 2021Q1 --unit 信都区 --reason x",
];

#[test]
fn every_other_verb_refuses_a_ledger_whose_scheme_cannot_be_read() {
    for (damage, code, told) in [
        (
            "text = substr(text, 1, 500)",
            "ledger.scheme",
            "verify.scheme",
        ),
        ("text = '坏了'", "ledger.scheme", "verify.scheme"),
        ("text = ''", "ledger.scheme", "verify.scheme"),
        ("text = x'ff'", "ledger.damaged", "verify.scheme"),
    ] {
        let folder = swept::ledger();
        let at = folder.path();
        let path = at.join("D.xbh");
        let sql = format!("UPDATE scheme SET {damage}");
        assert!(tampered(&at.join("L.xbh"), &path, &sql));
        std::fs::rename(&path, at.join("L.xbh")).unwrap();
        for line in READING {
            let words = line.split(' ').chain(["--json"]).collect::<Vec<_>>();
            let output = xbh_in(at, &words);
            let said = String::from_utf8_lossy(&output.stderr);
            assert_eq!(output.status.code(), Some(3), "{damage}: {line}: {said}");
            let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
            assert_eq!(document["error"]["code"], code, "{damage}: {line}");
            assert!(said.contains("xbh verify"), "{line}: {said}");
        }
        let output = xbh_in(at, &["verify", "L.xbh", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{damage}");
        let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let problems = document["problems"].as_array().unwrap();
        let has = |code: &str| problems.iter().any(|one| one["code"] == code);
        // and what else there is is looked at: returns are counted, the row is held
        assert!(has(told) && has("verify.held"), "{damage}: {document}");
        assert!(document["returns"].as_u64() > Some(1), "{document}");
    }
}

#[test]
fn other_damaged_texts_are_refused_where_they_are_needed() {
    for (sql, line) in [
        (
            "UPDATE finding SET args = '{'",
            "findings L.xbh --round 2021Q1",
        ),
        (
            "UPDATE finding SET args = '[]'",
            "findings L.xbh --round 2021Q1",
        ),
        (
            "UPDATE finding SET severity = 'Q'",
            "findings L.xbh --round 2021Q1",
        ),
        (
            "UPDATE return SET evidence = 'x'",
            "status L.xbh --round 2021Q1",
        ),
        (
            "UPDATE return SET binding = x'ff'",
            "status L.xbh --round 2021Q1",
        ),
        ("UPDATE round SET period = '某年'", "round list L.xbh"),
        (
            "UPDATE round SET forms = '['",
            "status L.xbh --round 2021Q1",
        ),
        (
            "UPDATE value SET content = '十' WHERE state = 'number'",
            "consolidate L.xbh --round 2021Q1 --out out.xlsx",
        ),
        (
            "UPDATE entry SET fields = '{'",
            "consolidate L.xbh --round 2021Q1 --out out.xlsx",
        ),
        (
            "UPDATE waiting SET said = 'x'",
            "consolidate L.xbh --round 2021Q1 --out out.xlsx",
        ),
    ] {
        let folder = swept::ledger();
        let at = folder.path();
        let path = at.join("D.xbh");
        let all = format!("UPDATE return SET current = 1; {sql}");
        assert!(tampered(&at.join("L.xbh"), &path, &all), "{sql}");
        std::fs::rename(&path, at.join("L.xbh")).unwrap();
        let output = xbh_in(at, &line.split(' ').collect::<Vec<_>>());
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{sql}: {said}");
        assert!(
            said.contains("错误（ledger.damaged）：账本内容损坏") && said.contains("xbh verify"),
            "{sql}: {said}"
        );
        let output = xbh_in(at, &["verify", "L.xbh"]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{sql}: {said}");
        assert!(said.contains("核验发现问题"), "{sql}: {said}");
    }
}

#[test]
fn a_ledger_of_an_older_format_with_a_damaged_scheme_is_verified_as_far_as_it_goes() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for format in 1..=9 {
        let name = format!("ledgers/format-{format:02}.xbh");
        let path = at.join("L.xbh");
        std::fs::copy(crate::support::fixture(&name), &path).unwrap();
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch("UPDATE scheme SET text = '坏了'")
            .unwrap();
        drop(connection);
        let output = xbh_in(at, &["status", "L.xbh", "--round", "2021Q1"]);
        assert_eq!(output.status.code(), Some(3), "{name}");
        let output = xbh_in(at, &["verify", "L.xbh"]);
        let said = String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains("报表制度第 1 版读不出来"), "{name}: {said}");
        for left in ["L.xbh", "L.xbh-wal", "L.xbh-shm"] {
            let _ = std::fs::remove_file(at.join(left));
        }
    }
}
