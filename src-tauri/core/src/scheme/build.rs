//! From text to a checked [`Scheme`]: every mistake of meaning is collected, with its place and the
//! nearest name.

use super::file::{At, Column, Field, FieldType, File, Form as FormText, Kind, RateForm, RoleName};
use super::{Problem, Round, Scheme, SchemeError};
use crate::codes::CodeKind;
use crate::finding::Severity;
use crate::form::{
    ColumnSpec, CountyTable, FieldKind, FieldSpec, Form, Header, LabelKey, Layout, Matrix, Role,
    Roster, RowSpec,
};
use crate::indicator::{Indicator, MeasureType};
use crate::label;
use crate::measure::MeasureUnit;
use crate::number::Decimal;
use crate::org_unit::{FormerName, Month, OrgUnit, UnitNames};
use crate::period::Period;
use crate::rule::{Comparison, Rule, RuleNames, Tolerance};
use crate::text;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::str::FromStr;

/// All files are one text; this finds the file and line of a byte.
struct Source {
    text: String,
    /// name, first byte
    files: Vec<(String, usize)>,
}

impl Source {
    fn new(files: &[(String, String)]) -> Self {
        let mut source = Self {
            text: String::new(),
            files: Vec::new(),
        };
        for (name, text) in files {
            source.files.push((name.clone(), source.text.len()));
            source.text.push_str(text.trim_start_matches('\u{feff}'));
            if !text.ends_with('\n') {
                source.text.push('\n');
            }
        }
        source
    }

    fn problem(&self, span: Option<Range<usize>>, message: String) -> Problem {
        let Some(span) = span else {
            return Problem {
                file: self
                    .files
                    .first()
                    .map(|(name, _)| name.clone())
                    .unwrap_or_default(),
                line: 0,
                column: 0,
                message,
            };
        };
        let at = span.start.min(self.text.len());
        let (name, first) = self
            .files
            .iter()
            .rev()
            .find(|(_, first)| *first <= at)
            .cloned()
            .unwrap_or_default();
        let before = self.text.get(first..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .chars()
            .count()
            + 1;
        Problem {
            file: name,
            line,
            column,
            message,
        }
    }
}

/// Collects problems while a scheme is put together.
struct Check<'a> {
    source: &'a Source,
    problems: Vec<Problem>,
}

impl Check<'_> {
    fn wrong(&mut self, at: &At, message: impl Into<String>) {
        let problem = self.source.problem(Some(at.span()), message.into());
        self.problems.push(problem);
    }

    fn code(&mut self, at: &At, what: &str, known: &mut HashSet<String>) -> String {
        let code = at.get_ref().clone();
        if code.is_empty()
            || !code
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        {
            self.wrong(
                at,
                format!("{what}代码“{code}”不合规：应为英文字母、数字、_ 或 -"),
            );
        } else if !known.insert(code.clone()) {
            self.wrong(at, format!("{what}代码“{code}”重复：每个代码只能用一次"));
        }
        code
    }

    fn known<'k>(&mut self, at: &At, what: &str, known: impl Iterator<Item = &'k str> + Clone) {
        if !known.clone().any(|code| code == at.get_ref()) {
            let nearest = text::nearest(at.get_ref(), known)
                .map(|near| format!("，最接近的是“{near}”"))
                .unwrap_or_default();
            self.wrong(at, format!("没有代码为“{}”的{what}{nearest}", at.get_ref()));
        }
    }

    fn month(&mut self, at: Option<&At>) -> Option<Month> {
        let at = at?;
        let month = Month::parse(at.get_ref());
        if month.is_none() {
            self.wrong(at, format!("“{}”不是月份：应写成 2020-06", at.get_ref()));
        }
        month
    }
}

