//! The rows of a table as they are heard: which are data, which are lines of words, and what labels
//! say beside their indicator.

use super::answer::{Asking, Line, Said};
use super::around::place_of;
use crate::identify::layout::label_fit;
use crate::identify::rows::{self, RowKind};
use crate::identify::{Identified, RowRole};
use crate::read::{Content, Grid};
use xianbaohui_core::form::Layout;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::{Attribute, Kind, head, units};

/// What a row below the header is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowOf {
    /// figures or an entry, with what its label says beside
    Data(Vec<Attribute>),
    /// words, which speak for the rows below
    Line,
    /// anything else
    Other,
}

/// The filled rows below the header, from above.
pub(super) struct Rows(pub(super) Vec<(u32, RowOf)>);

impl Rows {
    pub(super) fn of(
        table: &Grid,
        scheme: &Scheme,
        identified: &Identified,
        period: Option<Period>,
    ) -> Self {
        let form = &scheme.forms[identified.form];
        let bound = &identified.bound;
        let Some(label) = bound.label_column else {
            return Self(Vec::new());
        };
        let mut previous = None;
        let below = table.filled_rows().filter(|row| *row > bound.header.bottom);
        let told = below.map(|row| {
            let words = table.seen_text(row, label);
            let own = match (bound.pointed_row(row), &form.layout) {
                (Some(RowRole::Nothing), _) => RowOf::Other,
                (Some(RowRole::Spec(_)), _) => RowOf::Data(Vec::new()),
                (None, Layout::Matrix(matrix)) => {
                    match label_fit(matrix, scheme, &words, previous, period) {
                        Some(fit) => {
                            previous = Some(fit.spec);
                            RowOf::Data(fit.attributes)
                        }
                        None => by_cells(table, row, &words, identified),
                    }
                }
                (None, Layout::CountyTable(_)) => {
                    if rows::says_total(&words) || says_total_and_more(&words) {
                        RowOf::Data(said_of_total(&words))
                    } else if scheme.unit_names.exactly(&words, period).is_empty() {
                        by_cells(table, row, &words, identified)
                    } else {
                        RowOf::Data(Vec::new())
                    }
                }
                (None, Layout::Roster(_)) => in_roster(table, row, label, identified),
            };
            (row, own)
        });
        Self(told.collect())
    }

    /// The last row of data.
    pub(super) fn last(&self) -> Option<u32> {
        let mut rows = self.0.iter().rev();
        let last = rows.find(|(_, own)| matches!(own, RowOf::Data(_)));
        last.map(|(row, _)| *row)
    }
}

/// 合计（不含开发区）
fn says_total_and_more(words: &str) -> bool {
    let key = text::key(words);
    key.split_once('(')
        .is_some_and(|(before, _)| rows::says_total(before))
}

/// What the label of a total says in brackets, beside its unit of measure.
fn said_of_total(words: &str) -> Vec<Attribute> {
    let key = text::key(words);
    let inside = key
        .split('(')
        .skip(1)
        .filter_map(|part| Some(part.split_once(')')?.0));
    let strange = inside.filter(|inside| units::whole(inside).is_none() && !head::is_plain(inside));
    let said = strange.map(|inside| Attribute {
        kind: Kind::Scope,
        words: inside.to_owned(),
        at: (0, 0),
    });
    said.collect()
}

/// A row whose label is no row's of the form.
fn by_cells(table: &Grid, row: u32, label: &str, identified: &Identified) -> RowOf {
    if has_figures(table, row, identified) {
        return RowOf::Data(Vec::new());
    }
    let cells = table.row(row).iter().filter(|cell| !cell.is_blank());
    let (mut filled, mut texts) = (0, 0);
    for cell in cells {
        filled += 1;
        texts += usize::from(table.says(cell).is_some());
    }
    let is_words = (1..=2).contains(&filled) && filled == texts;
    match rows::kind(table, row, label) {
        RowKind::Note | RowKind::Remark | RowKind::Attachment | RowKind::Other if is_words => {
            RowOf::Line
        }
        // 二、全市 over rows is no total of them
        RowKind::Total if filled == 1 && is_words && rows::is_section(&text::key(label)) => {
            RowOf::Line
        }
        _ => RowOf::Other,
    }
}

fn has_figures(table: &Grid, row: u32, identified: &Identified) -> bool {
    let mut columns = identified.bound.tables().flat_map(|bound| &bound.columns);
    columns.any(|matched| {
        let cell = table.cell(row, matched.column);
        cell.is_some_and(|cell| matches!(cell.content, Content::Number(_)))
    })
}

/// Of a roster, a text alone is a line where it stands in no column of names, or is numbered as the
/// title of a group.
fn in_roster(table: &Grid, row: u32, name: u32, identified: &Identified) -> RowOf {
    let mut filled = table.row(row).iter().filter(|cell| !cell.is_blank());
    match (filled.next(), filled.next()) {
        (Some(only), None) if table.says(only).is_some() => {
            let is_title = only.column != name || rows::is_section(&text::key(&only.raw()));
            if is_title && !has_figures(table, row, identified) {
                RowOf::Line
            } else {
                RowOf::Data(Vec::new())
            }
        }
        // nothing but an entry, a total or a header fills so many cells, and none of them is a line
        (Some(_), Some(_)) if filled.nth(1).is_some() => RowOf::Data(Vec::new()),
        (Some(_), _) => {
            let label = table.seen_text(row, name);
            match rows::kind(table, row, &label) {
                RowKind::Other | RowKind::Remark => RowOf::Data(Vec::new()),
                _ => RowOf::Other,
            }
        }
        (None, _) => RowOf::Other,
    }
}

/// What labels say of the figures in their rows.
pub(super) fn of_rows(asking: &mut Asking<'_>, table: &Grid, rows: &Rows, label: u32) {
    let mut said = Said::default();
    for (row, own) in &rows.0 {
        let RowOf::Data(attributes) = own else {
            continue;
        };
        for one in attributes {
            said.add(one, *row);
        }
    }
    let named = |row: &u32| table.row_name(*row);
    let place = |_: &str, row: &u32| place_of(table, *row, label);
    for line in asking.of_lines(said, "指标名称", &named, &place) {
        match line {
            Line::Kept(row, words) => asking.heard.rows.entry(row).or_default().push(words),
            Line::Left(row) => asking.heard.left_rows.push(row),
        }
    }
}
