//! The checks that are built in.

use crate::support::{compare, decimal, take};
use crate::told::mini;
use xianbaohui_core::fact::{Fact, FactSet, FactTable, FormId, Names, Of};
use xianbaohui_core::figure::Figure;
use xianbaohui_core::number::Datum;
use xianbaohui_desk::batch::take_bytes;
use xianbaohui_reading::intake::{Intake, Verdict};
use xianbaohui_tests::sheet::{Sheet, workbook};

pub(super) const HEAD: &str = "2021年一季度主要指标完成情况统计表 | < | < | < | < | < | < | <\n\
    填报单位：青县\
    科技局\n指标名称 | 计量单位 | 2021年目标 | 本期完成情况 | < | 上年同期累计 | 同比增长（%） | 完\
    成全年目标（%）\n^ | ^ | ^ | 本季 | 累计 | ^ | ^ | ^";

pub(super) const ROWS: [(&str, &str); 6] = [
    ("高新技术企业", "家 | 10 | 2 | 3 | 2 | 50 | 30"),
    ("其中：规模以上", "家 | 4 | 1 | 1 | 1 | 0 | 25"),
    ("其中：规模以下", "家 | 6 | 1 | 2 | 1 | 100 | 33.3"),
    (
        "技术合同成交额",
        "万元 | 1000 | 100.5 | 300.25 | 200 | 50.1 | 30",
    ),
    ("从业人员净增", "人 | / | -5 | -3 | 2 | / | /"),
    ("研发投入占比", "% | 2 | 1.5 | 1.6 | 1.4 | / | 80"),
];

/// Findings on a sheet that is right but for one row: severity, rule, cells, sides.
pub(super) fn findings(label: &str, row: &str) -> String {
    let scheme = mini();
    assert!(
        label.is_empty() || ROWS.iter().any(|(own, _)| *own == label),
        "{label}"
    );
    let rows = ROWS
        .iter()
        .map(|(own, right)| format!("\n{own} | {}", if *own == label { row } else { right }))
        .collect::<Vec<_>>()
        .concat();
    let file = take(
        &scheme,
        Some("2021Q1"),
        "x.xlsx",
        &[Sheet::new("S", &format!("{HEAD}{rows}"))],
    );
    let Verdict::Ready(returns) = &file.verdict else {
        panic!("{:?}", file.verdict)
    };
    let told = returns[0].taken.findings.iter().map(|finding| {
        let cells = finding
            .cells
            .iter()
            .map(xianbaohui_core::place::Place::cell)
            .collect::<Vec<_>>()
            .join(" ");
        let sides = finding
            .left
            .iter()
            .zip(&finding.right)
            .map(|(left, right)| format!(" {left}|{right}"))
            .collect::<Vec<_>>()
            .concat();
        format!(
            "{} {} {cells}{sides}",
            finding.severity,
            finding.rule_name()
        )
    });
    told.collect::<Vec<_>>().join("; ")
}

#[test]
fn built_in_checks_fire_and_do_not() {
    compare(
        [
            ("", "", ""),
            // rates
            ("高新技术企业", "家 | 10 | 2 | 3 | 2 | 49.9 | 30.1", ""),
            (
                "高新技术企业",
                "家 | 10 | 2 | 3 | 2 | 50.2 | 30",
                "B rate.does-not-follow G5 E5 F\
                5 50.2|50",
            ),
            (
                "高新技术企业",
                "家 | 10 | 2 | 3 | 2 | 50 | 40",
                "B rate.does-not-follow H5 E\
                5 C5 40|30",
            ),
            (
                "高新技术企业",
                "家 | 10 | 2 | 3 | 2 | 0.5 | 30",
                "B rate.as-ratio G5 E5 F5 0.5|50",
            ),
            (
                "高新技术企业",
                "家 | 10 | 2 | 3 | 0 | 100 | 30",
                "A part.more-than-whole F6 F5 1|0; \
                A part.more-than-whole F7 F5 1|0; C rate.no-base G5 E5 F5 100|0",
            ),
            ("从业人员净增", "人 | / | -5 | -3 | 0 | / | /", ""),
            (
                "高新技术企业",
                "家 | 10 | 2 | 30 | 20 | 50 | 300",
                "C rate.far-beyond H5 300|200",
            ),
            // parts
            (
                "其中：规模以上",
                "家 | 4 | 1 | 4 | 1 | 300 | 100",
                "A part.more-than-whole \
                E6 E5 4|3",
            ),
            (
                "其中：规模以上",
                "家 | 4 | 1 | 2 | 1 | 100 | 50",
                "A parts.more-than-whole E6 \
                E7 E5 4|3",
            ),
            ("其中：规模以上", "家 | 4 | 1 | / | 1 | / | /", ""),
            // whole numbers, not below zero
            (
                "高新技术企业",
                "家 | 10 | 2 | 3.5 | 2 | 75 | 35",
                "A figure.not-whole E5 3.5|整数",
            ),
            (
                "高新技术企业",
                "家 | 10 | -2 | 3 | 2 | 50 | 30",
                "A part.more-than-whole D6 D5 1|-2; \
                A part.more-than-whole D7 D5 1|-2; A figure.negative D5 -2|0",
            ),
            ("从业人员净增", "人 | / | -50 | -30 | -2 | / | /", ""),
            (
                "技术合同成交额",
                "万元 | 1000 | -1 | 300 | 200 | 50 | 30",
                "A figure.negativ\
                e D8 -1|0",
            ),
            // the scheme's own rule
            (
                "技术合同成交额",
                "万元 | 1000 | 400 | 300 | 200 | 50 | 30",
                "A covers E8 D8 300|400",
            ),
            (
                "技术合同成交额",
                "万元 | 1000 | | 300 | 200 | 50 | 30",
                "C cell.blank D8; D covers.u\
                nchecked ",
            ),
            (
                "技术合同成交额",
                "万元 | 1000 | / | 300 | 200 | 50 | 30",
                "",
            ),
        ]
        .map(|(label, row, expected)| (format!("{label} {row}"), findings(label, row), expected)),
    );
}

