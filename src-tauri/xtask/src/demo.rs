//! `cargo xtask demo`: from a clean checkout to consolidated workbooks in `out`, and to the window.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::process::{self, Outcome};
use crate::{frontend, machine, needs, say, tree};

struct Sample {
    scheme: &'static str,
    /// round and folder of returns under `tests/fixtures`, in the order of time; the last is the
    /// one that goes out
    rounds: &'static [(&'static str, &'static str)],
    workbook: &'static str,
    /// the figure that is followed back: an indicator of a unit, which the county reported in
    /// another measure unit
    traced: (&'static str, &'static str),
}

const SAMPLES: [Sample; 3] = [
    Sample {
        scheme: "kjcx",
        rounds: &[("2020Q1", "kjcx-2020q1"), ("2021Q1", "kjcx-2021q1")],
        workbook: "科技创新2021年一季度汇总.xlsx",
        traced: ("contract", "任泽区"),
    },
    Sample {
        scheme: "luan-2020",
        rounds: &[("2020", "luan-2020")],
        workbook: "六安市2020年企业研发经费汇总.xlsx",
        traced: ("rd", "霍邱县"),
    },
    Sample {
        scheme: "anhui-2022h1",
        rounds: &[("2022H1", "anhui-2022h1")],
        workbook: "安徽省2022年上半年技术合同汇总.xlsx",
        traced: ("amount", "合肥市"),
    },
];

pub(crate) fn run() -> Outcome {
    say::heading("what the machine needs");
    needs::to_build()?;
    frontend::install()?;
    say::heading("build");
    let begun = Instant::now();
    frontend::build()?;
    process::run(&mut process::cargo(
        "build --release --bin xbh --bin xianbaohui -p xbh -p xianbaohui",
    ))?;
    say::line(format_args!(
        "-- built in {}",
        say::duration(begun.elapsed())
    ));

    let out = tree::root().join("out");
    fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let made = SAMPLES
        .iter()
        .map(|sample| consolidate(sample, &out))
        .collect::<Outcome<Vec<_>>>()?;

    say::heading("done");
    for (workbook, summary) in &made {
        say::line(format_args!("{}  {summary}", workbook.display()));
    }
    open_window(&out.join("kjcx.xbh"))
}

/// The main job on one sample: returns in, consolidated workbook out, one figure followed back.
fn consolidate(sample: &Sample, out: &Path) -> Outcome<(PathBuf, String)> {
    say::heading(format_args!("sample {}", sample.scheme));
    let begun = Instant::now();
    let ledger = out.join(format!("{}.xbh", sample.scheme));
    let workbook = out.join(sample.workbook);
    remove_old(&ledger)?;
    process::run(xbh("new").arg(&ledger).args(["--scheme", sample.scheme]))?;
    let mut last = "";
    for (round, folder) in sample.rounds {
        work(
            xbh("import")
                .arg(&ledger)
                .args(["--round", round])
                .arg(tree::root().join("tests/fixtures").join(folder)),
        )?;
        last = round;
    }
    work(xbh("status").arg(&ledger).args(["--round", last]))?;
    work(
        xbh("consolidate")
            .arg(&ledger)
            .args(["--round", last, "--force", "--out"])
            .arg(&workbook),
    )?;
    process::run(xbh("trace").arg(&ledger).args([
        "--round",
        last,
        "--indicator",
        sample.traced.0,
        "--unit",
        sample.traced.1,
    ]))?;
    process::run(xbh("verify").arg(&ledger))?;
    let bytes = fs::metadata(&workbook)
        .map_err(|error| format!("{}: {error}", workbook.display()))?
        .len();
    let summary = format!(
        "{}, in {}",
        say::size(bytes),
        say::duration(begun.elapsed())
    );
    Ok((workbook, summary))
}

fn xbh(verb: &str) -> Command {
    let mut command = process::command(tree::built("release", "xbh"));
    command.arg(verb);
    command
}

/// Exit status 1 means done with findings, which is news for the officer and no failure of the
/// demo.
fn work(command: &mut Command) -> Outcome {
    say::line(format_args!("$ {}", process::written(command)));
    let status = command
        .status()
        .map_err(|error| format!("{}: {error}", process::written(command)))?;
    if matches!(status.code(), Some(0 | 1)) {
        Ok(())
    } else {
        Err(format!("'{}' failed ({status})", process::written(command)).into())
    }
}

/// A ledger is one file and, while it is open, two more beside it.
fn remove_old(ledger: &Path) -> Outcome {
    for end in ["", "-wal", "-shm"] {
        let mut path = ledger.as_os_str().to_owned();
        path.push(end);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(format!("{}: {error}", path.display()).into());
            }
            _ => {}
        }
    }
    Ok(())
}

fn open_window(ledger: &Path) -> Outcome {
    let mut window = process::command(tree::built("release", "xianbaohui"));
    window.arg(ledger);
    if machine::has_display() {
        say::line("\nthe window is open; this ends when you close it");
        return process::run(&mut window);
    }
    say::line(format_args!(
        "\nthere is no display; to see the window: {}",
        process::written(&window)
    ));
    Ok(())
}
