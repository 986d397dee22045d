//! What the parser of the command line says, in the language of who typed it: what is wrong, the
//! nearest that is right, how it is written.

use crate::output::{self, Exit};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use xianbaohui_files::{original_last, told};

/// Words of the parser in its help, and ours.
const WORDS: [(&str, &str); 10] = [
    ("Usage: ", "用法："),
    ("Commands:", "命令："),
    ("Arguments:", "参数："),
    ("Options:", "选项："),
    ("[OPTIONS]", "[选项]"),
    ("<COMMAND>", "<命令>"),
    ("Print help", "显示这些说明"),
    ("Print version", "显示版本"),
    ("[possible values:", "[可以写："),
    ("[default:", "[不写则是："),
];

/// Says what came of a command line that is not run: help that was asked for, or what is wrong.
pub(crate) fn tell(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            output::line(in_chinese(&error.render().to_string()).trim_end());
            return Exit::Done;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            output::message(in_chinese(&error.render().to_string()).trim_end());
            return Exit::WrongUse;
        }
        _ => {}
    }
    let (code, mut text) = what(error);
    if let Some(usage) = one(error, ContextKind::Usage) {
        text = format!("{text}{}", in_chinese(usage.trim()));
    }
    output::refused(code, &text, "");
    Exit::WrongUse
}

fn in_chinese(text: &str) -> String {
    WORDS.iter().fold(text.to_owned(), |text, (word, ours)| {
        text.replace(word, ours)
    })
}

/// A stable code, and what is wrong.
fn what(error: &Error) -> (&'static str, String) {
    let named = |kind| one(error, kind).unwrap_or_default();
    let argument = named(ContextKind::InvalidArg);
    let value = named(ContextKind::InvalidValue);
    let near =
        |kind| one(error, kind).map_or_else(String::new, |near| format!("是不是想写“{near}”？"));
    match error.kind() {
        ErrorKind::InvalidSubcommand => (
            "usage.command",
            format!(
                "没有“{}”这个命令。{}",
                named(ContextKind::InvalidSubcommand),
                near(ContextKind::SuggestedSubcommand)
            ),
        ),
        ErrorKind::UnknownArgument => (
            "usage.argument",
            format!("不认识“{argument}”。{}", near(ContextKind::SuggestedArg)),
        ),
        ErrorKind::MissingRequiredArgument => ("usage.missing", format!("还缺：{argument}。")),
        ErrorKind::MissingSubcommand => ("usage.command", "后面还要写一个命令。".to_owned()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            ("usage.value", format!("“{argument}”后面要写内容。"))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let right = match one(error, ContextKind::ValidValue) {
                Some(right) => format!("可以写：{right}。"),
                None => std::error::Error::source(error).map_or_else(String::new, why_not),
            };
            (
                "usage.value",
                format!("“{argument}”不能是“{value}”。{right}"),
            )
        }
        ErrorKind::ArgumentConflict => (
            "usage.conflict",
            match one(error, ContextKind::PriorArg) {
                Some(other) if other != argument => {
                    format!("“{argument}”和“{other}”不能一起写。")
                }
                _ => format!("“{argument}”只能写一次。"),
            },
        ),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => (
            "usage.value",
            format!("“{argument}”后面写的内容多了或少了。"),
        ),
        ErrorKind::InvalidUtf8 => (
            "usage.text",
            "有一个参数的编码不是 UTF-8，读不出来。请改名或重新输入。".to_owned(),
        ),
        _ => ("usage", "命令写得不对。".to_owned()),
    }
}

/// Why a value is none, as far as its reader tells.
fn why_not(source: &(dyn std::error::Error + 'static)) -> String {
    let original = source.to_string();
    let words = [
        ("not in", "超出了允许的范围"),
        ("too large", "数太大"),
        ("too small", "数太小"),
        ("invalid digit", "应是整数"),
        ("empty", "应是整数，不能是空的"),
    ];
    let known = words.iter().find(|(start, _)| original.contains(start));
    original_last(
        "",
        &told(known.map_or("写得不对", |(_, words)| words), &original),
        "",
    )
}

/// What the parser knows of one thing, as it is typed; several are set off from each other.
fn one(error: &Error, kind: ContextKind) -> Option<String> {
    let text = match error.get(kind)? {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::StyledStr(text) => text.to_string(),
        ContextValue::StyledStrs(texts) => texts
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("、"),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}
