//! Names of ledgers: a second one, one too long, one that means something to SQLite.

use super::{run, said, shell};
use crate::cli::xbh;

/// The log goes by the name: through two names two programs write two logs of one ledger, and one
/// batch is gone.
#[test]
fn a_ledger_with_a_second_name_is_not_opened_until_there_is_one_again() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    shell(
        &format!(
            "{} new ledger.xbh --scheme luan-2020; mkdir other; ln ledger.xbh other/second.xbh",
            xbh().display()
        ),
        folder,
    );
    for name in ["ledger.xbh", "other/second.xbh"] {
        for words in [
            &["verify", name][..],
            &["status", name, "--round", "2020"],
            &["import", name, "--round", "2020", "."],
        ] {
            let output = run(words, folder);
            let told = said(&output);
            assert!(
                output.status.code() == Some(3)
                    && told.contains("ledger.two-names")
                    && told.contains("复制一份"),
                "{words:?}: {told}"
            );
        }
    }
    shell("cp ledger.xbh copy.xbh; rm other/second.xbh", folder);
    for name in ["ledger.xbh", "copy.xbh"] {
        assert!(run(&["verify", name], folder).status.success(), "{name}");
    }
}

#[test]
fn a_ledger_whose_name_leaves_no_room_for_what_lies_beside_it_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    for (count, han) in [
        (81, true),
        (83, true),
        (243, false),
        (244, false),
        (248, false),
        (251, false),
    ] {
        let name = (if han { "县" } else { "a" }).repeat(count) + ".xbh";
        let output = run(&["new", &name, "--scheme", "luan-2020"], folder.path());
        let is_made = output.status.success();
        assert_eq!(
            is_made,
            name.len() + "-journal".len() <= 255,
            "{}: {}",
            name.len(),
            said(&output)
        );
        assert_eq!(folder.path().join(&name).exists(), is_made);
        if is_made {
            assert!(run(&["verify", &name], folder.path()).status.success());
        } else {
            assert!(
                said(&output).contains("ledger.long-name")
                    && said(&output).contains("文件名最多 247 字节"),
                "{}",
                said(&output)
            );
        }
    }
}

#[test]
fn names_that_mean_something_to_sqlite_are_names_of_files() {
    let folder = tempfile::tempdir().unwrap();
    for name in [":memory:", "file:x", "file:y?mode=memory", "?.xbh"] {
        let made = run(&["new", name, "--scheme", "luan-2020"], folder.path());
        assert!(
            made.status.success() && folder.path().join(name).is_file(),
            "{name}: {}",
            said(&made)
        );
        assert!(
            run(&["verify", name], folder.path()).status.success(),
            "{name}"
        );
    }
}
