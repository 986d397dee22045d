//! Who reports: identity, 填报单位 line, title, the units a roster names; sheet and file names are
//! hints.

mod bodies;
mod lines;
mod said;

pub(crate) use lines::line_of;

use super::embedded::Identity;
use super::remembered;
use super::{Context, Identified};
use crate::read::{Grid, Workbook};
use said::{DECIDES, by_itself};
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::Layout;
use xianbaohui_core::scheme::Scheme;

/// Decides the unit, or says why it is not certain and who it may be. What the officer said of the
/// file holds where the sheet does not say it plainly itself.
pub(super) fn decide(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
    embedded: &Identity,
) {
    let asked = identified.doubts.len();
    let seen = identified.evidence.len();
    by_itself(identified, grid, scheme, context, embedded);
    let said = context.unit.and_then(|said| {
        scheme
            .units
            .iter()
            .position(|unit| unit.code == said || unit.name == said)
    });
    let Some(said) = said else {
        if identified.unit.is_none()
            && let Some(clue) = identified.clue.take()
        {
            remembered::apply(identified, clue, scheme, context);
        }
        return;
    };
    let name = scheme.units[said].name.clone();
    // rows of a county table name their units themselves
    let insists = context.insisted.unit
        && !matches!(scheme.forms[identified.form].layout, Layout::CountyTable(_));
    if identified.unit.is_some_and(|own| own != said) && !insists {
        // a sheet that plainly is another's stays what it is; that the officer said otherwise is
        // told
        identified
            .evidence
            .push(Evidence::new(Of::Unit, Source::Said, name, 0.3));
        return;
    }
    // what the sheet says so far was asked about, and is answered
    identified.doubts.drain(asked..);
    let kept = identified.evidence.split_off(seen);
    identified
        .evidence
        .push(Evidence::new(Of::Unit, Source::Said, name, 1.0));
    // hints that speak of another unit were answered, too
    identified.evidence.extend(
        kept.into_iter()
            .filter(|one| one.of != Of::Unit || one.weight >= DECIDES),
    );
    identified.unit = Some(said);
    identified.unit_candidates.clear();
}

/// The officer's word goes only to sheets that do not plainly name another unit; where none is
/// left, it is asked what is meant.
pub(super) fn ask_if_unheard(
    sheets: &mut [Identified],
    workbook: &Workbook,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    let Some(said) = context.unit.and_then(|said| {
        scheme
            .units
            .iter()
            .find(|unit| unit.code == said || unit.name == said)
    }) else {
        return;
    };
    if sheets.iter().any(|sheet| {
        sheet
            .evidence
            .iter()
            .any(|one| one.of == Of::Unit && one.from == Source::Said && one.weight >= DECIDES)
    }) {
        return;
    }
    for sheet in sheets.iter_mut() {
        let Some(own) = sheet.unit.take() else {
            continue;
        };
        let (own, grid) = (&scheme.units[own].name, &workbook.grids[sheet.grid].name);
        let message = format!(
            "指定的填报单位是“{}”，但工作表“{grid}”上写明是“{own}”，没有改。请核对：是“{own}”报的就\
                不要另外指定；确是“{}”报的，请填报单位改正表上的单位后再报。",
            said.name, said.name
        );
        sheet.doubts.push(Doubt::of(Of::Unit, message));
    }
}

/// Sheets of one workbook that do not name their unit take it from the others, when those agree.
pub(super) fn share(sheets: &mut [Identified], scheme: &Scheme) {
    let mut units = sheets
        .iter()
        .filter_map(|sheet| sheet.unit)
        .filter(|unit| *unit != scheme.root)
        .collect::<Vec<_>>();
    units.sort_unstable();
    units.dedup();
    let [unit] = units.as_slice() else { return };
    for sheet in sheets.iter_mut().filter(|sheet| sheet.unit.is_none()) {
        // only where the sheet itself says nothing: a name that is unknown or contradicts is asked
        // about
        let says_nothing = !sheet.evidence.iter().any(|evidence| {
            evidence.of == Of::Unit && (evidence.weight >= DECIDES || evidence.weight == 0.0)
        });
        if says_nothing
            && sheet
                .unit_candidates
                .iter()
                .all(|candidate| candidate == unit)
        {
            sheet.unit = Some(*unit);
            sheet.doubts.retain(|doubt| doubt.of != Of::Unit);
            sheet.evidence.push(Evidence::new(
                Of::Unit,
                Source::OtherSheets,
                scheme.units[*unit].name.clone(),
                0.5,
            ));
        }
    }
}
