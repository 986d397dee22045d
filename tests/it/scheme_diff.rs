//! What differs between two schemes, and what that means for what is stored already.

use crate::cli::xbh;
use crate::scheme_drawn;
use crate::support::compare;
use crate::support::small;
use fastrand::Rng;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;
use xianbaohui_core::scheme::diff::{What, diff, sentence};
use xianbaohui_core::scheme::{Noun, Scheme};

const FULL: &str = include_str!("scheme-full.toml");

/// One change to the full scheme and what is told of it.
struct Case {
    text: String,
    old: Scheme,
    new: Scheme,
    told: String,
}

fn parse(text: &str) -> Scheme {
    Scheme::parse("scheme.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn cases() -> Vec<Case> {
    let full = format!("\n{FULL}");
    let cases = include_str!("scheme-changes.txt").split("\n\n").skip(1);
    let read = cases.map(|case| {
        let lines = |mark: &str| {
            let own = case
                .trim_end()
                .lines()
                .filter_map(|line| line.strip_prefix(mark));
            let plain = own.map(|line| line.strip_prefix(' ').unwrap_or(line));
            plain.map(str::to_owned).collect::<Vec<_>>()
        };
        let from = format!("\n{}\n", lines("-").join("\n"));
        assert_eq!(full.matches(&from).count(), 1, "{case}");
        let to = format!("\n{}\n", lines("+").join("\n"));
        Case {
            text: case.to_owned(),
            old: parse(FULL),
            new: parse(&full.replacen(&from, &to, 1)),
            told: lines(">").join("\n"),
        }
    });
    read.collect()
}

#[test]
fn every_change_is_told_with_what_it_means_for_what_is_stored() {
    let cases = cases();
    compare(cases.iter().map(|case| {
        let changes = diff(&case.old, &case.new);
        let told = changes.iter().map(|one| {
            let effect = serde_json::to_value(one.effect).unwrap();
            let told = sentence(one, &case.old, &case.new);
            format!("{} {told}", effect.as_str().unwrap())
        });
        let told = told.collect::<Vec<_>>().join("\n");
        (case.text.clone(), told, case.told.as_str())
    }));
}

/// The full scheme holds every key of the reference; each of them is changed by some case.
#[test]
fn no_key_of_a_scheme_changes_without_a_word() {
    let mut changed = BTreeSet::new();
    for case in cases() {
        for one in diff(&case.old, &case.new) {
            if let What::Changed { key, .. } = one.what {
                changed.insert((one.about.noun, key.as_str()));
            }
        }
    }
    let mut noun = Noun::Scheme;
    let mut silent = BTreeSet::new();
    for line in FULL.lines() {
        noun = match line {
            "[scheme]" => Noun::Scheme,
            "[[unit]]" => Noun::Unit,
            "[[unit.former]]" => Noun::FormerName,
            "[[indicator]]" => Noun::Indicator,
            "[[form]]" => Noun::Form,
            "[[form.row]]" => Noun::Row,
            "[[form.column]]" => Noun::Column,
            "[[form.field]]" => Noun::Field,
            "[[round]]" => Noun::Round,
            "[[rule]]" => Noun::Rule,
            "[[register]]" => Noun::Register,
            "[[statement]]" => Noun::Statement,
            "[[target]]" => Noun::Target,
            _ => noun,
        };
        let key = line.split_once(" = ").map(|(key, _)| key);
        // these tell which table it is, or what the tables below say
        let is_identity = |key: &str| match noun {
            Noun::Scheme => false,
            Noun::FormerName => key == "name",
            Noun::Row | Noun::Column => matches!(key, "code" | "indicator"),
            Noun::Form => matches!(key, "code" | "rows"),
            _ => key == "code",
        };
        if let Some(key) = key.filter(|key| !is_identity(key))
            && !changed.contains(&(noun, key))
        {
            silent.insert((noun, key));
        }
    }
    assert_eq!(silent, BTreeSet::new());
}

/// Two schemes that nearly agree: no difference is told exactly where there is none.
#[test]
fn schemes_without_a_difference_are_the_same_and_others_are_not() {
    let mut rng = Rng::with_seed(1);
    let (mut same, mut other) = (0, 0);
    for seed in 0..40 {
        let old = parse(&scheme_drawn::scheme(seed, None));
        for _ in 0..40 {
            let anew = (rng.usize(..250), rng.u32(..));
            let text = scheme_drawn::scheme(seed, Some(anew));
            let new = parse(&text);
            let is_same = old.says_the_same_as(&new);
            let (there, back) = (diff(&old, &new), diff(&new, &old));
            let case = || format!("seed {seed}, {anew:?}: {there:?}\n{text}");
            assert_eq!(there.is_empty(), is_same, "{}", case());
            assert_eq!(back.is_empty(), is_same, "{}", case());
            if is_same {
                assert_eq!(old.to_text(), new.to_text(), "{}", case());
                same += 1;
            } else {
                other += 1;
            }
        }
    }
    assert!(same > 100 && other > 500, "{same} the same, {other} not");
}

fn run(status: i32, arguments: &[&str], folder: &Path) -> Output {
    let output = std::process::Command::new(xbh())
        .args(["scheme", "diff"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {told}");
    output
}

fn edited(folder: &Path) {
    let text = Scheme::find(&small()).unwrap().to_text();
    let mut new = text.replacen("version = \"2021\"", "version = \"2022\"", 1);
    for (from, to) in [
        ("name = \"南和区\"", "name = \"南和县\""),
        (
            "unit = \"万元\"\ntype = \"flow\"",
            "unit = \"亿元\"\ntype = \"flow\"",
        ),
        (
            "header = \"上年同期累计\"\n",
            "header = \"上年同期累计\"\nrequired = false\n",
        ),
        (
            "organiser = \"邢台市科学技术局\"",
            "organiser = \"邢台市科技局\"",
        ),
    ] {
        assert!(new.contains(from), "{from}");
        new = new.replacen(from, to, 1);
    }
    std::fs::write(folder.join("new.toml"), new).unwrap();
}

#[test]
fn what_costs_stored_figures_is_told_first() {
    let folder = tempfile::tempdir().unwrap();
    edited(folder.path());
    let told = run(0, &[&small(), "new.toml"], folder.path());
    assert_eq!(
        String::from_utf8(told.stdout).unwrap(),
        "已入库的数不再是现在所要的数（1 处）：
  指标“技术合同成交额”（contract）的计量单位：万元 → 亿元。
已入库的数不变，改用新名称显示，以后报来的表也按新名称认（1 处）：
  填报单位“南和区”（130506）的名称：“南和区” → “南和县”。
只影响以后报来的表（2 处）：
  制度“科技创新”的版本：2021 → 2022。
  报表 S1 中的列“上年同期累计”（last_year）的是否必报：是 → 否。
已入库的报送件不受影响（1 处）：
  制度“科技创新”的主办单位：“邢台市科学技术局” → “邢台市科技局”。
"
    );
    let told = run(0, &["new.toml", "new.toml"], folder.path());
    assert_eq!(
        String::from_utf8(told.stdout).unwrap(),
        "两份报表制度没有差别。\n"
    );
}

#[test]
fn a_ledgers_scheme_is_compared_with_a_file_as_one_json_document() {
    let folder = tempfile::tempdir().unwrap();
    edited(folder.path());
    let mut new = std::process::Command::new(xbh());
    new.args(["new", "a.xbh", "--scheme", &small()])
        .current_dir(folder.path());
    assert!(new.output().unwrap().status.success());
    let told = run(0, &["a.xbh", "new.toml", "--json"], folder.path());
    let told = String::from_utf8(told.stdout).unwrap();
    assert_eq!(told.lines().count(), 1);
    let json: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json["from"]["version"], "2021");
    assert_eq!(json["to"]["version"], "2022");
    assert_eq!(json["effect"], "figures");
    let change = &json["changes"][4];
    assert_eq!(
        *change,
        serde_json::json!({
            "noun": "column", "code": "last_year", "name": "上年同期累计",
            "within": {"code": "S1", "name": "科技创新主要指标"},
            "what": "changed", "key": "required", "from": true, "to": false,
            "effect": "new-returns",
            "message": "报表 S1 中的列“上年同期累计”（last_year）的是否必报：是 → 否。",
        })
    );
    let same = run(0, &["a.xbh", "a.xbh", "--json"], folder.path());
    let same: Value = serde_json::from_slice(&same.stdout).unwrap();
    assert_eq!(
        (&same["effect"], &same["changes"]),
        (&Value::Null, &serde_json::json!([]))
    );
}

#[test]
fn what_is_no_scheme_is_not_compared() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("wrong.toml"), "[scheme]\n").unwrap();
    for (status, arguments, told) in [
        (2, &["kjcx"][..], "NEW"),
        (2, &["kjcx", "none.toml"], "scheme.unknown"),
        (3, &["wrong.toml", "kjcx"], "scheme.invalid"),
    ] {
        let output = run(status, arguments, folder.path());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(
            error.contains(told) && output.stdout.is_empty(),
            "{arguments:?}: {error}"
        );
    }
}
