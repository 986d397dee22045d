//! Characters → tokens with their places.

use super::{Compare, Operator, RuleError};
use crate::number::Decimal;
use std::ops::Range;
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number(Decimal),
    /// inside of `[…]`
    Name(String),
    /// a word outside brackets: a function
    Word(String),
    Operator(Operator),
    Compare(Compare),
    Open,
    Close,
}

pub(super) type Spanned = (Token, Range<usize>);

pub(super) fn tokens(text: &str) -> Result<Vec<Spanned>, RuleError> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let next = text[at..].chars().next();
        let token = match c {
            _ if c.is_whitespace() => continue,
            '+' | '＋' => Token::Operator(Operator::Add),
            '-' | '－' | '−' => Token::Operator(Operator::Subtract),
            '*' | '×' => Token::Operator(Operator::Multiply),
            '/' | '÷' => Token::Operator(Operator::Divide),
            '(' | '（' => Token::Open,
            ')' | '）' => Token::Close,
            '=' | '＝' => {
                if next == Some('=') {
                    at += 1;
                }
                Token::Compare(Compare::Equal)
            }
            '≠' => Token::Compare(Compare::NotEqual),
            '≤' => Token::Compare(Compare::AtMost),
            '≥' => Token::Compare(Compare::AtLeast),
            '!' if next == Some('=') => {
                at += 1;
                Token::Compare(Compare::NotEqual)
            }
            '<' | '＜' => match next {
                Some('=') => {
                    at += 1;
                    Token::Compare(Compare::AtMost)
                }
                Some('>') => {
                    at += 1;
                    Token::Compare(Compare::NotEqual)
                }
                _ => Token::Compare(Compare::Less),
            },
            '>' | '＞' => {
                if next == Some('=') {
                    at += 1;
                    Token::Compare(Compare::AtLeast)
                } else {
                    Token::Compare(Compare::Greater)
                }
            }
            '[' | '【' => {
                let Some(length) = text[at..].find([']', '】']) else {
                    return Err(RuleError {
                        span: start..text.len(),
                        message: "方括号没有收口：应为 [指标.列]".into(),
                    });
                };
                let name = text[at..at + length].trim().to_owned();
                at += length;
                at += text[at..].chars().next().map_or(0, char::len_utf8);
                Token::Name(name)
            }
            _ if c.is_ascii_digit() || c == '.' => {
                while text[at..].starts_with(|c: char| c.is_ascii_digit() || c == '.') {
                    at += 1;
                }
                match Decimal::from_str(&text[start..at]) {
                    Ok(number) => Token::Number(number),
                    Err(_) => {
                        return Err(RuleError {
                            span: start..at,
                            message: format!("“{}”不是数", &text[start..at]),
                        });
                    }
                }
            }
            _ if c.is_alphabetic() || c == '_' => {
                while let Some(next) = text[at..]
                    .chars()
                    .next()
                    .filter(|c| c.is_alphanumeric() || *c == '_')
                {
                    at += next.len_utf8();
                }
                Token::Word(text[start..at].to_owned())
            }
            _ => {
                return Err(RuleError {
                    span: start..at,
                    message: format!(
                        "不认识的符号“{c}”：可用 + - * / ( ) = <> < <= > >= 和 [指标.列]"
                    ),
                });
            }
        };
        found.push((token, start..at));
    }
    Ok(found)
}
