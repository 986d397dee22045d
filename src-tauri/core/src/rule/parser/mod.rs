//! Tokens → [`Comparison`], with names looked up and units of measure held together.

mod atom;
mod call;
mod constant;
mod list;
mod name;

use super::error::RuleError;
use super::function::{Known, known};
use super::lexer::{Spanned, Token, tokens};
use super::measure::{self, Kind};
use super::{Compare, Comparison, Expr, Function, Operator, RuleNames, When};
use crate::number::Decimal;
use std::ops::Range;

/// Nesting deeper than this is refused: nobody writes it, and it would cost stack.
const DEEPEST: usize = 64;
/// Longer rules are refused, for the same reasons.
const LONGEST: usize = 1000;
const A_VALUE: &str = "数、[指标.列] 或括号";

/// Parses one rule: two sides and one comparison between them, or a condition. All unknown names
/// are told at once.
pub fn parse(text: &str, names: &RuleNames<'_>) -> Result<Comparison, Vec<RuleError>> {
    let tokens = tokens(text).map_err(|error| vec![error])?;
    if let Some((_, span)) = tokens.get(LONGEST) {
        let told = format!("公式太长：最多 {LONGEST} 个数、名称和符号。请拆成几条");
        return Err(vec![RuleError::new(span.clone(), told)]);
    }
    let mut parser = Parser {
        text,
        tokens: &tokens,
        at: 0,
        names,
        when: When::Now,
        of_city: false,
        wrong: Vec::new(),
    };
    let comparison = parser.whole().map_err(|error| vec![error])?;
    if parser.wrong.is_empty() {
        Ok(comparison)
    } else {
        Err(parser.wrong)
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Spanned],
    at: usize,
    names: &'a RuleNames<'a>,
    /// of which period the figures are that are read now
    when: When,
    of_city: bool,
    /// what is wrong with names and units, while the rest is read on
    wrong: Vec<RuleError>,
}

/// A part with what it measures and where it stands.
struct Part {
    expr: Expr,
    kind: Kind,
    span: Range<usize>,
}

type Parsed = Result<Part, RuleError>;

