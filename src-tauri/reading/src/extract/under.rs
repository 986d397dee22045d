//! What lies over words that decide what figures are: title, unit, header, labels, lines between
//! the rows. A box that hides them is read in their place, and that is told.

use super::over::{named, taken, word};
use super::sheet::Sheet;
use super::work::Work;
use crate::identify::rows;
use crate::read::{Grid, Over, OverKind};
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::finding::told::SheetWordsUnder;
use xianbaohui_core::finding::{At, Finding, Severity};
use xianbaohui_core::text;

/// Words that are written out in one finding.
const WRITTEN: usize = 5;
/// Boxes that are told one by one.
const BOXES: usize = 10;

/// Tells of what lies over words.
pub(super) fn tell(work: &mut Work<'_>) {
    if work.sheet.grid.beside.over.is_empty() {
        return;
    }
    let sheet = work.sheet;
    let grid = sheet.grid;
    let taken = taken(work);
    let taken = taken
        .iter()
        .map(|spot| (spot.row, spot.column))
        .collect::<BTreeSet<_>>();
    let mut kinds = BTreeMap::<&str, Vec<(&Over, Vec<(u32, u32)>)>>::new();
    let mut boxes = 0;
    let mut found = Vec::new();
    for over in &grid.beside.over {
        if !over.hidden.is_empty() {
            let cells = over.hidden.iter().map(|(row, column, _)| (*row, *column));
            let cells = cells.collect::<Vec<_>>();
            let words = over.hidden.iter().map(|(.., words)| words.to_string());
            let words = words.collect::<Vec<_>>();
            found.push(finding(&sheet, "renamed", &[(over, cells)], &words));
            continue;
        }
        let cells = over.touched.iter().copied().filter(|at| {
            !taken.contains(at)
                && !over.typed.contains(at)
                && !is_sealed(&sheet, over, *at)
                && !is_number_of_annex(grid, *at)
        });
        let cells = cells.collect::<Vec<_>>();
        if cells.is_empty() {
            continue;
        }
        let kind = word(over.kind);
        boxes += usize::from(over.kind == OverKind::TextBox);
        if over.kind == OverKind::TextBox && boxes <= BOXES {
            let words = words_of(grid, &cells);
            found.push(finding(&sheet, kind, &[(over, cells)], &words));
        } else {
            kinds.entry(kind).or_default().push((over, cells));
        }
    }
    for (kind, all) in kinds {
        let cells = all.iter().flat_map(|(_, cells)| cells.iter().copied());
        let words = words_of(grid, &cells.collect::<Vec<_>>());
        found.push(finding(&sheet, kind, &all, &words));
    }
    work.report.findings.extend(found);
}

/// Whether a picture lies over who signed, below the table: that is how a seal is set.
fn is_sealed(sheet: &Sheet<'_>, over: &Over, (row, column): (u32, u32)) -> bool {
    over.kind == OverKind::Picture
        && row > sheet.bound.header.bottom
        && (rows::is_signature(&text::key(&sheet.grid.words_at(row, column)))
            || rows::is_signature(&text::key(&first_of(sheet.grid, row))))
}

/// 附件1: it says nothing of figures.
fn is_number_of_annex(grid: &Grid, (row, column): (u32, u32)) -> bool {
    let key = text::key(&grid.words_at(row, column));
    let rest = key.strip_prefix("附件").or(key.strip_prefix("附表"));
    rest.is_some_and(|rest| rest.chars().count() <= 3)
}

fn first_of(grid: &Grid, row: u32) -> String {
    let first = grid.row(row).iter().find(|cell| !cell.is_blank());
    first.map_or_else(String::new, |cell| grid.words(cell).into_owned())
}

fn words_of(grid: &Grid, cells: &[(u32, u32)]) -> Vec<String> {
    let words = cells.iter().take(WRITTEN);
    words
        .map(|(row, column)| grid.words_at(*row, *column).trim().to_owned())
        .collect()
}

fn finding(
    sheet: &Sheet<'_>,
    kind: &str,
    all: &[(&Over, Vec<(u32, u32)>)],
    under: &[String],
) -> Finding {
    let grid = sheet.grid;
    let areas = all.iter().take(WRITTEN).map(|(over, _)| {
        let area = over.area();
        let first = grid.cell_name(area.top, area.left);
        named(first, over, |row, column| grid.cell_name(row, column))
    });
    let areas = At(areas.collect::<Vec<_>>().join("、"));
    let words = all.first().map(|(over, _)| over.words.replace('\n', " "));
    let is_box = matches!(kind, "renamed" | "text-box");
    let told = SheetWordsUnder {
        kind: kind.to_owned(),
        areas,
        words: words.filter(|_| is_box),
        under: under
            .iter()
            .take(WRITTEN)
            .map(|own| own.chars().take(20).collect())
            .collect(),
    };
    let severity = if is_box { Severity::B } else { Severity::C };
    let cells = all.iter().flat_map(|(_, cells)| cells);
    let cells = cells.copied().collect::<BTreeSet<_>>();
    Finding::of(told)
        .graded(severity)
        .at_all(cells.iter().map(|at| sheet.place(at.0, at.1)))
}
