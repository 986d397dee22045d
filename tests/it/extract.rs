//! Forms laid over sheets as counties send them. The cases are in `extract/`: the sheet, and what
//! is taken from it; in each the cells add up.

use crate::support::{luan, take};
use crate::told::check;
use xianbaohui_core::number::Datum;
use xianbaohui_core::scheme::Scheme;

#[test]
fn matrix() {
    check(include_str!("extract/matrix.txt"));
}

#[test]
fn county_table() {
    check(include_str!("extract/county-table.txt"));
}

#[test]
fn roster() {
    check(include_str!("extract/roster.txt"));
}

#[test]
fn units_of_measure() {
    check(include_str!("extract/measure.txt"));
}

#[test]
fn turned_round() {
    check(include_str!("extract/turned.txt"));
}

#[test]
fn pointed_at() {
    check(include_str!("extract/pointed.txt"));
}

/// However deep and wide formulas are, they cost a bounded amount, and the figure is what is
/// stored.
#[test]
fn formulas_cannot_hold_the_program_up() {
    let scheme = Scheme::find("luan-2020").unwrap();
    for formula in [
        format!("={}1", "-".repeat(200_000)),
        format!("={}1{}", "(".repeat(100_000), ")".repeat(100_000)),
        format!("=SUM({})", vec!["A1:Z700"; 20_000].join(",")),
    ] {
        let file = take(
            &scheme,
            Some("2020"),
            "a.xlsx",
            &[luan(
                "裕安区",
                &format!("{formula} -> 21125.3"),
                "7107.2",
                "197.2",
            )],
        );
        let taken = &file.returns()[0].taken;
        assert_eq!(
            taken.values[0].datum,
            Datum::Number("21125.3".parse().unwrap())
        );
        assert!(
            !taken
                .findings
                .iter()
                .any(|finding| finding.rule_name() == "cell.stale-formula")
        );
    }
}
