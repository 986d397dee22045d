//! Rounds of a ledger.

use super::{done, file, ledger, xbh_in};

#[test]
fn a_second_quarter_is_added_to_a_ledger_that_is_there() {
    let folder = ledger();
    let at = folder.path();
    let said = done(
        at,
        0,
        &[
            "round",
            "add",
            "L.xbh",
            "2021Q2",
            "--deadline",
            "2021-07-10",
        ],
    );
    assert!(said.contains("2021年二季度"), "{said}");
    let listed = done(at, 0, &["round", "list", "L.xbh"]);
    assert!(
        listed.contains("2021Q1") && listed.contains("截止 2021-07-10"),
        "{listed}"
    );
    let status = done(at, 1, &["status", "L.xbh", "--round", "2021Q2"]);
    assert!(status.contains("宁晋县"), "{status}");
    // the forms are those of the round before, and the ledger still verifies
    let refused = xbh_in(
        at,
        &[
            "import",
            "L.xbh",
            "--round",
            "2021Q2",
            &file("柏乡县2021年一季度.xlsx"),
        ],
    );
    let said = String::from_utf8_lossy(&refused.stdout);
    assert!(said.contains("2021"), "{said}");
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn a_round_that_cannot_be_says_why_and_changes_nothing() {
    let folder = ledger();
    let at = folder.path();
    for (arguments, code) in [
        (&["2021Q1"][..], "round.already-there"),
        (&["2021Q1b", "--period", "2021Q1"], "round.name-taken"),
        (&["2021Q2", "--name", "2021Q1"], "round.name-taken"),
        (&["2021Q2", "--name", "2021年一季度"], "round.name-taken"),
        (&["下一批"], "round.no-period"),
        (&["2021Q9"], "round.no-period"),
        (&["2021 Q2"], "round.no-period"),
        (&["2021M13"], "round.no-period"),
        (&["2021Q2", "--deadline", "2021-13-40"], "round.no-day"),
        (&["2021Q2", "--forms", "S99"], "round.unknown"),
        (&["2021Q2", "--units", "石家庄市"], "round.unknown"),
    ] {
        let all = [&["round", "add", "L.xbh"], arguments].concat();
        let said = done(at, 2, &all);
        assert!(said.contains(code), "{arguments:?}: {said}");
    }
    let listed = done(at, 0, &["round", "list", "L.xbh"]);
    assert!(!listed.contains("2021Q2"), "{listed}");
}

#[test]
fn one_unit_has_more_time_with_a_reason() {
    let folder = ledger();
    let at = folder.path();
    let extend = |until: &str, reason: &str, wanted: i32| {
        done(
            at,
            wanted,
            &[
                "round", "extend", "L.xbh", "--round", "2021Q1", "--unit", "威县", "--until",
                until, "--reason", reason,
            ],
        )
    };
    assert!(extend("2021-04-20", " ", 2).contains("round.no-reason"));
    extend("2021-04-20", "系统故障", 0);
    assert!(extend("2021-04-20", "再延", 2).contains("round.not-later"));
    assert!(extend("2021-04-09", "提前", 2).contains("round.not-later"));
    // given too much by mistake
    extend("2031-04-20", "手误", 0);
    extend("2021-04-20", "更正", 0);
    let listed = done(at, 0, &["round", "list", "L.xbh"]);
    assert!(
        listed.contains("威县 延期到 2021-04-20（更正）"),
        "{listed}"
    );
    let status = done(at, 1, &["status", "L.xbh", "--round", "2021Q1"]);
    let later = status.lines().filter(|line| line.contains("延期到"));
    let later = later.collect::<Vec<_>>();
    assert!(
        later.len() == 1 && later[0].contains("威县") && later[0].contains("2021-04-20"),
        "{status}"
    );
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn a_closed_round_takes_nothing_until_it_is_opened_again() {
    let folder = ledger();
    let at = folder.path();
    let county = file("柏乡县2021年一季度.xlsx");
    let import = ["import", "L.xbh", "--round", "2021Q1", county.as_str()];
    let close = |verb: &str, wanted: i32| {
        done(
            at,
            wanted,
            &[
                "round",
                verb,
                "L.xbh",
                "--round",
                "2021Q1",
                "--reason",
                "已汇总上报",
            ],
        )
    };
    assert!(close("open", 2).contains("round.not-closed"));
    close("close", 0);
    assert!(close("close", 2).contains("round.closed"));
    let said = done(at, 2, &import);
    assert!(said.contains("round.closed"), "{said}");
    let extend = [
        "round", "extend", "L.xbh", "--round", "2021Q1", "--unit", "威县",
    ];
    let more = [&extend[..], &["--until", "2031-04-20", "--reason", "迟了"]].concat();
    assert!(done(at, 2, &more).contains("round.closed"));
    close("open", 0);
    assert_ne!(xbh_in(at, &import).status.code(), Some(2));
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn what_was_done_to_rounds_is_undone_from_the_last() {
    let folder = ledger();
    let at = folder.path();
    let listed = || done(at, 0, &["round", "list", "L.xbh"]);
    let undo = || done(at, 0, &["undo", "L.xbh"]);
    let first = listed();
    let extend = [
        "round",
        "extend",
        "L.xbh",
        "--round",
        "2021Q1",
        "--unit",
        "威县",
        "--until",
        "2031-04-20",
        "--reason",
        "手误",
    ];
    let close = [
        "round", "close", "L.xbh", "--round", "2021Q1", "--reason", "误点",
    ];
    for (step, shown, named) in [
        (&extend[..], "2031-04-20", "延期"),
        (&close, "已关闭", "关闭批次"),
        (&["round", "add", "L.xbh", "2021Q3"], "2021Q3", "新建批次"),
    ] {
        done(at, 0, step);
        assert!(listed().contains(shown), "{}", listed());
        assert!(undo().contains(named));
        assert_eq!(listed(), first);
        done(at, 0, &["verify", "L.xbh"]);
    }
    // a day that was wrong can be an earlier one now
    let earlier = extend.map(|one| {
        if one == "2031-04-20" {
            "2021-04-20"
        } else {
            one
        }
    });
    done(at, 0, &earlier);
    // and the round can be added again, otherwise
    done(
        at,
        0,
        &[
            "round",
            "add",
            "L.xbh",
            "2021Q3",
            "--deadline",
            "2021-10-10",
        ],
    );
    assert!(listed().contains("截止 2021-10-10"));
    done(at, 0, &["verify", "L.xbh"]);
    // closing, too, when the round is closed
    done(at, 0, &close);
    assert!(undo().contains("关闭批次"));
    assert!(!listed().contains("已关闭"));
}

#[test]
fn who_is_named_twice_is_expected_once() {
    let folder = ledger();
    let at = folder.path();
    let add = [
        "round",
        "add",
        "L.xbh",
        "2021Q2",
        "--units",
        "信都区,130503,临西县",
        "--forms",
        "S1,S1",
    ];
    let said = done(at, 0, &add);
    assert!(
        said.contains("2 个单位，报表 S1，") || said.contains("2 个单位，报表 S1。"),
        "{said}"
    );
}

#[test]
fn a_name_is_one_line_without_what_cannot_be_seen() {
    let folder = ledger();
    let at = folder.path();
    let name = "二季\u{1b}[31m度\n第二行\u{200b}";
    done(at, 0, &["round", "add", "L.xbh", "2021Q2", "--name", name]);
    let listed = done(at, 0, &["round", "list", "L.xbh"]);
    assert!(listed.contains("二季[31m度 第二行"), "{listed:?}");
    assert!(!listed.contains(['\u{1b}', '\u{200b}']), "{listed:?}");
}

#[test]
fn two_rounds_of_one_period_are_named_where_the_year_before_is_compared() {
    let folder = ledger();
    let at = folder.path();
    let before = file("../kjcx-2020q1/宁晋县2020年一季度.xlsx");
    xbh_in(at, &["import", "L.xbh", "--round", "2020Q1", &before]);
    let out = [
        "consolidate",
        "L.xbh",
        "--round",
        "2021Q1",
        "--out",
        "o.xlsx",
        "--force",
    ];
    let notes = || {
        done(at, 0, &out);
        let mut book = crate::support::Exported::open(&at.join("o.xlsx"));
        let mut all = String::new();
        for sheet in book.beginning("S1分县表1") {
            for cell in book.cells(&sheet).used_cells() {
                all.push_str(&cell.2.to_string());
            }
        }
        all
    };
    let told = "同一期的上年数有几批：2020年一季度（2020Q1）、补报（R2）";
    assert!(!notes().contains("同一期的上年数"));
    let more = ["--period", "2020Q1", "--name", "补报"];
    done(
        at,
        0,
        &[&["round", "add", "L.xbh", "R2"][..], &more].concat(),
    );
    assert!(!notes().contains("同一期的上年数"));
    xbh_in(at, &["import", "L.xbh", "--round", "R2", &before]);
    let said = notes();
    assert!(
        said.contains(told) && said.contains("后建的 补报（R2） 为准"),
        "{said}"
    );
}
