//! Figures that were taken in under a version of the scheme that means something else by their codes,
//! or has a place for them where the one in force has none.

use super::scheme::{changed, update};
use super::{done, ledger, xbh_in};
use crate::support::Exported;
use crate::support::small;
use std::path::Path;
use xianbaohui_core::number::Decimal;

/// The text of a scheme with another unit of measure of one indicator.
fn in_yi(text: &str) -> String {
    let at = text.find("name = \"技术合同成交额\"").unwrap();
    let (head, tail) = text.split_at(at);
    format!("{head}{}", tail.replacen("万元", "亿元", 1))
}

#[test]
fn a_version_of_another_scheme_does_not_count_in_another_unit_of_measure() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", &small()]);
    changed(at, |text| in_yi(&text));
    // nothing is stored: another unit of measure does no harm yet
    update(at);
    let file = crate::ledger_lives::file("宁晋县科技创新指标（最终版）.xlsx");
    let import = ["import", "L.xbh", "--round", "2021Q1", &file];
    crate::ledger_lives::xbh_in(at, &import);
    let figure = || {
        let arguments = [
            "trace",
            "L.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "技术合同成交额",
            "--unit",
            "宁晋县",
            "--column",
            "累计",
            "--json",
        ];
        let output = crate::ledger_lives::xbh_in(at, &arguments);
        let traced: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let value = traced["origins"][0]["value"].as_str().unwrap();
        value.parse::<Decimal>().unwrap()
    };
    let in_yi = figure();
    // the import, then the update are taken back: what was read in 亿元 must not count in 万元
    done(at, 0, &["undo", "L.xbh"]);
    done(at, 0, &["undo", "L.xbh"]);
    let unit = ["--round", "2021Q1", "--unit", "宁晋县"];
    let put_back = [
        &["putback", "L.xbh"][..],
        &unit,
        &["--form", "S1", "--version", "1", "--reason", "x"],
    ]
    .concat();
    let said = done(at, 2, &put_back);
    assert!(
        said.contains("step.other-meaning") && said.contains("由亿元改为万元"),
        "{said}"
    );
    // the file once more is read as the scheme says now
    crate::ledger_lives::xbh_in(at, &import);
    assert_eq!(in_yi.times(Decimal::from(10_000)), Some(figure()));
    done(at, 0, &["verify", "L.xbh"]);
}

/// What `trace` and the exported workbook say of a figure that was taken in as 亿元, in a ledger
/// whose scheme says another unit by now: programs of before let that happen.
fn read_under(other: &str) -> (Option<Decimal>, String) {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    done(at, 0, &["new", "L.xbh", "--scheme", &small()]);
    changed(at, |text| in_yi(&text));
    update(at);
    let file = crate::ledger_lives::file("宁晋县科技创新指标（最终版）.xlsx");
    crate::ledger_lives::xbh_in(at, &["import", "L.xbh", "--round", "2021Q1", &file]);
    let connection = rusqlite::Connection::open(at.join("L.xbh")).unwrap();
    let text: String = connection
        .query_row("SELECT text FROM scheme ORDER BY id DESC", [], |row| {
            row.get(0)
        })
        .unwrap();
    let name = text.find("name = \"技术合同成交额\"").unwrap();
    let (head, tail) = text.split_at(name);
    let text = format!("{head}{}", tail.replacen("亿元", other, 1));
    connection
        .execute(
            "INSERT INTO scheme (code, version, text, sha256, added_at) \
                SELECT code, version, ?1, sha256, added_at FROM scheme WHERE id = 1",
            [text],
        )
        .unwrap();
    drop(connection);
    let arguments = [
        "trace",
        "L.xbh",
        "--round",
        "2021Q1",
        "--indicator",
        "技术合同成交额",
        "--column",
        "累计",
        "--json",
    ];
    let output = crate::ledger_lives::xbh_in(at, &arguments);
    let traced: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let value = traced["origins"][0]["value"].as_str();
    crate::ledger_lives::xbh_in(
        at,
        &[
            "consolidate",
            "L.xbh",
            "--round",
            "2021Q1",
            "--out",
            "out.xlsx",
        ],
    );
    let mut book = Exported::open(&at.join("out.xlsx"));
    let mut notes = String::new();
    for sheet in book.beginning("S1") {
        for cell in book.cells(&sheet).used_cells() {
            let cell = cell.2.to_string();
            if cell.contains("宁晋县第 1 版") {
                notes.push_str(&cell);
            }
        }
    }
    (value.map(|value| value.parse().unwrap()), notes)
}

