//! Another program, or another window, works on the same ledger at the same time.

use super::{all_shown, ask, desk, in_round, ledger_in, ok};
use crate::support::{AT, luan};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_desk::desk::Desk;
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_ledger::Ledger;
use xianbaohui_tests::sheet::workbook;

fn files(folder: &Path, units: &[&str]) -> Vec<PathBuf> {
    let one = |unit: &&str| {
        let path = folder.join(format!("{unit}.xlsx"));
        std::fs::write(&path, workbook(&[luan(unit, "1", "7107.2", "/")]).unwrap()).unwrap();
        path
    };
    units.iter().map(one).collect()
}

fn options() -> Options {
    Options {
        at: AT.into(),
        who: "别人".into(),
        ..Options::default()
    }
}

/// A desk with the ledger open, and files in its inbox.
fn opened(ledger: &Path, paths: &[PathBuf]) -> Desk {
    let desk = desk(&[ledger.to_owned()], Some(&[]));
    ok(&desk, "launch", &json!({}));
    desk.give(paths);
    if !paths.is_empty() {
        ok(
            &desk,
            "scan_inbox",
            &json!({ "round": "2020", "paths": paths }),
        );
    }
    desk
}

fn news(desk: &Desk) -> Value {
    ok(desk, "pulse", &json!({}))["news"].clone()
}

fn head(desk: &Desk) -> Value {
    let tables = ok(desk, "consolidated_tables", &in_round());
    ok(
        desk,
        "table_head",
        &json!({ "round": "2020", "table": tables[0]["id"] }),
    )
}

fn rows(desk: &Desk, head: &Value) -> Result<Value, xianbaohui_desk::app_error::AppError> {
    let of = json!({ "round": "2020", "table": head["id"], "state": head["state"] });
    ask(
        desk,
        "table_rows",
        &json!({ "of": of, "offset": 0, "limit": 9, "sort": null, "filter": "" }),
    )
}

#[test]
fn what_another_program_commits_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let desk = opened(&ledger, &[]);
    let shown = head(&desk);
    let waiting = files(folder.path(), &["霍邱县"]);
    desk.give(&waiting);
    ok(
        &desk,
        "scan_inbox",
        &json!({ "round": "2020", "paths": waiting }),
    );
    let before = news(&desk);

    let mut other = Ledger::open(&ledger).unwrap();
    let incoming = Incoming::all(files(folder.path(), &["裕安区", "金安区"]), None, None);
    import(&mut other, "2020", &incoming, &options(), &Unwatched).unwrap();
    assert_ne!(news(&desk), before);
    assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 2);
    // what is on the screen is still what it was, until it is asked for anew
    rows(&desk, &shown).unwrap();
    let fresh = head(&desk);
    assert_ne!(fresh["state"], shown["state"]);
    assert_eq!(fresh["coverage"]["reported"], 2);
    assert_eq!(rows(&desk, &shown).unwrap_err().code, "table.changed");
    rows(&desk, &fresh).unwrap();

    // a round
    let before = news(&desk);
    let wanted = xianbaohui_desk::round::NewRound {
        code: "2021".into(),
        ..Default::default()
    };
    xianbaohui_desk::round::add(&mut other, &wanted, AT, "别人").unwrap();
    assert_ne!(news(&desk), before);
    let info = ok(&desk, "ledger_info", &json!({}));
    assert_eq!(info["rounds"][0]["code"], "2021");
    assert_eq!(
        ok(&desk, "round_status", &json!({ "round": "2021" }))["reported"],
        0
    );

    // another version of the scheme: what waits is looked at again
    let scheme = Scheme::find("luan-2020").unwrap();
    let text = scheme.text.replacen("version = \"", "version = \"新", 1);
    assert_ne!(text, scheme.text);
    let newer = Scheme::parse("luan-2020", &text).unwrap();
    xianbaohui_desk::scheme::update(&mut other, &newer, "改版", AT, "别人").unwrap();
    let batch = ok(&desk, "inbox", &in_round());
    assert_eq!(
        (&batch["unread"], &batch["items"][0]["status"]),
        (&json!(1), &json!("unread"))
    );
    let version = ok(&desk, "ledger_info", &json!({}))["schemeVersion"].clone();
    assert!(version.as_str().unwrap().starts_with('新'), "{version}");
    let read = ok(&desk, "read_waiting", &in_round());
    assert_eq!(read["items"][0]["status"], "ready");
}

#[test]
fn of_two_imports_at_once_the_second_finds_duplicates() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区", "霍邱县"]);
    let both = || {
        let run = || {
            let mut own = Ledger::open(&ledger).unwrap();
            let incoming = Incoming::all(paths.clone(), None, None);
            let outcomes = import(&mut own, "2020", &incoming, &options(), &Unwatched).unwrap();
            let is_in = |outcome: &&_| matches!(outcome, Status::Committed);
            outcomes
                .iter()
                .map(|outcome| outcome.status)
                .filter(|status| is_in(&status))
                .count()
        };
        std::thread::scope(|scope| {
            let (one, other) = (scope.spawn(run), scope.spawn(run));
            [one.join().unwrap(), other.join().unwrap()]
        })
    };
    let mut through = both();
    through.sort_unstable();
    assert_eq!(through, [0, 3]);
    assert_eq!(Ledger::open(&ledger).unwrap().verify().unwrap().returns, 3);
}

