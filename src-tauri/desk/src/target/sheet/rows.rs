//! The rows of a list: which target of which unit, and where it stands.

use super::ask::Asked;
use super::head::{Role, seen};
use super::reading::{Reading, is_nothing, said_of_unit};
use super::take::Figure;
use super::years::{last_day, years};
use xianbaohui_core::target::{Span, TargetKind};
use xianbaohui_reading::read::Veil;

impl<'s> Reading<'_, 's> {
    /// All rows. Without a year nothing but columns that say theirs is read.
    pub(super) fn rows(&mut self, span: Option<Span>) {
        let mut columns = Vec::new();
        for (column, role, words) in &self.head.columns {
            let below = self
                .body()
                .any(|row| !seen(self.grid, row, *column).is_empty());
            if *role == Role::Unknown && below {
                let what = if words.is_empty() {
                    "没有表头"
                } else {
                    words
                };
                let answer = self.asking.ask(Asked {
                    of: "column",
                    about: &format!("{}\n{column}\n{words}", self.grid.name),
                    text: format!(
                        "认不出 {}（{what}）是什么。",
                        self.grid.column_name(*column)
                    ),
                    cell: Some(self.grid.place(self.head.top, *column)),
                    choices: Vec::new(),
                    free: false,
                });
                drop(answer);
            }
            columns.push((*column, role.clone()));
        }
        for (column, role, words) in &self.head.columns {
            let is_hidden = self.grid.hidden_columns.binary_search(column).is_ok();
            if is_hidden && !matches!(role, Role::Skip) {
                let line = self.grid.column_name(*column);
                let told = format!("{line}（{words}）是隐藏的，没有收。");
                self.draft.left.push(told);
            }
        }
        let mut now = span;
        for row in self.body().collect::<Vec<_>>() {
            // 二、2022年目标 between the rows holds for those below it
            if let Some(words) = self.section(row) {
                if let [only] = years(&words).as_slice() {
                    now = Some(*only);
                }
                self.section_units = said_of_unit(&words);
            }
            self.row(row, now, &columns);
        }
    }

    /// The words of a row that has no other.
    fn section(&self, row: u32) -> Option<String> {
        let mut own = self.grid.row(row).iter().filter(|cell| !cell.is_blank());
        let first = own.next()?;
        let is_alone = own.next().is_none();
        is_alone.then(|| seen(self.grid, row, first.column))
    }

    /// Why a person who looks at the list does not take a row: it is hidden, or struck through.
    fn unseen(&self, row: u32) -> Option<&'static str> {
        if self.grid.hidden_rows.binary_search(&row).is_ok() {
            let any = self.grid.row(row).iter().any(|cell| !cell.is_blank());
            return any.then_some("是隐藏的");
        }
        let decides = |role: &Role| {
            matches!(
                role,
                Role::Item | Role::Who | Role::Value(..) | Role::Unit(..) | Role::Kind(..)
            )
        };
        let columns = self.head.columns.iter();
        let mut columns = columns.filter(|(_, role, _)| decides(role));
        let is_struck = columns.any(|(column, ..)| {
            let cell = self.grid.cell(row, *column);
            cell.is_some_and(|cell| matches!(cell.veil, Veil::Struck | Veil::PartStruck))
        });
        is_struck.then_some("有划了删除线的格")
    }

    fn row(&mut self, row: u32, span: Option<Span>, columns: &[(u32, Role)]) {
        let own = self.grid.row(row);
        if let Some(why) = self.unseen(row) {
            let line = self.grid.row_name(row);
            self.draft.left.push(format!("{line}{why}，没有收。"));
            return;
        }
        let first = own.first().map(|cell| seen(self.grid, row, cell.column));
        let first = first.unwrap_or_default();
        let is_remark = ["注", "说明", "备注", "填表", "审核"].iter();
        let is_remark = is_remark.clone().any(|word| first.starts_with(word));
        if is_remark && own.len() <= 2 {
            return;
        }
        let item = self.at(row, &Role::Item);
        let is_list = self.head.of(&Role::Item).is_some();
        if is_list && item.is_empty() {
            return;
        }
        let told = columns.iter().filter(|(column, role)| {
            !matches!(role, Role::Item | Role::Skip | Role::Measure)
                && !seen(self.grid, row, *column).is_empty()
        });
        if told.count() == 0 {
            let named = if is_list { item } else { first };
            let line = self.grid.row_name(row);
            self.draft
                .left
                .push(format!("{line}只有“{named}”，没有收。"));
            return;
        }
        for (column, role) in columns {
            if self.grid.hidden_columns.binary_search(column).is_ok() {
                continue;
            }
            match role {
                Role::Value(own, month) => {
                    let of_column = self.year_of(*column, *own);
                    if own.is_none() || of_column.is_some() {
                        self.value(row, *column, of_column.or(span), *month);
                    }
                }
                Role::Unit(code, own) => {
                    let of_column = self.year_of(*column, *own);
                    if own.is_none() || of_column.is_some() {
                        let units = vec![code.clone()];
                        self.cell((row, *column), &item, of_column.or(span), Some(units));
                    }
                }
                Role::Kind(code, own) => {
                    let of_column = self.year_of(*column, *own);
                    let span = of_column.or(span.filter(|_| own.is_none()));
                    let units = self.who(row, span);
                    if let (Some(units), Some(kind)) = (units, self.scheme.target(code)) {
                        self.of_kind((row, *column), kind, span, &units);
                    }
                }
                _ => {}
            }
        }
        let has_figures = columns
            .iter()
            .any(|(_, role)| matches!(role, Role::Value(..) | Role::Unit(..) | Role::Kind(..)));
        if let (false, Some(column)) = (has_figures, self.head.of(&Role::Item)) {
            self.value(row, column, span, None);
        }
    }

    /// What is to be reached by one or several rows: a merged cell is of all that it lies beside.
    fn value(&mut self, row: u32, column: u32, span: Option<Span>, month: Option<u8>) {
        let area = self.grid.merge_at(row, column).copied();
        let area = area.filter(|area| area.bottom > area.top && area.left == area.right);
        if area.is_some_and(|area| area.top < row && self.head.of(&Role::Item) != Some(column)) {
            return;
        }
        let last = area.map_or(row, |area| area.bottom.max(row));
        let last = if self.head.of(&Role::Item) == Some(column) {
            row
        } else {
            last
        };
        let mut figures: Vec<(u32, String, Vec<String>)> = Vec::new();
        for row in row..=last {
            let item = self.at(row, &Role::Item);
            if !item.is_empty()
                && let Some(units) = self.who(row, span)
            {
                figures.push((row, item, units));
            }
        }
        let Some((_, item, _)) = figures.first().cloned() else {
            return;
        };
        let items = figures.iter().all(|(_, own, _)| *own == item);
        let count = figures
            .iter()
            .map(|(_, _, units)| units.len())
            .sum::<usize>();
        let words = self.words(row, column);
        let is_figure = words.contains(|c: char| c.is_ascii_digit());
        let Some((kind, words)) = self.kind((row, column), &item, words) else {
            return;
        };
        if count > 1 && kind.indicator.is_some() && is_figure {
            let about = format!("{}\n{row}\n{column}\n{words}", self.grid.name);
            let together = (
                "together".to_owned(),
                "合起来是这个数，记为全市的目标".to_owned(),
            );
            let mut choices = vec![("each".to_owned(), "每个单位都是这个数".to_owned())];
            choices.extend(Some(together).filter(|_| items));
            let answer = self.asking.ask(Asked {
                of: "merged",
                about: &about,
                text: format!("“{item}”的 {words} 由 {count} 个单位承担：各是这个数，还是合起来？"),
                cell: Some(self.grid.place(row, column)),
                choices,
                free: false,
            });
            match answer.as_deref() {
                Some("each") => {}
                Some("together") => {
                    let root = self.scheme.root_unit().code.clone();
                    figures.truncate(1);
                    figures[0].2 = vec![root];
                }
                _ => return,
            }
        }
        for (at, own, units) in figures {
            let kind = if own == item {
                Some((kind, words.clone()))
            } else {
                let words = self.words(row, column);
                self.kind((at, column), &own, words)
            };
            let (Some((kind, words)), Some(span)) = (kind, span) else {
                continue;
            };
            let node = month.map_or_else(String::new, |month| last_day(span.last, month));
            let figure = Figure {
                row: at,
                column,
                kind,
                item: if kind.indicator.is_none() {
                    own
                } else {
                    String::new()
                },
                span,
                node,
            };
            self.take(&figure, &words, &units);
        }
    }

    /// What is to be reached of a row's target by a unit that heads a column.
    fn cell(
        &mut self,
        (row, column): (u32, u32),
        item: &str,
        span: Option<Span>,
        units: Option<Vec<String>>,
    ) {
        let words = self.words(row, column);
        if is_nothing(&words) {
            return;
        }
        let (Some((kind, words)), Some(units)) = (self.kind((row, column), item, words), units)
        else {
            return;
        };
        let item = if kind.indicator.is_none() { item } else { "" };
        self.figure(
            (row, column),
            (kind, item.to_owned()),
            span,
            (&words, &units),
        );
    }

    /// What is to be reached of a kind that heads a column.
    fn of_kind(
        &mut self,
        (row, column): (u32, u32),
        kind: &'s TargetKind,
        span: Option<Span>,
        units: &[String],
    ) {
        let words = self.words(row, column);
        if !is_nothing(&words) {
            self.figure((row, column), (kind, String::new()), span, (&words, units));
        }
    }

    fn figure(
        &mut self,
        (row, column): (u32, u32),
        (kind, item): (&TargetKind, String),
        span: Option<Span>,
        (words, units): (&str, &[String]),
    ) {
        let Some(span) = span else {
            return;
        };
        let node = String::new();
        self.take(
            &Figure {
                row,
                column,
                kind,
                item,
                span,
                node,
            },
            words,
            units,
        );
    }
}
