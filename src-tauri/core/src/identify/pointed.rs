//! What the officer pointed at on a sheet: which column is which of the form's, which row is which. It goes before what the texts say, holds for that
//! unit's layout if it is to be remembered, and is told wherever it was applied.

use super::evidence::{Doubt, Evidence, Of};
use super::header;
use super::layout;
use super::remembered::REMEMBERED;
use super::{Context, Identified};
use crate::form::{Form, Header, Layout};
use crate::period::Period;
use crate::read::{Grid, column_name, parse_cell};
use crate::scheme::Scheme;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Where such evidence comes from.
pub const POINTED: &str = "人工指定";

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
    /// code, name or header of the form's column or field; code or name of the indicator or unit of a row
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

/// The same in rows and columns of the table, looked up in the form.
#[derive(Debug, Clone, Default)]
pub(super) struct Resolved {
    /// the officer says, or said once, that the sheet is this form: its header may share no text with the form's
    pub(super) said: bool,
    pub(super) columns: Vec<(u32, Role)>,
    pub(super) rows: HashMap<u32, RowRole>,
}

/// What a column of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Spec(usize),
    Label,
    MeasureUnit,
    Nothing,
}

impl Line {
    /// `F` is a column, `8` a row.
    pub fn parse(words: &str) -> Option<Self> {
        if let Ok(row) = words.parse::<u32>() {
            return row.checked_sub(1).map(Self::Row);
        }
        parse_cell(&format!("{}1", words.to_ascii_uppercase())).map(|(_, column)| Self::Column(column))
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
    fn column(self, turned: bool) -> Option<u32> {
        match (self, turned) {
            (Self::Column(line), false) | (Self::Row(line), true) => Some(line),
            _ => None,
        }
    }
}

impl Meaning {
    /// `-` is nothing to be read, `@label` the column of names, `@unit` that of measure units; anything else is a code or name.
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
        (!meaning.is_empty()).then(|| Self { line, meaning: Meaning::parse(meaning), text: String::new() })
    }

    /// Whether the line is a column of the table.
    pub fn is_column(&self, turned: bool) -> bool {
        self.line.column(turned).is_some()
    }

    /// `F 列“完成数”是“累计”`
    pub fn sentence(&self, form: &Form, scheme: &Scheme) -> String {
        let seen = if self.text.is_empty() { String::new() } else { format!("“{}”", self.text) };
        let what = match &self.meaning {
            Meaning::Of(code) => format!("是“{}”", name_of(code, form, scheme)),
            Meaning::Label => "是名称列".to_owned(),
            Meaning::MeasureUnit => "是计量单位列".to_owned(),
            Meaning::Nothing => "不读取".to_owned(),
        };
        format!("{}{seen}{what}", self.line.name())
    }
}

/// What a row of the table was said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowRole {
    /// position of the form's row (matrix) or of the unit (county table)
    Spec(usize),
    /// nothing that is to be read
    Nothing,
}

/// Applies what the officer pointed at in this file.
pub(super) fn said(identified: &mut Identified, grid: &Grid, scheme: &Scheme, context: &Context<'_>, period: Option<Period>) {
    let own = context.pointed.iter().filter(|one| one.sheet.as_ref().is_none_or(|sheet| *sheet == grid.name));
    let pointings = own.map(|one| one.pointing.clone()).collect::<Vec<_>>();
    apply(identified, grid, scheme, period, pointings, POINTED);
}

/// Applies what was remembered for this layout of this unit, unless something was pointed at in the file itself.
pub(super) fn remembered(identified: &mut Identified, grid: &Grid, scheme: &Scheme, context: &Context<'_>) {
    let (Some(remembered), Some(unit)) = (context.remembered, identified.unit) else { return };
    if remembered.layouts.is_empty() || !identified.bound.pointed.is_empty() {
        return;
    }
    let key = layout_key(&scheme.forms[identified.form].code, &identified.bound.layout);
    let known = remembered.layouts.get(&key).and_then(|units| units.get(&scheme.units[unit].code));
    apply(identified, grid, scheme, identified.period, known.cloned().unwrap_or_default(), REMEMBERED);
}

/// Form and layout, as answers are kept by.
pub(super) fn layout_key(form: &str, layout: &str) -> String {
    format!("layout:{form}:{layout}")
}