#[test]
fn of_two_desks_that_commit_the_same_files_at_once_one_does() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区", "霍邱县"]);
    let (one, other) = (opened(&ledger, &paths), opened(&ledger, &[]));
    ok(&other, "read_waiting", &in_round());
    let shown = all_shown(&one);
    let commit = |desk: &Desk| {
        let done = ok(desk, "commit_inbox", &shown);
        done["committed"].as_u64().unwrap()
    };
    let together = std::thread::scope(|scope| {
        let (one, other) = (scope.spawn(|| commit(&one)), scope.spawn(|| commit(&other)));
        one.join().unwrap() + other.join().unwrap()
    });
    assert_eq!(together, 3);
    for desk in [&one, &other] {
        assert_eq!(ok(desk, "round_status", &in_round())["reported"], 3);
        assert_eq!(ok(desk, "inbox", &in_round())["items"], json!([]));
    }
    drop((one, other));
    assert_eq!(Ledger::open(&ledger).unwrap().verify().unwrap().returns, 3);
}

/// Stands still at the first file until it is told to go on.
struct Held {
    reached: std::sync::Mutex<std::sync::mpsc::Sender<()>>,
    goes_on: std::sync::Mutex<std::sync::mpsc::Receiver<()>>,
}

impl Watch for Held {
    fn advanced(&self, done: usize, _: usize, _: &str) {
        if done == 1 {
            self.reached.lock().unwrap().send(()).unwrap();
            self.goes_on.lock().unwrap().recv().unwrap();
        }
    }
}

#[test]
fn what_is_looked_at_goes_on_while_a_batch_is_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区"]);
    let desk = opened(&ledger, &paths);
    let (reached, is_reached) = channel();
    let (go_on, goes_on) = channel();
    let held = Held {
        reached: reached.into(),
        goes_on: goes_on.into(),
    };
    // the desk's own job: it stands still where it tells how far it is
    std::thread::scope(|scope| {
        let job = scope.spawn(|| {
            let arguments = all_shown(&desk);
            desk.call("commit_inbox", arguments, &|progress| {
                if let xianbaohui_desk::job::Progress::Advanced { done: 1, .. } = progress {
                    held.advanced(1, 2, "");
                }
            })
        });
        is_reached.recv().unwrap();
        assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 0);
        head(&desk);
        ok(&desk, "review_units", &in_round());
        ok(&desk, "inbox", &in_round());
        // who else has it open is asked when it is written no more
        assert_eq!(ok(&desk, "pulse", &json!({}))["notices"], Value::Null);
        go_on.send(()).unwrap();
        job.join().unwrap().unwrap();
    });
    assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 2);
}

#[test]
fn what_another_page_brought_in_is_not_committed_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区"]);
    let desk = opened(&ledger, &paths[..1]);
    let shown = all_shown(&desk);
    // a second page of the same program
    desk.give(&paths);
    let more = json!({ "round": "2020", "paths": &paths[1..] });
    ok(&desk, "scan_inbox", &more);
    assert_eq!(ok(&desk, "commit_inbox", &shown)["committed"], 1);
    let status = ok(&desk, "round_status", &in_round());
    assert_eq!(
        (&status["reported"], &status["waiting"]),
        (&json!(1), &json!(1))
    );
}

#[test]
fn what_another_page_answered_is_not_committed_unseen() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区"]);
    let desk = opened(&ledger, &paths);
    let shown = all_shown(&desk);
    // a second page of the same program says that one of them is another unit's
    let item = &shown["items"][0]["id"];
    let said = json!({ "item": item, "unit": "341525", "form": null, "remember": false });
    ok(&desk, "confirm_item", &said);
    let done = ok(&desk, "commit_inbox", &shown);
    assert_eq!(done["committed"], 1, "{done}");
    let gone = done["gone"].as_array().unwrap();
    assert!(
        gone.len() == 1 && gone[0].as_str().unwrap().contains("看过再入库"),
        "{done}"
    );
    // said otherwise no more, and shown so, it goes in; what is there no more is told
    ok(&desk, "unsay_item", &json!({ "item": item }));
    let now = all_shown(&desk);
    assert_eq!(ok(&desk, "commit_inbox", &now)["committed"], 1);
    let done = ok(&desk, "commit_inbox", &shown);
    assert_eq!(done["committed"], 0, "{done}");
    assert!(
        done["gone"][0].as_str().unwrap().contains("有 2 个文件"),
        "{done}"
    );
}

#[test]
fn what_a_page_does_is_news_to_the_other_pages_of_the_same_program() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = ledger_in(folder.path());
    let paths = files(folder.path(), &["裕安区", "金安区"]);
    let desk = opened(&ledger, &paths);
    let news = || ok(&desk, "pulse", &json!({}))["news"].as_u64().unwrap();
    let mut before = news();
    assert_eq!(news(), before);
    let mut is_told = |what: &str| {
        let now = news();
        assert!(now > before, "{what}");
        before = now;
    };
    let item = &all_shown(&desk)["items"][0]["id"];
    let said = json!({ "item": item, "unit": "341525", "form": null, "remember": false });
    ok(&desk, "confirm_item", &said);
    is_told("an answer");
    ok(&desk, "commit_inbox", &all_shown(&desk));
    is_told("入库");
    ok(
        &desk,
        "close_round",
        &json!({ "round": "2020", "closed": true, "reason": "齐了" }),
    );
    is_told("结束");
    let last = ok(&desk, "last_step", &json!({}));
    ok(&desk, "undo_step", &json!({ "step": last["id"] }));
    is_told("撤销");
}
