//! One table of the scheme text: `[scheme]`, `[[unit]]`, `[[form.column]]` …

use super::{TextKey, TextValue};
use serde::Serialize;

/// What a table of the scheme text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Noun {
    /// 制度
    Scheme,
    /// 填报单位
    Unit,
    /// 曾用名
    FormerName,
    /// 指标
    Indicator,
    /// 报表
    Form,
    /// a matrix's row
    Row,
    /// a matrix's or county table's column
    Column,
    /// a roster's field
    Field,
    /// 批次
    Round,
    /// 审核公式
    Rule,
    /// 名录
    Register,
    /// 依据
    Statement,
    /// 目标
    Target,
}

impl Noun {
    /// Line above the table.
    pub(in crate::scheme) fn heading(self) -> &'static str {
        match self {
            Self::Scheme => "[scheme]",
            Self::Unit => "[[unit]]",
            Self::FormerName => "[[unit.former]]",
            Self::Indicator => "[[indicator]]",
            Self::Form => "[[form]]",
            Self::Row => "[[form.row]]",
            Self::Column => "[[form.column]]",
            Self::Field => "[[form.field]]",
            Self::Round => "[[round]]",
            Self::Rule => "[[rule]]",
            Self::Register => "[[register]]",
            Self::Statement => "[[statement]]",
            Self::Target => "[[target]]",
        }
    }
}

/// How a key stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::scheme) enum Standing {
    /// written, and compared
    Written,
    /// left out, because it is what its absence means; compared
    Implied,
    /// written; it only says again which table this is, or what the tables below it say
    Repeated,
}

/// One key of a table.
#[derive(Debug, Clone)]
pub(in crate::scheme) struct Entry {
    pub(in crate::scheme) key: TextKey,
    pub(in crate::scheme) value: TextValue,
    pub(in crate::scheme) standing: Standing,
}

/// One table, with those below it. A key that says nothing and means nothing has no entry.
#[derive(Debug, Clone)]
pub(in crate::scheme) struct TextTable {
    pub(in crate::scheme) noun: Noun,
    pub(in crate::scheme) code: String,
    pub(in crate::scheme) name: String,
    /// code and name of what a county table's column reports, which tells it from others of its
    /// code
    pub(in crate::scheme) indicator: Option<(String, String)>,
    /// a lower level adds it
    pub(in crate::scheme) own: bool,
    pub(in crate::scheme) entries: Vec<Entry>,
    pub(in crate::scheme) parts: Vec<TextTable>,
}

impl TextTable {
    pub(super) fn new(noun: Noun, code: &str, name: &str) -> Self {
        Self {
            noun,
            code: code.to_owned(),
            name: name.to_owned(),
            indicator: None,
            own: false,
            entries: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(super) fn reporting(mut self, code: Option<&str>, name: Option<&str>) -> Self {
        self.indicator = code.map(|code| (code.to_owned(), name.unwrap_or(code).to_owned()));
        self
    }

    pub(super) fn own(mut self, own: bool) -> Self {
        self.own = own;
        self
    }

    fn entry(mut self, key: TextKey, value: TextValue, standing: Standing) -> Self {
        self.entries.push(Entry {
            key,
            value,
            standing,
        });
        self
    }

    fn or(self, key: TextKey, value: TextValue, implied: &TextValue) -> Self {
        let standing = if value == *implied {
            Standing::Implied
        } else {
            Standing::Written
        };
        self.entry(key, value, standing)
    }

    pub(super) fn text(self, key: TextKey, text: &str) -> Self {
        self.entry(key, TextValue::Text(text.to_owned()), Standing::Written)
    }

    pub(super) fn text_or(self, key: TextKey, text: &str, implied: &str) -> Self {
        self.or(
            key,
            TextValue::Text(text.to_owned()),
            &TextValue::Text(implied.to_owned()),
        )
    }

    pub(super) fn option(self, key: TextKey, text: Option<&impl ToString>) -> Self {
        match text {
            Some(text) => self.text(key, &text.to_string()),
            None => self,
        }
    }

    pub(super) fn number(self, key: TextKey, number: u32) -> Self {
        self.or(key, TextValue::Number(number), &TextValue::Number(0))
    }

    pub(super) fn number_or(self, key: TextKey, number: u32, implied: u32) -> Self {
        self.or(key, TextValue::Number(number), &TextValue::Number(implied))
    }

    pub(super) fn number_if(self, key: TextKey, number: Option<u32>) -> Self {
        match number {
            Some(number) => self.entry(key, TextValue::Number(number), Standing::Written),
            None => self,
        }
    }

    pub(super) fn flag(self, key: TextKey, flag: bool, implied: bool) -> Self {
        self.or(key, TextValue::Flag(flag), &TextValue::Flag(implied))
    }

    pub(super) fn list(self, key: TextKey, list: &[String]) -> Self {
        self.list_or(key, list, &[])
    }

    pub(super) fn list_or(self, key: TextKey, list: &[String], implied: &[String]) -> Self {
        self.or(
            key,
            TextValue::List(list.to_vec()),
            &TextValue::List(implied.to_vec()),
        )
    }

    /// What tells the table from others of its kind.
    pub(super) fn identity(self, key: TextKey, code: &str) -> Self {
        self.entry(key, TextValue::Text(code.to_owned()), Standing::Repeated)
    }

    /// What the tables below say as well.
    pub(super) fn repeated(self, key: TextKey, list: Vec<String>) -> Self {
        self.entry(key, TextValue::List(list), Standing::Repeated)
    }

    /// What a rule means, with the codes of what it names.
    pub(super) fn meaning(self, formula: String) -> Self {
        self.entry(
            TextKey::Meaning,
            TextValue::Text(formula),
            Standing::Implied,
        )
    }

    pub(super) fn parts(mut self, parts: impl Iterator<Item = TextTable>) -> Self {
        self.parts.extend(parts);
        self
    }

    /// What a key says.
    pub(in crate::scheme) fn get(&self, key: TextKey) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// What a key says, when that is a text.
    pub(in crate::scheme) fn text_of(&self, key: TextKey) -> Option<&str> {
        self.get(key)?.value.as_text()
    }
}
