//! Tokens → [`Comparison`], with names looked up.

use super::error::RuleError;
use super::lexer::{Spanned, Token, tokens};
use super::{Comparison, Expr, Figure, Operator, RuleNames};
use crate::text;
use std::ops::Range;

/// Nesting deeper than this is refused: nobody writes it, and it would cost stack.
const DEEPEST: usize = 64;
/// Longer rules are refused, for the same reasons.
const LONGEST: usize = 1000;

/// Parses one rule: two sides and one comparison between them. All unknown names are told at once.
pub fn parse(text: &str, names: &RuleNames<'_>) -> Result<Comparison, Vec<RuleError>> {
    let tokens = tokens(text).map_err(|error| vec![error])?;
    if let Some((_, span)) = tokens.get(LONGEST) {
        return Err(vec![RuleError {
            span: span.clone(),
            message: format!("公式太长：最多 {LONGEST} 个数、名称和符号。请拆成几条"),
        }]);
    }
    let mut parser = Parser {
        tokens: &tokens,
        at: 0,
        end: text.len(),
        names,
        unknown: Vec::new(),
    };
    let comparison = parser.comparison().map_err(|error| vec![error])?;
    if parser.unknown.is_empty() {
        Ok(comparison)
    } else {
        Err(parser.unknown)
    }
}

