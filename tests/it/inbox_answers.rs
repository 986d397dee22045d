//! What the officer says of a file: it holds for every sheet that it fits, drops none, and is
//! remembered only by what names somebody.

use crate::cli::xbh;
use crate::support::{AT, Desk, luan, luan_line, take_with};
use crate::told::mini;
use std::process::Command;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::TakenFile;
use xianbaohui_desk::import::{Outcome, Status};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::{Sheet, workbook};

const BODY: &str = "指标名称 | 计量单位 | 2021年目标 | 本季 | 累计 | 上年同期累计\n高新技术企业 | \
    家 | 10 | 2 | 3 | 2\n其中：规模以上 | 家 | 4 | 1 | 1 | 1\n其中：规模以下 | 家 | 6 | 1 | 2 | 1\
    \n技术合同成交额 | 万元 | 1000 | 100 | 300 | 200\n从业人员净增 | 人 | / | -5 | -3 | 2\n研发投入\
    占比 | % | 2 | 1.5 | 1.6 | 1.4";

fn matrix(name: &str, line: &str) -> Sheet {
    Sheet::new(
        name,
        &format!("2021年一季度主要指标完成情况统计表\n{line}\n{BODY}"),
    )
}

fn roster() -> Sheet {
    Sheet::new(
        "名单",
        "2021年一季度企业名单\n企业名称 | 统一社会信用代码 | 类别 | 发证日期 | 营业收入（万元）\
            \n甲 | '1 | 省级 | @2020-09-01 | 1",
    )
}

fn told(file: &TakenFile, scheme: &Scheme) -> String {
    match &file.verdict {
        Verdict::Refused { code, .. } => format!("refused {code}"),
        Verdict::Unsure(sheets) => format!(
            "asked {}",
            sheets
                .iter()
                .flat_map(|one| &one.doubts)
                .map(|doubt| doubt.message.as_str())
                .collect::<Vec<_>>()
                .join(" ")
        ),
        Verdict::Ready(returns) => returns
            .iter()
            .map(|one| {
                format!(
                    "{} {}",
                    scheme.units[one.taken.unit].name, scheme.forms[one.taken.form].code
                )
            })
            .collect::<Vec<_>>()
            .join("; "),
    }
}

fn said(sheets: &[Sheet], unit: Option<&str>, form: Option<&str>) -> String {
    let scheme = mini();
    told(
        &take_with(
            &scheme,
            Some("2021Q1"),
            "报表终稿.xlsx",
            &workbook(sheets).unwrap(),
            unit,
            form,
        ),
        &scheme,
    )
}

#[test]
fn choosing_the_unit_of_an_unclear_file_keeps_its_other_sheets() {
    let sheets = [matrix("表1", "填报单位："), roster()];
    assert!(said(&sheets, None, None).starts_with("asked "));
    assert_eq!(said(&sheets, Some("青县"), None), "青县 M; 青县 R");
    // with the form of the sheet that was asked about, too
    assert_eq!(said(&sheets, Some("青县"), Some("M")), "青县 M; 青县 R");
    assert_eq!(said(&sheets, Some("青县"), Some("R")), "青县 M; 青县 R");
}

#[test]
fn a_form_said_for_a_file_leaves_sheets_that_are_other_forms_as_they_are() {
    let sheets = [matrix("表1", "填报单位：青县"), roster()];
    assert_eq!(said(&sheets, None, Some("M")), "青县 M; 青县 R");
    assert_eq!(said(&sheets, None, Some("企业名单")), "青县 M; 青县 R");
    let asked = said(&sheets[..1], None, Some("R"));
    assert!(
        asked.starts_with("asked 指定的报表是“企业名单”，但工作表“表1”是“主要指标”"),
        "{asked}"
    );
}

#[test]
fn an_answer_does_not_turn_a_sheet_that_names_another_unit_into_this_one() {
    assert_eq!(
        said(
            &[
                matrix("表1", "填报单位：火星县"),
                matrix("表2", "填报单位：沧县")
            ],
            Some("青县"),
            None
        ),
        "青县 M; 沧县 M"
    );
    let asked = said(&[matrix("表1", "填报单位：沧县")], Some("青县"), None);
    assert!(
        asked.starts_with("asked 指定的填报单位是“青县”，但工作表“表1”上写明是“沧县”，没有改。"),
        "{asked}"
    );
    // an outdated or contradicted name was asked about: the answer settles it
    assert_eq!(
        said(&[matrix("表1", "填报单位：任丘县")], Some("任丘市"), None),
        "任丘市 M"
    );
    let scheme = mini();
    let bytes = workbook(&[
        matrix("表1", "填报单位：火星县"),
        matrix("表2", "填报单位：沧县"),
    ])
    .unwrap();
    let file = take_with(
        &scheme,
        Some("2021Q1"),
        "a.xlsx",
        &bytes,
        Some("青县"),
        None,
    );
    let finding = file.returns()[1]
        .taken
        .findings
        .iter()
        .find(|finding| finding.rule_name() == "unit.hint-differs")
        .unwrap();
    assert!(
        xianbaohui_core::message::message(finding).contains("人工指定提到“青县”"),
        "{}",
        xianbaohui_core::message::message(finding)
    );
}

