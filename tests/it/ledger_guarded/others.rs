//! Two programs on one ledger, and files that others put where a workbook goes.

use super::{counties, run, said, shell};
use crate::cli::xbh;
use crate::support::{AT, Desk};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use xianbaohui_core::watch::Watch;
use xianbaohui_desk::export;
use xianbaohui_files::output::Target;

#[test]
fn of_two_programs_that_start_together_each_says_who_the_other_is() {
    let desk = Desk::new("luan-2020", "2020");
    let (folder, path) = (desk.folder.path().to_owned(), desk.path());
    drop(desk.ledger);
    // the first has the file and is about to write who it is
    let lock = folder.join(".ledger.xbh.lock");
    let first = std::fs::File::create(&lock).unwrap();
    first.lock().unwrap();
    let mut second = Command::new(xbh())
        .arg("verify")
        .arg(&path)
        .stderr(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    let handles = PathBuf::from(format!("/proc/{}/fd", second.id()));
    let looks = || {
        std::fs::read_dir(&handles)
            .into_iter()
            .flatten()
            .flatten()
            .any(|handle| std::fs::read_link(handle.path()).is_ok_and(|to| to == lock))
    };
    while second.try_wait().unwrap().is_none() && !looks() {}
    let opener = serde_json::json!({ "program": "xbh", "operator": "李科员", "host": "here", "pid": 1, "since": AT });
    std::fs::write(&lock, opener.to_string()).unwrap();
    let told = String::from_utf8(second.wait_with_output().unwrap().stderr).unwrap();
    assert!(told.contains("李科员") && !told.contains("不详"), "{told}");
}

/// Another program's file appears in the place while a workbook is being written.
struct Appears(PathBuf);

impl Watch for Appears {
    fn advanced(&self, _: usize, _: usize, _: &str) {
        std::fs::write(&self.0, "别的程序的").unwrap();
    }
}

#[test]
fn a_file_that_appears_while_a_workbook_is_written_stays_and_the_message_asks_for_nothing_that_was_given()
 {
    let desk = Desk::new("luan-2020", "2020");
    let out = desk.folder.path().join("汇总.xlsx");
    for force in [false, true] {
        let _ = std::fs::remove_file(&out);
        let failed = export::workbook(
            &desk.ledger,
            desk.ledger.round("2020").unwrap(),
            Target::new(&out).replacing(force),
            AT,
            &Appears(out.clone()),
        )
        .unwrap_err();
        let told = failed.to_string();
        assert!(
            failed.code() == "output.changed"
                && told.contains("写出的过程中")
                && !told.contains("已经存在"),
            "{told}"
        );
        assert_eq!(std::fs::read_to_string(&out).unwrap(), "别的程序的");
    }
}

#[test]
fn an_import_over_what_another_program_took_in_meanwhile_says_which_version_it_replaced_and_since_when()
 {
    let desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path();
    let original = counties().remove(0);
    std::fs::copy(&original, folder.join("甲.xlsx")).unwrap();
    std::fs::copy(&original, folder.join("乙.xlsx")).unwrap();
    // another file of the same unit, by its bytes
    shell(
        "printf x | dd of=乙.xlsx bs=1 seek=10 conv=notrunc 2>&1",
        folder,
    );
    let import = |name: &str, json: bool| {
        run(
            &[
                &["import", "ledger.xbh", "--round", "2020", name][..],
                if json { &["--json"] } else { &[] },
            ]
            .concat(),
            folder,
        )
    };
    let first = import("甲.xlsx", false);
    assert!(
        first.status.success() && !said(&first).contains("替换"),
        "{first:?}"
    );
    let since = desk.ledger.log().unwrap().pop().unwrap().at;
    let second = import("乙.xlsx", false);
    assert!(
        said(&second).contains(&format!("第 2 版，替换 {since} 入库的第 1 版“甲.xlsx”")),
        "{second:?}"
    );
    assert_eq!(second.status.code(), first.status.code());
    shell(
        "cp 乙.xlsx 丙.xlsx; printf y | dd of=丙.xlsx bs=1 seek=10 conv=notrunc 2>&1",
        folder,
    );
    let third: serde_json::Value = serde_json::from_slice(&import("丙.xlsx", true).stdout).unwrap();
    assert_eq!(
        (
            &third["returns"][0]["version"],
            &third["returns"][0]["replaces"]["version"],
            &third["returns"][0]["replaces"]["file"]
        ),
        (&3.into(), &2.into(), &"乙.xlsx".into())
    );
}

/// A county answers on a workbook that this program exported, and goes on with it after it was
/// committed.
#[test]
fn a_file_that_a_county_sent_is_not_replaced_although_this_program_made_it_once_and_it_was_changed_since()
 {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let xbh = xbh().display();
    std::fs::copy(&counties()[0], folder.join("裕安区.xlsx")).unwrap();
    shell(
        &format!(
            "{xbh} new L.xbh --scheme luan-2020; {xbh} import L.xbh --round 2020 裕安区.xlsx; \
                {xbh} consolidate L.xbh --round 2020 --out own.xlsx"
        ),
        folder,
    );
    shell("cp own.xlsx 裕安区.xlsx", folder);
    let output = run(
        &[
            "consolidate",
            "L.xbh",
            "--round",
            "2020",
            "--out",
            "裕安区.xlsx",
            "--force",
        ],
        folder,
    );
    assert!(
        output.status.code() == Some(3) && said(&output).contains("output.original"),
        "{}",
        said(&output)
    );
    assert!(
        run(
            &[
                "consolidate",
                "L.xbh",
                "--round",
                "2020",
                "--out",
                "own.xlsx",
                "--force"
            ],
            folder
        )
        .status
        .success()
    );
}

#[test]
fn what_could_not_be_printed_is_told() {
    let folder = tempfile::tempdir().unwrap();
    shell(
        &format!("{} new L.xbh --scheme luan-2020", xbh().display()),
        folder.path(),
    );
    for words in [
        "status L.xbh --round 2020",
        "status L.xbh --round 2020 --json",
    ] {
        let output = Command::new("sh")
            .args(["-c", &format!("{} {words} > /dev/full", xbh().display())])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(
            output.status.code() == Some(3) && said(&output).contains("output.lost"),
            "{}",
            said(&output)
        );
        let output = Command::new("sh")
            .args(["-c", &format!("{} {words} | true", xbh().display())])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(said(&output), "");
    }
}
