//! Random ledgers come to what fractions say they must, and nothing adds figures up by a way that
//! loses digits.

use std::path::Path;
use xianbaohui_tests::truth::{Plan, run};

#[test]
fn every_cell_of_random_ledgers_is_what_it_must_be() {
    let folder = tempfile::tempdir().unwrap();
    let report = run(
        &Plan {
            ledgers: 12,
            seed: 2021,
            only: None,
            office: false,
        },
        folder.path(),
    )
    .unwrap();
    assert!(
        report.wrong.is_empty(),
        "{} differences:\n{}",
        report.wrong.len(),
        report.wrong.join("\n")
    );
    assert!(
        report.stored > 2_000,
        "only {} cells were compared",
        report.stored
    );
}

/// The lint that keeps operators off decimals does not see these.
#[test]
fn figures_are_added_up_in_one_way_only() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri");
    let mut found = Vec::new();
    let mut folders = [
        "results/src/consolidate",
        "reading/src/check",
        "results/src/present",
        "core/src/rule",
    ]
    .map(|name| root.join(name))
    .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap();
            let own = text.split("#[cfg(test)]").next().unwrap_or_default();
            for (at, line) in own.lines().enumerate() {
                if [
                    "sum::<Decimal>",
                    "product::<Decimal>",
                    "Decimal::new(",
                    "checked_add(",
                    "checked_sub(",
                ]
                .iter()
                .any(|word| line.contains(word))
                    && !line.contains("line.checked_sub(")
                {
                    found.push(format!("{}:{}: {}", path.display(), at + 1, line.trim()));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "not through exact.rs:\n{}",
        found.join("\n")
    );
}