#[test]
fn a_figure_of_another_scheme_is_converted_or_left_out_and_told() {
    let (value, note) = read_under("万元");
    assert_eq!(value, Some(Decimal::from(7_818)));
    assert!(
        note.contains("计量单位由亿元改为万元") && note.contains("已换算"),
        "{note}"
    );
    let (value, note) = read_under("家");
    assert_eq!(value, None);
    assert!(note.contains("没有计入"), "{note}");
}

/// Without the row 技术合同成交额其中技术输出 of S1.
pub(super) fn without_row(text: &str) -> String {
    let form = text.find("code = \"S1\"").unwrap();
    let rows = text[form..].find("rows = [").unwrap() + form;
    let end = text[rows..].find(']').unwrap() + rows;
    let list = text[rows..end].replace("\"contract_out\",", "");
    let text = format!("{}{list}{}", &text[..rows], &text[end..]);
    without_table(&text, "[[form.row]]", "indicator = \"contract_out\"")
}

/// Without the table of this kind that has this line.
fn without_table(text: &str, kind: &str, line: &str) -> String {
    let Some(at) = text.find(line) else {
        return text.to_owned();
    };
    let from = text[..at].rfind(kind).unwrap();
    let to = text[at..].find("\n[").map_or(text.len(), |to| at + to + 1);
    format!("{}{}", &text[..from], &text[to..])
}

#[test]
fn a_figure_whose_row_or_column_left_the_scheme_is_still_found() {
    let trace = |at: &Path, wanted: i32, more: &[&str]| {
        let mut arguments = vec!["trace", "L.xbh", "--round", "2021Q1", "--unit", "宁晋县"];
        arguments.extend(["--indicator", "技术合同成交额其中技术输出"]);
        arguments.extend(more);
        done(at, wanted, &arguments)
    };
    // the row, and the indicator with it
    for is_whole in [false, true] {
        let folder = ledger();
        let at = folder.path();
        let before = trace(at, 0, &["--column", "cumulative"]);
        assert!(before.contains("第 1 版"), "{before}");
        changed(at, |text| {
            let text = without_row(&text);
            if is_whole {
                without_table(&text, "[[indicator]]", "code = \"contract_out\"")
            } else {
                text
            }
        });
        update(at);
        let said = trace(at, 2, &["--column", "累计"]);
        assert!(
            said.contains("trace.not-in-scheme")
                && said.contains("宁晋县的 S1 第 1 版在")
                && said.contains("（累计）")
                && !said.contains("没有填"),
            "{said}"
        );
    }
}

#[test]
fn a_form_that_is_not_there_is_no_figure_that_is_not_there() {
    let folder = ledger();
    let at = folder.path();
    let of = |form: &str| {
        let mut all = vec!["trace", "L.xbh", "--round", "2021Q1", "--unit", "宁晋县"];
        all.extend([
            "--indicator",
            "技术合同成交额",
            "--column",
            "累计",
            "--form",
            form,
        ]);
        xbh_in(at, &all)
    };
    let said = |form| {
        let output = of(form);
        let said = String::from_utf8(output.stdout).unwrap();
        (output.status.code(), said.contains("宁晋县"))
    };
    assert_eq!(said("S1"), (Some(0), true));
    assert_eq!(said("科技创新主要指标"), (Some(0), true));
    assert_eq!(said("S99"), (Some(2), false));
    assert_eq!(said(""), (Some(2), false));
}
