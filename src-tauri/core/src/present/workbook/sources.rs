//! 数据来源: each figure → file, sheet, cell. Past the last row of a sheet it goes on in the next.

use super::package::{Frame, Stream};
use super::style::Styles;
use super::{continued, page_setup, parts};
use crate::form::{FieldKind, Layout};
use crate::ledger::{Ledger, Source, SourceValue, State};
use crate::present::PresentError;
use crate::read::cell_name;
use crate::scheme::Round;
use rust_xlsxwriter::Workbook;
use std::fmt::Write as _;

pub(super) const SHEET: &str = "数据来源";
pub(super) const COLUMNS: usize = 10;
const HEADERS: [(&str, f64); COLUMNS] =
    [("填报单位", 18.0), ("报表", 7.0), ("指标", 30.0), ("列", 14.0), ("数值", 16.0), ("原文", 18.0), ("换算", 18.0), ("文件", 34.0), ("版本", 6.0), ("工作表!单元格", 22.0)];

/// No format.
const PLAIN: u32 = 0;

/// How many figures and entries there are.
pub(super) fn count(ledger: &Ledger, round: &Round) -> Result<usize, PresentError> {
    let mut count = 0;
    for code in &round.forms {
        count += ledger.count_figures(&round.code, code)? + ledger.count_entries(&round.code, code)?;
    }
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Headers of the sheet or sheets, and the places for the rows.
pub(super) fn frames(book: &mut Workbook, rows: usize, most_rows: u32, styles: &Styles) -> Result<(Vec<String>, Vec<Frame>), PresentError> {
    let (mut names, mut frames) = (Vec::new(), Vec::new());
    for (at, rows) in parts(rows, most_rows.saturating_sub(1)).into_iter().enumerate() {
        let name = continued(SHEET, at);
        let sheet = book.add_worksheet().set_name(&name)?;
        for (at, (header, width)) in HEADERS.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            sheet.write_string_with_format(0, at as u16, *header, &styles.header)?;
        }
        page_setup(sheet, 0, 0, 1)?;
        names.push(name);
        let frame = Frame { first: 1, rows, columns: COLUMNS as u32, sheet: 0 };
        if rows > 0 {
            frame.leave(sheet, styles)?;
            frames.push(Frame { sheet: book.worksheets().len(), ..frame });
        }
    }
    Ok((names, frames))
}

/// Writes all figures, form by form and unit by unit, in the order of the scheme.
pub(super) fn rows(stream: &mut Stream<'_, '_>, ledger: &Ledger, round: &Round) -> Result<(), PresentError> {
    let scheme = ledger.scheme();
    let mut units = round.units.clone();
    if !units.contains(&scheme.root_unit().code) {
        units.push(scheme.root_unit().code.clone());
    }
    let mut place = String::new();
    for form in round.forms.iter().filter_map(|code| scheme.form(code)) {
        let names = form.columns().iter().map(|column| ((column.code.as_str(), column.indicator.as_deref()), column.name.as_str())).collect::<Vec<_>>();
        ledger.each_source(&round.code, &form.code, &units, |source, value| -> Result<(), PresentError> {
            if value.state == State::Blank {
                return Ok(());
            }
            let indicator = scheme.indicator(value.indicator).map_or(value.indicator, |one| &one.name);
            let column = names.iter().find(|((code, of), _)| *code == value.column && of.is_none_or(|of| of == value.indicator)).map_or(value.column, |(_, name)| name);
            place.clear();
            // writing to a string cannot fail
            let _ = write!(place, "{}!{}", source.sheet, cell_name(value.row, value.sheet_column));
            line(stream, [scheme.unit_name(value.unit), &form.code, indicator, column], &value, source, &place)
        })?;
        if let Layout::Roster(roster) = &form.layout {
            let key = roster.fields.iter().position(|field| field.key).unwrap_or_default();
            let figures = roster.fields.iter().filter(|field| field.kind == FieldKind::Number).count();
            let note = format!("{} 项，其中数字 {figures} 项", roster.fields.len());
            ledger.each_entry_source(&round.code, &form.code, &units, key, |source, entry| -> Result<(), PresentError> {
                place.clear();
                let _ = write!(place, "{}!{}:{}", source.sheet, cell_name(entry.row, entry.columns.0), cell_name(entry.row, entry.columns.1));
                let value = SourceValue { note: Some(&note), ..SourceValue::default() };
                line(stream, [scheme.unit_name(entry.unit), &form.code, entry.raw.trim(), "整行"], &value, source, &place)
            })?;
        }
    }
    Ok(())
}

fn line(stream: &mut Stream<'_, '_>, texts: [&str; 4], value: &SourceValue<'_>, source: &Source, place: &str) -> Result<(), PresentError> {
    let (rows, styles, _) = stream.row(None)?;
    for (column, text) in texts.into_iter().enumerate() {
        rows.text(column, text, PLAIN)?;
    }
    let content = value.content.unwrap_or_default();
    let mut told = "";
    match value.state {
        State::Number => {
            told = without_zeros(content);
            rows.reported(4, told, styles.any_figure, styles.wide)?;
        }
        State::Text => rows.text(4, content, PLAIN)?,
        State::Nil => rows.text(4, "（无）", PLAIN)?,
        State::Unreadable => rows.text(4, "（未识别）", PLAIN)?,
        State::Blank => {}
    }
    // what stands in the cell is told where it is not the figure itself
    if !value.raw.is_empty() && (value.state != State::Number || value.raw != told) {
        rows.text(5, value.raw, styles.aside)?;
    }
    rows.text(6, value.note.unwrap_or_default(), PLAIN)?;
    rows.text(7, &source.file, PLAIN)?;
    rows.digits(8, &source.version, PLAIN);
    rows.text(9, place, PLAIN)
}

/// A decimal without the zeros that say nothing: `12.50` → `12.5`.
fn without_zeros(digits: &str) -> &str {
    match digits.split_once('.') {
        Some((_, decimals)) if decimals.ends_with('0') || decimals.is_empty() => match digits.trim_end_matches('0').trim_end_matches('.') {
            "-0" | "" => "0",
            shorter => shorter,
        },
        _ => digits,
    }
}

#[cfg(test)]
mod tests {
    use super::without_zeros;

    fn check(digits: &str, expected: &str) {
        assert_eq!(without_zeros(digits), expected);
    }

    #[test]
    fn zeros_that_say_nothing_are_left_out() {
        check("12.50", "12.5");
        check("12.00", "12");
        check("120", "120");
        check("-0.0", "0");
        check("0.05", "0.05");
    }
}
