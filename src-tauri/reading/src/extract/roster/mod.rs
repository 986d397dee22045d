//! Roster: one row an entity; sub-totals between and totals below are recognised and left out.

mod columns;
mod date;
mod entry;
mod field;
mod groups;
mod names;

pub(super) use field::names_entry;
pub(super) use names::says_nothing;

use self::columns::Columns;
use self::entry::{Called, no_entry, repeated, take_entry, take_total, unnamed, wrongly_named};
use super::fate::{Fate, Why};
use super::issued;
use super::sheet::Sheet;
use super::spot::Spot;
use super::sums::{Fit, fit};
use super::walk::{Step, Walk};
use super::work::Work;
use crate::identify::RowRole;
use std::collections::HashMap;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::Roster;
use xianbaohui_core::number;

pub(super) fn extract(work: &mut Work<'_>, roster: &Roster, unit: usize) {
    let sheet = work.sheet;
    let columns = Columns::new(&sheet, roster);
    let mut known: HashMap<String, u32> = HashMap::new();
    Walk::down(work, Severity::B, |walk, work, row| {
        row_of(walk, work, (&columns, unit), row, &mut known)
    });
    groups::set_apart(work, roster, columns.name());
    issued::tell(work);
}

/// One row; what became of it.
fn row_of(
    walk: &mut Walk,
    work: &mut Work<'_>,
    (columns, unit): (&Columns<'_>, usize),
    row: u32,
    known: &mut HashMap<String, u32>,
) -> Fate {
    let sheet = work.sheet;
    if sheet.bound.pointed_row(row) == Some(RowRole::Nothing) {
        return Fate::Skipped;
    }
    let called = Called::of(&sheet, columns, row);
    match walk.step(work, row, &called.label, false) {
        Step::Skip(fate) => return fate,
        // 以上共计, 合计青县
        Step::Data if called.is_like_total() && adds_up(walk, &sheet, columns, row) => {
            return take_total(work, columns, row, unit);
        }
        Step::Data if !called.is_total() => {}
        Step::Region if !adds_up(walk, &sheet, columns, row) => {}
        Step::Data | Step::Total | Step::Subtotal | Step::Region => {
            return take_total(work, columns, row, unit);
        }
    }
    // the second line of a note
    if walk.below_note && sheet.grid.row(row).len() < 2 {
        return Fate::not_taken(&sheet, row, Why::NoName);
    }
    if called.key.is_empty() {
        return unnamed(work, columns, row);
    }
    // a title of a group, merged over the row
    let cells = sheet.grid.row(row);
    if cells.len() == 1 && cells[0].column != columns.name() {
        return Fate::not_taken(&sheet, row, Why::NameOnly);
    }
    if issued::is_cancelled(&sheet, row) {
        work.report
            .cancelled
            .push(Spot::of_entry(row, columns.name()));
        return Fate::Told;
    }
    if let Some(fate) = wrongly_named(work, columns, &called, row) {
        return fate;
    }
    // whatever it is called: it says nothing but the sums of several rows
    if columns.only_sums(&sheet, row) && sums_of_several(walk, &sheet, columns, row) {
        return no_entry(work, columns, row);
    }
    if !called.is_nil()
        && !number::is_error(&called.key)
        && let Some(first) = known.insert(called.all(), row)
    {
        repeated(work, columns, first, row);
    }
    // listed, and nothing said of it: an entry, or a title of a group
    let mut filled = cells.iter().filter(|cell| !cell.is_blank());
    let is_bare = filled.all(|cell| cell.column == columns.name());
    if is_bare && columns.have_more(&sheet) {
        work.report.bare.push(Spot::of_entry(row, columns.name()));
    }
    take_entry(work, columns, row, unit);
    Fate::Taken
}

/// Whether two rows or more above that say a figure add up to those of a row, all of them or those
/// since the last total.
fn sums_of_several(walk: &Walk, sheet: &Sheet<'_>, columns: &Columns<'_>, row: u32) -> bool {
    let summed = columns.summed();
    let groups = [walk.account.since_total(), &walk.account.taken];
    groups.iter().any(|above| {
        let figures = above.iter().filter(|row| columns.has_sum(sheet, **row));
        figures.count() > 1 && fit(sheet.grid, &summed, row, above) == Fit::Fits
    })
}

/// Whether the rows above, from the last total on, add up to the figures of a row.
fn adds_up(walk: &Walk, sheet: &Sheet<'_>, columns: &Columns<'_>, row: u32) -> bool {
    let above = walk.account.since_total();
    !above.is_empty() && fit(sheet.grid, &columns.summed(), row, above) == Fit::Fits
}
