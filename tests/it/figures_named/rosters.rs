//! Rosters: their rows, their notes, and one that replaces another.

use super::{ledger, matrix, names, roster, sheet};
use crate::one_file::json;

#[test]
fn a_roster_that_replaces_a_longer_one_tells_which_rows_are_gone_and_what_changed() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "1.xlsx",
        "青县",
        "甲公司 | 5 | 1\n乙公司 | 6 | 1\n丙公司 | 7 | 1",
    );
    let report = roster(folder, "2.xlsx", "青县", "甲公司 | 50 | 1");
    assert_eq!(
        (&report["status"], &report["version"]),
        (&"committed".into(), &2.into()),
        "{report}"
    );
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "version.changed")
        .unwrap();
    let message = told["message"].as_str().unwrap();
    for words in [
        "替换第 1 版（1.xlsx）",
        "前一版 3 条，这一份 1 条",
        "少了前一版的 2 条：乙公司、丙公司",
        "甲公司 营业收入 5→50",
    ] {
        assert!(message.contains(words), "{words}: {message}");
    }
    // more rows and the same figures are nothing to tell of
    let report = roster(folder, "3.xlsx", "青县", "甲公司 | 50 | 1\n丁公司 | 1 | 1");
    assert!(
        !report["findings"].to_string().contains("version.changed"),
        "{report}"
    );
}

#[test]
fn the_sum_of_a_roster_is_traced_to_its_rows() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "1.xlsx",
        "青县",
        "甲公司 | 5 | 1\n乙公司 | 待定 | 1",
    );
    roster(folder, "2.xlsx", "清州镇", "丙公司 | 100 | 1");
    roster(folder, "3.xlsx", "沧县", "丁公司 | 7 | 1");
    for name in ["income", "营业收入"] {
        let traced = json(
            folder,
            &[
                "trace",
                "a.xbh",
                "--round",
                "2021Q1",
                "--indicator",
                name,
                "--json",
            ],
        )["origins"]
            .clone();
        let own = &traced[0];
        assert_eq!(
            (
                own["value"].as_str(),
                own["form"].as_str(),
                own["indicator"]["name"].as_str(),
                own["measure_unit"].as_str()
            ),
            (Some("12"), Some("R"), Some("营业收入"), Some("万元")),
            "{traced}"
        );
        let parts = own["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| {
                format!(
                    "{} {} {} {}",
                    part["unit"]["name"], part["entry"], part["value"], part["cell"]
                )
                .replace('"', "")
            })
            .collect::<Vec<_>>();
        assert_eq!(
            parts,
            [
                "青县 甲公司 5 B4",
                "青县 乙公司 null B5",
                "沧县 丁公司 7 B4"
            ]
        );
        let left = own["left_out"]
            .as_array()
            .unwrap()
            .iter()
            .map(|left| format!("{} {}", left["unit"]["name"], left["why"]).replace('"', ""))
            .collect::<Vec<_>>();
        assert_eq!(left, ["青县 unreadable", "清州镇 within"], "{own}");
        assert!(names(&own["missing"]).contains(&"献县"), "{own}");
    }
    let own = json(
        folder,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "income",
            "--unit",
            "沧县",
            "--json",
        ],
    )["origins"]
        .clone();
    assert_eq!(
        (
            own[0]["value"].as_str(),
            own[0]["parts"].as_array().map(Vec::len)
        ),
        (Some("7"), Some(1)),
        "{own}"
    );
}

#[test]
fn the_note_of_a_roster_names_only_units_that_are_in_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 100 | 3");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 100 | 3\n乙公司 | 待定 | 3",
    );
    let text = sheet(folder, "R分县");
    assert!(!text.contains("的“营业收入”没有算全"), "{text}");
    assert!(
        text.contains("不在合计里的下级单位，“营业收入”也没有算全：清州镇（1 条未识别）"),
        "{text}"
    );
}

#[test]
fn a_return_that_is_half_filled_tells_which_figures_it_empties() {
    let ledger = ledger();
    let folder = ledger.path();
    let header = "本期 | 上年同期 | 增长（%）";
    let filled = "研发经费 | 5 | 4 | 25\n生产总值 | 6 | 5 | 20";
    matrix(folder, "2021Q1", "青县", header, filled);
    let half = "研发经费 | 5.5 | | \n生产总值 | 6 | 5 | 20";
    let report = matrix(folder, "2021Q1", "青县", header, half);
    let told = report["findings"].as_array().unwrap().iter();
    let mut told = told.filter(|finding| finding["rule"] == "version.emptied");
    let told = told.next().unwrap_or_else(|| panic!("{report}"));
    assert_eq!(told["severity"], "B");
    let message = told["message"].as_str().unwrap();
    for words in [
        "替换第 1 版",
        "空着的有 2 个",
        "研发经费 上年同期",
        "研发经费 增长",
    ] {
        assert!(message.contains(words), "{words}: {message}");
    }
    // of a roster the same
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    let report = roster(folder, "2.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | | 1");
    let told = report["findings"].as_array().unwrap().iter();
    let mut told = told.filter(|finding| finding["rule"] == "version.changed");
    assert_eq!(told.next().unwrap()["severity"], "B", "{report}");
}