fn clue_lasts(name: &str, line: &str) -> bool {
    let scheme = Scheme::find("luan-2020").unwrap();
    let sheet = if line.is_empty() {
        luan("", "1", "7107.2", "/")
    } else {
        luan_line(line, "1")
    };
    let file = take_with(
        &scheme,
        Some("2020"),
        name,
        &workbook(&[sheet]).unwrap(),
        None,
        None,
    );
    match &file.verdict {
        Verdict::Unsure(sheets) => {
            let clue = sheets[0]
                .clue
                .as_ref()
                .unwrap_or_else(|| panic!("no clue: {name} {line}"));
            assert_eq!(clue.why_not_lasting().is_none(), clue.lasting);
            clue.lasting
        }
        other => panic!("{name} {line}: {other:?}"),
    }
}

#[test]
fn a_name_that_any_county_may_use_is_not_remembered() {
    for name in [
        "报表终稿.xlsx",
        "Sheet1.xlsx",
        "2021年一季度.xlsx",
        "表一.xlsx",
        "表1.xlsx",
        "新建 Microsoft Excel 工作表.xlsx",
        "企业研发经费投入情况统计表.xlsx",
        "附件1（改）.xlsx",
        "科技局报表.xlsx",
        "六安市科技局.xlsx",
        "各县区报表.xlsx",
        "县科技局上报.xlsx",
        "最终版2.xlsx",
        "我区数据.xlsx",
        "回复-统计局要求.xlsx",
        "a.xlsx",
        "1.xlsx",
    ] {
        assert!(!clue_lasts(name, ""), "{name}");
    }
    for line in [
        "科技局",
        "县科学技术局",
        "本单位",
        "（盖章）科技局",
        "XX县科技局",
        "某县",
        "统计科",
        "科技和工业信息化局",
    ] {
        assert!(!clue_lasts("x.xlsx", line), "{line}");
    }
    for name in [
        "裕安.xlsx",
        "裕安区科技局2020.xlsx",
        "东桥新城区报表终稿.xlsx",
    ] {
        assert!(clue_lasts(name, ""), "{name}");
    }
    for line in ["高新分局科技股", "东桥新城管委会", "裕安区独山镇人民政府"]
    {
        assert!(clue_lasts("x.xlsx", line), "{line}");
    }
}

fn asked(outcome: &Outcome) -> bool {
    outcome.status == Status::NeedsConfirmation
}

#[test]
fn another_countys_file_of_the_same_empty_name_is_asked_about() {
    let mut desk = Desk::new("luan-2020", "2020");
    let file = desk.file("报表终稿.xlsx", &[luan("", "1", "7107.2", "/")]);
    let outcome = desk.import(std::slice::from_ref(&file)).remove(0);
    let Verdict::Unsure(sheets) = &outcome.file.verdict else {
        panic!("{:?}", outcome.file.verdict)
    };
    let mut clue = sheets[0].clue.clone().unwrap();
    assert!(!desk.ledger.remember(&clue, "341503", AT, "测试").unwrap());
    assert_eq!(desk.ledger.remembered().unwrap(), []);
    // kept by a program of before: it must not decide any more
    clue.lasting = true;
    assert!(desk.ledger.remember(&clue, "341503", AT, "测试").unwrap());
    assert!(asked(&desk.import(&[file])[0]));
}

#[test]
fn xbh_remembers_who_is_meant_and_says_what_it_does_not_remember() {
    let desk = Desk::new("luan-2020", "2020");
    let nameless = desk.file("报表终稿.xlsx", &[luan("", "1", "7107.2", "/")]);
    let named = desk.file("b.xlsx", &[luan_line("高新分局科技股", "2")]);
    let path = desk.path();
    drop(desk.ledger);
    let run = |file: &std::path::Path, unit: &str| {
        let output = Command::new(xbh())
            .arg("import")
            .arg(&path)
            .args(["--round", "2020", "--unit", unit, "--remember"])
            .arg(file)
            .output()
            .unwrap();
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(
        run(&nameless, "裕安区").contains("不能记住"),
        "nothing was said"
    );
    assert!(!run(&named, "金安区").contains("不能记住"));
    let words = Ledger::open(&path)
        .unwrap()
        .remembered()
        .unwrap()
        .into_iter()
        .map(|one| one.words)
        .collect::<Vec<_>>();
    assert_eq!(words, ["填报单位写“高新分局科技股”"]);
}
