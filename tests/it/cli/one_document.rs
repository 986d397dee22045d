//! Whatever is done with `--json`, done or refused: one document and nothing else.

use super::run;
use super::terminal::Terminal;
use crate::support::{fixture, sheets_of_luan};
use serde_json::Value;

/// Exit status, what is typed, and a key that the document has.
const RUNS: [(i32, &str, &str); 92] = [
    (0, "new b.xbh --scheme luan-2020", "ledger"),
    (2, "new b.xbh --scheme luan-2020", "error"),
    (2, "new c.xbh --scheme wrong.toml", "error"),
    (0, "new d.xbh --scheme kjcx --city 鹤壁 --with 市直", "city"),
    (2, "new e.xbh --scheme kjcx --city 火星", "error"),
    (2, "new e.xbh --scheme luan-2020 --city 鹤壁", "error"),
    (2, "new e.xbh --scheme kjcx --city 新华区", "error"),
    (0, "cities 邢台", "cities"),
    (2, "cities 火星", "error"),
    (1, "check negative.xlsx --scheme luan-2020", "returns"),
    (2, "check none.xlsx --scheme luan-2020", "error"),
    (0, "cells negative.xlsx", "sheets"),
    (2, "cells negative.xlsx --sheet 没有", "error"),
    (0, "import a.xbh --round 2020 COUNTIES", "returns"),
    (3, "import a.xbh --round 2020 text.xbh", "returns"),
    (2, "import a.xbh --round 1999 COUNTIES", "error"),
    (0, "status a.xbh --round 2020", "units"),
    (2, "status a.xbh --round 1", "error"),
    (0, "findings a.xbh --round 2020", "findings"),
    (2, "findings a.xbh --round 1", "error"),
    (
        0,
        "rule try a.xbh --round 2020 --text [rd.current]>=0",
        "findings",
    ),
    (
        1,
        "rule try a.xbh --round 2020 --text [rd.current]<0",
        "findings",
    ),
    (
        2,
        "rule try a.xbh --round 2020 --text [rd.current]=>0",
        "error",
    ),
    (0, "trace a.xbh --round 2020 --indicator rd", "origins"),
    (2, "trace a.xbh --round 2020 --indicator x", "error"),
    (0, "consolidate a.xbh --round 2020 --out out.xlsx", "sheets"),
    (3, "consolidate a.xbh --round 2020 --out out.xlsx", "error"),
    (
        2,
        "consolidate a.xbh --round 2020 --out no/out.xlsx",
        "error",
    ),
    (2, "consolidate a.xbh --round 1 --out 1.xlsx", "error"),
    (
        0,
        "consolidate a.xbh --round 2020 --out 1.xlsx --units 裕安区",
        "scope",
    ),
    (0, "register a.xbh", "registers"),
    (2, "register a.xbh none", "error"),
    (2, "register none.xbh", "error"),
    (2, "register a.xbh none --listed", "error"),
    (0, "target a.xbh", "targets"),
    (2, "target none.xbh", "error"),
    (2, "target a.xbh --year 一年", "error"),
    (
        2,
        "target a.xbh set 裕安区 none 5 --date 2020-03-01 --why 下达",
        "error",
    ),
    (2, "target a.xbh import negative.xlsx", "error"),
    (2, "target a.xbh set 裕安区", "error"),
    (0, "issue a.xbh --round 2020 --out blanks", "files"),
    (3, "issue a.xbh --round 2020 --out blanks", "error"),
    (2, "issue a.xbh --round 2020 --out no/blanks", "error"),
    (
        2,
        "issue a.xbh --round 2020 --out blanks --units 火星",
        "error",
    ),
    (0, "facts list a.xbh", "facts"),
    (2, "facts list none.xbh", "error"),
    (
        3,
        "facts import a.xbh text.xbh --origin base --period 2019",
        "returns",
    ),
    (2, "facts import a.xbh text.xbh --origin base", "error"),
    (0, "remembered a.xbh", ""),
    (2, "remembered a.xbh --forget 99", "error"),
    (0, "scheme show a.xbh", "unit"),
    (3, "scheme show wrong.toml", "error"),
    (2, "scheme show none", "error"),
    (0, "scheme diff a.xbh kjcx", "changes"),
    (0, "scheme versions a.xbh", "versions"),
    (0, "scheme versions a.xbh --diff 1,1", "compared"),
    (2, "scheme versions a.xbh --diff 1,9", "error"),
    (
        0,
        "scheme add a.xbh own.toml --reason 补 --preview",
        "changes",
    ),
    (3, "scheme add a.xbh wrong.toml --reason 补", "error"),
    (3, "scheme diff a.xbh wrong.toml", "error"),
    (0, "scheme update a.xbh new.toml --preview", "changes"),
    (3, "scheme update a.xbh wrong.toml --preview", "error"),
    (2, "scheme update a.xbh new.toml", "error"),
    (0, "scheme update a.xbh new.toml --reason 修订", "in_force"),
    (2, "scheme update a.xbh new.toml --reason 修订", "error"),
    (2, "scheme update a.xbh kjcx --reason 修订", "error"),
    (0, "round list a.xbh", "rounds"),
    (2, "round list none.xbh", "error"),
    (0, "round add a.xbh 2021 --deadline 2022-01-10", "round"),
    (2, "round add a.xbh 2021", "error"),
    (
        0,
        "round extend a.xbh --round 2021 --unit 裕安区 --until 2022-01-20 --reason 雨",
        "round",
    ),
    (
        2,
        "round extend a.xbh --round 2021 --unit 火星 --until 2022-01-20 --reason 雨",
        "error",
    ),
    (0, "round close a.xbh --round 2021 --reason 齐了", "round"),
    (2, "round close a.xbh --round 2021 --reason 齐了", "error"),
    (0, "round open a.xbh --round 2021 --reason 补报", "round"),
    (2, "round open a.xbh --round 2021 --reason 补报", "error"),
    (
        0,
        "withdraw a.xbh --round 2020 --unit 裕安区 --reason 错",
        "changes",
    ),
    (
        2,
        "withdraw a.xbh --round 2020 --unit 火星 --reason 错",
        "error",
    ),
    (
        0,
        "putback a.xbh --round 2020 --unit 裕安区 --version 1 --reason 对",
        "changes",
    ),
    (
        2,
        "putback a.xbh --round 2020 --unit 裕安区 --version 9 --reason 对",
        "error",
    ),
    (
        2,
        "reread a.xbh --round 2020 --unit 火星 --reason 错",
        "error",
    ),
    (
        2,
        "refile a.xbh --round 2020 --unit 火星 --to-unit 金安区 --reason 错",
        "error",
    ),
    (0, "undo a.xbh --preview", "kind"),
    (0, "undo a.xbh", "changes"),
    (2, "undo none.xbh", "error"),
    (0, "verify a.xbh", "problems"),
    (2, "verify none.xbh", "error"),
    (3, "verify text.xbh", "error"),
    // there is nothing to print of it, and that is told in the same way
    (2, "serve a.xbh", "error"),
    (2, "frobnicate", "error"),
    (2, "round", "error"),
    (2, "import a.xbh --round", "error"),
];

