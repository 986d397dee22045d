//! Forms (报表): the layout of a sheet, told by header texts, never by positions.

use crate::codes::CodeKind;
use crate::indicator::Indicator;
use crate::label_key::{KeyPlaces, LabelKey};
use crate::measure::MeasureUnit;
use crate::period::Period;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// One form of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// code, unique in the scheme
    pub code: String,
    /// name
    pub name: String,
    /// what must stand in the title, without year and period; the first is the form's own
    pub titles: Vec<String>,
    /// rows and columns
    pub layout: Layout,
    /// unit of measure of the whole sheet where nothing nearer says one
    pub unit_note: Option<MeasureUnit>,
    /// headers that are known and not taken
    pub ignore: Vec<Header>,
    /// texts that stand on every sheet of the form: a county's own words are others
    pub printed: Vec<String>,
    /// whether a unit has reported only with this form
    pub required: bool,
    /// where 合计 stands in what goes out
    pub total: TotalPlace,
    /// printed below the form's tables
    pub note: String,
    /// the systems of a bureau that the form serves, by the names the bureau calls them
    pub systems: Vec<String>,
    /// whether blanks show the unit's figures of the period before
    pub show_last: bool,
}

/// Header of the column of an issued roster in which is said what became of an entry.
pub const CHANGE: &str = "变更情况";
/// What may stand in it.
pub const CHANGES: [&str; 4] = ["不变", "新增", "变更", CANCELLED];
/// The one of an entry that is no more.
pub const CANCELLED: &str = "注销";
/// How the header of a column begins that shows figures of the period before.
pub const LAST: &str = "上期已报";

/// The three kinds of layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// indicators × columns, one unit a sheet
    Matrix(Matrix),
    /// units × columns
    CountyTable(CountyTable),
    /// one row an entity
    Roster(Roster),
}

/// Kind of a form, for lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// 指标表
    Matrix,
    /// 分县表
    CountyTable,
    /// 名册
    Roster,
}

/// Indicators × columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// header of the column with the indicator names
    pub label: Header,
    /// header of the column with the measure units
    pub measure_unit: Option<Header>,
    /// the indicators, in order
    pub rows: Vec<RowSpec>,
    /// the columns, in order
    pub columns: Vec<ColumnSpec>,
    /// where the keys of the wordings stand in `rows`, made once: every row of every sheet is
    /// looked up
    pub places: KeyPlaces,
}

/// Units × columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountyTable {
    /// header of the column with the unit names
    pub unit_column: Header,
    /// the columns, in order; each names its indicator
    pub columns: Vec<ColumnSpec>,
}

/// One row an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// the fields, in order
    pub fields: Vec<FieldSpec>,
}

/// One row of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSpec {
    /// indicator code
    pub indicator: String,
    /// wordings of the label; the first is the form's own
    pub labels: Vec<String>,
    /// keys of the wordings, made once: they are compared with every row of every sheet
    pub keys: Vec<LabelKey>,
    /// a missing row is a finding
    pub required: bool,
    /// a lower level adds it
    pub own: bool,
}

/// One column of a matrix or county table.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the scheme text"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSpec {
    /// what values are kept under
    pub code: String,
    /// short name
    pub name: String,
    /// wordings of the header; the first is the form's own
    pub headers: Vec<Header>,
    /// county table: what the column reports
    pub indicator: Option<String>,
    /// what the figures are to each other
    pub role: Role,
    /// a rate is written as 0.371 for 37.1 %
    pub as_ratio: bool,
    /// digits after the point in what goes out, where not the indicator's
    pub decimals: Option<u32>,
    /// a missing column is a finding
    pub required: bool,
    /// whether it stands in the consolidated county table
    pub in_table: bool,
    /// add 同比 from the ledger
    pub yoy: bool,
    /// add 占比
    pub share: bool,
}

impl ColumnSpec {
    /// Digits after the point in what goes out.
    pub fn digits(&self, indicator: &Indicator) -> u32 {
        self.decimals.unwrap_or(match self.role {
            Role::Growth { .. } | Role::Completion { .. } | Role::Share => 1,
            Role::Rank | Role::Text => 0,
            Role::Value => indicator.decimals,
        })
    }

    /// Measure unit of what goes out, as written.
    pub fn unit_name<'a>(&self, indicator: &'a Indicator) -> &'a str {
        match self.role {
            Role::Growth { .. } | Role::Completion { .. } | Role::Share => "%",
            Role::Rank | Role::Text => "",
            Role::Value => &indicator.unit_name,
        }
    }
}

/// What a column's figures are to the others of the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// a figure of its own
    Value,
    /// (of ÷ base − 1) × 100, %
    Growth {
        /// column code of the figure
        of: String,
        /// column code of the base
        base: String,
    },
    /// of ÷ base × 100, %
    Completion {
        /// column code of the figure
        of: String,
        /// column code of the target
        base: String,
    },
    /// own ÷ total × 100, %
    Share,
    /// 位次: never added
    Rank,
    /// words
    Text,
}

impl Role {
    /// Whether the column holds percentages.
    pub fn is_rate(&self) -> bool {
        matches!(
            self,
            Self::Growth { .. } | Self::Completion { .. } | Self::Share
        )
    }
}

