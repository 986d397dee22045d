//! A row of a matrix: the figures of one indicator.

use crate::extract::cell::{Said, Stated};
use crate::extract::figures::{self, Which};
use crate::extract::sheet::Sheet;
use crate::extract::work::Work;
use xianbaohui_core::finding::told::UnitUnknown;
use xianbaohui_core::finding::{Finding, Subject};
use xianbaohui_core::form::{Matrix, Role};
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number;
use xianbaohui_core::text;
use xianbaohui_core::words::named;

/// Takes the figures of a row of the form.
pub(super) fn take_row(
    work: &mut Work<'_>,
    matrix: &Matrix,
    spec: usize,
    row: u32,
    label: &str,
    unit: usize,
) {
    let sheet = work.sheet;
    let mut indicators = sheet.scheme.indicators.iter();
    let Some(indicator) = indicators.position(|one| one.code == matrix.rows[spec].indicator) else {
        return;
    };
    let own = &sheet.scheme.indicators[indicator];
    let by_row = said_by_row(work, own, row, label);
    for matched in &sheet.bound.columns {
        let which = Which {
            unit,
            indicator,
            column: matched.spec,
        };
        let by_column = matched.unit.iter().map(|unit| Stated {
            unit: unit.clone(),
            said: Said::Header(matched.column),
        });
        // the row's unit is about the indicator; the column's only where it measures the same kind
        // of thing
        let stated = |role: &Role| {
            if role.is_rate() {
                return by_column.collect();
            }
            // where things are counted, one of other things contradicts the row
            let is_count = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Count(..));
            let fitting = by_column.filter(|stated| {
                by_row.is_empty()
                    || stated.unit.same_dimension(&own.unit)
                    || is_count(&stated.unit) && is_count(&own.unit)
            });
            by_row.iter().cloned().chain(fitting).collect()
        };
        let wanted = matrix.columns[matched.spec].required;
        figures::take(work, (row, matched.column), which, stated, wanted);
    }
}

/// The units of measure that the column of units and the label say.
fn said_by_row(work: &mut Work<'_>, own: &Indicator, row: u32, label: &str) -> Vec<Stated> {
    let sheet = work.sheet;
    let mut said = Vec::new();
    if let Some(column) = sheet.bound.unit_column {
        let row = meant(sheet, row, column);
        let words = sheet.grid.seen_text(row, column);
        if let Some(unit) = MeasureUnit::parse(&words) {
            said.push(Stated {
                unit,
                said: Said::Cell(row, column),
            });
        } else if !says_own_unit(&words, &own.unit) {
            let told = UnitUnknown {
                name: Some(own.name.clone()),
                raw: words.trim().to_owned(),
                expected: vec![own.unit.to_string()],
                is_format: false,
            };
            let finding = Finding::of(told)
                .about(Subject::Indicator(own.code.clone()))
                .at(sheet.place(row, column))
                .sides(words.trim(), own.unit.to_string());
            work.find(finding);
        }
    }
    if let (_, _, Some(unit)) = label::split_label(label)
        && let Some(column) = sheet.bound.label_column
    {
        said.push(Stated {
            unit,
            said: Said::Cell(row, column),
        });
    }
    said
}

/// The row whose unit a row's cell means: 同上 and 〃 mean that of the row above.
fn meant(sheet: Sheet<'_>, row: u32, column: u32) -> u32 {
    let first = sheet.bound.header.bottom;
    let mut own = row;
    while own > first && named::means_another(&sheet.grid.seen_text(own, column)) {
        own -= 1;
    }
    if own > first { own } else { row }
}

/// Whether the words of a unit column say the indicator's own unit, among units of other things or
/// in the scheme's own word; or nothing at all. All words are used up.
fn says_own_unit(words: &str, own: &MeasureUnit) -> bool {
    const SIGNS: [char; 5] = [',', '/', '(', ')', '或'];
    let key = text::key(words);
    let is_own = |part: &str| MeasureUnit::of_scheme(part) == *own;
    let is_known = |part: &str| {
        let other = |unit: MeasureUnit| match unit.factor_to(own) {
            Some(factor) => factor.is_one(),
            None => true,
        };
        part.is_empty() || is_own(part) || MeasureUnit::parse(part).is_some_and(other)
    };
    if key.is_empty() || number::nil(&text::compact(words)).is_some() || is_own(&key) {
        return true;
    }
    // 家（亿元） and 万元/家 are of one thing in another's unit
    let is_money = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Money(_));
    let mut parts = key.split(['(', '/']);
    let is_of_another = parts.any(|part| {
        let unit = MeasureUnit::parse(part.trim_end_matches(')'));
        unit.is_some_and(|unit| is_money(&unit) != is_money(own))
    });
    !is_of_another && key.split(SIGNS).any(is_own) && key.split(SIGNS).all(is_known)
}
