//! Exports take the place of this program's own workbooks only, under names that offices' programs
//! open; a full disk is told once.
#![cfg(unix)]

use crate::cli::xbh;
use crate::support::{AT, Desk, fixture};
use std::path::Path;
use std::process::Command;
use xianbaohui_desk::export::findings_workbook;
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Stamp;
use xianbaohui_tests::sheet::rewritten;

const EXPORTS: [&[&str]; 2] = [
    &["consolidate", "L.xbh", "--round", "2020"],
    &["findings", "L.xbh", "--round", "2020"],
];

/// A folder with a ledger of 六安 that holds nothing yet, what a county sent, and both exports.
fn office() -> tempfile::TempDir {
    let office = tempfile::tempdir().unwrap();
    std::fs::copy(
        fixture("luan-2020/counties/裕安区.xlsx"),
        office.path().join("裕安区.xlsx"),
    )
    .unwrap();
    for words in [
        &["new", "L.xbh", "--scheme", "luan-2020"][..],
        &[EXPORTS[0], &["--out", "own0.xlsx"]].concat(),
        &[EXPORTS[1], &["--out", "own1.xlsx"]].concat(),
    ] {
        assert!(
            Command::new(xbh())
                .args(words)
                .current_dir(office.path())
                .status()
                .unwrap()
                .success(),
            "{words:?}"
        );
    }
    office
}

/// What every export says of a place, whatever lies there, and whether that has changed.
fn exported(folder: &Path, to: &str) -> Vec<(String, bool)> {
    let bytes = || std::fs::read(folder.join(to)).ok();
    let one = |export: &&[&str]| {
        let before = bytes();
        let output = Command::new(xbh())
            .args([export, &["--out", to, "--force"][..]].concat())
            .current_dir(folder)
            .output()
            .unwrap();
        (
            String::from_utf8_lossy(&output.stderr).into_owned(),
            bytes() != before,
        )
    };
    let before = std::fs::read(folder.join(to)).ok();
    let each = EXPORTS.iter().enumerate().map(|(at, export)| {
        // each finds what lay there
        match &before {
            _ if at == 0 => {}
            Some(before) => std::fs::write(folder.join(to), before).unwrap(),
            None => {
                let _ = std::fs::remove_file(folder.join(to));
            }
        }
        one(export)
    });
    each.collect()
}

fn refused(folder: &Path, to: &str, code: &str) {
    for (said, changed) in exported(folder, to) {
        assert!(said.contains(code) && !changed, "{to}: {said}");
    }
}

/// Written by the export that made it, and by the other not: findings are no tables.
fn written(folder: &Path, to: &str, own: usize, others: &str) {
    for (at, (said, changed)) in exported(folder, to).into_iter().enumerate() {
        let is_own = at == own;
        let is_refused = said.contains(others) && !changed;
        let is_written = is_own || others.is_empty();
        assert!(
            if is_written {
                !said.contains("错误") && changed
            } else {
                is_refused
            },
            "{to} {at}: {said}"
        );
    }
}

/// The same workbook, as another program saves it.
fn saved_again(from: &Path, to: &Path, change: impl Fn(&str, &str) -> String) {
    std::fs::write(
        to,
        rewritten(&std::fs::read(from).unwrap(), change).unwrap(),
    )
    .unwrap();
}

#[test]
fn a_workbook_of_somebody_else_is_not_replaced_whatever_is_said() {
    let office = office();
    let folder = office.path();
    // no ledger knows it: not imported yet, or imported elsewhere
    refused(folder, "裕安区.xlsx", "output.not-ours");
    assert!(
        Command::new(xbh())
            .args(["import", "L.xbh", "--round", "2020", "裕安区.xlsx"])
            .current_dir(folder)
            .status()
            .unwrap()
            .success()
    );
    refused(folder, "裕安区.xlsx", "output.original");
    // opened and saved again, so that its bytes are others
    saved_again(
        &folder.join("裕安区.xlsx"),
        &folder.join("saved.xlsx"),
        |_, part| part.to_owned(),
    );
    refused(folder, "saved.xlsx", "output.not-ours");
    // one that only speaks of this program in a cell
    saved_again(
        &folder.join("裕安区.xlsx"),
        &folder.join("about.xlsx"),
        |_, part| part.replace("裕安区", "县报汇输出"),
    );
    refused(folder, "about.xlsx", "output.not-ours");
}

