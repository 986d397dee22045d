//! The sheets: what they say of themselves, and how they go on.

use crate::support::{AT, Desk, Exported, decimal, fixture, shown};
use calamine::Data;
use xianbaohui_core::exact;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::export::workbook_of;
use xianbaohui_files::output::Target;
use xianbaohui_results::scope::Scope;
use xianbaohui_tests::sheet::Sheet;

#[test]
fn the_table_says_what_it_is_who_is_missing_and_that_figures_are_examples() {
    let mut desk = Desk::new("luan-2020", "2020");
    let all = files(&[fixture("luan-2020/counties")]);
    desk.import(
        &all.into_iter()
            .filter(|path| !path.to_string_lossy().contains("霍邱"))
            .collect::<Vec<_>>(),
    );
    let mut exported = desk.exported();
    let sheet = exported.beginning("L1分县表").remove(0);
    let cells = exported.cells(&sheet);
    let words = cells
        .used_cells()
        .map(|(_, _, cell)| shown(Some(cell)))
        .collect::<Vec<_>>()
        .join("\n");
    for wanted in [
        "六安市",
        "2020年",
        "编制单位：六安市科学技术局",
        "7/8 已报，缺：霍邱县。合计只含已报单位。",
        "合计（7/8）",
        "未报",
        "示例",
    ] {
        assert!(
            words.contains(wanted),
            "“{wanted}” does not stand in\n{words}"
        );
    }
    assert_eq!(
        desk.figure("L1", None, "rd", "current"),
        exact::subtract(decimal("155802.2"), decimal("15617.6"))
    );
    let status = exported.cells("报送情况");
    let row = status
        .rows()
        .find(|row| shown(row.get(1)) == "霍邱县")
        .unwrap();
    assert_eq!(shown(row.get(2)), "未报");
}

/// A cell that a spreadsheet would take for a formula stays a text, wherever it is printed.
#[test]
fn text_that_looks_like_a_formula_is_written_as_text() {
    const NAMES: [&str; 5] = [
        "=1+1",
        "+86示例公司",
        "-示例公司",
        "@SUM(1)",
        "=HYPERLINK(\"http://example.com\")",
    ];
    let mut desk = Desk::new("kjcx", "2021Q1");
    let rows = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| {
            format!(
                "'{name} | '9113050{at}MA0000000{at} | 信都区 | 新材料 | 'GR{at} \
            | @2020-09-01 | 100 | 5\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "2021年一季度高新技术企业名单\n填报单位：信都区科学技术局\n企业名称 | 统一社会信用代码 | 所\
            属县（市、区） | 技术领域 | 证书编号 | 发证日期 | 上年营业收入（万元） | 研发费用（万\
            元）\n{rows}"
    );
    let path = desk.file("=cmd().xlsx", &[Sheet::new("+S3", &text)]);
    let outcomes = desk.import(&[path]);
    assert_eq!(outcomes[0].versions, [1], "{:?}", outcomes[0].file.verdict);
    let mut exported = desk.exported();
    let mut seen = Vec::new();
    for name in exported.sheets() {
        let (cells, formulas) = (exported.cells(&name), exported.formulas(&name));
        for (row, column, cell) in cells.used_cells() {
            let at = (
                cells.start().unwrap().0 + row as u32,
                cells.start().unwrap().1 + column as u32,
            );
            if let Data::String(text) = cell
                && text.starts_with(['=', '+', '-', '@'])
            {
                assert_eq!(
                    formulas.get_value(at).map_or("", String::as_str),
                    "",
                    "{name} {at:?} is a formula"
                );
                seen.push(text.clone());
            }
        }
    }
    for wanted in NAMES.iter().chain(&["=cmd().xlsx"]) {
        assert!(
            seen.iter().any(|text| text == wanted),
            "{wanted} was not written: {seen:?}"
        );
    }
}

/// A sheet so large that it is written row by row to disk has the header that a small one has.
#[test]
fn a_large_table_has_its_whole_header() {
    const MINI: &str = include_str!("../mini.toml");
    const RETURN: &str = "2021年一季度主要指标完成情况统计表\n填报单位：青县科技局\n指标名称 | 计量\
        单位 | 2021年目标 | 本季 | 累计 | 上年同期累计\n高新技术企业 | 家 | 10 | 2 | 3 | 2\n其中：\
        规模以上 | 家 | 4 | 1 | 1 | 1\n其中：规模以下 | 家 | 6 | 1 | 2 | 1\n技术合同成交额 | 万元 \
        | 1000 | 100 | 300 | 200\n从业人员净增 | 人 | / | -5 | -3 | 2\n研发投入占比 | % | 2 | 1.5 \
        | 1.6 | 1.4";
    let headers = |more_units: usize| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scheme.toml");
        let units = (0..more_units)
            .map(|at| {
                format!(
                    "[[unit]]\ncode = \"x{at}\"\nname = \"示例{at}县\"\nparent = \"130900\"\n\n"
                )
            })
            .collect::<Vec<_>>()
            .concat();
        std::fs::write(
            &path,
            MINI.replacen("[[indicator]]", &format!("{units}[[indicator]]"), 1),
        )
        .unwrap();
        let mut desk = Desk::new(&path.to_string_lossy(), "2021Q1");
        let file = desk.file("青县.xlsx", &[Sheet::new("表1", RETURN)]);
        assert_eq!(desk.import(&[file])[0].versions, [1]);
        let mut exported = desk.exported();
        let mut headers = Vec::new();
        for name in exported.beginning("M分县表") {
            let cells = exported.cells(&name);
            let row = |row: u32| {
                (0..20)
                    .map(|column| shown(cells.get_value((row, column))))
                    .collect::<Vec<_>>()
            };
            assert_eq!(shown(cells.get_value((5, 0))), "沧县", "{name}");
            let merges = exported
                .merges(&name)
                .into_iter()
                .filter(|(start, _)| start.0 <= 4)
                .collect::<Vec<_>>();
            headers.push((name, row(3), row(4), merges));
        }
        headers
    };
    let (small, large) = (headers(0), headers(2_000));
    assert!(
        small.len() > 1
            && small.iter().all(|(_, first, second, merges)| first
                .iter()
                .chain(second)
                .filter(|text| !text.is_empty())
                .count()
                > 4
                && merges.len() > 4),
        "{small:?}"
    );
    assert_eq!(large, small);
}

