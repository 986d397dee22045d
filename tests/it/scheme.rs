//! Schemes: what is right is read, what is wrong is told with its place, what was expected and the
//! nearest name.

use crate::support::compare;
use std::path::Path;
use xianbaohui_core::scheme::{Scheme, SchemeError, shipped};

const MINI: &str = include_str!("mini.toml");

/// `line:column message` of every problem, one a line.
fn problems(text: &str) -> String {
    match Scheme::parse("mini.toml", text) {
        Ok(_) => "no problem".into(),
        Err(SchemeError::Invalid(problems)) => {
            assert!(
                problems.iter().all(|problem| problem.file == "mini.toml"),
                "{problems:?}"
            );
            problems
                .iter()
                .map(|problem| format!("{}:{} {}", problem.line, problem.column, problem.message))
                .collect::<Vec<_>>()
                .join("\n")
        }
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn the_shipped_schemes_are_right() {
    for one in shipped() {
        let scheme = Scheme::find(one.code).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(scheme.code, one.code);
        assert!(
            !scheme.rounds.is_empty()
                && scheme
                    .rounds
                    .iter()
                    .all(|round| !round.forms.is_empty() && !round.units.is_empty()),
            "{}",
            one.code
        );
        assert!(
            !scheme.units[scheme.root].reports,
            "{}: the root consolidates, it does not report",
            one.code
        );
        // by name as well as by code
        assert_eq!(Scheme::find(one.name).unwrap().code, one.code);
    }
    assert!(matches!(
        Scheme::find("kjcxx"),
        Err(SchemeError::Unknown { .. })
    ));
}

#[test]
fn the_shortest_scheme_of_the_reference_works() {
    let reference = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/schemes/README.md"),
    )
    .unwrap();
    let block = reference
        .split("```toml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    let scheme = Scheme::parse("README.md", block).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(
        (
            scheme.units.len(),
            scheme.indicators.len(),
            scheme.forms.len(),
            scheme.rounds.len()
        ),
        (2, 1, 1, 1)
    );
    assert_eq!(
        (
            scheme.rounds[0].forms.clone(),
            scheme.rounds[0].units.clone()
        ),
        (vec!["S1".to_owned()], vec!["130528".to_owned()])
    );
}

#[test]
fn every_key_of_the_reference_is_known() {
    // a key named in a table of the reference, put where it belongs, is not an unknown key
    let reference = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/schemes/README.md"),
    )
    .unwrap();
    let mut checked = 0;
    for (heading, table) in [
        ("`[scheme]`", "[scheme]\n"),
        ("`[[unit]]`", "[[unit]]\n"),
        ("`[[indicator]]`", "[[indicator]]\n"),
        ("`[[form]]` 报表", "[[form]]\n"),
        ("`[[form.column]]`", "[[form]]\n[[form.column]]\n"),
        ("`[[form.field]]`", "[[form]]\n[[form.field]]\n"),
        ("`[[round]]`", "[[round]]\n"),
        ("`[[rule]]`", "[[rule]]\n"),
    ] {
        let section = reference
            .split("\n## ")
            .flat_map(|part| part.split("\n### "))
            .find(|part| {
                part.lines()
                    .next()
                    .is_some_and(|line| line.contains(heading))
            })
            .unwrap_or_else(|| panic!("no section {heading}"));
        for row in section
            .lines()
            .filter(|line| line.starts_with("| `") && !line.starts_with("| `[["))
        {
            for key in row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2) {
                let told = problems(&format!("{table}{key} = 0\n"));
                assert!(
                    !told.contains(&format!("“{key}”")) || !told.contains("不认识"),
                    "{heading} {key}: {told}"
                );
                checked += 1;
            }
        }
    }
    assert!(
        checked > 60,
        "only {checked} keys were found in the reference"
    );
    assert!(problems("[scheme]\ncolour = 0\n").contains("colour"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    assert_eq!(problems(MINI), "no problem");
    let mut checked = 0;
    let mut cases = Vec::new();
    for case in include_str!("scheme-problems.txt").split("\n\n").skip(1) {
        let lines = |mark: &str| {
            case.lines()
                .filter_map(|line| line.strip_prefix(mark))
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect::<Vec<_>>()
        };
        let (from, to) = (
            lines("-").join("\n"),
            lines("+")
                .iter()
                .map(|line| format!("{line}\n"))
                .collect::<Vec<_>>()
                .concat(),
        );
        // whole lines, or the beginning of one
        let told = if let Some((before, after)) = MINI.split_once(&format!("{from}\n")) {
            problems(&format!("{before}{to}{after}"))
        } else {
            assert!(MINI.contains(&from), "{from} does not stand in mini.toml");
            problems(&MINI.replacen(&from, to.trim_end_matches('\n'), 1))
        };
        cases.push((case.to_owned(), told, lines(">").join("\n")));
        checked += 1;
    }
    assert!(checked > 40, "only {checked} cases");
    compare(
        cases
            .iter()
            .map(|(case, told, expected)| (case.clone(), told.clone(), expected.as_str())),
    );
}

#[test]
fn a_deadline_that_is_no_day_is_told_whatever_its_characters() {
    for deadline in [
        "二〇二1",
        "2021-4-10",
        "2021-04-32",
        "2021-13-01",
        "２０２１",
    ] {
        let told = problems(&MINI.replacen(
            "name = \"2021年一季度\"",
            &format!("name = \"2021年一季度\"\ndeadline = \"{deadline}\""),
            1,
        ));
        assert!(
            told.ends_with(&format!("“{deadline}”不是日期：应写成 2021-04-10")),
            "{told}"
        );
    }
}

#[test]
fn a_file_that_is_not_there_or_a_folder_without_schemes() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(
        Scheme::load(&folder.path().join("none.toml"))
            .unwrap_err()
            .code(),
        "scheme.io"
    );
    assert_eq!(
        Scheme::load(folder.path()).unwrap_err().code(),
        "scheme.invalid"
    );
}

/// A folder is read as one text; a mistake is told with the file it is in.
#[test]
fn a_folder_of_files_is_one_scheme() {
    let folder = tempfile::tempdir().unwrap();
    let (head, rest) = MINI.split_at(MINI.find("[[indicator]]").unwrap());
    std::fs::write(
        folder.path().join("1-units.toml"),
        format!("\u{feff}{head}"),
    )
    .unwrap();
    std::fs::write(folder.path().join("2-forms.toml"), rest).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "不是制度").unwrap();
    assert_eq!(Scheme::load(folder.path()).unwrap().indicators.len(), 6);
    std::fs::write(
        folder.path().join("2-forms.toml"),
        rest.replacen("kind = \"matrix\"", "kind = \"matrx\"", 1),
    )
    .unwrap();
    let Err(SchemeError::Invalid(problems)) = Scheme::load(folder.path()) else {
        panic!("a wrong kind is not told")
    };
    let line = rest
        .lines()
        .position(|line| line == "kind = \"matrix\"")
        .unwrap()
        + 1;
    assert_eq!(
        (
            problems[0].file.as_str(),
            problems[0].line,
            problems[0].column
        ),
        ("2-forms.toml", line, 8)
    );
}
