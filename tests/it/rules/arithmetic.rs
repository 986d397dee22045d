//! Arithmetic has the last word on scale: what makes the rates, totals and earlier figures fit is
//! proposed, and nothing is changed.

use super::checks::{HEAD, ROWS, findings};
use crate::support::{compare, decimal, take};
use crate::told::mini;
use xianbaohui_core::fact::{Fact, FactSet, FactTable, FormId, Names, Of};
use xianbaohui_core::figure::Figure;
use xianbaohui_core::message;
use xianbaohui_core::number::Datum;
use xianbaohui_core::period::Period;
use xianbaohui_desk::batch::take_bytes;
use xianbaohui_reading::intake::Intake;
use xianbaohui_tests::sheet::{Sheet, workbook};

fn rows<const N: usize>(cases: [(&str, &str, &str); N]) {
    compare(
        cases.map(|(label, row, expected)| {
            (format!("{label} {row}"), findings(label, row), expected)
        }),
    );
}

/// Columns: unit, target, 本季, 累计, 上年同期累计, 同比, 完成.
#[test]
fn a_figure_that_is_a_power_of_ten_off_is_found_by_the_rates_beside_it() {
    rows([
        // 累计 in 元, the others in 万元
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 3002500 | 200 | 50.1 | 30",
            "B rate.scale E8 G8 F8 H8 C8 3002500|300.25; B scale.off E8 3002500|300.25",
        ),
        // in 千元
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300250 | 200 | 50.1 | 30",
            "B rate.scale E8 G8 F8 H8 C8 300250|300.25; B scale.off E8 300250|300.25",
        ),
        // a hundred times
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 30025 | 200 | 50.1 | 30",
            "B rate.scale E8 G8 F8 H8 C8 30025|300.25",
        ),
        // 亿元 among 万元: less than there should be
        (
            "技术合同成交额",
            "万元 | 1000 | 0.01 | 0.030025 | 200 | 50.1 | 30",
            "B rate.scale E8 G8 F8 H8 C8 0.030025|300.25; B scale.off E8 0.030025|300.25",
        ),
        // 上年同期 alone: 完成 says that 累计 is right
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 2000000 | 50.1 | 30",
            "B rate.scale F8 G8 E8 2000000|200; B scale.off E8 300.25|3002500",
        ),
        // 目标 alone
        (
            "技术合同成交额",
            "万元 | 10000000 | 100.5 | 300.25 | 200 | 50.1 | 30",
            "B rate.scale C8 H8 E8 10000000|1000",
        ),
        // 同比 alone, and no 完成: the one that is less like the others
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 2000000 | 50.1 | /",
            "B rate.scale F8 G8 E8 2000000|200; B scale.off E8 300.25|3002500",
        ),
        // what no power of ten makes fit stays what it was
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 200 | 60 | 30",
            "B rate.does-not-follow G8 E8 F8 60|50.1",
        ),
        // a fall to nearly nothing fits whatever it is
        (
            "技术合同成交额",
            "万元 | 1000 | 0 | 2 | 200 | -99.9 | 0.2",
            "B rate.does-not-follow G8 E8 F8 -99.9|-99",
        ),
    ]);
}

#[test]
fn a_rate_that_is_a_hundred_times_what_it_should_be_is_found() {
    rows([
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 200 | 5010 | 30",
            "B rate.hundredfold G8 E8 F8 5010|50.1",
        ),
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 200 | 50.1 | 3000",
            "B rate.hundredfold H8 E8 C8 3000|30; C rate.far-beyond H8 3000|200",
        ),
        // 20.3 typed into a cell of percents
        (
            "高新技术企业",
            "家 | 10 | 2 | 3 | 2 | 50 {0%} | 30",
            "B rate.hundredfold G5 E5 F5 5000|50",
        ),
        // a fraction stays what it was
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 300.25 | 200 | 0.501 | 30",
            "B rate.as-ratio G8 E8 F8 0.501|50.1",
        ),
    ]);
}

#[test]
fn figures_that_have_changed_places_are_found() {
    rows([
        // 本季 and 累计
        (
            "技术合同成交额",
            "万元 | 1000 | 300.25 | 100.5 | 200 | 50.1 | 30",
            "A covers E8 D8 100.5|300.25; B rate.exchanged D8 E8 G8 F8 H8 C8 300.25|100.5",
        ),
        // 累计 and 上年同期
        (
            "技术合同成交额",
            "万元 | 1000 | 100.5 | 200 | 300.25 | 50.1 | 30",
            "B rate.exchanged E8 F8 G8 H8 C8 200|300.25",
        ),
        // 目标 and 累计
        (
            "技术合同成交额",
            "万元 | 300.25 | 100.5 | 1000 | 200 | 50.1 | 30",
            "B rate.exchanged C8 E8 G8 F8 H8 300.25|1000",
        ),
        // a growth worked out of 本季 is no exchange: 累计 is not less
        (
            "技术合同成交额",
            "万元 | 1000 | 250 | 300.25 | 200 | 25 | 30",
            "B rate.does-not-follow G8 E8 F8 25|50.1",
        ),
    ]);
}

