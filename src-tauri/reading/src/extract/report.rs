//! What is to be told of a sheet.

use super::sheet::Sheet;
use super::spot::{About, Spot};
use crate::read::Veil;
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::day::State;
use xianbaohui_core::finding::told::{
    CellBlank, CellHardToSee, CellInvisible, CellKeptRounded, CellShownAs, CellStruck,
    CellUnreadable, CellZeroUnseen, EntryDateState, EntryMerged, EntryNameOnly, UnitByFormat,
    UnitContradiction, UnitMismatch,
};
use xianbaohui_core::finding::{Finding, Severity, Told};
use xianbaohui_core::measure::MeasureUnit;

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
    /// on a page whose style says what is not understood
    pub(super) styled: Vec<Spot>,
    /// kept as they are shown, without their decimals
    pub(super) rounded: Vec<Spot>,
    /// figures that are shown as nothing, or as words that say that there is none: by what is
    /// shown, zeros by themselves
    shown: BTreeMap<(String, bool), Vec<Spot>>,
    /// cells whose look makes it hard to see what they hold, by why
    veiled: BTreeMap<Veil, Vec<Spot>>,
    /// figures whose number format says another unit than the ledger's: by both
    by_format: BTreeMap<(String, String), Vec<Spot>>,
    /// entries that are said to be no more
    pub(super) cancelled: Vec<Spot>,
    /// entries that have a name, and nothing else
    pub(super) bare: Vec<Spot>,
    /// dates with words beside them, by field and by whether the words leave them what they are
    dated: BTreeMap<(usize, bool), Vec<Dated>>,
    /// figures whose unit is said twice, or is of another kind: by both units, and where one of
    /// them is said
    measures: BTreeMap<[String; 3], (Measured, Vec<Spot>)>,
    /// error values where words are asked for, by field
    errors: BTreeMap<usize, (Vec<Spot>, BTreeSet<String>)>,
    /// fields merged over several entries, by field, with their names and how much they matter
    pub(super) merged: BTreeMap<usize, (String, Severity, Vec<Spot>)>,
    /// units that figures were read by
    read_by: Vec<MeasureUnit>,
}

/// What is told of units of figures that do not agree.
pub(super) enum Measured {
    /// with the unit of a note of the whole sheet, if it is that
    Contradiction(UnitContradiction, Option<MeasureUnit>),
    Mismatch(UnitMismatch),
}

