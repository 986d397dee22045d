//! Headers that are missing, nearly right, twice there, or not asked for.

use super::sheet::Sheet;
use super::work::Work;
use crate::identify::{ColumnMatch, Missing, SheetHeader};
use xianbaohui_core::evidence::Source;
use xianbaohui_core::finding::told::{
    BindingPointed, HeaderExtra, HeaderMissing, HeaderNearly, HeaderRepeated,
};
use xianbaohui_core::finding::{At, Finding, Severity};
use xianbaohui_core::form::Layout;
use xianbaohui_core::pointing::Line;
use xianbaohui_core::text;
use xianbaohui_core::words::head;

/// Tells of the header.
pub(super) fn tell(work: &mut Work<'_>) {
    let sheet = work.sheet;
    let bound = sheet.bound;
    let matched = bound.tables().flat_map(|table| &table.columns);
    let told = pointed(&sheet)
        .into_iter()
        .chain(bound.missing.iter().map(|own| missing(&sheet, own)))
        .chain(matched.filter_map(|matched| nearly(&sheet, matched)))
        .chain(
            bound
                .repeated
                .iter()
                .map(|(spec, column)| repeated(&sheet, *spec, *column)),
        )
        .chain(bound.extra.iter().filter_map(|own| extra(&sheet, own)));
    work.report.findings.extend(told);
}

/// What the officer pointed at, now or before.
fn pointed(sheet: &Sheet<'_>) -> Option<Finding> {
    let (bound, is_turned) = (sheet.bound, sheet.grid.is_turned());
    let own = &bound.pointed;
    let cells = own
        .iter()
        .map(|own| match (own.line, is_turned) {
            (Line::Column(column), false) | (Line::Row(column), true) => sheet.header_place(column),
            (Line::Row(row), false) | (Line::Column(row), true) => sheet.label_place(row),
        })
        .collect::<Vec<_>>();
    let lines = own.iter().map(|own| own.line.name()).collect::<Vec<_>>();
    let meant = own.iter().map(|own| own.meant(sheet.form, sheet.scheme));
    (!own.is_empty()).then(|| {
        Finding::of(BindingPointed {
            is_remembered: bound.pointed_by == Source::Remembered,
            lines: At(lines.join("、")),
            texts: own.iter().map(|own| own.text.clone()).collect(),
            meanings: meant.collect(),
        })
        .at_all(cells)
    })
}

fn missing(sheet: &Sheet<'_>, missing: &Missing) -> Finding {
    let nearest = missing.nearest.as_ref();
    let told = HeaderMissing {
        name: missing.expected.clone(),
        nearest: nearest.map(|(seen, _)| seen.clone()),
        here: nearest.map(|(_, column)| sheet.column(*column)),
        line: sheet.column_word(),
    };
    let mut finding = Finding::of(told)
        .about(sheet.column_subject(missing.spec))
        .at_all(nearest.map(|(_, column)| sheet.header_place(*column)));
    finding.left = nearest.map(|(seen, _)| seen.clone());
    finding.right = Some(missing.expected.clone());
    finding
}

fn nearly(sheet: &Sheet<'_>, matched: &ColumnMatch) -> Option<Finding> {
    let seen = matched.nearly.as_ref()?;
    let expected = sheet.header_of(matched.spec);
    let told = HeaderNearly {
        raw: seen.clone(),
        expected: expected.clone(),
        here: sheet.column(matched.column),
    };
    Some(
        Finding::of(told)
            .about(sheet.column_subject(matched.spec))
            .at(sheet.header_place(matched.column))
            .sides(seen.clone(), expected),
    )
}

fn repeated(sheet: &Sheet<'_>, spec: usize, column: u32) -> Finding {
    let mut columns = sheet.bound.columns.iter();
    let first = columns
        .find(|matched| matched.spec == spec)
        .map_or(0, |matched| matched.column);
    let told = HeaderRepeated {
        name: sheet.header_of(spec),
        first: sheet.column(first),
        again: sheet.column(column),
        line: sheet.column_word(),
    };
    Finding::of(told)
        .about(sheet.column_subject(spec))
        .at_all([sheet.header_place(first), sheet.header_place(column)])
}

fn extra(sheet: &Sheet<'_>, extra: &SheetHeader) -> Option<Finding> {
    let is_below = |row: u32| row > sheet.bound.header.bottom;
    let filled = sheet
        .grid
        .cells()
        .iter()
        .filter(|cell| cell.column == extra.column && is_below(cell.row))
        .count();
    let nearest = nearest(sheet, extra);
    let says_other = head::says_corrections(&text::key(&extra.written));
    let severity = if nearest.is_some() || says_other || says_which(sheet, &extra.written) {
        Severity::C
    } else {
        Severity::D
    };
    let told = HeaderExtra {
        raw: extra.written.clone(),
        nearest,
        count: filled,
        here: sheet.column(extra.column),
    };
    let finding = Finding::of(told).graded(severity);
    (filled > 0).then(|| finding.at(sheet.header_place(extra.column)))
}

/// Whether a column of a county's own says which rows count, or of what they are; or is another of
/// the form's columns of figures.
fn says_which(sheet: &Sheet<'_>, written: &str) -> bool {
    const WHICH: [&str; 11] = [
        "是否",
        "有效",
        "范围",
        "口径",
        "年份",
        "年度",
        "县区",
        "所属县",
        "计入",
        "单位",
        "状态",
    ];
    let key = text::key(written);
    if matches!(sheet.form.layout, Layout::Roster(_)) {
        return ["是否计入", "是否有效", "是否纳入"].contains(&key.as_str());
    }
    if !sheet.bound.pointed.is_empty() {
        return false;
    }
    let columns = sheet.bound.tables().flat_map(|table| &table.columns);
    let mut names = columns.map(|own| text::key(&sheet.form.columns()[own.spec].name));
    // of one that is missing that is told, and 修改前 stands beside what it was changed to
    let is_second = sheet.bound.missing.is_empty() && !key.ends_with('前');
    let is_second = is_second && !key.contains("前)") && !key.contains("改前");
    WHICH.iter().any(|word| key.contains(word))
        || is_second && names.any(|name| key.contains(&name))
}

/// The nearest of the form's headers that the sheet lacks; those that must be there are told with
/// what is nearest to them.
fn nearest(sheet: &Sheet<'_>, extra: &SheetHeader) -> Option<String> {
    let bound = sheet.bound;
    let mut missing = bound.missing.iter();
    let is_told = |own: &Missing| matches!(own.nearest, Some((_, at)) if at == extra.column);
    if missing.any(is_told) {
        return None;
    }
    let count = match &sheet.form.layout {
        Layout::Roster(roster) => roster.fields.len(),
        _ => sheet.form.columns().len(),
    };
    let is_bound = |spec: usize| {
        let mut columns = bound.tables().flat_map(|table| &table.columns);
        columns.any(|matched| matched.spec == spec)
    };
    let free = (0..count).filter(|spec| !is_bound(*spec));
    let free = free.map(|spec| sheet.header_of(spec)).collect::<Vec<_>>();
    let joined = free.iter().map(|name| name.replace(" > ", ""));
    let joined = joined.collect::<Vec<_>>();
    let found = text::nearest(&extra.levels.concat(), joined.iter().map(String::as_str))?;
    let at = joined.iter().position(|name| name == found)?;
    free.into_iter().nth(at)
}
