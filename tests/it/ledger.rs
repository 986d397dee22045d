//! The ledger: versions, duplicates, all or nothing, and whether tampering is seen.

use crate::support::{AT, Desk, decimal, fixture, luan, luan_line};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use xianbaohui_core::pointing::{Pointing, SheetPointing};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Outcome, Status, import, rivals};
use xianbaohui_ledger::{Ledger, Verification};
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::Sheet;

fn statuses(outcomes: &[Outcome]) -> Vec<(String, Status, Vec<u32>)> {
    outcomes
        .iter()
        .map(|outcome| {
            (
                outcome.file.name.clone(),
                outcome.status,
                outcome.versions.clone(),
            )
        })
        .collect()
}

fn contents(desk: &Desk) -> Verification {
    let found = desk.ledger.verify().unwrap();
    assert_eq!(found.problems, []);
    found
}

#[test]
fn the_same_file_twice_is_a_duplicate_not_a_version() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    let copy = desk.folder.path().join("裕安区 副本.xlsx");
    std::fs::copy(&path, &copy).unwrap();
    let first = desk.import(&[path.clone(), copy]);
    assert_eq!(
        statuses(&first),
        [
            ("裕安区.xlsx".into(), Status::Committed, vec![1]),
            ("裕安区 副本.xlsx".into(), Status::Duplicate, vec![0])
        ]
    );
    let again = desk.import(&[path]);
    assert_eq!(
        statuses(&again),
        [("裕安区.xlsx".into(), Status::Duplicate, vec![0])]
    );
    assert_eq!(
        again[0].reason.as_deref(),
        Some("与裕安区已入库的第 1 版完全相同。")
    );
    let found = contents(&desk);
    assert_eq!((found.files, found.returns), (1, 1));
}

#[test]
fn a_correction_is_a_new_version_and_the_old_one_stays() {
    let mut desk = Desk::new("luan-2020", "2020");
    let old = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    desk.import(std::slice::from_ref(&old));
    let new = desk.file(
        "裕安区（改）.xlsx",
        &[luan("裕安区", "20000", "7107.2", "181.4")],
    );
    assert_eq!(
        statuses(&desk.import(&[new])),
        [("裕安区（改）.xlsx".into(), Status::Committed, vec![2])]
    );
    let origin = desk.origin("L1", Some("裕安区"), "rd", "current");
    assert_eq!(
        (origin.value, origin.parts[0].figure.source.version),
        (Some(decimal("20000")), 2)
    );
    let earlier = &origin.parts[0].earlier;
    assert_eq!(
        (earlier.len(), earlier[0].version, earlier[0].value),
        (1, 1, Some(decimal("21125.3")))
    );
    assert_eq!(
        desk.figure("L1", None, "rd", "current"),
        Some(decimal("20000"))
    );
    let versions = desk.ledger.versions("2020", "341503", "L1").unwrap();
    assert_eq!(
        versions
            .iter()
            .map(|row| (row.version, row.current))
            .collect::<Vec<_>>(),
        [(2, true), (1, false)]
    );
    let (name, bytes) = desk.ledger.original(versions[1].id).unwrap();
    assert_eq!(
        (name, bytes),
        ("裕安区.xlsx".into(), std::fs::read(&old).unwrap())
    );
    // the old file once more does not turn the clock back
    let again = desk.import(&[old]);
    assert_eq!(again[0].status, Status::Duplicate);
    assert_eq!(
        again[0].reason.as_deref(),
        Some("与裕安区以前的第 1 版完全相同，现在用的是更新的版本，没有改回去。")
    );
    assert_eq!(contents(&desk).returns, 2);
}

#[test]
fn of_two_files_for_one_return_neither_is_taken() {
    let mut desk = Desk::new("luan-2020", "2020");
    let earlier = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    desk.import(&[earlier]);
    let before = contents(&desk);
    let one = desk.file(
        "裕安区1.xlsx",
        &[luan("裕安区", "20000", "7107.2", "181.4")],
    );
    let other = desk.file(
        "裕安区2.xlsx",
        &[luan("裕安区", "30000", "7107.2", "322.1")],
    );
    let third = desk.file(
        "裕安区3.xlsx",
        &[luan("裕安区", "40000", "7107.2", "462.8")],
    );
    let outcomes = desk.import(&[one.clone(), other.clone(), third.clone()]);
    assert!(
        outcomes
            .iter()
            .all(|outcome| outcome.status == Status::NeedsConfirmation && outcome.versions == [0]),
        "{:?}",
        statuses(&outcomes)
    );
    let after = contents(&desk);
    assert_eq!(
        (after.files, after.returns, after.values),
        (before.files, before.returns, before.values)
    );
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(decimal("21125.3"))
    );
    // another county's file between them goes through, and the log of what was taken back still
    // chains
    let good = desk.file("金安区.xlsx", &[luan("金安区", "14569.5", "16091", "-9.5")]);
    let outcomes = desk.import(&[one.clone(), good, other]);
    assert_eq!(
        outcomes
            .iter()
            .map(|outcome| outcome.status)
            .collect::<Vec<_>>(),
        [
            Status::NeedsConfirmation,
            Status::Committed,
            Status::NeedsConfirmation
        ]
    );
    assert_eq!(contents(&desk).returns, 2);
    // which is known before anything is committed
    assert_eq!(
        rivals(
            &outcomes
                .iter()
                .map(|outcome| &outcome.file)
                .collect::<Vec<_>>()
        ),
        [Some(2), None, Some(0)]
    );
    // once the officer has chosen, it goes in as the next version
    assert_eq!(desk.import(&[one])[0].versions, [2]);
}

