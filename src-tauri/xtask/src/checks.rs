//! `cargo xtask test`: every check in order, cheap ones first; it stops at the first that fails.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::counts::{self, Counts};
use crate::process::{self, Failure, Outcome};
use crate::{browser_driver, frontend, generated, needs, say, tree};

/// The same packages and features in every step, so that nothing is compiled twice for a feature
/// more or less.
const ALL: &str = "--workspace --features xianbaohui-tests/e2e";

pub(crate) fn run() -> Outcome {
    let mut course = Course {
        begun: Instant::now(),
        times: Vec::new(),
    };
    let mut counts = Counts::default();

    course.step("packages", needs::to_test)?;
    course.step("tauri-driver", browser_driver::install)?;
    course.step("rustfmt", || {
        process::run(&mut process::cargo("fmt --all --check"))
    })?;
    course.step("npm ci", frontend::install)?;
    course.step("vue-tsc", || {
        process::run(&mut frontend::npm("run --silent typecheck"))
    })?;
    course.step("eslint", || {
        process::run(&mut frontend::npm("run --silent lint"))
    })?;
    counts += course.step("vitest", || {
        Ok(counts::of_vitest(&process::run_and_read(
            &mut frontend::npm("run --silent test"),
        )?))
    })?;
    // the pages go into the program: without them the shell does not compile
    course.step("vite build", || {
        process::run(&mut frontend::npm("exec -- vite build"))
    })?;
    let lints = Lints::here()?;
    course.step("licences", licences)?;
    course.step("clippy and build", || {
        process::run(lints.cargo("build --all-targets").args(words(ALL)))
    })?;
    let types = generated::fresh()?;
    counts += course.step("Rust tests", || {
        tests(
            lints
                .cargo("test --no-fail-fast")
                .args(words(ALL))
                .env("TS_RS_EXPORT_DIR", &types)
                .env("XBH_IS_BUILT", "1"),
        )
    })?;
    course.step("generated types", || generated::same_as_committed(&types))?;
    counts += course.step("the real window", || {
        tests(
            lints
                .on(&mut in_a_window("cargo test --test e2e"))
                .args(words(ALL)),
        )
    })?;
    counts += course.step("the pages in a browser", in_a_browser)?;

    course.report();
    if counts.passed == 0 || counts.failed > 0 {
        return Err(format!("{} tests passed, {} failed", counts.passed, counts.failed).into());
    }
    // this line alone, and last: it is what a machine reads
    say::line(format_args!(
        "{} passed, {} failed",
        counts.passed, counts.failed
    ));
    Ok(())
}

/// Clippy as the compiler of the workspace's own crates: `cargo clippy` would have everything
/// compiled once for its looks and once more for the programs and the tests. What we build on is
/// compiled by rustc as ever.
struct Lints {
    driver: PathBuf,
}

impl Lints {
    fn here() -> Outcome<Self> {
        let root = process::answer(process::command("rustc").args(["--print", "sysroot"]))
            .ok_or("rustc does not say where it lies")?;
        let driver = PathBuf::from(root)
            .join("bin")
            .join(format!("clippy-driver{}", std::env::consts::EXE_SUFFIX));
        if driver.is_file() {
            Ok(Self { driver })
        } else {
            Err("clippy is not there: rustup component add clippy".into())
        }
    }

    fn cargo(&self, words: &str) -> Command {
        let mut cargo = process::cargo(words);
        self.on(&mut cargo);
        cargo
    }

    /// Every warning is an error, as with `cargo clippy -- -D warnings`, whose way of handing on
    /// words this is.
    fn on<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command.env("RUSTC_WORKSPACE_WRAPPER", &self.driver).env(
            "CLIPPY_ARGS",
            "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
        )
    }
}

fn words(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split_whitespace()
}

fn tests(command: &mut Command) -> Outcome<Counts> {
    process::run_and_read(command).map(|output| counts::of_cargo(&output))
}

/// A screen of its own, larger than the window, and a message bus of its own. Nothing here may wait
/// for ever: whatever hangs is ended, and has failed.
fn in_a_window(line: &'static str) -> Command {
    let mut command = process::command("timeout");
    command.args(["--kill-after=20", "900", "xvfb-run"]);
    command
        .args([
            "--auto-servernum",
            "--server-args=-screen 0 1600x1000x24",
            "dbus-run-session",
            "--",
        ])
        .args(words(line));
    command
}

/// The same pages in an ordinary browser, served by `xbh`. Where no browser can be had nothing is
/// tried, and that is said.
fn in_a_browser() -> Outcome<Counts> {
    let Some(browser) = needs::browser() else {
        say::line("skipped: there is no Chromium (apt-get install chromium)");
        return Ok(Counts::default());
    };
    let mut node = process::command("timeout");
    node.args([
        "--kill-after=20",
        "600",
        "node",
        "--test",
        "--test-reporter=tap",
    ])
    .args(words(
        "tests/e2e/browser/cities.test.mjs tests/e2e/browser/facts.test.mjs \
            tests/e2e/browser/full.test.mjs \
            tests/e2e/browser/guard.test.mjs tests/e2e/browser/issue.test.mjs \
            tests/e2e/browser/journey.test.mjs tests/e2e/browser/killed.test.mjs \
            tests/e2e/browser/lives.test.mjs tests/e2e/browser/registers.test.mjs \
            tests/e2e/browser/scheme.test.mjs tests/e2e/browser/targets.test.mjs",
    ))
    .env("CHROMIUM", browser)
    .env("XBH", tree::built("debug", "xbh"));
    process::run_and_read(&mut node).map(|output| counts::of_node(&output))
}

/// Licences and bans of what we build on, where cargo-deny is installed: it takes longer to build
/// than everything else here.
fn licences() -> Outcome {
    if process::answer(&mut process::cargo("deny --version")).is_none() {
        say::line("skipped: cargo-deny is not installed (cargo install cargo-deny --locked)");
        return Ok(());
    }
    process::run(&mut process::cargo("deny check licenses bans sources"))
}

struct Course {
    begun: Instant,
    times: Vec<(&'static str, Duration)>,
}

impl Course {
    fn step<T>(&mut self, name: &'static str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        say::heading(name);
        let begun = Instant::now();
        let outcome = work();
        let time = begun.elapsed();
        self.times.push((name, time));
        match outcome {
            Ok(value) => {
                say::line(format_args!("-- {name}: {}", say::duration(time)));
                Ok(value)
            }
            Err(Failure(reason)) => Err(format!(
                "FAILED at '{name}' after {}: {reason}",
                say::duration(self.begun.elapsed())
            )
            .into()),
        }
    }

    fn report(&self) {
        say::heading("times");
        for (name, time) in &self.times {
            say::line(format_args!("{:>12}  {name}", say::duration(*time)));
        }
        say::line(format_args!(
            "{:>12}  together\n",
            say::duration(self.begun.elapsed())
        ));
    }
}
