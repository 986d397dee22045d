//! Grid → which form, which unit, which period, with the evidence. Embedded identity first, then
//! layout and text; the file name is a hint only; what is not certain is asked, never guessed.

mod choices;
mod column_numbers;
mod contact;
mod context;
mod disputed;
mod embedded;
mod form;
mod header;
mod heard;
mod hearing;
mod identified;
mod layout;
mod naming;
mod period;
mod pointed;
mod remembered;
mod role;
pub(crate) mod rows;
mod said;
mod unit;

pub use choices::{Choice, Choices, choices};
pub use context::Context;
pub use embedded::MarkTold;
pub use header::{ColumnMatch, HeaderBlock, SheetHeader};
pub(crate) use heard::Printed;
pub use heard::answers_in;
pub use hearing::{Heard, Note};
pub use identified::{Identification, Identified, Nearest, Other};
pub use layout::{Bound, Missing, label_row};
pub use role::RowRole;
pub(crate) use unit::line_of;

use crate::read::{Visibility, Workbook};
use form::{candidates, form_of};
use said::said_of_sheet;
use xianbaohui_core::evidence::{Doubt, Of};
use xianbaohui_core::scheme::Scheme;

/// Finds out what a workbook is.
pub fn identify(workbook: &Workbook, scheme: &Scheme, context: &Context<'_>) -> Identification {
    let marks = embedded::Marks::read(workbook);
    let identities = workbook.grids.iter().map(|grid| marks.of(grid, scheme));
    let identities = identities.collect::<Vec<_>>();
    let forms = candidates(scheme, context);
    let mut found = Identification::default();
    for (at, grid) in workbook.grids.iter().enumerate() {
        if grid.cells().is_empty() || embedded::is_list(grid) || embedded::is_leaf(grid) {
            continue;
        }
        let embedded = &identities[at];
        if grid.visibility == Visibility::VeryHidden {
            // what no menu shows was not meant to be sent; that it bears a form is told
            if let Ok(form) = form_of(grid, scheme, &forms, context, embedded) {
                found.others.push(Other::like(at, &form));
            }
            continue;
        }
        if let Some(said) = context.sheets.iter().find(|said| said.sheet == grid.name) {
            match said_of_sheet(grid, scheme, said, context) {
                Ok(identified) => found.sheets.push(Identified {
                    grid: at,
                    ..identified
                }),
                Err(nearest) => found.others.push(Other {
                    grid: at,
                    nearest,
                    behind: None,
                    left_out: said.form.is_none(),
                }),
            }
            continue;
        }
        match form_of(grid, scheme, &forms, context, embedded) {
            Ok(mut identified) => {
                identified.grid = at;
                found.sheets.push(identified);
            }
            Err(nearest) => match remembered::form_of(grid, scheme, &forms, context)
                .or_else(|| form::by_title(grid, scheme, &forms, context))
            {
                Some(identified) => found.sheets.push(Identified {
                    grid: at,
                    ..identified
                }),
                None => found.others.push(Other {
                    grid: at,
                    nearest,
                    behind: None,
                    left_out: false,
                }),
            },
        }
    }
    if context.form.is_some() {
        found.take_said(workbook, scheme, &forms, context);
    }
    behind_others(&mut found, workbook);
    for identified in &mut found.sheets {
        let grid = &workbook.grids[identified.grid];
        let period = period::of_round(context).or_else(|| period::first_in(grid));
        pointed::said(identified, grid, scheme, context, period);
        let embedded = &identities[identified.grid];
        period::decide(identified, grid, context, embedded);
        unit::decide(identified, grid, scheme, context, embedded);
        identified.mark.clone_from(&embedded.told);
        identified.evidence.extend(contact::of(grid, identified));
    }
    unit::ask_if_unheard(&mut found.sheets, workbook, scheme, context);
    unit::share(&mut found.sheets, scheme);
    for identified in &mut found.sheets {
        pointed::remembered(
            identified,
            &workbook.grids[identified.grid],
            scheme,
            context,
        );
    }
    found.drop_unproven();
    for (at, identified) in found.sheets.iter_mut().enumerate() {
        let grid = &workbook.grids[identified.grid];
        heard::decide(identified, grid, scheme, context);
        // what the name of the file says is told once
        if at == 0 {
            heard::of_file(identified, scheme, context);
        }
    }
    found.leave_sheets();
    for identified in found
        .sheets
        .iter_mut()
        .filter(|identified| !identified.bound.is_usable())
        .filter(|identified| !identified.by_title || !identified.bound.pointed.is_empty())
    {
        let message = format!(
            "“{}”的表头没有对上，还不知道哪一列是名称、哪几列是数。\
                请在表上点表头，指明各列是什么。",
            scheme.forms[identified.form].name
        );
        identified.doubts.push(Doubt::of(Of::Form, message));
    }
    duplicates(&mut found.sheets, workbook, scheme);
    found
}

impl Identification {
    /// Sheets that were said not to be read.
    fn leave_sheets(&mut self) {
        let others = &mut self.others;
        self.sheets.retain(|sheet| {
            if sheet.heard.left_sheet {
                others.push(Other {
                    grid: sheet.grid,
                    nearest: None,
                    behind: None,
                    left_out: true,
                });
            }
            !sheet.heard.left_sheet
        });
    }

    /// A sheet that some unit's remembered layout made a form, and that turned out to be another
    /// unit's, is no form.
    fn drop_unproven(&mut self) {
        let others = &mut self.others;
        self.sheets.retain(|sheet| {
            let is_form =
                !sheet.unproven || sheet.unit.is_none() || !sheet.bound.pointed.is_empty();
            if !is_form {
                others.push(Other::like(sheet.grid, sheet));
            }
            is_form
        });
    }
}

/// A hidden sheet of a form that also stands on a sheet that is seen is not what was meant to be
/// sent; it is left out and told.
fn behind_others(found: &mut Identification, workbook: &Workbook) {
    let is_seen = |sheet: &Identified| workbook.grids[sheet.grid].visibility == Visibility::Visible;
    let seen = found
        .sheets
        .iter()
        .filter(|sheet| is_seen(sheet))
        .map(|sheet| (sheet.form, sheet.grid))
        .collect::<Vec<_>>();
    let others = &mut found.others;
    found.sheets.retain(|sheet| {
        let before = seen
            .iter()
            .find(|(form, grid)| *form == sheet.form && *grid != sheet.grid)
            .filter(|_| !is_seen(sheet));
        if let Some((_, grid)) = before {
            others.push(Other {
                behind: Some(*grid),
                ..Other::like(sheet.grid, sheet)
            });
        }
        before.is_none()
    });
}

/// The same form of the same unit on two sheets: which one counts must be asked.
fn duplicates(sheets: &mut [Identified], workbook: &Workbook, scheme: &Scheme) {
    for later in 1..sheets.len() {
        let (before, rest) = sheets.split_at_mut(later);
        let own = &mut rest[0];
        if let Some(earlier) = before.iter().find(|earlier| {
            earlier.form == own.form
                && earlier.unit.is_some()
                && earlier.unit == own.unit
                && earlier.period == own.period
        }) {
            let message = format!(
                "工作表“{}”和“{}”都是{}的“{}”，请指明哪一张不读取，或请填报单位删去多余的一张。",
                workbook.grids[earlier.grid].name,
                workbook.grids[own.grid].name,
                own.unit.map_or("", |unit| &scheme.units[unit].name),
                scheme.forms[own.form].name
            );
            own.doubts.push(Doubt::of(Of::Form, message));
        }
    }
}