pub(super) fn scheme(files: &[(String, String)]) -> Result<Scheme, SchemeError> {
    let source = Source::new(files);
    let file: File = toml::from_str(&source.text).map_err(|error| {
        SchemeError::Invalid(vec![
            source.problem(error.span(), in_chinese(error.message())),
        ])
    })?;
    let mut check = Check {
        source: &source,
        problems: Vec::new(),
    };
    let Some(head) = file.scheme else {
        return Err(SchemeError::Invalid(vec![source.problem(
            None,
            "缺少 [scheme] 一节：应写明 code、name、version、root".into(),
        )]));
    };
    check.code(&head.code, "制度", &mut HashSet::new());

    let units = units(&mut check, &file.unit, head.root.get_ref());
    check.known(
        &head.root,
        "填报单位",
        units.iter().map(|unit| unit.code.as_str()),
    );
    let indicators = indicators(&mut check, &file.indicator);
    let mut codes = HashSet::new();
    let forms = file
        .form
        .iter()
        .map(|form| build_form(&mut check, form, &indicators, &mut codes))
        .collect::<Vec<_>>();
    let rounds = rounds(&mut check, &file.round, &forms, &units);
    let rules = rules(&mut check, &file.rule, &forms, &indicators);

    if !check.problems.is_empty() {
        return Err(SchemeError::Invalid(check.problems));
    }
    Ok(Scheme {
        code: head.code.into_inner(),
        name: head.name,
        version: head.version,
        root: units
            .iter()
            .position(|unit| unit.code == *head.root.get_ref())
            .unwrap_or_default(),
        organiser: head.organiser,
        note: head.note,
        unit_names: UnitNames::new(&units),
        unit_by_code: units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.code.clone(), at))
            .collect(),
        indicator_by_code: indicators
            .iter()
            .enumerate()
            .map(|(at, indicator)| (indicator.code.clone(), at))
            .collect(),
        units,
        indicators,
        forms,
        rounds,
        rules,
        text: source.text.clone(),
    })
}

fn units(check: &mut Check<'_>, texts: &[super::file::Unit], root: &str) -> Vec<OrgUnit> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let known = texts
        .iter()
        .map(|unit| unit.code.get_ref().as_str())
        .collect::<Vec<_>>();
    texts
        .iter()
        .map(|unit| {
            let code = check.code(&unit.code, "填报单位", &mut codes);
            if !names.insert(unit.name.get_ref().clone()) {
                check.wrong(
                    &unit.name,
                    format!("填报单位“{}”写了两次", unit.name.get_ref()),
                );
            }
            if let Some(parent) = &unit.parent {
                check.known(parent, "填报单位", known.iter().copied());
                if parent.get_ref() == &code {
                    check.wrong(parent, "上级单位不能是自己");
                }
            }
            OrgUnit {
                reports: unit.reports.unwrap_or(code != root),
                code,
                name: unit.name.get_ref().clone(),
                kind: unit.kind.clone(),
                parent: unit.parent.as_ref().map(|parent| parent.get_ref().clone()),
                aliases: unit.aliases.clone(),
                former: unit
                    .former
                    .iter()
                    .map(|former| FormerName {
                        name: former.name.clone(),
                        from: check.month(former.from.as_ref()),
                        to: check.month(former.to.as_ref()),
                    })
                    .collect(),
                from: check.month(unit.from.as_ref()),
                to: check.month(unit.to.as_ref()),
            }
        })
        .collect()
}

fn indicators(check: &mut Check<'_>, texts: &[super::file::Indicator]) -> Vec<Indicator> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let known = texts
        .iter()
        .map(|indicator| indicator.code.get_ref().as_str())
        .collect::<Vec<_>>();
    texts
        .iter()
        .map(|indicator| {
            if !names.insert(indicator.name.get_ref().clone()) {
                check.wrong(
                    &indicator.name,
                    format!("指标“{}”写了两次", indicator.name.get_ref()),
                );
            }
            for reference in [
                &indicator.numerator,
                &indicator.denominator,
                &indicator.part_of,
            ]
            .into_iter()
            .flatten()
            {
                check.known(reference, "指标", known.iter().copied());
                if reference.get_ref() == indicator.code.get_ref() {
                    check.wrong(reference, "不能指向自己");
                }
            }
            match (&indicator.numerator, &indicator.denominator) {
                (Some(one), None) | (None, Some(one)) => {
                    check.wrong(one, "numerator 与 denominator 要么都写，要么都不写");
                }
                (Some(numerator), Some(_)) if indicator.measure != MeasureType::Ratio => {
                    check.wrong(numerator, "只有 type = \"ratio\" 的指标才有分子、分母");
                }
                _ => {}
            }
            let ratio = indicator
                .numerator
                .as_ref()
                .zip(indicator.denominator.as_ref())
                .map(|(n, d)| (n.get_ref().clone(), d.get_ref().clone()));
            Indicator {
                code: check.code(&indicator.code, "指标", &mut codes),
                name: indicator.name.get_ref().clone(),
                unit: MeasureUnit::of_scheme(&indicator.unit),
                unit_name: indicator.unit.clone(),
                measure: indicator.measure,
                decimals: indicator.decimals,
                direction: indicator.direction,
                ratio,
                part_of: indicator
                    .part_of
                    .as_ref()
                    .map(|whole| whole.get_ref().clone()),
                aliases: indicator.aliases.clone(),
                definition: indicator.definition.clone(),
            }
        })
        .collect()
}

