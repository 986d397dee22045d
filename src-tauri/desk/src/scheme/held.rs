//! What a new version of the scheme must not do while returns are stored: their figures would be
//! shown under other names, in other units of measure, or under none.

use crate::Error;
use std::collections::HashMap;
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::Ledger;

/// Sentences, one for each thing that stored returns do not allow.
pub(super) fn held(ledger: &Ledger, new: &Scheme) -> Result<Vec<String>, Error> {
    let old = ledger.scheme();
    let stored = ledger.stored_codes()?;
    let mut told = Vec::new();
    for unit in old
        .units
        .iter()
        .filter(|unit| new.unit(&unit.code).is_none())
    {
        if stored.units.contains(&unit.code) {
            told.push(format!(
                "填报单位“{}”（{}）已有入库的报送件，不能从制度里去掉。不再报送的，请保留单位，\
                    在新建批次时不列入应报单位。",
                unit.name, unit.code
            ));
        }
    }
    for own in &old.indicators {
        if let Some(now) = new.indicator(&own.code)
            && now.unit != own.unit
            && stored.indicators.contains(&own.code)
        {
            told.push(format!(
                "指标“{}”（{}）的计量单位由{}改为{}：已入库的数不会跟着换算。请另起一个指标代码，\
                    或保留原来的计量单位。",
                own.name, own.code, own.unit_name, now.unit_name
            ));
        }
    }
    told.extend(exchanged(
        "填报单位",
        old.units.iter().map(|unit| (&unit.code, &unit.name)),
        new.units.iter().map(|unit| (&unit.code, &unit.name)),
    ));
    told.extend(exchanged(
        "指标",
        old.indicators.iter().map(|one| (&one.code, &one.name)),
        new.indicators.iter().map(|one| (&one.code, &one.name)),
    ));
    told.extend(exchanged(
        "报表",
        old.forms.iter().map(|form| (&form.code, &form.name)),
        new.forms.iter().map(|form| (&form.code, &form.name)),
    ));
    for form in old
        .forms
        .iter()
        .filter(|form| stored.forms.contains(&form.code))
    {
        let Some(now) = new.form(&form.code) else {
            continue;
        };
        let what = format!("报表“{}”的列", form.name);
        told.extend(exchanged(
            &what,
            columns(form).iter().map(|(code, name)| (code, name)),
            columns(now).iter().map(|(code, name)| (code, name)),
        ));
        told.extend(measures(form, now));
    }
    Ok(told)
}

/// Fields of a list whose unit of measure is another.
fn measures(old: &Form, new: &Form) -> Vec<String> {
    let (Layout::Roster(was), Layout::Roster(is)) = (&old.layout, &new.layout) else {
        return Vec::new();
    };
    let other = was.fields.iter().filter_map(|field| {
        let now = is.fields.iter().find(|now| now.code == field.code)?;
        (now.unit != field.unit).then_some(field)
    });
    let sentence = |field: &xianbaohui_core::form::FieldSpec| {
        format!(
            "报表“{}”的“{}”（{}）改了计量单位：已入库的数不会跟着换算。请另起一个代码，\
                或保留原来的计量单位。",
            old.name, field.name, field.code
        )
    };
    other.map(sentence).collect()
}

/// Codes and names of columns or fields.
fn columns(form: &Form) -> Vec<(String, String)> {
    match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| (field.code.clone(), field.name.clone()))
            .collect(),
        _ => form
            .columns()
            .iter()
            .map(|column| {
                let code = match &column.indicator {
                    Some(indicator) => format!("{indicator} {}", column.code),
                    None => column.code.clone(),
                };
                (code, column.name.clone())
            })
            .collect(),
    }
}

/// Codes that go to what had another code: what is stored under them would be taken for that.
fn exchanged<'a>(
    what: &str,
    old: impl Iterator<Item = (&'a String, &'a String)>,
    new: impl Iterator<Item = (&'a String, &'a String)>,
) -> Vec<String> {
    let old = old.collect::<Vec<_>>();
    let name_of = old.iter().copied().collect::<HashMap<_, _>>();
    let mut code_of: HashMap<&String, Vec<&String>> = HashMap::new();
    for (code, name) in &old {
        code_of.entry(name).or_default().push(code);
    }
    let mut told = Vec::new();
    for (code, name) in new {
        let Some(was) = name_of.get(code).filter(|was| **was != name) else {
            continue;
        };
        let Some(other) = code_of.get(name).and_then(|codes| codes.first()) else {
            continue;
        };
        told.push(format!(
            "{what}代码 {code} 原来是“{was}”，新制度里成了“{name}”，\
                而“{name}”原来的代码是 {other}：\
                已入库的数会张冠李戴。请不要对调代码，只改顺序或名称。"
        ));
    }
    told
}
