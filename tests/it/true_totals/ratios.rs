//! Ratios are computed from their parts, and traced to them.

use super::office::Office;
use super::{NOW, TWO, indicator, matrix};
use crate::support::{compare, decimal};
use calamine::Data;
use xianbaohui_desk::import::Outcome;
use xianbaohui_results::consolidate::Why;

/// R&D 70 000 万元 of a GDP of 500 亿元 is 1.40 %, not 14 000 %.
#[test]
fn a_ratio_is_computed_through_units_of_measure() {
    let cases = [
        ("万元", "亿元", "%", "70000", "500", "1.4"),
        ("万元", "亿元", "‰", "70000", "500", "14"),
        ("亿元", "万元", "%", "7", "70000", "100"),
        ("元", "亿元", "", "50000000", "2", "0.25"),
        ("家", "家", "%", "3", "12", "25"),
        ("件", "人", "件/万人", "30", "20000", "15"),
        ("件", "万人", "件/万人", "30", "2", "15"),
        ("亿元", "人", "万元", "3", "600", "50"),
        ("亿元", "万人", "元/人", "3", "6", "5000"),
        ("万元", "家", "%", "3", "6", "/"),
        ("万元", "万元", "家", "3", "6", "/"),
    ];
    let came = cases.map(|(of, base, unit, above, below, expected)| {
        let mut rest = indicator("a", "研发经费", of, "flow", "decimals = 2");
        rest += &indicator("b", "总量", base, "flow", "decimals = 2");
        rest += &indicator(
            "c",
            "强度",
            unit,
            "ratio",
            "decimals = 2\nnumerator = \"a\"\ndenominator = \"b\"",
        );
        rest += &matrix("\"a\", \"b\", \"c\"", NOW);
        let mut office = Office::new(TWO, &rest);
        office.take(
            "2021Q1",
            "青县",
            "主要指标统计表",
            &format!("指标名称 | 本期\n研发经费 | {above}\n总量 | {below}\n强度 | "),
        );
        let origin = office.origin("M", None, "c", "now");
        let value = origin
            .value
            .map_or("/".to_owned(), |value| value.normalize().to_string());
        (format!("{of} ÷ {base} in {unit}"), value, expected)
    });
    compare(came);
}

fn strength(given: &str) -> (Office, Outcome) {
    let mut rest = indicator("a", "研发经费", "万元", "flow", "");
    rest += &indicator("b", "地区生产总值", "亿元", "flow", "");
    rest += &indicator(
        "c",
        "研发强度",
        "%",
        "ratio",
        "decimals = 2\nnumerator = \"a\"\ndenominator = \"b\"",
    );
    rest += &matrix("\"a\", \"b\", \"c\"", NOW);
    let mut office = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    let outcome = office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        &format!("指标名称 | 本期\n研发经费 | 70000\n地区生产总值 | 500\n研发强度 | {given}"),
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n研发经费 | 9000\n地区生产总值 | \n研发强度 | 1",
    );
    (office, outcome)
}

#[test]
fn a_reported_ratio_is_held_against_its_parts() {
    let told = |given: &str| {
        let (_, outcome) = strength(given);
        let findings = outcome
            .file
            .returns()
            .iter()
            .flat_map(|one| one.taken.findings.clone())
            .collect::<Vec<_>>();
        findings
            .iter()
            .find(|one| one.rule_name() == "ratio.does-not-follow")
            .map_or("-".to_owned(), |one| one.right.clone().unwrap_or_default())
    };
    compare(
        [
            ("1.4", "-"),
            ("1.40", "-"),
            ("1.8", "1.4"),
            ("0.014", "1.4"),
            ("14000", "1.4"),
        ]
        .map(|(given, expected)| (given.to_owned(), told(given), expected)),
    );
}

#[test]
fn a_ratio_is_traced_to_numerator_and_denominator() {
    let (office, _) = strength("1.4");
    let origin = office.origin("M", None, "c", "now");
    assert_eq!(
        origin.value.map(|value| value.normalize()),
        Some(decimal("1.4"))
    );
    let formula = origin.formula.clone().unwrap_or_default();
    assert!(
        formula.contains("研发经费（万元） ÷ 地区生产总值（亿元） ÷ 100")
            && !formula.contains("之和"),
        "{formula}"
    );
    let (of, base) = origin.sides.clone().unwrap();
    assert_eq!(
        (
            of.indicator.as_str(),
            of.sum,
            base.indicator.as_str(),
            base.sum
        ),
        ("a", Some(decimal("70000")), "b", Some(decimal("500")))
    );
    // 沧县 has no GDP, 献县 no return
    assert_eq!(
        origin
            .left_out
            .iter()
            .map(|left| (left.unit.as_str(), left.why.clone()))
            .collect::<Vec<_>>(),
        [("u1", Why::OneSide)]
    );
    assert_eq!(origin.missing, ["u2"]);
    assert!(
        office.text("M分县表").contains("未计：沧县：研发强度"),
        "{}",
        office.text("M分县表")
    );
}

/// 80 → 87 is 8.75, which shows as 8.8; `(87/80-1)*100` is a little less.
#[test]
fn a_live_rate_gives_what_is_stored() {
    let columns = "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\n\n[[form.column]]\ncode = \
        \"then\"\nheader = \"上年\"\n\n[[form.column]]\ncode = \"rate\"\nheader = \"增长\"\nrole = \
        \"growth\"\nof = \"now\"\nbase = \"then\"\n";
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", columns);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年 | 增长\n某指标 | 80 | 75 | 6.7",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年 | 增长\n某指标 | 7 | 5 | 40",
    );
    let mut exported = office.exported();
    let (cells, formulas) = (exported.cells("M汇总表"), exported.formulas("M汇总表"));
    assert_eq!(
        cells
            .get_value((4, 5))
            .map(|cell| matches!(cell, Data::Float(value) if (value - 8.75).abs() < 1e-12)),
        Some(true),
        "{:?}",
        cells.get_value((4, 5))
    );
    assert_eq!(
        formulas.get_value((4, 5)).map(String::as_str),
        Some("IF(N(E5)<=0,\"/\",ROUND((D5-E5)*100/E5,10))")
    );
}
