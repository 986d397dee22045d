//! What holds for the rows and columns of a sheet that say nothing of themselves.

use super::around::Around;
use super::cell::Cell;
use super::visibility::is_flat;
use std::collections::BTreeSet;

impl Around {
    /// Gives filled rows and columns what all of the sheet have, where that hides them, or leaves
    /// no room for letters; those that no window can be moved to are hidden, too.
    pub(super) fn settle(&mut self, cells: &[Cell]) {
        self.settle_rows(cells);
        if self.widths.is_closed() {
            let columns = cells.iter().map(|cell| cell.column);
            for column in columns.collect::<BTreeSet<_>>() {
                if !self.widths.is_own(column) {
                    self.hidden_columns.push(column);
                    self.widths.set_hidden(column, column);
                }
            }
        }
        let (top, left) = self.beside.reach;
        if (top, left) != (0, 0) {
            let rows = cells.iter().map(|cell| cell.row).filter(|row| *row < top);
            self.hidden_rows.extend(rows.collect::<BTreeSet<_>>());
            let columns = cells.iter().map(|cell| cell.column);
            let columns = columns.filter(|column| *column < left);
            self.hidden_columns.extend(columns.collect::<BTreeSet<_>>());
        }
    }

    fn settle_rows(&mut self, cells: &[Cell]) {
        let Some(usual) = self.usual_height else {
            return;
        };
        let own = self.heights.iter().map(|(row, _)| *row);
        let own = own.chain(self.hidden_rows.iter().copied());
        let own = own.collect::<BTreeSet<_>>();
        let rows = cells.iter().map(|cell| cell.row);
        let rows = rows.filter(|row| !own.contains(row));
        for row in rows.collect::<BTreeSet<_>>() {
            if is_flat(f64::from(usual)) {
                self.hidden_rows.push(row);
            } else {
                self.heights.push((row, usual));
            }
        }
    }
}
