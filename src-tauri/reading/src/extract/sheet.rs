//! The sheet that is read, and how what stands on it is called.

use super::spot::{About, Spot};
use crate::identify::Bound;
use crate::read::Grid;
use xianbaohui_core::finding::{At, EntryRef, FigureRef, Finding, Subject, Told};
use xianbaohui_core::form::{FieldSpec, Form, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::personal;
use xianbaohui_core::place::Place;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// What stays the same while one table is read.
#[derive(Clone, Copy)]
pub(super) struct Sheet<'a> {
    pub(super) grid: &'a Grid,
    pub(super) scheme: &'a Scheme,
    pub(super) form: &'a Form,
    /// where the table stands; of tables side by side, the one that is being read
    pub(super) bound: &'a Bound,
    pub(super) period: Period,
    /// who reports
    pub(super) unit: usize,
}

impl Sheet<'_> {
    pub(super) fn place(&self, row: u32, column: u32) -> Place {
        self.grid.place(row, column)
    }

    /// The cell with the name of a row.
    pub(super) fn label_place(&self, row: u32) -> Place {
        self.place(row, self.bound.label_column.unwrap_or(0))
    }

    /// The cell with the header of a column.
    pub(super) fn header_place(&self, column: u32) -> Place {
        self.place(self.bound.header.last_line(), column)
    }

    /// A row as the sheet has it.
    pub(super) fn row(&self, row: u32) -> At {
        At(self.grid.row_name(row))
    }

    /// A column as the sheet has it.
    pub(super) fn column(&self, column: u32) -> At {
        At(self.grid.column_name(column))
    }

    /// What a row is on the sheet.
    pub(super) fn row_word(&self) -> At {
        At(self.grid.row_word().to_owned())
    }

    /// What a column is on the sheet.
    pub(super) fn column_word(&self) -> At {
        At(self.grid.column_word().to_owned())
    }

    /// A column's header as the form has it.
    pub(super) fn header_of(&self, spec: usize) -> String {
        let header = match &self.form.layout {
            Layout::Roster(roster) => &roster.fields[spec].headers[0],
            _ => &self.form.columns()[spec].headers[0],
        };
        header.written(Some(self.period))
    }

    /// Position of a column or field by its codes.
    pub(super) fn spec_of(&self, indicator: Option<&str>, column: &str) -> Option<usize> {
        match &self.form.layout {
            Layout::Roster(roster) => roster.fields.iter().position(|own| own.code == column),
            _ => self
                .form
                .columns()
                .iter()
                .position(|own| own.code == column && own.indicator.as_deref() == indicator),
        }
    }

    /// The label of an indicator's row as the form has it.
    pub(super) fn label_of(&self, indicator: &str) -> Option<String> {
        let Layout::Matrix(matrix) = &self.form.layout else {
            return None;
        };
        let row = matrix.rows.iter().find(|own| own.indicator == indicator)?;
        row.labels.first().cloned()
    }

    /// Sheet columns that were bound.
    pub(super) fn data_columns(&self) -> Vec<u32> {
        self.bound
            .columns
            .iter()
            .map(|matched| matched.column)
            .collect()
    }

    /// Whether a row has anything to say about this table: of tables side by side one may be
    /// shorter, and 合计 and notes stand below the first.
    pub(super) fn reaches(&self, row: u32) -> bool {
        self.bound.starts_at.is_none()
            || self
                .grid
                .row(row)
                .iter()
                .any(|cell| self.has_column(cell.column) && !text::compact(&cell.raw()).is_empty())
    }

    /// Whether a column is within the table that is read: the first has all that is left of those
    /// beside it, and all there is where it stands alone.
    pub(super) fn has_column(&self, column: u32) -> bool {
        if let Some(first) = self.bound.starts_at {
            let columns = self.bound.columns.iter();
            let last = columns.map(|matched| matched.column).max();
            return (first..=last.unwrap_or(first)).contains(&column);
        }
        let beside = self.bound.beside.iter().filter_map(|table| table.starts_at);
        beside.min().is_none_or(|next| column < next)
    }

    /// A finding about a cell.
    pub(super) fn told(&self, spot: Spot, told: impl Told) -> Finding {
        Finding::of(told)
            .about(self.subject(spot.about))
            .at(self.place(spot.row, spot.column))
    }

    /// What is asked for, as sentences name it: `技术合同成交额 累计`.
    pub(super) fn name(&self, about: About) -> String {
        match about {
            About::Figure {
                unit,
                indicator,
                column,
            } => {
                let own = &self.scheme.indicators[indicator].name;
                let column = &self.form.columns()[column].name;
                match self.form.layout {
                    Layout::CountyTable(_) => {
                        format!("{} {own} {column}", self.scheme.units[unit].name)
                    }
                    _ => format!("{own} {column}"),
                }
            }
            About::Field { field, .. } => match &self.form.layout {
                Layout::Roster(roster) => roster.fields[field].name.clone(),
                _ => String::new(),
            },
            About::Entry { row } => self.entry_key(row),
        }
    }

    /// A column or field of the form.
    pub(super) fn column_subject(&self, spec: usize) -> Subject {
        Subject::Column(match &self.form.layout {
            Layout::Roster(roster) => roster.fields[spec].code.clone(),
            _ => self.form.columns()[spec].code.clone(),
        })
    }

    /// What a finding about one thing is about.
    pub(super) fn subject(&self, about: About) -> Subject {
        match about {
            About::Figure {
                unit,
                indicator,
                column,
            } => Subject::Figure(self.figure_ref(unit, indicator, column)),
            About::Field { .. } | About::Entry { .. } => {
                let EntryRef { key, field } = self.entry_ref(about);
                Subject::Entry { key, field }
            }
        }
    }

    /// What a finding about several things is about.
    pub(super) fn subject_of(&self, abouts: &[About]) -> Subject {
        let figures = abouts
            .iter()
            .filter_map(|about| match *about {
                About::Figure {
                    unit,
                    indicator,
                    column,
                } => Some(self.figure_ref(unit, indicator, column)),
                _ => None,
            })
            .collect::<Vec<_>>();
        match abouts {
            [] => Subject::Return,
            [only] => self.subject(*only),
            _ if !figures.is_empty() => Subject::Figures(figures),
            _ => Subject::Entries(abouts.iter().map(|about| self.entry_ref(*about)).collect()),
        }
    }

    fn figure_ref(&self, unit: usize, indicator: usize, column: usize) -> FigureRef {
        FigureRef {
            unit: self.scheme.units[unit].code.clone(),
            indicator: self.scheme.indicators[indicator].code.clone(),
            column: self.form.columns()[column].code.clone(),
        }
    }

    fn entry_ref(&self, about: About) -> EntryRef {
        let (row, field) = match (about, &self.form.layout) {
            (About::Field { row, field }, Layout::Roster(roster)) => {
                (row, Some(roster.fields[field].code.clone()))
            }
            (About::Field { row, .. } | About::Entry { row }, _) => (row, None),
            (About::Figure { .. }, _) => return EntryRef::default(),
        };
        EntryRef {
            key: self.entry_key(row),
            field,
        }
    }

    /// What names the entry of a row, as it may be shown: also of a row that is none, such as one
    /// that was struck off, personal data are masked.
    pub(super) fn entry_key(&self, row: u32) -> String {
        self.entry_named(row, |own, words| personal::field(own, &words).into_owned())
    }

    /// What names the entry of a row, as it is written.
    pub(super) fn entry_words(&self, row: u32) -> String {
        self.entry_named(row, |_, words| words)
    }

    fn entry_named(&self, row: u32, say: impl Fn(&FieldSpec, String) -> String) -> String {
        let Layout::Roster(roster) = &self.form.layout else {
            return String::new();
        };
        let keys = roster.fields.iter().enumerate().filter(|(_, own)| own.key);
        keys.filter_map(|(at, own)| {
            let mut columns = self.bound.columns.iter();
            let column = columns.find(|matched| matched.spec == at)?.column;
            let words = self.grid.seen_text(row, column).trim().to_owned();
            (!words.is_empty()).then(|| say(own, words))
        })
        .collect::<Vec<_>>()
        .join(" ")
    }
}
