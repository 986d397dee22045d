//! Nothing is lost: no file is written onto what matters, and what was called 已入库 is in the
//! ledger's file, whatever others do to it.
#![cfg(unix)]

use crate::cli::xbh;
use crate::support::{AT, Desk, fixture};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::{bytes_of, files};
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_ledger::{Ledger, Opener};
use xianbaohui_reading::read::Limits;

/// Every export of the terminal, without its place.
const EXPORTS: [&[&str]; 2] = [
    &["consolidate", "L.xbh", "--round", "2020"],
    &["findings", "L.xbh", "--round", "2020"],
];

fn run(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str], folder: &Path) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("USER", "王科长")
        .output()
        .unwrap()
}

/// A folder with a ledger that holds the returns of 六安, closed.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let counties = fixture("luan-2020/counties");
    let incoming = folder.path().join("来件");
    std::fs::create_dir(&incoming).unwrap();
    for file in files(&[counties]) {
        std::fs::copy(&file, incoming.join(file.file_name().unwrap())).unwrap();
    }
    assert!(
        run(
            xbh(),
            &["new", "L.xbh", "--scheme", "luan-2020"],
            folder.path()
        )
        .status
        .success()
    );
    assert!(
        run(
            xbh(),
            &["import", "L.xbh", "--round", "2020", "来件"],
            folder.path()
        )
        .status
        .success()
    );
    folder
}

/// Names of what lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect::<Vec<_>>();
    names.sort();
    names
}

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

/// The returns in a copy of the ledger's file alone, after every check that there is. Copied by
/// another process: closing a handle of ours would cost the ledger its locks.
fn returns_in_copy_of(ledger: &Path) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.xbh");
    assert!(
        Command::new("cp")
            .arg(ledger)
            .arg(&copy)
            .status()
            .unwrap()
            .success()
    );
    let found = Ledger::open(&copy).unwrap().verify().unwrap();
    assert_eq!(found.problems, []);
    found.returns
}

#[test]
fn a_copy_of_the_ledger_alone_holds_all_that_was_called_in() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let mut said = 0;
    for file in files(&[fixture("kjcx-2021q1")]) {
        let outcomes = desk.import(&[file]);
        said += outcomes
            .iter()
            .filter(|one| one.status == Status::Committed)
            .map(|one| one.versions.len() as u64)
            .sum::<u64>();
        assert_eq!(returns_in_copy_of(&desk.path()), said);
        assert_eq!(
            std::fs::metadata(desk.folder.path().join("ledger.xbh-wal")).map_or(0, |log| log.len()),
            0,
            "the log was not emptied"
        );
        assert_eq!(desk.ledger.warning().unwrap(), None);
    }
    assert!(said > 20);
}

#[test]
fn a_reader_is_waited_for_before_anything_is_called_in() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let paths = files(&[fixture("kjcx-2021q1")]);
    desk.import(&paths[..2]);
    let before = returns_in_copy_of(&desk.path());
    let (began, begun) = mpsc::channel();
    let path = desk.path();
    let reader = std::thread::spawn(move || {
        let other = Ledger::open(&path).unwrap();
        let snapshot = other.snapshot().unwrap();
        other.verify().unwrap();
        began.send(()).unwrap();
        // reading takes a while
        std::thread::sleep(std::time::Duration::from_millis(700));
        drop(snapshot);
    });
    begun.recv().unwrap();
    let outcomes = desk.import(&paths[2..4]);
    let added = outcomes
        .iter()
        .map(|one| one.versions.len() as u64)
        .sum::<u64>();
    assert_eq!(returns_in_copy_of(&desk.path()), before + added);
    reader.join().unwrap();
}

#[test]
fn a_reader_that_never_ends_is_told_of_and_nothing_is_lost() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    let paths = files(&[fixture("kjcx-2021q1")]);
    let other = Ledger::open(&desk.path()).unwrap();
    let snapshot = other.snapshot().unwrap();
    other.verify().unwrap();
    desk.import(&paths[..2]);
    let warning = desk.ledger.warning().unwrap().unwrap();
    assert!(
        warning.contains("不会丢失") && warning.contains("ledger.xbh-wal"),
        "{warning}"
    );
    drop(snapshot);
    let added = desk.import(&paths[2..3]).len();
    assert_eq!((desk.ledger.warning().unwrap(), added), (None, 1));
    assert_eq!(
        returns_in_copy_of(&desk.path()),
        desk.ledger.verify().unwrap().returns
    );
}

