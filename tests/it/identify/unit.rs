//! Who reports.

use super::{TITLE, sheet, told};
use crate::support::{compare, take};
use crate::told::mini;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

#[test]
fn the_unit() {
    let scheme = mini();
    let cases = [
        // 填报单位 line, as people write it
        (TITLE, "填报单位：青县科技局", "x.xlsx", "青县 M 2021Q1"),
        (
            TITLE,
            "填报单位(盖章):沧州市青县科学技术局",
            "x.xlsx",
            "青县 M 2021Q1",
        ),
        (TITLE, "填报单位：  青  县  ", "x.xlsx", "青县 M 2021Q1"),
        (
            TITLE,
            "填报单位 | 河间市科工信局 | | 填报人：李四",
            "x.xlsx",
            "河间市 M 2021Q1",
        ),
        (
            TITLE,
            "填报单位： | | 孟村回族自治县人民政府",
            "x.xlsx",
            "孟村回族自治县 M 2021Q1",
        ),
        (
            TITLE,
            "单位名称：沧州经济技术开发区管委会",
            "x.xlsx",
            "沧州经济技术开发区 M 2021Q1",
        ),
        (
            TITLE,
            "填报单位：河间 填报日期：2021年4月6日",
            "x.xlsx",
            "河间市 M 2021Q1",
        ),
        (
            TITLE,
            "填报单位：经开区",
            "x.xlsx",
            "沧州经济技术开发区 M 2021Q1",
        ),
        // the title
        (
            "沧县2021年一季度主要指标完成情况统计表",
            "",
            "x.xlsx",
            "沧县 M 2021Q1",
        ),
        (
            "沧州市沧县2021年一季度主要指标完成情况统计表",
            "",
            "x.xlsx",
            "沧县 M 2021Q1",
        ),
        // line and title agree, and do not
        (
            "沧县2021年一季度主要指标完成情况统计表",
            "填报单位：沧县",
            "x.xlsx",
            "沧县 M 2021Q1",
        ),
        (
            "沧县2021年一季度主要指标完成情况统计表",
            "填报单位：青县",
            "x.xlsx",
            "asked: 表上提到不同的单位：青县、沧县。请指明是哪个单位报的。",
        ),
        // a hint only is asked about
        (
            TITLE,
            "",
            "青县2021年一季度.xlsx",
            "asked: 表上没有写填报单位，只有文件名或工作表名提到“青县”。请确认。",
        ),
        (
            TITLE,
            "填报单位：",
            "青县.xlsx",
            "asked: 表上没有写填报单位，只有文件名或工作表名提到“青县”。请确认。",
        ),
        (
            TITLE,
            "",
            "x.xlsx",
            "asked: 表上没有写填报单位。请指明是哪个单位。",
        ),
        // a hint that contradicts is told
        (
            TITLE,
            "填报单位：青县",
            "沧县2021年一季度.xlsx",
            "青县 M 2021Q1 B unit.hint-differs",
        ),
        // the city itself reports no county's sheet
        (
            TITLE,
            "填报单位：沧州市科学技术局",
            "x.xlsx",
            "asked: 填报单位写的是汇总单位“沧州市”，不是某个县（市、区）。请指明是哪个单位。",
        ),
        // outdated, unknown, ambiguous
        (
            TITLE,
            "填报单位：任丘县科委",
            "x.xlsx",
            "asked: 填报单位写的是“任丘县”，这个名称在本报告期已不用，现在是“任丘市”。请确认。",
        ),
        (
            TITLE,
            "填报单位：火星县",
            "x.xlsx",
            "asked: A2 写的填报单位“火星县”不在本制度的单位名单里。请指明是哪个单位。",
        ),
        (
            TITLE,
            "填报单位：青区",
            "x.xlsx",
            "asked: A2 写的填报单位“青区”不在本制度的单位名单里，最接近的是“青县”。\
                请指明是哪个单位。",
        ),
        (
            TITLE,
            "填报单位：青县、沧县",
            "x.xlsx",
            "asked: 表上提到不同的单位：青县、沧县。请指明是哪个单位报的。",
        ),
    ];
    compare(cases.map(|(title, line, name, expected)| {
        (
            format!("{title} / {line} / {name}"),
            told(
                &take(&scheme, Some("2021Q1"), name, &[sheet("表1", title, line)]),
                &scheme,
            ),
            expected,
        )
    }));
}

/// A township's or a firm's sheet that came to the bureau by mistake is not the county's, and the
/// city is not its development zone.
#[test]
fn who_only_bears_the_name_of_a_unit_is_asked_about() {
    let scheme = mini();
    for line in [
        "填报单位：河间府酒业有限公司",
        "填报单位：青县清州镇人民政府",
        "填报单位：沧县兴济镇",
        "填报单位：沧州科技局",
        "填报单位：沧州",
    ] {
        let told = told(
            &take(
                &scheme,
                Some("2021Q1"),
                "x.xlsx",
                &[sheet("表1", TITLE, line)],
            ),
            &scheme,
        );
        assert!(told.starts_with("asked: "), "{line}: {told}");
    }
}

#[test]
fn names_of_units() {
    let scheme = mini();
    let period = Period::parse("2021Q1");
    let named = |text: &str| {
        scheme
            .unit_names
            .within(text, period)
            .iter()
            .map(|one| {
                format!(
                    "{}{}",
                    scheme.units[one.unit].name,
                    if one.outdated { "（旧）" } else { "" }
                )
            })
            .collect::<Vec<_>>()
            .join("、")
    };
    compare(
        [
            ("沧县", "沧县"),
            ("沧县科学技术局", "沧县"),
            ("沧", ""),
            ("献县", "献县"),
            ("青海", ""),
            ("河间", "河间市"),
            ("河间市", "河间市"),
            ("孟村", "孟村回族自治县"),
            ("任丘", "任丘市"),
            ("任丘市", "任丘市"),
            ("任丘县", "任丘市（旧）"),
            ("沧州市", "沧州市"),
            ("沧州市献县", "献县"),
            ("河北省沧州市献县", "献县"),
            ("沧州", ""),
            ("沧州经济技术开发区", "沧州经济技术开发区"),
            ("青县和献县", "青县、献县"),
            ("河间市2021年报表", "河间市"),
            ("", ""),
        ]
        .map(|(text, expected)| (text.to_owned(), named(text), expected)),
    );
    // before the change of name the old one was right
    let before = scheme.unit_names.within("任丘县", Period::parse("2020Q1"));
    assert_eq!((before.len(), before[0].outdated), (1, false));
}

/// A short name that two units share means neither.
#[test]
fn a_short_name_that_two_units_share_is_asked_about() {
    let text = include_str!("../mini.toml")
        .replacen("name = \"献县\"", "name = \"河间县\"", 1)
        .replacen("aliases = [\"河间\"]\n", "", 1);
    let scheme = Scheme::parse("shared", &text).unwrap_or_else(|error| panic!("{error}"));
    let named = |name: &str| {
        scheme
            .unit_names
            .exactly(name, None)
            .iter()
            .map(|one| scheme.units[one.unit].name.as_str())
            .collect::<Vec<_>>()
            .join("、")
    };
    assert_eq!(
        (named("河间市"), named("河间县"), named("河间")),
        ("河间市".to_owned(), "河间县".to_owned(), String::new())
    );
    let file = take(
        &scheme,
        Some("2021Q1"),
        "x.xlsx",
        &[sheet("表1", TITLE, "填报单位：河间")],
    );
    assert!(
        told(&file, &scheme).starts_with("asked: "),
        "{}",
        told(&file, &scheme)
    );
}
