//! Names in square brackets.

use super::super::error::RuleError;
use super::super::measure::Kind;
use super::super::names::{Named, field};
use super::super::{Expr, Figure};
use super::{Parser, Part};
use crate::form::{Form, Role};
use crate::text;
use std::ops::Range;

/// What divides an indicator from its column.
const DOTS: [char; 3] = ['.', '。', '．'];

impl<'a> Parser<'a> {
    /// `指标.列`, `指标`, `*.列`, `表!指标.列`; a field where rows are asked one by one.
    pub(super) fn named(&mut self, name: &str, span: Range<usize>) -> Part {
        let (own, form) = match name.split_once(['!', '！']) {
            Some((form, rest)) => (rest.trim(), Some(self.form(form.trim(), &span))),
            None => (name, None),
        };
        if form.is_none()
            && let Some(each) = self.names.each
            && let Some(field) = field(each, own)
        {
            return Part {
                kind: Kind::of_field(field),
                expr: Expr::Field(field.code.clone()),
                span,
            };
        }
        let (own, except) = self.without(own, &span);
        // of a form that is not known nothing more is told
        let on = match form {
            Some(Some(form)) => Some(form),
            Some(None) => {
                return self.part(None, (None, None, Vec::new()), span);
            }
            None => self.names.form,
        };
        let (indicator, column) = self.figure(own, on, &span);
        let form = form.flatten().map(|form| form.code.clone());
        self.part(form, (indicator, column, except), span)
    }

    fn part(
        &self,
        form: Option<String>,
        (indicator, column, except): (Option<String>, Option<String>, Vec<String>),
        span: Range<usize>,
    ) -> Part {
        let kind = self.kind_of(form.as_deref(), indicator.as_deref(), column.as_deref());
        let figure = Figure {
            indicator,
            column,
            form,
            when: self.when,
            of_city: self.of_city,
            except,
        };
        Part {
            expr: Expr::Figure(figure),
            kind,
            span,
        }
    }

    fn kind_of(&self, form: Option<&str>, indicator: Option<&str>, column: Option<&str>) -> Kind {
        let Some(indicator) = indicator else {
            return Kind::Any;
        };
        let all = self.names.indicators.iter();
        let Some(own) = all.into_iter().find(|one| one.code == indicator) else {
            return Kind::Any;
        };
        let Some(column) = column else {
            return match Kind::of(own, &Role::Value) {
                Kind::Text if !self.names.is_measured => Kind::Any,
                kind => kind,
            };
        };
        let named = form.or(self.names.form.map(|form| form.code.as_str()));
        let mut forms = self.names.forms.iter();
        let spec = forms.find_map(|one| {
            let is_meant = named.is_none_or(|code| code == one.code);
            one.column(indicator, column).filter(|_| is_meant)
        });
        match spec.map(|spec| Kind::of(own, &spec.role)) {
            // words were taken for figures that are never there
            Some(Kind::Text) if !self.names.is_measured => Kind::Any,
            kind => kind.unwrap_or(Kind::Any),
        }
    }

