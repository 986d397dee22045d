//! The reference of all checks: one page a code, with its reason and an example. It is generated of
//! the catalogue, and a test holds the committed text to it.

use super::catalogue::{Example, page, pages, render};
use crate::finding::{Arg, Finding, FindingCode, Subject};
use crate::place::{Place, parse_cell};
use std::fmt::Write as _;

/// The example of a code, as a finding.
pub fn example(code: FindingCode) -> Option<Finding> {
    let page = page(code)?;
    let args = page
        .example
        .iter()
        .filter(|(name, _)| *name != "cells")
        .map(|(name, value)| {
            let arg = match value {
                Example::Text(text) => Arg::Text(text.clone()),
                Example::Count(count) => Arg::Count(*count),
                Example::List(list) => Arg::List(list.clone()),
            };
            (name.clone(), arg)
        })
        .collect();
    let cells = match page.example.get("cells") {
        Some(Example::List(cells)) => cells
            .iter()
            .filter_map(|cell| parse_cell(cell))
            .map(|(row, column)| Place::new("S1", row, column))
            .collect(),
        _ => Vec::new(),
    };
    Some(Finding {
        id: String::new(),
        code,
        rule: None,
        severity: *code.severities().first()?,
        subject: Subject::Return,
        args,
        cells,
        left: None,
        right: None,
    })
}

/// One page: code, severities, what it says, why, what to do.
pub fn written(code: FindingCode) -> Option<String> {
    let page = page(code)?;
    let (what, to_do) = render(&example(code)?);
    let severities = code
        .severities()
        .iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join("、");
    let mut text = format!("### {code}\n\n- 级别：{severities}\n");
    // writing into a text does not fail
    let _ = writeln!(text, "- 为什么审：{}", page.why);
    let _ = writeln!(text, "- 例：{what}");
    if !to_do.is_empty() {
        let _ = writeln!(text, "- 怎么办：{to_do}");
    }
    Some(text)
}

/// All pages, as Markdown.
pub fn reference() -> String {
    let mut text = String::from(
        "# 审核代码\n\n每条审核结果有一个代码。级别：A 强制性，必须改正；B 准强制性、C 核实性，要有说明；\
         D 提示性。\n由 `messages/zh-CN` 生成，不要手改。\n",
    );
    for (code, _) in pages() {
        if let Some(page) = written(code) {
            text.push('\n');
            text.push_str(&page);
        }
    }
    text
}
