//! Ways out of a wrong step, and the life of rounds and scheme, asked as the pages ask.

use super::{all_shown, desk, in_round, ledger_in, ok, refused};
use crate::support::{compare, luan};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::desk::Desk;
use xianbaohui_tests::sheet::workbook;

const UNIT: &str = "341503";

/// Of the unit, as a page shows it now.
fn of_unit(desk: &Desk, more: &Value) -> Value {
    let unit = json!({ "round": "2020", "unit": UNIT });
    let seen = ok(desk, "unit_versions", &unit)["seen"].clone();
    let mut all = json!({
        "round": "2020", "unit": UNIT, "form": null, "reason": "报错了", "seen": seen,
    });
    for (name, value) in more.as_object().unwrap() {
        all[name] = value.clone();
    }
    all
}

/// A ledger with two versions of one unit.
fn twice(folder: &Path, picks: &[PathBuf]) -> Desk {
    let desk = desk(&[ledger_in(folder)], Some(picks));
    ok(&desk, "launch", &json!({}));
    for (name, figure) in [("一.xlsx", "10"), ("二.xlsx", "20")] {
        let path = folder.join(name);
        let bytes = workbook(&[luan("裕安区", figure, "7107.2", "/")]).unwrap();
        std::fs::write(&path, bytes).unwrap();
        desk.give([&path]);
        let scan = json!({ "round": "2020", "paths": [path] });
        ok(&desk, "scan_inbox", &scan);
        assert_eq!(
            ok(&desk, "commit_inbox", &all_shown(&desk))["committed"],
            1,
            "{name}"
        );
    }
    desk
}

/// `version counts` of all versions, the newest first.
fn versions(desk: &Desk) -> Vec<String> {
    let found = ok(
        desk,
        "unit_versions",
        &json!({ "round": "2020", "unit": UNIT }),
    );
    let one = |version: &Value| format!("{} {}", version["version"], version["inForce"]);
    let versions = found["versions"].as_array().unwrap();
    versions.iter().map(one).collect()
}

#[test]
fn what_was_withdrawn_put_back_and_read_again_is_seen_at_once_and_can_be_undone() {
    let folder = tempfile::tempdir().unwrap();
    let desk = twice(folder.path(), &[]);
    assert_eq!(versions(&desk), ["2 true", "1 false"]);
    let last = ok(&desk, "last_step", &json!({}));
    let undone = json!({ "step": last["id"] });
    let shown = ok(
        &desk,
        "unit_versions",
        &json!({ "round": "2020", "unit": UNIT }),
    );
    let put_back = of_unit(
        &desk,
        &json!({ "form": shown["versions"][0]["form"]["code"], "version": 1 }),
    );
    ok(&desk, "put_back", &put_back);
    assert_eq!(versions(&desk), ["2 false", "1 true"]);
    // what was shown is not the last step any more
    assert_eq!(refused(&desk, "undo_step", &undone).0, "step.not-last");
    ok(&desk, "withdraw", &of_unit(&desk, &json!({})));
    assert_eq!(versions(&desk), ["2 false", "1 false"]);
    assert_eq!(ok(&desk, "round_status", &in_round())["reported"], 0);
    for expected in [["2 false", "1 true"], ["2 true", "1 false"]] {
        let last = ok(&desk, "last_step", &json!({}));
        ok(&desk, "undo_step", &json!({ "step": last["id"] }));
        assert_eq!(versions(&desk), expected);
    }
    // the file waits again, as a whole
    ok(&desk, "bring_back", &of_unit(&desk, &json!({})));
    assert_eq!(ok(&desk, "round_status", &in_round())["waiting"], 1);
    assert_eq!(versions(&desk), ["2 false", "1 false"]);
    let no_reason = of_unit(&desk, &json!({ "reason": " " }));
    assert_eq!(refused(&desk, "withdraw", &no_reason).0, "step.no-reason");
}

