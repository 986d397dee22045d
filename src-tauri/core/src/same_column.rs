//! Columns that ask the same, on two forms or of two indicators, although their codes differ: 本期
//! of a matrix and the only figure of a county table. What is not certain is no match.

use crate::form::{ColumnSpec, Form, Role};
use crate::text;

/// Words that say which time a figure is of. Columns that have different ones do not ask the same.
const TIMES: [&str; 19] = [
    "累计", "本月", "本季", "季度", "半年", "全年", "本年", "本期", "年末", "期末", "年初", "期初",
    "上年", "去年", "上期", "同期", "目标", "计划", "任务",
];

/// What a column of figures is to the rates beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// what is reported
    Main,
    /// the year before, of a growth
    Before,
    /// the target, of a completion
    Target,
}

/// Position of the column of figures that asks of indicator `there` on form `to` what column `code`
/// asks of indicator `here` on form `from`.
pub fn same_column(from: &Form, here: &str, code: &str, to: &Form, there: &str) -> Option<usize> {
    let own = from
        .column(here, code)
        .filter(|column| column.role == Role::Value)?;
    let candidates = values(to, there);
    if let Some((at, _)) = candidates.iter().find(|(_, column)| column.code == code) {
        return Some(*at);
    }
    let beside = values(from, here);
    let only = |alike_here: &dyn Fn(&ColumnSpec) -> bool,
                alike_there: &dyn Fn(&ColumnSpec) -> bool| {
        let mut found = candidates.iter().filter(|(_, column)| alike_there(column));
        let (first, second) = (found.next(), found.next());
        let is_one = beside
            .iter()
            .filter(|(_, column)| alike_here(column))
            .count()
            == 1;
        first.filter(|_| second.is_none() && is_one).copied()
    };
    let named = |column: &ColumnSpec| text::key(&column.name) == text::key(&own.name);
    let by_name = only(&named, &named);
    let wanted = use_of(from, here, own);
    let by_use = only(&|column| use_of(from, here, column) == wanted, &|column| {
        use_of(to, there, column) == wanted
    });
    by_name
        .or(by_use)
        .filter(|(_, column)| !differ_in_time(own, column))
        .map(|(at, _)| at)
}

fn values<'a>(form: &'a Form, indicator: &str) -> Vec<(usize, &'a ColumnSpec)> {
    let asked = |column: &ColumnSpec| {
        column.role == Role::Value && column.indicator.as_deref().is_none_or(|of| of == indicator)
    };
    form.columns()
        .iter()
        .enumerate()
        .filter(|(_, column)| asked(column))
        .collect()
}

fn use_of(form: &Form, indicator: &str, column: &ColumnSpec) -> Use {
    let uses = form
        .columns_of(indicator)
        .filter_map(|rate| match &rate.role {
            Role::Growth { base, .. } if *base == column.code => Some(Use::Before),
            Role::Completion { base, .. } if *base == column.code => Some(Use::Target),
            _ => None,
        });
    uses.last().unwrap_or(Use::Main)
}

fn differ_in_time(one: &ColumnSpec, other: &ColumnSpec) -> bool {
    let times = |column: &ColumnSpec| {
        let words = format!(
            "{} {}",
            column.name,
            column
                .headers
                .first()
                .map(|header| header.written(None))
                .unwrap_or_default()
        );
        TIMES
            .into_iter()
            .filter(|time| words.contains(time))
            .collect::<Vec<_>>()
    };
    let (one, other) = (times(one), times(other));
    !one.is_empty() && !other.is_empty() && one != other
}
