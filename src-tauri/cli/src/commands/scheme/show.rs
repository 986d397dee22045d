//! `xbh scheme show`

use super::find::{find, ledger};
use crate::args::ShowScheme;
use crate::commands::target::TargetReport;
use crate::here::open;
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::form::{Form, FormKind, Layout};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_desk::Error;
use xianbaohui_desk::target::{Filter, lines};

/// The scheme of a ledger, with what is set of its targets.
#[derive(Serialize)]
struct OfLedger<S: Serialize> {
    #[serde(flatten)]
    scheme: S,
    targets_set: Vec<TargetReport>,
}

pub(super) fn show(arguments: &ShowScheme) -> Result<Exit, Error> {
    if let (true, Some(path)) = (arguments.json, ledger(&arguments.scheme)) {
        let ledger = open(path)?;
        let (scheme, book) = (ledger.scheme(), ledger.targets()?);
        let set = lines(scheme, &book, &Filter::default());
        let set = set.iter();
        output::json(&OfLedger {
            scheme: scheme.data(),
            targets_set: set
                .map(|own| TargetReport::of(scheme, &book, own, None))
                .collect(),
        });
        return Ok(Exit::Done);
    }
    let scheme = find(&arguments.scheme)?;
    if arguments.json {
        output::json(&scheme.data());
    } else if arguments.text {
        output::line(scheme.to_text().trim_end());
    } else {
        head(&scheme);
        scheme.forms.iter().for_each(|one| form(one, &scheme));
        scheme.rounds.iter().for_each(round);
        output::line(&format!("审核公式 {} 条", scheme.rules.len()));
    }
    Ok(Exit::Done)
}

fn head(scheme: &Scheme) {
    output::line(&format!(
        "{}（{}），{} 版",
        scheme.name, scheme.code, scheme.version
    ));
    if !scheme.organiser.is_empty() {
        output::line(&format!("主办单位：{}", scheme.organiser));
    }
    if !scheme.note.is_empty() {
        output::line(&format!("说明：{}", scheme.note));
    }
    output::line(&format!(
        "单位 {} 个，其中填报 {} 个，汇总到{}",
        scheme.units.len(),
        scheme.units.iter().filter(|unit| unit.reports).count(),
        scheme.root_unit().name
    ));
    for unit in &scheme.units {
        let above = unit.parent.as_deref().map(|code| scheme.unit_name(code));
        output::line(&format!(
            "  {} {}{}{}",
            unit.code,
            unit.name,
            above.map(|name| format!("，属{name}")).unwrap_or_default(),
            if unit.reports { "" } else { "，不填报" }
        ));
    }
    output::line(&format!("指标 {} 个", scheme.indicators.len()));
    for one in &scheme.indicators {
        let unit = if one.unit_name.is_empty() {
            String::new()
        } else {
            format!("（{}）", one.unit_name)
        };
        output::line(&format!("  {} {}{unit}", one.code, one.name));
    }
}

fn form(form: &Form, scheme: &Scheme) {
    let kind = match form.kind() {
        FormKind::Matrix => "指标表",
        FormKind::CountyTable => "分县表",
        FormKind::Roster => "名册",
    };
    output::line(&format!(
        "报表 {} {}（{kind}{}）",
        form.code,
        form.name,
        if form.required { "" } else { "，可不报" }
    ));
    let rows = form.indicators().len();
    let own = match &form.layout {
        Layout::Matrix(_) | Layout::CountyTable(_) => {
            format!("{rows} 个指标，{} 列", form.columns().len())
        }
        Layout::Roster(roster) => format!("{} 个字段", roster.fields.len()),
    };
    output::line(&format!("  {own}"));
    for column in form.columns() {
        let of = column
            .indicator
            .as_deref()
            .and_then(|code| scheme.indicator(code));
        output::line(&format!(
            "  {} {}{}",
            column.code,
            of.map(|one| format!("{}，", one.name)).unwrap_or_default(),
            column.name
        ));
    }
    if let Layout::Roster(roster) = &form.layout {
        for field in &roster.fields {
            output::line(&format!("  {} {}", field.code, field.name));
        }
    }
}

fn round(round: &Round) {
    let deadline = round
        .deadline
        .as_ref()
        .map(|day| format!("，截止 {day}"))
        .unwrap_or_default();
    output::line(&format!(
        "批次 {} {}：报告期 {}{deadline}，报表 {}，应报单位 {} 个",
        round.code,
        round.name,
        round.period.name(),
        round.forms.join("、"),
        round.units.len()
    ));
}
