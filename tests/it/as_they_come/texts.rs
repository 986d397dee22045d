//! Tables of delimited lines. The cases are in `texts.txt`: the text, and what is taken from it.
//! `@R` stands for title, unit and header of the roster of `mini.toml`, `@R;` for the same with
//! semicolons; a line ends in a line feed, or in what is written at its end: `\r` (CR and LF), `\R`
//! (CR alone), `\0` and `\z` are a zero and Ctrl-Z, `\b` is a byte order mark, `\e` at the end of
//! the last line leaves the line end out.

use super::came;
use crate::support::compare;
use encoding_rs::GB18030;

const HEAD: &str = "2021年一季度企业名单,,,,,\n填报单位：青县科技局,,,,,\n企业名称,统一社会信用代\
    码,所属县,类别,发证日期,营业收入（万元）";

/// The cases of the file: name, text, what is expected.
fn cases() -> Vec<(String, String, String)> {
    let cases = include_str!("texts.txt").split("\n## ").skip(1);
    let parsed = cases.map(|case| {
        let (name, lines) = case.split_once('\n').unwrap();
        let mut text = String::new();
        for line in lines.lines().filter(|line| !line.starts_with('>')) {
            match (line, line.strip_prefix("@R")) {
                ("", _) => continue,
                (".", _) => {}
                (_, Some("")) => text.push_str(HEAD),
                (_, Some(mark)) => text.push_str(&HEAD.replace(',', mark)),
                _ => text.push_str(line),
            }
            text.push('\n');
        }
        let text = text
            .replace("\\e\n", "")
            .replace("\\r\n", "\r\n")
            .replace("\\R\n", "\r")
            .replace("\\0", "\0")
            .replace("\\z", "\u{1a}")
            .replace("\\b", "\u{feff}");
        let expected = lines.lines().filter_map(|line| line.strip_prefix("> "));
        (
            name.to_owned(),
            text,
            expected.collect::<Vec<_>>().join("\n"),
        )
    });
    parsed.collect()
}

#[test]
fn what_is_irregular_in_a_text_is_told_with_its_line_and_no_entry_vanishes() {
    let cases = cases();
    compare(
        cases
            .iter()
            .map(|(name, text, expected)| {
                (
                    name.clone(),
                    format!("\n{}", came("报表.csv", text.as_bytes())),
                    &**expected,
                )
            })
            .map(|(name, came, expected)| (name, came.trim_start().to_owned(), expected)),
    );
}

/// Whatever encoding a text comes in, the same is taken from it.
#[test]
fn the_same_is_taken_from_every_encoding() {
    for (name, text, expected) in cases() {
        if text.contains('\u{feff}') || text.contains('\u{fffd}') {
            continue;
        }
        let little = |mark: bool| {
            let mark = mark.then_some(0xFEFF);
            let units = mark.into_iter().chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect::<Vec<_>>()
        };
        let big = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let marked = [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat();
        for (encoding, bytes) in [
            ("GB18030", GB18030.encode(&text).0.into_owned()),
            ("UTF-8 with a mark", marked),
            ("UTF-16LE with a mark", little(true)),
            ("UTF-16LE", little(false)),
            ("UTF-16BE", big),
        ] {
            assert_eq!(came("报表.csv", &bytes), expected, "{name} {encoding}");
        }
    }
}

/// A text that breaks off within a character is cut, and is not another encoding for that.
#[test]
fn a_text_that_ends_within_a_character_is_told_to_be_cut() {
    let whole = format!("{HEAD}\n甲公司,911309210000000001,青县,省级,2020-09-01,100\n乙公司");
    let told = "青县 R A B C D E F\n4: 甲公司 911309210000000001 青县 省级 2020-09-01 100\n";
    for (encoding, mut bytes) in [
        ("UTF-8", whole.clone().into_bytes()),
        ("GB18030", GB18030.encode(&whole).0.into_owned()),
    ] {
        bytes.pop();
        let came = came("报表.csv", &bytes);
        assert!(
            came.starts_with(told) && came.contains("! A sheet.end-missing A5"),
            "{encoding}: {came}"
        );
    }
}

/// A file of nothing but quotation marks, or of lines that never end, costs a bounded time.
#[test]
fn a_hostile_text_cannot_hold_the_program_up() {
    use std::time::{Duration, Instant};
    let line = "\"a,b\"\"c,\"d\n";
    for (name, text) in [
        ("quotes", "\"".repeat(1 << 18)),
        ("open quotes", ",\"a".repeat(1 << 18)),
        ("doubled", ",\"a\"\"".repeat(1 << 18)),
        ("lines", line.repeat(10_000)),
        ("line ends", format!("a,b\n{}", "\n".repeat(1 << 20))),
    ] {
        let start = Instant::now();
        let _ = came("报表.csv", text.as_bytes());
        let took = start.elapsed();
        assert!(took < Duration::from_secs(20), "{name}: {took:?}");
    }
}