fn build_form(
    check: &mut Check<'_>,
    form: &FormText,
    indicators: &[Indicator],
    codes: &mut HashSet<String>,
) -> Form {
    let code = check.code(&form.code, "报表", codes);
    let known = indicators
        .iter()
        .map(|indicator| indicator.code.as_str())
        .collect::<Vec<_>>();
    let need = |check: &mut Check<'_>, missing: bool, what: &str| {
        if missing {
            let problem = check.source.problem(
                Some(form.kind.span()),
                format!("报表“{}”缺少 {what}", form.name),
            );
            check.problems.push(problem);
        }
    };
    let header = |text: &Option<String>| Header::parse(text.as_deref().unwrap_or_default());
    let layout = match form.kind.get_ref() {
        Kind::Matrix => {
            need(check, form.label.is_none(), "label（指标名称一栏的表头）");
            need(check, form.rows.is_empty(), "rows（指标代码）");
            need(check, form.column.is_empty(), "[[form.column]]");
            let mut seen = HashSet::new();
            for row in &form.rows {
                check.known(row, "指标", known.iter().copied());
                if !seen.insert(row.get_ref().clone()) {
                    check.wrong(row, format!("指标“{}”在 rows 里写了两次", row.get_ref()));
                }
            }
            for row in &form.row {
                check.known(
                    &row.indicator,
                    "指标",
                    form.rows
                        .iter()
                        .map(|row| row.get_ref().as_str())
                        .collect::<Vec<_>>()
                        .into_iter(),
                );
            }
            let rows = form
                .rows
                .iter()
                .map(|row| row_spec(row.get_ref(), form, indicators))
                .collect();
            Layout::Matrix(Matrix {
                label: header(&form.label),
                measure_unit: form.measure_unit.as_deref().map(Header::parse),
                rows,
                columns: columns(check, &form.column, None),
            })
        }
        Kind::CountyTable => {
            need(
                check,
                form.unit_column.is_none(),
                "unit_column（单位名称一栏的表头）",
            );
            need(check, form.column.is_empty(), "[[form.column]]");
            Layout::CountyTable(CountyTable {
                unit_column: header(&form.unit_column),
                columns: columns(check, &form.column, Some(&known)),
            })
        }
        Kind::Roster => {
            need(check, form.field.is_empty(), "[[form.field]]");
            need(
                check,
                !form.field.is_empty() && !form.field.iter().any(|field| field.key),
                "key = true 的字段（靠它认定一行是一条）",
            );
            let mut fields = HashSet::new();
            Layout::Roster(Roster {
                fields: form
                    .field
                    .iter()
                    .map(|field| field_spec(check, field, &mut fields))
                    .collect(),
            })
        }
    };
    let unit_note = form.unit_note.as_ref().and_then(|note| {
        let unit = MeasureUnit::parse(note.get_ref());
        if unit.is_none() {
            check.wrong(
                note,
                format!(
                    "“{}”不是计量单位：应为 万元、亿元、家、% 之类",
                    note.get_ref()
                ),
            );
        }
        unit
    });
    Form {
        code,
        name: form.name.clone(),
        titles: std::iter::once(&form.title)
            .chain(&form.titles)
            .cloned()
            .collect(),
        layout,
        unit_note,
        ignore: form.ignore.iter().map(|text| Header::parse(text)).collect(),
        required: form.required.unwrap_or(true),
        total: form.total,
        note: form.note.clone(),
    }
}

fn row_spec(code: &str, form: &FormText, indicators: &[Indicator]) -> RowSpec {
    let own = form.row.iter().find(|row| row.indicator.get_ref() == code);
    let indicator = indicators.iter().find(|indicator| indicator.code == code);
    let mut labels = Vec::new();
    labels.extend(own.and_then(|row| row.label.clone()));
    labels.extend(indicator.map(|indicator| indicator.name.clone()));
    labels.extend(own.iter().flat_map(|row| row.aliases.clone()));
    labels.extend(
        indicator
            .iter()
            .flat_map(|indicator| indicator.aliases.clone()),
    );
    RowSpec {
        indicator: code.to_owned(),
        keys: labels.iter().map(|label| LabelKey::new(label)).collect(),
        labels,
        required: own.and_then(|row| row.required).unwrap_or(true),
    }
}

