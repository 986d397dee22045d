//! How a run ends, what it says on standard error, and what it is told.

use super::terminal::Terminal;
use crate::support::{fixture, sheets_of_luan};
use serde_json::Value;
use xianbaohui_tests::sheet::{Sheet, workbook};

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
            "企业研发\n填报单位：裕安区\n事项 | 计量单位 | 数 | 去年 | 增速（%）\n企业R&D经费 | 万\
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
