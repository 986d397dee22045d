//! Targets in words.

use xianbaohui_core::number::{Decimal, trimmed};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::statement::Aim;
use xianbaohui_core::target::{Amount, Book, Setting, TargetKey, TargetSet, Told};

/// Which targets are looked at.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// of this year, also those of more years that it is one of
    pub year: Option<u16>,
    /// code of the unit
    pub unit: Option<String>,
    /// code of the kind
    pub code: Option<String>,
}

/// What holds, in the order of the scheme: kinds, then units, then nodes.
pub fn lines<'a>(scheme: &Scheme, book: &'a Book, filter: &Filter) -> Vec<&'a TargetSet> {
    let mut all = book.now();
    all.retain(|set| {
        let key = &set.setting.key;
        filter.year.is_none_or(|year| key.span.has(year))
            && filter.unit.as_ref().is_none_or(|unit| *unit == key.unit)
            && filter.code.as_ref().is_none_or(|code| *code == key.code)
    });
    all.sort_by_cached_key(|set| place(scheme, &set.setting.key));
    all
}

fn place(scheme: &Scheme, key: &TargetKey) -> (usize, String, u16, u16, usize, String) {
    let kind = scheme.targets.iter().position(|kind| kind.code == key.code);
    let unit = scheme.units.iter().position(|unit| unit.code == key.unit);
    (
        kind.unwrap_or(usize::MAX),
        key.item.clone(),
        key.span.first,
        key.span.last,
        unit.unwrap_or(usize::MAX),
        key.node.clone(),
    )
}

/// Which target: 信都区 2021年 新增高新技术企业（3月31日前）.
pub fn key_told(scheme: &Scheme, key: &TargetKey) -> String {
    let kind = scheme.target(&key.code);
    let name = match kind {
        _ if !key.item.is_empty() => &key.item,
        Some(kind) => &kind.name,
        None => &key.code,
    };
    let node = match key.node.as_str() {
        "" => String::new(),
        node => format!("（节点 {node}）"),
    };
    let unit = scheme.unit_name(&key.unit);
    format!("{unit} {}年 {name}{node}", key.span)
}

/// What a target becomes on a later day, where that was set, and why: `2021-08-01 起 ≥ 40 家，年中
/// 调整`.
pub fn later_told(scheme: &Scheme, book: &Book, set: &TargetSet) -> Option<String> {
    let newest = book.history(&set.setting.key).last()?;
    let is_later = newest.step != set.step && newest.setting.date > set.setting.date;
    let (date, reason) = (&newest.setting.date, &newest.reason);
    let amount = amount_told(scheme, &newest.setting);
    is_later.then(|| format!("{date} 起 {amount}，{reason}"))
}

/// What is to be reached, with the words before it and the unit of measure behind it.
pub fn amount_told(scheme: &Scheme, setting: &Setting) -> String {
    let Some(amount) = &setting.amount else {
        return "取消".to_owned();
    };
    let before = match setting.aim {
        Aim::AtLeast | Aim::EachAtLeast => "≥ ",
        Aim::MoreThan => "＞ ",
        Aim::Strive => "力争 ",
        _ => "",
    };
    match amount {
        Amount::Number(_) => format!("{before}{amount} {}", unit_name(scheme, &setting.key))
            .trim_end()
            .to_owned(),
        Amount::Share(_) | Amount::Words(_) => amount.to_string(),
    }
}

/// The unit of measure of a target.
fn unit_name<'a>(scheme: &'a Scheme, key: &TargetKey) -> &'a str {
    let indicator = scheme.target(&key.code).and_then(|kind| {
        let code = kind.indicator.as_ref()?;
        scheme.indicator(code)
    });
    indicator.map_or("", |own| &own.unit_name)
}

/// What does not agree, as a sentence.
pub fn told_words(scheme: &Scheme, told: &Told) -> String {
    let what = key_told(scheme, told.key());
    let unit = unit_name(scheme, told.key());
    let number = |number: &Decimal| format!("{} {unit}", trimmed(*number)).trim_end().to_owned();
    match told {
        Told::Sum {
            city, sum, without, ..
        } => {
            let than = if sum < city { "少" } else { "多" };
            let apart = xianbaohui_core::exact::gap(*city, *sum).unwrap_or(*sum);
            let names = without.iter().map(|code| scheme.unit_name(code));
            let without = match without.len() {
                0 => String::new(),
                count => format!(
                    "；{count} 个单位没有下达：{}",
                    names.collect::<Vec<_>>().join("、")
                ),
            };
            format!(
                "{what}：各单位合计 {}，比全市的 {} {than} {}{without}。",
                number(sum),
                number(city),
                number(&apart)
            )
        }
        Told::Path { whole, years, .. } => format!(
            "{what}：跨年度目标是 {}，各年度的目标是 {}。",
            number(whole),
            number(years)
        ),
        Told::Node { node, whole, .. } => format!(
            "{what}：节点是 {}，比目标 {} 还多。",
            number(node),
            number(whole)
        ),
    }
}