#[test]
fn a_ledger_among_the_returns_keeps_its_locks() {
    let mut desk = Desk::new("kjcx", "2021Q1");
    for file in &files(&[fixture("kjcx-2021q1")])[..4] {
        std::fs::copy(file, desk.folder.path().join(file.file_name().unwrap())).unwrap();
    }
    std::os::unix::fs::symlink(desk.path(), desk.folder.path().join("链接.xlsx")).unwrap();
    let second = desk.folder.path().join("别名.zip");
    std::fs::hard_link(desk.path(), &second).unwrap();
    let mut said = 0;
    let whole = files(&[desk.folder.path().to_owned()]);
    assert_eq!(whole.len(), 4, "{whole:?}");
    for (at, file) in whole.into_iter().enumerate() {
        // whatever is looked at, also by name, is not opened when it belongs to the ledger
        for name in [
            "ledger.xbh",
            "ledger.xbh-wal",
            "ledger.xbh-shm",
            "链接.xlsx",
            "别名.zip",
        ] {
            let named = files(&[desk.folder.path().join(name)]);
            assert_eq!(
                bytes_of(&named[0], &Limits::default()).unwrap_err().code(),
                "read.own-ledger",
                "{name}"
            );
        }
        // under two names a ledger is opened by nobody
        std::fs::remove_file(&second).unwrap();
        // another program comes and goes: it must not take the log for its own to remove
        assert!(
            run(
                xbh(),
                &["status", "ledger.xbh", "--round", "2021Q1"],
                desk.folder.path()
            )
            .status
            .code()
            .is_some_and(|code| code < 2)
        );
        assert!(
            desk.folder.path().join("ledger.xbh-wal").exists(),
            "the log was removed while the ledger is open"
        );
        std::fs::hard_link(desk.path(), &second).unwrap();
        said += desk
            .import(&[file])
            .iter()
            .map(|one| one.versions.len() as u64)
            .sum::<u64>();
        assert_eq!(returns_in_copy_of(&desk.path()), said, "after file {at}");
    }
}

/// What an import and an answer to be remembered say of a ledger to which this was done while it
/// was open, and what is in the file then.
fn after(done: impl Fn(&Path)) -> Vec<String> {
    let mut desk = Desk::new("luan-2020", "2020");
    let county = files(&[fixture("luan-2020/counties")]);
    desk.import(&county[..1]);
    done(desk.folder.path());
    // what the window asks first when files are brought in
    let mut codes = vec![desk.ledger.kept().unwrap_err().code().to_owned()];
    codes.push(
        desk.try_import(&county[1..2])
            .unwrap_err()
            .code()
            .to_owned(),
    );
    let clue = Clue {
        key: "k".into(),
        words: "w".into(),
        lasting: true,
    };
    codes.push(
        desk.ledger
            .remember(&clue, "341503", AT, "测试")
            .unwrap_err()
            .code()
            .to_owned(),
    );
    codes.push(
        desk.ledger
            .note(AT, "测试", "note", "", &serde_json::Value::Null)
            .unwrap_err()
            .code()
            .to_owned(),
    );
    assert_eq!(
        desk.ledger.verify().unwrap().returns,
        1,
        "something was written"
    );
    codes.dedup();
    codes
}

#[test]
fn a_ledger_moved_replaced_or_deleted_while_open_is_noticed_before_anything_is_written() {
    let shell = |script: &'static str| {
        move |folder: &Path| {
            assert!(
                Command::new("sh")
                    .args(["-c", script])
                    .current_dir(folder)
                    .status()
                    .unwrap()
                    .success()
            );
        }
    };
    assert_eq!(after(shell("mv ledger.xbh 2020年.xbh")), ["ledger.moved"]);
    assert_eq!(after(shell("rm ledger.xbh")), ["ledger.gone"]);
    assert_eq!(
        after(shell("cp ledger.xbh other && mv other ledger.xbh")),
        ["ledger.replaced"]
    );
    assert_eq!(after(shell("rm ledger.xbh-wal")), ["ledger.log-gone"]);
}

