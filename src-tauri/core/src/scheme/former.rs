//! How earlier versions of a scheme called what the one in force still asks, so that a sheet drawn
//! for one of them is known for that, and mapped where the mapping is known: by the codes. A form
//! that is no more is told with the one that took its place.
//!
//! What means something else now (another unit of measure, another role), or has the wording that
//! another column has now, is not mapped.

use super::Scheme;
use crate::form::{ColumnSpec, FieldSpec, Form, Header, Layout};
use crate::label_key::{KeyPlaces, LabelKey};
use crate::text;
pub use crate::wording_then::{Former, Wording};
use std::borrow::Borrow;

/// What earlier versions, the newest first, called otherwise.
pub fn former<S: Borrow<Scheme>>(now: &Scheme, earlier: &[S]) -> Vec<Former> {
    let mut found: Vec<Former> = Vec::new();
    for then in earlier.iter().map(Borrow::borrow) {
        for form in &then.forms {
            let wordings = match now.forms.iter().find(|own| own.code == form.code) {
                Some(own) => otherwise((now, own), (then, form)),
                None => Vec::from_iter(gone(now, form)),
            };
            for wording in wordings {
                let is_known = |own: &Former| own.form == form.code && own.wording == wording;
                if !found.iter().any(is_known) {
                    found.push(Former {
                        version: then.version.clone(),
                        form: form.code.clone(),
                        wording,
                    });
                }
            }
        }
    }
    found
}

fn is_among<'a>(wording: &str, mut all: impl Iterator<Item = &'a String>) -> bool {
    let key = text::key(wording);
    all.any(|own| text::key(own) == key)
}

/// What a form that is there still was called otherwise.
fn otherwise((now, own): (&Scheme, &Form), (then, form): (&Scheme, &Form)) -> Vec<Wording> {
    let mut found = Vec::new();
    let titles = || now.forms.iter().flat_map(|own| &own.titles);
    let old = form
        .titles
        .iter()
        .filter(|title| !is_among(title, titles()));
    found.extend(old.cloned().map(Wording::Title));
    match (&own.layout, &form.layout) {
        (Layout::Roster(own_roster), Layout::Roster(roster)) => {
            let taken = own_roster.fields.iter().flat_map(|field| &field.headers);
            let taken = taken.chain(&own.ignore).collect::<Vec<_>>();
            for field in &own_roster.fields {
                let mut fields = roster.fields.iter();
                let was = fields.find(|was| was.code == field.code);
                let was = was.filter(|was| is_field(field, was));
                let headers = was.into_iter().flat_map(|was| &was.headers);
                let free = headers.filter(|header| is_free(header, &taken));
                found.extend(free.map(|header| Wording::Header {
                    indicator: None,
                    column: field.code.clone(),
                    levels: header.0.clone(),
                }));
            }
        }
        (Layout::Roster(_), _) | (_, Layout::Roster(_)) => return found,
        _ => {
            let taken = own.columns().iter().flat_map(|column| &column.headers);
            let taken = taken.chain(&own.ignore).collect::<Vec<_>>();
            for column in own.columns() {
                let mut columns = form.columns().iter();
                let was = columns
                    .find(|was| was.code == column.code && was.indicator == column.indicator);
                let was = was.filter(|was| is_column((now, column), (then, was)));
                let headers = was.into_iter().flat_map(|was| &was.headers);
                let free = headers.filter(|header| is_free(header, &taken));
                found.extend(free.map(|header| Wording::Header {
                    indicator: column.indicator.clone(),
                    column: column.code.clone(),
                    levels: header.0.clone(),
                }));
            }
        }
    }
    if let (Layout::Matrix(own), Layout::Matrix(was)) = (&own.layout, &form.layout) {
        let taken = || own.rows.iter().flat_map(|row| &row.labels);
        for row in &own.rows {
            let mut rows = was.rows.iter();
            let Some(was) = rows.find(|was| was.indicator == row.indicator) else {
                continue;
            };
            if !is_indicator(now, then, &row.indicator) {
                continue;
            }
            let old = was.labels.iter().filter(|label| !is_among(label, taken()));
            found.extend(old.map(|label| Wording::Label {
                indicator: row.indicator.clone(),
                label: label.clone(),
            }));
        }
    }
    found
}

