//! The whole job of this program beside that of another build of it, in turns on the same files.

use crate::child::{ask, command};
use crate::counted::{children_seconds, instructions};
use std::io::{Read as _, Write};
use std::path::{Path, PathBuf};
use xianbaohui_tests::{Outcome, generate};
use zip::ZipArchive;

/// What is compared.
pub(crate) struct Asked<'a> {
    /// the other build's benchmark
    pub(crate) other: &'a Path,
    pub(crate) returns: usize,
    pub(crate) runs: usize,
    /// count instructions with valgrind too
    pub(crate) instructions: bool,
}

/// Runs both in turns and prints what the one costs beside the other.
pub(crate) fn run(out: &mut impl Write, folder: &Path, asked: &Asked<'_>) -> Outcome {
    let own = std::env::current_exe()?;
    let sides = [("this", own.as_path()), ("other", asked.other)];
    let folders = sides.map(|(name, _)| folder.join(format!("{}-{name}", asked.returns)));
    for folder in &folders {
        generate::returns(&folder.join("returns"), asked.returns)?;
        std::fs::write(folder.join("scheme.toml"), generate::scheme(asked.returns))?;
    }
    let mut seconds = [Vec::new(), Vec::new()];
    // in turns, so that a busy minute of the machine hits both
    for _ in 0..asked.runs {
        for (at, (_, program)) in sides.iter().enumerate() {
            let before = children_seconds();
            let cost = ask(&mut command(program, "job", &folders[at], asked.returns))?;
            seconds[at].push((cost.wall, children_seconds() - before));
        }
    }
    let [this, other] = seconds.map(|runs| {
        let (walls, cpus): (Vec<_>, Vec<_>) = runs.into_iter().unzip();
        (median(walls), median(cpus))
    });
    for (what, this, other) in [
        ("seconds", this.0, other.0),
        ("CPU seconds, reading processes included", this.1, other.1),
    ] {
        writeln!(
            out,
            "{what}, median of {}: {this:.2} ÷ {other:.2} = {:.3}",
            asked.runs,
            this / other.max(0.01)
        )?;
    }
    if asked.instructions {
        let counted = [
            instructions(sides[0].1, "job-in-process", &folders[0], asked.returns)?,
            instructions(sides[1].1, "job-in-process", &folders[1], asked.returns)?,
        ];
        let [this, other] = counted.map(|count| count as f64 / asked.returns.max(1) as f64 / 1e6);
        writeln!(
            out,
            "instructions, millions a return: {this:.2} ÷ {other:.2} = {:.4}",
            this / other.max(0.01)
        )?;
    }
    let [this, other] = folders;
    let same = std::fs::read(this.join("job.xbh"))? == std::fs::read(other.join("job.xbh"))?;
    writeln!(
        out,
        "ledgers: {}",
        if same {
            "equal"
        } else {
            "not equal byte for byte"
        }
    )?;
    let differ = differing(&this.join("job.xlsx"), &other.join("job.xlsx"))?;
    writeln!(
        out,
        "exports: {}",
        if differ.is_empty() {
            "equal".to_owned()
        } else {
            format!("these parts differ: {}", differ.join(", "))
        }
    )?;
    Ok(())
}

fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs.get(runs.len() / 2).copied().unwrap_or_default()
}

/// Names of the parts of two workbooks that are not the same.
fn differing(one: &Path, other: &Path) -> Outcome<Vec<String>> {
    let parts = |path: &PathBuf| -> Outcome<Vec<(String, Vec<u8>)>> {
        let mut archive = ZipArchive::new(std::fs::File::open(path)?)?;
        let mut parts = Vec::new();
        for at in 0..archive.len() {
            let mut part = archive.by_index(at)?;
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes)?;
            parts.push((part.name()?.to_string(), bytes));
        }
        parts.sort();
        Ok(parts)
    };
    let (one, other) = (parts(&one.to_owned())?, parts(&other.to_owned())?);
    let only = |these: &[(String, Vec<u8>)], those: &[(String, Vec<u8>)]| {
        these
            .iter()
            .filter(|part| !those.contains(part))
            .map(|(name, _)| name.clone())
            .collect::<Vec<_>>()
    };
    let mut names = only(&one, &other);
    names.extend(only(&other, &one));
    names.sort();
    names.dedup();
    Ok(names)
}
