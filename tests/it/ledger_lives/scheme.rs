//! Versions of the scheme.

use super::{done, ledger};
use std::path::Path;

/// The text of the ledger's scheme, changed, as a file.
pub(super) fn changed(folder: &Path, change: impl FnOnce(String) -> String) {
    let text = done(folder, 0, &["scheme", "show", "L.xbh", "--text"]);
    std::fs::write(folder.join("new.toml"), change(text)).unwrap();
}

pub(super) fn update(folder: &Path) -> String {
    done(
        folder,
        0,
        &[
            "scheme",
            "update",
            "L.xbh",
            "new.toml",
            "--reason",
            "年度修订",
        ],
    )
}

/// What the ledger says of the roster: rows and sums.
fn roster(folder: &Path, out: &str) -> Vec<Vec<String>> {
    use calamine::{Reader, Xlsx, open_workbook};
    crate::ledger_lives::xbh_in(
        folder,
        &["consolidate", "L.xbh", "--round", "2021Q1", "--out", out],
    );
    let mut book: Xlsx<_> = open_workbook(folder.join(out)).unwrap();
    let name = book
        .sheet_names()
        .into_iter()
        .find(|name| name == "S3汇总名册")
        .unwrap();
    let range = book.worksheet_range(&name).unwrap();
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

const NEW_FIELD: &str = "[[form.field]]\ncode = \"park\"\nheader = \"所在园区\"\n\n";

#[test]
fn a_field_put_second_leaves_every_stored_entry_as_it_was() {
    let folder = ledger();
    let at = folder.path();
    let before = roster(at, "before.xlsx");
    changed(at, |text| {
        let second = text.find("[[form.field]]\ncode = \"credit_code\"").unwrap();
        format!("{}{NEW_FIELD}{}", &text[..second], &text[second..])
    });
    let said = update(at);
    assert!(said.contains("所在园区"), "{said}");
    done(at, 0, &["verify", "L.xbh"]);
    let after = roster(at, "after.xlsx");
    // one empty column more; all that stood there stands there still, under its own header
    let head = |rows: &[Vec<String>]| {
        rows.iter()
            .position(|row| row.iter().any(|cell| cell.contains("统一社会信用代码")))
            .unwrap()
    };
    let (old, new) = (head(&before), head(&after));
    for (at, name) in before[old]
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
    {
        let column = after[new].iter().position(|other| other == name).unwrap();
        let of = |rows: &[Vec<String>], head: usize, column: usize| {
            rows[head + 1..]
                .iter()
                .take_while(|row| row.iter().all(|cell| !cell.starts_with('注')))
                .map(|row| row[column].clone())
                .collect::<Vec<_>>()
        };
        assert_eq!(of(&before, old, at), of(&after, new, column), "{name}");
    }
    assert!(after[new].iter().any(|name| name == "所在园区"));
}

#[test]
fn a_field_in_place_of_another_does_not_take_its_figures() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        text.replacen(
            "code = \"credit_code\"\nheader = \"统一社会信用代码\"",
            "code = \"park\"\nheader = \"所在园区\"",
            1,
        )
        .replacen("type = \"credit-code\"\n", "", 1)
    });
    update(at);
    done(at, 0, &["verify", "L.xbh"]);
    let after = roster(at, "after.xlsx");
    let head = after
        .iter()
        .position(|row| row.iter().any(|cell| cell == "所在园区"))
        .unwrap();
    let column = after[head]
        .iter()
        .position(|cell| cell == "所在园区")
        .unwrap();
    for row in &after[head + 1..] {
        assert!(!row[column].starts_with("91"), "{row:?}");
    }
}

#[test]
fn an_update_shows_what_it_changes_and_the_same_text_is_none() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| text);
    let said = done(
        at,
        2,
        &["scheme", "update", "L.xbh", "new.toml", "--reason", "x"],
    );
    assert!(said.contains("scheme.same"), "{said}");
    changed(at, |text| {
        text.replacen(
            "name = \"技术合同成交额\"",
            "name = \"技术合同登记成交额\"",
            1,
        )
    });
    let said = done(
        at,
        0,
        &["scheme", "update", "L.xbh", "new.toml", "--preview"],
    );
    assert!(said.contains("技术合同登记成交额"), "{said}");
    let shown = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    assert!(
        !shown.contains("技术合同登记成交额"),
        "a preview changes nothing"
    );
    update(at);
    let shown = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    assert!(shown.contains("技术合同登记成交额"));
    // a wrong update is taken back: the scheme of before is in force again
    assert!(done(at, 0, &["undo", "L.xbh"]).contains("更新制度"));
    let shown = done(at, 0, &["scheme", "show", "L.xbh", "--text"]);
    assert!(!shown.contains("技术合同登记成交额"));
    done(at, 0, &["verify", "L.xbh"]);
}

/// An update that is refused, with what it says.
fn refused(change: impl FnOnce(String) -> String) -> String {
    let folder = ledger();
    let at = folder.path();
    changed(at, change);
    let arguments = ["scheme", "update", "L.xbh", "new.toml", "--reason", "x"];
    let said = done(at, 2, &arguments);
    done(at, 0, &["verify", "L.xbh"]);
    said
}