/// Whether no column of the form has a header now.
fn is_free(header: &Header, taken: &[&Header]) -> bool {
    let key = |header: &Header| {
        header
            .0
            .iter()
            .map(|own| text::key(own))
            .collect::<Vec<_>>()
    };
    let own = key(header);
    // the last level alone may stand on a sheet
    let is_taken = |other: &&&Header| {
        let other = key(other);
        other == own || other.last() == own.last()
    };
    !taken.iter().any(|other| is_taken(&other))
}

fn is_field(now: &FieldSpec, then: &FieldSpec) -> bool {
    now.kind == then.kind && now.unit == then.unit && now.code_kind == then.code_kind
}

/// Whether figures of a column still mean the same.
fn is_column((now, own): (&Scheme, &ColumnSpec), (then, was): (&Scheme, &ColumnSpec)) -> bool {
    let is_same = own.role == was.role && own.as_ratio == was.as_ratio;
    let of = own.indicator.as_deref();
    is_same && of.is_none_or(|code| is_indicator(now, then, code))
}

fn is_indicator(now: &Scheme, then: &Scheme, code: &str) -> bool {
    let both = now.indicator(code).zip(then.indicator(code));
    both.is_some_and(|(own, was)| own.unit == was.unit && own.measure == was.measure)
}

/// A form that is no more: the one that took its place has at least half of what it asked.
fn gone(now: &Scheme, form: &Form) -> Option<Wording> {
    let titles = || now.forms.iter().flat_map(|own| &own.titles);
    let free = form
        .titles
        .iter()
        .filter(|title| !is_among(title, titles()));
    let titles = free.cloned().collect::<Vec<_>>();
    let asked = asked(form);
    let shared = |own: &Form| {
        let theirs = self::asked(own);
        asked.iter().filter(|code| theirs.contains(code)).count()
    };
    let all = now.forms.iter().filter(|own| own.kind() == form.kind());
    let best = all.max_by_key(|own| shared(own));
    let best = best.filter(|own| shared(own) > 0 && shared(own) * 2 >= asked.len());
    (!titles.is_empty()).then(|| Wording::Gone {
        name: form.name.clone(),
        titles,
        now: best.map(|own| (own.code.clone(), own.name.clone())),
    })
}

/// Codes of what a form asks: indicators, or fields.
fn asked(form: &Form) -> Vec<&str> {
    match &form.layout {
        Layout::Roster(roster) => roster.fields.iter().map(|own| own.code.as_str()).collect(),
        _ => form.indicators(),
    }
}

impl Scheme {
    /// Makes it know how earlier versions called what it asks.
    pub fn recall(&mut self, former: Vec<Former>) {
        for one in &former {
            let mut forms = self.forms.iter_mut();
            let Some(form) = forms.find(|own| own.code == one.form) else {
                continue;
            };
            match &one.wording {
                Wording::Title(title) => form.titles.push(title.clone()),
                Wording::Header {
                    indicator,
                    column,
                    levels,
                } => add_header(form, (indicator, column), Header(levels.clone())),
                Wording::Label { indicator, label } => {
                    let Layout::Matrix(matrix) = &mut form.layout else {
                        continue;
                    };
                    let mut rows = matrix.rows.iter_mut();
                    if let Some(row) = rows.find(|row| row.indicator == *indicator) {
                        row.labels.push(label.clone());
                        row.keys.push(LabelKey::new(label));
                    }
                    let keys = matrix.rows.iter().map(|row| row.keys.as_slice());
                    matrix.places = KeyPlaces::of(keys);
                }
                Wording::Gone { .. } => {}
            }
        }
        self.former = former;
    }
}

fn add_header(form: &mut Form, (indicator, column): (&Option<String>, &str), header: Header) {
    match &mut form.layout {
        Layout::Roster(roster) => {
            let mut fields = roster.fields.iter_mut();
            if let Some(field) = fields.find(|own| own.code == column) {
                field.headers.push(header);
            }
        }
        Layout::Matrix(crate::form::Matrix { columns, .. })
        | Layout::CountyTable(crate::form::CountyTable { columns, .. }) => {
            let is_it = |own: &&mut ColumnSpec| own.code == column && own.indicator == *indicator;
            if let Some(own) = columns.iter_mut().find(is_it) {
                own.headers.push(header);
            }
        }
    }
}
