//! Growth and shares: of the same form only, of the units that have both figures.

use super::office::{Office, xbh};
use super::{NOW, TWO, indicator, matrix};
use crate::support::decimal;

/// 125 % and −25 % of ranks, ratios and growth rates; 100 of a total that is 0.
#[test]
fn what_does_not_add_up_has_no_share_and_no_growth() {
    let kinds = [("ratio", "%"), ("growth", "%"), ("rank", "名")];
    for (kind, unit) in kinds {
        let rest = indicator("x", "某指标", unit, kind, "decimals = 1") + &matrix("\"x\"", NOW);
        let mut office = Office::new(TWO, &rest);
        for round in ["2020Q1", "2021Q1"] {
            office.take(
                round,
                "青县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 5",
            );
            office.take(
                round,
                "沧县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 3",
            );
        }
        assert_eq!(office.row("M分县表", "青县"), "青县 | 5 | / | /", "{kind}");
        assert_eq!(office.row("M分县表", "合计"), "合计 | / | / | /", "{kind}");
        let formula = office
            .origin("M", None, "x", "now")
            .formula
            .unwrap_or_default();
        assert!(formula.starts_with("没有合计"), "{kind}: {formula}");
    }
    let rest = indicator("x", "某指标", "人", "net-change", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | 5",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | -5",
    );
    assert_eq!(office.row("M分县表", "合计"), "合计 | 0 | /");
}

/// 100 → 110 gave 120 where another form had the same indicator: a plan, say.
#[test]
fn the_base_of_growth_is_the_same_form_only() {
    let forms = matrix("\"x\"", NOW)
        + &matrix("\"x\"", NOW)
            .replace("\"M\"", "\"P\"")
            .replace("主要指标", "计划指标");
    let rest = indicator("x", "某指标", "万元", "flow", "") + &forms;
    for (own, expected) in [(true, "10"), (false, "/")] {
        let mut office = Office::new(TWO, &rest);
        if own {
            office.take(
                "2020Q1",
                "青县",
                "主要指标统计表",
                "指标名称 | 本期\n某指标 | 100",
            );
        }
        office.take(
            "2020Q1",
            "青县",
            "计划指标统计表",
            "指标名称 | 本期\n某指标 | 50",
        );
        office.take(
            "2021Q1",
            "青县",
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | 110",
        );
        assert_eq!(
            office.row("M分县表", "青县"),
            format!("青县 | 110 | {expected} | 100"),
            "own: {own}"
        );
        assert_eq!(
            office.row("M分县表", "合计"),
            format!("合计（1/2） | 110 | {expected} | 100"),
            "own: {own}"
        );
    }
}

/// One county had a year before, all have this one: the rate is of that county, and says so.
#[test]
fn growth_says_of_how_many_units_it_is_and_names_the_rest() {
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    office.take(
        "2020Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | 30",
    );
    for unit in ["青县", "沧县", "献县"] {
        office.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | 50",
        );
    }
    for sheet in ["M分县表", "M汇总表"] {
        let text = office.text(sheet);
        assert!(
            text.contains("有 1/3 个单位，未计 沧县、献县"),
            "{sheet}\n{text}"
        );
    }
    let years = office.origin("M", None, "x", "now").year_on_year.unwrap();
    assert_eq!(
        (years.of, years.base, years.both, years.left_out.len()),
        (
            Some(decimal("50")),
            Some(decimal("30")),
            vec!["u0".to_owned()],
            2
        )
    );
    let parts = years
        .parts
        .iter()
        .map(|part| {
            (
                part.round.as_str(),
                part.figure.source.file.as_str(),
                part.figure.source.version,
            )
        })
        .collect::<Vec<_>>();
    assert_eq!(
        parts,
        [
            ("2021Q1", "青县-2021-主要指标统计表.xlsx", 1),
            ("2020Q1", "青县-2020-主要指标统计表.xlsx", 1)
        ]
    );
    let json = xbh(
        office.folder.path(),
        &[
            "trace",
            "t.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "x",
            "--json",
        ],
    );
    let report: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let years = &report["origins"][0]["year_on_year"];
    assert_eq!(
        (
            years["value"].as_str(),
            years["units"].as_array().map(Vec::len),
            years["left_out"][1]["unit"]["name"].as_str()
        ),
        (Some("66.7"), Some(1), Some("献县"))
    );
    assert_eq!(
        (
            years["parts"][1]["round"].as_str(),
            years["parts"][1]["cell"].as_str()
        ),
        (Some("2020Q1"), Some("B4"))
    );
}