/// Lists longer than a sheet go on in the next, under the same header, and nothing is lost or told
/// twice.
#[test]
fn a_list_that_is_too_long_goes_on_in_the_next_sheet() {
    const FIRMS: usize = 10;
    let mut desk = Desk::new("kjcx", "2021Q1");
    let rows = (0..FIRMS)
        .map(|at| {
            format!(
                "示例公司{at} | '91130500MA0000000{at} | 信都区 | 新材\
        料 | 'GR{at} | @2020-09-01 | 100 | 5\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "2021年一季度高新技术企业名单\n填报单位：信都区科学技术局\n企业名称 | 统一社会信用代码 | 所\
            属县（市、区） | 技术领域 | 证书编号 | 发证日期 | 上年营业收入（万元） | 研发费用（万\
            元）\n{rows}"
    );
    let path = desk.file("信都区.xlsx", &[Sheet::new("S3", &text)]);
    assert_eq!(desk.import(&[path])[0].versions, [1]);
    let written = desk.folder.path().join("out.xlsx");
    let round = desk.ledger.round(&desk.round).unwrap();
    for most_rows in [8, 9, 14, 15, 1_048_576] {
        workbook_of(
            &desk.ledger,
            round,
            &Scope::All,
            Target::new(&written).replacing(true),
            AT,
            most_rows,
            &Unwatched,
        )
        .unwrap();
        let mut exported = Exported::open(&written);
        for (beginning, header, key, around) in [("S3汇总名册", 3, 2, 5), ("数据来源", 0, 2, 1)]
        {
            let sheets = exported.beginning(beginning);
            let mut headers = Vec::new();
            let mut firms = Vec::new();
            for sheet in &sheets {
                let cells = exported.cells(sheet);
                let (last, _) = cells.end().unwrap();
                assert!(last < most_rows, "{sheet} has {last} rows of {most_rows}");
                headers.push(
                    (0..9)
                        .map(|column| shown(cells.get_value((header, column))))
                        .collect::<Vec<_>>(),
                );
                firms.extend(
                    (header + 1..=last)
                        .map(|row| shown(cells.get_value((row, key))))
                        .filter(|text| {
                            text.starts_with("示例公司") || text.starts_with("91130500")
                        }),
                );
            }
            let expected = (0..FIRMS)
                .map(|at| {
                    if beginning == "数据来源" {
                        format!("91130500MA0000000{at}")
                    } else {
                        format!("示例公司{at}")
                    }
                })
                .collect::<Vec<_>>();
            assert_eq!(firms, expected, "{most_rows}: {sheets:?}");
            assert!(
                headers
                    .iter()
                    .all(|own| *own == headers[0] && !own[1].is_empty()),
                "{most_rows}: {headers:?}"
            );
            // a roster has title, lines and header above it and a note below
            assert_eq!(
                sheets.len(),
                FIRMS.div_ceil(most_rows as usize - around),
                "{most_rows}: {sheets:?}"
            );
            assert!(
                sheets.iter().enumerate().all(|(at, name)| *name
                    == if at == 0 {
                        beginning.to_owned()
                    } else {
                        format!("{beginning}{}", at + 1)
                    }),
                "{sheets:?}"
            );
        }
    }
}

/// Excel takes 31 characters of a sheet's name, and capitals for small letters: forms whose codes
/// differ only beyond that have sheets of their own all the same.
#[test]
fn forms_with_long_codes_have_sheets_of_their_own() {
    const LUAN: &str = include_str!("../../../src-tauri/core/schemes/luan-2020.toml");
    for (first, second) in [
        (
            "research-and-development-of-enterprises-1",
            "research-and-development-of-enterprises-2",
        ),
        ("Rd", "rD"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scheme.toml");
        std::fs::write(
            &path,
            LUAN.replace("\"L1\"", &format!("{first:?}"))
                .replace("\"L2\"", &format!("{second:?}")),
        )
        .unwrap();
        let desk = Desk::new(&path.to_string_lossy(), "2020");
        let sheets = desk.exported().sheets();
        let names = sheets
            .iter()
            .map(|name| name.to_lowercase())
            .collect::<std::collections::HashSet<_>>();
        assert!(
            names.len() == sheets.len() && sheets.iter().all(|name| name.chars().count() <= 31),
            "{sheets:?}"
        );
        assert_eq!(
            sheets.iter().filter(|name| name.contains("分县表")).count(),
            2,
            "{sheets:?}"
        );
    }
}
