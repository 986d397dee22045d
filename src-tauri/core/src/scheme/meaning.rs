//! What stored figures mean: those that were made with one version of a scheme, held against what
//! another version means by the same codes.

use super::Scheme;
use super::lineage::{Became, Way, column_key};
use crate::form::{ColumnSpec, FieldKind, FieldSpec, Form, Layout, Role};
use crate::indicator::{Indicator, MeasureType};
use crate::measure::{Factor, MeasureUnit};
use crate::number::{Datum, Decimal, Unreadable};
use std::collections::HashMap;

/// Why a figure is not what another version of the scheme means by its codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Otherwise {
    /// it is in another unit of measure
    Measure {
        /// the one that it is in
        was: String,
        /// the one that is meant
        is: String,
        /// what is between them; `None` where they measure different things
        factor: Option<Factor>,
    },
    /// it is of another kind: one that is added where the other is not, words
    Kind {
        /// the kind that it is of
        was: &'static str,
        /// the one that is meant
        is: &'static str,
    },
    /// its column is to the others something else
    Role,
    /// its code stands for something else by now
    Name(Became),
    /// the other version has no such figure
    Gone,
}

impl Otherwise {
    /// The figure as the other version means it; `None` where that cannot be told exactly.
    pub fn number(&self, number: Decimal) -> Option<Decimal> {
        match self {
            Self::Measure { factor, .. } => (*factor)?.apply(number),
            Self::Kind { .. } | Self::Role | Self::Name(_) | Self::Gone => None,
        }
    }

    /// Whether figures can be read as the other version means them.
    pub fn is_exact(&self) -> bool {
        matches!(
            self,
            Self::Measure {
                factor: Some(_),
                ..
            }
        )
    }

    /// What is otherwise: `计量单位由万元改为亿元`.
    pub fn words(&self) -> String {
        match self {
            Self::Measure { was, is, .. } => format!("计量单位由{was}改为{is}"),
            Self::Kind { was, is } => format!("指标类型由{was}改为{is}"),
            Self::Role => "列的算法（role、of、base）改了".into(),
            Self::Name(Became { was, is }) => {
                format!("报送时是“{was}”，代码现在用作“{is}”")
            }
            Self::Gone => "现行制度没有了".into(),
        }
    }

    /// The datum as the other version means it, with a note of what was done to it. What is no
    /// number stays as it is, unless it is of something else altogether.
    pub fn read(&self, datum: &mut Datum, note: &mut Option<String>) {
        let moved = match datum {
            Datum::Number(number) => self.number(*number),
            Datum::Blank => return,
            _ if matches!(self, Self::Name(_)) => None,
            _ => return,
        };
        let told = if let Some(moved) = moved {
            *datum = Datum::Number(moved);
            format!("入库后制度改了：{}，已换算", self.words())
        } else {
            *datum = Datum::Unreadable(Unreadable::OtherMeaning);
            format!("入库后制度改了：{}，没有计入", self.words())
        };
        *note = Some(match note.take() {
            Some(own) => format!("{own}；{told}"),
            None => told,
        });
    }
}

/// Which figures on a form one version of a scheme means otherwise than another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meanings {
    /// by indicator and column
    figures: HashMap<String, HashMap<String, Otherwise>>,
    /// by field
    fields: HashMap<String, Otherwise>,
    /// what the other version has no more, in the order of the form
    gone: Vec<Gone>,
    /// indicator and column that only the other version has, in the order of the form
    since: Vec<(String, String)>,
}

/// A figure or field that another version of a form has no more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    /// indicator and column; `None` of a field
    pub figure: Option<(String, String)>,
    /// what the indicator or field was called
    pub name: String,
    /// what the column was called; empty of a field
    pub column: String,
}

/// Names of what is gone, an indicator once with its columns: `技术合同成交额（累计、年目标）`.
pub fn named<'a>(gone: impl IntoIterator<Item = &'a Gone>) -> Vec<String> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for one in gone {
        match found.last_mut().filter(|(name, _)| *name == one.name) {
            Some((_, columns)) => columns.push(&one.column),
            None => found.push((&one.name, vec![&one.column])),
        }
    }
    let name = |(name, columns): (&str, Vec<&str>)| match columns.join("、") {
        columns if columns.is_empty() => name.to_owned(),
        columns => format!("{name}（{columns}）"),
    };
    found.into_iter().map(name).collect()
}

impl Meanings {
    /// Of a form, which was `own` and is `now`.
    pub fn between(own: &Scheme, now: &Scheme, form: &str) -> Self {
        Self::on(&Way::straight(own, now), form)
    }

    /// Of a form, from one end of a way to the other.
    pub fn on(way: &Way<'_>, form: &str) -> Self {
        let (own, now) = (way.own, way.now);
        let Some(was) = own.form(form) else {
            return Self::default();
        };
        let mut found = Self {
            gone: gone(own, was, now),
            ..Self::default()
        };
        let Some(is) = now.form(form) else {
            return found;
        };
        found.since = since(own, was, now, is);
        let (indicators, columns) = (way.indicators(), way.columns(form));
        for code in is.indicators() {
            let (Some(old), Some(new)) = (own.indicator(code), now.indicator(code)) else {
                continue;
            };
            for column in is.columns_of(code) {
                let Some(before) = was.column(code, &column.code) else {
                    continue;
                };
                let key = column_key(column.indicator.as_deref(), &column.code);
                let became = indicators.became(code).or_else(|| columns.became(&key));
                let other = became
                    .map(Otherwise::Name)
                    .or_else(|| figure((before, old), (column, new)));
                if let Some(other) = other {
                    let columns = found.figures.entry(code.to_owned()).or_default();
                    columns.entry(column.code.clone()).or_insert(other);
                }
            }
        }
        for field in fields(is) {
            let became = columns.became(&field.code).map(Otherwise::Name);
            let other = was
                .field(&field.code)
                .and_then(|old| became.or_else(|| entry(old, field)));
            if let Some(other) = other {
                found.fields.insert(field.code.clone(), other);
            }
        }
        found
    }