    pub(super) fn form(&mut self, name: &str, span: &Range<usize>) -> Option<&'a Form> {
        let found = self.names.form_named(name);
        if found.is_none() {
            let near = near(self.names.nearest_form(name, false));
            let told = format!("没有代码或名称为“{name}”的报表{near}");
            self.wrong.push(RuleError::new(span.clone(), told));
        }
        found
    }

    /// `*.累计, 除 研发占比、从业人员`: the name, and what it leaves out.
    fn without<'n>(&mut self, name: &'n str, span: &Range<usize>) -> (&'n str, Vec<String>) {
        if !name.starts_with('*') {
            return (name, Vec::new());
        }
        let Some((own, rest)) = name.split_once([',', '，']) else {
            return (name, Vec::new());
        };
        let rest = rest.trim();
        let Some(left_out) = rest
            .strip_prefix("除了")
            .or_else(|| rest.strip_prefix('除'))
        else {
            let told = format!("“{rest}”前应写“除”：[*.累计, 除 研发占比]");
            self.wrong.push(RuleError::new(span.clone(), told));
            return (own.trim(), Vec::new());
        };
        let left_out = left_out.trim().trim_end_matches("外").trim();
        let names = left_out.split(['、', ',', '，', ' ']).map(str::trim);
        let names = names.filter(|one| !one.is_empty());
        let codes = names.filter_map(|one| self.indicator(one, span)).collect();
        (own.trim(), codes)
    }

    /// An indicator whose own name has a dot is looked up whole first.
    fn figure(
        &mut self,
        name: &str,
        on: Option<&'a Form>,
        span: &Range<usize>,
    ) -> (Option<String>, Option<String>) {
        if let Named::One(whole) = self.names.indicator(name) {
            return (Some(whole.code.clone()), None);
        }
        let (indicator, column) = match name.rsplit_once(DOTS) {
            Some((indicator, column)) => (indicator.trim(), Some(column.trim())),
            None => (name, None),
        };
        let is_each = indicator == "*" || indicator.is_empty();
        let code = if is_each {
            None
        } else {
            self.indicator(indicator, span)
        };
        let column = column.and_then(|column| {
            let found = self.names.column(on, code.as_deref(), column);
            if found.is_none() {
                self.no_column(on, code.as_deref(), column, span);
            }
            found.map(str::to_owned)
        });
        (code, column)
    }

    fn indicator(&mut self, name: &str, span: &Range<usize>) -> Option<String> {
        let told = match self.names.indicator(name) {
            Named::One(found) => return Some(found.code.clone()),
            Named::Several(parts) => {
                let parts = parts.iter().map(|one| format!("[{}]", one.name));
                let parts = parts.collect::<Vec<_>>().join("、");
                format!("“{name}”有几个指标都叫这个名字：请写成 {parts}")
            }
            Named::None => {
                let near = self.names.nearest_indicator(name);
                let mut error = RuleError::new(
                    span.clone(),
                    format!("没有名为“{name}”的指标{}", self::near(near)),
                );
                // 高新技术企业 may be 高新技术企业新增, and may be another
                let slip = near.filter(|near| {
                    let (own, near) = (text::key(name), text::key(near));
                    let more = near.strip_prefix(own.as_str());
                    let is_cut = more.is_some_and(|more| more.chars().count() == 1);
                    is_cut || text::slip_of(&own, &near)
                });
                error.fix = slip.map(|near| self.text[span.clone()].replacen(name, near, 1));
                self.wrong.push(error);
                return None;
            }
        };
        self.wrong.push(RuleError::new(span.clone(), told));
        None
    }

    fn no_column(
        &mut self,
        on: Option<&'a Form>,
        indicator: Option<&str>,
        column: &str,
        span: &Range<usize>,
    ) {
        let known = self.names.columns(on, indicator);
        let near = text::nearest(column, known.iter().flat_map(|(code, name)| [*code, *name]));
        let mut names = known.iter().map(|(_, name)| *name).collect::<Vec<_>>();
        names.dedup();
        let may_be = match near {
            Some(near) => self::near(Some(near)),
            None => format!("，可用：{}", names.join("、")),
        };
        let mut error = RuleError::new(span.clone(), format!("没有名为“{column}”的列{may_be}"));
        error.fix = near.map(|near| {
            let own = &self.text[span.clone()];
            match own.rfind(column) {
                Some(at) => format!("{}{near}{}", &own[..at], &own[at + column.len()..]),
                None => own.to_owned(),
            }
        });
        self.wrong.push(error);
    }
}

/// `，最接近的是“…”`
pub(super) fn near(near: Option<&str>) -> String {
    near.map(|near| format!("，最接近的是“{near}”"))
        .unwrap_or_default()
}
