//! What an entry goes by, and which of its fields say what.

use super::defined::Register;
use super::field::{comparable, is_masked, shown};
use crate::form::{FieldKind, FieldSpec, Form, Layout};
use crate::number::Datum;
use crate::personal;
use crate::record::StoredEntry;
use crate::scheme::Scheme;
use crate::text;
use std::collections::HashMap;

/// Between the parts of a key: no text of a sheet has it.
const BETWEEN: char = '\u{1f}';

/// Names of date fields with which something is over.
const LIFTED: [&str; 4] = ["移出", "解除", "注销", "撤销日期"];

/// The fields of a register, by what they are for.
#[derive(Debug, Clone)]
pub struct Fields<'s> {
    /// in the order of the roster
    pub all: &'s [FieldSpec],
    keys: Vec<usize>,
    /// what an entry is called
    pub name: Option<usize>,
    /// whose it is
    unit: Option<usize>,
    /// codes of units by what a row may call them
    units: HashMap<String, &'s str>,
    /// its state in words
    pub status: Option<usize>,
    /// the last day on which it counts
    pub until: Option<usize>,
    /// the day on which it was taken off
    lifted: Option<usize>,
    /// what numbers of personal keys are made with
    secret: String,
}

impl<'s> Fields<'s> {
    /// The fields of a register's roster.
    pub fn of(register: &Register, form: &'s Form, scheme: &'s Scheme) -> Self {
        let all = match &form.layout {
            Layout::Roster(roster) => roster.fields.as_slice(),
            _ => &[],
        };
        let at = |code: &Option<String>| {
            let code = code.as_ref()?;
            all.iter().position(|field| field.code == *code)
        };
        let is_name =
            |field: &FieldSpec| field.kind == FieldKind::Text && field.code_kind.is_none();
        let first = |is: &dyn Fn(&FieldSpec) -> bool| all.iter().position(is);
        let is_lifted = |field: &FieldSpec| {
            field.kind == FieldKind::Date && LIFTED.iter().any(|word| field.name.contains(word))
        };
        let unit = first(&|field| field.kind == FieldKind::Unit);
        let mut units = HashMap::new();
        for own in scheme.units.iter().filter(|_| unit.is_some()) {
            for name in [text::as_key(&own.name).into_owned(), own.code.clone()] {
                units.entry(name).or_insert(own.code.as_str());
            }
        }
        Self {
            all,
            keys: (0..all.len()).filter(|at| all[*at].key).collect(),
            name: first(&|field| is_name(field) && field.key)
                .or_else(|| first(&|field| is_name(field) && field.required))
                .or_else(|| first(&is_name)),
            unit,
            units,
            status: at(&register.status),
            until: at(&register.valid_until),
            lifted: first(&is_lifted),
            secret: String::new(),
        }
    }

    /// The same with the secret of the ledger that the entries lie in.
    #[must_use]
    pub(super) fn with(mut self, secret: String) -> Self {
        self.secret = secret;
        self
    }

    /// A short mark that stands for something personal, always the same in one ledger.
    pub(super) fn token(&self, text: &str) -> String {
        personal::token(&self.secret, text)
    }

    /// Positions of the fields that an entry goes by.
    pub(super) fn keys(&self) -> impl Iterator<Item = usize> {
        self.keys.iter().copied()
    }

    /// What an entry goes by; `None` where a part of it is missing.
    pub fn key(&self, entry: &StoredEntry) -> Option<String> {
        let mut key = String::new();
        for at in &self.keys {
            let (field, spec) = (entry.fields.get(*at)?, self.all.get(*at)?);
            if is_masked(field, spec) {
                return None;
            }
            let part = comparable(field, spec);
            if part.is_empty() {
                return None;
            }
            if !key.is_empty() {
                key.push(BETWEEN);
            }
            key.push_str(&part);
        }
        (!key.is_empty()).then_some(key)
    }

    /// Names of the fields that an entry goes by and that are not filled in.
    pub fn unsaid(&self, entry: &StoredEntry) -> Vec<&'s str> {
        let keys = self.keys.iter().filter_map(|at| {
            let (field, spec) = (entry.fields.get(*at)?, self.all.get(*at)?);
            let is_said = !is_masked(field, spec) && !comparable(field, spec).is_empty();
            (!is_said).then_some(spec.name.as_str())
        });
        keys.collect()
    }

    /// What an entry is called by programs and in commands: its key, or, where that is personal, a
    /// digest of it.
    pub fn id(&self, key: &str) -> String {
        if self.keys.iter().any(|at| self.all[*at].personal) || personal::is_in_key(key) {
            return self.token(key);
        }
        key.replace(BETWEEN, "/")
    }

    /// What stands in a field.
    pub fn text(&self, entry: &StoredEntry, at: Option<usize>) -> String {
        let field = at.and_then(|at| entry.fields.get(at));
        field.map(shown).unwrap_or_default()
    }

    /// The same as it may be shown: personal data are masked unless `open`.
    pub fn shown(&self, entry: &StoredEntry, at: usize, open: bool) -> String {
        let text = self.text(entry, Some(at));
        match self.all.get(at) {
            Some(field) if !open => personal::field(field, &text).into_owned(),
            _ => text,
        }
    }

    /// What an entry is called, as it may be shown.
    pub fn name(&self, entry: &StoredEntry, open: bool) -> String {
        let own = self.name.map(|at| self.shown(entry, at, open));
        own.filter(|name| !name.is_empty()).unwrap_or_else(|| {
            let parts = self.keys.iter().map(|at| self.shown(entry, *at, open));
            parts.collect::<Vec<_>>().join(" ")
        })
    }

    /// Code of the unit that an entry is of: the one that its row names, else the sender.
    pub fn unit_of(&self, entry: &StoredEntry) -> String {
        let own = self.unit.and_then(|at| {
            let named = text::key(&self.text(entry, Some(at)));
            self.units.get(&named).copied()
        });
        own.unwrap_or(&entry.unit).to_owned()
    }

    /// Whether an entry was taken off by a day.
    pub(super) fn is_lifted(&self, entry: &StoredEntry) -> bool {
        let field = self.lifted.and_then(|at| entry.fields.get(at));
        matches!(field.map(|field| &field.datum), Some(Datum::Text(_)))
    }

    /// What stands in the code field and in the name field, made comparable.
    pub(super) fn code_and_name(&self, entry: &StoredEntry) -> (String, String) {
        let is_code =
            |field: &FieldSpec| field.code_kind.is_some() || field.kind == FieldKind::Code;
        let at = self.keys.iter().copied().find(|at| is_code(&self.all[*at]));
        let at = at.or_else(|| self.all.iter().position(is_code));
        let code = at.and_then(|at| Some(comparable(entry.fields.get(at)?, self.all.get(at)?)));
        (code.unwrap_or_default(), self.text(entry, self.name))
    }
}
