//! Columns and fields of a form, and what stands above them.

use super::check::Check;
use crate::codes::CodeKind;
use crate::form::{ColumnSpec, FieldKind, FieldSpec, Header, Role};
use crate::label;
use crate::measure::MeasureUnit;
use crate::scheme::file::{At, Column, Field, FieldType, RateForm, RoleName};
use std::collections::HashSet;

pub(super) fn columns(
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
pub(in crate::scheme) fn short_name(header: &Header) -> String {
    let last = header.0.last().map(String::as_str).unwrap_or_default();
    let plain = ["{year}年", "{last_year}年", "{year}", "{last_year}"]
        .iter()
        .fold(last.to_owned(), |name, year| name.replace(year, ""));
    label::without_measure(&plain)
}

pub(super) fn field_spec(
    check: &mut Check<'_>,
    field: &Field,
    codes: &mut HashSet<String>,
) -> FieldSpec {
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
        personal: field.personal,
    }
}
