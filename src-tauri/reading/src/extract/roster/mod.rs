//! Roster: one row an entity; sub-totals between and totals below are recognised and left out.

mod columns;
mod date;
mod entry;
mod field;
mod groups;
mod names;

pub(super) use names::says_nothing;

use self::columns::Columns;
use self::entry::{Called, repeated, take_entry, take_total, unnamed, wrongly_named};
use super::walk::{Step, Walk};
use super::work::Work;
use std::collections::HashMap;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::form::Roster;

pub(super) fn extract(work: &mut Work<'_>, roster: &Roster, unit: usize) {
    let sheet = work.sheet;
    let (grid, bound) = (sheet.grid, sheet.bound);
    let columns = Columns::new(&sheet, roster);
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut walk = Walk::default();
    for row in grid.filled_rows().filter(|row| *row > bound.header.bottom) {
        let called = Called::of(&sheet, &columns, row);
        match walk.step(work, row, &called.label, false) {
            // 以上共计, 合计青县
            Step::Data if !called.is_total() => {}
            Step::Data | Step::Total | Step::Subtotal => {
                take_total(work, &columns, row, unit);
                continue;
            }
            Step::Skip => continue,
        }
        // the second line of a note
        if walk.below_note && grid.row(row).len() < 2 {
            continue;
        }
        if called.key.is_empty() {
            unnamed(work, &columns, row);
            continue;
        }
        // a title of a group, merged over the row
        if grid.row(row).len() == 1 && grid.row(row)[0].column != columns.name() {
            continue;
        }
        if wrongly_named(work, &columns, &called, row) {
            continue;
        }
        walk.took(work, row);
        if !called.is_nil()
            && let Some(first) = known.insert(called.all(), row)
        {
            repeated(work, &columns, first, row);
        }
        take_entry(work, &columns, row, unit);
    }
    walk.arrived(work, Severity::B);
    groups::set_apart(work, roster, columns.name());
}
