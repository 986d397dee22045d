//! 数据来源: each figure → file, sheet, cell. Past the last row of a sheet it goes on in the next.

use super::frame::Frame;
use super::parts::{continued, parts};
use super::rows::Ready;
use super::setup::page_setup;
use super::spots::Spots;
use super::stream::Stream;
use super::style::Styles;
use crate::present::PresentError;
use crate::present::paper::{height_of, lines as lines_of, lines_of_width, whole};
use rust_xlsxwriter::Workbook;
use xianbaohui_core::figure::State;
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::record::{Record, Source, SourceValue};
use xianbaohui_core::scheme::{Round, Scheme};

pub(super) const SHEET: &str = "数据来源";
pub(super) const COLUMNS: usize = 10;
const HEADERS: [(&str, f64); COLUMNS] = [
    ("填报单位", 13.0),
    ("报表", 6.0),
    ("指标", 17.0),
    ("列", 11.0),
    ("数值", 21.0),
    ("原文", 21.0),
    ("换算", 12.0),
    ("文件", 14.0),
    ("版本", 5.0),
    ("工作表!单元格", 15.0),
];

// `数值` and `原文` hold fifteen digits with their commas and decimals, so that no figure is
// broken; names wrap

/// No format.
const PLAIN: u32 = 0;

/// How many figures and entries there are.
pub(super) fn count(ledger: &dyn Record, round: &Round) -> Result<usize, PresentError> {
    let mut count = 0;
    for code in &round.forms {
        count +=
            ledger.count_figures(&round.code, code)? + ledger.count_entries(&round.code, code)?;
    }
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Headers of the sheet or sheets, and the places for the rows.
pub(super) fn frames(
    book: &mut Workbook,
    rows: usize,
    most_rows: u32,
    styles: &Styles,
) -> Result<(Vec<String>, Vec<Frame>), PresentError> {
    let (mut names, mut frames) = (Vec::new(), Vec::new());
    for (at, rows) in parts(rows, most_rows.saturating_sub(1))
        .into_iter()
        .enumerate()
    {
        let name = continued(SHEET, at);
        let sheet = book.add_worksheet().set_name(&name)?;
        for (at, (header, width)) in HEADERS.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            sheet.write_string_with_format(0, at as u16, *header, &styles.header)?;
        }
        page_setup(sheet, 0, 0, 1)?;
        names.push(name);
        let frame = Frame {
            first: 1,
            rows,
            columns: COLUMNS as u32,
            sheet: 0,
        };
        if rows > 0 {
            frame.leave(sheet, styles)?;
            frames.push(Frame {
                sheet: book.worksheets().len(),
                ..frame
            });
        }
    }
    Ok((names, frames))
}

/// Writes all figures, form by form and unit by unit, in the order of the scheme.
pub(super) fn rows(
    stream: &mut Stream<'_, '_>,
    ledger: &dyn Record,
    round: &Round,
) -> Result<(), PresentError> {
    let scheme = ledger.scheme();
    let mut units = round.units.clone();
    if !units.contains(&scheme.root_unit().code) {
        units.push(scheme.root_unit().code.clone());
    }
    let mut known = Repeated::default();
    let mut spots = Spots::default();
    for form in round.forms.iter().filter_map(|code| scheme.form(code)) {
        known.form = stream.text(&form.code);
        let mut names = Vec::new();
        for indicator in form.indicators() {
            let name = stream.text(
                scheme
                    .indicator(indicator)
                    .map_or(indicator, |one| &one.name),
            );
            let columns = form
                .columns_of(indicator)
                .map(|column| (column.code.as_str(), stream.text(&column.name)))
                .collect::<Vec<_>>();
            names.push((indicator, name, columns));
        }
        // figures come in the order of the form, so that the next name is nearly always the last
        // one or the one after it
        let mut at = 0;
        ledger.each_source(
            &round.code,
            &form.code,
            &units,
            |source, value| -> Result<(), PresentError> {
                if value.state == State::Blank {
                    return Ok(());
                }
                if known.now(stream, source, value.unit, scheme) {
                    spots.on(&source.sheet);
                }
                at = (at..names.len())
                    .chain(0..at)
                    .find(|at| names[*at].0 == value.indicator)
                    .unwrap_or(at);
                let own = names.get(at).filter(|(code, ..)| *code == value.indicator);
                let column = own.and_then(|(_, _, columns)| {
                    columns.iter().find(|(code, _)| *code == value.column)
                });
                // what the form no longer asks for goes by its code
                let (indicator_code, column_code);
                let indicator = if let Some((_, name, _)) = own {
                    name
                } else {
                    indicator_code = Ready::new(
                        scheme
                            .indicator(value.indicator)
                            .map_or(value.indicator, |one| &one.name),
                    );
                    &indicator_code
                };
                let column = if let Some((_, name)) = column {
                    name
                } else {
                    column_code = Ready::new(value.column);
                    &column_code
                };
                let note = value
                    .note
                    .map_or_else(Ready::default, |note| stream.likely(note));
                let spot = spots.at(stream, (value.row, value.sheet_column, None));
                line(stream, &known, [indicator, column], &value, [&note, spot])
            },
        )?;
        if let Layout::Roster(roster) = &form.layout {
            let key = roster
                .fields
                .iter()
                .position(|field| field.key)
                .unwrap_or_default();
            let figures = roster
                .fields
                .iter()
                .filter(|field| field.kind == FieldKind::Number)
                .count();
            let note = format!("{} 项，其中数字 {figures} 项", roster.fields.len());
            let spec = roster.fields.get(key);
            let personal = |raw: &str| match spec {
                Some(field) => xianbaohui_core::personal::field(field, raw).into_owned(),
                None => raw.to_owned(),
            };
            let (whole, note_cell) = (stream.text("整行"), stream.text(&note));
            ledger.each_entry_source(
                &round.code,
                &form.code,
                &units,
                key,
                |source, entry| -> Result<(), PresentError> {
                    if known.now(stream, source, entry.unit, scheme) {
                        spots.on(&source.sheet);
                    }
                    let (first, last) = entry.columns;
                    let spot = spots.at(stream, (entry.row, first, Some(last)));
                    let value = SourceValue {
                        note: Some(&note),
                        ..SourceValue::default()
                    };
                    line(
                        stream,
                        &known,
                        [&Ready::new(&personal(entry.raw.trim())), &whole],
                        &value,
                        [&note_cell, spot],
                    )
                },
            )?;
        }
    }
    Ok(())
}
/// What the rows of a return repeat.
#[derive(Default)]
struct Repeated {
    form: Ready,
    unit: (String, Ready),
    /// number of the return
    source: Option<i64>,
    file: Ready,
    version: String,
}

