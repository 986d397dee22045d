//! What an export goes onto.

use super::{names, office, run};
use crate::cli::xbh;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Every export of the terminal, without its place.
const EXPORTS: [&[&str]; 2] = [
    &["consolidate", "L.xbh", "--round", "2020"],
    &["findings", "L.xbh", "--round", "2020"],
];

#[test]
fn an_export_goes_onto_nothing_that_matters() {
    let place = |script: &'static str, to: &'static str, code: &'static str| (script, to, code);
    let cases = [
        place(":", "L.xbh", "output.ledger"),
        place(":", "./来件/../L.xbh", "output.ledger"),
        place(":", "L.xbh-wal", "output.ledger"),
        place(": > other.xbh-shm", "other.xbh-shm", "output.ledger"),
        place(":", ".L.xbh.lock", "output.ledger"),
        place(":", "new.xbh", "output.ledger"),
        place(
            "ln L.xbh other-name.xlsx",
            "other-name.xlsx",
            "ledger.two-names",
        ),
        place("cp L.xbh copy.xlsx", "copy.xlsx", "output.ledger"),
        place(
            "cp 来件/*裕安区*.xlsx victim.xlsx && ln -s victim.xlsx link.xlsx",
            "link.xlsx",
            "output.link",
        ),
        place(
            "ln -s nowhere.xlsx dangling.xlsx",
            "dangling.xlsx",
            "output.link",
        ),
        place("ln -s L.xbh ledger.xlsx", "ledger.xlsx", "output.ledger"),
        place("mkfifo pipe.xlsx", "pipe.xlsx", "output.not-a-file"),
        place(":", "来件", "output.not-a-file"),
        place(":", "来件/裕安区.xlsx", "output.original"),
        place(
            "cp 来件/裕安区.xlsx 别处.xlsx",
            "别处.xlsx",
            "output.original",
        ),
        place(
            "echo 会议纪要 > 纪要.xlsx",
            "纪要.xlsx",
            "output.other-kind",
        ),
        place(
            "head -c 100 来件/裕安区.xlsx > 半.xlsx",
            "半.xlsx",
            "output.other-kind",
        ),
        place("chmod 444 o.xlsx", "o.xlsx", "output.read-only"),
        place(":", "o.xlsx", "output.exists"),
        // the other export: what it makes is of another kind
        place(":", "o.xlsx", "output.other-kind"),
    ];
    let office = office();
    let exported = [EXPORTS[0], &["--out", "o.xlsx"]].concat();
    assert!(run(xbh(), &exported, office.path()).status.success());
    for (at, (script, to, code)) in cases.into_iter().enumerate() {
        // every export by turns
        let export = EXPORTS[at % EXPORTS.len()];
        // what may be replaced is replaced with --force: everything else is refused even so
        let forced = code != "output.exists";
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        let made = Command::new("sh")
            .args([
                "-c",
                &format!("cp -a \"$0\"/. . && {script}"),
                office.path().to_str().unwrap(),
            ])
            .current_dir(folder)
            .output()
            .unwrap();
        assert!(made.status.success(), "{script}: {made:?}");
        let state = || {
            run(
                "sh",
                &[
                    "-c",
                    "find . -type f -exec sha256sum {} + | sort; find . ! -type f | sort\
                ; readlink *.xlsx",
                ],
                folder,
            )
            .stdout
        };
        let before = state();
        let mut words = [export, &["--out", to]].concat();
        words.extend(forced.then_some("--force"));
        let output = run(xbh(), &words, folder);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            output.status.code(),
            Some(3),
            "{words:?} after “{script}”: {said}"
        );
        assert!(said.contains(code), "{words:?}: {said}");
        assert!(
            code != "output.exists" || said.contains("--force"),
            "{said}"
        );
        assert!(
            !String::from_utf8_lossy(&output.stdout).contains("已存"),
            "{words:?}"
        );
        assert_eq!(
            String::from_utf8_lossy(&state()),
            String::from_utf8_lossy(&before),
            "{words:?} after “{script}”"
        );
    }
}

#[test]
fn with_force_a_workbook_takes_the_place_of_a_workbook() {
    for export in EXPORTS {
        let office = office();
        let words = |force: bool| {
            [
                export,
                &["--out", "o.xlsx"],
                if force { &["--force"] } else { &[] },
            ]
            .concat()
        };
        assert!(run(xbh(), &words(false), office.path()).status.success());
        std::fs::write(
            office.path().join(".xbh-0123456789abcdef.part"),
            "a killed program's",
        )
        .unwrap();
        let old = std::fs::metadata(office.path().join("o.xlsx")).unwrap();
        let output = run(xbh(), &words(true), office.path());
        assert!(
            output.status.success() && String::from_utf8_lossy(&output.stdout).contains("已存"),
            "{output:?}"
        );
        let new = std::fs::metadata(office.path().join("o.xlsx")).unwrap();
        assert_ne!(
            std::os::unix::fs::MetadataExt::ino(&old),
            std::os::unix::fs::MetadataExt::ino(&new),
            "the old file was written into"
        );
        assert_eq!(
            names(office.path()),
            ["L.xbh", "o.xlsx", "来件"],
            "nothing else is left behind"
        );
    }
}

#[test]
fn a_new_ledger_takes_nobody_s_place_and_no_log_of_another() {
    let folder = tempfile::tempdir().unwrap();
    for (script, code) in [
        ("echo 别的 > a.xbh", "ledger.already-there"),
        ("mkdir a.xbh", "ledger.already-there"),
        ("ln -s nowhere a.xbh", "ledger.already-there"),
        ("mkfifo a.xbh", "ledger.already-there"),
        ("echo 以前的 > a.xbh-wal", "ledger.leftover"),
        ("echo 以前的 > a.xbh-journal", "ledger.leftover"),
    ] {
        assert!(
            Command::new("sh")
                .args(["-c", script])
                .current_dir(folder.path())
                .status()
                .unwrap()
                .success()
        );
        let before = names(folder.path());
        let output = run(
            xbh(),
            &["new", "a.xbh", "--scheme", "luan-2020"],
            folder.path(),
        );
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(code),
            "{script}: {output:?}"
        );
        assert_eq!(names(folder.path()), before, "{script}");
        assert!(
            Command::new("sh")
                .args(["-c", "rm -rf a.xbh*"])
                .current_dir(folder.path())
                .status()
                .unwrap()
                .success()
        );
    }
    assert!(
        run(
            xbh(),
            &["new", "a.xbh", "--scheme", "luan-2020"],
            folder.path()
        )
        .status
        .success()
    );
    assert_eq!(names(folder.path()), ["a.xbh"]);
}

#[test]
fn a_password_file_or_scheme_that_is_the_ledger_is_not_opened() {
    let office = office();
    let county: PathBuf = office.path().join("来件");
    let words = [
        "import",
        "L.xbh",
        "--round",
        "2020",
        county.to_str().unwrap(),
        "--password-file",
        "L.xbh",
    ];
    assert_eq!(run(xbh(), &words, office.path()).status.code(), Some(2));
    assert_eq!(
        run(xbh(), &["new", "b.xbh", "--scheme", "L.xbh"], office.path())
            .status
            .code(),
        Some(2)
    );
}

/// The dialogs of GTK open every file of the folder that they show, in this program's own process.
#[test]
fn no_file_dialog_runs_in_the_program_s_own_process() {
    let lock = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"))
        .unwrap();
    let package = lock
        .split("[[package]]")
        .find(|package| package.contains("name = \"rfd\""))
        .unwrap();
    assert!(!package.contains("\"gtk-sys\""), "{package}");
}
