//! What no table can answer, and what is no figure.

use super::growth::changed;
use crate::figures_named::{HEADER, ledger, matrix, roster, sheet};
use crate::one_file::run;

#[test]
fn a_form_that_the_round_does_not_ask_for_is_refused_with_that_reason() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    std::fs::write(
        folder.join("u.toml"),
        text.replace(
            "name = \"2021年一季度\"",
            "name = \"2021年一季度\"\nforms = [\"M\"]",
        ),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let report = roster(folder, "r.xlsx", "青县", "甲公司 | 5 | 1");
    assert_eq!(
        (report["status"].as_str(), report["error"]["code"].as_str()),
        (Some("refused"), Some("identify.not-in-round")),
        "{report}"
    );
    let reason = report.to_string();
    assert!(
        reason.contains("这是“名单”，本批次“2021年一季度”不收这张报表（本批次收：“主表”）"),
        "{reason}"
    );
}

#[test]
fn words_where_words_are_asked_for_are_no_bad_figures() {
    let ledger = changed(
        "[[form]]\ncode = \"M\"",
        "[[indicator]]\ncode = \"k\"\nname = \"等次\"\nunit = \"\"\ntype = \"class\"\n[[form]]\ncod\
            e = \"M\"",
    );
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("u.toml")).unwrap();
    std::fs::write(
        folder.join("u.toml"),
        text.replace("rows = [\"a\", \"b\"]", "rows = [\"a\", \"b\", \"k\"]"),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let report = matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0\n等次 | 优 | 良 | ",
    );
    assert_eq!(report["status"], "committed", "{report}");
    assert!(
        !report["findings"].to_string().contains("不是数"),
        "{report}"
    );
    assert!(!sheet(folder, "M分县表").contains("未识别"));
}

#[test]
fn a_rule_over_all_units_that_no_county_table_can_answer_is_refused_with_the_scheme() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    for (form, expr, is_good) in [
        ("M", "合计([a.now]) <= 1000", false),
        ("T", "合计([a.p]) <= 1000", true),
    ] {
        let rule = format!(
            "[[rule]]\ncode = \"r\"\nform = \"{form}\"\nexpr = \"{expr}\"\n[[round]]\ncode = \
                \"2020Q1\""
        );
        std::fs::write(
            folder.join("u.toml"),
            text.replace("[[round]]\ncode = \"2020Q1\"", &rule),
        )
        .unwrap();
        let _ = std::fs::remove_file(folder.join("b.xbh"));
        let output = run(folder, &["new", "b.xbh", "--scheme", "u.toml"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), is_good, "{said}");
        assert!(
            is_good || said.contains("没有一张分县表有它要的指标"),
            "{said}"
        );
    }
}
