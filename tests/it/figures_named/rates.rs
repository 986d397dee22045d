//! Rates and ratios, and units with one side of them.

use super::{HEADER, ledger, matrix, names, sheet, table, take_in, trace};
use crate::one_file::run;

#[test]
fn a_unit_with_a_nil_on_one_side_of_a_rate_is_named_and_not_said_to_be_left_out() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 20 | / | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 20 | 10 | 100\n生产总值 | 1 | 1 | 0",
    );
    let traced = trace(folder, "M", "a", "rate", &[]);
    let own = &traced[0];
    assert_eq!(
        (own["value"].as_str(), names(&own["nil_sides"])),
        (Some("300.0"), vec!["青县"]),
        "{own}"
    );
    let formula = own["formula"].as_str().unwrap();
    assert!(
        formula.contains("一边填“/”的按 0 计入") && !formula.contains("缺一数的单位不计"),
        "{formula}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("一边填“/”，按 0 计入：") && text.contains("青县：研发经费（增长）"),
        "{text}"
    );
    assert!(names(&trace(folder, "M", "b", "rate", &[])[0]["nil_sides"]).is_empty());
}

/// An indicator without a base in any unit has no rate: there is nothing to be told of it.
#[test]
fn a_nil_on_one_side_is_not_told_where_no_rate_comes_of_it() {
    for (base, value) in [("/", None), ("0", None), ("10", Some("300.0"))] {
        let ledger = ledger();
        let folder = ledger.path();
        matrix(
            folder,
            "2021Q1",
            "青县",
            HEADER,
            "研发经费 | 20 | / | /\n生产总值 | 1 | 1 | 0",
        );
        matrix(
            folder,
            "2021Q1",
            "沧县",
            HEADER,
            &format!("研发经费 | 20 | {base} | /\n生产总值 | 1 | 1 | 0"),
        );
        let own = trace(folder, "M", "a", "rate", &[])[0].clone();
        assert_eq!(
            (own["value"].as_str(), names(&own["nil_sides"]).is_empty()),
            (value, value.is_none()),
            "{base}: {own}"
        );
        assert_eq!(
            sheet(folder, "M分县表").contains("一边填“/”"),
            value.is_some(),
            "{base}"
        );
    }
}

#[test]
fn a_ratio_between_columns_of_other_codes_is_computed_and_checked() {
    let ledger = ledger();
    let folder = ledger.path();
    let report = table(folder, "青县 | 70000 | 500 | 1.4\n沧县 | 10 | 5 | 77");
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "ratio.does-not-follow")
        .collect::<Vec<_>>();
    assert!(
        told.len() == 1 && told[0]["message"].as_str().unwrap().contains("沧县"),
        "{report}"
    );
    let traced = trace(folder, "T", "c", "s", &[]);
    assert_eq!(
        (
            traced[0]["value"].as_str(),
            traced[0]["numerator"]["column"]["code"].as_str()
        ),
        (Some("1.39"), Some("p")),
        "{traced}"
    );
}

#[test]
fn a_ratio_whose_columns_cannot_be_told_apart_is_said_to_be_unchecked() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    let second = "[[form.column]]\ncode = \"p2\"\nheader = \"研发经费投入（万元）\"\nindicator = \
        \"a\"\n[[form.column]]\ncode = \"q\"";
    std::fs::write(
        folder.join("u.toml"),
        text.replace("[[form.column]]\ncode = \"q\"", second),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let text = "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 研发经费投入（万元） | \
        生产总值（亿元） | 研发强度（%）\n青县 | 10 | 20 | 5 | 9\n沧县 | 10 | 20 | 5 | 9";
    let report = take_in(folder, "2021Q1", "t.xlsx", text, &[]);
    let told = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["rule"] == "ratio.unchecked")
        .collect::<Vec<_>>();
    assert!(
        told.len() == 1
            && told[0]["severity"] == "D"
            && told[0]["message"].as_str().unwrap().contains("没有核对"),
        "{report}"
    );
    assert!(sheet(folder, "T").contains("研发强度没有合计，也没有核对"));
}
