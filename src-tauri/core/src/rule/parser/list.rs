//! Rosters in rules: `行数(S3, 级别 = "国家级")`, `合计(S3.营业收入)`.

use super::super::error::RuleError;
use super::super::function::known;
use super::super::lexer::Token;
use super::super::measure::Kind;
use super::super::names::{field, fields};
use super::super::{Operator, Question, Rows, Value};
use super::name::near;
use super::{Parser, Spanned};
use crate::form::{FieldSpec, Form};
use crate::text;

impl<'a> Parser<'a> {
    /// Whether a roster is named next, and no function.
    pub(super) fn is_list(&self) -> bool {
        match self.tokens.get(self.at) {
            Some((Token::Word(word), _)) => known(word).is_none(),
            Some((Token::Name(name), _)) => name
                .split_once('.')
                .is_some_and(|(list, _)| self.names.list(list.trim()).is_some()),
            _ => false,
        }
    }

    fn next(&mut self) -> Option<Spanned> {
        let next = self.tokens.get(self.at).cloned();
        self.at += usize::from(next.is_some());
        next
    }

    fn roster(&self, name: &str, span: std::ops::Range<usize>) -> Result<&'a Form, RuleError> {
        self.names.list(name).ok_or_else(|| {
            let near = near(self.names.nearest_form(name, true));
            RuleError::new(span, format!("没有代码或名称为“{name}”的名册{near}"))
        })
    }

    /// `S3`, `S3.营业收入`, `[S3.营业收入]`
    fn reference(&mut self) -> Result<(&'a Form, Option<&'a FieldSpec>), RuleError> {
        match self.next() {
            Some((Token::Word(word), span)) => {
                let list = self.roster(&word, span)?;
                if !self.takes(&Token::Dot) {
                    return Ok((list, None));
                }
                let Some(Token::Word(name) | Token::Name(name)) = self.peek().cloned() else {
                    return self.error("点后面应为名册的一个字段");
                };
                let span = self.span();
                self.at += 1;
                Ok((list, Some(field_of(list, &name, span)?)))
            }
            Some((Token::Name(name), span)) => match name.split_once('.') {
                Some((list, own)) => {
                    let list = self.roster(list.trim(), span.clone())?;
                    Ok((list, Some(field_of(list, own.trim(), span)?)))
                }
                None => Ok((self.roster(&name, span)?, None)),
            },
            other => {
                self.at -= usize::from(other.is_some());
                self.error("这里应为名册的代码，如 行数(S3)")
            }
        }
    }

    /// `S3.企业名称, 级别 = "国家级"`
    pub(super) fn listed(&mut self) -> Result<Question, RuleError> {
        let span = self.span();
        match self.reference()? {
            (list, Some(field)) => Ok(Question::Listed {
                list: list.code.clone(),
                field: field.code.clone(),
                only: self.only(list)?,
            }),
            (list, None) => {
                let told = format!("要写明在名册“{}”的哪一个字段里找", list.name);
                Err(RuleError::new(span, told))
            }
        }
    }

    /// `S3, 级别 = "国家级"`
    pub(super) fn rows(&mut self) -> Result<Rows, RuleError> {
        let span = self.span();
        let (list, field) = self.reference()?;
        if field.is_some() {
            let told = "行数只写名册，不写字段：行数(S3)";
            return Err(RuleError::new(span, told));
        }
        Ok(Rows {
            list: list.code.clone(),
            field: None,
            only: self.only(list)?,
        })
    }

    /// `S3.营业收入, 级别 = "国家级"`
    pub(super) fn summed(&mut self) -> Result<(Rows, Kind), RuleError> {
        let span = self.span();
        let (list, field) = self.reference()?;
        let Some(field) = field else {
            let told = format!(
                "要写明加名册“{}”的哪一个字段，如 合计(S3.营业收入)",
                list.name
            );
            return Err(RuleError::new(span, told));
        };
        let mut kind = Kind::of_field(field);
        if !kind.is_number() {
            let told = format!("“{}”不是数，不能相加", field.name);
            self.wrong.push(RuleError::new(span, told));
            kind = Kind::Any;
        }
        let rows = Rows {
            list: list.code.clone(),
            field: Some(field.code.clone()),
            only: self.only(list)?,
        };
        Ok((rows, kind))
    }

    fn only(
        &mut self,
        list: &'a Form,
    ) -> Result<Vec<(String, super::super::Compare, Value)>, RuleError> {
        let mut only = Vec::new();
        while self.takes(&Token::Comma) {
            let Some(Token::Word(name) | Token::Name(name)) = self.peek().cloned() else {
                return self.error("这里应为名册的一个字段，如 级别 = \"国家级\"");
            };
            let span = self.span();
            self.at += 1;
            let field = field_of(list, &name, span)?;
            let Some(Token::Compare(compare)) = self.peek().cloned() else {
                return self.error("字段后面应有比较符号，如 级别 = \"国家级\"");
            };
            self.at += 1;
            let is_negative = self.takes(&Token::Operator(Operator::Subtract));
            let span_of_value = self.span();
            let value = match self.next() {
                Some((Token::Text(mut text), span)) => {
                    self.constant(field, compare, (&mut text, span));
                    Value::Text(text)
                }
                Some((Token::Number(number), _)) if is_negative => Value::Number(number.negated()),
                Some((Token::Number(number), _)) => Value::Number(number),
                Some((Token::Word(word), span)) => {
                    let told = format!("文字要写在引号里：\"{word}\"");
                    let fix = format!("\"{word}\"");
                    return Err(RuleError::new(span, told).fixed(fix));
                }
                other => {
                    self.at -= usize::from(other.is_some());
                    return self.error("这里应为数，或引号里的文字");
                }
            };
            let is_number = Kind::of_field(field).is_number();
            if is_number != matches!(value, Value::Number(_)) {
                let told = if is_number {
                    format!("“{}”是数，不写引号", field.name)
                } else {
                    format!("“{}”不是数：文字和日期要写在引号里", field.name)
                };
                self.refuse(RuleError::new(span_of_value, told));
            }
            only.push((field.code.clone(), compare, value));
        }
        Ok(only)
    }
}

fn field_of<'a>(
    list: &'a Form,
    name: &str,
    span: std::ops::Range<usize>,
) -> Result<&'a FieldSpec, RuleError> {
    field(list, name).ok_or_else(|| {
        let known = fields(list).iter();
        let known = known.flat_map(|field| [field.code.as_str(), field.name.as_str()]);
        let near = near(text::nearest(name, known));
        let told = format!("名册“{}”没有名为“{name}”的字段{near}", list.name);
        RuleError::new(span, told)
    })
}
