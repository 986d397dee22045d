//! Where the names in a rule are looked up.

use crate::form::{FieldSpec, Form, Layout};
use crate::indicator::Indicator;
use crate::text;

/// Where names are looked up.
#[derive(Debug, Clone, Copy)]
pub struct RuleNames<'a> {
    /// all indicators
    pub indicators: &'a [Indicator],
    /// all forms
    pub forms: &'a [Form],
    /// the form whose figures are meant
    pub form: Option<&'a Form>,
    /// the roster whose rows are asked one by one
    pub each: Option<&'a Form>,
    /// whether units of measure must go together: those of a text that a ledger was made with are
    /// taken as they are
    pub is_measured: bool,
}

/// An indicator that a name stands for.
pub(super) enum Named<'a> {
    One(&'a Indicator),
    /// 其中 items of several wholes are called so
    Several(Vec<&'a Indicator>),
    None,
}

impl<'a> RuleNames<'a> {
    /// Over these, with units of measure checked.
    pub fn of(indicators: &'a [Indicator], forms: &'a [Form]) -> Self {
        Self {
            indicators,
            forms,
            form: None,
            each: None,
            is_measured: true,
        }
    }

    /// A form by code or name.
    pub(super) fn form_named(&self, name: &str) -> Option<&'a Form> {
        let wanted = text::key(name);
        let mut forms = self.forms.iter();
        forms.find(|form| form.code == name).or_else(|| {
            let mut forms = self.forms.iter();
            forms.find(|form| text::key(&form.name) == wanted || text::key(&form.code) == wanted)
        })
    }

    /// A list by code or name: rosters are.
    pub(super) fn list(&self, name: &str) -> Option<&'a Form> {
        self.form_named(name)
            .filter(|form| matches!(form.layout, Layout::Roster(_)))
    }

    /// The nearest form, or list.
    pub(super) fn nearest_form(&self, name: &str, is_list: bool) -> Option<&'a str> {
        let forms = self.forms.iter();
        let forms = forms.filter(|form| !is_list || matches!(form.layout, Layout::Roster(_)));
        text::nearest(
            name,
            forms.flat_map(|form| [form.code.as_str(), &form.name]),
        )
    }

    /// An indicator by code, name, alias, or as 其中 item of another.
    pub(super) fn indicator(&self, name: &str) -> Named<'a> {
        let wanted = text::key(name);
        let all = self.indicators;
        let found = all
            .iter()
            .find(|one| one.code == name)
            .or_else(|| all.iter().find(|one| text::key(&one.name) == wanted));
        if let Some(found) = found {
            return Named::One(found);
        }
        let mut parts = self.parts(name);
        if parts.is_empty() {
            let is_alias =
                |one: &&Indicator| one.aliases.iter().any(|alias| text::key(alias) == wanted);
            parts = all.iter().filter(is_alias).collect();
        }
        match parts.as_slice() {
            [] => Named::None,
            [one] => Named::One(one),
            _ => Named::Several(parts),
        }
    }

    /// `其中:发明`, `专利申请其中:发明`.
    fn parts(&self, name: &str) -> Vec<&'a Indicator> {
        let Some((whole, part)) = name.split_once("其中") else {
            return Vec::new();
        };
        let part = part.trim_start_matches([':', '：', ' ']);
        let whole = whole.trim_end_matches([' ', '.', ',', '，', '：', ':']);
        let whole = match self.indicators.iter().find(|one| {
            !whole.is_empty() && (one.code == whole || text::key(&one.name) == text::key(whole))
        }) {
            Some(whole) => Some(whole.code.as_str()),
            None if whole.is_empty() => None,
            None => return Vec::new(),
        };
        let (short, long) = (text::key(part), text::key(&format!("其中:{part}")));
        let is_so = |text: &String| {
            let key = text::key(text);
            key == short || key == long
        };
        let is_labelled = |code: &str| {
            let forms = self.forms.iter();
            let forms = forms.filter(|form| self.form.is_none_or(|own| own.code == form.code));
            forms
                .filter_map(matrix_rows)
                .flatten()
                .any(|row| row.indicator == code && row.labels.iter().any(is_so))
        };
        let parts = self.indicators.iter().filter(|one| one.part_of.is_some());
        let parts = parts.filter(|one| whole.is_none_or(|of| one.part_of.as_deref() == Some(of)));
        parts
            .filter(|one| {
                is_so(&one.name) || one.aliases.iter().any(is_so) || is_labelled(&one.code)
            })
            .collect()
    }

    /// The nearest indicator.
    pub(super) fn nearest_indicator(&self, name: &str) -> Option<&'a str> {
        let all = self.indicators.iter();
        text::nearest(name, all.flat_map(|one| [one.code.as_str(), &one.name]))
    }

    /// A column of an indicator by code or name, on one form or on any.
    pub(super) fn column(
        &self,
        on: Option<&'a Form>,
        indicator: Option<&str>,
        name: &str,
    ) -> Option<&'a str> {
        let wanted = text::key(name);
        let columns = self.columns(on, indicator);
        let by_code = columns.iter().find(|(code, _)| *code == name);
        by_code
            .or_else(|| columns.iter().find(|(_, own)| text::key(own) == wanted))
            .map(|(code, _)| *code)
    }

    /// Codes and names of the columns of an indicator.
    pub(super) fn columns(
        &self,
        on: Option<&'a Form>,
        indicator: Option<&str>,
    ) -> Vec<(&'a str, &'a str)> {
        let forms = self.forms.iter();
        forms
            .filter(|form| on.is_none_or(|own| own.code == form.code))
            .flat_map(Form::columns)
            .filter(|column| {
                indicator.is_none()
                    || column.indicator.is_none()
                    || column.indicator.as_deref() == indicator
            })
            .map(|column| (column.code.as_str(), column.name.as_str()))
            .collect()
    }
}

fn matrix_rows(form: &Form) -> Option<&[crate::form::RowSpec]> {
    match &form.layout {
        Layout::Matrix(matrix) => Some(&matrix.rows),
        _ => None,
    }
}

/// The fields of a list.
pub(super) fn fields(list: &Form) -> &[FieldSpec] {
    match &list.layout {
        Layout::Roster(roster) => &roster.fields,
        _ => &[],
    }
}

/// A field of a list by code, name or header.
pub(super) fn field<'a>(list: &'a Form, name: &str) -> Option<&'a FieldSpec> {
    let wanted = text::key(name);
    let all = fields(list);
    all.iter()
        .find(|field| field.code == name)
        .or_else(|| all.iter().find(|field| text::key(&field.name) == wanted))
        .or_else(|| {
            let is_so = |field: &&FieldSpec| {
                let last = field.headers.iter().filter_map(|header| header.0.last());
                last.into_iter().any(|level| text::key(level) == wanted)
            };
            all.iter().find(is_so)
        })
}
