//! Whether a code still is what it was: through all versions of a scheme that lie between.
//!
//! A name that changes is a rename. But a code that was away and comes back under another name, or
//! has the name that another code had, is something else: figures must not be read under it.

use super::Scheme;
use crate::form::{Form, Layout};
use crate::text;
use std::collections::HashMap;

/// The versions from the one that figures were made with to another, as they were in force one
/// after the other.
#[derive(Debug, Clone)]
pub struct Way<'s> {
    /// the one that figures were made with
    pub own: &'s Scheme,
    /// those between
    pub between: Vec<&'s Scheme>,
    /// the one that they are to be read by
    pub now: &'s Scheme,
}

/// Names by code, in each version of a way.
#[derive(Debug)]
pub struct Names {
    own: HashMap<String, String>,
    between: Vec<HashMap<String, String>>,
    now: HashMap<String, String>,
}

/// What a code became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Became {
    /// what it was called
    pub was: String,
    /// what it is called
    pub is: String,
}

impl<'s> Way<'s> {
    /// From one version to another, nothing between.
    pub fn straight(own: &'s Scheme, now: &'s Scheme) -> Self {
        Self {
            own,
            between: Vec::new(),
            now,
        }
    }

    /// Names by code of one kind.
    fn names(&self, of: impl Fn(&Scheme) -> Vec<(String, String)>) -> Names {
        let of = |scheme: &Scheme| of(scheme).into_iter().collect::<HashMap<_, _>>();
        Names {
            own: of(self.own),
            between: self.between.iter().map(|scheme| of(scheme)).collect(),
            now: of(self.now),
        }
    }

    /// Of units.
    pub fn units(&self) -> Names {
        self.names(|scheme| {
            let all = scheme.units.iter();
            all.map(|one| (one.code.clone(), one.name.clone()))
                .collect()
        })
    }

    /// Of forms.
    pub fn forms(&self) -> Names {
        self.names(|scheme| {
            let all = scheme.forms.iter();
            all.map(|one| (one.code.clone(), one.name.clone()))
                .collect()
        })
    }

    /// Of indicators.
    pub fn indicators(&self) -> Names {
        self.names(|scheme| {
            let all = scheme.indicators.iter();
            all.map(|one| (one.code.clone(), one.name.clone()))
                .collect()
        })
    }

    /// Of the columns of a form, or the fields of a list.
    pub fn columns(&self, form: &str) -> Names {
        self.names(|scheme| scheme.form(form).map(columns).unwrap_or_default())
    }
}

impl Names {
    /// All codes that became something else.
    pub fn all(&self) -> HashMap<&str, Became> {
        let codes = self.own.keys().map(String::as_str);
        codes
            .filter_map(|code| Some((code, self.became(code)?)))
            .collect()
    }

    /// What a code became, where that is something else.
    pub fn became(&self, code: &str) -> Option<Became> {
        let (was, is) = (self.own.get(code)?, self.now.get(code)?);
        let is_same = |one: &str, other: &str| text::key(one) == text::key(other);
        let mut last = was;
        let mut came_back = false;
        let mut was_away = false;
        for names in self.between.iter().chain([&self.now]) {
            let Some(name) = names.get(code) else {
                was_away = true;
                continue;
            };
            came_back |= was_away && !is_same(last, name);
            (last, was_away) = (name, false);
        }
        let has_other = |names: &HashMap<String, String>, name: &str| {
            let mut all = names.iter();
            all.any(|(other, own)| other != code && is_same(own, name))
        };
        let is_exchanged = has_other(&self.own, is) || has_other(&self.now, was);
        (!is_same(was, is) && (came_back || is_exchanged)).then(|| Became {
            was: was.clone(),
            is: is.clone(),
        })
    }
}

/// What the columns of a form, or the fields of a list, are known by.
pub fn column_key(indicator: Option<&str>, code: &str) -> String {
    match indicator {
        Some(indicator) => format!("{indicator} {code}"),
        None => code.to_owned(),
    }
}

/// Columns of a form, or fields of a list, with their names.
pub fn columns(form: &Form) -> Vec<(String, String)> {
    if let Layout::Roster(roster) = &form.layout {
        let all = roster.fields.iter();
        return all
            .map(|field| (field.code.clone(), field.name.clone()))
            .collect();
    }
    let all = form.columns().iter();
    all.map(|one| {
        let code = column_key(one.indicator.as_deref(), &one.code);
        (code, one.name.clone())
    })
    .collect()
}
