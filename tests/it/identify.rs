//! Who reports, on which form, for which period; and what is asked when the sheet does not say it
//! plainly.

use crate::support::{Said, compare, luan, take, take_said, take_with};
use crate::told::mini;
use xianbaohui_core::period::Period;
use xianbaohui_core::pointing::SheetSaid;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::TakenFile;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::{Sheet, workbook, workbook_with};

const TITLE: &str = "2021年一季度主要指标完成情况统计表";
const BODY: &str = "指标名称 | 计量单位 | 2021年目标 | 本季 | 累计 | 上年同期累计\n高新技术企业 | \
    家 | 10 | 2 | 3 | 2\n其中：规模以上 | 家 | 4 | 1 | 1 | 1\n其中：规模以下 | 家 | 6 | 1 | 2 | 1\
    \n技术合同成交额 | 万元 | 1000 | 100 | 300 | 200\n从业人员净增 | 人 | / | -5 | -3 | 2\n研发投入\
    占比 | % | 2 | 1.5 | 1.6 | 1.4";

fn sheet(name: &str, title: &str, line: &str) -> Sheet {
    Sheet::new(name, &format!("{title}\n{line}\n{BODY}"))
}

/// Unit, form and period of each return; or what is asked; or why it was refused; with the B
/// findings about names.
fn told(file: &TakenFile, scheme: &Scheme) -> String {
    match &file.verdict {
        Verdict::Refused { code, reason } => format!("refused {code}: {reason}"),
        Verdict::Unsure(sheets) => sheets
            .iter()
            .flat_map(|asked| &asked.doubts)
            .map(|doubt| format!("asked: {}", doubt.message))
            .collect::<Vec<_>>()
            .join(" "),
        Verdict::Ready(returns) => {
            let each = returns.iter().map(|one| {
                let hints = one
                    .taken
                    .findings
                    .iter()
                    .filter(|finding| finding.rule.starts_with("unit.hint"))
                    .map(|finding| format!(" {} {}", finding.severity, finding.rule))
                    .collect::<Vec<_>>()
                    .concat();
                format!(
                    "{} {} {}{hints}",
                    scheme.units[one.taken.unit].name,
                    scheme.forms[one.taken.form].code,
                    one.taken.period
                )
            });
            each.collect::<Vec<_>>().join("; ")
        }
    }
}

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
fn the_period() {
    let scheme = mini();
    let wrong = |months: &str| {
        format!(
            "asked: 表上写的报告期是{months}，本批次是2021年一季度。\
                请核对是不是发错了表，或标题忘了改。"
        )
    };
    let cases = [
        (
            "2021年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".to_owned(),
        ),
        (
            "2021年第1季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "2021年1-3月主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "2021年１—３月份主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "二〇二一年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "报告期：2021年一季度",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        // nothing said: the round's; without a round it is asked
        (
            "主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "",
            None,
            "asked: 表上没有写报告期（例如“2021年一季度”）。请在标题里写明，或导入到某个报送批次。"
                .into(),
        ),
        (
            "2021年一季度主要指标完成情况统计表",
            "",
            None,
            "青县 M 2021Q1".into(),
        ),
        // the day of filling in is no period
        (
            "2021年一季度主要指标完成情况统计表",
            "填报日期：2021年4月6日",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        (
            "主要指标完成情况统计表",
            "填报时间：2021年4月6日",
            Some("2021Q1"),
            "青县 M 2021Q1".into(),
        ),
        // another
        (
            "2020年一季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2020年1–3月"),
        ),
        (
            "2021年二季度主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年4–6月"),
        ),
        (
            "2021年1-2月主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年1–2月"),
        ),
        (
            "2021年主要指标完成情况统计表",
            "",
            Some("2021Q1"),
            wrong("2021年"),
        ),
        (
            "主要指标完成情况统计表",
            "报告期：2021年上半年",
            Some("2021Q1"),
            wrong("2021年1–6月"),
        ),
        (
            "主要指标完成情况统计表",
            "2021年一季度，2021年二季度",
            None,
            "asked: 表上写了不同的报告期：2021年1–3月、2021年4–6月。请核对标题。".into(),
        ),
    ];
    let taken = cases.each_ref().map(|(title, line, round, _)| {
        told(
            &take(
                &scheme,
                *round,
                "青县.xlsx",
                &[sheet("表1", title, &format!("填报单位：青县 | | | {line}"))],
            ),
            &scheme,
        )
    });
    compare(
        cases
            .iter()
            .zip(taken)
            .map(|((title, line, round, expected), came)| {
                (
                    format!("{title} / {line} / {round:?}"),
                    came,
                    expected.as_str(),
                )
            }),
    );
}

