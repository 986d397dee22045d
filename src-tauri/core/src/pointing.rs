//! What the officer pointed at on a sheet: which column is which of the form's, which row is which.

use crate::form::{Form, Layout};
use crate::place::{column_name, parse_cell};
use crate::scheme::Scheme;
use serde::{Deserialize, Serialize};

/// A row or a column of a sheet, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line {
    /// a column
    Column(u32),
    /// a row
    Row(u32),
}

/// What a row or column is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Meaning {
    /// code, name or header of the form's column or field; code or name of the indicator or unit of
    /// a row
    Of(String),
    /// the column of indicator or unit names
    Label,
    /// the column of measure units
    MeasureUnit,
    /// nothing that is to be read
    Nothing,
}

/// A row or column, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pointing {
    /// of the sheet as it stands
    pub line: Line,
    /// what it is
    pub meaning: Meaning,
    /// header or label that stands there; a row that was remembered is known by it
    #[serde(default)]
    pub text: String,
}

/// What was pointed at on one sheet of a file, or on every sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetPointing {
    /// name of the sheet
    pub sheet: Option<String>,
    /// row or column, and what it is
    pub pointing: Pointing,
}

/// What the officer said of a sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetSaid {
    /// name of the sheet
    pub sheet: String,
    /// code or name of the form that it is; `None`: it is not to be read
    pub form: Option<String>,
}

impl Line {
    /// `F` is a column, `8` a row.
    pub fn parse(words: &str) -> Option<Self> {
        if let Ok(row) = words.parse::<u32>() {
            return row.checked_sub(1).map(Self::Row);
        }
        parse_cell(&format!("{}1", words.to_ascii_uppercase()))
            .map(|(_, column)| Self::Column(column))
    }

    /// What [`Line::parse`] reads.
    pub fn word(self) -> String {
        match self {
            Self::Column(column) => column_name(column),
            Self::Row(row) => (row + 1).to_string(),
        }
    }

    /// `F 列`, `第 8 行`
    pub fn name(self) -> String {
        match self {
            Self::Column(column) => format!("{} 列", column_name(column)),
            Self::Row(row) => format!("第 {} 行", row + 1),
        }
    }

    /// Column of the table.
    pub fn column(self, turned: bool) -> Option<u32> {
        match (self, turned) {
            (Self::Column(line), false) | (Self::Row(line), true) => Some(line),
            _ => None,
        }
    }
}

impl Meaning {
    /// `-` is nothing to be read, `@label` the column of names, `@unit` that of measure units;
    /// anything else is a code or name.
    pub fn parse(words: &str) -> Self {
        match words {
            "-" => Self::Nothing,
            "@label" => Self::Label,
            "@unit" => Self::MeasureUnit,
            _ => Self::Of(words.to_owned()),
        }
    }

    /// What [`Meaning::parse`] reads.
    pub fn word(&self) -> &str {
        match self {
            Self::Of(code) => code,
            Self::Label => "@label",
            Self::MeasureUnit => "@unit",
            Self::Nothing => "-",
        }
    }
}

impl Pointing {
    /// `F=累计`, `8=高新技术企业`, `G=-`
    pub fn parse(words: &str) -> Option<Self> {
        let (line, meaning) = words.split_once('=')?;
        let meaning = meaning.trim();
        let line = Line::parse(line.trim())?;
        (!meaning.is_empty()).then(|| Self {
            line,
            meaning: Meaning::parse(meaning),
            text: String::new(),
        })
    }

    /// Whether the line is a column of the table.
    pub fn is_column(&self, turned: bool) -> bool {
        self.line.column(turned).is_some()
    }

    /// What it is, as the form calls it; otherwise the word that [`Meaning::parse`] reads.
    pub fn meant(&self, form: &Form, scheme: &Scheme) -> String {
        match &self.meaning {
            Meaning::Of(code) => name_of(code, form, scheme),
            other => other.word().to_owned(),
        }
    }

    /// `F 列“完成数”是“累计”`
    pub fn sentence(&self, form: &Form, scheme: &Scheme) -> String {
        let seen = if self.text.is_empty() {
            String::new()
        } else {
            format!("“{}”", self.text)
        };
        let what = match &self.meaning {
            Meaning::Of(code) => format!("是“{}”", name_of(code, form, scheme)),
            Meaning::Label => "是名称列".to_owned(),
            Meaning::MeasureUnit => "是计量单位列".to_owned(),
            Meaning::Nothing => "不读取".to_owned(),
        };
        format!("{}{seen}{what}", self.line.name())
    }
}

fn name_of(code: &str, form: &Form, scheme: &Scheme) -> String {
    let field = || match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .find(|field| field.code == code)
            .map(|field| field.name.clone()),
        _ => form
            .columns()
            .iter()
            .find(|column| column.code == code)
            .map(|column| column.name.clone()),
    };
    let row = || {
        scheme
            .indicator(code)
            .map(|indicator| indicator.name.clone())
    };
    let unit = || {
        scheme
            .units
            .iter()
            .find(|unit| unit.code == code)
            .map(|unit| unit.name.clone())
    };
    field()
        .or_else(row)
        .or_else(unit)
        .unwrap_or_else(|| code.to_owned())
}