/// One field of a roster.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the scheme text"
)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// what it is kept under
    pub code: String,
    /// short name
    pub name: String,
    /// wordings of the header
    pub headers: Vec<Header>,
    /// what stands in it
    pub kind: FieldKind,
    /// the check that a code carries in itself
    pub code_kind: Option<CodeKind>,
    /// unit of measure of numbers
    pub unit: Option<MeasureUnit>,
    /// the unit as the scheme writes it
    pub unit_name: String,
    /// digits after the point in what goes out
    pub decimals: u32,
    /// identifies the entity
    pub key: bool,
    /// an empty one is a finding
    pub required: bool,
    /// add up in totals
    pub sum: bool,
    /// personal data: masked wherever it is shown or goes out
    pub personal: bool,
}

/// What stands in a roster's field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// words
    Text,
    /// a figure
    Number,
    /// a day or month
    Date,
    /// digits that are no figure, kept as text
    Code,
    /// the name of a reporting unit
    Unit,
    /// one of some words
    Choice(Vec<String>),
}

/// A header as it stands on the sheet: its levels from the top, `{year}` standing for the period's
/// year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header(pub Vec<String>);

impl Header {
    /// From the scheme's way of writing: `本期完成情况 > 累计`.
    pub fn parse(text: &str) -> Self {
        Self(
            text.split(" > ")
                .map(|level| level.trim().to_owned())
                .filter(|level| !level.is_empty())
                .collect(),
        )
    }

    /// The levels with the years of a period put in; without a period the placeholders stay.
    pub fn levels(&self, period: Option<Period>) -> Vec<String> {
        let fill = |level: &String| match period {
            Some(period) if level.contains('{') => level
                .replace("{year}", &period.year.to_string())
                .replace("{last_year}", &(period.year - 1).to_string()),
            _ => level.clone(),
        };
        self.0.iter().map(fill).collect()
    }

    /// For messages: levels divided by ` > `.
    pub fn written(&self, period: Option<Period>) -> String {
        self.levels(period).join(" > ")
    }
}

/// Where the total stands in a consolidated table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TotalPlace {
    /// above the units
    First,
    /// below the units
    #[default]
    Last,
}

impl Form {
    /// Kind, for lists.
    pub fn kind(&self) -> FormKind {
        match self.layout {
            Layout::Matrix(_) => FormKind::Matrix,
            Layout::CountyTable(_) => FormKind::CountyTable,
            Layout::Roster(_) => FormKind::Roster,
        }
    }

    /// Columns of a matrix or county table; none for a roster.
    pub fn columns(&self) -> &[ColumnSpec] {
        match &self.layout {
            Layout::Matrix(matrix) => &matrix.columns,
            Layout::CountyTable(table) => &table.columns,
            Layout::Roster(_) => &[],
        }
    }

    /// A column by code; a county table has one for each indicator.
    pub fn column(&self, indicator: &str, code: &str) -> Option<&ColumnSpec> {
        self.columns().iter().find(|column| {
            column.code == code && column.indicator.as_deref().is_none_or(|of| of == indicator)
        })
    }

    /// Columns of which a blank shows the figures of the period before: those that are followed
    /// over the years, or else the first of the consolidated table.
    pub fn shown_last(&self) -> Vec<&ColumnSpec> {
        let is_figure = |own: &&ColumnSpec| own.role == Role::Value && own.in_table;
        let all = self.columns().iter().filter(is_figure);
        let Layout::Matrix(_) = self.layout else {
            return Vec::new();
        };
        let followed = all.clone().filter(|own| own.yoy).collect::<Vec<_>>();
        match (self.show_last, followed.is_empty()) {
            (false, _) => Vec::new(),
            (true, false) => followed,
            (true, true) => all.take(1).collect(),
        }
    }

    /// Headers that only issued blanks have, beside the form's own.
    pub fn issued_headers(&self) -> Vec<Header> {
        let last = self.shown_last().into_iter();
        let last = last.map(|own| Header(vec![format!("{LAST}{}", own.name)]));
        let change = matches!(self.layout, Layout::Roster(_));
        let change = change.then(|| Header(vec![CHANGE.to_owned()]));
        last.chain(change).collect()
    }

    /// A field of a roster by code.
    pub fn field(&self, code: &str) -> Option<&FieldSpec> {
        if let Layout::Roster(roster) = &self.layout {
            roster.fields.iter().find(|field| field.code == code)
        } else {
            None
        }
    }

    /// Whether it asks for personal data.
    pub fn has_personal(&self) -> bool {
        let is_personal = |field: &FieldSpec| field.personal;
        match &self.layout {
            Layout::Roster(roster) => roster.fields.iter().any(is_personal),
            _ => false,
        }
    }

    /// Indicator codes the form asks for, each once, in order.
    pub fn indicators(&self) -> Vec<&str> {
        let mut codes: Vec<&str> = Vec::new();
        let all: Box<dyn Iterator<Item = &str>> = match &self.layout {
            Layout::Matrix(matrix) => {
                Box::new(matrix.rows.iter().map(|row| row.indicator.as_str()))
            }
            Layout::CountyTable(table) => Box::new(
                table
                    .columns
                    .iter()
                    .filter_map(|column| column.indicator.as_deref()),
            ),
            Layout::Roster(_) => Box::new(std::iter::empty()),
        };
        let mut seen = HashSet::new();
        codes.extend(all.filter(|code| seen.insert(*code)));
        codes
    }

    /// Columns that the form asks of one indicator, in order.
    pub fn columns_of<'a>(&'a self, indicator: &'a str) -> impl Iterator<Item = &'a ColumnSpec> {
        self.columns()
            .iter()
            .filter(move |column| column.indicator.as_deref().is_none_or(|of| of == indicator))
    }
}
