//! Totals are live, and each is followed back to its cells.

use super::{consolidated, number};
use crate::support::{Desk, Exported, fixture, shown};
use calamine::{Data, Reader, open_workbook_auto};
use std::collections::HashMap;
use std::path::Path;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::place::parse_cell;
use xianbaohui_desk::batch::files;
use xianbaohui_tests::sheet::Sheet;

/// Every total of the county tables is a live SUM over its column, and the stored result is the sum
/// of what stands there.
fn check_totals(exported: &mut Exported) -> usize {
    let mut checked = 0;
    for name in exported
        .sheets()
        .into_iter()
        .filter(|name| name.contains("分县表"))
    {
        let (cells, formulas) = (exported.cells(&name), exported.formulas(&name));
        let (rows, columns) = cells.end().unwrap();
        let total = (0..=rows)
            .find(|row| shown(cells.get_value((*row, 0))).starts_with("合计"))
            .unwrap_or_else(|| panic!("{name} has no total"));
        for column in 1..=columns {
            let formula = formulas
                .get_value((total, column))
                .cloned()
                .unwrap_or_default();
            let Some(area) = formula
                .strip_prefix("SUM(")
                .and_then(|rest| rest.strip_suffix(')'))
            else {
                continue;
            };
            let (from, to) = area.split_once(':').unwrap();
            let ((top, left), (bottom, right)) =
                (parse_cell(from).unwrap(), parse_cell(to).unwrap());
            assert_eq!((left, right), (column, column), "{name} {formula}");
            let sum = (top..=bottom)
                .filter_map(|row| number(cells.get_value((row, column))))
                .collect::<Sum>()
                .value();
            assert_eq!(
                number(cells.get_value((total, column))),
                sum,
                "{name} {formula}"
            );
            checked += 1;
        }
    }
    checked
}

/// Every line of 数据来源 names a file, sheet and cell; that cell holds what the line says.
fn check_sources(exported: &mut Exported, folders: &[&str]) -> usize {
    let originals = files(
        &folders
            .iter()
            .map(|folder| fixture(folder))
            .collect::<Vec<_>>(),
    );
    let mut sheets: HashMap<(String, String), calamine::Range<Data>> = HashMap::new();
    let mut checked = 0;
    let sources = exported.cells("数据来源");
    for line in sources.rows().skip(1) {
        let text = |at: usize| shown(line.get(at));
        let place = text(9);
        let (sheet, cell) = place.rsplit_once('!').unwrap();
        let key = (text(7), sheet.to_owned());
        let range = sheets
            .entry(key.clone())
            .or_insert_with(|| original(&originals, &key.0, sheet));
        if text(3) == "整行" {
            let (from, to) = cell.split_once(':').unwrap();
            let ((row, left), (_, right)) = (parse_cell(from).unwrap(), parse_cell(to).unwrap());
            assert!(
                (left..=right)
                    .any(|column| shown(range.get_value((row, column))).trim() == text(2)),
                "{place} of {} does not name {}",
                key.0,
                text(2)
            );
        } else {
            let there = range.get_value(parse_cell(cell).unwrap());
            let raw = if text(5).is_empty() { text(4) } else { text(5) };
            assert_eq!(shown(there), raw, "{place} of {}", key.0);
            // without a conversion the figure is the one in the cell, however it is written there
            let bare = shown(there).replace([',', '%'], "");
            let same = number(there).or_else(|| bare.trim().parse().ok()) == number(line.get(4));
            assert!(
                !text(6).is_empty() || number(line.get(4)).is_none() || same,
                "{place} of {}: {there:?} against {line:?}",
                key.0
            );
        }
        checked += 1;
    }
    checked
}

fn original(originals: &[std::path::PathBuf], name: &str, sheet: &str) -> calamine::Range<Data> {
    let path = originals
        .iter()
        .find(|path| path.file_name().is_some_and(|own| own == Path::new(name)))
        .unwrap_or_else(|| panic!("no file {name}"));
    open_workbook_auto(path)
        .unwrap()
        .worksheet_range(sheet)
        .unwrap()
}

#[test]
fn totals_are_live_and_right_and_sources_hold_what_they_say() {
    for (scheme, round, folders, totals, sources) in [
        ("luan-2020", "2020", &["luan-2020/counties"][..], 2, 24),
        ("luan-2020", "2020", &["luan-2020/table"], 2, 27),
        ("anhui-2022h1", "2022H1", &["anhui-2022h1/cities"], 3, 96),
        ("anhui-2022h1", "2022H1", &["anhui-2022h1/table"], 2, 68),
        ("kjcx", "2021Q1", &["kjcx-2021q1"], 30, 1000),
    ] {
        let (_desk, mut exported) = consolidated(scheme, round, folders);
        let checked = (
            check_totals(&mut exported),
            check_sources(&mut exported, folders),
        );
        assert!(
            checked.0 >= totals && checked.1 >= sources,
            "{scheme} {folders:?}: only {checked:?}"
        );
    }
}

/// 数据来源 follows the scheme: its units, its rows, its columns; neither the order of the files
/// nor that of the codes.
#[test]
fn sources_stand_in_the_order_of_the_scheme() {
    let mut desk = Desk::new(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("it/mini.toml")
            .to_string_lossy(),
        "2021Q1",
    );
    let files = ["献县", "青县"].map(|unit| {
        // rows and columns of the sheet are not in the order of the form
        let text = format!(
            "2021年一季度主要指标完成情况统计表\n填报单位：{unit}科技局\n指标名称 | \
            计量单位 | 上年同期累计 | 累计 | 本季 | 2021年目标\n技术合同成交额 | 万元 | 200 | 300 \
            | 100 | 1000\n高新技术企业 | 家 | 2 | 3 | 2 | 10\n其中：规模以上 | 家 | 1 | 1 | 1 | 4\
            \n其中：规模以下 | 家 | 1 | 2 | 1 | 6\n从业人员净增 | 人 | 2 | -3 | -5 | /\n研发投入占\
            比 | % | 1.4 | 1.6 | 1.5 | 2"
        );
        desk.file(&format!("{unit}.xlsx"), &[Sheet::new("表1", &text)])
    });
    let outcomes = desk.import(&files);
    assert!(
        outcomes.iter().all(|outcome| outcome.versions == [1]),
        "{outcomes:?}"
    );
    let came = desk
        .exported()
        .cells("数据来源")
        .rows()
        .skip(1)
        .map(|line| [0, 2, 3].map(|at| shown(line.get(at))).join(" "))
        .collect::<Vec<_>>();
    let expected = ["青县", "献县"].iter().flat_map(|unit| {
        [
            "高新技术企业",
            "高新技术企业其中规模以上",
            "高新技术企业其中规模以下",
            "技术合同成交额",
            "从业人员净增",
            "研发投入占比",
        ]
        .iter()
        .flat_map(move |indicator| {
            ["目标", "本季", "累计", "上年同期累计"]
                .iter()
                .map(move |column| format!("{unit} {indicator} {column}"))
        })
    });
    assert_eq!(came, expected.collect::<Vec<_>>());
}