#[test]
fn what_came_after_a_page_was_read_is_not_withdrawn_put_back_or_moved() {
    let folder = tempfile::tempdir().unwrap();
    let desk = twice(folder.path(), &[]);
    let form = ok(
        &desk,
        "unit_versions",
        &json!({ "round": "2020", "unit": UNIT }),
    )["versions"][0]["form"]["code"]
        .clone();
    let shown = |more: Value| of_unit(&desk, &more);
    let to = json!({ "toUnit": "341502", "toForm": null });
    let asked = [
        ("withdraw", shown(json!({}))),
        ("put_back", shown(json!({ "form": form, "version": 1 }))),
        ("bring_back", shown(json!({}))),
        ("refile", shown(to)),
    ];
    // another program, meanwhile
    let path = folder.path().join("三.xlsx");
    std::fs::write(
        &path,
        workbook(&[luan("裕安区", "30", "7107.2", "/")]).unwrap(),
    )
    .unwrap();
    let arguments = ["import", "L.xbh", "--round", "2020", "三.xlsx"];
    crate::ledger_lives::done(folder.path(), 0, &arguments);
    for (verb, arguments) in asked {
        let told = refused(&desk, verb, &arguments);
        assert_eq!(told.0, "step.changed-elsewhere", "{verb}");
    }
    assert_eq!(versions(&desk), ["3 true", "2 false", "1 false"]);
    ok(&desk, "withdraw", &of_unit(&desk, &json!({})));
}

#[test]
fn a_round_gets_more_time_and_is_closed_and_opened() {
    let folder = tempfile::tempdir().unwrap();
    let desk = twice(folder.path(), &[]);
    let extend = json!({
        "round": "2020", "unit": UNIT, "until": "2021-05-01", "reason": "系统故障",
    });
    ok(&desk, "extend_round", &extend);
    let detail = ok(&desk, "round_detail", &in_round());
    assert_eq!(detail["extensions"][0]["until"], "2021-05-01");
    let close = |closed: bool| json!({ "round": "2020", "closed": closed, "reason": "报完了" });
    ok(&desk, "close_round", &close(true));
    let detail = ok(&desk, "round_detail", &in_round());
    assert!(detail["closedAt"].is_string(), "{detail}");
    assert_eq!(
        refused(&desk, "withdraw", &of_unit(&desk, &json!({}))).0,
        "round.closed"
    );
    ok(&desk, "close_round", &close(false));
    ok(&desk, "withdraw", &of_unit(&desk, &json!({})));
}

#[test]
fn a_scheme_is_taken_from_the_file_that_the_officer_chose_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let (chosen, other) = (folder.path().join("新.toml"), folder.path().join("别.toml"));
    let text = Scheme::find("luan-2020").unwrap().text.clone();
    let renamed = text.replacen("裕安区", "裕安新区", 1);
    assert_ne!(renamed, text);
    std::fs::write(&chosen, &renamed).unwrap();
    std::fs::write(&other, &renamed).unwrap();
    let desk = twice(folder.path(), std::slice::from_ref(&chosen));
    let preview = |path: &Path| json!({ "path": path });
    let update = |path: &Path, seen: &str| json!({ "path": path, "reason": "改名", "seen": seen });
    compare(
        [
            (&chosen, "path.not-given"),
            (&other, "path.not-given"),
            (&PathBuf::from("kjcx"), "path.not-given"),
        ]
        .map(|(path, expected)| {
            let (looked, put) = (
                refused(&desk, "scheme_preview", &preview(path)).0,
                refused(&desk, "scheme_update", &update(path, "")).0,
            );
            assert_eq!(looked, put);
            (path.display().to_string(), looked, expected)
        }),
    );
    let picked = json!({ "purpose": "scheme", "suggested": "" });
    assert_eq!(ok(&desk, "pick", &picked)[0], chosen.display().to_string());
    let told = ok(&desk, "scheme_preview", &preview(&chosen));
    assert!(told.to_string().contains("裕安新区"), "{told}");
    let seen = told["seen"].as_str().unwrap();
    let info = ok(&desk, "scheme_update", &update(&chosen, seen));
    assert!(info.to_string().contains("裕安新区"));
    assert_eq!(
        refused(&desk, "scheme_preview", &preview(&other)).0,
        "path.not-given"
    );
}

