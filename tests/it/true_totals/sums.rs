//! Sums: whose figures are in them, and what they lack.

use super::digits::formats;
use super::office::{Office, xbh};
use super::{NOW, TWO, indicator, matrix};
use crate::support::decimal;
use xianbaohui_results::consolidate::Why;

/// 25 for 15, and 900 for 450 over three levels.
#[test]
fn a_unit_and_those_below_it_are_never_added_together() {
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", NOW);
    let tree: &[(&str, &str)] = &[
        ("青县", ""),
        ("清州镇", "青县"),
        ("东街村", "清州镇"),
        ("沧县", ""),
    ];
    let total = |reported: &[(&str, &str)]| {
        let mut office = Office::new(tree, &rest);
        for (unit, figure) in reported {
            office.take(
                "2021Q1",
                unit,
                "主要指标统计表",
                &format!("指标名称 | 本期\n某指标 | {figure}"),
            );
        }
        office
    };
    // a unit that reports stands for all below it
    let office = total(&[
        ("青县", "10"),
        ("清州镇", "10"),
        ("东街村", "10"),
        ("沧县", "5"),
    ]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("15"))
    );
    assert_eq!(office.row("M分县表", "合计"), "合计 | 15 | 100");
    assert_eq!(office.row("M分县表", "清州镇"), "清州镇 | 10 | /");
    let text = office.text("M分县表");
    assert!(
        text.contains("合计按青县报的数计，其下级单位（清州镇、东街村）的数不再加入"),
        "{text}"
    );
    assert_eq!(
        office
            .exported()
            .formulas("M分县表")
            .get_value((9, 1))
            .map(String::as_str),
        Some("SUM(B6,B9)")
    );
    let left = office
        .origin("M", None, "x", "now")
        .left_out
        .into_iter()
        .map(|left| (left.unit, left.why))
        .collect::<Vec<_>>();
    assert_eq!(
        left,
        [
            ("u1".to_owned(), Why::Within("u0".to_owned())),
            ("u2".to_owned(), Why::Within("u0".to_owned()))
        ]
    );
    // what is below stands in for one that has not reported
    let office = total(&[("东街村", "7"), ("沧县", "5")]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("12"))
    );
    let office = total(&[("清州镇", "10"), ("东街村", "7"), ("沧县", "5")]);
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("15"))
    );
    // a difference is told
    let office = total(&[("青县", "10"), ("清州镇", "8"), ("沧县", "5")]);
    assert!(
        office.text("M分县表").contains("某指标填报 10，下级之和 8"),
        "{}",
        office.text("M分县表")
    );
}

#[test]
fn a_total_that_lacks_a_blank_cell_names_whose_and_carries_a_sign() {
    let mut rest = String::new();
    let codes = (0..20).map(|at| format!("\"x{at}\"")).collect::<Vec<_>>();
    for at in 0..20 {
        rest += &indicator(
            &format!("x{at}"),
            &format!("指标{at}号"),
            "万元",
            "flow",
            "",
        );
    }
    rest += &matrix(
        &codes.join(", "),
        "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\n",
    );
    let mut office = Office::new(TWO, &rest);
    let lines = |blank: &dyn Fn(usize) -> bool| {
        (0..20)
            .map(|at| format!("\n指标{at}号 | {}", if blank(at) { "" } else { "5" }))
            .collect::<Vec<_>>()
            .concat()
    };
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        &format!("指标名称 | 本期{}", lines(&|at| at % 2 == 0)),
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        &format!("指标名称 | 本期{}", lines(&|at| at == 3)),
    );
    let text = office.text("M汇总表");
    assert!(
        text.contains("青县：指标0号、指标2号")
            && text.contains("沧县：指标3号")
            && text.contains("指标18号"),
        "{text}"
    );
    assert!(!text.contains("另有"), "{text}");
    // the sign is in the number format, so that the figure stays a figure
    let formats = formats(&office.path(), "M汇总表");
    assert!(
        formats.iter().filter(|format| format.contains('※')).count() >= 10,
        "{formats:?}"
    );
}

