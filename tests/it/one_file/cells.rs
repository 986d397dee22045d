//! Cells and areas where nobody expects them.

use super::{json, of};
use crate::support::luan;
use std::io::{Cursor, Read as _, Write as _};
use std::time::{Duration, Instant};
use xianbaohui_core::number::Decimal;
use xianbaohui_tests::sheet::workbook;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook with a part written otherwise.
pub(crate) fn with_part(
    bytes: &[u8],
    name: &str,
    change: impl FnOnce(String) -> String,
) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    from.by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let part = from.by_index_raw(at).unwrap();
        if !part.name().is_ok_and(|own| own == name) {
            to.raw_copy_file(part).unwrap();
        }
    }
    to.start_file(name, SimpleFileOptions::default()).unwrap();
    to.write_all(change(text).as_bytes()).unwrap();
    to.finish().unwrap().into_inner()
}

/// A good return with more in its sheet: behind the last row, and behind the cells.
fn with_more(rows: &str, behind: &str) -> Vec<u8> {
    let good = workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap();
    with_part(&good, "xl/worksheets/sheet1.xml", |xml| {
        xml.replace("</sheetData>", &format!("{rows}</sheetData>{behind}"))
    })
}

#[test]
fn a_stray_cell_far_out_costs_a_cell_and_not_its_distance() {
    let folder = tempfile::tempdir().unwrap();
    let far = r#"<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>"#;
    let merged = r#"<mergeCells count="3"><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:XFD2"/><mergeCell ref="G9:XFD1048576"/></mergeCells>"#;
    let hidden = "<col min=\"9\" max=\"16384\" width=\"9\" hidden=\"1\"/>".repeat(3000);
    let hidden = with_part(&with_more(far, merged), "xl/worksheets/sheet1.xml", |xml| {
        let from = xml.find("<sheetData>").unwrap();
        let cols = xml.find("<cols>").map_or(from, |at| at);
        format!("{}<cols>{hidden}</cols>{}", &xml[..cols], &xml[from..])
    });
    for (name, bytes) in [
        ("corner", with_more(far, "")),
        (
            "right",
            with_more(r#"<row r="9"><c r="XFD9"><v>7</v></c></row>"#, ""),
        ),
        (
            "down",
            with_more(
                r#"<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>"#,
                "",
            ),
        ),
        ("merged", with_more(far, merged)),
        ("hidden", hidden),
    ] {
        let path = folder.path().join(format!("{name}.xlsx"));
        std::fs::write(&path, bytes).unwrap();
        let start = Instant::now();
        let report = json(
            folder.path(),
            &[
                "check",
                path.to_str().unwrap(),
                "--scheme",
                "luan-2020",
                "--round",
                "2020",
                "--json",
                "--values",
            ],
        );
        assert_eq!(
            report["returns"][0]["status"], "committed",
            "{name}: {report}"
        );
        assert!(
            report["returns"][0]["values"]
                .as_array()
                .unwrap()
                .iter()
                .any(|value| value["value"] == "21125.3"),
            "{name}: {report}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(5),
            "{name}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn a_cell_where_excel_has_none_is_told_with_its_name() {
    let folder = tempfile::tempdir().unwrap();
    for (row, named) in [
        (
            r#"<row r="9"><c r="ZZZZZZZ9"><v>7</v></c></row>"#,
            "ZZZZZZZ9",
        ),
        (r#"<row r="9"><c r="XFE9"><v>7</v></c></row>"#, "XFE9"),
        (
            r#"<row r="9"><c r="AAAAAAAAAAAAB9"><v>7</v></c></row>"#,
            "AAAAAAAAAAAAB9",
        ),
        (
            r#"<row r="9999999999"><c r="B9999999999"><v>7</v></c></row>"#,
            "9999999999",
        ),
        (r#"<row r="4294967300"><c><v>7</v></c></row>"#, "4294967300"),
        (
            r#"<row r="1048577"><c r="A1048577"><v>7</v></c></row>"#,
            "A1048577",
        ),
    ] {
        let path = folder.path().join("far.xlsx");
        std::fs::write(&path, with_more(row, "")).unwrap();
        let report = json(
            folder.path(),
            &[
                "check",
                "far.xlsx",
                "--scheme",
                "luan-2020",
                "--round",
                "2020",
                "--json",
            ],
        );
        let error = &report["returns"][0]["error"];
        assert_eq!(error["code"], "read.beyond", "{named}: {report}");
        assert!(
            error["message"].as_str().unwrap().contains(named),
            "{named}: {error}"
        );
    }
}

#[test]
fn units_convert_without_losing_a_digit_or_not_at_all() {
    use xianbaohui_core::measure::Factor;
    for (value, power, expected) in [
        (
            "1.2345678901234567890123456789",
            4,
            Some("12345.678901234567890123456789"),
        ),
        (
            "12345678901234567890123456789",
            -4,
            Some("1234567890123456789012345.6789"),
        ),
        ("0.1234567890123456789012345678", -1, None),
        (
            "7922816251426433759354395033",
            1,
            Some("79228162514264337593543950330"),
        ),
        ("7922816251426433759354395033", 2, None),
        ("0", 40, None),
        ("1", -28, Some("0.0000000000000000000000000001")),
    ] {
        let value = value.parse::<Decimal>().unwrap();
        assert_eq!(
            Factor(power)
                .apply(value)
                .map(|value| value.to_string())
                .as_deref(),
            expected,
            "{value} {power}"
        );
    }
}

#[test]
fn an_ods_with_a_cell_too_far_out_is_not_called_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let good = std::fs::read(crate::support::fixture("variants/luan-2020/裕安区.ods")).unwrap();
    let far = "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row><table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/>\
               <table:table-cell office:value-type=\"float\" office:value=\"7\"><text:p>7</text:p></table:table-cell></table:table-row></table:table>";
    let bytes = with_part(&good, "content.xml", |xml| {
        xml.replacen("</table:table>", far, 1)
    });
    std::fs::write(folder.path().join("far.ods"), bytes).unwrap();
    let start = Instant::now();
    let report = json(
        folder.path(),
        &[
            "check",
            "far.ods",
            "--scheme",
            "luan-2020",
            "--round",
            "2020",
            "--json",
        ],
    );
    assert_eq!(
        report["returns"][0]["error"]["code"], "read.too-large",
        "{report}"
    );
    assert!(
        report["returns"][0]["error"]["message"]
            .as_str()
            .unwrap()
            .contains("范围"),
        "{report}"
    );
    assert!(
        start.elapsed() < Duration::from_secs(5),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn a_merged_area_written_from_its_last_corner_is_the_same_area() {
    let folder = tempfile::tempdir().unwrap();
    let good = workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap();
    for (name, area) in [
        ("a.xlsx", "A1:E1"),
        ("b.xlsx", "E1:A1"),
        ("c.xlsx", "A1:A1"),
    ] {
        let merged = with_part(&good, "xl/worksheets/sheet1.xml", |xml| {
            xml.replace(
                "</sheetData>",
                &format!(
                    "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"{area}\"/></mergeCells>"
                ),
            )
        });
        std::fs::write(folder.path().join(name), merged).unwrap();
        let report = json(
            folder.path(),
            &[
                "check",
                "--scheme",
                "luan-2020",
                "--round",
                "2020",
                name,
                "--json",
            ],
        );
        assert_eq!(of(&report, name)["cells"]["values"], 3, "{area}: {report}");
    }
}
