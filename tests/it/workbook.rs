//! The consolidated workbook, opened with nothing but calamine: totals, notes, live formulas, and sources that hold what they say.

use crate::support::{Desk, Exported, decimal, fixture, shown};
use calamine::{Data, Reader, open_workbook_auto};
use rust_decimal::Decimal;
use std::collections::HashMap;
use std::path::Path;
use xianbaohui_core::intake::files;
use xianbaohui_core::number::from_excel;
use xianbaohui_core::read::parse_cell;
use xianbaohui_tests::sheet::Sheet;

fn consolidated(scheme: &str, round: &str, folders: &[&str]) -> (Desk, Exported) {
    let mut desk = Desk::new(scheme, round);
    desk.import(&folders.iter().map(|folder| fixture(folder)).collect::<Vec<_>>());
    let exported = desk.exported();
    (desk, exported)
}

fn number(cell: Option<&Data>) -> Option<Decimal> {
    match cell {
        Some(Data::Float(number)) => from_excel(*number).map(|(number, _)| number),
        Some(Data::Int(number)) => Some(Decimal::from(*number)),
        _ => None,
    }
}

/// Every total of the county tables is a live SUM over its column, and the stored result is the sum of what stands there.
fn check_totals(exported: &mut Exported) -> usize {
    let mut checked = 0;
    for name in exported.sheets().into_iter().filter(|name| name.contains("分县表")) {
        let (cells, formulas) = (exported.cells(&name), exported.formulas(&name));
        let (rows, columns) = cells.end().unwrap();
        let total = (0..=rows).find(|row| shown(cells.get_value((*row, 0))).starts_with("合计")).unwrap_or_else(|| panic!("{name} has no total"));
        for column in 1..=columns {
            let formula = formulas.get_value((total, column)).cloned().unwrap_or_default();
            let Some(area) = formula.strip_prefix("SUM(").and_then(|rest| rest.strip_suffix(')')) else { continue };
            let (from, to) = area.split_once(':').unwrap();
            let ((top, left), (bottom, right)) = (parse_cell(from).unwrap(), parse_cell(to).unwrap());
            assert_eq!((left, right), (column, column), "{name} {formula}");
            let sum = (top..=bottom).filter_map(|row| number(cells.get_value((row, column)))).sum::<Decimal>();
            assert_eq!(number(cells.get_value((total, column))), Some(sum), "{name} {formula}");
            checked += 1;
        }
    }
    checked
}

/// Every line of 数据来源 names a file, sheet and cell; that cell holds what the line says.
fn check_sources(exported: &mut Exported, folders: &[&str]) -> usize {
    let originals = files(&folders.iter().map(|folder| fixture(folder)).collect::<Vec<_>>());
    let mut sheets: HashMap<(String, String), calamine::Range<Data>> = HashMap::new();
    let mut checked = 0;
    let sources = exported.cells("数据来源");
    for line in sources.rows().skip(1) {
        let text = |at: usize| shown(line.get(at));
        let place = text(9);
        let (sheet, cell) = place.rsplit_once('!').unwrap();
        let key = (text(7), sheet.to_owned());
        let range = sheets.entry(key.clone()).or_insert_with(|| original(&originals, &key.0, sheet));
        if text(3) == "整行" {
            let (from, to) = cell.split_once(':').unwrap();
            let ((row, left), (_, right)) = (parse_cell(from).unwrap(), parse_cell(to).unwrap());
            assert!((left..=right).any(|column| shown(range.get_value((row, column))).trim() == text(2)), "{place} of {} does not name {}", key.0, text(2));
        } else {
            let there = range.get_value(parse_cell(cell).unwrap());
            let raw = if text(5).is_empty() { text(4) } else { text(5) };
            assert_eq!(shown(there), raw, "{place} of {}", key.0);
            // without a conversion the figure is the one in the cell, however it is written there
            let bare = shown(there).replace([',', '%'], "");
            let same = number(there).or_else(|| bare.trim().parse().ok()) == number(line.get(4));
            assert!(!text(6).is_empty() || number(line.get(4)).is_none() || same, "{place} of {}: {there:?} against {line:?}", key.0);
        }
        checked += 1;
    }
    checked
}

