//! A scheme written as text again, and what `xbh scheme show` tells of one.

use crate::cli::xbh;
use crate::scheme_drawn;
use crate::support::small;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Output;
use xianbaohui_core::scheme::diff::diff;
use xianbaohui_core::scheme::{Scheme, shipped};

const FULL: &str = include_str!("scheme-full.toml");

fn parse(text: &str) -> Scheme {
    Scheme::parse("scheme.toml", text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// Reads, writes, reads again: nothing is lost, and nothing comes when it is written once more.
fn comes_back(text: &str) {
    let scheme = parse(text);
    let written = scheme.to_text();
    let again = parse(&written);
    let lost = diff(&scheme, &again);
    assert!(lost.is_empty(), "{lost:?}\n{text}\n{written}");
    assert!(scheme.says_the_same_as(&again), "{text}\n{written}");
    assert_eq!(again.to_text(), written);
}

#[test]
fn schemes_come_back_from_their_text_without_loss() {
    for one in shipped() {
        comes_back(&Scheme::find(one.code).unwrap().text);
    }
    let mini = include_str!("mini.toml");
    comes_back(mini);
    comes_back(FULL);
    // levels that the sign between levels runs into
    for header in [">\\t > 项", "项 > >", "> > 项", " > 项 >\\t > > "] {
        comes_back(&mini.replacen("\"企业名称\"", &format!("\"{header}\""), 1));
    }
}

#[test]
fn drawn_schemes_come_back_from_their_text_without_loss() {
    for seed in 0..400 {
        comes_back(&scheme_drawn::scheme(seed, None));
    }
}

#[test]
fn a_text_in_the_order_of_the_reference_is_written_as_it_was() {
    let (_, own) = FULL.split_once('\n').unwrap();
    assert_eq!(parse(FULL).to_text(), own);
}

/// The reference names no key that the full scheme does not use.
#[test]
fn the_full_scheme_uses_every_key_of_the_reference() {
    let reference = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/schemes/README.md"),
    )
    .unwrap();
    let rows = reference.lines().filter(|line| line.starts_with("| `"));
    let keys = rows
        .flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .filter(|key| !key.starts_with('['))
        .collect::<BTreeSet<_>>();
    let missing = keys
        .iter()
        .filter(|key| !FULL.contains(&format!("\n{key} = ")))
        .collect::<Vec<_>>();
    assert!(
        missing.is_empty() && keys.len() > 45,
        "{missing:?} of {keys:?}"
    );
}

#[test]
fn long_lists_are_broken_into_lines_and_words_stand_as_they_are_read() {
    let text = Scheme::find("kjcx").unwrap().to_text();
    assert!(!text.contains("\\u"), "Chinese is written as it is");
    let width = |line: &str| -> usize {
        let columns = line.chars().map(|c| if c.is_ascii() { 1 } else { 2 });
        columns.sum()
    };
    let wide = text.lines().filter(|line| width(line) > 100);
    assert_eq!(wide.collect::<Vec<_>>(), Vec::<&str>::new());
    assert!(
        text.contains("\nrows = [\n    \"hte_new\", \"hte_new_large\", "),
        "{text}"
    );
    assert!(
        text.contains("\naliases = [\"襄都\", \"邢台市襄都区\"]\n"),
        "{text}"
    );
}

fn show(status: i32, arguments: &[&str], folder: &Path) -> Output {
    let output = std::process::Command::new(xbh())
        .args(["scheme", "show"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {told}");
    output
}

fn words(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_scheme_is_shown_with_its_units_forms_and_rounds() {
    let folder = tempfile::tempdir().unwrap();
    let told = words(&show(0, &[&small()], folder.path()));
    for line in [
        "科技创新（kjcx），2021 版",
        "单位 20 个，其中填报 19 个，汇总到邢台市",
        "  130500 邢台市，不填报",
        "  130528 宁晋县，属邢台市",
        "  contract 技术合同成交额（万元）",
        "报表 S1 科技创新主要指标（指标表）",
        "  16 个指标，6 列",
        "  cumulative 累计",
        "报表 S3 高新技术企业名单（名册，可不报）",
        "  company 企业名称",
        "批次 2021Q1 2021年一季度：报告期 2021年一季度，截止 2021-04-10，\
            报表 S1、S3、S5，应报单位 19 个",
        "审核公式 7 条",
    ] {
        assert!(told.lines().any(|own| own == line), "{line}\n{told}");
    }
}

#[test]
fn a_scheme_as_json_has_the_keys_of_its_text_and_what_goes_without_saying() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("full.toml"), FULL).unwrap();
    let told = words(&show(0, &["full.toml", "--json"], folder.path()));
    assert_eq!(told.lines().count(), 1);
    let json: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(json["scheme"]["root"], "130900");
    assert_eq!(json["unit"][0]["reports"], false);
    assert_eq!(json["unit"][3]["former"][0]["to"], "2009-12");
    assert_eq!(json["indicator"][0]["decimals"], 0);
    assert_eq!(json["form"][0]["rows"][1], "firms_large");
    assert_eq!(json["form"][0]["row"][1]["label"], "其中：规模以上");
    assert_eq!(json["form"][0]["column"][0]["name"], "目标");
    assert_eq!(json["form"][1]["column"][1]["indicator"], "contract");
    assert_eq!(json["form"][2]["field"][0]["required"], true);
    assert_eq!(json["round"][1]["period"], "2022Q1");
    assert_eq!(json["round"][1]["forms"].as_array().unwrap().len(), 4);
    assert_eq!(json["round"][1]["units"].as_array().unwrap().len(), 2);
    assert_eq!(json["rule"][1]["severity"], "A");
    assert_eq!(json["rule"][1].get("meaning"), None);
}

#[test]
fn the_text_of_a_ledgers_scheme_makes_another_ledger_with_the_same_one() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(xbh());
        let status = command.args(arguments).current_dir(folder.path()).output();
        assert!(status.unwrap().status.success(), "{arguments:?}");
    };
    run(&["new", "a.xbh", "--scheme", "luan-2020"]);
    let text = words(&show(0, &["a.xbh", "--text"], folder.path()));
    std::fs::write(folder.path().join("a.toml"), &text).unwrap();
    run(&["new", "b.xbh", "--scheme", "a.toml"]);
    assert_eq!(words(&show(0, &["b.xbh", "--text"], folder.path())), text);
    assert_eq!(text, Scheme::find("luan-2020").unwrap().to_text());
    // a ledger is told by its content too
    std::fs::copy(folder.path().join("b.xbh"), folder.path().join("copy")).unwrap();
    assert_eq!(words(&show(0, &["copy", "--text"], folder.path())), text);
}

#[test]
fn what_is_no_scheme_is_not_shown() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("wrong.toml", "[scheme]\ncode = 1\n");
    write("wrong.xbh", "不是账本");
    for (status, arguments, told) in [
        (2, &["kjcxx"][..], "scheme.unknown"),
        (2, &["kjcx", "--text", "--reason"], "--reason"),
        (3, &["wrong.toml"], "scheme.invalid"),
        (3, &["wrong.xbh"], "ledger."),
        (2, &["none.xbh"], "ledger."),
    ] {
        let output = show(status, arguments, folder.path());
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(
            error.contains(told) && output.stdout.is_empty(),
            "{arguments:?}: {error}"
        );
    }
}
