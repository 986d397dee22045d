//! Functions and their values.

use super::super::error::RuleError;
use super::super::function::{Known, usage};
use super::super::lexer::Token;
use super::super::measure::{self, Kind};
use super::super::{Expr, Function, Lookup, Question, When, pattern};
use super::{Parsed, Parser, Part};
use std::ops::Range;

impl Parser<'_> {
    pub(super) fn call(
        &mut self,
        known: Known,
        word: &str,
        span: Range<usize>,
        depth: usize,
    ) -> Parsed {
        let opened = self.span();
        if !self.takes(&Token::Open) {
            let told = format!("{word} 后面应有括号：{}", usage(word));
            return self.error(told);
        }
        let start = span.start;
        let whole = |parser: &Self| start..parser.last_end();
        match known {
            Known::Before => self.at_time(When::Before, word, &opened, start, depth),
            Known::YearBefore => self.at_time(When::YearBefore, word, &opened, start, depth),
            Known::City => {
                let outer = std::mem::replace(&mut self.of_city, true);
                let inner = self.condition(depth + 1);
                self.of_city = outer;
                let inner = inner?;
                self.close(&opened)?;
                Ok(Part {
                    span: whole(self),
                    ..inner
                })
            }
            Known::Rows | Known::Call(Function::Count)
                if self.is_list() || known == Known::Rows =>
            {
                let rows = self.rows()?;
                self.close(&opened)?;
                Ok(Part {
                    expr: Expr::Rows(rows),
                    kind: Kind::Any,
                    span: whole(self),
                })
            }
            Known::Call(Function::Sum) if self.word() == Some(Known::Below) => {
                self.below(&opened, start, depth)
            }
            Known::Call(Function::Sum) if self.is_list() => {
                let (rows, kind) = self.summed()?;
                self.close(&opened)?;
                Ok(Part {
                    expr: Expr::Rows(rows),
                    kind,
                    span: whole(self),
                })
            }
            Known::Unique | Known::UniqueEverywhere => {
                let question = if known == Known::Unique {
                    Question::Unique
                } else {
                    Question::UniqueEverywhere
                };
                let values = self.values(&opened, depth)?;
                if self.names.each.is_none() {
                    let told = format!("{word} 只用在逐行审核的公式里：先写 each = \"名册代码\"");
                    self.wrong.push(RuleError::new(span, told));
                }
                let values = values.into_iter().map(|value| value.expr).collect();
                Ok(Part {
                    expr: Expr::Lookup(Lookup { question, values }),
                    kind: Kind::Truth,
                    span: whole(self),
                })
            }
            Known::Listed => {
                let value = self.sum(depth + 1)?;
                if !self.takes(&Token::Comma) {
                    return self.error(format!("这里应有逗号：{}", usage(word)));
                }
                let question = self.listed()?;
                self.close(&opened)?;
                let values = vec![value.expr];
                Ok(Part {
                    expr: Expr::Lookup(Lookup { question, values }),
                    kind: Kind::Truth,
                    span: whole(self),
                })
            }
            Known::Below | Known::True | Known::False => Err(RuleError::new(
                span,
                format!("{word} 不是函数：{}", usage(word)),
            )),
            Known::Call(function) => self.function(function, word, span, &opened, depth),
            Known::Rows => self.error(usage(word)),
        }
    }

    fn at_time(
        &mut self,
        when: When,
        word: &str,
        opened: &Range<usize>,
        start: usize,
        depth: usize,
    ) -> Parsed {
        if self.when != When::Now {
            return self.error(format!("{word} 里不能再套上期或上年同期"));
        }
        self.when = when;
        let inner = self.condition(depth + 1);
        self.when = When::Now;
        let inner = inner?;
        self.close(opened)?;
        Ok(Part {
            span: start..self.last_end(),
            ..inner
        })
    }

    /// 合计(下级), 合计(下级, x)
    fn below(&mut self, opened: &Range<usize>, start: usize, depth: usize) -> Parsed {
        self.at += 1;
        if self.takes(&Token::Close) {
            let open = Expr::Truth(false);
            return Ok(Part {
                expr: Expr::Below(Box::new(open)),
                kind: Kind::Any,
                span: start..self.last_end(),
            });
        }
        let _ = self.takes(&Token::Comma) || self.takes(&Token::Dot);
        let inner = self.sum(depth + 1)?;
        self.number(&inner);
        self.close(opened)?;
        Ok(Part {
            expr: Expr::Below(Box::new(inner.expr)),
            kind: inner.kind,
            span: start..self.last_end(),
        })
    }

    /// Values between commas, to the closing bracket.
    fn values(&mut self, opened: &Range<usize>, depth: usize) -> Result<Vec<Part>, RuleError> {
        let mut values = Vec::new();
        if self.takes(&Token::Close) {
            return Ok(values);
        }
        loop {
            values.push(self.condition(depth + 1)?);
            if self.takes(&Token::Comma) {
                continue;
            }
            self.close(opened)?;
            return Ok(values);
        }
    }

    fn function(
        &mut self,
        function: Function,
        word: &str,
        span: Range<usize>,
        opened: &Range<usize>,
        depth: usize,
    ) -> Parsed {
        let values = self.values(opened, depth)?;
        let (least, most) = function.takes();
        let whole = span.start..self.last_end();
        if values.len() < least || values.len() > most {
            let wanted = if least == most {
                format!("{least} 个")
            } else if values.len() < least {
                format!("至少 {least} 个")
            } else {
                format!("最多 {most} 个")
            };
            let told = format!(
                "{word} 里应有{wanted}值，写了 {} 个：{}",
                values.len(),
                usage(word)
            );
            return Err(RuleError::new(whole, told));
        }
        let kind = self.checked(function, &values);
        let one = values.len() == 1;
        let mut exprs = values
            .into_iter()
            .map(|value| value.expr)
            .collect::<Vec<_>>();
        let expr = match (function, exprs.pop()) {
            (Function::Sum, Some(only)) if one => Expr::Total(Box::new(only)),
            (_, Some(last)) => {
                exprs.push(last);
                Expr::Call(function, exprs)
            }
            (_, None) => Expr::Call(function, exprs),
        };
        Ok(Part {
            expr,
            kind,
            span: whole,
        })
    }

    /// Whether the values are what a function takes; what comes of it.
    fn checked(&mut self, function: Function, values: &[Part]) -> Kind {
        match function {
            Function::And | Function::Or | Function::Not => {
                for value in values {
                    self.a_truth(value);
                }
                Kind::Truth
            }
            Function::If => {
                if let Some(first) = values.first() {
                    self.a_truth(first);
                }
                let rest = values.get(1..).unwrap_or_default();
                let is_truth = |part: &Part| part.kind == Kind::Truth;
                if rest.len() == 1 {
                    // 若(条件, 条件): what must hold when something holds
                    for value in rest {
                        self.a_truth(value);
                    }
                    return Kind::Truth;
                }
                if rest.iter().any(is_truth) {
                    for value in rest {
                        self.a_truth(value);
                    }
                    return Kind::Truth;
                }
                self.together(rest)
            }
            Function::IsBlank | Function::Count => {
                for value in values {
                    if !matches!(value.expr, Expr::Figure(_) | Expr::Field(_)) {
                        let told = "这里应为一个名称：[指标.列]";
                        self.wrong.push(RuleError::new(value.span.clone(), told));
                    }
                }
                if function == Function::Count {
                    Kind::Any
                } else {
                    Kind::Truth
                }
            }
            Function::Year => Kind::Any,
            Function::Like => {
                for value in values.iter().skip(1) {
                    let told = if let Expr::Text(written) = &value.expr {
                        pattern::problem(written)
                    } else {
                        Some("格式要写在引号里，如 \"GR#{12}\"：# 表示一位数字".into())
                    };
                    let span = value.span.clone();
                    self.wrong
                        .extend(told.map(|told| RuleError::new(span, told)));
                }
                Kind::Truth
            }
            Function::Round => {
                for value in values {
                    self.number(value);
                }
                let is_constant = |expr: &Expr| match expr {
                    Expr::Negative(inner) => matches!(**inner, Expr::Number(_)),
                    other => matches!(other, Expr::Number(_)),
                };
                if let Some(digits) = values.get(1)
                    && !is_constant(&digits.expr)
                {
                    let told = "保留几位小数要写成数，如 四舍五入([甲], 2)";
                    self.wrong.push(RuleError::new(digits.span.clone(), told));
                }
                values.first().map_or(Kind::Any, |value| value.kind.clone())
            }
            Function::Sum | Function::Max | Function::Min | Function::Abs => {
                for value in values {
                    self.number(value);
                }
                self.together(values)
            }
        }
    }

    fn a_truth(&mut self, part: &Part) {
        if part.kind != Kind::Truth {
            let told = "这里应为条件，如 [指标.列] > 0";
            self.wrong.push(RuleError::new(part.span.clone(), told));
        }
    }

    /// What values are that stand side by side.
    fn together(&mut self, values: &[Part]) -> Kind {
        let mut all = values.iter();
        let mut kind = all.next().map_or(Kind::Any, |value| value.kind.clone());
        for value in all {
            if kind.is_number() && value.kind.is_number() {
                let told = measure::added(&kind, &value.kind);
                kind = self.measured(value.span.clone(), told, Kind::Any);
            }
        }
        kind
    }
}