#[test]
fn refused_files_do_not_hold_back_the_others() {
    let mut desk = Desk::new("luan-2020", "2020");
    let outcomes = desk.import(&[fixture("bad"), fixture("luan-2020/counties")]);
    let count = |status: Status| {
        outcomes
            .iter()
            .filter(|outcome| outcome.status == status)
            .count()
    };
    assert_eq!(
        (
            count(Status::Refused),
            count(Status::Committed),
            outcomes.len()
        ),
        (5, 8, 13)
    );
    for outcome in outcomes
        .iter()
        .filter(|outcome| outcome.status == Status::Refused)
    {
        let Verdict::Refused { code, reason } = &outcome.file.verdict else {
            panic!("{}", outcome.file.name)
        };
        assert!(
            !code.is_empty() && reason.contains('请') && outcome.versions.is_empty(),
            "{}: {code} {reason}",
            outcome.file.name
        );
    }
    let found = contents(&desk);
    assert_eq!((found.files, found.returns, found.log), (8, 8, 9));
}

/// Asks for a stop after so many files.
struct StopAfter {
    files: usize,
    done: AtomicUsize,
}

impl Watch for StopAfter {
    fn advanced(&self, _: usize, _: usize, _: &str) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    fn cancelled(&self) -> bool {
        self.done.load(Ordering::Relaxed) >= self.files
    }
}

#[test]
fn a_cancelled_import_leaves_nothing() {
    for stop_after in [0, 1, 4, 8] {
        let mut desk = Desk::new("luan-2020", "2020");
        let before = contents(&desk);
        let options = Options {
            at: AT.into(),
            who: "测试".into(),
            ..Options::default()
        };
        let incoming = Incoming::all(files(&[fixture("luan-2020/counties")]), None, None);
        let stopped = import(
            &mut desk.ledger,
            "2020",
            &incoming,
            &options,
            &StopAfter {
                files: stop_after,
                done: AtomicUsize::new(0),
            },
        );
        assert!(
            matches!(stopped, Err(Error::Cancelled)),
            "stopped after {stop_after}: {stopped:?}"
        );
        assert_eq!(contents(&desk), before);
        let whole = import(&mut desk.ledger, "2020", &incoming, &options, &Unwatched).unwrap();
        assert!(whole.iter().all(|outcome| outcome.versions == [1]));
    }
}

#[test]
fn a_file_changed_since_the_officer_looked_is_refused() {
    let mut desk = Desk::new("luan-2020", "2020");
    let path = desk.file(
        "裕安区.xlsx",
        &[luan("裕安区", "21125.3", "7107.2", "197.2")],
    );
    let mut incoming = Incoming::all(vec![path], None, None);
    incoming[0].seen = Some("0".repeat(64));
    let outcomes = import(
        &mut desk.ledger,
        "2020",
        &incoming,
        &Options::default(),
        &Unwatched,
    )
    .unwrap();
    assert!(
        matches!(&outcomes[0].file.verdict, Verdict::Refused { code, .. } if code == "import.changed"),
        "{:?}",
        outcomes[0].file.verdict
    );
    assert_eq!(contents(&desk).returns, 0);
}