/// What a county now says of last year is held against what it said then.
#[test]
fn last_years_figure_is_held_against_the_ledgers() {
    let scheme = mini();
    let rows = ROWS
        .iter()
        .map(|(label, row)| format!("\n{label} | {row}"))
        .collect::<Vec<_>>()
        .concat();
    let bytes = workbook(&[Sheet::new("S", &format!("{HEAD}{rows}"))]).unwrap();
    for (then, expected) in [
        ("200", &[][..]),
        ("200.005", &[]),
        ("200.01", &["C earlier.revised 200|200.01"]),
        ("250", &["C earlier.revised 200|250"]),
    ] {
        let round = scheme.round("2021Q1").unwrap();
        let form = scheme.form("M").unwrap();
        let names = Names::of(&scheme, form);
        let (indicator, column) = names.figure("contract", "cumulative").unwrap();
        let fact = Fact {
            of: Of {
                unit: names.unit("130922").unwrap(),
                indicator,
                column,
            },
            figure: Figure::of(&Datum::Number(decimal(then)), None),
            source: 1,
        };
        let at = scheme.forms.iter().position(|own| own.code == "M").unwrap();
        let history = FactSet::of(vec![FactTable::of(
            FormId::at(at),
            round.period.year_before(),
            vec![fact],
        )]);
        let file = take_bytes(
            &bytes,
            "x.xlsx",
            &Intake {
                round: scheme.round("2021Q1"),
                history: Some(&history),
                ..Intake::of(&scheme)
            },
        );
        let Verdict::Ready(returns) = &file.verdict else {
            panic!("{:?}", file.verdict)
        };
        let told = returns[0].taken.findings.iter().map(|finding| {
            format!(
                "{} {} {}|{}",
                finding.severity,
                finding.rule_name(),
                finding.left.as_deref().unwrap_or_default(),
                finding.right.as_deref().unwrap_or_default()
            )
        });
        assert_eq!(told.collect::<Vec<_>>(), expected, "{then} in the ledger");
    }
}

/// The identity of a finding stays when the same figures come again, and changes when they change:
/// an explanation belongs to it.
#[test]
fn the_same_finding_has_the_same_identity() {
    let scheme = mini();
    let id = |figure: &str, file: &str| {
        let rows = ROWS
            .iter()
            .map(|(label, row)| {
                format!(
                    "\n{label} | {}",
                    if *label == "技术合同成交额" {
                        format!("万元 | 1000 | {figure} | 300 | 200 | 50 | 30")
                    } else {
                        (*row).to_owned()
                    }
                )
            })
            .collect::<Vec<_>>()
            .concat();
        let taken = take(
            &scheme,
            Some("2021Q1"),
            file,
            &[Sheet::new("S", &format!("{HEAD}{rows}"))],
        );
        let Verdict::Ready(returns) = &taken.verdict else {
            panic!("{:?}", taken.verdict)
        };
        returns[0].taken.findings[0].id.clone()
    };
    assert_eq!(id("400", "a.xlsx"), id("400", "b.xlsx"));
    assert_ne!(id("400", "a.xlsx"), id("500", "a.xlsx"));
}
