//! Entries that stand in the rosters of more than one unit, or twice in one.

use super::{income, signed, told};
use crate::figures_named::{ledger, roster};

#[test]
fn an_entry_that_a_unit_below_has_otherwise_is_named() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 6000 | 1",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains(
            "合计按青县的名单计，其下级单位清州镇的名单里同一条的数不同，请核对：乙公\
        司 营业收入 6 / 6000"
        ),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县和其下级单位清州镇的名单里，同一条的数不同，合计按前者计：乙公司 营业收入 6 / 6000"]
    );
}

#[test]
fn an_entry_that_stands_twice_in_one_roster_is_named_at_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n甲公司 | 5 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("青县的名单有重复的，每条都计入，请核对：甲公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
}

#[test]
fn the_same_entry_in_the_rosters_of_two_units_is_named_at_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    roster(folder, "2.xlsx", "沧县", "甲公司 | 5 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("青县、沧县的名单有重复的，每条都计入，请核对：甲公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县、沧县的名单里有重复的，每条都计入：甲公司"]
    );
}

#[test]
fn entries_that_only_a_unit_below_has_are_named_where_the_unit_above_is_added() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 195 | 1",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("没有清州镇报的 1 条，青县的名单里也没有，请核对：乙公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：乙公司，没有计入合计"]
    );
    // where the unit above has them all, nothing is told
    let ledger = self::ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 195 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 195 | 1",
    );
    assert!(signed(folder, "R分县").1.is_empty() && told(&income(folder)).is_empty());
}

#[test]
fn entries_without_a_name_of_a_unit_below_are_named_too() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 7 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 7 | 1\n/ | 9 | 1");
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：没有名称的 1 条，没有计入合计"]
    );
}
