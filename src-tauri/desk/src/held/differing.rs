//! Two tables, or a table and a unit's own return, that say the same figure differently.

use super::found::{Found, argument, id, listed, name};
use std::collections::HashMap;
use xianbaohui_core::finding::told::VersionConfirmed;
use xianbaohui_core::finding::{At, FigureRef, Finding, Subject};
use xianbaohui_core::form::{Form, Layout, Role};
use xianbaohui_core::place::Place;
use xianbaohui_core::question::{Answer, BOTH, Question, REFUSE};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::standing::{Key, Standing};

/// Two tables, or a table and a unit's own return, that give the same indicator and column of the
/// same unit differently.
pub(super) fn differing(
    own: &Standing,
    sha256: &str,
    standing: &[Standing],
    scheme: &Scheme,
) -> Option<Found> {
    let is_table = |form: usize| matches!(scheme.forms[form].layout, Layout::CountyTable(_));
    let own_is_table = is_table(own.form);
    let is_roster = |form: usize| matches!(scheme.forms[form].layout, Layout::Roster(_));
    // what a table says of the unit that sends it is its own word in both
    let is_other = |other: &&Standing| {
        other.form != own.form
            && !is_roster(other.form)
            && (own_is_table || is_table(other.form))
            && (own_is_table == is_table(other.form) || other.sender != own.sender)
    };
    let mut differences: Vec<Difference<'_>> = Vec::new();
    for other in standing.iter().filter(is_other) {
        let (form, file) = (&scheme.forms[other.form], &other.file);
        let mut compared: HashMap<(usize, &str), bool> = HashMap::new();
        for (key, figure) in &own.figures {
            // a return speaks of its own unit, a table of those in its rows
            if own_is_table
                && (if is_table(other.form) {
                    key.0 == own.sender
                } else {
                    other.sender != key.0
                })
            {
                continue;
            }
            let indicator = scheme.indicators[key.1].code.as_str();
            // columns of another code may be meant otherwise, however alike they are called
            let asks = |form: &Form| {
                form.indicators().contains(&indicator)
                    && form
                        .column(indicator, &key.2)
                        .is_some_and(|column| column.role == Role::Value)
            };
            if !*compared
                .entry((key.1, key.2.as_str()))
                .or_insert_with(|| asks(&scheme.forms[own.form]) && asks(form))
            {
                continue;
            }
            let (Some(number), Some(against)) = (figure.number, other.figures.get(key)) else {
                continue;
            };
            let Some(there) = against.number.filter(|there| *there != number) else {
                continue;
            };
            differences.push(Difference {
                cell: figure.place.clone(),
                key,
                name: name(key, own.form, scheme),
                now: number.normalize().to_string(),
                form: form.name.clone(),
                before: there.normalize().to_string(),
                file: file.clone(),
                place: against.place.to_string(),
            });
        }
    }
    if differences.is_empty() {
        return None;
    }
    differences.sort_by_cached_key(|one| (one.cell.clone(), one.words(), one.seed()));
    let told = listed(differences.iter().map(Difference::words));
    let text = format!(
        "同一个数在两张表（县表、单位自己报的表）里不一样，共 {} 处：{told}。请核对以哪个为准；\
            不对的请退回更正。",
        differences.len()
    );
    let choices = vec![
        Answer {
            id: BOTH.into(),
            text: "都收，各留在各自的表里".into(),
        },
        Answer {
            id: REFUSE.into(),
            text: "不收这一份".into(),
        },
    ];
    let seed = differences
        .iter()
        .map(|one| format!("{} {}", one.cell, one.seed()))
        .collect::<Vec<_>>()
        .join(";");
    let cells = differences.iter().map(|one| one.cell.clone()).collect();
    let figures = differences.iter().map(|one| FigureRef {
        unit: scheme.units[one.key.0].code.clone(),
        indicator: scheme.indicators[one.key.1].code.clone(),
        column: one.key.2.clone(),
    });
    let about = Subject::Figures(figures.collect());
    Some(Found {
        question: Some(Question {
            id: id(sha256, &seed),
            of: "version".into(),
            cells,
            text,
            choices,
        }),
        told: Finding::of(confirmed(&differences)).about(about),
    })
}

/// A figure that another return has otherwise.
struct Difference<'a> {
    cell: Place,
    key: &'a Key,
    name: String,
    now: String,
    /// the other's form, figure, file and cell
    form: String,
    before: String,
    file: String,
    place: String,
}

impl Difference<'_> {
    fn words(&self) -> String {
        format!(
            "{} 这里是 {}，{}里是 {}（{} {}）",
            self.name, self.now, self.form, self.before, self.file, self.place
        )
    }

    fn seed(&self) -> String {
        format!("{:?} {} {}", self.key, self.now, self.before)
    }
}

fn confirmed(differences: &[Difference<'_>]) -> VersionConfirmed {
    let all = |of: for<'a> fn(&'a Difference<'_>) -> &'a String| {
        argument(differences.iter().map(of).cloned())
    };
    VersionConfirmed {
        version: None,
        file: None,
        gone_units: None,
        gone: None,
        gone_before: None,
        names: all(|one| &one.name),
        before: all(|one| &one.before),
        now: all(|one| &one.now),
        forms: all(|one| &one.form),
        files: all(|one| &one.file),
        places: argument(differences.iter().map(|one| At(one.place.clone()))),
    }
}