fn columns(
    check: &mut Check<'_>,
    texts: &[Column],
    indicators: Option<&[&str]>,
) -> Vec<ColumnSpec> {
    let mut seen = HashSet::new();
    texts
        .iter()
        .map(|column| {
            let indicator = column.indicator.as_ref().map(|of| of.get_ref().clone());
            match (indicators, &column.indicator) {
                (Some(known), Some(of)) => check.known(of, "指标", known.iter().copied()),
                (Some(_), None) => check.wrong(
                    &column.code,
                    "分县表的每一列都要写 indicator（报的是哪个指标）",
                ),
                (None, Some(of)) => check.wrong(of, "指标表的列对所有行都有效，不写 indicator"),
                (None, None) => {}
            }
            let own = format!(
                "{}\u{1}{}",
                indicator.clone().unwrap_or_default(),
                column.code.get_ref()
            );
            check.code(&column.code, "列", &mut HashSet::new());
            if !seen.insert(own) {
                check.wrong(
                    &column.code,
                    format!("列代码“{}”重复", column.code.get_ref()),
                );
            }
            let siblings = texts
                .iter()
                .filter(|other| {
                    other.indicator.as_ref().map(toml::Spanned::get_ref) == indicator.as_ref()
                })
                .map(|other| other.code.get_ref().as_str())
                .collect::<Vec<_>>();
            let mut pair = || {
                let mut side = |at: &Option<At>, key: &str| {
                    if let Some(at) = at {
                        check.known(at, "列", siblings.iter().copied());
                        at.get_ref().clone()
                    } else {
                        check.wrong(
                            &column.code,
                            format!("这一列由别的列算出，要写 {key} = \"列代码\""),
                        );
                        String::new()
                    }
                };
                (side(&column.of, "of"), side(&column.base, "base"))
            };
            let role = match column.role {
                RoleName::Value => Role::Value,
                RoleName::Share => Role::Share,
                RoleName::Rank => Role::Rank,
                RoleName::Text => Role::Text,
                RoleName::Growth => {
                    let (of, base) = pair();
                    Role::Growth { of, base }
                }
                RoleName::Completion => {
                    let (of, base) = pair();
                    Role::Completion { of, base }
                }
            };
            let header = Header::parse(column.header.get_ref());
            if header.0.is_empty() {
                check.wrong(&column.header, "表头不能是空的");
            }
            let name = column.name.clone().unwrap_or_else(|| short_name(&header));
            ColumnSpec {
                code: column.code.get_ref().clone(),
                name,
                headers: std::iter::once(header)
                    .chain(column.headers.iter().map(|text| Header::parse(text)))
                    .collect(),
                indicator,
                role,
                as_ratio: column.form_of == RateForm::Ratio,
                decimals: column.decimals,
                required: column.required.unwrap_or(true),
                in_table: column.in_table.unwrap_or(true),
                yoy: column.yoy,
                share: column.share,
            }
        })
        .collect()
}

/// Last level of a header without its measure unit and the year in it: `{year}年目标` → 目标.
fn short_name(header: &Header) -> String {
    let last = header.0.last().map(String::as_str).unwrap_or_default();
    let plain = ["{year}年", "{last_year}年", "{year}", "{last_year}"]
        .iter()
        .fold(last.to_owned(), |name, year| name.replace(year, ""));
    label::without_measure(&plain)
}