#[test]
fn an_own_workbook_is_replaced_also_when_it_was_edited_since() {
    let office = office();
    for (at, own) in ["own0.xlsx", "own1.xlsx"].into_iter().enumerate() {
        let saved = |name: &str, change: &dyn Fn(&str, &str) -> String| {
            saved_again(&office.path().join(own), &office.path().join(name), change);
        };
        saved("edited.xlsx", &|name, part| {
            if name.starts_with("xl/") {
                part.replace("审核", "复核")
            } else {
                part.to_owned()
            }
        });
        saved("remark-only.xlsx", &|name, part| {
            if name == "docProps/custom.xml" {
                part.replace("xianbaohui", "x")
                    .replace("汇总表", "")
                    .replace("审核结果", "")
            } else {
                part.to_owned()
            }
        });
        saved("mark-only.xlsx", &|name, part| {
            if name == "docProps/core.xml" {
                part.replace("县报汇", "")
            } else {
                part.to_owned()
            }
        });
        saved("neither.xlsx", &|_, part| {
            part.replace("xianbaohui", "x").replace("县报汇", "")
        });
        // earlier versions of this program did not say which of the two it is
        for (name, others) in [
            ("edited.xlsx", "output.other-kind"),
            ("remark-only.xlsx", ""),
            ("mark-only.xlsx", "output.other-kind"),
        ] {
            written(office.path(), name, at, others);
        }
        refused(office.path(), "neither.xlsx", "output.not-ours");
    }
}

#[test]
fn what_waits_in_the_inbox_is_not_replaced_nor_is_a_copy_of_it() {
    let mut desk = Desk::new("luan-2020", "2020");
    let folder = desk.folder.path().to_owned();
    // even one that this program made once
    let waits = folder.join("waits.xlsx");
    let export = |desk: &Desk, to: &Path| {
        findings_workbook(
            &desk.ledger,
            desk.ledger.round("2020").unwrap(),
            Target::new(to).replacing(true),
        )
    };
    export(&desk, &waits).unwrap();
    let bytes = std::fs::read(&waits).unwrap();
    let sha256 = String::from_utf8(
        Command::new("sha256sum")
            .arg(&waits)
            .output()
            .unwrap()
            .stdout,
    )
    .unwrap()[..64]
        .to_owned();
    desk.ledger
        .keep_waiting([(sha256.as_str(), bytes.as_slice())])
        .unwrap();
    let stamp = Stamp {
        path: waits.clone(),
        name: "waits.xlsx".into(),
        sha256,
        size: bytes.len() as u64,
        modified: None,
    };
    let (ids, _) = desk
        .ledger
        .add_waiting("2020", &[stamp], &[], AT, "测试")
        .unwrap();
    let copy = folder.join("copy.xlsx");
    std::fs::copy(&waits, &copy).unwrap();
    let check = |desk: &Desk| {
        for path in [&waits, &copy] {
            assert_eq!(
                export(desk, path).unwrap_err().code(),
                "output.original",
                "{}",
                path.display()
            );
            assert_eq!(std::fs::read(path).unwrap(), bytes);
        }
    };
    check(&desk);
    // taken out, it can still be put back
    desk.ledger.remove_waiting(&ids, AT, "测试").unwrap();
    check(&desk);
    // changed where it waits
    saved_again(&copy, &waits, |_, part| part.to_owned());
    assert_eq!(export(&desk, &waits).unwrap_err().code(), "output.original");
}

#[test]
fn a_workbook_gets_a_name_that_ends_with_xlsx() {
    let office = office();
    for name in ["old.xls", "noext", "w3copy.bak", "点.xlsx.", ".xlsx"] {
        refused(office.path(), name, "output.name");
        std::fs::copy(office.path().join("own0.xlsx"), office.path().join(name)).unwrap();
        refused(office.path(), name, "output.name");
    }
    written(office.path(), "大写.XLSX", 0, "");
}

#[test]
fn a_linked_folder_is_written_to_and_guarded_like_any_other() {
    let office = office();
    let folder = office.path();
    std::os::unix::fs::symlink(".", folder.join("linked")).unwrap();
    written(folder, "linked/new.xlsx", 0, "");
    assert!(folder.join("new.xlsx").is_file());
    refused(folder, "linked/裕安区.xlsx", "output.not-ours");
    refused(folder, "linked/L.xbh", "output.ledger");
    std::os::unix::fs::symlink("own0.xlsx", folder.join("link.xlsx")).unwrap();
    refused(folder, "linked/link.xlsx", "output.link");
}

#[test]
fn a_full_disk_is_told_once_and_in_words() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    desk.import(&xianbaohui_desk::batch::files(&[fixture("kjcx-2021q1")]));
    let (path, folder) = (desk.path(), desk.folder);
    drop(desk.ledger);
    // no file may grow beyond 40 KiB, as if the disk were full then
    let script =
        "trap '' XFSZ; ulimit -f 80; exec \"$0\" consolidate \"$1\" --round 2021Q1 --out full.xlsx";
    let output = Command::new("sh")
        .args(["-c", script])
        .arg(xbh())
        .arg(&path)
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with("错误（")
            && said.contains("磁盘是否已满")
            && !said.contains("ZipWriter")
            && said.lines().count() == 1,
        "{said}"
    );
    assert!(
        std::fs::read_dir(folder.path())
            .unwrap()
            .flatten()
            .all(
                |entry| !entry.file_name().to_string_lossy().ends_with(".part")
                    && entry.file_name() != "full.xlsx"
            )
    );
}
