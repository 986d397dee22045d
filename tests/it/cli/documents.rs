//! The documents that `--json` prints have the shape that was promised.

use super::terminal::Terminal;
use crate::support::fixture;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

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
                .map(|(key, values)| match key {
                    // every code has its own
                    "args" => "args: by name".to_owned(),
                    _ => format!("{key}: {}", merged(values.into_iter())),
                })
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

const FINDING: &str = "args: by name, cells: [text], code: text, do: text, id: text, \
    left: text, message: text, needs: text, \
    right: text, rule: text, rule_text: text, severity: text, \
    subject: {column: null or text, entries: [], \
    entry: null, figures: [{column: text, indicator: text, unit: text}], \
    indicator: null or text, unit: null or text}, what: text";

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
             form: null or text, period: null or text, \
            questions: [{{cells: [text], choices: [{{id: text, text: text}}], \
            id: text, of: text, text: text}}], \
            sha256: text, sheet: null or text, status: text, unit: null or {NAMED}, values: {values}, version: null or number}}]}}"
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
             units: [{{contact: text, deadline: text, findings: {counts}, missing_forms: [text], returns: [{{committed_at: text, file: text, form: text, sha256: text, version: number}}], status: text, unit: {NAMED}}}]}}"
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
            "{{counts: {counts}, findings: [{{args: by name, cells: [text], code: text, do: text, file: text, form: text, id: text, left: text, message: text, needs: text, right: text, rule: text, rule_text: text, severity: text, subject: {{column: null or text, entries: [], entry: null, figures: [{{column: text, indicator: text, unit: text}}], indicator: null or text, unit: null or text}}, unit: {NAMED}, version: number, what: text}}], round: text, unchecked: number}}"
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
            "{{origins: [{{at_large: [], column: {NAMED}, denominator: null or {SIDE}, flagged: [{NAMED}], form: text, formula: text, indicator: {NAMED}, left_out: [], made: {{args: by name, code: text}}, measure_unit: text, missing: [{NAMED}], nil_sides: [], numerator: null or {SIDE}, overflow: truth,
             parts: [{{cell: text, column: text, committed_at: text, earlier: [], entry: null, file: text, note: null, raw: text, round: text, sha256: text, sheet: text, unit: {NAMED}, value: text, version: number}}], targets: [], told: [], unit: {NAMED}, value: text, year_on_year: null}}], round: text, scope: null}}"
        ),
    );

    let verify = terminal.json(0, &["verify", "a.xbh", "--json"]);
    check_shape(
        "verify",
        &verify,
        "{files: number, found: number, kinds: [], log: number, more: number, ok: truth, \
            problems: [], returns: number, values: number}",
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
fn documents_of_what_changes_a_ledger_have_the_promised_shape() {
    let terminal = Terminal::new("kjcx");
    let folder = terminal.0.path();
    let new = terminal.json(0, &["new", "b.xbh", "--scheme", "kjcx", "--json"]);
    let edition = "{code: text, name: text, version: text}";
    check_shape(
        "new",
        &new,
        &format!(
            "{{city: {NAMED}, forms: number, ledger: text, rounds: [text], scheme: {edition}, \
                units: number}}"
        ),
    );
    let round = |extensions: &str| {
        format!(
            "{{round: {{closed_at: null, code: text, deadline: text, extensions: {extensions}, \
                forms: [text], name: text, period: text, units: number}}}}"
        )
    };
    let add = [
        "round",
        "add",
        "a.xbh",
        "2021Q2",
        "--deadline",
        "2021-07-10",
    ];
    let added = terminal.json(0, &[&add[..], &["--json"]].concat());
    check_shape("round add", &added, &round("[]"));
    let extend = "round extend a.xbh --round 2021Q2 --unit 宁晋县 --until 2021-07-20 \
        --reason 雨 --json";
    let extended = terminal.json(0, &extend.split_whitespace().collect::<Vec<_>>());
    let given = format!("[{{reason: text, unit: {NAMED}, until: text}}]");
    check_shape("round extend", &extended, &round(&given));
    let whole = "consolidate a.xbh --round 2021Q1 --out out.xlsx --json";
    let written = terminal.json(0, &whole.split(' ').collect::<Vec<_>>());
    check_shape(
        "consolidate",
        &written,
        "{blocking: number, dropped: null, expected: number, missing: [text], out: text, \
            reported: number, round: text, scope: null, sheets: [text]}",
    );
    let show = terminal.status(0, &["scheme", "show", "a.xbh", "--text"]);
    let text = String::from_utf8(show.stdout).unwrap();
    let other = text.replacen("version = \"2021\"", "version = \"2022\"", 1);
    std::fs::write(folder.join("new.toml"), other).unwrap();
    let update = ["scheme", "update", "a.xbh", "new.toml", "--json"];
    let diff = terminal.json(0, &["scheme", "diff", "a.xbh", "new.toml", "--json"]);
    let change = shape(&diff["changes"]);
    for (more, is_in_force) in [(&["--preview"][..], false), (&["--reason", "修订"], true)] {
        let told = terminal.json(0, &[&update[..], more].concat());
        check_shape(
            "scheme update",
            &told,
            &format!(
                "{{changes: {change}, effect: text, from: {edition}, in_force: truth, \
                    remarks: [], to: {edition}}}"
            ),
        );
        assert_eq!(told["in_force"].as_bool(), Some(is_in_force));
        assert_eq!(told["changes"], diff["changes"]);
    }
}
