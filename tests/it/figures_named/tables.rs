//! County tables beside the units' own sheets.

use super::{HEADER, ledger, matrix, sheet, table, trace};
use crate::one_file::{json, run};
use crate::support::{Exported, luan, shown};
use serde_json::Value;
use xianbaohui_tests::sheet::{Sheet, workbook};

#[test]
fn a_table_stands_for_a_form_only_where_it_has_all_its_columns() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | 10 | 1 | 0.1\n沧县 | 5 | 1 | 0.05");
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    assert!(sheet(folder, "M分县表").contains("合计（1/6）"));
    // 上年同期 is in no table: the form is missing wherever the sheet of the form says so
    let status = json(folder, &["status", "a.xbh", "--round", "2021Q1", "--json"]);
    let missing = |name: &str| {
        status["units"]
            .as_array()
            .unwrap()
            .iter()
            .find(|unit| unit["unit"]["name"] == name)
            .unwrap()["missing_forms"]
            .clone()
    };
    assert_eq!(
        (missing("青县"), missing("沧县")),
        (serde_json::json!([]), serde_json::json!(["M"])),
        "{status}"
    );
}

#[test]
fn the_sheet_of_a_form_names_units_whose_figures_stand_in_a_table_instead() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    run(folder, &["new", "a.xbh", "--scheme", "luan-2020"]);
    let import = |name: &str, sheet: Sheet| {
        std::fs::write(folder.join(name), workbook(&[sheet]).unwrap()).unwrap();
        json(
            folder,
            &["import", "a.xbh", "--round", "2020", name, "--json"],
        );
    };
    import("own.xlsx", luan("裕安区", "2", "1", "100"));
    import(
        "table.xlsx",
        Sheet::new(
            "Sheet1",
            "2020年各县区企业研发经费投入情况表\n\n县（区） | 本年 | 上年 | 增速（%）\n裕安区 | 2 \
                | 1 | 100\n叶集区 | 3 | 1 | 200",
        ),
    );
    run(
        folder,
        &["consolidate", "a.xbh", "--round", "2020", "--out", "o.xlsx"],
    );
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported.beginning("L1").into_iter().next().unwrap();
    let text = exported
        .cells(&name)
        .rows()
        .map(|row| row.iter().map(|cell| shown(Some(cell))).collect::<String>())
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        text.contains(
            "没有单独报本表、数在分县表里的单位（报送情况里算已报，本表的合计未含）：叶集区"
        ),
        "{text}"
    );
}

#[test]
fn the_unit_at_the_top_is_traced_as_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let (top, all) = (
        trace(folder, "M", "a", "now", &["--unit", "沧州市"]),
        trace(folder, "M", "a", "now", &[]),
    );
    assert_eq!((top[0]["value"].as_str(), &top), (Some("10"), &all));
    // what a table itself says is the total stays what it says
    table(
        folder,
        "青县 | 10 | 1 | 0.1\n沧县 | 5 | 1 | 0.05\n合计 | 16 | 2 | 0.08",
    );
    let top = trace(folder, "T", "a", "p", &["--unit", "沧州市"]);
    assert_eq!(
        (top[0]["value"].as_str(), &top[0]["formula"]),
        (Some("16"), &Value::Null),
        "{top}"
    );
}
