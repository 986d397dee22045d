//! One file costs one file: whatever breaks over it, the others of the batch are taken in, and what
//! is said of it is true.

use crate::cli::xbh;
use crate::support::luan;
use serde_json::Value;
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use xianbaohui_core::number::Decimal;
use xianbaohui_reading::read::{Limits, ReadError, ReadFile as _, Workers};
use xianbaohui_tests::sheet::{Sheet, workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Runs `xbh` in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(xbh())
        .args(arguments)
        .current_dir(folder)
        .env("USER", "测试")
        .output()
        .unwrap()
}

/// The JSON that a run prints.
pub(crate) fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{arguments:?}: {error}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// The return of a file in a report.
pub(crate) fn of<'a>(report: &'a Value, file: &str) -> &'a Value {
    report["returns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["file"].as_str().unwrap().ends_with(file))
        .unwrap()
}

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
fn what_breaks_over_one_file_leaves_the_others_of_the_batch() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, bytes: Vec<u8>| {
        std::fs::write(folder.path().join("in").join(name), bytes).unwrap();
    };
    std::fs::create_dir(folder.path().join("in")).unwrap();
    write(
        "a.xlsx",
        workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap(),
    );
    for (at, rate) in [
        "123456789012345678901234567",
        "-999999999999999999999999999",
        "0.000000000000000000000000001",
    ]
    .into_iter()
    .enumerate()
    {
        let unit = ["金安区", "叶集区", "霍邱县"][at];
        write(
            &format!("rate{at}.xlsx"),
            workbook(&[luan(unit, "21125.3", "7107.2", rate)]).unwrap(),
        );
        // the figures themselves, and not the rate
        let unit = ["舒城县", "金寨县", "霍山县"][at];
        write(
            &format!("figure{at}.xlsx"),
            workbook(&[luan(unit, rate, rate, "1")]).unwrap(),
        );
    }
    write(
        "minus.xlsx",
        workbook(&[luan(
            "六安经开区",
            "21125.3",
            "7107.2",
            &format!("={}1 -> 5", "-".repeat(7000)),
        )])
        .unwrap(),
    );
    run(folder.path(), &["new", "a.xbh", "--scheme", "luan-2020"]);
    let report = json(
        folder.path(),
        &["import", "a.xbh", "--round", "2020", "in", "--json"],
    );
    assert_eq!(of(&report, "a.xlsx")["status"], "committed", "{report}");
    for one in report["returns"].as_array().unwrap() {
        assert_ne!(one["error"]["code"], "read.damaged", "{one}");
    }
    assert_eq!(report["returns"].as_array().unwrap().len(), 8);
    let export = run(
        folder.path(),
        &[
            "consolidate",
            "a.xbh",
            "--round",
            "2020",
            "--out",
            "out.xlsx",
        ],
    );
    assert!(
        matches!(export.status.code(), Some(0 | 1)),
        "{}",
        String::from_utf8_lossy(&export.stderr)
    );
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

/// A program that reads as `xbh` does, after it has done something of its own.
#[cfg(unix)]
fn reading_after(folder: &Path, does: &str) -> Workers {
    use std::os::unix::fs::PermissionsExt as _;
    let path = folder.join("reading");
    std::fs::write(
        &path,
        format!(
            "#!/bin/sh\nmarker='{}'\n{does}\nexec '{}' \"$@\"\n",
            folder.join("marker").display(),
            xbh().display()
        ),
    )
    .unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    Workers::new(path)
}

#[cfg(unix)]
#[test]
fn a_reading_process_that_was_ended_from_outside_is_tried_once_more() {
    let good = workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap();
    for signal in ["KILL", "TERM", "HUP"] {
        let folder = tempfile::tempdir().unwrap();
        let workers = reading_after(
            folder.path(),
            &format!("if [ ! -e \"$marker\" ]; then : > \"$marker\"; kill -{signal} $$; fi"),
        );
        let read = workers
            .workbook(&good, &Limits::default(), &[])
            .map(|book| book.grids.len());
        assert_eq!(read, Ok(1), "{signal}");
    }
}

