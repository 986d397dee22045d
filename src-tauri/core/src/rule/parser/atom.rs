//! The smallest parts of a rule, and what stands in brackets.

use super::super::Expr;
use super::super::error::RuleError;
use super::super::function::{Known, known, nearest};
use super::super::lexer::Token;
use super::super::measure::Kind;
use super::super::names::Named;
use super::{A_VALUE, Parsed, Parser, Part};
use std::ops::Range;

impl Parser<'_> {
    pub(super) fn atom(&mut self, depth: usize) -> Parsed {
        let Some((token, span)) = self.tokens.get(self.at).cloned() else {
            return self.error(format!("公式到这里断了：应为{A_VALUE}"));
        };
        self.at += 1;
        let part = |expr, kind| Part {
            expr,
            kind,
            span: span.clone(),
        };
        match token {
            Token::Number(number) => Ok(part(Expr::Number(number), Kind::Constant)),
            Token::Text(text) => Ok(part(Expr::Text(text), Kind::Text)),
            Token::Name(name) => Ok(self.named(&name, span)),
            Token::Open => {
                let inner = self.condition(depth + 1)?;
                self.close(&span)?;
                Ok(Part {
                    span: span.start..self.last_end(),
                    ..inner
                })
            }
            Token::Word(word) => match known(&word) {
                Some(Known::True) => Ok(part(Expr::Truth(true), Kind::Truth)),
                Some(Known::False) => Ok(part(Expr::Truth(false), Kind::Truth)),
                Some(known) => self.call(known, &word, span, depth),
                None => Err(self.unknown(&word, span)),
            },
            Token::Operator(_) | Token::Compare(_) => {
                let told = format!("这里应为{A_VALUE}");
                Err(RuleError::new(span, told))
            }
            _ => Err(RuleError::new(span, format!("这里应为{A_VALUE}"))),
        }
    }

    /// A word outside brackets that is no function: mostly a name without its brackets.
    fn unknown(&self, word: &str, span: Range<usize>) -> RuleError {
        let is_called = self.peek() == Some(&Token::Open);
        if !is_called && !matches!(self.names.indicator(word), Named::None) {
            let told = format!("名称要写在方括号里：[{word}]");
            return RuleError::new(span, told).fixed(format!("[{word}]"));
        }
        match nearest(word) {
            Some(near) => {
                RuleError::new(span, format!("不认识“{word}”，是不是“{near}”")).fixed(near)
            }
            None => RuleError::new(
                span,
                format!(
                    "不认识“{word}”：可用的函数有 合计、计数、绝对值、四舍五入、最大、最小、若、\
                     且、或、非、空、上期、上年同期、市直、行数；名称要写在方括号里"
                ),
            ),
        }
    }

    pub(super) fn close(&mut self, opened: &Range<usize>) -> Result<(), RuleError> {
        if self.takes(&Token::Close) {
            return Ok(());
        }
        let at = self.span();
        let told = format!(
            "括号没有收口：第 {} 个字的 ( 到这里应有 )",
            self.text[..opened.start].chars().count() + 1
        );
        let mut error = RuleError::new(at.clone(), told);
        if at.is_empty() {
            error.fix = Some(")".into());
        }
        Err(error)
    }
}
