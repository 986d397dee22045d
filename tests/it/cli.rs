//! `xbh` as scripts see it: exit statuses, one JSON document and nothing else, the shape that is
//! promised.

use crate::support::{fixture, sheets_of_luan};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// The program beside this test binary, built first so that it is never an old one.
pub(crate) fn xbh() -> &'static Path {
    static XBH: OnceLock<PathBuf> = OnceLock::new();
    XBH.get_or_init(|| {
        let own = std::env::current_exe().unwrap();
        let profile = own.ancestors().nth(2).unwrap();
        let path = profile.join(format!("xbh{}", std::env::consts::EXE_SUFFIX));
        // without cargo, or where `cargo xtask test` has just built everything, the binary that
        // lies there is meant
        if let Some(cargo) =
            std::env::var_os("CARGO").filter(|_| std::env::var_os("XBH_IS_BUILT").is_none())
        {
            let mut build = Command::new(cargo);
            build
                .args(["build", "--quiet", "--package", "xbh", "--target-dir"])
                .arg(profile.parent().unwrap());
            if profile.ends_with("release") {
                build.arg("--release");
            }
            assert!(build.status().unwrap().success(), "xbh could not be built");
        }
        assert!(
            path.is_file(),
            "{} is not there: build it first",
            path.display()
        );
        path
    })
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    Command::new(xbh())
        .args(arguments)
        .current_dir(folder)
        .env("USER", "测试")
        .output()
        .unwrap()
}

/// One place for the ledger and what goes out.
struct Terminal(TempDir);

impl Terminal {
    fn new(scheme: &str) -> Self {
        let terminal = Self(tempfile::tempdir().unwrap());
        terminal.status(0, &["new", "a.xbh", "--scheme", scheme]);
        terminal
    }