impl Report {
    /// Tells of the cells that were put aside.
    pub(super) fn tell_cells(&mut self, sheet: &Sheet<'_>) {
        let told = [
            of_all(sheet, &self.struck, CellStruck {}),
            of_all(sheet, &self.invisible, CellInvisible {}),
            of_all(sheet, &self.rounded, CellKeptRounded {}),
            of_all(sheet, &self.blanks, CellBlank {}),
            of_all(sheet, &self.bare, EntryNameOnly {}),
        ];
        self.findings.extend(told.into_iter().flatten());
        let merged = self.merged.values().filter_map(|(name, severity, spots)| {
            let name = name.clone();
            let told = of_all(sheet, spots, EntryMerged { name })?;
            Some(told.graded(*severity))
        });
        self.findings.extend(merged);
        let shown = self.shown.iter().filter_map(|((shown, is_zero), spots)| {
            if *is_zero && shown.is_empty() {
                return of_all(sheet, spots, CellZeroUnseen {});
            }
            let shown = shown.clone();
            of_all(sheet, spots, CellShownAs { shown })
        });
        self.findings.extend(shown);
        let veiled = self.veiled.iter().filter_map(|(veil, spots)| {
            let why = veil.code()?.to_owned();
            of_all(sheet, spots, CellHardToSee { why })
        });
        self.findings.extend(veiled);
        // a note of the sheet holds where some figures were read by it
        let counts = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Count(..));
        let is_read = |told: &Measured| match told {
            // one word for all that is counted is none for a part of it
            Measured::Contradiction(told, Some(noted)) if counts(noted) => false,
            Measured::Contradiction(told, Some(noted)) => {
                told.unit != told.other && self.read_by.contains(noted)
            }
            _ => false,
        };
        let measures = self.measures.values().filter(|(told, _)| !is_read(told));
        let measures = measures.filter_map(|(told, spots)| of_measures(sheet, told, spots));
        self.findings.extend(measures);
        let by_format = self
            .by_format
            .iter()
            .filter_map(|((unit, expected), spots)| {
                let (unit, expected) = (unit.clone(), expected.clone());
                of_all(sheet, spots, UnitByFormat { unit, expected })
            });
        self.findings.extend(by_format);
        let errors = self.errors.values();
        let errors = errors.filter_map(|(spots, raw)| of_errors(sheet, spots, raw));
        self.findings.extend(errors.collect::<Vec<_>>());
        let dated = self.dated.iter();
        let told = dated.filter_map(|((_, is_so), dated)| of_dates(sheet, *is_so, dated));
        self.findings.extend(told.collect::<Vec<_>>());
    }

    /// Puts a figure aside that is shown as nothing.
    pub(super) fn of_shown(&mut self, spot: Spot, shown: String, is_zero: bool) {
        self.shown.entry((shown, is_zero)).or_default().push(spot);
    }

    /// Puts a figure aside whose format says another unit.
    pub(super) fn of_format(&mut self, spot: Spot, unit: String, expected: String) {
        let spots = self.by_format.entry((unit, expected)).or_default();
        spots.push(spot);
    }

    /// Puts an error value aside that stands where words are asked for.
    pub(super) fn of_error(&mut self, spot: Spot, raw: &str) {
        if let About::Field { field, .. } = spot.about {
            let (spots, all) = self.errors.entry(field).or_default();
            spots.push(spot);
            all.insert(raw.to_owned());
        }
    }

    /// Puts a cell aside that is hard to see.
    pub(super) fn of_veil(&mut self, spot: Spot, veil: Veil) {
        self.veiled.entry(veil).or_default().push(spot);
    }

    /// Puts a figure aside whose units do not agree.
    pub(super) fn of_measure(&mut self, spot: Spot, key: [String; 3], told: Measured) {
        let (_, spots) = self.measures.entry(key).or_insert((told, Vec::new()));
        spots.push(spot);
    }

    /// Keeps that figures were read by a unit.
    pub(super) fn is_read_by(&mut self, unit: &MeasureUnit) {
        if !self.read_by.contains(unit) {
            self.read_by.push(unit.clone());
        }
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

/// One finding about figures whose units do not agree in the same way.
fn of_measures(sheet: &Sheet<'_>, told: &Measured, spots: &[Spot]) -> Option<Finding> {
    let named = |name: &str| match spots.len() {
        1 => name.to_owned(),
        count => format!("{name} 等 {count} 个数"),
    };
    match told {
        Measured::Contradiction(told, _) => {
            let (unit, other) = (told.unit.clone(), told.other.clone());
            let name = named(&told.name);
            let told = UnitContradiction {
                name,
                ..told.clone()
            };
            of_all(sheet, spots, told).map(|finding| finding.sides(unit, other))
        }
        Measured::Mismatch(told) => {
            let (unit, expected) = (told.unit.clone(), told.expected.clone());
            let name = named(&told.name);
            let told = UnitMismatch {
                name,
                ..told.clone()
            };
            of_all(sheet, spots, told).map(|finding| finding.sides(unit, expected))
        }
    }
}

/// One finding about the error values of a field.
fn of_errors(sheet: &Sheet<'_>, spots: &[Spot], raw: &BTreeSet<String>) -> Option<Finding> {
    let told = CellUnreadable {
        name: sheet.name(spots.first()?.about),
        raw: raw.iter().cloned().collect::<Vec<_>>().join("、"),
        why: "error-value".to_owned(),
    };
    of_all(sheet, spots, told)
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
