//! 数据来源: each figure → file, sheet, cell. Past the last row of a sheet it goes on in the next.

use super::page_setup;
use super::sheet::as_float;
use super::style::Styles;
use crate::form::{FieldKind, Layout};
use crate::ledger::{Ledger, LedgerError, ReturnRow};
use crate::number::Datum;
use crate::present::PresentError;
use crate::read::cell_name;
use crate::scheme::Round;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::collections::HashMap;

pub(super) const SHEET: &str = "数据来源";
pub(super) const COLUMNS: usize = 10;
const HEADERS: [(&str, f64); COLUMNS] =
    [("填报单位", 18.0), ("报表", 7.0), ("指标", 30.0), ("列", 14.0), ("数值", 16.0), ("原文", 18.0), ("换算", 18.0), ("文件", 34.0), ("版本", 6.0), ("工作表!单元格", 22.0)];

/// Rows on one sheet: the most that Excel takes.
const MOST_ROWS: u32 = 1_048_576;

/// How many figures there are.
pub(super) fn count(ledger: &Ledger, round: &Round) -> Result<usize, PresentError> {
    let mut count = 0;
    for code in &round.forms {
        ledger.each_figure(&round.code, code, |_, _, _, figure| count += usize::from(figure.state != crate::ledger::State::Blank))?;
        count += usize::try_from(ledger.count_entries(&round.code, code)?).unwrap_or(usize::MAX);
    }
    Ok(count)
}

struct Writer<'b> {
    book: &'b mut Workbook,
    sheets: Vec<String>,
    row: u32,
}

/// Writes the sheet or sheets; their names.
pub(super) fn write(book: &mut Workbook, ledger: &Ledger, round: &Round, styles: &Styles) -> Result<Vec<String>, PresentError> {
    let scheme = ledger.scheme();
    let returns = ledger.current_returns(&round.code)?.into_iter().map(|row| (row.id, row)).collect::<HashMap<i64, ReturnRow>>();
    let mut units = round.units.clone();
    if !units.contains(&scheme.root_unit().code) {
        units.push(scheme.root_unit().code.clone());
    }
    let mut writer = Writer { book, sheets: Vec::new(), row: MOST_ROWS };
    for form in round.forms.iter().filter_map(|code| scheme.form(code)) {
        let names = form.columns().iter().map(|column| ((column.code.as_str(), column.indicator.as_deref()), column.name.as_str())).collect::<Vec<_>>();
        let mut failed: Option<PresentError> = None;
        ledger.each_source(&round.code, &form.code, &units, |id, value| {
            let Some(source) = returns.get(&id).filter(|_| failed.is_none() && value.datum != Datum::Blank) else { return Ok(()) };
            let indicator = scheme.indicator(&value.indicator).map_or(value.indicator.as_str(), |one| &one.name);
            let column = names.iter().find(|((code, of), _)| *code == value.column && of.is_none_or(|of| of == value.indicator)).map_or(value.column.as_str(), |(_, name)| name);
            let texts = [scheme.unit_name(&value.unit), &form.code, indicator, column];
            let place = format!("{}!{}", source.sheet, cell_name(value.row, value.sheet_column));
            failed = writer.line(styles, texts, &value.datum, &value.raw, value.note.as_deref(), source, &place).err();
            Ok(())
        })?;
        if let Layout::Roster(roster) = &form.layout {
            let key = roster.fields.iter().position(|field| field.key).unwrap_or_default();
            ledger.each_entry(&round.code, &form.code, &units, |entry| {
                let Some(source) = returns.get(&entry.return_id).filter(|_| failed.is_none()) else { return Ok(()) };
                let name = entry.fields.get(key).map_or("", |field| field.raw.as_str());
                let columns = entry.fields.iter().filter_map(|field| field.sheet_column);
                let (first, last) = columns.fold((u32::MAX, 0), |(first, last), column| (first.min(column), last.max(column)));
                let place = format!("{}!{}:{}", source.sheet, cell_name(entry.row, first.min(last)), cell_name(entry.row, last));
                let figures = roster.fields.iter().filter(|field| field.kind == FieldKind::Number).count();
                let texts = [scheme.unit_name(&entry.unit), &form.code, name.trim(), "整行"];
                failed = writer.line(styles, texts, &Datum::Blank, "", Some(&format!("{} 项，其中数字 {figures} 项", roster.fields.len())), source, &place).err();
                Ok::<(), LedgerError>(())
            })?;
        }
        if let Some(error) = failed {
            return Err(error);
        }
    }
    if writer.sheets.is_empty() {
        writer.next_sheet(styles)?;
    }
    Ok(writer.sheets)
}

impl Writer<'_> {
    fn next_sheet(&mut self, styles: &Styles) -> Result<(), PresentError> {
        let name = if self.sheets.is_empty() { SHEET.to_owned() } else { format!("{SHEET}{}", self.sheets.len() + 1) };
        let sheet = self.book.add_worksheet_with_constant_memory()?.set_name(&name)?;
        for (at, (header, width)) in HEADERS.iter().enumerate() {
            sheet.set_column_width(at as u16, *width)?;
            sheet.write_string_with_format(0, at as u16, *header, &styles.header)?;
        }
        page_setup(sheet, 0, 0, 1)?;
        self.sheets.push(name);
        self.row = 1;
        Ok(())
    }

    #[expect(clippy::too_many_arguments, reason = "one line of the sheet is made of all of these")]
    fn line(&mut self, styles: &Styles, texts: [&str; 4], datum: &Datum, raw: &str, note: Option<&str>, source: &ReturnRow, place: &str) -> Result<(), PresentError> {
        if self.row >= MOST_ROWS {
            self.next_sheet(styles)?;
        }
        let row = self.row;
        let name = self.sheets.last().cloned().unwrap_or_default();
        let sheet: &mut Worksheet = self.book.worksheet_from_name(&name)?;
        for (at, text) in texts.into_iter().enumerate() {
            plain(sheet, row, at as u16, text)?;
        }
        match datum {
            Datum::Number(number) => {
                sheet.write_number_with_format(row, 4, as_float(*number), &styles.any_figure)?;
            }
            Datum::Text(text) => plain(sheet, row, 4, text)?,
            Datum::Nil(_) => plain(sheet, row, 4, "（无）")?,
            Datum::Unreadable(_) => plain(sheet, row, 4, "（未识别）")?,
            Datum::Blank => {}
        }
        // what stands in the cell is told where it is not the figure itself
        if !matches!(datum, Datum::Number(number) if number.normalize().to_string() == raw) && !raw.is_empty() {
            sheet.write_string_with_format(row, 5, raw, &styles.aside)?;
        }
        plain(sheet, row, 6, note.unwrap_or_default())?;
        plain(sheet, row, 7, &source.file)?;
        sheet.write_number(row, 8, source.version)?;
        plain(sheet, row, 9, place)?;
        self.row += 1;
        Ok(())
    }
}

/// A text is always written as text, never taken for a formula.
fn plain(sheet: &mut Worksheet, row: u32, column: u16, text: &str) -> Result<(), PresentError> {
    if !text.is_empty() {
        sheet.write_string(row, column, text)?;
    }
    Ok(())
}