    /// Runs, and wants this exit status.
    fn status(&self, wanted: i32, arguments: &[&str]) -> Output {
        let output = run(arguments, self.0.path());
        assert_eq!(
            output.status.code(),
            Some(wanted),
            "xbh {}\n{}{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    /// Runs, and wants this exit status and one JSON document in one line.
    fn json(&self, wanted: i32, arguments: &[&str]) -> Value {
        let output = self.status(wanted, arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            text.trim_end_matches('\n').lines().count(),
            1,
            "{arguments:?} prints more than one line"
        );
        serde_json::from_str(&text).unwrap()
    }
}

/// Keys and types of a document; lists by what all of their items together have.
fn shape(value: &Value) -> String {
    fn merged<'a>(items: impl Iterator<Item = &'a Value>) -> String {
        let mut kinds: BTreeSet<String> = BTreeSet::new();
        let mut objects: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
        let mut inner: Vec<&Value> = Vec::new();
        let (mut any, mut lists) = (false, false);
        for item in items {
            match item {
                Value::Object(fields) => {
                    any = true;
                    fields
                        .iter()
                        .for_each(|(key, value)| objects.entry(key).or_default().push(value));
                }
                Value::Array(own) => {
                    lists = true;
                    inner.extend(own);
                }
                Value::Null => drop(kinds.insert("null".into())),
                Value::Bool(_) => drop(kinds.insert("truth".into())),
                Value::Number(_) => drop(kinds.insert("number".into())),
                Value::String(_) => drop(kinds.insert("text".into())),
            }
        }
        if any {
            let fields = objects
                .into_iter()
                .map(|(key, values)| format!("{key}: {}", merged(values.into_iter())))
                .collect::<Vec<_>>();
            kinds.insert(format!("{{{}}}", fields.join(", ")));
        }
        if lists {
            kinds.insert(format!("[{}]", merged(inner.into_iter())));
        }
        kinds.into_iter().collect::<Vec<_>>().join(" or ")
    }
    merged(std::iter::once(value))
}

fn check_shape(what: &str, value: &Value, expected: &str) {
    let compact = |text: &str| {
        text.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("{ ", "{")
            .replace(" }", "}")
    };
    assert_eq!(compact(&shape(value)), compact(expected), "{what}");
}

const FINDING: &str =
    "cells: [text], id: text, left: text, message: text, right: text, rule: text, severity: text";
const NAMED: &str = "{code: text, name: text}";
const SIDE: &str = "{column: {code: text, name: text}, indicator: {code: text, name: text}, measure_unit: text, sum: text}";

#[test]
fn documents_have_the_promised_shape() {
    let terminal = Terminal::new("kjcx");
    let paths = [
        "kjcx-2021q1-wrong",
        "bad",
        "kjcx-2020q1/任县2020年一季度.xlsx",
    ]
    .map(|path| fixture(path).to_string_lossy().into_owned());
    let import = terminal.json(
        3,
        &[
            &["import", "a.xbh", "--round", "2021Q1", "--json", "--values"][..],
            &paths.each_ref().map(String::as_str),
        ]
        .concat(),
    );
    let evidence = "[{from: text, of: text, text: text, weight: number}]";
    let cells = "{blank: number, nil: number, outside: number, seen: number, unreadable: number, values: number}";
    let values = "[{cell: text, column: text, indicator: text, note: null, raw: text, sheet: text, state: text, unit: text, value: null or text}]";
    check_shape(
        "import",
        &import,
        &format!(
            "{{kept: truth, returns: [{{candidates: {{forms: [], units: [{NAMED}]}}, cells: {cells}, error: null or {{code: text, message: text}}, evidence: {evidence}, file: text, findings: [{{{FINDING}}}],
             form: null or text, period: null or text, sha256: text, sheet: null or text, status: text, unit: null or {NAMED}, values: {values}, version: null or number}}]}}"
        ),
    );
    let statuses = import["returns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["status"].as_str().unwrap())
        .collect::<Vec<_>>();
    assert_eq!(
        statuses,
        [
            "committed",
            "committed",
            "committed",
            "refused",
            "refused",
            "refused",
            "refused",
            "refused",
            "needs-confirmation"
        ]
    );

    let status = terminal.json(1, &["status", "a.xbh", "--round", "2021Q1", "--json"]);
    let counts = "{a: number, b: number, c: number, d: number}";
    check_shape(
        "status",
        &status,
        &format!(
            "{{deadline: text, expected: number, findings: {counts}, missing: [{NAMED}], period: text, reported: number, round: {NAMED},
             units: [{{findings: {counts}, missing_forms: [text], returns: [{{committed_at: text, file: text, form: text, sha256: text, version: number}}], status: text, unit: {NAMED}}}]}}"
        ),
    );
    assert_eq!(
        (
            status["expected"].as_u64(),
            status["reported"].as_u64(),
            status["findings"]["a"].as_u64()
        ),
        (Some(19), Some(1), Some(3))
    );

    let findings = terminal.json(1, &["findings", "a.xbh", "--round", "2021Q1", "--json"]);
    check_shape(
        "findings",
        &findings,
        &format!(
            "{{counts: {counts}, findings: [{{cells: [text], file: text, form: text, id: text, left: text, message: text, right: text, rule: text, severity: text, unit: {NAMED}, version: number}}], round: text}}"
        ),
    );

    let trace = terminal.json(
        0,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "技术合同成交额",
            "--json",
        ],
    );
    check_shape(
        "trace",
        &trace,
        &format!(
            "{{origins: [{{at_large: [], column: {NAMED}, denominator: null or {SIDE}, flagged: [{NAMED}], form: text, formula: text, indicator: {NAMED}, left_out: [], measure_unit: text, missing: [{NAMED}], nil_sides: [], numerator: null or {SIDE}, overflow: truth,
             parts: [{{cell: text, column: text, committed_at: text, earlier: [], entry: null, file: text, note: null, raw: text, round: text, sha256: text, sheet: text, unit: {NAMED}, value: text, version: number}}], told: [], unit: {NAMED}, value: text, year_on_year: null}}], round: text}}"
        ),
    );

    let verify = terminal.json(0, &["verify", "a.xbh", "--json"]);
    check_shape(
        "verify",
        &verify,
        "{files: number, log: number, ok: truth, problems: [], returns: number, values: number}",
    );

    let check = terminal.json(1, &["check", &paths[0], "--scheme", "kjcx", "--json"]);
    assert_eq!(
        (
            check["kept"].as_bool(),
            check["returns"][0]["version"].is_null(),
            check["returns"][0].get("values")
        ),
        (Some(false), true, None)
    );
    let same = |document: &Value| document["returns"][0]["findings"].clone();
    assert_eq!(
        same(&check),
        same(&import),
        "check and import find the same, under the same ids"
    );
}