    /// Whether both mean the same, and have the same.
    pub fn is_same(&self) -> bool {
        self.figures.is_empty()
            && self.fields.is_empty()
            && self.gone.is_empty()
            && self.since.is_empty()
    }

    /// Indicator and column of what only the other version asks for, in the order of the form.
    pub fn since(&self) -> &[(String, String)] {
        &self.since
    }

    /// What the other version has no more, in the order of the form.
    pub fn gone(&self) -> &[Gone] {
        &self.gone
    }

    /// What is otherwise with a figure.
    pub fn figure(&self, indicator: &str, column: &str) -> Option<&Otherwise> {
        self.figures.get(indicator)?.get(column)
    }

    /// What is otherwise with a field of an entry.
    pub fn field(&self, code: &str) -> Option<&Otherwise> {
        self.fields.get(code)
    }

    /// Indicators, with what is otherwise with the first of their columns that is; in the order of
    /// the form.
    pub fn indicators<'a>(
        &'a self,
        form: &'a Form,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Otherwise)> {
        form.indicators().into_iter().flat_map(move |code| {
            let columns = self.figures.get(code);
            let found = form.columns_of(code).filter_map(move |column| {
                let other = columns?.get(&column.code)?;
                Some((code, column.code.as_str(), other))
            });
            // another unit of measure is that of every column
            let mut known: Vec<&Otherwise> = Vec::new();
            found
                .filter(move |(_, _, other)| {
                    let is_new = !known.contains(other);
                    known.push(other);
                    is_new
                })
                .collect::<Vec<_>>()
        })
    }

    /// Fields with what is otherwise with them, in the order of the form.
    pub fn fields<'a>(
        &'a self,
        form: &'a Form,
    ) -> impl Iterator<Item = (&'a FieldSpec, &'a Otherwise)> {
        fields(form)
            .iter()
            .filter_map(|field| Some((field, self.fields.get(&field.code)?)))
    }
}

/// What is on a form and was not there.
fn since(own: &Scheme, was: &Form, now: &Scheme, is: &Form) -> Vec<(String, String)> {
    let old = was.indicators();
    let known = |code: &str| own.indicator(code).is_some() && old.contains(&code);
    let is_new = |code: &str, column: &str| !known(code) || was.column(code, column).is_none();
    let asked = is.indicators().into_iter();
    asked
        .filter(|code| now.indicator(code).is_some())
        .flat_map(|code| is.columns_of(code).map(move |column| (code, &column.code)))
        .filter(|(code, column)| is_new(code, column))
        .map(|(code, column)| (code.to_owned(), column.clone()))
        .collect()
}

/// What was on a form and is there no more.
fn gone(own: &Scheme, was: &Form, now: &Scheme) -> Vec<Gone> {
    let is = now.form(&was.code);
    let mut found = Vec::new();
    for code in was.indicators() {
        let asked = is.is_some_and(|is| is.indicators().contains(&code));
        let name = own.indicator(code).map_or(code, |one| &one.name);
        for column in was.columns_of(code) {
            let there = is.and_then(|is| is.column(code, &column.code));
            if !asked || there.is_none() {
                found.push(Gone {
                    figure: Some((code.to_owned(), column.code.clone())),
                    name: name.to_owned(),
                    column: column.name.clone(),
                });
            }
        }
    }
    for field in fields(was) {
        if is.and_then(|is| is.field(&field.code)).is_none() {
            found.push(Gone {
                figure: None,
                name: field.name.clone(),
                column: String::new(),
            });
        }
    }
    found
}

fn fields(form: &Form) -> &[FieldSpec] {
    match &form.layout {
        Layout::Roster(roster) => &roster.fields,
        _ => &[],
    }
}

fn figure(
    (was, old): (&ColumnSpec, &Indicator),
    (is, new): (&ColumnSpec, &Indicator),
) -> Option<Otherwise> {
    if was.role != is.role {
        return Some(Otherwise::Role);
    }
    // a rate, a place, words: what the indicator is measured in does not matter
    if is.role != Role::Value {
        return None;
    }
    let kind = |of: MeasureType| (of.adds_up(), of.is_words());
    if kind(old.measure) != kind(new.measure) {
        return Some(Otherwise::Kind {
            was: old.measure.name(),
            is: new.measure.name(),
        });
    }
    (old.unit != new.unit).then(|| Otherwise::Measure {
        was: old.unit_name.clone(),
        is: new.unit_name.clone(),
        factor: exactly(&old.unit, &new.unit),
    })
}

fn entry(was: &FieldSpec, is: &FieldSpec) -> Option<Otherwise> {
    if was.kind != FieldKind::Number || is.kind != FieldKind::Number || was.unit == is.unit {
        return None;
    }
    let name = |field: &FieldSpec| match &field.unit {
        Some(_) => field.unit_name.clone(),
        None => "（没有写）".to_owned(),
    };
    Some(Otherwise::Measure {
        was: name(was),
        is: name(is),
        factor: match (&was.unit, &is.unit) {
            (Some(was), Some(is)) => exactly(was, is),
            _ => None,
        },
    })
}

/// What is between two units of measure; a bare 万 or 亿 may be of anything.
fn exactly(was: &MeasureUnit, is: &MeasureUnit) -> Option<Factor> {
    let is_bare = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Magnitude(_));
    if is_bare(was) != is_bare(is) {
        return None;
    }
    was.factor_to(is)
}
