//! `cargo xtask bench`: the whole job beside bare floors, or beside the job of another commit, in
//! release. `--instructions` counts with valgrind too.

use crate::process::{self, Outcome};
use crate::tree;

pub(crate) fn run(options: &[&str]) -> Outcome {
    let options = options
        .iter()
        .flat_map(|word| {
            let value = (*word == "--instructions").then_some("yes");
            std::iter::once(*word).chain(value)
        })
        .collect::<Vec<_>>();
    match options.iter().position(|word| *word == "--against") {
        None => process::run(
            process::cargo("run --release -p xianbaohui-tests --bin bench --").args(options),
        ),
        Some(at) => {
            let commit = options.get(at + 1).ok_or("--against wants a commit")?;
            let others = options
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at && *other != at + 1)
                .map(|(_, word)| *word)
                .collect::<Vec<_>>();
            against(commit, &others)
        }
    }
}

/// Builds the commit in a folder of its own, below where cargo builds, and lets both take turns.
fn against(commit: &str, options: &[&str]) -> Outcome {
    let name = process::answer(process::command("git").args([
        "rev-parse",
        "--short",
        "--verify",
        &format!("{commit}^{{commit}}"),
    ]));
    let name = name.ok_or_else(|| format!("there is no commit {commit}"))?;
    let tree = tree::target().join("against").join(&name);
    if !tree.is_dir() {
        process::run(
            process::command("git")
                // one that was deleted by hand is still on git's list
                .args(["worktree", "add", "--force", "--detach"])
                .arg(&tree)
                .arg(&name),
        )?;
    }
    let target = tree.join("target");
    process::run(
        process::cargo("build --release -p xianbaohui-tests --bin bench")
            .current_dir(&tree)
            .env("CARGO_TARGET_DIR", &target),
    )?;
    let other = target
        .join("release")
        .join(format!("bench{}", std::env::consts::EXE_SUFFIX));
    process::run(
        process::cargo("run --release -p xianbaohui-tests --bin bench -- --other")
            .arg(other)
            .args(options),
    )
}
