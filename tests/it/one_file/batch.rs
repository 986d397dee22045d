//! Files of a batch that cost only themselves.

use super::{json, of, run};
use crate::support::luan;
use serde_json::Value;
use xianbaohui_tests::sheet::{Sheet, workbook};

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
        (Some("read.folder"), Some(3)),
        "{report}"
    );
}

#[test]
fn a_folder_with_more_in_it_than_any_bureau_gets_is_told_and_not_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    let (huge, own) = (folder.path().join("huge"), folder.path().join("own"));
    for part in 0..41 {
        let part = huge.join(part.to_string());
        std::fs::create_dir_all(&part).unwrap();
        for file in 0..500 {
            std::fs::write(part.join(file.to_string()), "").unwrap();
        }
    }
    std::fs::create_dir(&own).unwrap();
    std::fs::write(own.join("a.xlsx"), "").unwrap();
    // all of it, or none; the folder beside it is none the worse
    assert_eq!(
        xianbaohui_desk::batch::files(&[huge.clone(), own.clone()]),
        [huge, own.join("a.xlsx")]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_system_makes_up_is_not_gone_through() {
    let folder = tempfile::tempdir().unwrap();
    let linked = folder.path().join("linked");
    std::os::unix::fs::symlink("/proc", &linked).unwrap();
    let given = [folder.path().to_owned()];
    assert_eq!(xianbaohui_desk::batch::files(&given), [linked]);
}

#[cfg(unix)]
#[test]
fn a_scheme_that_is_a_pipe_or_a_device_is_refused_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(folder.path().join("p.toml"))
        .status();
    assert!(made.unwrap().success());
    for scheme in ["p.toml", "/dev/zero"] {
        let output = run(folder.path(), &["scheme", "show", scheme]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{scheme}: {said}");
        assert!(said.contains("scheme.io"), "{scheme}: {said}");
    }
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