impl Repeated {
    /// Goes on with a figure of a return; whether it is the return's first.
    fn now(
        &mut self,
        stream: &mut Stream<'_, '_>,
        source: &Source,
        unit: &str,
        scheme: &Scheme,
    ) -> bool {
        if self.unit.0 != unit {
            self.unit = (unit.to_owned(), stream.text(scheme.unit_name(unit)));
        }
        let is_next = self.source != Some(source.id);
        if is_next {
            self.source = Some(source.id);
            self.file = stream.text(&source.file);
            self.version.clone_from(&source.version);
        }
        is_next
    }
}

fn line(
    stream: &mut Stream<'_, '_>,
    known: &Repeated,
    names: [&Ready; 2],
    value: &SourceValue<'_>,
    [note_cell, spot]: [&Ready; 2],
) -> Result<(), PresentError> {
    let content = value.content.unwrap_or_default();
    let told = if value.state == State::Number {
        without_zeros(content)
    } else {
        ""
    };
    // what stands in the cell is told where it is not the figure itself
    let raw = if value.state == State::Number && value.raw == told {
        ""
    } else {
        value.raw
    };
    let note = value.note.unwrap_or_default();
    let names = [&known.unit.1, &known.form, names[0], names[1]];
    // what is longer than its column wraps; few rows have any
    let column_width = |column: usize| whole(HEADERS[column].1);
    let of_width = |column: usize, width: u32| lines_of_width(width, column_width(column));
    let mut lines = [1; COLUMNS];
    for (column, name) in names.into_iter().enumerate() {
        lines[column] = of_width(column, name.width);
    }
    for (column, text) in [
        (
            4,
            if value.state == State::Text {
                content
            } else {
                ""
            },
        ),
        (5, raw),
        (6, note),
    ] {
        lines[column] = lines_of(text, column_width(column));
    }
    lines[7] = of_width(7, known.file.width);
    lines[9] = of_width(9, spot.width);
    let most = lines.into_iter().max().unwrap_or(1);
    let (rows, styles, _) = stream.row((most > 1).then(|| height_of(most)))?;
    let style = |column: usize| {
        if lines[column] > 1 {
            styles.wrapped
        } else {
            PLAIN
        }
    };
    for (column, name) in names.into_iter().enumerate() {
        rows.ready(column, name, style(column));
    }
    match value.state {
        State::Number => rows.reported(4, told, styles.any_figure, styles.wide)?,
        State::Text => rows.text(4, content, style(4))?,
        State::Nil => rows.text(4, "（无）", PLAIN)?,
        State::Unreadable => rows.text(4, "（未识别）", PLAIN)?,
        State::Blank => {}
    }
    if !raw.is_empty() {
        rows.text(
            5,
            raw,
            if lines[5] > 1 {
                styles.aside_wrapped
            } else {
                styles.aside
            },
        )?;
    }
    rows.ready(6, note_cell, style(6));
    rows.ready(7, &known.file, style(7));
    rows.digits(8, &known.version, PLAIN);
    rows.ready(9, spot, style(9));
    Ok(())
}

/// A decimal without the zeros that say nothing: `12.50` → `12.5`.
fn without_zeros(digits: &str) -> &str {
    match digits.split_once('.') {
        Some((_, decimals)) if decimals.ends_with('0') || decimals.is_empty() => {
            match digits.trim_end_matches('0').trim_end_matches('.') {
                "-0" | "" => "0",
                shorter => shorter,
            }
        }
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
