//! Columns of a county's own that say that other figures stand for those of the form's beside them:
//! 更正后, 正确数.

use super::answer::Asking;
use super::around::place_of;
use crate::identify::Identified;
use crate::read::{Content, Grid};
use xianbaohui_core::evidence::Of;
use xianbaohui_core::label;
use xianbaohui_core::question::LEAVE;
use xianbaohui_core::text;
use xianbaohui_core::words::head;

/// Asks where such a column has other figures than the one that is read.
pub(super) fn of_columns(asking: &mut Asking<'_>, table: &Grid, identified: &Identified) {
    let bound = &identified.bound;
    let columns = bound.tables().flat_map(|own| &own.columns);
    let columns = columns.map(|own| own.column).collect::<Vec<_>>();
    let number = |row: u32, column: u32| match table.cell(row, column)?.content {
        Content::Number(number) => Some(number),
        _ => None,
    };
    for extra in &bound.extra {
        let key = text::key(&extra.written);
        if !head::says_corrections(&key) {
            continue;
        }
        let rows = table.filled_rows().filter(|row| *row > bound.header.bottom);
        let rows = rows.collect::<Vec<_>>();
        let differing = |column: u32| {
            let own = |row: u32| Some((number(row, extra.column)?, number(row, column)?));
            let both = rows.iter().filter_map(|row| own(*row));
            both.fold((0, 0), |(same, other), (one, two)| {
                if one.to_bits() == two.to_bits() {
                    (same + 1, other)
                } else {
                    (same, other + 1)
                }
            })
        };
        // 更正后累计 bears the name of its column
        let name_in = |column: u32| {
            let lines = bound.header.lines();
            let names = lines.map(|line| label::split_measure(&table.seen_text(line, column)).0);
            let named = names.filter(|name| !name.is_empty() && key.contains(name.as_str()));
            named.map(|name| name.len()).max().unwrap_or_default()
        };
        // how near its figures are to those of a column, of a thousand
        let closeness = |column: u32| {
            let own = |row: u32| Some((number(row, extra.column)?, number(row, column)?));
            let parts = rows.iter().filter_map(|row| own(*row)).map(|(one, two)| {
                let (less, more) = if one < two { (one, two) } else { (two, one) };
                let is_one = less > 0.0 && more > 0.0;
                if is_one { less / more } else { 0.0 }
            });
            // no part is below nothing: their bits are ordered as they are
            parts.sum::<f64>().to_bits()
        };
        // else the one with which it shares most figures, or has the nearest
        let is_earlier = |words: &str| {
            ["上年", "去年", "同期"]
                .iter()
                .any(|own| words.contains(own))
        };
        let of_earlier = |column: u32| {
            let mut lines = bound.header.lines();
            lines.any(|line| is_earlier(&table.seen_text(line, column)))
        };
        let is_named = columns.iter().any(|column| name_in(*column) > 0);
        let with_figures = columns.iter().filter(|column| {
            let is_of_time = !is_named || of_earlier(**column) == is_earlier(&key);
            is_of_time && differing(**column) != (0, 0)
        });
        let nearest = |column: &u32| {
            let is_behind = *column > extra.column;
            (
                name_in(*column),
                differing(*column).0,
                closeness(*column),
                !is_behind,
                u32::MAX - column.abs_diff(extra.column),
            )
        };
        let Some(&column) = with_figures.max_by_key(|column| nearest(column)) else {
            continue;
        };
        let (_, other) = differing(column);
        if other == 0 {
            continue;
        }
        let (own, of) = (table.column_name(extra.column), table.column_name(column));
        let words = extra.written.trim();
        let told = format!("{own}的表头写着“{words}”，有 {other} 行的数和{of}的不一样");
        let row = bound.header.last_line();
        let places = [extra.column, column].map(|column| place_of(table, row, column));
        if asking.whether(Of::Status, (&of, words, &told), &places) == Some(LEAVE) {
            asking.heard.left_columns.push(column);
        }
    }
}
