//! What things are found by on a sheet: headers, labels of rows, titles of forms, names of units.
//! Where one takes what another was found by, what is reported from now on would stand under
//! another code than what is stored.

use std::collections::HashMap;
use xianbaohui_core::form::{Form, Header, Layout};
use xianbaohui_core::label;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::lineage::column_key;
use xianbaohui_core::text;

/// One wording: as it is written, then as a sheet of each period says it, level by level. What
/// sheets of different periods say is never compared.
pub(super) type Wording = Vec<Vec<String>>;

/// Wordings by code.
pub(super) type Wordings = HashMap<String, Vec<Wording>>;

/// Units of measure and brackets make no difference to how a header is found.
fn level(level: &str) -> String {
    text::key(&label::without_measure(level))
}

/// As it is written, and with the years of the rounds put in.
fn of_header(header: &Header, periods: &[Period]) -> Wording {
    let with = |period: Option<Period>| {
        let levels = header.levels(period).into_iter();
        levels.map(|one| level(&one)).collect::<Vec<_>>()
    };
    let years = periods.iter().map(|period| with(Some(*period)));
    std::iter::once(with(None)).chain(years).collect()
}

fn single(word: String) -> Wording {
    vec![vec![word]]
}

/// Of the headers of a form, or the fields of a list.
pub(super) fn headers(form: &Form, periods: &[Period]) -> Wordings {
    let all = |headers: &[Header]| headers.iter().map(|one| of_header(one, periods)).collect();
    if let Layout::Roster(roster) = &form.layout {
        let fields = roster.fields.iter();
        return fields
            .map(|field| (field.code.clone(), all(&field.headers)))
            .collect();
    }
    let columns = form.columns().iter();
    columns
        .map(|one| {
            let code = column_key(one.indicator.as_deref(), &one.code);
            (code, all(&one.headers))
        })
        .collect()
}

/// Of the rows of a form, by indicator.
pub(super) fn labels(form: &Form, _: &[Period]) -> Wordings {
    let Layout::Matrix(matrix) = &form.layout else {
        return Wordings::new();
    };
    let mut found = Wordings::new();
    for row in &matrix.rows {
        let own = found.entry(row.indicator.clone()).or_default();
        own.extend(row.labels.iter().map(|label| single(level(label))));
    }
    found
}

/// Of the titles of forms: a title is found where it stands in one, whatever the year.
pub(super) fn titles(scheme: &Scheme) -> Wordings {
    let plain = |title: &String| {
        let key = text::key(title);
        let rest = key.trim_start_matches(|c: char| c.is_ascii_digit() || c == '年');
        single(rest.to_owned())
    };
    let forms = scheme.forms.iter();
    forms
        .map(|form| (form.code.clone(), form.titles.iter().map(plain).collect()))
        .collect()
}

/// Of the names of units, other spellings and former names.
pub(super) fn names(scheme: &Scheme) -> Wordings {
    let units = scheme.units.iter();
    units
        .map(|unit| {
            let former = unit.former.iter().map(|one| &one.name);
            let all = std::iter::once(&unit.name)
                .chain(&unit.aliases)
                .chain(former);
            let all = all.map(|name| single(text::key(name))).collect();
            (unit.code.clone(), all)
        })
        .collect()
}

/// Whether a sheet that says one is found by the other.
pub(super) type Catches = fn(&[String], &[String]) -> bool;

/// A header is found by its last levels.
pub(super) fn by_levels(one: &[String], other: &[String]) -> bool {
    one.ends_with(other) || other.ends_with(one)
}

/// A title is found within one.
pub(super) fn within(one: &[String], other: &[String]) -> bool {
    let mut pairs = one.iter().zip(other);
    pairs.any(|(one, other)| one.contains(other.as_str()) || other.contains(one.as_str()))
}

/// Whether a sheet of some period says both alike.
fn is_same(one: &Wording, other: &Wording) -> bool {
    one.iter().zip(other).any(|(one, other)| one == other)
}

/// Codes with the code whose wording they take. `was`: of the versions that returns were made with.
/// What an existing code was never found by, and another was, it may not have; nor may a new one
/// where the other goes on without it.
pub(super) fn taken(is: &Wordings, was: &[Wordings], catches: Catches) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (code, wordings) in is {
        let own = || was.iter().filter_map(|all| all.get(code)).flatten();
        let is_new = own().next().is_none();
        let unheard = wordings
            .iter()
            .filter(|one| !own().any(|had| is_same(had, one)));
        for wording in unheard {
            let taken = |other: &str, had: &Wording| {
                let now = is.get(other);
                let goes_on = now.is_some_and(|now| !now.iter().any(|one| is_same(one, had)));
                let holds = now.is_some() && !goes_on;
                if is_same(wording, had) {
                    return !is_new || goes_on;
                }
                let mut pairs = wording.iter().zip(had);
                let caught = pairs.any(|(one, other)| catches(one, other));
                caught && !holds && (!is_new || goes_on)
            };
            let others = was.iter().flatten().filter(|(other, _)| *other != code);
            let first = others
                .filter(|(other, all)| all.iter().any(|had| taken(other, had)))
                .map(|(other, _)| other)
                .min();
            found.extend(first.map(|other| (code.clone(), other.clone())));
        }
    }
    found.sort();
    found
}
