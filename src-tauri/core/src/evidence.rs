//! Why the program thinks so, and what it does not know.

use crate::place::{cell_name, parse_cell};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// who reports
    Unit,
    /// which form
    Form,
    /// which period
    Period,
    /// whether figures are final, and count: 快报, 样表, 作废
    Status,
    /// of what the figures are: 本级, 规上, 不含…
    Scope,
    /// in which unit of measure they are
    Measure,
    /// who filled it in, and their telephone
    Contact,
    /// who stands for figures that no county reports in the round
    Origin,
}

/// Where evidence comes from. It is written in words: in ledgers, in what programs read, and in the
/// window.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Source {
    /// a cell of the sheet: row and column, from 0
    Cell(u32, u32),
    /// the title, in this cell
    Title(u32, u32),
    /// headers that were found, of how many
    Header {
        /// found
        matched: usize,
        /// asked for
        asked: usize,
    },
    /// rows and columns stand the other way round
    Turned,
    /// what the program itself wrote into the file
    Embedded,
    /// how many entries of a roster there are of one unit
    Entries(usize),
    /// the sheet is a table of all counties
    CountyTable,
    /// the name of the sheet
    SheetName(String),
    /// the name of the file
    FileName,
    /// page headers and footers
    Page,
    /// the other sheets of the workbook
    OtherSheets,
    /// the round imported into
    Round,
    /// the officer now
    #[default]
    Said,
    /// an answer of the officer that was remembered
    Remembered,
    /// words of another version of the program, which mean nothing to this one
    Words(String),
}

const TURNED: &str = "版式";
const EMBEDDED: &str = "内嵌标识";
const COUNTY_TABLE: &str = "分县表";
const FILE_NAME: &str = "文件名";
const PAGE: &str = "页眉页脚";
const OTHER_SHEETS: &str = "同一工作簿的其他表";
const ROUND: &str = "报送批次";
const SAID: &str = "人工指定";
const REMEMBERED: &str = "记住的对应";

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cell(row, column) => write!(out, "单元格 {}", cell_name(*row, *column)),
            Self::Title(row, column) => write!(out, "标题 {}", cell_name(*row, *column)),
            Self::Header { matched, asked } => write!(out, "表头 {matched}/{asked}"),
            Self::Turned => out.write_str(TURNED),
            Self::Embedded => out.write_str(EMBEDDED),
            Self::Entries(count) => write!(out, "名册中 {count} 条都属于"),
            Self::CountyTable => out.write_str(COUNTY_TABLE),
            Self::SheetName(name) => write!(out, "工作表名“{name}”"),
            Self::FileName => out.write_str(FILE_NAME),
            Self::Page => out.write_str(PAGE),
            Self::OtherSheets => out.write_str(OTHER_SHEETS),
            Self::Round => out.write_str(ROUND),
            Self::Said => out.write_str(SAID),
            Self::Remembered => out.write_str(REMEMBERED),
            Self::Words(words) => out.write_str(words),
        }
    }
}

impl FromStr for Source {
    type Err = Infallible;

    /// Reads what [`fmt::Display`] writes; the only place that looks into the words.
    fn from_str(words: &str) -> Result<Self, Infallible> {
        let known = match words {
            TURNED => Some(Self::Turned),
            EMBEDDED => Some(Self::Embedded),
            COUNTY_TABLE => Some(Self::CountyTable),
            FILE_NAME => Some(Self::FileName),
            PAGE => Some(Self::Page),
            OTHER_SHEETS => Some(Self::OtherSheets),
            ROUND => Some(Self::Round),
            SAID => Some(Self::Said),
            REMEMBERED => Some(Self::Remembered),
            _ => with_more(words),
        };
        Ok(known.unwrap_or_else(|| Self::Words(words.to_owned())))
    }
}

/// Words with a cell, a count or a name in them.
fn with_more(words: &str) -> Option<Source> {
    let cell = |kind: &str| words.strip_prefix(kind).and_then(parse_cell);
    let header = || words.strip_prefix("表头 ")?.split_once('/');
    let count = || {
        words
            .strip_prefix("名册中 ")?
            .strip_suffix(" 条都属于")?
            .parse()
            .ok()
    };
    let name = || words.strip_prefix("工作表名“")?.strip_suffix('”');
    if let Some((row, column)) = cell("单元格 ") {
        return Some(Source::Cell(row, column));
    }
    if let Some((row, column)) = cell("标题 ") {
        return Some(Source::Title(row, column));
    }
    if let Some((matched, asked)) = header() {
        let (matched, asked) = (matched.parse().ok()?, asked.parse().ok()?);
        return Some(Source::Header { matched, asked });
    }
    count()
        .map(Source::Entries)
        .or_else(|| name().map(|name| Source::SheetName(name.to_owned())))
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Ok(source) = String::deserialize(from)?.parse();
        Ok(source)
    }
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// what it is about
    pub of: Of,
    /// where it was found
    pub from: Source,
    /// what stands there
    pub text: String,
    /// how much it says, 0 … 1; from 0.5 on it decides
    pub weight: f64,
}

impl Evidence {
    /// One piece of evidence.
    pub fn new(of: Of, from: Source, text: impl Into<String>, weight: f64) -> Self {
        Self {
            of,
            from,
            text: text.into(),
            weight,
        }
    }
}

/// Something that must be asked before the sheet can be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// what is not known
    pub of: Of,
    /// what is seen, and what to do
    pub message: String,
    /// what may be answered, where an answer is enough
    pub asked: Option<Asked>,
}

/// What may be answered to a doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// the same for the same words in the same place of a file
    pub key: String,
    /// cells that it is about: row and column, from 0
    pub cells: Vec<(u32, u32)>,
    /// word for the answer, and what it does
    pub choices: Vec<(String, String)>,
}

impl Doubt {
    /// A doubt that no answer alone removes.
    pub fn of(of: Of, message: impl Into<String>) -> Self {
        Self {
            of,
            message: message.into(),
            asked: None,
        }
    }
}
