//! `samples OUT_DIR` writes the sample returns under `tests/fixtures`: the same bytes on every run.
//!
//! `samples OUT_DIR --variants` saves some of them again as `.xls` and `.ods` through LibreOffice.

use std::error::Error;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

#[path = "../samples/mod.rs"]
mod samples;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "samples: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut out = None;
    let mut variants = false;
    for arg in std::env::args_os().skip(1) {
        if arg == "--variants" {
            variants = true;
        } else if out.is_none() {
            out = Some(PathBuf::from(arg));
        } else {
            return Err("usage: samples OUT_DIR [--variants]".into());
        }
    }
    let out = out.ok_or("usage: samples OUT_DIR [--variants]")?;
    let written = if variants {
        samples::variants::write(&out)?
    } else {
        samples::write_all(&out)?
    };
    writeln!(std::io::stdout(), "{written} files in {}", out.display())?;
    Ok(())
}
