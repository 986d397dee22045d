//! Tables of registers, statements and targets: what a scheme holds beside figures.

use super::{Noun, TextKey, TextTable};
use crate::register::Register;
use crate::statement::Statement;
use crate::target::TargetKind;

pub(super) fn register(register: &Register) -> TextTable {
    let Register {
        code,
        name,
        form,
        status,
        ended,
        valid_until,
        remind,
        events,
        checked_against,
        counts,
        reporter,
        systems,
    } = register;
    let counts = counts.as_ref();
    let counts = counts.map(|(indicator, column)| format!("{indicator}.{column}"));
    TextTable::new(Noun::Register, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .text(TextKey::Form, form)
        .option(TextKey::Status, status.as_ref())
        .list(TextKey::Ended, ended)
        .option(TextKey::ValidUntil, valid_until.as_ref())
        .number_or(TextKey::Remind, (*remind).into(), 90)
        .flag(TextKey::Events, *events, false)
        .option(TextKey::CheckedAgainst, checked_against.as_ref())
        .option(TextKey::Counts, counts.as_ref())
        .text_or(TextKey::Reporter, reporter.as_str(), "county")
        .list(TextKey::Systems, systems)
}

pub(super) fn statement(statement: &Statement) -> TextTable {
    let Statement {
        code,
        source,
        city,
        period,
        kind,
        text,
        value,
        unit,
        qualifier,
        scope,
        indicator,
        column,
        aim,
    } = statement;
    let aim = aim.map(crate::statement::Aim::as_str);
    TextTable::new(Noun::Statement, code, text)
        .text(TextKey::Code, code)
        .text(TextKey::Source, source)
        .text_or(TextKey::City, city, "")
        .text_or(TextKey::Period, period, "")
        .text(TextKey::Kind, kind.as_str())
        .text(TextKey::Text, text)
        .text_or(TextKey::Value, value, "")
        .text_or(TextKey::Unit, unit, "")
        .text_or(TextKey::Qualifier, qualifier, "")
        .text_or(TextKey::Scope, scope, "")
        .text(TextKey::Indicator, indicator)
        .text_or(TextKey::Column, column, "")
        .option(TextKey::Aim, aim.as_ref())
}

pub(super) fn target(kind: &TargetKind) -> TextTable {
    let TargetKind {
        code,
        name,
        indicator,
        column,
        aim,
        aliases,
    } = kind;
    TextTable::new(Noun::Target, code, name)
        .text(TextKey::Code, code)
        .text(TextKey::Name, name)
        .option(TextKey::Indicator, indicator.as_ref())
        .text_or(TextKey::Column, column, "")
        .text(TextKey::Aim, aim.as_str())
        .list(TextKey::Aliases, aliases)
}
