//! Where the figures of a rule stand.

use super::evaluate::{Of, Side};
use super::{Expr, Operator};
use crate::place::Place;

impl<'a> Side<'a> {
    /// The cells of all figures, in the order of the rule.
    pub(super) fn cells(&self, expr: &'a Expr, of: Of, cells: &mut Vec<Place>) {
        match expr {
            Expr::Number(_) | Expr::Text(_) | Expr::Truth(_) => {}
            Expr::Figure(figure) => {
                let wanted = self.wanted(figure);
                match of {
                    Of::All => cells.extend(
                        self.figures
                            .cells_of_all_units(wanted.indicator, wanted.column),
                    ),
                    Of::Below => cells.extend(self.figures.cells_below(&wanted)),
                    Of::Unit if figure.is_at_hand() => {
                        cells.extend(self.figures.cell(wanted.indicator, wanted.column));
                    }
                    Of::Unit => cells.extend(self.figures.cell_elsewhere(&wanted)),
                }
            }
            Expr::Field(code) => {
                cells.extend(self.row.and_then(|(rows, row)| rows.place(row, code)));
            }
            Expr::Negative(inner) => self.cells(inner, of, cells),
            Expr::Total(inner) => self.cells(inner, Of::All, cells),
            Expr::Below(inner) => self.cells(inner, Of::Below, cells),
            Expr::Binary(left, operator, right) => {
                let adds = matches!(operator, Operator::Add | Operator::Subtract);
                let of = if adds { of } else { Of::Unit };
                self.cells(left, of, cells);
                self.cells(right, of, cells);
            }
            Expr::Compare(left, _, right) => {
                self.cells(left, Of::Unit, cells);
                self.cells(right, Of::Unit, cells);
            }
            Expr::Call(_, values) => {
                for value in values {
                    self.cells(value, Of::Unit, cells);
                }
            }
            Expr::Lookup(lookup) => {
                for value in &lookup.values {
                    self.cells(value, Of::Unit, cells);
                }
            }
            Expr::Rows(rows) => self.cells_of_rows(rows, cells),
        }
    }
}
