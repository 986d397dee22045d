//! One sheet of a list: what stands in it, who and what it means, asked where that is unclear.

use super::ask::{Asked, Asking};
use super::draft::Draft;
use super::head::{Head, Role, seen};
use super::names::{begins, kinds, near, tasks, units};
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Decimal, Nil, nil, trimmed};
use xianbaohui_core::question::LEAVE;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::target::{Book, Span, TargetKind};
use xianbaohui_core::words::units;
use xianbaohui_core::{exact, text};
use xianbaohui_reading::read::{Content, Grid};

/// One sheet that is read.
pub(super) struct Reading<'a, 's> {
    pub(super) scheme: &'s Scheme,
    pub(super) book: &'a Book,
    pub(super) grid: &'a Grid,
    pub(super) head: &'a Head,
    pub(super) asking: &'a mut Asking<'s>,
    pub(super) file: &'a str,
    pub(super) draft: &'a mut Draft,
    /// units of measure that the last line between the rows says
    pub(super) section_units: Vec<MeasureUnit>,
}

impl<'s> Reading<'_, 's> {
    /// The year or years of the sheet, where its columns say none.
    pub(super) fn span(&mut self, given: Option<Span>) -> Option<Span> {
        let years = &self.head.years;
        let one = |span: &Span| (span.to_string(), format!("{span}年"));
        let said = match (given, years.as_slice()) {
            (Some(given), []) => return Some(given),
            (Some(given), said) if said.contains(&given) => return Some(given),
            (None, [only]) => return Some(*only),
            _ => {
                let all = given.iter().chain(years).map(one);
                all.collect::<Vec<_>>()
            }
        };
        let mut columns = self.head.columns.iter();
        let is_said = |role: &Role| {
            matches!(
                role,
                Role::Value(Some(_), _) | Role::Kind(_, Some(_)) | Role::Unit(_, Some(_))
            )
        };
        if given.is_none() && columns.any(|(_, role, _)| is_said(role)) {
            return None;
        }
        let name = &self.grid.name;
        let answer = self.asking.ask(Asked {
            of: "year",
            about: name,
            text: format!("“{name}”是哪一年（哪几年）的目标？可答 2021 或 2020-2022。"),
            cell: None,
            choices: said,
            free: true,
        })?;
        Span::parse(&answer)
    }

    /// The year or years of a column that says some: where the title says others, that is asked.
    pub(super) fn year_of(&mut self, column: u32, own: Option<Span>) -> Option<Span> {
        let (own, years) = (own?, &self.head.years);
        let is_in = |year: &Span| year.first <= own.first && own.last <= year.last;
        if years.is_empty()
            || years.iter().any(is_in)
            || years.iter().all(|year| own.has(year.first))
        {
            return Some(own);
        }
        let all = std::iter::once(&own).chain(years);
        let choices = all.map(|span| (span.to_string(), format!("{span}年")));
        let line = self.grid.column_name(column);
        let above = years.iter().map(|year| format!("{year}年"));
        let above = above.collect::<Vec<_>>().join("、");
        let answer = self.asking.ask(Asked {
            of: "year",
            about: &format!("{}\n{column}", self.grid.name),
            text: format!("{line}的表头写的是{own}年，标题写的是{above}：是哪一年的目标？"),
            cell: Some(self.grid.place(self.head.top, column)),
            choices: choices.collect(),
            free: false,
        })?;
        Span::parse(&answer)
    }

    /// The unit of measure that is said above the table, of the kind of an indicator's.
    pub(super) fn said_above(&self, of: &MeasureUnit) -> Option<MeasureUnit> {
        let rows = self.grid.filled_rows();
        let rows = rows.take_while(|row| *row < self.head.top);
        let cells = rows.flat_map(|row| self.grid.row(row));
        let said = cells.flat_map(|cell| said_of_unit(&seen(self.grid, cell.row, cell.column)));
        let mut said = self.section_units.iter().cloned().chain(said);
        said.find(|said| said.same_dimension(of))
    }

    /// Another unit of measure that a remark of the row, or one below the table, says.
    pub(super) fn said_beside(&self, row: u32, of: &MeasureUnit) -> Option<String> {
        let columns = self.head.columns.iter();
        let remarks = columns.filter(|(_, role, _)| *role == Role::Skip);
        let remarks = remarks.map(|(column, ..)| seen(self.grid, row, *column));
        let below = self.body().filter_map(|row| {
            let cell = self.grid.row(row).first()?;
            let words = seen(self.grid, row, cell.column);
            words.starts_with('注').then_some(words)
        });
        remarks.chain(below).find(|words| {
            let key = text::key(words);
            let said = units::said(&key).known.into_iter();
            let mut said = said.chain(units::whole(&key).map(|own| own.known).unwrap_or_default());
            said.any(|said| said.same_dimension(of) && said != *of)
        })
    }

    pub(super) fn body(&self) -> impl Iterator<Item = u32> + '_ {
        let below = self.grid.filled_rows();
        below.filter(|row| *row > self.head.bottom)
    }

    pub(super) fn at(&self, row: u32, role: &Role) -> String {
        let column = self.head.of(role);
        column.map_or_else(String::new, |column| seen(self.grid, row, column))
    }

    /// Units that a row is of; none: that is asked, or they are left out.
    pub(super) fn who(&mut self, row: u32, span: Option<Span>) -> Option<Vec<String>> {
        let root = self.scheme.root_unit().code.clone();
        let Some(column) = self.head.of(&Role::Who) else {
            return Some(vec![root]);
        };
        let words = seen(self.grid, row, column);
        if words.is_empty() {
            return Some(vec![root]);
        }
        if let Some(units) = units(self.scheme, &words, span) {
            return Some(units);
        }
        let city = format!("是全市的目标，责任单位记为“{words}”");
        let answer = self.asking.ask(Asked {
            of: "unit",
            about: &words,
            text: format!("责任单位“{words}”不都是填报单位。可答一个单位的名称，几个的用、分开。"),
            cell: Some(self.grid.place(row, column)),
            choices: vec![("city".to_owned(), city)],
            free: true,
        })?;
        match answer.as_str() {
            LEAVE => None,
            "city" => Some(vec![root]),
            other => units(self.scheme, other, span),
        }
    }

    /// The kind of a target by its name, and what is to be reached where that stands behind it.
    pub(super) fn kind(
        &mut self,
        (row, column): (u32, u32),
        item: &str,
        words: String,
    ) -> Option<(&'s TargetKind, String)> {
        if let [only] = kinds(self.scheme, item).as_slice() {
            return Some((only, words));
        }
        // what is to be reached may stand in the name itself
        let own = self.head.of(&Role::Item);
        let is_own = is_nothing(&words) || own == Some(column);
        if let (true, Some((kind, rest))) = (is_own, begins(self.scheme, item)) {
            return Some((kind, rest));
        }
        let place = self.grid.place(row, own.unwrap_or(column));
        let offered = near(self.scheme, item)
            .into_iter()
            .chain(tasks(self.scheme));
        let choices = offered.map(|kind| (kind.code.clone(), kind.name.clone()));
        let answer = self.asking.ask(Asked {
            of: "kind",
            about: item,
            text: format!("“{item}”是哪一项目标？可答目标的代码。"),
            cell: Some(place),
            choices: choices.collect(),
            free: true,
        })?;
        let kind = self.scheme.target(&answer).filter(|_| answer != LEAVE)?;
        let is_named = own == Some(column);
        Some((kind, if is_named { String::new() } else { words }))
    }

    /// What a cell says: a figure with all its digits, else as it is seen.
    pub(super) fn words(&self, row: u32, column: u32) -> String {
        let shown = seen(self.grid, row, column);
        let Some(cell) = self.grid.seen(row, column) else {
            return shown;
        };
        let Content::Number(_) = cell.content else {
            return shown;
        };
        let held = self.grid.held(cell);
        let Ok(number) = Decimal::from_str_exact(&held) else {
            return shown;
        };
        let is_plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | ' ');
        match shown.strip_suffix('%') {
            Some(_) => exact::shifted(number, 2)
                .map_or(shown.clone(), |percent| format!("{}%", trimmed(percent))),
            None if shown.chars().all(is_plain) => held,
            None => shown,
        }
    }
}

/// Nothing stands there, or that there is none.
pub(super) fn is_nothing(words: &str) -> bool {
    let compact = text::compact(words);
    let nothing: Option<Nil> = nil(&compact);
    compact.is_empty() || nothing.is_some()
}

/// Units of measure that a line says: 单位：亿元, （亿元） at its end.
pub(super) fn said_of_unit(words: &str) -> Vec<MeasureUnit> {
    let key = text::key(words);
    let ends = units::at_end(&key).map(|found| found.known);
    let mut said = units::said(&key).known;
    said.extend(ends.unwrap_or_default());
    said
}
