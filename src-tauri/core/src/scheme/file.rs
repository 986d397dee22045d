//! The text form of a scheme, key by key; see `schemes/README.md`. Places are kept so that mistakes
//! of meaning can point at them.
//!
//! Long: one type for each table of the text, and nothing else to part it by.

use super::SchemeError;
use crate::form::TotalPlace;
use crate::indicator::{Direction, MeasureType};
use crate::register::Reporter;
use crate::statement::{Aim, StatementKind};
use serde::Deserialize;
use std::io::Read as _;
use std::path::Path;
use toml::Spanned;

/// A text with its place.
pub(super) type At = Spanned<String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) scheme: Option<Head>,
    #[serde(default)]
    pub(super) unit: Vec<Unit>,
    #[serde(default)]
    pub(super) indicator: Vec<Indicator>,
    #[serde(default)]
    pub(super) form: Vec<Form>,
    #[serde(default)]
    pub(super) round: Vec<Round>,
    #[serde(default)]
    pub(super) rule: Vec<Rule>,
    #[serde(default)]
    pub(super) register: Vec<Register>,
    #[serde(default)]
    pub(super) statement: Vec<Statement>,
    #[serde(default)]
    pub(super) target: Vec<Target>,
    #[serde(default)]
    pub(super) row: Vec<OwnRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    pub(super) code: At,
    pub(super) name: String,
    pub(super) version: String,
    pub(super) root: At,
    #[serde(default)]
    pub(super) organiser: String,
    #[serde(default)]
    pub(super) note: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) code: At,
    pub(super) name: At,
    #[serde(default)]
    pub(super) kind: String,
    pub(super) parent: Option<At>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) reports: Option<bool>,
    pub(super) from: Option<At>,
    pub(super) to: Option<At>,
    #[serde(default)]
    pub(super) former: Vec<Former>,
    #[serde(default)]
    pub(super) grown: Vec<At>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Former {
    pub(super) name: String,
    pub(super) from: Option<At>,
    pub(super) to: Option<At>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Indicator {
    pub(super) code: At,
    pub(super) name: At,
    pub(super) unit: String,
    #[serde(rename = "type")]
    pub(super) measure: MeasureType,
    #[serde(default)]
    pub(super) decimals: u32,
    #[serde(default)]
    pub(super) direction: Direction,
    pub(super) numerator: Option<At>,
    pub(super) denominator: Option<At>,
    pub(super) part_of: Option<At>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    #[serde(default)]
    pub(super) definition: String,
    #[serde(default)]
    pub(super) group: String,
    #[serde(default)]
    pub(super) owner: String,
    #[serde(default)]
    pub(super) lag: u32,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    Matrix,
    CountyTable,
    Roster,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub(super) code: At,
    pub(super) name: String,
    pub(super) kind: Spanned<Kind>,
    pub(super) title: String,
    #[serde(default)]
    pub(super) titles: Vec<String>,
    pub(super) unit_note: Option<At>,
    #[serde(default)]
    pub(super) ignore: Vec<String>,
    #[serde(default)]
    pub(super) printed: Vec<String>,
    pub(super) required: Option<bool>,
    #[serde(default)]
    pub(super) total: TotalPlace,
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) systems: Vec<String>,
    #[serde(default)]
    pub(super) show_last: bool,
    // matrix
    pub(super) label: Option<String>,
    pub(super) measure_unit: Option<String>,
    #[serde(default)]
    pub(super) rows: Vec<At>,
    #[serde(default)]
    pub(super) row: Vec<Row>,
    // county table
    pub(super) unit_column: Option<String>,
    // matrix and county table
    #[serde(default)]
    pub(super) column: Vec<Column>,
    // roster
    #[serde(default)]
    pub(super) field: Vec<Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) indicator: At,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) required: Option<bool>,
}