/// Changes the ledger from outside, as a person with a database tool could, and tells what `verify`
/// says of it.
fn after(tampering: &str) -> Vec<String> {
    let mut desk = Desk::new("kjcx", "2021Q1");
    desk.import(&files(&[fixture("kjcx-2021q1")])[..2]);
    let connection = Connection::open(desk.path()).unwrap();
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    let names = connection
        .prepare(triggers)
        .unwrap()
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap()
        .collect::<Result<Vec<_>, _>>()
        .unwrap();
    for name in names {
        connection
            .execute(&format!("DROP TRIGGER {name}"), [])
            .unwrap();
    }
    connection
        .pragma_update(None, "foreign_keys", false)
        .unwrap();
    connection.execute_batch(tampering).unwrap();
    let mut codes = desk
        .ledger
        .verify()
        .unwrap()
        .problems
        .into_iter()
        .map(|problem| problem.code.to_owned())
        .collect::<Vec<_>>();
    codes.dedup();
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
            &["verify.log"],
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
            "INSERT INTO finding (return_id, ordinal, id, severity, rule, message, cells) VALUES (1\
                , 99, 'x', 'D', 'x', 'x', '[]')",
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

fn refused(path: &Path) -> String {
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

/// An answer of the officer holds for what says the same, is told, and can be taken back.
#[test]
fn answers_are_remembered_until_they_are_forgotten() {
    let mut desk = Desk::new("luan-2020", "2020");
    let sheet =
        |name: &str, line: &str, current: &str| desk.file(name, &[luan_line(line, current)]);
    let first = sheet("a.xlsx", "高新分局科技股", "21125.3");
    let (later, nameless, other) = (
        sheet("b.xlsx", "高新分局科技股", "21126.3"),
        sheet("2021年一季度 高新.xlsx", "", "5"),
        sheet("2022年二季度 高新（改）.xlsx", "", "6"),
    );
    let clue_of = |outcome: &Outcome| match &outcome.file.verdict {
        Verdict::Unsure(sheets) => sheets[0].clue.clone().unwrap(),
        other => panic!("{other:?}"),
    };
    let asked = desk.import(std::slice::from_ref(&first));
    let clue = clue_of(&asked[0]);
    assert_eq!(clue.words, "填报单位写“高新分局科技股”");
    let unit = desk
        .ledger
        .scheme()
        .units
        .iter()
        .find(|unit| unit.name == "裕安区")
        .unwrap()
        .code
        .clone();
    desk.ledger.remember(&clue, &unit, AT, "测试").unwrap();
    let taken = desk.import(std::slice::from_ref(&later));
    let Verdict::Ready(returns) = &taken[0].file.verdict else {
        panic!("{:?}", taken[0].file.verdict)
    };
    assert_eq!(desk.ledger.scheme().units[returns[0].taken.unit].code, unit);
    assert!(
        returns[0]
            .taken
            .findings
            .iter()
            .any(|finding| finding.rule == "unit.remembered")
    );
    // a file that says nothing is known by its name, whatever the period in it
    let by_name = clue_of(&desk.import(&[nameless])[0]);
    assert_eq!(clue_of(&desk.import(&[other])[0]).key, by_name.key);
    let answer = desk.ledger.remembered().unwrap().remove(0);
    assert_eq!((answer.unit, answer.words), (unit, clue.words));
    desk.ledger.forget(answer.id, AT, "测试").unwrap();
    assert_eq!(desk.import(&[first])[0].status, Status::NeedsConfirmation);
    assert!(desk.ledger.forget(answer.id, AT, "测试").is_err());
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}

/// What was pointed at on a unit's layout holds for that layout of that unit, also where the sheet
/// would be no form without it, and can be taken back.
#[test]
fn a_layout_pointed_at_is_remembered_for_its_unit() {
    let mut desk = Desk::new("luan-2020", "2020");
    let sheet = |unit: &str, current: &str| {
        let text = format!(
            "企业研发\n填报单位：{unit}\n项目 | 计量单位 | 数 | 去年 | 增速（%）\n企业R&D经费 | 万\
                元 | {current} | 7107.2 | /"
        );
        Sheet::new("Sheet1", &text)
    };
    let (first, later, elsewhere) = (
        desk.file("a.xlsx", &[sheet("裕安区", "1")]),
        desk.file("b.xlsx", &[sheet("裕安区", "2")]),
        desk.file("c.xlsx", &[sheet("金安区", "3")]),
    );
    let refused = |outcome: &Outcome| matches!(&outcome.file.verdict, Verdict::Refused { code, .. } if code == "identify.unknown-form");
    assert!(refused(&desk.import(std::slice::from_ref(&first))[0]));
    let pointed = ["A=@label", "C=current", "D=上年"].map(|words| SheetPointing {
        sheet: None,
        pointing: Pointing::parse(words).unwrap(),
    });
    let incoming = Incoming {
        pointed: pointed.to_vec(),
        ..Incoming::all(vec![first], None, Some("L1")).remove(0)
    };
    let outcome = desk.import_said(&[incoming]).remove(0);
    assert_eq!(
        outcome.status,
        Status::Committed,
        "{:?}",
        outcome.file.verdict
    );
    let taken = &outcome.file.returns()[0].taken;
    desk.ledger
        .remember_pointed(&taken.binding, taken.unit, taken.form, AT, "测试")
        .unwrap();

    let outcomes = desk.import(&[later.clone(), elsewhere]);
    assert_eq!(
        outcomes[0].status,
        Status::Committed,
        "{:?}",
        outcomes[0].file.verdict
    );
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(2.into())
    );
    let told = outcomes[0].file.returns()[0]
        .taken
        .findings
        .iter()
        .find(|finding| finding.rule == "binding.pointed")
        .unwrap();
    assert_eq!(
        told.message,
        "按记住的对应读取：A 列“项目”是名称列；C 列“数”是“本年”；D 列“去年”是“上年”。"
    );
    assert!(refused(&outcomes[1]), "{:?}", outcomes[1].file.verdict);

    let answer = desk.ledger.remembered().unwrap().remove(0);
    assert!(answer.is_layout);
    desk.ledger.forget(answer.id, AT, "测试").unwrap();
    assert!(refused(
        &desk.import(&[desk.file("d.xlsx", &[sheet("裕安区", "4")])])[0]
    ));
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}
