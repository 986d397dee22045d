//! Ways out of a wrong step: always with a reason, always in the log, nothing deleted.

use super::{done, file, xbh_in};
use crate::support::small;
use std::path::Path;
use tempfile::TempDir;

pub(super) const COUNTY: &str = "柏乡县2021年一季度.xlsx";
pub(super) const OTHER: &str = "附件1-威县2021年一季度(改).xlsx";

/// A ledger of 科技创新 with these files of the first quarter.
pub(super) fn with(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), 0, &["new", "L.xbh", "--scheme", &small()]);
    for name in files {
        import(folder.path(), "2021Q1", &[&file(name)]);
    }
    folder
}

pub(super) fn import(at: &Path, round: &str, arguments: &[&str]) -> String {
    let all = [&["import", "L.xbh", "--round", round], arguments].concat();
    let output = xbh_in(at, &all);
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A step on a unit of the first quarter.
pub(super) fn step(at: &Path, wanted: i32, verb: &str, unit: &str, more: &[&str]) -> String {
    let head = [verb, "L.xbh", "--round", "2021Q1", "--unit", unit];
    done(at, wanted, &[&head, more].concat())
}

/// The line of a unit in `status`.
fn status(at: &Path, unit: &str) -> String {
    let output = xbh_in(at, &["status", "L.xbh", "--round", "2021Q1"]);
    let all = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = all.lines().find(|line| line.trim().starts_with(unit));
    line.unwrap_or_default().trim().to_owned()
}

/// The value that counts: 累计 of 技术合同成交额.
pub(super) fn figure(at: &Path, unit: &str) -> String {
    let said = done(
        at,
        0,
        &[
            "trace",
            "L.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "技术合同成交额",
            "--unit",
            unit,
            "--column",
            "累计",
        ],
    );
    let line = said.lines().next().unwrap_or_default();
    line.split("= ").nth(1).unwrap_or_default().to_owned()
}

/// The id of the question that a file is asked, and what it is about.
pub(super) fn question(at: &Path, round: &str, arguments: &[&str]) -> (String, String) {
    let said = import(at, round, &[arguments, &["--json"]].concat());
    let json: serde_json::Value = serde_json::from_str(&said).unwrap();
    let question = &json["returns"][0]["questions"][0];
    let text = |of: &str| question[of].as_str().unwrap_or_default().to_owned();
    (text("id"), text("of"))
}

#[test]
fn a_file_committed_for_the_wrong_unit_is_filed_under_the_right_one() {
    let folder = with(&[OTHER]);
    let at = folder.path();
    let before = figure(at, "威县");
    // the officer takes the county's file for one of 威县, whose return it replaces
    let (id, of) = question(at, "2021Q1", &["--unit", "威县", &file(COUNTY)]);
    assert_eq!(of, "unit");
    let answer = format!("{id}=accept");
    import(
        at,
        "2021Q1",
        &["--unit", "威县", "--answer", &answer, &file(COUNTY)],
    );
    assert!(status(at, "威县").contains("S1 第 2 版"));
    assert_ne!(figure(at, "威县"), before);
    let no_reason = ["--to-unit", "柏乡县", "--reason", " "];
    assert!(step(at, 2, "refile", "威县", &no_reason).contains("step.no-reason"));
    let said = step(
        at,
        0,
        "refile",
        "威县",
        &["--to-unit", "柏乡县", "--reason", "收错单位"],
    );
    assert!(said.contains("柏乡县 S1：算数的由无变为第 1 版"), "{said}");
    // 威县 has what it had
    assert_eq!(figure(at, "威县"), before);
    assert!(status(at, "威县").contains("S1 第 1 版"));
    assert!(status(at, "柏乡县").contains("S1 第 1 版"));
    done(at, 0, &["verify", "L.xbh"]);
    // and back again
    done(at, 0, &["undo", "L.xbh"]);
    assert_ne!(figure(at, "威县"), before);
    assert!(status(at, "柏乡县").contains("未报"));
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn a_sheet_of_another_unit_that_was_filled_in_is_told() {
    let folder = with(&[]);
    let at = folder.path();
    let (id, _) = question(at, "2021Q1", &["--unit", "威县", &file(COUNTY)]);
    let answer = format!("{id}=accept");
    import(
        at,
        "2021Q1",
        &["--unit", "威县", "--answer", &answer, &file(COUNTY)],
    );
    let found = done(at, 0, &["findings", "L.xbh", "--round", "2021Q1"]);
    let told = "●C 威县 S1 表上写的填报单位是柏乡县，经人工确认是威县报的";
    assert!(
        found.contains(told) && found.contains("[S1主要指标!A3]"),
        "{found}"
    );
}

#[test]
fn a_return_is_withdrawn_and_put_back() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let figure_then = figure(at, "柏乡县");
    assert!(step(at, 2, "withdraw", "柏乡县", &["--reason", ""]).contains("step.no-reason"));
    step(
        at,
        0,
        "withdraw",
        "柏乡县",
        &["--form", "S1", "--reason", "县里要求"],
    );
    let now = status(at, "柏乡县");
    assert!(
        now.contains("缺 S1") && now.contains("S1 第 1 版已撤回（县里要求）"),
        "{now}"
    );
    assert_eq!(figure(at, "柏乡县"), "");
    let again = ["--form", "S1", "--reason", "再撤"];
    assert!(step(at, 2, "withdraw", "柏乡县", &again).contains("step.nothing-in-force"));
    done(at, 0, &["verify", "L.xbh"]);
    let back = |version: &str, wanted: i32| {
        let more = [
            "--form",
            "S1",
            "--version",
            version,
            "--reason",
            "县里又认了",
        ];
        step(at, wanted, "putback", "柏乡县", &more)
    };
    assert!(back("2", 2).contains("step.no-version"));
    back("1", 0);
    assert!(back("1", 2).contains("step.in-force-already"));
    assert_eq!(figure(at, "柏乡县"), figure_then);
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn version_1_is_put_back_and_the_next_one_is_version_3() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let first = figure(at, "柏乡县");
    step(
        at,
        0,
        "reread",
        "柏乡县",
        &[
            "--form",
            "S1",
            "--bind",
            "F=本季",
            "--bind",
            "E=累计",
            "--reason",
            "看反了",
        ],
    );
    let more = ["--form", "S1", "--version", "1", "--reason", "没有看反"];
    step(at, 0, "putback", "柏乡县", &more);
    assert_eq!(figure(at, "柏乡县"), first);
    assert!(status(at, "柏乡县").contains("S1 第 1 版"));
    let more = ["--form", "S1", "--reason", "再读一遍"];
    let said = step(at, 0, "reread", "柏乡县", &more);
    assert!(said.contains("由第 1 版变为第 3 版"), "{said}");
    done(at, 0, &["verify", "L.xbh"]);
}

/// 累计 pointed at in the wrong column.
pub(super) const MISREAD: [&str; 8] = [
    "--bind",
    "D=累计",
    "--bind",
    "F=-",
    "--sheet",
    "S3高企名单=-",
    "--sheet",
    "S5平台台账=-",
];

#[test]
fn a_committed_misreading_is_read_again_with_another_binding() {
    let folder = with(&[]);
    let at = folder.path();
    let county = file(COUNTY);
    import(at, "2021Q1", &[&[county.as_str()], &MISREAD[..]].concat());
    assert_eq!(figure(at, "柏乡县"), "10408.00万元");
    // the same file once more is nothing new
    assert!(import(at, "2021Q1", &[&county]).contains("重复 1"));
    let bind = ["--bind", "F=累计", "--form", "S1", "--reason", "列指错了"];
    step(at, 0, "reread", "柏乡县", &bind);
    assert_eq!(figure(at, "柏乡县"), "2802.98万元");
    assert!(status(at, "柏乡县").contains("S1 第 2 版"));
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn other_sheets_of_a_file_are_not_touched_when_one_is_read_again() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let bind = ["--bind", "F=累计", "--form", "S1", "--reason", "再读"];
    step(at, 0, "reread", "柏乡县", &bind);
    assert!(status(at, "柏乡县").contains("S1 第 2 版、S3 第 1 版、S5 第 1 版"));
    let found = xbh_in(at, &["findings", "L.xbh", "--round", "2021Q1"]);
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(!found.contains("没有读取"), "{found}");
}

#[test]
fn a_return_does_not_vanish_because_it_is_read_otherwise() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let not_read = [
        "--form",
        "S3",
        "--sheet",
        "S3高企名单=-",
        "--reason",
        "试试",
    ];
    assert!(step(at, 2, "reread", "柏乡县", &not_read).contains("step.nothing-read"));
    let unlike = ["--form", "S3", "--to-form", "S5", "--reason", "试试"];
    assert!(step(at, 1, "refile", "柏乡县", &unlike).contains("没有改动"));
    let same = ["--to-unit", "柏乡县", "--reason", "试试"];
    assert!(step(at, 2, "refile", "柏乡县", &same).contains("step.nowhere-else"));
    assert!(status(at, "柏乡县").contains("S1 第 1 版、S3 第 1 版、S5 第 1 版"));
    assert_eq!(
        done(at, 0, &["undo", "L.xbh", "--preview"])
            .matches("变为无")
            .count(),
        3
    );
}