#[test]
fn a_second_program_is_told_who_has_the_ledger_open_and_works() {
    let office = office();
    let folder = office.path();
    let mut ledger = Ledger::open(&folder.join("L.xbh")).unwrap();
    assert_eq!(ledger.hold(&Opener::here("李科员".into(), AT.into())), None);
    for words in [
        &["status", "L.xbh", "--round", "2020"][..],
        &["verify", "L.xbh"],
        &["import", "L.xbh", "--round", "2020", "来件"],
        &["verify", "L.xbh", "--json"],
    ] {
        let output = run(xbh(), words, folder);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.success()
                && said.contains("李科员")
                && said.contains(AT)
                && said.contains(&std::process::id().to_string()),
            "{words:?}: {said}"
        );
    }
    drop(ledger);
    assert_eq!(
        names(folder),
        ["L.xbh", "来件"],
        "what lies beside an open ledger goes with it"
    );
    assert_eq!(run(xbh(), &["verify", "L.xbh"], folder).stderr, b"");
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
fn a_cancelled_or_failed_batch_is_not_called_in() {
    let mut desk = Desk::new("luan-2020", "2020");
    let incoming = Incoming::all(files(&[fixture("luan-2020/counties")]), None, None);
    // another program writes for longer than anybody waits for
    let other = rusqlite::Connection::open(desk.path()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let failed = import(
        &mut desk.ledger,
        "2020",
        &incoming,
        &Options::default(),
        &Unwatched,
    );
    assert!(
        matches!(&failed, Err(Error::Ledger(error)) if error.code() == "ledger.busy"),
        "{failed:?}"
    );
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(returns_in_copy_of(&desk.path()), 0);
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

/// Reads files as they are, but tells when the first is read, and waits until it may go on.
#[derive(Debug)]
struct Waits {
    at_first: mpsc::SyncSender<()>,
    go_on: std::sync::Mutex<mpsc::Receiver<()>>,
}

impl xianbaohui_reading::read::ReadFile for Waits {
    fn workbook(
        &self,
        bytes: &[u8],
        limits: &Limits,
        passwords: &[String],
    ) -> Result<xianbaohui_reading::read::Workbook, xianbaohui_reading::read::ReadError> {
        let _ = self.at_first.try_send(());
        let _ = self.go_on.lock().unwrap().recv();
        xianbaohui_reading::read::InProcess.workbook(bytes, limits, passwords)
    }
}

#[test]
fn two_imports_of_the_same_file_at_once_take_it_in_once() {
    let desk = Desk::new("luan-2020", "2020");
    let (path, county) = (
        desk.path(),
        Incoming::all(
            files(&[fixture("luan-2020/counties")])[..1].to_vec(),
            None,
            None,
        ),
    );
    let ((at_first, reached), (go, go_on)) = (mpsc::sync_channel(1), mpsc::channel());
    let first = Options {
        reader: std::sync::Arc::new(Waits {
            at_first,
            go_on: std::sync::Mutex::new(go_on),
        }),
        ..Options::default()
    };
    std::thread::scope(|scope| {
        let slow = scope.spawn(|| {
            import(
                &mut Ledger::open(&path).unwrap(),
                "2020",
                &county,
                &first,
                &Unwatched,
            )
            .unwrap()
        });
        // the first has looked at the ledger and is reading
        reached.recv().unwrap();
        let (tell, told) = mpsc::channel();
        let (path, county) = (&path, &county);
        let fast = scope.spawn(move || {
            let mut ledger = Ledger::open(path).unwrap();
            tell.send(std::fs::read_link("/proc/thread-self").unwrap())
                .unwrap();
            import(&mut ledger, "2020", county, &Options::default(), &Unwatched).unwrap()
        });
        // the other waits for the first to end its writing: whatever it looked at before that, it
        // has looked at
        let waiting = Path::new("/proc").join(told.recv().unwrap()).join("wchan");
        while !fast.is_finished()
            && !std::fs::read_to_string(&waiting).is_ok_and(|at| at.contains("nanosleep"))
        {
            std::thread::yield_now();
        }
        drop(go);
        let statuses = [
            slow.join().unwrap()[0].status,
            fast.join().unwrap()[0].status,
        ];
        assert_eq!(statuses, [Status::Committed, Status::Duplicate]);
    });
    assert_eq!(desk.ledger.verify().unwrap().returns, 1);
}
