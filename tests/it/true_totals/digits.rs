//! Digits of a figure, as it is traced, shown and exported.

use super::office::{Office, xbh};
use super::{NOW, TWO, indicator, matrix};
use crate::support::{Exported, decimal};
use std::path::Path;

/// Number formats of the cells of a sheet.
pub(super) fn formats(path: &Path, sheet: &str) -> Vec<String> {
    formats_by_cell(path, sheet)
        .into_iter()
        .map(|(_, format)| format)
        .collect()
}

/// The same, with the names of the cells.
pub(crate) fn formats_by_cell(path: &Path, sheet: &str) -> Vec<(String, String)> {
    use std::io::Read as _;
    let mut zip = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        zip.by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    };
    let exported = Exported::open(path);
    let number = exported
        .sheets()
        .iter()
        .position(|own| own == sheet)
        .unwrap()
        + 1;
    let (styles, cells) = (
        part("xl/styles.xml"),
        part(&format!("xl/worksheets/sheet{number}.xml")),
    );
    let attribute = |text: &str, name: &str| {
        text.split_once(&format!("{name}=\""))
            .and_then(|(_, rest)| rest.split_once('"'))
            .map(|(value, _)| value.to_owned())
    };
    let codes = styles
        .split("<numFmt ")
        .skip(1)
        .filter_map(|one| Some((attribute(one, "numFmtId")?, attribute(one, "formatCode")?)))
        .collect::<Vec<_>>();
    let own = styles.split_once("<cellXfs").unwrap().1;
    let xfs = own
        .split("<xf ")
        .skip(1)
        .filter_map(|one| attribute(one, "numFmtId"))
        .collect::<Vec<_>>();
    let used = cells.split("<c ").skip(1).filter_map(|cell| {
        let head = cell.split('>').next()?;
        Some((
            attribute(head, "r")?,
            attribute(head, " s")
                .or_else(|| attribute(head, "s"))?
                .parse::<usize>()
                .ok()?,
        ))
    });
    used.filter_map(|(cell, style)| {
        codes
            .iter()
            .find(|(id, _)| Some(id) == xfs.get(style))
            .map(|(_, code)| (cell, code.clone()))
    })
    .collect()
}

/// A trace of one figure of 28 digits, asked for with two decimals, panicked.
#[test]
fn a_long_figure_is_traced_and_shown() {
    let rest = indicator("x", "某指标", "万元", "flow", "decimals = 2") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期\n某指标 | '1234567890123456789012345678",
    );
    for unit in [&["--unit", "青县"][..], &[]] {
        let output = xbh(
            office.folder.path(),
            &[
                &[
                    "trace",
                    "t.xbh",
                    "--round",
                    "2021Q1",
                    "--indicator",
                    "x",
                    "--json",
                ],
                unit,
            ]
            .concat(),
        );
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(
            report["origins"][0]["value"].as_str(),
            Some("1234567890123456789012345678.00")
        );
    }
    office.exported();
}

/// −0.0022 is no red −0.00, and a column's own decimals hold in 汇总表 too.
#[test]
fn a_column_keeps_its_decimals_and_there_is_no_minus_zero() {
    let columns = "\n[[form.column]]\ncode = \"now\"\nheader = \"本期\"\ndecimals = 3\n\n[[form.col\
        umn]]\ncode = \"then\"\nheader = \"上年\"\n";
    let rest =
        indicator("x", "某指标", "万元", "net-change", "decimals = 1") + &matrix("\"x\"", columns);
    let mut office = Office::new(TWO, &rest);
    office.take(
        "2021Q1",
        "青县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年\n某指标 | -0.0022 | -0.0022",
    );
    office.take(
        "2021Q1",
        "沧县",
        "主要指标统计表",
        "指标名称 | 本期 | 上年\n某指标 | 0 | 0",
    );
    office.exported();
    for sheet in ["M汇总表", "M分县表"] {
        let found = formats(&office.path(), sheet);
        // −0.002 keeps its minus, and the column its three digits; −0.0 has none
        assert!(
            found
                .iter()
                .any(|format| format == "#,##0.000;[Red]-#,##0.000"),
            "{sheet}: {found:?}"
        );
        assert!(
            found
                .iter()
                .any(|format| format.contains("[&lt;0]&quot;0.0&quot;")),
            "{sheet}: {found:?}"
        );
    }
    let shown = xianbaohui_core::number::display(decimal("-0.0022"), 2);
    assert_eq!(shown, "0.00");
}
