//! Growth, and why it cannot be told.

use crate::figures_named::{HEADER, ledger, matrix, names, sheet, trace};
use crate::one_file::run;
use serde_json::Value;

#[test]
fn growth_that_overflows_is_told_in_the_trace_and_below_the_table() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 0.0000000001 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 9999999999999999999999 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert_eq!(
        (
            &own["year_on_year"]["overflow"],
            &own["year_on_year"]["value"]
        ),
        (&Value::Bool(true), &Value::Null),
        "{own}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("账本同比溢出，无法计算（超过 28 位数字），请核对计量单位：研发经费"),
        "{text}"
    );
}

#[test]
fn a_unit_that_only_last_year_had_is_named_at_the_growth() {
    let ledger = ledger();
    let folder = ledger.path();
    // the county last year, its township this year
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "清州镇",
        HEADER,
        "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let left = |own: &Value| {
        own["year_on_year"]["left_out"]
            .as_array()
            .unwrap()
            .iter()
            .map(|left| left["unit"]["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(
        left(&own).contains(&"青县".to_owned()) && left(&own).contains(&"清州镇".to_owned()),
        "{own}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.lines()
            .any(|line| line.contains("账本同比（带※）只按") && line.contains("青县")),
        "{text}"
    );
    // the township last year, the county this year
    let ledger = self::ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "清州镇",
        HEADER,
        "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "清州镇",
        HEADER,
        "研发经费 | 61 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(left(&own).contains(&"清州镇".to_owned()), "{own}");
}

/// A ledger of the same scheme with something changed.
pub(super) fn changed(from: &str, to: &str) -> tempfile::TempDir {
    let ledger = ledger();
    let text = std::fs::read_to_string(ledger.path().join("t.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(ledger.path().join("u.toml"), text.replace(from, to)).unwrap();
    std::fs::remove_file(ledger.path().join("a.xbh")).unwrap();
    let made = run(ledger.path(), &["new", "a.xbh", "--scheme", "u.toml"]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    ledger
}

#[test]
fn growth_that_cannot_be_says_why_below_the_table() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains(
            "账本同比为“/”，没有一个单位两年都在本表报了数：研发经费（本期）、生产总值（本期）"
        ),
        "{text}"
    );
}

#[test]
fn a_base_that_is_not_exact_and_units_that_are_gone_are_named_at_the_growth() {
    let ledger = changed(
        "name = \"2021年一季度\"",
        "name = \"2021年一季度\"\nunits = [\"u1\", \"u2\"]",
    );
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 约100 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "献县",
        HEADER,
        "研发经费 | 40 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 110 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("账本同比（带※）的上年数含不是确数的填报值，为近似数：青县：研发经费"),
        "{text}"
    );
    assert!(
        text.contains("账本同比（带※）的上年数未含上年报了数、本批次不应报的单位：献县"),
        "{text}"
    );
    let years = &trace(folder, "M", "a", "now", &[])[0]["year_on_year"];
    assert_eq!(
        (names(&years["bounded"]), names(&years["gone"])),
        (vec!["青县"], vec!["献县"]),
        "{years}"
    );
}
