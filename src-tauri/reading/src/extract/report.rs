//! What is to be told of a sheet.

use super::sheet::Sheet;
use super::spot::{About, Spot};
use std::collections::BTreeMap;
use xianbaohui_core::day::State;
use xianbaohui_core::finding::told::{
    CellBlank, CellInvisible, CellKeptRounded, CellStruck, CellZeroUnseen, EntryDateState,
    EntryNameOnly,
};
use xianbaohui_core::finding::{Finding, Severity, Told};

/// A date, and the words beside it.
type Dated = (Spot, Vec<&'static State>);

/// Findings, and cells of which one finding is made in the end.
#[derive(Default)]
pub(super) struct Report {
    pub(super) findings: Vec<Finding>,
    /// empty where something is asked for
    pub(super) blanks: Vec<Spot>,
    pub(super) struck: Vec<Spot>,
    pub(super) invisible: Vec<Spot>,
    /// kept as they are shown, without their decimals
    pub(super) rounded: Vec<Spot>,
    /// zeros that the sheet does not show
    pub(super) unseen_zeros: Vec<Spot>,
    /// entries that have a name, and nothing else
    pub(super) bare: Vec<Spot>,
    /// dates with words beside them, by field and by whether the words leave them what they are
    dated: BTreeMap<(usize, bool), Vec<Dated>>,
}

impl Report {
    /// Tells of the cells that were put aside.
    pub(super) fn tell_cells(&mut self, sheet: &Sheet<'_>) {
        let told = [
            of_all(sheet, &self.struck, CellStruck {}),
            of_all(sheet, &self.invisible, CellInvisible {}),
            of_all(sheet, &self.rounded, CellKeptRounded {}),
            of_all(sheet, &self.unseen_zeros, CellZeroUnseen {}),
            of_all(sheet, &self.blanks, CellBlank {}),
            of_all(sheet, &self.bare, EntryNameOnly {}),
        ];
        self.findings.extend(told.into_iter().flatten());
        let dated = self.dated.iter();
        let told = dated.filter_map(|((_, is_so), dated)| of_dates(sheet, *is_so, dated));
        self.findings.extend(told.collect::<Vec<_>>());
    }

    /// Puts the words beside a date aside.
    pub(super) fn of_dates(&mut self, spot: Spot, states: &[&'static State]) {
        if let (About::Field { field, .. }, false) = (spot.about, states.is_empty()) {
            let is_so = states.iter().all(|state| state.is_so);
            let dated = self.dated.entry((field, is_so)).or_default();
            dated.push((spot, states.to_vec()));
        }
    }
}

/// One finding about the dates of a field that have words beside them.
fn of_dates(sheet: &Sheet<'_>, is_so: bool, dated: &[Dated]) -> Option<Finding> {
    let spots = dated.iter().map(|(spot, _)| *spot).collect::<Vec<_>>();
    let mut states: Vec<String> = Vec::new();
    for state in dated.iter().flat_map(|(_, states)| states) {
        if !states.iter().any(|word| word == state.word) {
            states.push(state.word.to_owned());
        }
    }
    let told = EntryDateState {
        name: sheet.name(spots.first()?.about),
        count: spots.len(),
        states,
        is_so,
    };
    let severity = if is_so { Severity::D } else { Severity::C };
    of_all(sheet, &spots, told).map(|finding| finding.graded(severity))
}

/// One finding about several cells; none where there are no cells.
pub(super) fn of_all(sheet: &Sheet<'_>, spots: &[Spot], told: impl Told) -> Option<Finding> {
    let abouts = spots.iter().map(|spot| spot.about).collect::<Vec<_>>();
    let places = spots.iter().map(|spot| sheet.place(spot.row, spot.column));
    (!spots.is_empty()).then(|| {
        Finding::of(told)
            .about(sheet.subject_of(&abouts))
            .at_all(places)
    })
}
