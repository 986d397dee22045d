//! Which form the officer says that a sheet or a file is.

use super::context::Context;
use super::form::{best, is_said, turned};
use super::identified::{Identification, Identified, Nearest};
use super::period;
use crate::read::{Grid, Workbook};
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::Form;
use xianbaohui_core::pointing::SheetSaid;
use xianbaohui_core::scheme::Scheme;

/// The form that the officer said a sheet is, whether it is like it or not.
pub(super) fn said_of_sheet(
    grid: &Grid,
    scheme: &Scheme,
    said: &SheetSaid,
    context: &Context<'_>,
) -> Result<Identified, Option<Nearest>> {
    let is_said = |form: &Form| {
        said.form
            .as_ref()
            .is_some_and(|said| form.code == *said || form.name == *said)
    };
    let forms = scheme
        .forms
        .iter()
        .enumerate()
        .filter(|(_, form)| is_said(form))
        .collect::<Vec<_>>();
    let period = period::of_round(context).or_else(|| period::first_in(grid));
    let strictly = best(grid, scheme, &forms, period, None, false)
        .ok()
        .or_else(|| turned(grid, scheme, &forms, period));
    let mut found = strictly.map_or_else(|| best(grid, scheme, &forms, period, None, true), Ok)?;
    found.evidence.push(Evidence::new(
        Of::Form,
        Source::Said,
        scheme.forms[found.form].name.clone(),
        0.9,
    ));
    Ok(found)
}

impl Identification {
    /// The officer says which form the file is. It is so for the sheets that are it or may be it;
    /// where none is, for those that fit it at all; where none fits, for the sheet that was pointed
    /// at, or is most like it among those that are no form. What is plainly another form stays that
    /// form.
    pub(super) fn take_said(
        &mut self,
        workbook: &Workbook,
        scheme: &Scheme,
        forms: &[(usize, &Form)],
        context: &Context<'_>,
    ) {
        let said = forms
            .iter()
            .filter(|(_, form)| is_said(form, context))
            .copied()
            .collect::<Vec<_>>();
        let Some(&(form, _)) = said.first() else {
            return;
        };
        let period = |grid: &Grid| period::of_round(context).or_else(|| period::first_in(grid));
        let as_said = |at: usize, even_if_unlike: bool| {
            let grid = &workbook.grids[at];
            let strictly = || {
                best(grid, scheme, &said, period(grid), None, false)
                    .ok()
                    .or_else(|| turned(grid, scheme, &said, period(grid)))
            };
            let found = if even_if_unlike {
                best(grid, scheme, &said, period(grid), None, true).ok()
            } else {
                strictly()
            };
            found.map(|identified| Identified {
                grid: at,
                ..identified
            })
        };
        for sheet in self
            .sheets
            .iter_mut()
            .filter(|sheet| sheet.form_candidates.contains(&form))
        {
            if let Some(found) = as_said(sheet.grid, false) {
                *sheet = found;
            }
        }
        let is_pointed = |at: usize| {
            context
                .pointed
                .iter()
                .any(|one| one.sheet.as_ref() == Some(&workbook.grids[at].name))
        };
        if !self.sheets.iter().any(|sheet| sheet.form == form) {
            let named = |at: usize| {
                context
                    .sheets
                    .iter()
                    .any(|said| said.sheet == workbook.grids[at].name)
            };
            for sheet in self.sheets.iter_mut().filter(|sheet| !named(sheet.grid)) {
                if let Some(found) = as_said(sheet.grid, false) {
                    *sheet = found;
                }
            }
        }
        let none = !self.sheets.iter().any(|sheet| sheet.form == form);
        let mut may = Vec::new();
        for (at, other) in self
            .others
            .iter()
            .enumerate()
            .filter(|(_, other)| !other.left_out)
        {
            let pointed = is_pointed(other.grid);
            if let (true, Some(identified)) = (none || pointed, as_said(other.grid, true)) {
                may.push((pointed, at, identified));
            }
        }
        let most = may
            .iter()
            .max_by_key(|(pointed, at, identified)| {
                (*pointed, identified.bound.matched, std::cmp::Reverse(*at))
            })
            .map(|(_, at, _)| *at);
        for (pointed, at, identified) in may.into_iter().rev() {
            if pointed || most == Some(at) {
                self.others.remove(at);
                self.sheets.push(identified);
            }
        }
        self.sheets.sort_by_key(|sheet| sheet.grid);
        if self.sheets.iter().any(|sheet| sheet.form == form) {
            return;
        }
        // heard by no sheet: what the officer said must not be passed over in silence
        for sheet in &mut self.sheets {
            let (own, grid) = (
                &scheme.forms[sheet.form].name,
                &workbook.grids[sheet.grid].name,
            );
            let message = format!(
                "指定的报表是“{}”，但工作表“{grid}”是“{own}”，没有改。请核对：要按“{own}”收就不要另\
                    外指定；确要按“{}”读取，请对这张工作表指明。",
                scheme.forms[form].name, scheme.forms[form].name
            );
            sheet.doubts.push(Doubt::of(Of::Form, message));
        }
    }
}
