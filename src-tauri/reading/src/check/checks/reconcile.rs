//! Every cell is accounted for: cells seen = values + blanks + nils + unreadables + cells outside.
//! Anything else is a fault of the program and must never pass unseen.

use crate::check::case::Case;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::CellsDoNotReconcile;

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if !case.taken.cells.reconcile() {
        let cells = case.taken.cells;
        // of all of the return: no cell is known to be the wrong one
        findings.push(Finding::of(CellsDoNotReconcile {
            seen: cells.seen,
            values: cells.values,
            blank: cells.blank,
            nil: cells.nil,
            unreadable: cells.unreadable,
            outside: cells.outside,
        }));
    }
}