fn field_spec(check: &mut Check<'_>, field: &Field, codes: &mut HashSet<String>) -> FieldSpec {
    let header = Header::parse(field.header.get_ref());
    if header.0.is_empty() {
        check.wrong(&field.header, "表头不能是空的");
    }
    let kind = match field.kind {
        FieldType::Text => FieldKind::Text,
        FieldType::Number => FieldKind::Number,
        FieldType::Date => FieldKind::Date,
        FieldType::Code | FieldType::CreditCode | FieldType::IdNumber | FieldType::Phone => {
            FieldKind::Code
        }
        FieldType::Unit => FieldKind::Unit,
        FieldType::Choice => {
            if field.values.is_empty() {
                check.wrong(&field.code, "type = \"choice\" 的字段要写 values = [\"…\"]");
            }
            FieldKind::Choice(field.values.clone())
        }
    };
    if field.sum && kind != FieldKind::Number {
        check.wrong(&field.code, "只有 type = \"number\" 的字段能合计（sum）");
    }
    let code_kind = match field.kind {
        FieldType::CreditCode => Some(CodeKind::Credit),
        FieldType::IdNumber => Some(CodeKind::Identity),
        FieldType::Phone => Some(CodeKind::Phone),
        _ => None,
    };
    FieldSpec {
        code: check.code(&field.code, "字段", codes),
        name: field.name.clone().unwrap_or_else(|| short_name(&header)),
        headers: std::iter::once(header)
            .chain(field.headers.iter().map(|text| Header::parse(text)))
            .collect(),
        unit: (!field.unit.is_empty()).then(|| MeasureUnit::of_scheme(&field.unit)),
        unit_name: field.unit.clone(),
        kind,
        code_kind,
        decimals: field.decimals,
        key: field.key,
        required: field.required || field.key,
        sum: field.sum,
    }
}

fn rounds(
    check: &mut Check<'_>,
    texts: &[super::file::Round],
    forms: &[Form],
    units: &[OrgUnit],
) -> Vec<Round> {
    let mut codes = HashSet::new();
    let mut rounds = Vec::new();
    for round in texts {
        let code = check.code(&round.code, "批次", &mut codes);
        let at = round.period.as_ref().unwrap_or(&round.code);
        let Some(period) = Period::parse(at.get_ref()) else {
            check.wrong(
                at,
                format!(
                    "“{}”不是报告期：应写成 2021、2021H1、2021Q1、2021M03 或 2021M01-09",
                    at.get_ref()
                ),
            );
            continue;
        };
        if let Some(deadline) = &round.deadline
            && !is_day(deadline.get_ref())
        {
            check.wrong(
                deadline,
                format!("“{}”不是日期：应写成 2021-04-10", deadline.get_ref()),
            );
        }
        for form in round.forms.iter().flatten() {
            check.known(form, "报表", forms.iter().map(|form| form.code.as_str()));
        }
        for unit in round.units.iter().flatten() {
            check.known(
                unit,
                "填报单位",
                units.iter().map(|unit| unit.code.as_str()),
            );
        }
        let plain = |list: &Vec<At>| {
            list.iter()
                .map(|at| at.get_ref().clone())
                .collect::<Vec<_>>()
        };
        rounds.push(Round {
            code,
            name: round.name.clone(),
            period,
            also: round.also.clone(),
            deadline: round.deadline.as_ref().map(|at| at.get_ref().clone()),
            forms: round.forms.as_ref().map_or_else(
                || forms.iter().map(|form| form.code.clone()).collect(),
                plain,
            ),
            units: round.units.as_ref().map_or_else(
                || {
                    units
                        .iter()
                        .filter(|unit| unit.reports && unit.exists_in(period))
                        .map(|unit| unit.code.clone())
                        .collect()
                },
                plain,
            ),
        });
    }
    rounds
}

