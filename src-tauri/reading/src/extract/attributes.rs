//! Status and scope that words around the figures say, kept with each of them.

use super::work::Work;
use xianbaohui_core::number::Datum;

/// Puts what is said of figures into their notes: 快报 stays with a figure for good.
pub(super) fn keep(work: &mut Work<'_>) {
    let heard = work.heard;
    work.report.findings.extend(heard.told.iter().cloned());
    if !heard.says_anything() {
        return;
    }
    let noted = |note: &Option<Box<str>>, row: u32, column: u32| {
        let said = heard.of(row, column).map(|words| format!("“{words}”"));
        let all = said
            .chain(note.as_deref().map(str::to_owned))
            .collect::<Vec<_>>();
        (!all.is_empty()).then(|| all.join("，").into_boxed_str())
    };
    for value in work
        .kept
        .values
        .iter_mut()
        .filter(|value| value.datum != Datum::Blank)
    {
        value.note = noted(&value.note, value.row, value.sheet_column);
    }
    for entry in &mut work.kept.entries {
        for field in &mut entry.fields {
            let Some(column) = field.sheet_column.filter(|_| field.datum != Datum::Blank) else {
                continue;
            };
            field.note = noted(&field.note, entry.row, column);
        }
    }
}
