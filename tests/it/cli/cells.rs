//! `xbh cells`: what each cell holds and what it shows.

use super::run;
use crate::support::compare;
use serde_json::Value;
use xianbaohui_tests::sheet::{self, Sheet};

#[test]
fn each_cell_is_told_with_what_it_holds_and_shows() {
    let folder = tempfile::tempdir().unwrap();
    let rows = "名 | 1234.5 {#,##0.00} | 0.344 {0.0%} | 44286 {yyyy-mm-dd} | -1 {yyyy-mm-dd}\n\
        5 {;;} | 5 {0~white} | 5 {[$-F800]yyyy} | =1/0 -> #DIV/0! | =1=1 -> TRUE";
    let bytes = sheet::workbook(&[Sheet::new("表", rows)]).unwrap();
    std::fs::write(folder.path().join("a.xlsx"), bytes).unwrap();
    let output = run(&["cells", "a.xlsx", "--json"], folder.path());
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let cells = told["sheets"][0]["cells"].as_array().unwrap();
    let came = cells.iter().map(|cell| {
        let name = cell["cell"].as_str().unwrap().to_owned();
        let held = &cell["content"];
        let word = |value: &Value| value.as_str().unwrap_or("null").to_owned();
        let seen = [
            &held["type"],
            &held["value"],
            &held["format"],
            &cell["sight"],
            &cell["unsure"],
        ];
        (name, seen.map(word).join(" | "))
    });
    let expected = [
        "text | 名 | General | 名 | null",
        "number | 1234.5 | #,##0.00 | 1,234.50 | null",
        "number | 0.344 | 0.0% | 34.4% | null",
        "date | 2021-03-31 | yyyy-mm-dd | 2021-03-31 | null",
        // filled with #, as wide as the column is
        "date | 1899-12-31 | yyyy-mm-dd | ######## | overflow",
        "number | 5 | ;; |  | null",
        "number | 5 | 0 | null | invisible",
        "date | 1900-01-05 | [$-F800]yyyy | null | system-setting",
        "error | #DIV/0! | General | #DIV/0! | null",
        "bool | TRUE | General | TRUE | null",
    ];
    let all = came.zip(expected);
    compare(all.map(|((name, came), expected)| (name, came, expected)));
    assert_eq!(cells.len(), expected.len());
}
