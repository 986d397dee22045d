//! What a sheet says beside its cells as they are filled in, and how it shows formulas.

use super::work::Work;
use crate::read::Prompt;
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{SheetPromptSays, SheetShowsFormulas};
use xianbaohui_core::form::Layout;
use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::text;
use xianbaohui_core::words::beside::{Beside, CORRECTS, Says, WRONG, told};
use xianbaohui_core::words::mention;

/// Words in a header over figures of another time.
const EARLIER: [&str; 4] = ["上年", "去年", "同期", "上期"];

/// Tells of formulas that are shown in place of figures, and of prompts that say something else of
/// figures than that by which they were read.
pub(super) fn tell(work: &mut Work<'_>) {
    let sheet = work.sheet;
    let beside = &sheet.grid.beside;
    if beside.formulas.are_shown {
        let cells = sheet
            .grid
            .cells()
            .iter()
            .filter(|cell| cell.formula.is_some());
        let places = cells.map(|cell| sheet.place(cell.row, cell.column));
        let finding = Finding::of(SheetShowsFormulas {}).at_all(places);
        work.report.findings.push(finding);
    }
    let mut said = BTreeMap::<&str, Vec<&Prompt>>::new();
    for prompt in &beside.prompts {
        if let Some(why) = why(work, prompt) {
            said.entry(why).or_default().push(prompt);
        }
    }
    let findings = said.into_iter().map(|(why, prompts)| {
        let words = prompts.iter().map(|own| own.words.replace('\n', "："));
        let told = SheetPromptSays {
            words: words.collect::<BTreeSet<_>>().into_iter().collect(),
            why: why.to_owned(),
        };
        let places = prompts.iter().filter_map(|own| own.areas.first());
        let places = places.map(|area| sheet.place(area.top, area.left));
        Finding::of(told).at_all(places)
    });
    let findings = findings.collect::<Vec<_>>();
    work.report.findings.extend(findings);
}

/// What a prompt says of figures that they were not read by.
fn why(work: &Work<'_>, prompt: &Prompt) -> Option<&'static str> {
    let units = units(work, prompt);
    // 应为正数 asks for something, and corrects nothing
    let words = CORRECTS.iter().chain(&WRONG);
    let words = words.fold(prompt.words.to_string(), |words, own| {
        words.replace(own, "")
    });
    let says = told(
        &words,
        &Beside {
            units: &units,
            period: Some(work.sheet.period),
            ..Beside::default()
        },
    );
    match says.filter(|says| *says != Says::Unit || !units.is_empty()) {
        Some(Says::Corrected | Says::Period) | None => {}
        Some(says) => return Some(says.word()),
    }
    let (sheet, key) = (work.sheet, text::key(&words));
    let mut named = mention::all_in(&key).into_iter();
    let is_other = says == Some(Says::Period) || named.any(|own| !own.agrees(sheet.period));
    let header = sheet.bound.header;
    let is_earlier = || {
        let mut columns = prompt.areas.iter().map(|area| area.left);
        columns.any(|column| {
            let mut lines = header.top..=header.bottom;
            lines.any(|row| {
                let words = sheet.grid.seen_text(row, column);
                EARLIER.iter().any(|word| words.contains(word))
            })
        })
    };
    (is_other && !is_earlier()).then_some("period")
}

/// The units of measure by which figures beneath a prompt were read.
fn units(work: &Work<'_>, prompt: &Prompt) -> Vec<MeasureUnit> {
    let is_in = |row: u32, column: u32| {
        let mut areas = prompt.areas.iter();
        areas.any(|area| area.contains(row, column))
    };
    let values = work.kept.values.iter();
    let values = values.filter(|value| is_in(value.row, value.sheet_column));
    let mut units = Vec::new();
    let mut rows = BTreeSet::new();
    for value in values {
        rows.insert(value.row);
        let own = &work.sheet.scheme.indicators[value.indicator].unit;
        if !matches!(own, MeasureUnit::Money(_)) {
            units.push(own.clone());
        }
    }
    if let Layout::Roster(roster) = &work.sheet.form.layout {
        for entry in &work.kept.entries {
            let fields = entry.fields.iter().zip(&roster.fields);
            let own = fields.filter(|(field, _)| {
                field
                    .sheet_column
                    .is_some_and(|column| is_in(entry.row, column))
            });
            let own = own.filter_map(|(_, spec)| spec.unit.clone());
            let own = own.filter(|unit| !matches!(unit, MeasureUnit::Money(_)));
            let before = units.len();
            units.extend(own);
            if units.len() == before {
                rows.insert(entry.row);
            }
        }
    }
    let money = work.money.iter().filter(|(row, _)| rows.contains(row));
    units.extend(money.map(|(_, power)| MeasureUnit::Money(*power)));
    units
}
