//! Forms laid over sheets as counties send them. The cases are in `extract/`: the sheet, and what
//! is taken from it; in each the cells add up.

use crate::support::{luan, take};
use crate::told::check;
use xianbaohui_core::finding::{FigureRef, Finding, Subject};
use xianbaohui_core::number::Datum;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_tests::sheet::Sheet;

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
fn every_row_below_the_header() {
    check(include_str!("extract/rows.txt"));
}

#[test]
fn figures_in_another_unit_than_the_others() {
    check(include_str!("extract/scale.txt"));
}

#[test]
fn units_of_measure() {
    check(include_str!("extract/measure.txt"));
}

/// Every place that names a period, a status, a scope or a unit of measure is heard.
#[test]
fn words_around_figures() {
    check(include_str!("extract/heard.txt"));
}

/// What clerks write behind, beside and in place of what is printed.
#[test]
fn words_behind_what_is_printed() {
    check(include_str!("extract/told_more.txt"));
}

/// Formats, letters and grounds: what is seen is what is taken, or it is told.
#[test]
fn looks_of_figures_and_words() {
    check(include_str!("extract/looks.txt"));
    check(include_str!("extract/looks_roster.txt"));
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
    }
}

/// An explanation sticks to what a finding is about: a row put in above moves the cells and nothing
/// else.
#[test]
fn what_is_told_of_a_figure_is_the_same_wherever_it_stands() {
    let scheme = Scheme::find("luan-2020").unwrap();
    let told = |above: &str| -> Vec<Finding> {
        let text = format!(
            "2020年企业研发经费投入情况统计表\n填报单位：裕安区科学技术局{above}\n指标名称 | \
                计量单位 | 本年 | 上年 | 增速（%）\n企业R&D经费 | 万元 | 很多 | 125家以上 | /"
        );
        let sheet = Sheet::new("Sheet1", &text).hide_row(4 + u32::from(!above.is_empty()));
        let file = take(&scheme, Some("2020"), "a.xlsx", &[sheet]);
        file.returns()[0].taken.findings.clone()
    };
    let figure = |column: &str| FigureRef {
        unit: "341503".into(),
        indicator: "rd".into(),
        column: column.into(),
    };
    let (one, other) = (told(""), told("\n."));
    let about = |rule: &str| {
        let found = one.iter().find(|finding| finding.rule_name() == rule);
        found.map(|finding| finding.subject.clone())
    };
    assert_eq!(
        about("cell.unreadable"),
        Some(Subject::Figure(figure("current")))
    );
    assert_eq!(
        about("cell.bound"),
        Some(Subject::Figure(figure("last_year")))
    );
    let row = ["current", "last_year", "growth"].map(figure).to_vec();
    assert_eq!(about("sheet.hidden-rows"), Some(Subject::Figures(row)));
    let ids = |told: &[Finding]| told.iter().map(|own| own.id.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&one), ids(&other));
    assert_ne!(one[0].cells, other[0].cells);
}