#[cfg(unix)]
#[test]
fn where_it_is_ended_again_the_county_is_not_blamed() {
    let good = workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for (does, code) in [
        ("kill -KILL $$", "read.ended"),
        ("kill -TERM $$", "read.ended"),
        (
            "echo \"thread 'main' has overflowed its stack\" >&2; kill -ABRT $$",
            "read.internal",
        ),
        ("kill -SEGV $$", "read.internal"),
        ("exit 3", "read.internal"),
    ] {
        let error = reading_after(folder.path(), does)
            .workbook(&good, &Limits::default(), &[])
            .unwrap_err();
        assert_eq!(error.code(), code, "{does}");
        assert!(
            !error.to_string().contains("损坏") && error.to_string().contains("不一定有问题"),
            "{does}: {error}"
        );
    }
}

/// Neither a child that does nothing any more nor one that takes in nothing holds up the program,
/// however large the file is.
#[cfg(unix)]
#[test]
fn a_child_that_is_stopped_or_does_not_listen_ends_with_its_time() {
    let limits = Limits {
        seconds: 1,
        ..Limits::default()
    };
    let large = vec![b'a'; 3 << 20];
    for (does, code) in [
        ("kill -STOP $$", "read.ended"),
        ("exec sleep 60", "read.too-large"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let start = Instant::now();
        let error = reading_after(folder.path(), does)
            .workbook(&large, &limits, &[])
            .unwrap_err();
        assert_eq!(error.code(), code, "{does}: {error}");
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{does}: {:?}",
            start.elapsed()
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
fn the_same_is_found_in_a_process_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(
        folder.path().join("a.xlsx"),
        workbook(&[
            luan("裕安区", "125家以上", "7107.2", "12.3"),
            Sheet::new("别的", "甲 | 乙\n1 | 2"),
        ])
        .unwrap(),
    )
    .unwrap();
    let scheme = xianbaohui_core::scheme::Scheme::find("luan-2020").unwrap();
    let round = scheme.round("2020").unwrap();
    let intake = xianbaohui_reading::intake::Intake {
        round: Some(round),
        ..xianbaohui_reading::intake::Intake::of(&scheme)
    };
    let workers = Workers::new(xbh().to_owned());
    let here = xianbaohui_desk::batch::take_file(&folder.path().join("a.xlsx"), &intake).0;
    let apart = xianbaohui_desk::batch::take_file(
        &folder.path().join("a.xlsx"),
        &xianbaohui_reading::intake::Intake {
            reader: &workers,
            ..intake
        },
    )
    .0;
    assert_eq!(format!("{here:?}"), format!("{apart:?}"));
    assert!(!matches!(
        workers.workbook(b"", &Limits::default(), &[]),
        Err(ReadError::Internal { .. })
    ));
}

/// Reads a workbook, and fails over it as no reader should.
#[derive(Debug)]
struct Failing;

impl xianbaohui_reading::read::ReadFile for Failing {
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        _: &[String],
    ) -> Result<xianbaohui_reading::read::Workbook, ReadError> {
        let read = xianbaohui_reading::read::workbook(bytes, limits)?;
        assert!(!read.grids[0].name.starts_with('坏'), "坏了");
        Ok(read)
    }
}

#[test]
fn a_panic_in_this_program_costs_that_file_only_and_the_batch_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, sheet: Sheet| {
        let path = folder.path().join(name);
        std::fs::write(&path, workbook(&[sheet]).unwrap()).unwrap();
        path
    };
    let files = [
        file("a.xlsx", luan("裕安区", "1", "1", "0")),
        file("b.xlsx", luan("金安区", "1", "1", "0").named("坏")),
        file("c.xlsx", luan("叶集区", "1", "1", "0")),
    ];
    let mut desk = crate::support::Desk::new("luan-2020", "2020");
    let options = xianbaohui_desk::import::Options {
        reader: std::sync::Arc::new(Failing),
        ..Default::default()
    };
    let incoming = xianbaohui_desk::import::Incoming::all(files.to_vec(), None, None);
    let outcomes = xianbaohui_desk::import::import(
        &mut desk.ledger,
        "2020",
        &incoming,
        &options,
        &xianbaohui_core::watch::Unwatched,
    )
    .unwrap();
    let told = outcomes.iter().map(|outcome| match &outcome.file.verdict {
        xianbaohui_reading::intake::Verdict::Refused { code, reason } => {
            assert!(reason.contains("内部出错（坏了）"), "{reason}");
            code.clone()
        }
        _ => format!("{:?}", outcome.status),
    });
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["Committed", "read.internal", "Committed"]
    );
    assert_eq!(desk.ledger.current_returns("2020").unwrap().len(), 2);
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

