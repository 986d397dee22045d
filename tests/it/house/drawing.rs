//! The house as a drawing in Mermaid: the crates in the README, which must be what the manifests
//! say, and their modules in `target/house.mmd`.

use super::arrows::arrows;
use super::at;
use super::crates::{ARROWS, named};
use super::modules::modules;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Where the drawing of the crates stands in the README.
const MARKS: [&str; 2] = [
    "<!-- crates, as the manifests say -->\n",
    "<!-- end of crates -->\n",
];

/// The programs, and where their manifests are.
const PROGRAMS: [(&str, &str); 2] = [("cli", "cli"), ("shell", ".")];

/// From each crate to those that its manifest names.
fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let crates = ARROWS.iter().map(|(name, _)| (*name, *name));
    let own = |folder: &str| {
        let names = named(folder);
        let own = names
            .iter()
            .filter_map(|name| name.strip_prefix("xianbaohui-"));
        own.map(str::to_owned).collect()
    };
    crates
        .chain(PROGRAMS)
        .map(|(name, folder)| (name.to_owned(), own(folder)))
        .collect()
}

/// Whether one leads to the other by way of a third.
fn leads(all: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    all[from]
        .iter()
        .any(|third| all[third].contains(to) || leads(all, third, to))
}

/// The crates: an arrow that follows from others is left out.
fn of_crates() -> String {
    let all = crates();
    let mut drawn = "```mermaid\ngraph LR\n".to_owned();
    for (from, to) in &all {
        for to in to.iter().filter(|to| !leads(&all, from, to)) {
            let _ = writeln!(drawn, "    {from} --> {to}");
        }
    }
    drawn + "```\n"
}

/// The modules at the top of each crate.
fn of_modules() -> String {
    let mut drawn = "graph LR\n".to_owned();
    for (crate_name, _) in ARROWS {
        let _ = writeln!(drawn, "  subgraph {crate_name}");
        let mut seen = BTreeSet::new();
        for (from, to) in arrows(&modules(&at(&format!("src-tauri/{crate_name}/src")))) {
            let Some(from) = from.first() else { continue };
            seen.insert(format!("    {crate_name}_{from}[{from}]"));
            let others = to.keys().filter_map(|to| to.first());
            seen.extend(
                others
                    .filter(|to| *to != from)
                    .map(|to| format!("    {crate_name}_{from} --> {crate_name}_{to}")),
            );
        }
        for line in seen {
            drawn += &(line + "\n");
        }
        drawn += "  end\n";
    }
    for (from, to) in crates() {
        for to in to {
            let _ = writeln!(drawn, "  {from} --> {to}");
        }
    }
    drawn
}

#[test]
fn the_drawing_of_the_crates_is_what_the_manifests_say() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    std::fs::write(target.join("house.mmd"), of_modules()).unwrap();
    let readme = std::fs::read_to_string(at("README.md")).unwrap();
    let (_, rest) = readme.split_once(MARKS[0]).unwrap();
    let (drawn, _) = rest.split_once(MARKS[1]).unwrap();
    let wanted = of_crates();
    assert_eq!(drawn, wanted, "between the marks must stand:\n{wanted}");
}
