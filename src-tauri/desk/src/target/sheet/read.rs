//! A list is read: its header, its rows, what is unclear.

use super::ask::Asking;
use super::draft::{Draft, Given};
use super::reading::Reading;
use super::{head, once};
use crate::Error;
use crate::batch::bytes_of;
use crate::target::TargetError;
use crate::target::set::{is_held, span};
use std::path::Path;
use xianbaohui_core::target::{Amount, told};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::extract::settle_formats;
use xianbaohui_reading::read::{Limits, ReadFile, Visibility};

/// Reads a list. Nothing is kept.
///
/// # Errors
/// It is no workbook, holds no list of targets, or an answer is to nothing that was asked.
pub fn read(
    ledger: &Ledger,
    path: &Path,
    given: &Given,
    reader: &dyn ReadFile,
) -> Result<Draft, Error> {
    let scheme = ledger.scheme();
    let limits = Limits::default();
    let bytes = bytes_of(path, &limits)?;
    let mut workbook = reader.workbook(&bytes, &limits, &given.passwords)?;
    settle_formats(&mut workbook);
    let file = path.file_name().unwrap_or_default();
    let file = file.to_string_lossy().into_owned();
    let year = given.year.as_deref().map(span).transpose()?;
    let book = ledger.targets()?;
    let mut asking = Asking::new(&given.answers);
    let mut draft = Draft {
        file: file.clone(),
        seen: ledger.target_mark()?,
        ..Draft::default()
    };
    let mut any = false;
    let seen = |visibility| visibility == Visibility::Visible;
    for grid in workbook.grids.iter().filter(|grid| seen(grid.visibility)) {
        let Some(head) = head::find(scheme, grid) else {
            continue;
        };
        any = true;
        let mut reading = Reading {
            scheme,
            book: &book,
            grid,
            head: &head,
            asking: &mut asking,
            file: &file,
            draft: &mut draft,
            section_units: Vec::new(),
        };
        let span = reading.span(year);
        reading.rows(span);
    }
    if !any {
        return Err(TargetError::NoHead { file }.into());
    }
    let mut all = std::mem::take(&mut draft.rows);
    once::once(&mut all, &mut asking);
    for row in all {
        if is_held(&book, &row.setting) {
            draft.same += 1;
        } else {
            draft.rows.push(row);
        }
    }
    for row in &mut draft.rows {
        let held = book.held(&row.setting.key);
        row.before = held.and_then(|held| held.setting.amount.as_ref().map(Amount::to_string));
    }
    let settings = draft.rows.iter().map(|row| row.setting.clone());
    draft.told = told(scheme, &book.with(settings));
    draft.questions = asking.end().map_err(|id| TargetError::NoQuestion { id })?;
    Ok(draft)
}