#[test]
fn exit_statuses() {
    let terminal = Terminal::new("luan-2020");
    sheets_of_luan(terminal.0.path());
    let county = fixture("luan-2020/counties").to_string_lossy().into_owned();
    let bad = fixture("bad").to_string_lossy().into_owned();
    std::fs::write(terminal.0.path().join("text.xbh"), "这不是账本").unwrap();
    std::fs::write(terminal.0.path().join("wrong.toml"), "[scheme]\ncode = 1\n").unwrap();
    for (status, arguments) in [
        (0, "import a.xbh --round 2020 COUNTIES"),
        (0, "import a.xbh --round 2020年 COUNTIES"),
        (0, "status a.xbh --round 2020"),
        (0, "verify a.xbh"),
        (0, "consolidate a.xbh --round 2020 --out out.xlsx"),
        (0, "findings a.xbh --round 2020 --out findings.xlsx"),
        (0, "trace a.xbh --round 2020 --indicator rd --unit 裕安区"),
        (0, "--help"),
        (1, "check wrong-growth.xlsx no-unit.xlsx --scheme luan-2020"),
        (1, "check negative.xlsx --scheme luan-2020"),
        (1, "import a.xbh --round 2020 no-unit.xlsx"),
        (0, "import a.xbh --round 2020 no-unit.xlsx --unit 裕安区"),
        (2, ""),
        (2, "import"),
        (2, "frobnicate"),
        (2, "import a.xbh --round 2020 COUNTIES --values"),
        (2, "import a.xbh --round 1999 COUNTIES"),
        (2, "import a.xbh --round 2020 no-such-file.xlsx"),
        (2, "import a.xbh --round 2020 no-unit.xlsx --unit 裕安县城"),
        (2, "import none.xbh --round 2020 COUNTIES"),
        (2, "trace a.xbh --round 2020 --indicator 没有的指标"),
        (2, "trace a.xbh --round 2020 --indicator rd --unit 火星"),
        (2, "new a.xbh --scheme luan-2020"),
        (2, "new b.xbh --scheme no-such-scheme"),
        (2, "new b.xbh --scheme wrong.toml"),
        (
            2,
            "consolidate a.xbh --round 2020 --out no/such/folder/out.xlsx",
        ),
        (3, "import a.xbh --round 2020 BAD"),
        (3, "check BAD COUNTIES --scheme luan-2020"),
        (3, "verify text.xbh"),
    ] {
        let words = arguments.split_whitespace().map(|word| match word {
            "COUNTIES" => county.as_str(),
            "BAD" => bad.as_str(),
            other => other,
        });
        let output = terminal.status(status, &words.collect::<Vec<_>>());
        if status >= 2 {
            let told = String::from_utf8(output.stderr).unwrap();
            assert!(
                !told.trim().is_empty() || status == 3,
                "{arguments}: nothing is said on standard error"
            );
        }
    }
    assert!(
        !terminal.0.path().join("b.xbh").exists(),
        "a refused scheme leaves a ledger behind"
    );
}

/// Messages about refused files go to standard error, so that standard output stays one document.
#[test]
fn what_was_refused_and_why_is_said_on_standard_error() {
    let terminal = Terminal::new("luan-2020");
    let output = terminal.status(
        3,
        &[
            "import",
            "a.xbh",
            "--round",
            "2020",
            "--json",
            &fixture("bad").to_string_lossy(),
        ],
    );
    let told = String::from_utf8(output.stderr).unwrap();
    for name in [
        "empty.xlsx",
        "not-a-workbook.xlsx",
        "password.xlsx",
        "truncated.xlsx",
        "unknown-form.xlsx",
    ] {
        let line = told
            .lines()
            .find(|line| line.contains(name))
            .unwrap_or_else(|| panic!("{name} is not named in\n{told}"));
        assert!(line.contains('请'), "{line} does not say what to do");
    }
}

