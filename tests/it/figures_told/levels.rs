//! Units above others, and what each of them says.

use super::growth::changed;
use super::{signed, status, told};
use crate::figures_named::{HEADER, ledger, matrix, sheet, table, trace};
use crate::support::{Exported, shown};

#[test]
fn the_sheet_of_the_unit_at_the_top_is_not_held_against_units_that_it_has_not() {
    let ledger = changed(
        "code = \"r\"\nname = \"沧州市\"",
        "code = \"r\"\nname = \"沧州市\"\nreports = true",
    );
    let report = matrix(
        ledger.path(),
        "2021Q1",
        "沧州市",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    assert_eq!(status(&report), ("committed", Vec::new()), "{report}");
}

#[test]
fn a_total_whose_own_sheet_says_another_carries_the_sign() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | 10 | 1 | \n沧县 | 5 | 1 | \n合计 | 999 | 2 | ",
    );
    let (text, signs) = signed(folder, "T");
    assert!(
        text.contains("表上自报的合计有 A 级（强制性）审核问题：研发经费"),
        "{text}"
    );
    assert_eq!(signs, ["B"]);
}

#[test]
fn a_unit_that_says_nil_over_figures_of_units_below_is_told() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | / | 1 | \n清州镇 | 100 | 1 | \n沧县 | 7 | 1 | ",
    );
    let (text, signs) = signed(folder, "T");
    assert!(
        text.contains(
            "青县的数与其下级单位（清州镇）之和不一致（合计带※，按前者计）：研发经费\
        填报 “/”，下级之和 100"
        ),
        "{text}"
    );
    assert_eq!(signs, ["B", "D"]);
    let own = trace(folder, "T", "a", "p", &[])[0].clone();
    assert!(
        told(&own).iter().any(|one| one.contains(
            "青县与其下级单位（清州镇）之和不一致，合计按前者计：填报 “/”，下级之和 100"
        )),
        "{own}"
    );
}

#[test]
fn a_unit_that_has_less_than_some_of_those_below_it_is_told_although_others_are_missing() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "清州镇 | 10 | 1 | \n东街村 | 500 | 0.5 | \n沧县 | 7 | 1 | ",
    );
    let text = sheet(folder, "T");
    assert!(
        text.contains(
            "清州镇的数与其已报的下级单位（东街村）之和不一致（合计带※，按前者计）：\
        研发经费填报 10，下级之和 500"
        ),
        "{text}"
    );
    assert!(!text.contains("生产总值填报 1，下级之和 0.5"), "{text}");
}

#[test]
fn a_rank_on_a_units_own_sheet_is_held_against_nobody() {
    let ledger = changed(
        "[[form.column]]\ncode = \"then\"",
        "[[form.column]]\ncode = \"rank\"\nheader = \"排名\"\nrole = \"rank\"\n[[form.column]]\ncod\
            e = \"then\"",
    );
    let report = matrix(
        ledger.path(),
        "2021Q1",
        "青县",
        "本期 | 排名 | 上年同期 | 增长",
        "研发经费 | 10 | 2 | 5 | 100\n生产总值 | 1 | 3 | 1 | 0",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
}

#[test]
fn what_is_typed_into_the_row_of_a_unit_below_one_that_reports_is_in_no_total() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | 10 | 1 | \n沧县 | 5 | 1 | ");
    sheet(folder, "T");
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported.beginning("T").into_iter().next().unwrap();
    let text = exported
        .cells(&name)
        .rows()
        .map(|row| shown(row.first()))
        .collect::<Vec<_>>();
    let row = |unit: &str| text.iter().position(|own| own == unit).unwrap() + 1;
    let formula = exported
        .formulas(&name)
        .get_value(((text.len() - 1) as u32, 0))
        .cloned()
        .unwrap_or_default();
    let all = (0..text.len() as u32)
        .filter_map(|at| exported.formulas(&name).get_value((at, 1)).cloned())
        .find(|own| own.starts_with("SUM("))
        .unwrap_or(formula);
    assert_eq!(all, format!("SUM(B{}:B{})", row("青县"), row("献县")));
}
