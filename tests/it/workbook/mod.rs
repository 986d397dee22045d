//! The consolidated workbook, opened with nothing but calamine: totals, notes, live formulas, and
//! sources that hold what they say.

mod sheets;
mod sources;

use crate::support::{Desk, Exported, fixture};
use calamine::Data;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::number::from_excel;

fn consolidated(scheme: &str, round: &str, folders: &[&str]) -> (Desk, Exported) {
    let mut desk = Desk::new(scheme, round);
    desk.import(
        &folders
            .iter()
            .map(|folder| fixture(folder))
            .collect::<Vec<_>>(),
    );
    let exported = desk.exported();
    (desk, exported)
}

fn number(cell: Option<&Data>) -> Option<Decimal> {
    match cell {
        Some(Data::Float(number)) => from_excel(*number).map(|(number, _)| number),
        Some(Data::Int(number)) => Some(Decimal::from(*number)),
        _ => None,
    }
}
