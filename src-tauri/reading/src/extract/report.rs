//! What is to be told of a sheet.

use super::sheet::Sheet;
use super::spot::Spot;
use xianbaohui_core::finding::told::{
    CellBlank, CellInvisible, CellKeptRounded, CellStruck, CellZeroUnseen,
};
use xianbaohui_core::finding::{Finding, Told};

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
        ];
        self.findings.extend(told.into_iter().flatten());
    }
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