struct Parser<'a> {
    tokens: &'a [Spanned],
    at: usize,
    end: usize,
    names: &'a RuleNames<'a>,
    unknown: Vec<RuleError>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn span(&self) -> Range<usize> {
        self.tokens
            .get(self.at)
            .map_or(self.end..self.end, |(_, span)| span.clone())
    }

    fn error<T>(&self, message: impl Into<String>) -> Result<T, RuleError> {
        Err(RuleError {
            span: self.span(),
            message: message.into(),
        })
    }

    fn comparison(&mut self) -> Result<Comparison, RuleError> {
        let left = self.sum(0)?;
        let Some(Token::Compare(operator)) = self.peek().cloned() else {
            return self.error("这里应有比较符号：= <> < <= > >=");
        };
        self.at += 1;
        let right = self.sum(0)?;
        if matches!(self.peek(), Some(Token::Compare(_))) {
            return self.error("一条公式只能有一个比较符号：请拆成两条");
        }
        if self.peek().is_some() {
            return self.error("公式到这里应已结束，或缺少运算符号");
        }
        Ok(Comparison {
            left,
            operator,
            right,
        })
    }

    fn sum(&mut self, depth: usize) -> Result<Expr, RuleError> {
        let mut left = self.product(depth)?;
        while let Some(Token::Operator(operator @ (Operator::Add | Operator::Subtract))) =
            self.peek().cloned()
        {
            self.at += 1;
            left = Expr::Binary(Box::new(left), operator, Box::new(self.product(depth)?));
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Expr, RuleError> {
        let mut left = self.atom(depth)?;
        while let Some(Token::Operator(operator @ (Operator::Multiply | Operator::Divide))) =
            self.peek().cloned()
        {
            self.at += 1;
            left = Expr::Binary(Box::new(left), operator, Box::new(self.atom(depth)?));
        }
        Ok(left)
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, RuleError> {
        if depth > DEEPEST {
            return self.error("括号套得太深");
        }
        let Some((token, span)) = self.tokens.get(self.at).cloned() else {
            return self.error("公式到这里断了：应为数、[指标.列] 或括号");
        };
        self.at += 1;
        match token {
            Token::Number(number) => Ok(Expr::Number(number)),
            Token::Name(name) => Ok(Expr::Figure(self.figure(&name, span))),
            Token::Operator(Operator::Subtract) => {
                Ok(Expr::Negative(Box::new(self.atom(depth + 1)?)))
            }
            Token::Open => {
                let inner = self.sum(depth + 1)?;
                self.close()?;
                Ok(inner)
            }
            Token::Word(word) if word == "合计" => {
                if self.peek() != Some(&Token::Open) {
                    return self.error("合计 后面应有括号：合计([指标.列])");
                }
                self.at += 1;
                let inner = self.sum(depth + 1)?;
                self.close()?;
                Ok(Expr::Total(Box::new(inner)))
            }
            Token::Word(word) => {
                let near = if text::nearest(&word, ["合计"]).is_some() {
                    "，是不是“合计”"
                } else {
                    "，可用的函数是 合计(…)；名称要写在方括号里"
                };
                Err(RuleError {
                    span,
                    message: format!("不认识“{word}”{near}"),
                })
            }
            _ => Err(RuleError {
                span,
                message: "这里应为数、[指标.列] 或括号".into(),
            }),
        }
    }

    fn close(&mut self) -> Result<(), RuleError> {
        if self.peek() == Some(&Token::Close) {
            self.at += 1;
            return Ok(());
        }
        self.error("括号没有收口：这里应有 )")
    }

    /// `指标.列`, `指标`, `*.列`. An indicator whose own name has a dot is looked up whole first.
    fn figure(&mut self, name: &str, span: Range<usize>) -> Figure {
        let (indicator, column) = match self.indicator(name) {
            Some(code) => {
                return Figure {
                    indicator: Some(code),
                    column: None,
                };
            }
            None => name
                .rsplit_once(['.', '。', '．'])
                .map_or((name, None), |(indicator, column)| {
                    (indicator.trim(), Some(column.trim()))
                }),
        };
        let code = if indicator == "*" || indicator.is_empty() {
            None
        } else {
            let code = self.indicator(indicator);
            if code.is_none() {
                let near = text::nearest(
                    indicator,
                    self.names
                        .indicators
                        .iter()
                        .flat_map(|one| [one.code.as_str(), &one.name]),
                )
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default();
                self.unknown.push(RuleError {
                    span: span.clone(),
                    message: format!("没有名为“{indicator}”的指标{near}"),
                });
            }
            code
        };
        let column = column.and_then(|column| {
            let found = self.column(code.as_deref(), column);
            if found.is_none() {
                let known = self.columns(code.as_deref()).collect::<Vec<_>>();
                let near =
                    text::nearest(column, known.iter().flat_map(|(code, name)| [*code, *name]))
                        .map_or_else(
                            || {
                                format!(
                                    "，可用：{}",
                                    known
                                        .iter()
                                        .map(|(_, name)| *name)
                                        .collect::<Vec<_>>()
                                        .join("、")
                                )
                            },
                            |near| format!("，最接近的是“{near}”"),
                        );
                self.unknown.push(RuleError {
                    span: span.clone(),
                    message: format!("没有名为“{column}”的列{near}"),
                });
            }
            found
        });
        Figure {
            indicator: code,
            column,
        }
    }

    fn indicator(&self, name: &str) -> Option<String> {
        let wanted = text::key(name);
        self.names
            .indicators
            .iter()
            .find(|one| one.code == name)
            .or_else(|| {
                self.names
                    .indicators
                    .iter()
                    .find(|one| text::key(&one.name) == wanted)
            })
            .map(|one| one.code.clone())
    }

    fn column(&self, indicator: Option<&str>, name: &str) -> Option<String> {
        let wanted = text::key(name);
        self.columns(indicator)
            .find(|(code, _)| *code == name)
            .or_else(|| {
                self.columns(indicator)
                    .find(|(_, own)| text::key(own) == wanted)
            })
            .map(|(code, _)| code.to_owned())
    }

    fn columns<'s>(
        &'s self,
        indicator: Option<&'s str>,
    ) -> impl Iterator<Item = (&'s str, &'s str)> {
        let forms = self
            .names
            .forms
            .iter()
            .filter(|form| self.names.form.is_none_or(|own| own.code == form.code));
        forms
            .flat_map(super::super::form::Form::columns)
            .filter(move |column| {
                indicator.is_none()
                    || column.indicator.is_none()
                    || column.indicator.as_deref() == indicator
            })
            .map(|column| (column.code.as_str(), column.name.as_str()))
    }
}
