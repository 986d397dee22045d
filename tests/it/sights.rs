//! The independent eye, in small: LibreOffice shows what we say is seen, in spoilt returns of every
//! kind, in every number format that is tried elsewhere, and in some of the workbooks that nobody
//! here wrote. `cargo xtask sights` looks at all of them.

use std::io::Write as _;
use std::path::Path;
use xianbaohui_reading::read::InProcess;
use xianbaohui_tests::sights::{Office, Plan, Report, corpus, every_format, machine, run};

/// A test that does nothing must say so.
fn skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: {what} is not there");
}

#[test]
fn libreoffice_sees_what_we_say_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let Some(office) = Office::in_folder(folder.path()).unwrap() else {
        return skipped("soffice");
    };
    let mut files = machine(12, 2021).unwrap();
    files.extend(every_format(include_str!("read/number_formats.txt")).unwrap());
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2);
    let shared = root.unwrap().join("shared/corpus");
    if shared.is_dir() {
        let mut random = fastrand::Rng::with_seed(2021);
        let mut all = corpus(&shared).unwrap();
        // long ones take their time
        all.retain(|file| file.size().is_some_and(|size| size < 30_000));
        random.shuffle(&mut all);
        files.extend(all.into_iter().take(24));
    } else {
        skipped("../shared/corpus");
    }
    // one call for all of them: LibreOffice takes seconds to start
    let plan = Plan {
        reader: &InProcess,
        office: &office,
        folder: &folder.path().join("files"),
    };
    let report: Report = run(&plan, &files).unwrap();
    let differ = report.differ.iter().filter(|line| line.starts_with('\t'));
    let differ: Vec<&str> = differ.map(String::as_str).collect();
    assert!(report.is_explained(), "{report}\n{}", differ.join("\n"));
    assert!(report.equal > 3_000, "{report}");
}