fn is_day(text: &str) -> bool {
    let Some((month, day)) = text.rsplit_once('-') else {
        return false;
    };
    text.len() == 10
        && Month::parse(month).is_some()
        && day.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// Whether a rule over all units has a county table to be about.
fn is_for_tables(comparison: &Comparison, form: Option<&Form>, forms: &[Form]) -> bool {
    let figures = comparison.figures();
    let has_all = |table: &&Form| {
        figures.iter().all(|figure| {
            figure
                .indicator
                .as_deref()
                .is_none_or(|code| table.indicators().contains(&code))
        })
    };
    let tables = forms
        .iter()
        .filter(|own| form.is_none_or(|form| form.code == own.code))
        .filter(|own| matches!(own.layout, Layout::CountyTable(_)));
    tables.filter(has_all).count() > 0
}

fn rules(
    check: &mut Check<'_>,
    texts: &[super::file::Rule],
    forms: &[Form],
    indicators: &[Indicator],
) -> Vec<Rule> {
    let mut codes = HashSet::new();
    let mut rules = Vec::new();
    for rule in texts {
        let code = check.code(&rule.code, "审核公式", &mut codes);
        let severity = match rule.severity.as_ref().map_or("A", |at| at.get_ref()) {
            "A" => Severity::A,
            "B" => Severity::B,
            "C" => Severity::C,
            "D" => Severity::D,
            _ => {
                if let Some(at) = &rule.severity {
                    check.wrong(at, "severity 应为 A、B、C 或 D");
                }
                Severity::A
            }
        };
        if let Some(form) = &rule.form {
            check.known(form, "报表", forms.iter().map(|form| form.code.as_str()));
        }
        let tolerance = match rule.tolerance.as_ref() {
            None => Tolerance::Auto,
            Some(at) if at.get_ref() == "auto" => Tolerance::Auto,
            Some(at) => match Decimal::from_str(at.get_ref()) {
                Ok(value) if !value.is_sign_negative() => Tolerance::Fixed(value),
                _ => {
                    check.wrong(
                        at,
                        format!(
                            "允差“{}”不对：应为 \"auto\" 或不小于 0 的小数",
                            at.get_ref()
                        ),
                    );
                    Tolerance::Auto
                }
            },
        };
        let form = rule
            .form
            .as_ref()
            .and_then(|at| forms.iter().find(|form| &form.code == at.get_ref()));
        let names = RuleNames {
            indicators,
            forms,
            form,
        };
        match crate::rule::parse(rule.expr.get_ref(), &names) {
            Ok(comparison)
                if comparison.has_total() && !is_for_tables(&comparison, form, forms) =>
            {
                check.wrong(
                    &rule.expr,
                    format!(
                        "审核公式“{}”用了 合计(…)，但没有一张分县表有它要的指标：一个单位自己的\
                        报表没有各单位的数，这条公式永远不会审核",
                        rule.code.get_ref()
                    ),
                );
            }
            Ok(comparison) => rules.push(Rule {
                code,
                name: rule
                    .name
                    .clone()
                    .unwrap_or_else(|| rule.expr.get_ref().clone()),
                severity,
                form: form.map(|form| form.code.clone()),
                tolerance,
                comparison,
                text: rule.expr.get_ref().clone(),
            }),
            Err(errors) => {
                for error in errors {
                    // the expression begins one quote after its place
                    let start = rule.expr.span().start + 1 + error.span.start;
                    let problem = check.source.problem(
                        Some(start..start),
                        format!("审核公式“{}”：{}", rule.code.get_ref(), error.message),
                    );
                    check.problems.push(problem);
                }
            }
        }
    }
    rules
}

/// What the TOML reader says, for people who do not read English.
fn in_chinese(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let ticked = |text: &str| {
        text.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let words = ticked(message);
    let types: HashMap<&str, &str> = [
        ("string", "文字（加引号）"),
        ("integer", "整数"),
        ("boolean", "true 或 false"),
        ("sequence", "列表 [ … ]"),
        ("map", "表"),
        ("a string", "文字（加引号）"),
        ("u32", "整数"),
        ("a boolean", "true 或 false"),
        ("a sequence", "列表 [ … ]"),
    ]
    .into();
    if first.starts_with("unknown field") {
        let (wrong, allowed) = words
            .split_first()
            .map_or((String::new(), &[][..]), |(wrong, allowed)| {
                (wrong.clone(), allowed)
            });
        let near = text::nearest(&wrong, allowed.iter().map(String::as_str))
            .map(|near| format!("，最接近的是 {near}"))
            .unwrap_or_default();
        return format!("不认识的键 {wrong}{near}；这里可用：{}", allowed.join("、"));
    }
    if first.starts_with("missing field") {
        return format!("缺少必填的键 {}", words.join("、"));
    }
    if first.starts_with("unknown variant") {
        let (wrong, allowed) = words
            .split_first()
            .map_or((String::new(), &[][..]), |(wrong, allowed)| {
                (wrong.clone(), allowed)
            });
        return format!("不认识的取值“{wrong}”，应为：{}", allowed.join("、"));
    }
    if let Some(rest) = first.strip_prefix("invalid type: ")
        && let Some((found, expected)) = rest.split_once(", expected ")
    {
        let kind = found.split(' ').next().unwrap_or_default();
        return format!(
            "类型不对：应为{}，这里是{}",
            types.get(expected).copied().unwrap_or(expected),
            types.get(kind).copied().unwrap_or(found)
        );
    }
    if first.starts_with("duplicate key") {
        return "同一个键写了两次".to_owned();
    }
    format!("TOML 写法有误：{}", message.replace('\n', "；"))
}