/// 其中 139 479 of 92 386: the findings are on page 18, the total says it beside itself.
#[test]
fn a_total_says_whose_figure_in_it_stands_under_an_a() {
    let mut rest = indicator("x", "总数", "万元", "flow", "")
        + &indicator("y", "其中数", "万元", "flow", "part_of = \"x\"");
    rest += &matrix("\"x\", \"y\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n总数 | 100\n其中数 | 120",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期\n总数 | 100\n其中数 | 20",
    );
    for sheet in ["M汇总表", "M分县表"] {
        let text = office.text(sheet);
        assert!(
            text.contains("A 级（强制性）审核问题的数：青县：总数、其中数"),
            "{sheet}\n{text}"
        );
        assert!(
            formats(&office.path(), sheet)
                .iter()
                .any(|format| format.contains('※'))
        );
    }
    assert_eq!(office.origin("M", None, "y", "now").flagged, ["u0"]);
}

#[test]
fn a_sum_that_is_too_large_is_told_and_no_smaller_sum_stands_in_for_it() {
    let rest = indicator("x", "某指标", "个", "stock", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    for unit in ["青县", "沧县"] {
        office.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | '7000000000000000000000000000",
        );
    }
    let mut large = Office::new(&[("青县", ""), ("沧县", ""), ("献县", "")], &rest);
    for unit in ["青县", "沧县"] {
        large.take(
            "2021Q1",
            unit,
            "主要指标统计表",
            "指标名称 | 本期\n某指标 | '9999999999999999999999999999",
        );
    }
    // 28 digits and half a unit are more than a decimal keeps
    large.take(
        "2021Q1",
        "献县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | '0.123456789012",
    );
    assert_eq!(
        office.origin("M", None, "x", "now").value,
        Some(decimal("14000000000000000000000000000"))
    );
    let origin = large.origin("M", None, "x", "now");
    assert_eq!((origin.value, origin.overflow), (None, true));
    assert_eq!(large.row("M分县表", "合计"), "合计 | 溢出※ | 溢出");
    let text = large.text("M汇总表");
    assert!(
        text.contains("溢出，无法合计") && text.contains("青县"),
        "{text}"
    );
    let output = xbh(
        large.folder.path(),
        &[
            "trace",
            "t.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "x",
            "--unit",
            "青县",
            "--json",
        ],
    );
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}

const ROSTER: &str = "\n[[form]]\ncode = \"R\"\nname = \"企业名单\"\nkind = \"roster\"\ntitle = \
    \"企业名单\"\n\n[[form.field]]\ncode = \"name\"\nheader = \"企业名称\"\nkey = true\n\n[[form.fi\
    eld]]\ncode = \"income\"\nheader = \"营业收入\"\ntype = \"number\"\nunit = \"万元\"\nsu\
    m = true\n";

/// A county whose only figure is 待定 stood as —, which says 无.
#[test]
fn a_roster_sum_counts_and_names_what_it_lacks() {
    let mut office = Office::new(
        &[("青县", ""), ("沧县", ""), ("献县", ""), ("东光县", "")],
        ROSTER,
    );
    office.take(
        "2021Q1",
        "青县",
        "企业名单",
        "企业名称 | 营业收入\n甲公司 | 待定",
    );
    office.take(
        "2021Q1",
        "沧县",
        "企业名单",
        "企业名称 | 营业收入\n乙公司 | 100\n丙公司 | \n丁公司 | 待定",
    );
    office.take(
        "2021Q1",
        "献县",
        "企业名单",
        "企业名称 | 营业收入\n戊公司 | 无",
    );
    office.take(
        "2021Q1",
        "东光县",
        "企业名单",
        "企业名称 | 营业收入\n己公司 | '9999999999999999999999999999\n庚公司 | '0.123456789012",
    );
    let rows = ["青县", "沧县", "献县", "东光县", "合计"].map(|unit| office.row("R分县统计", unit));
    assert_eq!(
        rows,
        [
            "青县 | 1 | 未识别※",
            "沧县 | 3 | 100",
            "献县 | 1 | —",
            "东光县 | 2 | 溢出※",
            "合计 | 7 | 溢出※"
        ]
    );
    let text = office.text("R分县统计");
    assert!(
        text.contains(
            "“营业收入”没有算全：青县（1 条未识别）、沧县（1 条未填、1 条未识别）、东\
        光县（溢出，无法合计）"
        ),
        "{text}"
    );
}