/// A pipe that waits for ever, a link to a device that never ends and a link back to the folder
/// cost nothing but themselves.
#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_refused_and_costs_only_itself() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("/dev/zero", at("设备.xlsx")).unwrap();
    std::os::unix::fs::symlink(".", at("自己")).unwrap();
    assert!(
        std::process::Command::new("mkfifo")
            .arg(at("管道.xlsx"))
            .status()
            .unwrap()
            .success()
    );
    let good = std::fs::read_dir(crate::support::fixture("kjcx-2021q1"))
        .unwrap()
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|end| end == "xlsx"));
    std::fs::copy(good.unwrap(), at("好的.xlsx")).unwrap();
    let output = std::process::Command::new(crate::cli::xbh())
        .arg("check")
        .arg(folder.path())
        .args(["--scheme", "kjcx", "--round", "2021Q1", "--json"])
        .output()
        .unwrap();
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut status = told["returns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            (
                one["file"].as_str().unwrap().rsplit('/').next().unwrap(),
                one["status"].as_str().unwrap(),
            )
        })
        .collect::<Vec<_>>();
    status.sort_unstable();
    status.dedup();
    assert_eq!(
        status,
        [
            ("好的.xlsx", "committed"),
            ("管道.xlsx", "refused"),
            ("设备.xlsx", "refused")
        ]
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

/// What is not read is told, never passed over: also a folder below which nobody looks.
#[test]
fn a_folder_too_deep_to_be_gone_through_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let deep = (0..14).fold(folder.path().join("in"), |path, _| path.join("d"));
    std::fs::create_dir_all(&deep).unwrap();
    std::fs::write(
        deep.join("a.xlsx"),
        workbook(&[luan("裕安区", "21125.3", "7107.2", "197.2")]).unwrap(),
    )
    .unwrap();
    let output = run(
        folder.path(),
        &[
            "check",
            "--scheme",
            "luan-2020",
            "--round",
            "2020",
            "in",
            "--json",
        ],
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (
            report["returns"][0]["error"]["code"].as_str(),
            output.status.code()
        ),
        (Some("read.not-a-file"), Some(3)),
        "{report}"
    );
}

#[test]
fn a_part_of_a_form_is_not_refused_for_its_header() {
    let folder = tempfile::tempdir().unwrap();
    let text = "2021年一季度科技创新主要指标完成情况统计表\n填报单位：宁晋县\n指标名称 | 计量单位 \
        | 2021年目标 | 本季 | 累计 | 上年同期累计 | 同比增长（%） | 完成全年目标（%）\n高新技术企业\
        新增 | 家 | 11 | 9 | 9 | 8 | / | /";
    std::fs::write(
        folder.path().join("a.xlsx"),
        workbook(&[Sheet::new("表", text)]).unwrap(),
    )
    .unwrap();
    let report = json(
        folder.path(),
        &[
            "check", "--scheme", "kjcx", "--round", "2021Q1", "a.xlsx", "--json",
        ],
    );
    let reason = of(&report, "a.xlsx")["error"]["message"].as_str().unwrap();
    assert!(
        reason.contains("7/7") && reason.contains("行大多对不上") && !reason.contains("只对上"),
        "{reason}"
    );
}
