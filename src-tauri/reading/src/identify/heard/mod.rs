//! What the words around the figures of a sheet say of them: status and scope in title, tab,
//! headers and labels, lines between the rows, units of measure. What is not what the form asks for
//! is asked once; what was answered is kept with the figures.

mod answer;
mod around;
mod blocks;
mod corrected;
mod lines;
mod names;
mod note;
mod spoken;
mod title;

pub use answer::answers_in;

use super::{Context, Identified, RowRole, period};
use crate::read::Grid;
use answer::Asking;
use around::Extent;
pub(crate) use around::Printed;
use lines::Rows;
use xianbaohui_core::scheme::Scheme;

pub(super) use names::of_file;

/// Hears a sheet whose unit is known or asked about, and adds what must be asked.
pub(super) fn decide(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    let turned = identified
        .turned
        .then(|| grid.turned(identified.frame().top));
    let table = turned.as_ref().unwrap_or(grid);
    let period = identified.period.or_else(|| period::of_round(context));
    let rows = Rows::of(table, scheme, identified, period);
    let frame = identified.frame();
    let last = if identified.turned { None } else { rows.last() };
    let extent = Extent {
        top: frame.top,
        header: if identified.turned {
            frame.top
        } else {
            frame.bottom
        },
        last: last.unwrap_or(frame.bottom),
    };
    let printed = Printed::of(&scheme.forms[identified.form], scheme);
    let mut asking = Asking::new(grid, context);
    let form = (&scheme.forms[identified.form], scheme);
    let note = note::of_sheet(&mut asking, grid, form, &extent, &printed);
    spoken::of_sheet(&mut asking, grid, scheme, identified, (&extent, &printed));
    if identified.by_title {
        title::ask_of_header(&mut asking, grid, scheme, identified);
    } else {
        title::of_sheet(&mut asking, grid, scheme, identified, &extent);
    }
    spoken::of_columns(&mut asking, table, identified);
    corrected::of_columns(&mut asking, table, identified);
    if let Some(label) = identified.bound.label_column {
        lines::of_rows(&mut asking, table, &rows, label);
    }
    let rows = (&rows, &printed);
    blocks::between_rows(&mut asking, table, rows, scheme, identified, context);
    let (doubts, evidence, mut heard) = asking.done();
    heard.note = note;
    identified.doubts.extend(doubts);
    identified.evidence.extend(evidence);
    // what was said not to be read is as if it had been pointed at
    for row in &heard.left_rows {
        identified.bound.pointed_rows.insert(*row, RowRole::Nothing);
    }
    identified.bound.leave(&heard.left_columns);
    identified.heard = heard;
}
