//! Which form a sheet is, and what the officer says of it.

use super::{TITLE, sheet, told};
use crate::support::{Said, compare, luan, take, take_said, take_with};
use crate::told::mini;
use xianbaohui_core::mark::{Mark, digest};
use xianbaohui_core::period::Period;
use xianbaohui_core::pointing::SheetSaid;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::{Sheet, workbook, workbook_with};

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

/// What a blank issued by the program says of itself: it counts while nothing contradicts it.
#[test]
fn the_mark_of_an_issued_blank() {
    let scheme = mini();
    let mark = |unit: &str, form: &str, period: &str| {
        let period = Period::parse(period).unwrap();
        Mark::new(&scheme, &digest(&scheme), form, unit, period).line()
    };
    let own = mark("130922", "M", "2021Q1");
    let cases = [
        ("alone", "", own.clone(), "青县 M 2021Q1"),
        ("agreeing", "填报单位：青县", own.clone(), "青县 M 2021Q1"),
        (
            "another unit typed over it",
            "填报单位：沧县",
            own.clone(),
            "asked: 内嵌标识写的是“青县”，表上写的是“沧县”。请指明是哪个单位报的。",
        ),
        (
            "an unknown code",
            "填报单位：青县",
            mark("999999", "X", "2021Q1"),
            "青县 M 2021Q1",
        ),
        (
            "of another period",
            "填报单位：青县",
            mark("130922", "M", "2020Q4"),
            "asked: 内嵌标识的报告期是2020年10–12月，本批次是2021年一季度。请核对是不是发错了\
                表，或标题忘了改。",
        ),
        (
            "changed by hand",
            "填报单位：沧县",
            own.replace("130922", "130921"),
            "沧县 M 2021Q1",
        ),
        (
            "of another scheme",
            "填报单位：沧县",
            {
                let mut other = scheme.clone();
                other.code = "other".into();
                let period = Period::parse("2021Q1").unwrap();
                Mark::new(&other, "x", "M", "130922", period).line()
            },
            "沧县 M 2021Q1",
        ),
    ];
    compare(cases.map(|(name, line, mark, expected)| {
        let sheets = [sheet("表1", TITLE, line)];
        let bytes = workbook_with(&sheets, &[("xbh:表1", &mark), ("作者", "某人")]).unwrap();
        let file = take_with(&scheme, Some("2021Q1"), "x.xlsx", &bytes, None, None);
        (name.to_owned(), told(&file, &scheme), expected)
    }));
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
                            .map(xianbaohui_core::finding::Finding::rule_name)
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