#[test]
fn a_sheet_whose_title_says_another_period_is_accepted_with_an_answer() {
    let folder = with(&[]);
    let at = folder.path();
    let county = file(COUNTY);
    let (id, of) = question(at, "2020Q1", &[&county]);
    assert_eq!(of, "period");
    let answer = |choice: &str| {
        import(
            at,
            "2020Q1",
            &[&county, "--answer", &format!("{id}={choice}")],
        )
    };
    assert!(answer("refuse").contains("按人工确认不收"));
    assert!(answer("perhaps").contains("待确认"));
    assert!(answer("accept").contains("已入库"));
    let found = done(at, 1, &["findings", "L.xbh", "--round", "2020Q1"]);
    let told = "●C 柏乡县 S1 表上写的报告期是2021年一季度，经人工确认按2020年一季度收";
    assert!(
        found.contains(told) && found.contains("[S1主要指标!A2]"),
        "{found}"
    );
    // what was said then holds when the file is read again
    let again = ["--round", "2020Q1", "--unit", "柏乡县", "--reason", "再读"];
    let said = done(at, 0, &[&["reread", "L.xbh"], &again[..]].concat());
    assert!(said.contains("第 2 版"), "{said}");
}

#[test]
fn steps_are_undone_one_by_one_from_the_last() {
    let folder = with(&[COUNTY, OTHER]);
    let at = folder.path();
    step(at, 0, "withdraw", "柏乡县", &["--reason", "一"]);
    let undo = |wanted: i32| done(at, wanted, &["undo", "L.xbh"]);
    assert!(done(at, 0, &["undo", "L.xbh", "--preview"]).contains("的撤回"));
    assert!(undo(0).contains("柏乡县 S1：算数的由无变为第 1 版"));
    assert!(undo(0).contains("威县 S1：算数的由第 1 版变为无"));
    assert!(undo(0).contains("柏乡县 S1：算数的由第 1 版变为无"));
    assert!(undo(2).contains("step.nothing-to-undo"));
    assert!(status(at, "柏乡县").contains("未报"));
    // what was taken back can be imported again, as a new version
    assert!(import(at, "2021Q1", &[&file(COUNTY)]).contains("已入库"));
    assert!(status(at, "柏乡县").contains("S1 第 2 版"));
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn a_withdrawn_file_that_comes_again_is_asked_about() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    step(at, 0, "withdraw", "柏乡县", &["--reason", "数不对"]);
    let county = file(COUNTY);
    assert!(import(at, "2021Q1", &[&county]).contains("因撤回（理由：数不对）不再算数"));
    let (id, of) = question(at, "2021Q1", &[&county]);
    assert_eq!(of, "version");
    import(at, "2021Q1", &[&county, "--answer", &format!("{id}=again")]);
    assert!(status(at, "柏乡县").contains("S1 第 2 版"));
}