/// A row that a lower level adds to a form of the level above.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnRow {
    pub(super) form: At,
    pub(super) indicator: At,
    pub(super) label: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) required: Option<bool>,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RoleName {
    #[default]
    Value,
    Growth,
    Completion,
    Share,
    Rank,
    Text,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RateForm {
    #[default]
    Percent,
    Ratio,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Column {
    pub(super) code: At,
    pub(super) header: At,
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) headers: Vec<String>,
    pub(super) indicator: Option<At>,
    #[serde(default)]
    pub(super) role: RoleName,
    pub(super) of: Option<At>,
    pub(super) base: Option<At>,
    #[serde(default)]
    pub(super) form_of: RateForm,
    pub(super) decimals: Option<u32>,
    pub(super) required: Option<bool>,
    pub(super) in_table: Option<bool>,
    #[serde(default)]
    pub(super) yoy: bool,
    #[serde(default)]
    pub(super) share: bool,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Default)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FieldType {
    #[default]
    Text,
    Number,
    Date,
    Code,
    CreditCode,
    IdNumber,
    Phone,
    Unit,
    Choice,
}

#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the scheme text"
)]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Field {
    pub(super) code: At,
    pub(super) header: At,
    pub(super) name: Option<String>,
    #[serde(default)]
    pub(super) headers: Vec<String>,
    #[serde(rename = "type", default)]
    pub(super) kind: FieldType,
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) decimals: u32,
    #[serde(default)]
    pub(super) values: Vec<String>,
    #[serde(default)]
    pub(super) key: bool,
    #[serde(default)]
    pub(super) required: bool,
    #[serde(default)]
    pub(super) sum: bool,
    #[serde(default)]
    pub(super) personal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Round {
    pub(super) code: At,
    pub(super) name: String,
    pub(super) period: Option<At>,
    #[serde(default)]
    pub(super) also: Vec<String>,
    pub(super) deadline: Option<At>,
    pub(super) forms: Option<Vec<At>>,
    pub(super) units: Option<Vec<At>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Rule {
    pub(super) code: At,
    pub(super) expr: At,
    pub(super) name: Option<String>,
    pub(super) severity: Option<At>,
    pub(super) form: Option<At>,
    pub(super) each: Option<At>,
    #[serde(default)]
    pub(super) except: Vec<At>,
    pub(super) tolerance: Option<At>,
    pub(super) missing: Option<At>,
    pub(super) measure: Option<At>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Register {
    pub(super) code: At,
    pub(super) name: At,
    pub(super) form: At,
    pub(super) status: Option<At>,
    #[serde(default)]
    pub(super) ended: Vec<At>,
    pub(super) valid_until: Option<At>,
    pub(super) remind: Option<u16>,
    #[serde(default)]
    pub(super) events: bool,
    pub(super) checked_against: Option<At>,
    pub(super) counts: Option<At>,
    #[serde(default)]
    pub(super) reporter: Reporter,
    #[serde(default)]
    pub(super) systems: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Statement {
    pub(super) code: At,
    pub(super) source: String,
    #[serde(default)]
    pub(super) city: String,
    #[serde(default)]
    pub(super) period: String,
    pub(super) kind: StatementKind,
    pub(super) text: String,
    #[serde(default)]
    pub(super) value: String,
    #[serde(default)]
    pub(super) unit: String,
    #[serde(default)]
    pub(super) qualifier: String,
    #[serde(default)]
    pub(super) scope: String,
    pub(super) indicator: At,
    pub(super) column: Option<At>,
    pub(super) aim: Option<Aim>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Target {
    pub(super) code: At,
    pub(super) name: At,
    pub(super) indicator: Option<At>,
    pub(super) column: Option<At>,
    pub(super) aim: Aim,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
}

/// Name and text of a scheme file, or of each `*.toml` of a folder in name order.
pub(super) fn texts(path: &Path) -> Result<Vec<(String, String)>, SchemeError> {
    let io = |source| SchemeError::Io {
        path: path.display().to_string(),
        source,
    };
    let name = |path: &Path| {
        path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    };
    let read = |path: &Path| read_text(path).map_err(io);
    if !path.is_dir() {
        return Ok(vec![(name(path), read(path)?)]);
    }
    let mut files = Vec::new();
    for entry in std::fs::read_dir(path).map_err(io)? {
        let file = entry.map_err(io)?.path();
        if file
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            files.push(file);
        }
    }
    files.sort();
    files
        .iter()
        .map(|file| Ok((name(file), read(file)?)))
        .collect()
}

/// The text of a file that is given by name. A ledger is not opened: that would cost its locks.
pub fn read_text(path: &Path) -> std::io::Result<String> {
    /// Larger than any scheme is.
    const MOST: u64 = 16 << 20;
    let other = std::io::Error::other;
    if xianbaohui_files::guard::is_guarded(path) {
        return Err(other("这是账本，不是文本文件"));
    }
    // a pipe waits for ever, a device never ends
    if !std::fs::metadata(path)?.is_file() {
        return Err(other("这是管道、设备或文件夹，不是文本文件"));
    }
    let mut text = String::new();
    let file = std::fs::File::open(path)?;
    let read = file.take(MOST + 1).read_to_string(&mut text);
    let is_no_text = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::InvalidData => other("里面不是 UTF-8 文字"),
        _ => error,
    };
    if read.map_err(is_no_text)? as u64 > MOST {
        return Err(other("文件超过 16 MB，不像是文本"));
    }
    Ok(text)
}