#[test]
fn a_unit_that_the_scheme_has_since_can_be_expected_from_the_next_round_on() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = folder.path().join("新.toml");
    let text = Scheme::find("luan-2020").unwrap().text;
    let unit = "[[unit]]\ncode = \"341599\"\nname = \"新设区\"\nparent = \"341500\"\n";
    std::fs::write(&chosen, format!("{text}\n{unit}")).unwrap();
    let desk = twice(folder.path(), std::slice::from_ref(&chosen));
    let before = ok(&desk, "ledger_info", &json!({}))["leftOut"].clone();
    ok(
        &desk,
        "pick",
        &json!({ "purpose": "scheme", "suggested": "" }),
    );
    let shown = ok(&desk, "scheme_preview", &json!({ "path": chosen }));
    let update = json!({ "path": chosen, "reason": "新设", "seen": shown["seen"] });
    let left_out = ok(&desk, "scheme_update", &update)["leftOut"].clone();
    assert!(!before.to_string().contains("新设区"));
    assert!(left_out.to_string().contains("新设区"), "{left_out}");
    let add = json!({ "code": "2021", "deadline": null, "more": ["341599"], "forms": [] });
    let info = ok(&desk, "add_round", &add);
    assert!(!info["leftOut"].to_string().contains("新设区"), "{info}");
    let detail = ok(&desk, "round_detail", &json!({ "round": "2021" }));
    assert!(detail["units"].to_string().contains("新设区"), "{detail}");
}

#[test]
fn another_scheme_than_the_one_that_was_shown_is_not_put_in_force() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = folder.path().join("新.toml");
    let text = Scheme::find("luan-2020").unwrap().text;
    let with = |name: &str| text.replace("裕安区", name);
    std::fs::write(&chosen, with("裕安新区")).unwrap();
    let desk = twice(folder.path(), std::slice::from_ref(&chosen));
    let picked = json!({ "purpose": "scheme", "suggested": "" });
    ok(&desk, "pick", &picked);
    let shown = || ok(&desk, "scheme_preview", &json!({ "path": chosen }))["seen"].clone();
    let update = |seen: &Value| json!({ "path": chosen, "reason": "改名", "seen": seen });
    // the file is another one since
    let seen = shown();
    std::fs::write(&chosen, with("裕安城区")).unwrap();
    let refusal = refused(&desk, "scheme_update", &update(&seen));
    assert_eq!(refusal.0, "scheme.not-as-shown");
    // the ledger's is another one since
    let seen = shown();
    ok(&desk, "scheme_update", &update(&seen));
    std::fs::write(&chosen, with("裕安区")).unwrap();
    let seen = shown();
    std::fs::write(&chosen, with("裕安区二")).unwrap();
    ok(&desk, "scheme_update", &update(&shown()));
    std::fs::write(&chosen, with("裕安区")).unwrap();
    let refusal = refused(&desk, "scheme_update", &update(&seen));
    assert_eq!(refusal.0, "scheme.not-as-shown");
    ok(&desk, "scheme_update", &update(&shown()));
}

#[test]
fn why_a_version_counts_no_more_is_said_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let desk = twice(folder.path(), &[]);
    let states = || {
        let shown = ok(
            &desk,
            "unit_versions",
            &json!({ "round": "2020", "unit": UNIT }),
        );
        let all = shown["versions"].as_array().unwrap().iter();
        let state = |one: &Value| match one["takenOut"].as_str() {
            _ if one["inForce"] == true => "算数".to_owned(),
            Some(why) => why.split_once(' ').unwrap().1[9..].to_owned(),
            None => "替换".to_owned(),
        };
        all.map(state).collect::<Vec<_>>()
    };
    assert_eq!(states(), ["算数", "替换"]);
    let last = ok(&desk, "last_step", &json!({}));
    ok(&desk, "undo_step", &json!({ "step": last["id"] }));
    assert_eq!(states(), ["已撤销入库", "算数"]);
    ok(&desk, "withdraw", &of_unit(&desk, &json!({})));
    assert_eq!(states(), ["已撤销入库", "已撤回：报错了"]);
}