#[test]
fn in_a_closed_round_nothing_is_taken_back() {
    let folder = with(&[COUNTY]);
    let at = folder.path();
    let round = ["--round", "2021Q1", "--reason", "已上报"];
    done(at, 0, &[&["round", "close", "L.xbh"], &round[..]].concat());
    for more in [&["withdraw"][..], &["reread"]] {
        let said = step(at, 2, more[0], "柏乡县", &["--reason", "改"]);
        assert!(said.contains("round.closed"), "{said}");
    }
    // the last step is the closing itself: that can be taken back
    assert!(done(at, 0, &["undo", "L.xbh"]).contains("关闭批次"));
    step(at, 0, "withdraw", "柏乡县", &["--reason", "改"]);
}

#[test]
fn a_table_of_the_city_itself_is_in_the_status_and_is_withdrawn_like_any_return() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", "anhui-2022h1"]);
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/anhui-2022h1/table");
    import(at, "2022H1", &[&table.display().to_string()]);
    let listed = || {
        let output = xbh_in(at, &["status", "L.xbh", "--round", "2022H1"]);
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let own = "安徽省（本级的表）  H2 第 1 版";
    assert!(listed().contains(own), "{}", listed());
    let unit = ["--round", "2022H1", "--unit", "安徽省", "--reason", "有误"];
    done(at, 0, &[&["withdraw", "L.xbh"], &unit[..]].concat());
    assert!(!listed().contains(own));
}
