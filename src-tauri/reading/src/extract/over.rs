//! What stands beside figures and over them: comments, kept with each figure and told where they
//! say something else than it; text boxes, pictures, shapes and lines that lie over figures.

use super::report::of_all;
use super::spot::{About, Spot};
use super::work::Work;
use crate::read::{Area, Note, Over, OverKind};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr as _;
use xianbaohui_core::finding::told::{CellFromBox, CellNoteSays, CellUnder, SheetTracked};
use xianbaohui_core::finding::{At, Finding, Severity};
use xianbaohui_core::form::Layout;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::text;
use xianbaohui_core::words::{beside, head};

/// Text boxes that are told one by one.
const MOST_BOXES: usize = 20;
/// Cells of a merged area that are looked at.
const MOST_MERGED: u32 = 64;

/// Keeps comments with their figures, and tells of what lies over them.
pub(super) fn keep(work: &mut Work<'_>) {
    let beside = &work.sheet.grid.beside;
    if beside.is_tracked {
        work.find(Finding::of(SheetTracked {}));
    }
    if beside.notes.is_empty() && beside.over.is_empty() {
        return;
    }
    let taken = taken(work);
    notes(work, &taken);
    over(work, &taken);
}

/// The cells that something was taken from.
pub(super) fn taken(work: &Work<'_>) -> Vec<Spot> {
    let values = work.kept.values.iter();
    let values = values.filter(|value| value.datum != Datum::Blank);
    let values = values.map(|value| Spot {
        row: value.row,
        column: value.sheet_column,
        about: About::Figure {
            unit: value.unit,
            indicator: value.indicator,
            column: value.column,
        },
    });
    let fields = work.kept.entries.iter().flat_map(|entry| {
        let fields = entry.fields.iter().enumerate();
        fields.filter_map(|(field, own)| {
            let column = own.sheet_column.filter(|_| own.datum != Datum::Blank)?;
            let about = About::Field {
                row: entry.row,
                field,
            };
            Some(Spot {
                row: entry.row,
                column,
                about,
            })
        })
    });
    values.chain(fields).collect()
}

/// Comments: on a figure they are kept with it.
fn notes(work: &mut Work<'_>, taken: &[Spot]) {
    let grid = work.sheet.grid;
    if grid.beside.notes.is_empty() {
        return;
    }
    let noted = |note: &mut Option<Box<str>>, row: u32, column: u32| {
        let Some(own) = grid.beside.note(row, column) else {
            return;
        };
        let said = format!("批注“{}”", own.words);
        *note = Some(match note.take() {
            Some(known) => format!("{known}，{said}").into(),
            None => said.into(),
        });
    };
    let values = work.kept.values.iter_mut();
    for value in values.filter(|value| value.datum != Datum::Blank) {
        noted(&mut value.note, value.row, value.sheet_column);
    }
    for entry in &mut work.kept.entries {
        for field in &mut entry.fields {
            if let Some(column) = field.sheet_column.filter(|_| field.datum != Datum::Blank) {
                noted(&mut field.note, entry.row, column);
            }
        }
    }
    // one line for a column and a kind of words
    let mut said = BTreeMap::<(u32, &str), (Vec<Spot>, Vec<String>)>::new();
    let abouts = taken.iter().map(|spot| ((spot.row, spot.column), *spot));
    let abouts = abouts.collect::<BTreeMap<_, _>>();
    let mut elsewhere = BTreeMap::<&str, (Vec<(u32, u32)>, Vec<String>)>::new();
    for note in &grid.beside.notes {
        let Some(why) = says(work, note).map(beside::Says::word) else {
            continue;
        };
        let at = (note.row, note.column);
        let words = if let Some(spot) = abouts.get(&at) {
            let (spots, words) = said.entry((note.column, why)).or_default();
            spots.push(*spot);
            words
        } else {
            let (places, words) = elsewhere.entry(why).or_default();
            places.push(at);
            words
        };
        if !words.iter().any(|own| **own == *note.words) {
            words.push(note.words.to_string());
        }
    }
    let sheet = work.sheet;
    let told = |count: usize, words: Vec<String>, why: &str| CellNoteSays {
        count,
        words,
        why: why.to_owned(),
    };
    let mut found = Vec::new();
    for ((_, why), (spots, words)) in said {
        let finding = of_all(&sheet, &spots, told(spots.len(), words, why));
        found.extend(finding.map(|finding| finding.graded(severity(why))));
    }
    for (why, (places, words)) in elsewhere {
        let finding = Finding::of(told(places.len(), words, why)).graded(severity(why));
        let places = places
            .iter()
            .map(|(row, column)| sheet.place(*row, *column));
        found.push(finding.at_all(places));
    }
    work.report.findings.extend(found);
}

