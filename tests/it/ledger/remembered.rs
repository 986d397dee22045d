//! Answers and layouts that are remembered.

use crate::support::{AT, Desk, luan_line};
use xianbaohui_core::pointing::{Pointing, SheetPointing};
use xianbaohui_desk::import::{Incoming, Outcome, Status};
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::Sheet;

/// An answer of the officer holds for what says the same, is told, and can be taken back.
#[test]
fn answers_are_remembered_until_they_are_forgotten() {
    let mut desk = Desk::new("luan-2020", "2020");
    let sheet =
        |name: &str, line: &str, current: &str| desk.file(name, &[luan_line(line, current)]);
    let first = sheet("a.xlsx", "高新分局科技股", "21125.3");
    let (later, nameless, other) = (
        sheet("b.xlsx", "高新分局科技股", "21126.3"),
        sheet("2021年一季度 高新.xlsx", "", "5"),
        sheet("2022年二季度 高新（改）.xlsx", "", "6"),
    );
    let clue_of = |outcome: &Outcome| match &outcome.file.verdict {
        Verdict::Unsure(sheets) => sheets[0].clue.clone().unwrap(),
        other => panic!("{other:?}"),
    };
    let asked = desk.import(std::slice::from_ref(&first));
    let clue = clue_of(&asked[0]);
    assert_eq!(clue.words, "填报单位写“高新分局科技股”");
    let unit = desk
        .ledger
        .scheme()
        .units
        .iter()
        .find(|unit| unit.name == "裕安区")
        .unwrap()
        .code
        .clone();
    desk.ledger.remember(&clue, &unit, AT, "测试").unwrap();
    let taken = desk.import(std::slice::from_ref(&later));
    let Verdict::Ready(returns) = &taken[0].file.verdict else {
        panic!("{:?}", taken[0].file.verdict)
    };
    assert_eq!(desk.ledger.scheme().units[returns[0].taken.unit].code, unit);
    assert!(
        returns[0]
            .taken
            .findings
            .iter()
            .any(|finding| finding.rule_name() == "unit.remembered")
    );
    // a file that says nothing is known by its name, whatever the period in it
    let by_name = clue_of(&desk.import(&[nameless])[0]);
    assert_eq!(clue_of(&desk.import(&[other])[0]).key, by_name.key);
    let answer = desk.ledger.remembered().unwrap().remove(0);
    assert_eq!((answer.unit, answer.words), (unit, clue.words));
    desk.ledger.forget(answer.id, AT, "测试").unwrap();
    assert_eq!(desk.import(&[first])[0].status, Status::NeedsConfirmation);
    assert!(desk.ledger.forget(answer.id, AT, "测试").is_err());
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}

/// What was pointed at on a unit's layout holds for that layout of that unit, also where the sheet
/// would be no form without it, and can be taken back.
#[test]
fn a_layout_pointed_at_is_remembered_for_its_unit() {
    let mut desk = Desk::new("luan-2020", "2020");
    let sheet = |unit: &str, current: &str| {
        let text = format!(
            "企业研发\n填报单位：{unit}\n事项 | 计量单位 | 数 | 去年 | 增速（%）\n企业R&D经费 | 万\
                元 | {current} | 7107.2 | /"
        );
        Sheet::new("Sheet1", &text)
    };
    let (first, later, elsewhere) = (
        desk.file("a.xlsx", &[sheet("裕安区", "1")]),
        desk.file("b.xlsx", &[sheet("裕安区", "2")]),
        desk.file("c.xlsx", &[sheet("金安区", "3")]),
    );
    let refused = |outcome: &Outcome| matches!(&outcome.file.verdict, Verdict::Refused { code, .. } if code == "identify.unknown-form");
    assert!(refused(&desk.import(std::slice::from_ref(&first))[0]));
    let pointed = ["A=@label", "C=current", "D=上年"].map(|words| SheetPointing {
        sheet: None,
        pointing: Pointing::parse(words).unwrap(),
    });
    let incoming = Incoming {
        pointed: pointed.to_vec(),
        ..Incoming::all(vec![first], None, Some("L1")).remove(0)
    };
    let outcome = desk.import_said(&[incoming]).remove(0);
    assert_eq!(
        outcome.status,
        Status::Committed,
        "{:?}",
        outcome.file.verdict
    );
    let taken = &outcome.file.returns()[0].taken;
    desk.ledger
        .remember_pointed(&taken.binding, taken.unit, taken.form, AT, "测试")
        .unwrap();

    let outcomes = desk.import(&[later.clone(), elsewhere]);
    assert_eq!(
        outcomes[0].status,
        Status::Committed,
        "{:?}",
        outcomes[0].file.verdict
    );
    assert_eq!(
        desk.figure("L1", Some("裕安区"), "rd", "current"),
        Some(2.into())
    );
    let told = outcomes[0].file.returns()[0]
        .taken
        .findings
        .iter()
        .find(|finding| finding.rule_name() == "binding.pointed")
        .unwrap();
    assert_eq!(
        xianbaohui_core::message::message(told),
        "按记住的对应读取：A 列“事项”是名称列；C 列“数”是“本年”；D 列“去年”是“上年”。"
    );
    assert!(refused(&outcomes[1]), "{:?}", outcomes[1].file.verdict);

    let answer = desk.ledger.remembered().unwrap().remove(0);
    assert!(answer.is_layout);
    desk.ledger.forget(answer.id, AT, "测试").unwrap();
    assert!(refused(
        &desk.import(&[desk.file("d.xlsx", &[sheet("裕安区", "4")])])[0]
    ));
    assert_eq!(desk.ledger.verify().unwrap().problems, []);
}