#[test]
fn passwords_come_from_a_file() {
    let terminal = Terminal::new("luan-2020");
    let locked = fixture("bad/password.xlsx");
    let import = |status: i32, passwords: &str| {
        std::fs::write(terminal.0.path().join("passwords"), passwords).unwrap();
        terminal.status(
            status,
            &[
                "import",
                "a.xbh",
                "--round",
                "2020",
                "--password-file",
                "passwords",
                &locked.to_string_lossy(),
            ],
        )
    };
    import(3, "不对\n");
    import(0, "不对\n\n示例2020\n");
    assert!(
        !String::from_utf8_lossy(&std::fs::read(terminal.0.path().join("a.xbh")).unwrap())
            .contains("示例2020"),
        "a password is kept nowhere"
    );
}

/// A rank is neither money nor has it decimals.
#[test]
fn trace_tells_each_column_in_its_own_unit() {
    let terminal = Terminal::new("anhui-2022h1");
    terminal.status(
        0,
        &[
            "import",
            "a.xbh",
            "--round",
            "2022H1",
            &fixture("anhui-2022h1/table").to_string_lossy(),
        ],
    );
    for (column, unit, value) in [
        ("current", "亿元", "142.5"),
        ("rank", "", "1"),
        ("growth", "%", "20.3"),
    ] {
        let trace = terminal.json(
            0,
            &[
                "trace",
                "a.xbh",
                "--round",
                "2022H1",
                "--indicator",
                "amount",
                "--unit",
                "合肥市",
                "--column",
                column,
                "--json",
            ],
        );
        let origin = &trace["origins"][0];
        assert_eq!(
            (origin["measure_unit"].as_str(), origin["value"].as_str()),
            (Some(unit), Some(value)),
            "{column}"
        );
    }
}

/// What a column is can be said on the command line, and holds the next time if it is to be
/// remembered.
#[test]
fn columns_are_said_and_remembered() {
    let terminal = Terminal::new("luan-2020");
    let write = |name: &str, current: &str| {
        let text = format!(
            "企业研发\n填报单位：裕安区\n项目 | 计量单位 | 数 | 去年 | 增速（%）\n企业R&D经费 | 万\
                元 | {current} | 7107.2 | /"
        );
        std::fs::write(
            terminal.0.path().join(name),
            workbook(&[Sheet::new("表", &text)]).unwrap(),
        )
        .unwrap();
    };
    write("a.xlsx", "7200");
    write("b.xlsx", "7300");
    let import = ["import", "a.xbh", "--round", "2020"];
    let said = [
        "a.xlsx",
        "--form",
        "L1",
        "--bind",
        "A=@label",
        "--bind",
        "C=本年",
        "--bind",
        "D=last_year",
        "--remember",
    ];
    terminal.status(3, &[&import[..], &["a.xlsx"]].concat());
    terminal.status(2, &[&import[..], &["a.xlsx", "--bind", "本年"]].concat());
    terminal.status(
        1,
        &[
            &import[..],
            &["a.xlsx", "--form", "L1", "--bind", "C=没有的列"],
        ]
        .concat(),
    );
    terminal.status(0, &[&import[..], &said].concat());
    terminal.status(0, &[&import[..], &["b.xlsx"]].concat());
    let origin = terminal.json(
        0,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2020",
            "--indicator",
            "rd",
            "--unit",
            "裕安区",
            "--column",
            "current",
            "--form",
            "L1",
            "--json",
        ],
    );
    let part = &origin["origins"][0]["parts"][0];
    assert_eq!(
        (
            part["file"].as_str(),
            part["cell"].as_str(),
            part["raw"].as_str()
        ),
        (Some("b.xlsx"), Some("C4"), Some("7300"))
    );
    let answers = terminal.json(0, &["remembered", "a.xbh", "--json"]);
    assert_eq!(
        (&answers[0]["layout"], answers.as_array().map(Vec::len)),
        (&Value::Bool(true), Some(1))
    );
}