/// What stands for 合计(下级) until the other side is known.
fn is_open(expr: &Expr) -> bool {
    matches!(expr, Expr::Below(inner) if **inner == Expr::Truth(false))
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(token, _)| token)
    }

    fn span(&self) -> Range<usize> {
        let end = self.text.len();
        let token = self.tokens.get(self.at);
        token.map_or(end..end, |(_, span)| span.clone())
    }

    /// Where the last token ended.
    fn last_end(&self) -> usize {
        let last = self.tokens.get(..self.at).and_then(<[_]>::last);
        last.map_or(0, |(_, span)| span.end)
    }

    fn error<T>(&self, message: impl Into<String>) -> Result<T, RuleError> {
        Err(RuleError::new(self.span(), message))
    }

    fn takes(&mut self, token: &Token) -> bool {
        let is_it = self.peek() == Some(token);
        self.at += usize::from(is_it);
        is_it
    }

    fn word(&self) -> Option<Known> {
        match self.peek() {
            Some(Token::Word(word)) => known(word),
            _ => None,
        }
    }

    fn whole(&mut self) -> Result<Comparison, RuleError> {
        let part = self.condition(0)?;
        if matches!(self.peek(), Some(Token::Compare(_))) {
            return self.error("一条公式只能有一个比较符号：请拆成两条");
        }
        match self.peek() {
            None => {}
            Some(Token::Close) => {
                let span = self.span();
                let told = "多了一个 )：前面没有与它成对的 (";
                return Err(RuleError::new(span, told).fixed(""));
            }
            Some(_) if part.kind != Kind::Truth => {
                return self.error("这里应有比较符号：= <> < <= > >=，或运算符号 + - * /");
            }
            Some(_) => return self.error("公式到这里应已结束，或缺少运算符号"),
        }
        let mut comparison = match part.expr {
            Expr::Compare(left, operator, right) => Comparison {
                left: *left,
                operator,
                right: *right,
            },
            expr if part.kind == Kind::Truth => Comparison {
                left: expr,
                operator: Compare::Equal,
                right: Expr::Truth(true),
            },
            _ => return self.error("这里应有比较符号：= <> < <= > >="),
        };
        self.close_below(&mut comparison)?;
        Ok(comparison)
    }

    /// 合计(下级) is of the figure on the other side.
    fn close_below(&self, comparison: &mut Comparison) -> Result<(), RuleError> {
        let (left, right) = (is_open(&comparison.left), is_open(&comparison.right));
        let open = comparison.any(is_open);
        let other = match (left, right) {
            (true, false) => Some(&comparison.right),
            (false, true) => Some(&comparison.left),
            _ => None,
        };
        match other {
            Some(Expr::Figure(figure)) => {
                let below = Expr::Below(Box::new(Expr::Figure(figure.clone())));
                if left {
                    comparison.left = below;
                } else {
                    comparison.right = below;
                }
                Ok(())
            }
            _ if open => {
                let at = self.text.find("下级").unwrap_or_default();
                let told = "这里要写明加各下级单位的哪一个数：合计(下级, [指标.列])";
                Err(RuleError::new(at..at + "下级".len(), told))
            }
            _ => Ok(()),
        }
    }

    /// `x 或 y`
    fn condition(&mut self, depth: usize) -> Parsed {
        self.joined(depth, Function::Or, Self::both)
    }

    /// `x 且 y`
    fn both(&mut self, depth: usize) -> Parsed {
        self.joined(depth, Function::And, Self::compared)
    }

    fn joined(
        &mut self,
        depth: usize,
        function: Function,
        inner: fn(&mut Self, usize) -> Parsed,
    ) -> Parsed {
        let first = inner(self, depth)?;
        if self.word() != Some(Known::Call(function)) {
            return Ok(first);
        }
        let mut span = first.span.clone();
        let mut values = vec![self.truth(first)];
        while self.word() == Some(Known::Call(function)) {
            self.at += 1;
            let next = inner(self, depth)?;
            span.end = next.span.end;
            values.push(self.truth(next));
        }
        Ok(Part {
            expr: Expr::Call(function, values),
            kind: Kind::Truth,
            span,
        })
    }

    /// A part that says that something holds.
    fn truth(&mut self, part: Part) -> Expr {
        if part.kind != Kind::Truth {
            let told = "这里应为条件，如 [指标.列] > 0";
            self.wrong.push(RuleError::new(part.span, told));
        }
        part.expr
    }

    /// A part that is a number.
    fn number(&mut self, part: &Part) {
        let told = match part.kind {
            Kind::Text => "这里应为数，不是文字",
            Kind::Truth => "这里应为数，不是条件",
            _ => return,
        };
        self.wrong.push(RuleError::new(part.span.clone(), told));
    }

    /// `x ≥ y`
    fn compared(&mut self, depth: usize) -> Parsed {
        let mut left = self.sum(depth)?;
        let Some(Token::Compare(operator)) = self.peek().cloned() else {
            return Ok(left);
        };
        self.at += 1;
        let mut right = self.sum(depth)?;
        if matches!(self.peek(), Some(Token::Compare(_))) {
            return self.error("一条公式只能有一个比较符号：请拆成两条");
        }
        let span = left.span.start..right.span.end;
        let is_text = |kind: &Kind| matches!(kind, Kind::Text);
        if is_text(&left.kind) != is_text(&right.kind)
            || (left.kind == Kind::Truth) != (right.kind == Kind::Truth)
        {
            let told = if self.is_day(&left) || self.is_day(&right) {
                "日期要写在引号里，如 \"2021-09-30\""
            } else {
                "两边不能比较：一边是文字或条件，一边是数"
            };
            self.wrong.push(RuleError::new(span.clone(), told));
        }
        self.held_against(&mut left, operator, &mut right);
        self.percent(&mut left, &right);
        self.percent(&mut right, &left);
        let told = measure::compared(&left.kind, &right.kind);
        self.measured(span.clone(), told, ());
        Ok(Part {
            expr: Expr::Compare(Box::new(left.expr), operator, Box::new(right.expr)),
            kind: Kind::Truth,
            span,
        })
    }

    /// Tells where units of measure do not go together, and goes on.
    fn measured<T>(&mut self, span: Range<usize>, told: Result<T, String>, or: T) -> T {
        match told {
            Ok(kind) => kind,
            Err(told) => {
                if self.names.is_measured {
                    self.wrong.push(RuleError::new(span, told));
                }
                or
            }
        }
    }

    fn sum(&mut self, depth: usize) -> Parsed {
        let mut left = self.product(depth)?;
        while let Some(Token::Operator(operator @ (Operator::Add | Operator::Subtract))) =
            self.peek().cloned()
        {
            self.at += 1;
            let right = self.product(depth)?;
            left = self.binary(left, operator, right);
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Parsed {
        let mut left = self.signed(depth)?;
        while let Some(Token::Operator(operator @ (Operator::Multiply | Operator::Divide))) =
            self.peek().cloned()
        {
            self.at += 1;
            let right = self.signed(depth)?;
            left = self.binary(left, operator, right);
        }
        Ok(left)
    }

    fn binary(&mut self, mut left: Part, operator: Operator, mut right: Part) -> Part {
        for side in [&mut left, &mut right] {
            // [增长] - 3%: three points, or three of a hundred parts
            let is_added = matches!(operator, Operator::Add | Operator::Subtract);
            if side.kind == Kind::Percent && !is_added {
                side.kind = Kind::Constant;
            }
            if side.kind == Kind::Percent {
                let told = "百分数只能单独写在比较符号的一边：这里请写成数（3 或 0.03）";
                self.refuse(RuleError::new(side.span.clone(), told));
                side.kind = Kind::Constant;
            }
        }
        self.number(&left);
        self.number(&right);
        let span = left.span.start..right.span.end;
        if operator == Operator::Divide && right.expr == Expr::Number(Decimal::ZERO) {
            let told = "除数是 0：这个式子算不出数";
            self.wrong.push(RuleError::new(right.span.clone(), told));
        }
        let kind = match operator {
            Operator::Add | Operator::Subtract => {
                let kind = measure::added(&left.kind, &right.kind);
                self.measured(span.clone(), kind, Kind::Any)
            }
            _ => measure::scaled(&left.kind, operator, &right.kind),
        };
        Part {
            expr: Expr::Binary(Box::new(left.expr), operator, Box::new(right.expr)),
            kind,
            span,
        }
    }

    /// `-x`, `x%`
    fn signed(&mut self, depth: usize) -> Parsed {
        if depth > DEEPEST {
            return self.error("括号套得太深");
        }
        let start = self.span().start;
        if self.takes(&Token::Operator(Operator::Subtract)) {
            let inner = self.signed(depth + 1)?;
            self.number(&inner);
            return Ok(Part {
                span: start..inner.span.end,
                kind: inner.kind,
                expr: Expr::Negative(Box::new(inner.expr)),
            });
        }
        // +5
        self.takes(&Token::Operator(Operator::Add));
        let mut inner = self.atom(depth)?;
        while self.takes(&Token::Percent) {
            self.number(&inner);
            let hundred = Expr::Number(Decimal::from(100_u32));
            inner.span.end = self.last_end();
            if inner.kind == Kind::Constant {
                inner.kind = Kind::Percent;
            }
            inner.expr = Expr::Binary(Box::new(inner.expr), Operator::Divide, Box::new(hundred));
        }
        Ok(inner)
    }
}
