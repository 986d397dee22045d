//! What came of a sheet, in a few lines that can be written down as the expectation; and files of
//! such cases.
//!
//! A file of cases: `## name`, then the sheet as [`xianbaohui_tests::sheet`] writes sheets, then
//! what must come of it behind `>`. `@M`, `@T`, `@R` stand for title, unit and header of a form of
//! `mini.toml`; `%hide row 6`, `%hide column 4`, `%hide sheet` and `%under 5 2 words` are done to
//! the sheet; `%form M` and `%bind F=累计` are said of it.

use crate::support::{Said, compare, take_said};
use std::collections::BTreeMap;
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::Datum;
use xianbaohui_core::place::column_name;
use xianbaohui_core::pointing::{Pointing, SheetPointing};
use xianbaohui_core::returns::Taken;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::batch::TakenFile;
use xianbaohui_reading::intake::Verdict;
use xianbaohui_tests::sheet::Sheet;

const HEADS: [(&str, &str); 3] = [
    (
        "@M",
        "2021年一季度主要指标完成情况统计表 | < | < | < | < | < | < | <\n填报单位：青县科技局\n指标\
            名称 | 计量单位 | 2021年目标 | 本期完成情况 | < | 上年同期累计 | 同比增长（%） | 完成全\
            年目标（%）\n^ | ^ | ^ | 本季 | 累计 | ^ | ^ | ^",
    ),
    (
        "@T",
        "2021年一季度各县市区技术合同情况表 | < | < | <\n县（市、区） | 项数（家） | 成交额\
            （万元） | 位次",
    ),
    (
        "@R",
        "2021年一季度企业名单 | < | < | < | < | <\n填报单位：青县科技局\n企业名称 | 统一社会信用代\
            码 | 所属县 | 类别 | 发证日期 | 营业收入（万元）",
    ),
];

pub(crate) fn mini() -> Scheme {
    Scheme::parse("mini.toml", include_str!("mini.toml")).unwrap_or_else(|error| panic!("{error}"))
}

/// Runs every case of a file.
pub(crate) fn check(cases: &str) {
    let scheme = mini();
    let parsed = cases.split("\n## ").skip(1).map(|case| {
        let (name, lines) = case.split_once('\n').unwrap();
        let expected = lines
            .lines()
            .filter_map(|line| line.strip_prefix('>'))
            .map(str::trim)
            .collect::<Vec<_>>()
            .join("\n");
        let mut sheet = String::new();
        let mut done: Vec<&str> = Vec::new();
        for line in lines
            .lines()
            .filter(|line| !line.starts_with('>') && !line.is_empty())
        {
            match HEADS.iter().find(|(mark, _)| *mark == line) {
                Some((_, head)) => sheet.push_str(head),
                None if line.starts_with('%') => {
                    done.push(line);
                    continue;
                }
                // an empty row is written as a lone dot
                None => sheet.push_str(if line == "." { "" } else { line }),
            }
            sheet.push('\n');
        }
        let mut said = Said::default();
        let sheet = done
            .into_iter()
            .fold(Sheet::new("表1", &sheet), |sheet, line| {
                let words = line.split_whitespace().collect::<Vec<_>>();
                match words.as_slice() {
                    ["%hide", "row", row] => sheet.hide_row(row.parse().unwrap()),
                    ["%hide", "column", column] => sheet.hide_column(column.parse().unwrap()),
                    ["%hide", "sheet"] => sheet.hidden(),
                    ["%under", row, column, text] => {
                        sheet.covering(row.parse().unwrap(), column.parse().unwrap(), text)
                    }
                    ["%bind", words] => {
                        said.pointed.push(SheetPointing {
                            sheet: None,
                            pointing: Pointing::parse(words).unwrap(),
                        });
                        sheet
                    }
                    ["%form", form] => {
                        said.form = Some((*form).to_owned());
                        sheet
                    }
                    other => panic!("{other:?} cannot be done to a sheet"),
                }
            });
        // a workbook begins with a sheet that can be seen
        let file = take_said(
            &scheme,
            Some("2021Q1"),
            "报表.xlsx",
            &[Sheet::new("空", ""), sheet],
            &said,
        );
        (
            name.to_owned(),
            format!("\n{}", told(&file, &scheme)),
            format!("\n{expected}"),
        )
    });
    let cases = parsed.collect::<Vec<_>>();
    assert!(!cases.is_empty());
    compare(
        cases
            .iter()
            .map(|(name, told, expected)| (name.clone(), told.clone(), expected.as_str())),
    );
}

