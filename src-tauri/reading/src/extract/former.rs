//! A sheet that was drawn for an earlier version of the scheme: told once, with what is written
//! there as it was then.

use super::sheet::Sheet;
use super::work::Work;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::SheetOldVersion;
use xianbaohui_core::form::Header;
use xianbaohui_core::label_key::LabelKey;
use xianbaohui_core::place::Place;
use xianbaohui_core::scheme::former::{Former, Wording};
use xianbaohui_core::text;

/// Tells of wordings of an earlier version.
pub(super) fn tell(work: &mut Work<'_>) {
    let sheet = work.sheet;
    let own = sheet.scheme.former.iter();
    let own = own.filter(|one| one.form == sheet.form.code);
    let (mut versions, mut names, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for one in own {
        let Some((written, now, cell)) = found(&sheet, one) else {
            continue;
        };
        if !versions.contains(&one.version) {
            versions.push(one.version.clone());
        }
        names.push(format!("“{written}”现在是“{now}”"));
        cells.push(cell);
    }
    if !names.is_empty() {
        let told = SheetOldVersion {
            versions,
            count: names.len(),
            names,
        };
        let finding = Finding::of(told).at_all(cells);
        work.report.findings.push(finding);
    }
}

/// What is written, what it is called now, and where.
fn found(sheet: &Sheet<'_>, one: &Former) -> Option<(String, String, Place)> {
    let bound = sheet.bound;
    match &one.wording {
        Wording::Header {
            indicator,
            column,
            levels,
        } => {
            let spec = sheet.spec_of(indicator.as_deref(), column)?;
            let mut columns = bound.tables().flat_map(|table| &table.columns);
            let at = columns.find(|own| own.spec == spec)?.column;
            let header = Header(levels.clone());
            let levels = header.levels(Some(sheet.period));
            let last = text::key(levels.last()?);
            let rows = bound.header.top..=bound.header.bottom;
            let written = rows.into_iter().find_map(|row| {
                let cell = sheet.grid.row(row).iter().find(|own| own.column == at)?;
                let words = cell.as_text()?;
                (text::key(words) == last).then(|| words.trim().to_owned())
            })?;
            Some((written, sheet.header_of(spec), sheet.header_place(at)))
        }
        Wording::Label { indicator, label } => {
            let column = bound.label_column?;
            let key = LabelKey::new(label);
            let below = sheet.grid.filled_rows();
            let below = below.filter(|row| *row > bound.header.bottom);
            let (row, written) = below.into_iter().find_map(|row| {
                let cell = sheet
                    .grid
                    .row(row)
                    .iter()
                    .find(|own| own.column == column)?;
                let words = cell.as_text()?;
                let own = LabelKey::new(words);
                (own.bare == key.bare).then(|| (row, words.trim().to_owned()))
            })?;
            let now = sheet.label_of(indicator)?;
            Some((written, now, sheet.label_place(row)))
        }
        Wording::Title(_) | Wording::Gone { .. } => None,
    }
}
