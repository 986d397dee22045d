//! The registers of a scheme: each stands on a roster.

use super::check::Check;
use crate::form::{FieldKind, Form, Layout, Roster};
use crate::indicator::Indicator;
use crate::register::Register;
use crate::scheme::file;
use std::collections::HashSet;

/// Days before the last day of an entry in which it is told, where the text says nothing.
const REMIND: u16 = 90;

pub(super) fn registers(
    check: &mut Check<'_>,
    texts: &[file::Register],
    (forms, indicators): (&[Form], &[Indicator]),
) -> Vec<Register> {
    let mut codes = HashSet::new();
    let mut names = HashSet::new();
    let mut fed = HashSet::new();
    let mut registers = Vec::new();
    for text in texts {
        let code = check.code(&text.code, "名录", &mut codes);
        if !names.insert(text.name.get_ref().clone()) {
            check.wrong(&text.name, format!("名录“{}”写了两次", text.name.get_ref()));
        }
        check.known(
            &text.form,
            "报表",
            forms.iter().map(|form| form.code.as_str()),
        );
        if !fed.insert(text.form.get_ref().clone()) {
            check.wrong(&text.form, "一张名册只能登记到一个名录");
        }
        let form = forms.iter().find(|form| form.code == *text.form.get_ref());
        match form.map(|form| &form.layout) {
            Some(Layout::Roster(roster)) => fields(check, text, roster),
            Some(_) => check.wrong(&text.form, "名录只能由名册（kind = \"roster\"）登记"),
            None => {}
        }
        let plain = |at: &file::At| at.get_ref().clone();
        registers.push(Register {
            code,
            name: plain(&text.name),
            form: plain(&text.form),
            status: text.status.as_ref().map(plain),
            ended: text.ended.iter().map(plain).collect(),
            valid_until: text.valid_until.as_ref().map(plain),
            remind: text.remind.unwrap_or(REMIND),
            events: text.events,
            checked_against: text.checked_against.as_ref().map(plain),
            counts: text
                .counts
                .as_ref()
                .and_then(|counts| counted(check, counts, forms, indicators)),
            reporter: text.reporter,
            systems: text.systems.clone(),
        });
    }
    for text in texts {
        if let Some(list) = &text.checked_against {
            let codes = registers.iter().map(|one| one.code.as_str());
            check.known(list, "名录", codes);
        }
    }
    registers
}

/// The figure that is the number of a register's entries.
fn counted(
    check: &mut Check<'_>,
    text: &file::At,
    forms: &[Form],
    indicators: &[Indicator],
) -> Option<(String, String)> {
    let Some((indicator, column)) = text.get_ref().split_once('.') else {
        check.wrong(text, "counts 要写“指标.列”，例如 \"hte_total.cumulative\"");
        return None;
    };
    let is_asked = forms.iter().any(|form| {
        let mut own = form.indicators().into_iter();
        own.any(|own| own == indicator) && form.column(indicator, column).is_some()
    });
    if !indicators.iter().any(|one| one.code == indicator) || !is_asked {
        let told = format!("没有报表要“{}”这个数，名录不能与它核对", text.get_ref());
        check.wrong(text, told);
        return None;
    }
    Some((indicator.to_owned(), column.to_owned()))
}

fn fields(check: &mut Check<'_>, text: &file::Register, roster: &Roster) {
    let known = || roster.fields.iter().map(|field| field.code.as_str());
    let kind = |code: &str| {
        let own = roster.fields.iter().find(|field| field.code == code);
        own.map(|field| &field.kind)
    };
    let mut states = Vec::new();
    if let Some(status) = &text.status {
        check.known(status, "字段", known());
        match kind(status.get_ref()) {
            Some(FieldKind::Choice(words)) => states.clone_from(words),
            Some(_) => check.wrong(status, "状态字段的 type 应为 \"choice\"：状态是几个词之一"),
            None => {}
        }
    } else if let Some(first) = text.ended.first() {
        check.wrong(first, "写了 ended，还要写 status（哪个字段说明状态）");
    }
    if !states.is_empty() {
        for word in &text.ended {
            check.known(word, "状态", states.iter().map(String::as_str));
        }
    }
    if let Some(until) = &text.valid_until {
        check.known(until, "字段", known());
        if kind(until.get_ref()).is_some_and(|kind| *kind != FieldKind::Date) {
            check.wrong(until, "有效期字段的 type 应为 \"date\"");
        }
    }
}
