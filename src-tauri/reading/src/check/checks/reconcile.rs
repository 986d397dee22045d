//! Every cell is accounted for: cells seen = values + blanks + nils + unreadables + cells outside.
//! Anything else is a fault of the program and must never pass unseen.

use crate::check::Case;
use xianbaohui_core::finding::{Finding, Severity};

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    if !case.taken.cells.reconcile() {
        let cells = case.taken.cells;
        findings.push(Finding::new(
            Severity::A,
            "cells.do-not-reconcile",
            format!(
                "单元格没有对平：共 {} 格，数据 {}、空 {}、无 {}、未识别 {}、表外 {}。请把文件\
                    交给软件维护人员。",
                cells.seen, cells.values, cells.blank, cells.nil, cells.unreadable, cells.outside
            ),
        ));
    }
}
