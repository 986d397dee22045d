//! Other programs, and what becomes of a ledger while it is open.

use super::{names, office, returns_in_copy_of, run};
use crate::cli::xbh;
use crate::support::{AT, Desk, fixture};
use std::path::Path;
use std::process::Command;
use std::sync::mpsc;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_desk::batch::{bytes_of, files};
use xianbaohui_desk::import::{Incoming, Options, Status, import};
use xianbaohui_ledger::{Ledger, Opener};
use xianbaohui_reading::read::Limits;

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
pub(super) fn after(done: impl Fn(&Path)) -> Vec<String> {
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