#[test]
fn the_form() {
    let scheme = mini();
    let right = sheet("表1", TITLE, "填报单位：青县");
    let cover = Sheet::new("封面", "科技统计报表\n二〇二一年");
    let phone = Sheet::new("通讯录", "姓名 | 电话\n张三 | 123");
    let cases = [
        (
            "a renamed sheet",
            vec![sheet("Sheet1 (2)", TITLE, "填报单位：青县")],
            "青县 M 2021Q1",
        ),
        (
            "without a title",
            vec![sheet("表1", "", "填报单位：青县")],
            "青县 M 2021Q1",
        ),
        (
            "with another title",
            vec![sheet("表1", "科技工作季报", "填报单位：青县")],
            "青县 M 2021Q1",
        ),
        (
            "beside a cover",
            vec![cover.clone(), right.clone()],
            "青县 M 2021Q1",
        ),
        (
            "the same form twice",
            vec![right.clone(), sheet("表1改", TITLE, "填报单位：青县")],
            "asked: 工作表“表1”和“表1改”都是青县的“主要指标”，请指明哪一张不读取，或请填报单\
                位删去多余的一张。",
        ),
        (
            "one form of two units",
            vec![
                sheet("青县", TITLE, "填报单位：青县"),
                sheet("沧县", TITLE, "填报单位：沧县"),
            ],
            "青县 M 2021Q1; 沧县 M 2021Q1",
        ),
        (
            "the second sheet takes the unit from the first",
            vec![
                right.clone(),
                Sheet::new(
                    "名单",
                    "2021年一季度企业名单\n企业名称 | 统一社会信用代码 | 类别 | 发证日期 | 营业收入\
                        （万元）\n甲 | '1 | 省级 | @2020-09-01 | 1",
                ),
            ],
            "青县 M 2021Q1; 青县 R 2021Q1",
        ),
        (
            "the entries of a roster tell the unit",
            vec![Sheet::new(
                "名单",
                "2021年一季度企业名单\n企业名称 | 统一社会信用代码 | 所属县 | 类别 | 发证日期 | 营\
                    业收入（万元）\n甲 | '1 | 青县 | 省级 | @2020-09-01 | 1\n乙 | '2 | 青县 | 省级 \
                    | @2020-09-01 | 1",
            )],
            "青县 R 2021Q1",
        ),
        (
            "nothing known",
            vec![phone],
            "refused identify.unknown-form: 不是本制度的报表：一个表头也对不上。请核对是不是发错了\
                文件；本制度的报表有：主要指标、分县情况、企业名单。",
        ),
        (
            "a few headers in common",
            vec![Sheet::new(
                "别的表",
                "2021年一季度别的表\n填报单位：青县\n指标名称 | 计量单位 | 甲 | 乙 | 累计 | 丙\n就\
                    业人数 | 人 | 1 | 2 | 3 | 4",
            )],
            "refused identify.unknown-form: 不像本制度的任何报表：最接近的是“主要指标”，表头只对上 \
                2/7。请核对是不是发错了文件；本制度的报表有：主要指标、分县情况、企业名单。",
        ),
    ];
    compare(cases.map(|(name, sheets, expected)| {
        (
            name.to_owned(),
            told(&take(&scheme, Some("2021Q1"), "x.xlsx", &sheets), &scheme),
            expected,
        )
    }));
}