fn apply(identified: &mut Identified, grid: &Grid, scheme: &Scheme, period: Option<Period>, mut pointings: Vec<Pointing>, by: &'static str) {
    if pointings.is_empty() {
        return;
    }
    let form = &scheme.forms[identified.form];
    let turned = identified.turned.then(|| grid.turned(identified.frame().top));
    let table = turned.as_ref().unwrap_or(grid);
    let mut resolved = Resolved { said: true, ..Resolved::default() };
    let mut unknown = Vec::new();
    // a later word on the same line counts
    let mut later = Vec::new();
    while let Some(last) = pointings.pop() {
        if !later.iter().any(|known: &Pointing| known.line == last.line) {
            later.insert(0, last);
        }
    }
    for pointing in &later {
        let Some(column) = pointing.line.column(identified.turned) else { continue };
        match role(&pointing.meaning, form, period) {
            Some(role) => resolved.columns.push((column, role)),
            None => unknown.push(pointing),
        }
    }
    let columns = layout::bind(table, form, scheme, period, &resolved);
    let headers = header::columns(table, columns.header);
    let label = |row: u32| columns.label_column.map(|column| table.seen_text(row, column).trim().to_owned()).unwrap_or_default();
    let mut applied = Vec::new();
    for pointing in &later {
        let mut own = pointing.clone();
        match (pointing.line.column(identified.turned), pointing.line) {
            (Some(column), _) => {
                own.text = headers.iter().find(|own| own.column == column).map(|own| own.written.clone()).unwrap_or_default();
            }
            (None, Line::Row(line) | Line::Column(line)) => {
                let Some(spec) = row_meaning(&pointing.meaning, form, scheme) else {
                    unknown.push(pointing);
                    continue;
                };
                let Some(row) = row_of(table, &label, line, &pointing.text) else { continue };
                own.line = if identified.turned { Line::Column(row) } else { Line::Row(row) };
                own.text = label(row);
                resolved.rows.insert(row, spec);
            }
        }
        applied.push(own);
    }
    for pointing in &unknown {
        let Meaning::Of(name) = &pointing.meaning else { continue };
        let message = format!("{}指明是“{name}”，但报表“{}”里没有这一项。请核对名称。", pointing.line.name(), form.name);
        identified.doubts.push(Doubt { of: Of::Form, message });
    }
    applied.retain(|own| !unknown.iter().any(|unknown| unknown.line == own.line));
    let mut bound = layout::bind(table, form, scheme, period, &resolved);
    bound.title = identified.bound.title.take();
    for pointing in &applied {
        identified.evidence.push(Evidence::new(Of::Form, by, pointing.sentence(form, scheme), 0.9));
    }
    (bound.pointed, bound.pointed_by) = (applied, by);
    identified.bound = bound;
}

/// The row that was meant: the one pointed at; of a remembered one the row with the same label, the only one if it has moved.
fn row_of(table: &Grid, label: &impl Fn(u32) -> String, row: u32, words: &str) -> Option<u32> {
    let key = text::key(words);
    if key.is_empty() || text::key(&label(row)) == key {
        return Some(row);
    }
    let mut others = table.filled_rows().filter(|row| text::key(&label(*row)) == key);
    others.next().filter(|_| others.next().is_none())
}

/// A column is said by its code, its name, or its header as messages write it.
fn role(meaning: &Meaning, form: &Form, period: Option<Period>) -> Option<Role> {
    let code = match meaning {
        Meaning::Label => return Some(Role::Label),
        Meaning::MeasureUnit => return Some(Role::MeasureUnit),
        Meaning::Nothing => return Some(Role::Nothing),
        Meaning::Of(code) => code,
    };
    let key = text::key(code);
    let is = |own: &str, name: &str, headers: &[Header]| own == code || text::key(name) == key || headers.iter().any(|header| text::key(&header.written(period)) == key);
    let spec = match &form.layout {
        Layout::Roster(roster) => roster.fields.iter().position(|field| is(&field.code, &field.name, &field.headers)),
        _ => form.columns().iter().position(|column| is(&column.code, &column.name, &column.headers)),
    };
    spec.map(Role::Spec)
}

fn row_meaning(meaning: &Meaning, form: &Form, scheme: &Scheme) -> Option<RowRole> {
    let Meaning::Of(code) = meaning else { return Some(RowRole::Nothing) };
    let is = |own: &str, name: &str| own == code || text::key(name) == text::key(code);
    match &form.layout {
        Layout::Matrix(matrix) => {
            let name = |indicator: &str| scheme.indicator(indicator).map_or(String::new(), |own| own.name.clone());
            matrix.rows.iter().position(|row| is(&row.indicator, &name(&row.indicator))).map(RowRole::Spec)
        }
        Layout::CountyTable(_) => scheme.units.iter().position(|unit| is(&unit.code, &unit.name)).map(RowRole::Spec),
        Layout::Roster(_) => None,
    }
}

fn name_of(code: &str, form: &Form, scheme: &Scheme) -> String {
    let field = || match &form.layout {
        Layout::Roster(roster) => roster.fields.iter().find(|field| field.code == code).map(|field| field.name.clone()),
        _ => form.columns().iter().find(|column| column.code == code).map(|column| column.name.clone()),
    };
    let row = || scheme.indicator(code).map(|indicator| indicator.name.clone());
    let unit = || scheme.units.iter().find(|unit| unit.code == code).map(|unit| unit.name.clone());
    field().or_else(row).or_else(unit).unwrap_or_else(|| code.to_owned())
}
