//! Reading in a process of its own, whatever becomes of it.

use crate::cli::xbh;
use crate::support::luan;
use std::path::Path;
use std::time::{Duration, Instant};
use xianbaohui_reading::read::{Limits, ReadError, ReadFile as _, Workers};
use xianbaohui_tests::sheet::{Sheet, workbook};

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