/// The whole of a file.
pub(crate) fn told(file: &TakenFile, scheme: &Scheme) -> String {
    match &file.verdict {
        Verdict::Refused { code, .. } => format!("refused {code}"),
        Verdict::Unsure(sheets) => sheets
            .iter()
            .flat_map(|asked| &asked.doubts)
            .map(|doubt| format!("asked {:?}: {}", doubt.of, doubt.message))
            .collect::<Vec<_>>()
            .join("\n"),
        Verdict::Ready(returns) => returns
            .iter()
            .map(|one| told_return(one, scheme))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// Unit, where the columns were found, one line a row, findings without their sentences, and how
/// the cells add up.
fn told_return(one: &Taken, scheme: &Scheme) -> String {
    let taken = &one.taken;
    let form = &scheme.forms[taken.form];
    let asked = if let Layout::Roster(roster) = &form.layout {
        roster.fields.len()
    } else {
        form.columns().len()
    };
    // a table turned round has its columns in rows
    let turned = taken.binding.turned;
    let line = |column: u32| {
        if turned {
            (column + 1).to_string()
        } else {
            column_name(column)
        }
    };
    let columns = (0..asked).map(|spec| {
        taken
            .binding
            .columns
            .iter()
            .find(|(own, _)| *own == spec)
            .map_or("_".to_owned(), |(_, column)| line(*column))
    });
    let mut lines = vec![format!(
        "{} {} {}",
        scheme.units[taken.unit].name,
        form.code,
        columns.collect::<Vec<_>>().join(" ")
    )];
    let mut rows: BTreeMap<(u32, String), Vec<String>> = BTreeMap::new();
    for value in &taken.values {
        let of = if value.unit == taken.unit && !matches!(form.layout, Layout::CountyTable(_)) {
            &scheme.indicators[value.indicator].code
        } else {
            &scheme.units[value.unit].name
        };
        let note = value
            .note
            .as_ref()
            .map(|note| format!("（{note}）"))
            .unwrap_or_default();
        let row = if turned {
            value.sheet_column
        } else {
            value.row
        };
        rows.entry((row, of.clone()))
            .or_default()
            .push(format!("{}{note}", word(&value.datum)));
    }
    for entry in &taken.entries {
        rows.entry((entry.row, String::new()))
            .or_default()
            .extend(entry.fields.iter().map(|field| word(&field.datum)));
    }
    lines.extend(rows.into_iter().map(|((row, of), values)| {
        format!(
            "{} {of}: {}",
            if turned {
                column_name(row)
            } else {
                (row + 1).to_string()
            },
            values.join(" ")
        )
        .replace(" :", ":")
    }));
    for finding in &taken.findings {
        let cells = finding
            .cells
            .iter()
            .map(xianbaohui_core::place::Place::cell)
            .collect::<Vec<_>>();
        lines.push(
            format!(
                "! {} {} {}",
                finding.severity,
                finding.rule_name(),
                cells.join(" ")
            )
            .trim_end()
            .to_owned(),
        );
    }
    let cells = taken.cells;
    assert!(cells.reconcile(), "{cells:?} do not add up");
    lines.push(format!(
        "= {} values, {} blank, {} nil, {} unreadable, {} outside",
        cells.values, cells.blank, cells.nil, cells.unreadable, cells.outside
    ));
    lines.join("\n")
}

fn word(datum: &Datum) -> String {
    match datum {
        Datum::Number(number) => number.to_string(),
        Datum::Text(text) => text.replace(' ', "␠"),
        Datum::Blank => "·".into(),
        Datum::Nil(_) => "nil".into(),
        Datum::Unreadable(_) => "?".into(),
    }
}
