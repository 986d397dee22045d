//! `cargo xtask test`: every check in order, cheap ones first; it stops at the first that fails.

use std::process::Command;
use std::time::{Duration, Instant};

use crate::counts::{self, Counts};
use crate::process::{self, Failure, Outcome};
use crate::{browser_driver, frontend, generated, needs, say};

/// The same packages and features in every step, so that nothing is compiled twice for a feature more or less.
const ALL: &str = "--workspace --features xianbaohui-tests/e2e";

pub(crate) fn run() -> Outcome {
    let mut course = Course { begun: Instant::now(), times: Vec::new() };
    let mut counts = Counts::default();

    course.step("packages", needs::to_test)?;
    course.step("tauri-driver", browser_driver::install)?;
    course.step("rustfmt", || process::run(&mut process::cargo("fmt --all --check")))?;
    course.step("npm ci", frontend::install)?;
    course.step("vue-tsc", || process::run(&mut frontend::npm("run --silent typecheck")))?;
    course.step("eslint", || process::run(&mut frontend::npm("run --silent lint")))?;
    counts += course.step("vitest", || Ok(counts::of_vitest(&process::run_and_read(&mut frontend::npm("run --silent test"))?)))?;
    // the pages go into the program: without them the shell does not compile
    course.step("vite build", || process::run(&mut frontend::npm("exec -- vite build")))?;
    course.step("clippy", || process::run(process::cargo("clippy --all-targets").args(words(ALL)).args(["--", "-D", "warnings"])))?;
    course.step("clippy of the end-to-end test", || process::run(process::cargo("clippy --test e2e").args(words(ALL)).args(["--", "-D", "warnings"])))?;
    course.step("licences", licences)?;
    course.step("cargo build", || process::run(process::cargo("build --bin xbh --bin xianbaohui").args(words(ALL))))?;
    let types = generated::fresh()?;
    counts += course.step("Rust tests", || tests(process::cargo("test --no-fail-fast").args(words(ALL)).env("TS_RS_EXPORT_DIR", &types).env("XBH_IS_BUILT", "1")))?;
    course.step("generated types", || generated::same_as_committed(&types))?;
    counts += course.step("the real window", || tests(in_a_window("cargo test --test e2e").args(words(ALL))))?;

    course.report();
    if counts.passed == 0 || counts.failed > 0 {
        return Err(format!("{} tests passed, {} failed", counts.passed, counts.failed).into());
    }
    // this line alone, and last: it is what a machine reads
    say::line(format_args!("{} passed, {} failed", counts.passed, counts.failed));
    Ok(())
}

fn words(line: &'static str) -> impl Iterator<Item = &'static str> {
    line.split_whitespace()
}

fn tests(command: &mut Command) -> Outcome<Counts> {
    process::run_and_read(command).map(|output| counts::of_cargo(&output))
}

/// A screen of its own, larger than the window, and a message bus of its own. Nothing here may wait for ever: whatever hangs is ended, and has failed.
fn in_a_window(line: &'static str) -> Command {
    let mut command = process::command("timeout");
    command.args(["--kill-after=20", "900", "xvfb-run"]);
    command.args(["--auto-servernum", "--server-args=-screen 0 1600x1000x24", "dbus-run-session", "--"]).args(words(line));
    command
}

/// Licences and bans of what we build on, where cargo-deny is installed: it takes longer to build than everything else here.
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
            Err(Failure(reason)) => Err(format!("FAILED at '{name}' after {}: {reason}", say::duration(self.begun.elapsed())).into()),
        }
    }

    fn report(&self) {
        say::heading("times");
        for (name, time) in &self.times {
            say::line(format_args!("{:>12}  {name}", say::duration(*time)));
        }
        say::line(format_args!("{:>12}  together\n", say::duration(self.begun.elapsed())));
    }
}