fn original(originals: &[std::path::PathBuf], name: &str, sheet: &str) -> calamine::Range<Data> {
    let path = originals.iter().find(|path| path.file_name().is_some_and(|own| own == Path::new(name))).unwrap_or_else(|| panic!("no file {name}"));
    open_workbook_auto(path).unwrap().worksheet_range(sheet).unwrap()
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
        let checked = (check_totals(&mut exported), check_sources(&mut exported, folders));
        assert!(checked.0 >= totals && checked.1 >= sources, "{scheme} {folders:?}: only {checked:?}");
    }
}

#[test]
fn the_table_says_what_it_is_who_is_missing_and_that_figures_are_examples() {
    let mut desk = Desk::new("luan-2020", "2020");
    let all = files(&[fixture("luan-2020/counties")]);
    desk.import(&all.into_iter().filter(|path| !path.to_string_lossy().contains("霍邱")).collect::<Vec<_>>());
    let mut exported = desk.exported();
    let sheet = exported.beginning("L1分县表").remove(0);
    let cells = exported.cells(&sheet);
    let words = cells.used_cells().map(|(_, _, cell)| shown(Some(cell))).collect::<Vec<_>>().join("\n");
    for wanted in ["六安市", "2020年", "编制单位：六安市科学技术局", "7/8 已报，缺：霍邱县。合计只含已报单位。", "合计（7/8）", "未报", "示例"]
    {
        assert!(words.contains(wanted), "“{wanted}” does not stand in\n{words}");
    }
    assert_eq!(desk.figure("L1", None, "rd", "current"), Some(decimal("155802.2") - decimal("15617.6")));
    let status = exported.cells("报送情况");
    let row = status.rows().find(|row| shown(row.get(1)) == "霍邱县").unwrap();
    assert_eq!(shown(row.get(2)), "未报");
}

/// A cell that a spreadsheet would take for a formula stays a text, wherever it is printed.
#[test]
fn text_that_looks_like_a_formula_is_written_as_text() {
    const NAMES: [&str; 5] = ["=1+1", "+86示例公司", "-示例公司", "@SUM(1)", "=HYPERLINK(\"http://example.com\")"];
    let mut desk = Desk::new("kjcx", "2021Q1");
    let rows = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| format!("'{name} | '9113050{at}MA0000000{at} | 信都区 | 新材料 | 'GR{at} | @2020-09-01 | 100 | 5\n"))
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "2021年一季度高新技术企业名单\n填报单位：信都区科学技术局\n企业名称 | 统一社会信用代码 | 所属县（市、区） | 技术领域 | 证书编号 | 发证日期 | 上年营业收入（万元） | 研发费用（万元）\n{rows}"
    );
    let path = desk.file("=cmd().xlsx", &[Sheet::new("+S3", &text)]);
    let outcomes = desk.import(&[path]);
    assert_eq!(outcomes[0].versions, [1], "{:?}", outcomes[0].file.verdict);
    let mut exported = desk.exported();
    let mut seen = Vec::new();
    for name in exported.sheets() {
        let (cells, formulas) = (exported.cells(&name), exported.formulas(&name));
        for (row, column, cell) in cells.used_cells() {
            let at = (cells.start().unwrap().0 + row as u32, cells.start().unwrap().1 + column as u32);
            if let Data::String(text) = cell
                && text.starts_with(['=', '+', '-', '@'])
            {
                assert_eq!(formulas.get_value(at).map_or("", String::as_str), "", "{name} {at:?} is a formula");
                seen.push(text.clone());
            }
        }
    }
    for wanted in NAMES.iter().chain(&["=cmd().xlsx"]) {
        assert!(seen.iter().any(|text| text == wanted), "{wanted} was not written: {seen:?}");
    }
}
