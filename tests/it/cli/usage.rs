//! What is wrong with a command line is said in Chinese, with a code, and so is all help.

use super::run;

/// What a command line is refused with: code, and words of the sentence.
fn check(line: &str, code: &str, words: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    let arguments = line.split_whitespace().collect::<Vec<_>>();
    let output = run(&arguments, folder.path());
    assert_eq!(output.status.code(), Some(2), "{line}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.starts_with(&format!("错误（{code}）：")),
        "{line}: {said}"
    );
    for word in words {
        assert!(said.contains(word), "{line}: {word} is not in {said}");
    }
    assert!(!said.contains("rror"), "{line}: {said}");
    // where a document was asked for there is one
    let document = String::from_utf8(output.stdout).unwrap();
    if arguments.contains(&"--json") {
        let document: serde_json::Value = serde_json::from_str(&document).unwrap();
        assert_eq!(document["error"]["code"], code, "{line}");
    } else {
        assert_eq!(document, "", "{line}");
    }
}

#[test]
fn what_is_mistyped_is_told_in_chinese_with_what_is_right() {
    check("imprt L", "usage.command", &["imprt", "是不是想写“import”"]);
    check(
        "import",
        "usage.missing",
        &["--round", "<LEDGER>", "用法："],
    );
    check(
        "status L --roun 1",
        "usage.argument",
        &["--roun", "是不是想写“--round"],
    );
    check(
        "consolidate L --round 1 --out x --scope all",
        "usage.value",
        &["all", "node、full、chosen"],
    );
    check("import L x --round", "usage.value", &["--round"]);
    check(
        "undo L --step 一",
        "usage.value",
        &["--step", "一", "应是整数"],
    );
    check(
        "undo L --step 99999999999999999999",
        "usage.value",
        &["数太大"],
    );
    check("undo L M", "usage.argument", &["“M”"]);
    check(
        "undo L --preview --preview",
        "usage.conflict",
        &["只能写一次"],
    );
    let range = [
        "--port",
        "超出了允许的范围（原文：99999 is not in 0..=65535）",
    ];
    check("serve L --port 99999", "usage.value", &range);
    check("status --json", "usage.missing", &["--round"]);
}

/// Words of the argument parser that no help may have.
const ENGLISH: [&str; 8] = [
    "Usage",
    "Options",
    "OPTIONS",
    "Arguments",
    "Commands",
    "Print",
    "possible",
    "default",
];

#[test]
fn all_help_is_chinese() {
    let folder = tempfile::tempdir().unwrap();
    let help = |path: &[&str]| {
        let output = run(&[path, &["--help"]].concat(), folder.path());
        assert_eq!(output.status.code(), Some(0), "{path:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        let english = ENGLISH.iter().find(|word| text.contains(**word));
        assert_eq!(english, None, "{path:?}: {text}");
        text
    };
    // every command, and those below it
    let below = |text: &str| {
        let list = text.split("命令：\n").nth(1).unwrap_or_default();
        let lines = list.lines().take_while(|line| !line.is_empty());
        lines
            .filter_map(|line| Some(line.split_whitespace().next()?.to_owned()))
            .collect::<Vec<_>>()
    };
    let mut seen = 0;
    for command in below(&help(&[])) {
        seen += 1;
        for verb in below(&help(&[&command])) {
            help(&[&command, &verb]);
            seen += 1;
        }
    }
    assert!(seen > 20, "{seen}");
}