/// What a blank issued by the program says of itself is stronger than what was typed over it.
#[test]
fn the_embedded_identity() {
    let scheme = mini();
    let hidden = |unit: &str, form: &str, period: &str| {
        Sheet::new(
            "_xbh",
            &format!("unit | {unit}\nform | {form}\nperiod | {period}"),
        )
        .very_hidden()
    };
    let cases = [
        (
            "alone",
            "",
            hidden("'130922", "M", "2021Q1"),
            "青县 M 2021Q1",
        ),
        (
            "agreeing",
            "填报单位：青县",
            hidden("'130922", "M", "2021Q1"),
            "青县 M 2021Q1",
        ),
        (
            "another unit typed over it",
            "填报单位：沧县",
            hidden("'130922", "M", "2021Q1"),
            "asked: 表上提到不同的单位：青县、沧县。请指明是哪个单位报的。",
        ),
        (
            "an unknown code",
            "填报单位：青县",
            hidden("'999999", "X", "2021Q1"),
            "青县 M 2021Q1",
        ),
        (
            "of another period",
            "填报单位：青县",
            hidden("'130922", "M", "2020Q4"),
            "asked: 表上写的报告期是2020年10–12月，本批次是2021年一季度。请核对是不是发错了\
                表，或标题忘了改。",
        ),
    ];
    compare(cases.map(|(name, line, identity, expected)| {
        (
            name.to_owned(),
            told(
                &take(
                    &scheme,
                    Some("2021Q1"),
                    "x.xlsx",
                    &[sheet("表1", TITLE, line), identity],
                ),
                &scheme,
            ),
            expected,
        )
    }));
    let bytes = workbook_with(
        &[sheet("表1", TITLE, "")],
        &[
            ("xbh:unit", "130922"),
            ("xbh:form", "M"),
            ("xbh:period", "2021Q1"),
            ("作者", "某人"),
        ],
    )
    .unwrap();
    assert_eq!(
        told(
            &take_with(&scheme, Some("2021Q1"), "x.xlsx", &bytes, None, None),
            &scheme
        ),
        "青县 M 2021Q1"
    );
}

/// What the officer says settles it.
#[test]
fn what_the_officer_says() {
    let scheme = mini();
    let bytes = |line: &str| workbook(&[sheet("表1", TITLE, line)]).unwrap();
    for (line, unit, form, expected) in [
        ("", Some("130922"), None, "青县 M 2021Q1"),
        ("", Some("青县"), None, "青县 M 2021Q1"),
        ("填报单位：任丘县", Some("130982"), None, "任丘市 M 2021Q1"),
        ("填报单位：青县", None, Some("M"), "青县 M 2021Q1"),
        ("填报单位：青县", None, Some("主要指标"), "青县 M 2021Q1"),
    ] {
        assert_eq!(
            told(
                &take_with(&scheme, Some("2021Q1"), "x.xlsx", &bytes(line), unit, form),
                &scheme
            ),
            expected,
            "{line} {unit:?} {form:?}"
        );
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
    let text = include_str!("mini.toml")
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

/// What the officer says of a sheet holds: it is left out and told, or is the form that it is said
/// to be.
#[test]
fn what_is_said_of_a_sheet() {
    let scheme = Scheme::find("luan-2020").unwrap();
    let (one, other) = (
        luan("裕安区", "1", "1", "0"),
        luan("裕安区", "2", "2", "0").named("上报"),
    );
    let told = |said: &[(&str, Option<&str>)]| {
        let sheets = said
            .iter()
            .map(|(sheet, form)| SheetSaid {
                sheet: (*sheet).into(),
                form: form.map(str::to_owned),
            })
            .collect();
        let file = take_said(
            &scheme,
            Some("2020"),
            "a.xlsx",
            &[one.clone(), other.clone()],
            &Said {
                sheets,
                ..Said::default()
            },
        );
        match &file.verdict {
            Verdict::Ready(returns) => returns
                .iter()
                .map(|one| {
                    format!(
                        "{} {}",
                        one.taken.sheet,
                        one.taken
                            .findings
                            .iter()
                            .map(|finding| finding.rule.as_str())
                            .collect::<Vec<_>>()
                            .join(" ")
                    )
                })
                .collect(),
            Verdict::Unsure(_) => vec!["asked".to_owned()],
            Verdict::Refused { code, .. } => vec![code.clone()],
        }
    };
    assert_eq!(told(&[]), ["asked"]);
    assert_eq!(told(&[("Sheet1", None)]), ["上报 sheet.not-a-form"]);
    assert_eq!(told(&[("上报", None)]), ["Sheet1 sheet.not-a-form"]);
    assert_eq!(
        told(&[("上报", None), ("Sheet1", Some("L1"))]),
        ["Sheet1 sheet.not-a-form"]
    );
    assert_eq!(
        told(&[("上报", None), ("Sheet1", None)]),
        ["identify.unknown-form"]
    );
}