#[test]
fn another_unit_of_measure_does_not_relabel_stored_figures() {
    let said = refused(|text| {
        let at = text.find("name = \"技术合同成交额\"").unwrap();
        let (head, tail) = text.split_at(at);
        format!("{head}{}", tail.replacen("万元", "亿元", 1))
    });
    assert!(
        said.contains("scheme.held") && said.contains("由万元改为亿元"),
        "{said}"
    );
    let said = refused(|text| {
        let at = text.find("code = \"S3\"").unwrap();
        let (head, tail) = text.split_at(at);
        format!(
            "{head}{}",
            tail.replacen("unit = \"万元\"", "unit = \"亿元\"", 1)
        )
    });
    assert!(
        said.contains("scheme.held") && said.contains("改了计量单位"),
        "{said}"
    );
}

#[test]
fn a_unit_with_returns_is_not_dropped() {
    let said = refused(|text| {
        let at = text.find("code = \"130528\"").unwrap();
        let from = text[..at].rfind("[[unit]]").unwrap();
        let to = text[at..].find("[[").unwrap() + at;
        format!("{}{}", &text[..from], &text[to..])
            .replace("\"130528\", ", "")
            .replace(", \"130528\"", "")
    });
    assert!(
        said.contains("scheme.held") && said.contains("宁晋县"),
        "{said}"
    );
}

#[test]
fn codes_are_not_exchanged_over_stored_figures() {
    let swapped = |text: String, one: &str, other: &str| {
        text.replace(one, "\u{1}")
            .replace(other, one)
            .replace('\u{1}', other)
    };
    for (one, other) in [
        ("name = \"宁晋县\"", "name = \"威县\""),
        (
            "name = \"高新技术企业总数\"",
            "name = \"科技型中小企业总数\"",
        ),
    ] {
        let said = refused(|text| swapped(text, one, other));
        assert!(
            said.contains("scheme.held") && said.contains("张冠李戴"),
            "{said}"
        );
    }
}

#[test]
fn another_scheme_is_not_taken_for_a_new_version() {
    let said = refused(|text| text.replacen("code = \"kjcx\"", "code = \"other\"", 1));
    assert!(
        said.contains("scheme.other") && said.contains("kjcx"),
        "{said}"
    );
}

#[test]
fn a_unit_that_the_scheme_has_since_is_named_where_no_round_expects_it() {
    let folder = ledger();
    let at = folder.path();
    changed(at, |text| {
        format!("{text}\n[[unit]]\ncode = \"130599\"\nname = \"新设区\"\nparent = \"130500\"\n")
    });
    let arguments = ["scheme", "update", "L.xbh", "new.toml", "--reason", "x"];
    let said = done(at, 0, &arguments);
    assert!(
        said.contains("不在应报单位里") && said.contains("新设区"),
        "{said}"
    );
    let added = |code: &'static str, more: &[&str]| {
        done(at, 0, &[&["round", "add", "L.xbh", code], more].concat())
    };
    let said = added("2021Q2", &[]);
    assert!(
        said.contains("19 个单位") && said.contains("新设区"),
        "{said}"
    );
    let said = added("2021Q3", &["--units", "130599"]);
    assert!(!said.contains("不在应报单位里"), "{said}");
    done(at, 0, &["verify", "L.xbh"]);
}

#[test]
fn the_versions_are_told_with_their_reasons_and_what_differs_between_them() {
    let folder = ledger();
    let at = folder.path();
    let json = |more: &[&str]| -> serde_json::Value {
        let typed = [&["scheme", "versions", "L.xbh", "--json"], more].concat();
        serde_json::from_str(&done(at, 0, &typed)).unwrap()
    };
    let versions = |told: &serde_json::Value| {
        let all = told["versions"].as_array().unwrap().iter();
        let line = |one: &serde_json::Value| {
            let reason = one["reason"].as_str().unwrap_or("-");
            format!(
                "{} {reason} {} {}",
                one["version"], one["undone"], one["in_force"]
            )
        };
        all.map(line).collect::<Vec<_>>()
    };
    assert_eq!(versions(&json(&[])), ["\"2021\" - false true"]);
    changed(at, |text| {
        let text = text.replacen("version = \"2021\"", "version = \"2022\"", 1);
        let second = text.find("[[form.field]]\ncode = \"credit_code\"").unwrap();
        format!("{}{NEW_FIELD}{}", &text[..second], &text[second..])
    });
    update(at);
    let told = json(&[]);
    assert_eq!(
        versions(&told),
        ["\"2021\" - false false", "\"2022\" 年度修订 false true"]
    );
    let ids = told["versions"].as_array().unwrap().iter();
    let ids = ids.map(|one| one["id"].to_string()).collect::<Vec<_>>();
    let pair = ids.join(",");
    let compared = json(&["--diff", &pair]);
    let changes = compared["compared"]["changes"].to_string();
    assert!(changes.contains("所在园区"), "{compared}");
    done(at, 0, &["undo", "L.xbh"]);
    let told = versions(&json(&[]));
    assert_eq!(
        told.last().map(String::as_str),
        Some("\"2021\" 撤销 true true")
    );
    assert_eq!(told.len(), 3);
}