#[test]
fn the_sentence_says_factor_figure_and_what_else_it_may_be() {
    let said = |row: &str| {
        let rows = ROWS.map(|(label, own)| {
            format!(
                "\n{label} | {}",
                if label == "技术合同成交额" {
                    row
                } else {
                    own
                }
            )
        });
        let sheet = Sheet::new("S", &format!("{HEAD}{}", rows.concat()));
        let file = take(&mini(), Some("2021Q1"), "x.xlsx", &[sheet]);
        let findings = &file.returns()[0].taken.findings;
        let told = findings
            .iter()
            .filter(|one| one.rule_name().starts_with("rate."));
        told.map(|one| message::sentence(one).what)
            .collect::<Vec<_>>()
            .join(" ")
    };
    compare([
        (
            "scale".to_owned(),
            said("万元 | 1000 | 100.5 | 3002500 | 200 | 50.1 | 30"),
            "技术合同成交额 累计 填的是 3002500 万元，÷10000 后是 300.25，填报的同比增长、完成全\
                年目标就对得上：像是填错了计量单位（也可能是目标、上年同期累计差了同样的倍数\
                ）。",
        ),
        (
            "exchanged".to_owned(),
            said("万元 | 1000 | 300.25 | 100.5 | 200 | 50.1 | 30"),
            "技术合同成交额 本季（300.25）与累计（100.5）像是填反了：换过来，填报的同比增长、完\
                成全年目标就对得上。",
        ),
    ]);
}

/// What came of the right return, with figures of 2020 and of other periods in the ledger.
fn against(period: &str, change: impl Fn(usize, &str) -> String) -> String {
    let scheme = mini();
    let form = scheme.form("M").unwrap();
    let names = Names::of(&scheme, form);
    let columns = ["target", "current", "cumulative", "last_year"];
    let codes = [
        "firms",
        "firms_large",
        "firms_small",
        "contract",
        "staff",
        "share",
    ];
    let mut facts = Vec::new();
    for (at, ((_, row), code)) in ROWS.iter().zip(codes).enumerate() {
        let cells = row.split('|').map(str::trim).skip(1);
        for (column, cell) in columns.iter().zip(cells).filter(|(_, cell)| *cell != "/") {
            let (indicator, column) = names.figure(code, column).unwrap();
            let unit = names.unit("130922").unwrap();
            facts.push(Fact {
                of: Of {
                    unit,
                    indicator,
                    column,
                },
                figure: Figure::of(&Datum::Number(decimal(&change(at, cell))), None),
                source: 1,
            });
        }
    }
    let at = scheme.forms.iter().position(|own| own.code == "M").unwrap();
    let period = Period::parse(period).unwrap();
    let history = FactSet::of(vec![FactTable::of(FormId::at(at), period, facts)]);
    let rows = ROWS
        .map(|(label, row)| format!("\n{label} | {row}"))
        .concat();
    let bytes = workbook(&[Sheet::new("S", &format!("{HEAD}{rows}"))]).unwrap();
    let intake = Intake {
        round: scheme.round("2021Q1"),
        history: Some(&history),
        ..Intake::of(&scheme)
    };
    let file = take_bytes(&bytes, "x.xlsx", &intake);
    let told = file.returns()[0].taken.findings.iter();
    told.map(|one| format!("{} {}", one.severity, message::sentence(one).what))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn the_figures_of_an_earlier_period_under_a_new_title_are_found() {
    let same = |_: usize, cell: &str| cell.to_owned();
    let more = |at: usize, cell: &str| {
        if at == 3 {
            format!("{cell}1")
        } else {
            cell.to_owned()
        }
    };
    compare([
        (
            "the quarter before".to_owned(),
            against("2020Q4", same),
            "B 表上 23 个数与账本里 2020年四季度报的一个不差：像是把那时的表换了标题。",
        ),
        ("some are others".to_owned(), against("2020Q4", more), ""),
    ]);
    // so are those of the year before
    let told = against("2020Q1", same);
    assert!(told.contains("2020年一季度报的一个不差"), "{told}");
}
