//! What a list calls targets and units.

use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::{Span, TargetKind};
use xianbaohui_core::text;

/// Wordings for all counties.
const ALL: [&str; 8] = [
    "各县(市、区)",
    "各县市区",
    "各县区",
    "各县(区)",
    "各区县",
    "各区(市)县",
    "全市各县(市、区)",
    "各有关县(市、区)",
];

/// Wordings for the unit that consolidates.
const WHOLE: [&str; 6] = ["全市", "合计", "总计", "全市合计", "全市目标", "市级"];

/// A name without its number and the unit of measure in brackets, and that unit.
pub(super) fn without_unit(raw: &str) -> (String, Option<MeasureUnit>) {
    let (key, unit) = label::split_measure(raw);
    (label::bare(&key).0.to_owned(), unit)
}

/// All that a kind of target is called, as keys.
fn wordings(scheme: &Scheme, kind: &TargetKind) -> Vec<String> {
    let own = kind.indicator.as_ref();
    let own = own.and_then(|code| scheme.indicator(code));
    let names = own.into_iter();
    let names = names.flat_map(|own| std::iter::once(&own.name).chain(&own.aliases));
    let all = std::iter::once(&kind.name)
        .chain(&kind.aliases)
        .chain(names);
    all.map(|name| text::key(name)).collect()
}

/// The kinds of that name.
pub(super) fn kinds<'s>(scheme: &'s Scheme, raw: &str) -> Vec<&'s TargetKind> {
    let (name, _) = without_unit(raw);
    let all = scheme.targets.iter();
    all.filter(|kind| wordings(scheme, kind).contains(&name))
        .collect()
}

/// The kind whose name a text begins with, and what stands behind it: 新增高新技术企业150家以上.
pub(super) fn begins<'s>(scheme: &'s Scheme, raw: &str) -> Option<(&'s TargetKind, String)> {
    let key = text::key(raw);
    let key = label::bare(&key).0;
    let mut found: Option<(usize, &TargetKind)> = None;
    for kind in &scheme.targets {
        for name in wordings(scheme, kind) {
            let is_longer = found.is_none_or(|(length, _)| name.len() > length);
            if key.len() > name.len() && key.starts_with(&name) && is_longer {
                found = Some((name.len(), kind));
            }
        }
    }
    let (length, kind) = found?;
    let rest = key.get(length..)?.trim_start_matches([':', ',']);
    rest.contains(|c: char| c.is_ascii_digit())
        .then(|| (kind, rest.to_owned()))
}

/// The kinds whose names are nearest, those with the words in them first.
pub(super) fn near<'s>(scheme: &'s Scheme, raw: &str) -> Vec<&'s TargetKind> {
    const MOST: usize = 5;
    let (name, _) = without_unit(raw);
    let figures = scheme
        .targets
        .iter()
        .filter(|kind| kind.indicator.is_some());
    let mut all = figures
        .map(|kind| {
            let likeness = wordings(scheme, kind).into_iter().map(|own| {
                let within = own.contains(&name) || name.contains(&own);
                text::likeness(&own, &name) + if within { 1.0 } else { 0.0 }
            });
            (likeness.fold(0.0, f64::max), kind)
        })
        .filter(|(likeness, _)| *likeness > 0.3)
        .collect::<Vec<_>>();
    all.sort_by(|(one, _), (other, _)| other.total_cmp(one));
    all.into_iter().take(MOST).map(|(_, kind)| kind).collect()
}

/// Kinds of tasks, which any text may be.
pub(super) fn tasks(scheme: &Scheme) -> impl Iterator<Item = &TargetKind> {
    scheme
        .targets
        .iter()
        .filter(|kind| kind.indicator.is_none())
}

/// The unit of that name, by its code.
pub(super) fn unit(scheme: &Scheme, raw: &str, span: Option<Span>) -> Option<String> {
    if WHOLE.contains(&&*text::key(raw)) {
        return Some(scheme.root_unit().code.clone());
    }
    let period = span.and_then(|span| Period::months(span.last, 1, 12));
    match scheme.unit_names.in_row(raw, period).as_slice() {
        [only] => Some(scheme.units[only.unit].code.clone()),
        _ => None,
    }
}

/// All units that a text names, by their codes, where it names nothing else.
pub(super) fn units(scheme: &Scheme, raw: &str, span: Option<Span>) -> Option<Vec<String>> {
    if let Some(only) = unit(scheme, raw, span) {
        return Some(vec![only]);
    }
    if ALL.iter().any(|own| text::key(own) == text::key(raw)) {
        let root = &scheme.root_unit().code;
        let counties = scheme.units.iter();
        let counties = counties.filter(|unit| unit.reports && unit.code != *root);
        return Some(counties.map(|unit| unit.code.clone()).collect());
    }
    let parts = raw.split(['、', ',', '，', ';', '；', '/', '\n', ' ']);
    let parts = parts.filter(|part| !part.trim().is_empty());
    let named = parts.map(|part| unit(scheme, part, span));
    let named = named.collect::<Option<Vec<_>>>()?;
    (!named.is_empty()).then_some(named)
}
