//! Whatever is done in whatever order, what counts is what a plain list of steps says, and a ledger
//! in which a step was altered from outside does not pass for a whole one.

use super::file;
use crate::support::{AT, Desk};
use rusqlite::Connection;
use std::path::PathBuf;
use xianbaohui_desk::Hand;
use xianbaohui_desk::step::{Which, last, put_back, undo, withdraw};
use xianbaohui_ledger::Ledger;

const UNIT: &str = "130528";

fn hand() -> Hand {
    Hand {
        at: AT.into(),
        who: "测试".into(),
    }
}

fn which() -> Which {
    Which {
        round: "2021Q1".into(),
        unit: UNIT.into(),
        form: Some("S1".into()),
    }
}

/// A small generator of numbers, the same every time.
struct Draw(u64);

impl Draw {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % most
    }
}

/// Versions of one county's file that differ in a sheet that is no form.
fn versions(desk: &Desk, count: usize) -> Vec<PathBuf> {
    let original = std::fs::read(file("宁晋县科技创新指标（最终版）.xlsx")).unwrap();
    let add = |at: usize| {
        let name = format!("宁晋县第{at}次.xlsx");
        let path = desk.folder.path().join(name);
        let mut bytes = original.clone();
        // what follows the last record of a package is not read
        bytes.extend(vec![b' '; at]);
        std::fs::write(&path, bytes).unwrap();
        path
    };
    (0..count).map(add).collect()
}

#[test]
fn what_counts_follows_from_the_steps_in_any_order() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let files = versions(&desk, 6);
    let mut next = files.iter();
    // what counted after each step that is not taken back
    let mut counted: Vec<Option<u32>> = vec![None];
    let (mut newest, mut draw) = (0_u32, Draw(7));
    for _ in 0..60 {
        let now = *counted.last().unwrap();
        match draw.below(5) {
            0 => {
                let Some(path) = next.next() else { continue };
                desk.import(std::slice::from_ref(path));
                newest += 1;
                counted.push(Some(newest));
            }
            1 if now.is_some() => {
                withdraw(&mut desk.ledger, &which(), "撤", &hand()).unwrap();
                counted.push(None);
            }
            2 if newest > 0 => {
                let version = 1 + u32::try_from(draw.below(u64::from(newest))).unwrap();
                let done = put_back(&mut desk.ledger, &which(), version, "放", &hand());
                assert_eq!(done.is_err(), now == Some(version));
                if done.is_ok() {
                    counted.push(Some(version));
                }
            }
            3 | 4 if counted.len() > 1 => {
                let shown = last(&desk.ledger).unwrap().unwrap();
                undo(&mut desk.ledger, Some(shown.step.id), "", &hand()).unwrap();
                counted.pop();
            }
            _ => continue,
        }
        let in_force = desk.ledger.version_in_force("2021Q1", UNIT, "S1").unwrap();
        assert_eq!(in_force, *counted.last().unwrap());
        assert_eq!(desk.ledger.verify().unwrap().problems, []);
    }
    assert!(newest >= 4, "{newest}");
}

#[test]
fn what_another_program_did_since_is_not_undone_unseen() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let files = versions(&desk, 2);
    desk.import(&files[..1]);
    let shown = last(&desk.ledger).unwrap().unwrap();
    let mut other = Ledger::open(&desk.path()).unwrap();
    withdraw(&mut other, &which(), "撤", &hand()).unwrap();
    let refused = undo(&mut desk.ledger, Some(shown.step.id), "", &hand()).unwrap_err();
    assert_eq!(refused.code(), "step.not-last");
}

#[test]
fn a_step_altered_from_outside_is_noticed() {
    for (statement, code) in [
        (
            "UPDATE return SET current = 1 WHERE version = 1",
            "verify.return",
        ),
        ("UPDATE return SET current = 0", "verify.return"),
        (
            "DROP TRIGGER effect_stays_update; UPDATE effect SET in_force = 1; \
                UPDATE return SET current = (version = 1)",
            "verify.step",
        ),
        (
            "DROP TRIGGER effect_stays_delete; DROP TRIGGER step_stays_delete; \
                DELETE FROM effect; DELETE FROM step WHERE kind = 'withdraw'; \
                UPDATE return SET current = (version = 2)",
            "verify.step",
        ),
        (
            "UPDATE return SET form = 'X9' WHERE form = 'S3' AND version = 1",
            "verify.return",
        ),
        ("UPDATE return SET file_name = '别的.xlsx'", "verify.return"),
        (
            "UPDATE round SET closed_at = '2021-05-01 09:00:00', dropped = 1",
            "verify.round",
        ),
        (
            "DROP TRIGGER step_stays_update; UPDATE step SET who = '别人' WHERE kind = 'withdraw'",
            "verify.step",
        ),
        (
            "DROP TRIGGER step_stays_update; UPDATE step SET reason = '别的' \
                WHERE kind = 'withdraw'",
            "verify.step",
        ),
    ] {
        let mut desk = Desk::new("kjcx", "2021Q1");
        let files = versions(&desk, 2);
        desk.import(&files[..1]);
        desk.import(&files[1..]);
        withdraw(&mut desk.ledger, &which(), "撤", &hand()).unwrap();
        assert_eq!(desk.ledger.verify().unwrap().problems, []);
        let path = desk.path();
        let folder = desk.folder;
        drop(desk.ledger);
        let outside = Connection::open(&path).unwrap();
        outside.execute_batch(statement).unwrap();
        drop(outside);
        let found = Ledger::open(&path).unwrap().verify().unwrap().problems;
        let codes = found.iter().map(|one| one.code).collect::<Vec<_>>();
        assert!(codes.contains(&code), "{statement}: {codes:?}");
        drop(folder);
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_is_told_and_nothing_breaks() {
    use std::os::unix::ffi::OsStrExt as _;
    let folder = super::ledger();
    let output = std::process::Command::new(crate::cli::xbh())
        .args(["status", "L.xbh", "--json", "--round"])
        .arg(std::ffi::OsStr::from_bytes(b"\xff"))
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told["error"]["code"], "usage.text");
}