#[test]
fn every_verb_prints_one_document_and_nothing_else() {
    let terminal = Terminal::new("luan-2020");
    let folder = terminal.0.path();
    sheets_of_luan(folder);
    let county = fixture("luan-2020/counties").to_string_lossy().into_owned();
    std::fs::write(folder.join("text.xbh"), "这不是账本").unwrap();
    std::fs::write(folder.join("wrong.toml"), "[scheme]\ncode = 1\n").unwrap();
    let own = "[[indicator]]\ncode = \"own\"\nname = \"补充\"\nunit = \"家\"\ntype = \"stock\"\n";
    std::fs::write(folder.join("own.toml"), own).unwrap();
    let show = run(&["scheme", "show", "a.xbh", "--text"], folder);
    let text = String::from_utf8(show.stdout).unwrap();
    let new = text.replacen("version = \"", "version = \"2-", 1);
    std::fs::write(folder.join("new.toml"), new).unwrap();
    let mut wrong = Vec::new();
    for (wanted, line, key) in RUNS {
        let words = line.split_whitespace().map(|word| match word {
            "COUNTIES" => county.as_str(),
            other => other,
        });
        let words = words.chain(["--json"]).collect::<Vec<_>>();
        let output = run(&words, folder);
        let said = String::from_utf8(output.stdout).unwrap();
        let is_one_line = said.ends_with('\n') && said.lines().count() == 1;
        let document = serde_json::from_str::<Value>(&said).unwrap_or_default();
        let has_key = key.is_empty() && document.is_array() || document.get(key).is_some();
        let is_error = document.get("error").is_some() == (key == "error");
        if output.status.code() != Some(wanted) || !is_one_line || !has_key || !is_error {
            wrong.push(format!(
                "{line}: {:?}\n{said}{}",
                output.status.code(),
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        // who is refused is told in one way
        if key == "error" {
            let message = document["error"]["message"].as_str().unwrap_or_default();
            let code = document["error"]["code"].as_str().unwrap_or_default();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(!code.is_empty() && !message.is_empty(), "{line}: {said}");
            assert!(
                told.contains(&format!("错误（{code}）：")),
                "{line}: {told}"
            );
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_verb_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    let below = |path: &[&str]| {
        let output = run(&[path, &["--help"]].concat(), folder.path());
        let text = String::from_utf8(output.stdout).unwrap();
        let list = text.split("命令：\n").nth(1).unwrap_or_default();
        let lines = list.lines().take_while(|line| !line.is_empty());
        let names = lines.filter_map(|line| Some(line.split_whitespace().next()?.to_owned()));
        names.collect::<Vec<_>>()
    };
    for command in below(&[]) {
        let verbs = below(&[&command]);
        let all = if verbs.is_empty() {
            vec![command.clone()]
        } else {
            let own = verbs.iter().map(|verb| format!("{command} {verb}"));
            own.collect()
        };
        for verb in all {
            let start = format!("{verb} ");
            // the ledger may stand before the verb
            let own = verb.strip_prefix(&command).unwrap_or_default();
            let other = format!("{command} a.xbh{own} ");
            let is_run = |line: &str| line.starts_with(&start) || line.starts_with(&other);
            assert!(RUNS.iter().any(|(_, line, _)| is_run(line)), "{verb}");
        }
    }
}