/// What a comment says of the figure that it hangs on.
pub(super) fn says(work: &Work<'_>, note: &Note) -> Option<beside::Says> {
    let cell = work.sheet.grid.cell(note.row, note.column);
    let figure = cell.and_then(|cell| {
        let raw = text::compact(&cell.raw()).replace(',', "");
        Decimal::from_str(&raw).ok()
    });
    let figures = figure.into_iter().collect::<Vec<_>>();
    let beside = beside::Beside {
        figures: &figures,
        period: Some(work.sheet.period),
        is_comment: !figures.is_empty(),
        ..beside::Beside::default()
    };
    // 已搬走 on a firm
    let is_roster = matches!(work.sheet.form.layout, Layout::Roster(_));
    beside::told(&note.words, &beside).or_else(|| {
        let is_out = is_roster && head::says_out(&text::key(&note.words));
        is_out.then_some(beside::Says::Void)
    })
}

/// Comments on what was taken that say nothing of it that is known.
pub(super) fn quiet_notes<'a>(work: &Work<'a>) -> Vec<&'a Note> {
    let taken = taken(work).into_iter().map(|spot| (spot.row, spot.column));
    let taken = taken.collect::<BTreeSet<_>>();
    let notes = work.sheet.grid.beside.notes.iter();
    notes
        .filter(|note| taken.contains(&(note.row, note.column)) && says(work, note).is_none())
        .collect()
}

fn severity(why: &str) -> Severity {
    if matches!(why, "void" | "corrected" | "period") {
        Severity::B
    } else {
        Severity::C
    }
}

/// What lies over figures that were taken.
fn over(work: &mut Work<'_>, taken: &[Spot]) {
    let sheet = work.sheet;
    let grid = sheet.grid;
    let typed = grid.beside.over.iter().flat_map(|over| &over.typed);
    let typed = typed.copied().collect::<BTreeSet<_>>();
    let from_box = taken
        .iter()
        .filter(|spot| typed.contains(&(spot.row, spot.column)))
        .filter(|spot| !grid.beside.hides(spot.row, spot.column));
    let from_box = from_box.copied().collect::<Vec<_>>();
    let mut found = Vec::new();
    found.extend(of_all(&sheet, &from_box, CellFromBox {}));
    let mut kinds = BTreeMap::<&str, (Vec<Spot>, Vec<String>, Option<String>)>::new();
    let mut boxes = 0;
    for over in &grid.beside.over {
        if over.kind == OverKind::Frame {
            continue;
        }
        let under = taken
            .iter()
            .filter(|spot| !typed.contains(&(spot.row, spot.column)) && is_under(work, over, spot));
        let under = under.copied().collect::<Vec<_>>();
        if under.is_empty() {
            continue;
        }
        let kind = word(over.kind);
        let area = named(
            grid.cell_name(over.area().top, over.area().left),
            over,
            |row, column| grid.cell_name(row, column),
        );
        let words = (over.kind == OverKind::TextBox).then(|| over.words.to_string());
        boxes += usize::from(words.is_some());
        if words.is_some() && boxes <= MOST_BOXES {
            found.extend(told(work, kind, &under, area, words));
            continue;
        }
        let (spots, areas, own) = kinds.entry(kind).or_default();
        spots.extend(under);
        areas.push(area);
        *own = own.take().or(words);
    }
    for (kind, (mut spots, areas, words)) in kinds {
        spots.sort_unstable_by_key(|spot| (spot.row, spot.column));
        spots.dedup();
        let some = areas.iter().take(MOST_BOXES).cloned().collect::<Vec<_>>();
        let mut named = some.join("、");
        if areas.len() > some.len() {
            named = format!("{named} 等 {} 处", areas.len());
        }
        found.extend(told(work, kind, &spots, named, words));
    }
    work.report.findings.extend(found);
}

fn told(
    work: &Work<'_>,
    kind: &str,
    spots: &[Spot],
    areas: String,
    words: Option<String>,
) -> Option<Finding> {
    let told = CellUnder {
        count: spots.len(),
        kind: kind.to_owned(),
        areas: At(areas),
        words,
    };
    let severity = if matches!(kind, "text-box" | "line") {
        Severity::B
    } else {
        Severity::C
    };
    of_all(&work.sheet, spots, told).map(|finding| finding.graded(severity))
}

/// Whether a figure is under something: that of a merged area stands anywhere in it.
fn is_under(work: &Work<'_>, over: &Over, spot: &Spot) -> bool {
    let grid = work.sheet.grid;
    let merged = grid.merge_at(spot.row, spot.column).copied();
    let area = merged.unwrap_or(Area {
        top: spot.row,
        left: spot.column,
        bottom: spot.row,
        right: spot.column,
    });
    let bottom = area.bottom.min(area.top + MOST_MERGED);
    let right = area.right.min(area.left + MOST_MERGED);
    (area.top..=bottom).any(|row| (area.left..=right).any(|column| over.covers(row, column)))
}

/// `F16:G17`
pub(super) fn named(first: String, over: &Over, name: impl Fn(u32, u32) -> String) -> String {
    let area = over.area();
    if (area.top, area.left) == (area.bottom, area.right) {
        first
    } else {
        format!("{first}:{}", name(area.bottom, area.right))
    }
}

pub(super) fn word(kind: OverKind) -> &'static str {
    match kind {
        OverKind::TextBox => "text-box",
        OverKind::Picture => "picture",
        OverKind::Line | OverKind::Strokes => "line",
        OverKind::Chart => "chart",
        OverKind::Object => "object",
        OverKind::Shape | OverKind::Frame => "shape",
    }
}
