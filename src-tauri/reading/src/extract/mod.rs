//! Grid + form → [`Return`]: every value with its cell, bound by header text, converted to the
//! ledger's unit of measure with a note. Every cell of the data area ends in one of the five
//! states; the counts reconcile.

mod attributes;
mod beside;
mod beyond;
mod cell;
mod clipped;
mod county_table;
mod fate;
mod figures;
mod formula;
mod group;
mod header;
mod irregular;
mod issued;
mod kept;
mod matrix;
mod outsized;
mod over;
mod prompts;
mod remarks;
mod report;
mod roster;
mod said;
mod sheet;
mod spot;
mod subtotals;
mod sums;
mod texts;
mod under;
mod walk;
mod whole;
mod words;
mod work;

use self::sheet::Sheet;
use self::work::Work;
use crate::identify::Identified;
use crate::read::Workbook;
use xianbaohui_core::form::Layout;
use xianbaohui_core::period::Period;
use xianbaohui_core::returns::{Binding, Return};
use xianbaohui_core::scheme::Scheme;

pub use formula::settle_formats;

/// Takes a sheet in. Unit and period must be known: what is not certain was asked before.
pub fn extract(
    workbook: &Workbook,
    scheme: &Scheme,
    identified: &Identified,
    unit: usize,
    period: Period,
) -> Return {
    let grid = &workbook.grids[identified.grid];
    let sheet = Sheet {
        grid,
        scheme,
        form: &scheme.forms[identified.form],
        bound: &identified.bound,
        period,
        unit,
    };
    let mut taken = if identified.turned {
        let turned = grid.turned(identified.frame().top);
        let as_form = Sheet {
            grid: &turned,
            ..sheet
        };
        let mut taken = table(as_form, identified, unit);
        let above = grid.cells().len().saturating_sub(turned.cells().len()) as u64;
        taken.cells.outside += above;
        taken.cells.seen += above;
        for value in &mut taken.values {
            (value.row, value.sheet_column) = (value.sheet_column, value.row);
        }
        taken
    } else {
        table(sheet, identified, unit)
    };
    let told = [
        formula::findings(&sheet, workbook, identified.grid, &taken),
        outsized::findings(&sheet, &taken),
    ];
    taken.findings.extend(told.into_iter().flatten());
    taken
}

/// Takes a table in, whose rows are those of the grid.
fn table(sheet: Sheet<'_>, identified: &Identified, unit: usize) -> Return {
    let mut work = Work::new(sheet, &identified.heard);
    header::tell(&mut work);
    match &sheet.form.layout {
        Layout::Matrix(matrix) => matrix::extract(&mut work, matrix, unit),
        Layout::CountyTable(table) => county_table::extract(&mut work, table),
        Layout::Roster(roster) => roster::extract(&mut work, roster, unit),
    }
    work.go_to(sheet.bound);
    whole::tell(&mut work);
    irregular::tell(&mut work);
    work.report.tell_cells(&sheet);
    said::tell(&mut work);
    words::tell(&mut work);
    attributes::keep(&mut work);
    over::keep(&mut work);
    under::tell(&mut work);
    clipped::tell(&mut work);
    prompts::tell(&mut work);
    let mut kept = work.kept;
    let filled = sheet.grid.cells().len() as u64;
    kept.cells.outside = filled - kept.inside.min(filled);
    kept.cells.seen += kept.cells.outside;
    Return {
        unit,
        form: identified.form,
        period: sheet.period,
        sheet: sheet.grid.name.clone(),
        values: kept.values,
        entries: kept.entries,
        totals: kept.totals,
        cells: kept.cells,
        findings: work.report.findings,
        binding: Binding {
            turned: identified.turned,
            ..sheet.bound.binding(kept.rows)
        },
    }
}
