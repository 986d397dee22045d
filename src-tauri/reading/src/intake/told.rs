//! What is told of whose return a sheet is and for when, and of sheets that were not read.

use super::apart;
use crate::identify::{MarkTold, Other};
use crate::read::{Visibility, Workbook};
use std::collections::BTreeSet;
use xianbaohui_core::evidence::{Evidence, Of, Source};
use xianbaohui_core::finding::told::{
    FormMissing, MarkAltered, MarkOtherScheme, MarkOtherVersion, PeriodHintDiffers, PeriodSaid,
    SheetNotAForm, SheetVeryHidden, UnitHintDiffers, UnitNotExpected, UnitOfTable, UnitRemembered,
    UnitSaid,
};
use xianbaohui_core::finding::{Finding, Severity, Subject};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::period::Period;
use xianbaohui_core::place::Place;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::returns::{Return, Taken};
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::text;
use xianbaohui_core::words::{head, mention};

/// A remembered answer decided; or file and sheet name speak of another unit than the sheet itself:
/// worth a look.
pub(super) fn hint(
    taken: &mut Return,
    evidence: &[Evidence],
    clue: Option<&Clue>,
    scheme: &Scheme,
) {
    let own = &scheme.units[taken.unit];
    let is_remembered = |one: &Evidence| one.from == Source::Remembered && one.of == Of::Unit;
    if let Some(clue) = clue.filter(|_| evidence.iter().any(is_remembered)) {
        taken.findings.push(Finding::of(UnitRemembered {
            words: clue.words.clone(),
            name: own.name.clone(),
        }));
        return;
    }
    if taken.unit == scheme.root {
        of_one_unit(taken, evidence, scheme);
        return;
    }
    for one in evidence
        .iter()
        .filter(|one| one.of == Of::Unit && one.weight < 0.5 && one.weight > 0.0)
    {
        let named = scheme.unit_names.within(&one.text, Some(taken.period));
        if !named.is_empty() && !named.iter().any(|unit| unit.unit == taken.unit) {
            let other = &scheme.units[named[0].unit].name;
            let (from, cell) = told_from(&one.from, taken);
            let told = UnitHintDiffers {
                from,
                other: other.clone(),
                name: own.name.clone(),
            };
            let finding = Finding::of(told)
                .at_all(cell)
                .sides(own.name.clone(), other.clone());
            taken.findings.push(finding);
        }
    }
}

/// The officer said that the sheet is the round's, although it says another period.
pub(super) fn other_period(taken: &mut Return, evidence: &[Evidence], round: Option<&Round>) {
    let is_said = |one: &Evidence| one.of == Of::Period && one.from == Source::Said;
    let Some(round) = round.filter(|_| evidence.iter().any(is_said)) else {
        return;
    };
    let (mut written, mut cells) = (Vec::new(), Vec::new());
    for one in others_periods(evidence, round) {
        written.push(one.text.clone());
        if let Source::Cell(row, column) = one.from {
            cells.push(Place::new(&*taken.sheet, row, column));
        }
    }
    written.dedup();
    cells.dedup();
    let told = PeriodSaid {
        written,
        round: round.name.clone(),
    };
    taken.findings.push(Finding::of(told).at_all(cells));
}

/// What is to be said of the mark that a sheet was issued with.
pub(super) fn marked(taken: &mut Return, mark: Option<&MarkTold>, scheme: &Scheme) {
    taken.findings.extend(mark.map(|mark| match mark {
        MarkTold::Altered => Finding::of(MarkAltered {}),
        MarkTold::OtherScheme(code) => Finding::of(MarkOtherScheme {
            other: code.clone(),
            name: scheme.name.clone(),
        }),
        MarkTold::OtherVersion(version) => Finding::of(MarkOtherVersion {
            other: version.clone(),
            own: scheme.version.clone(),
        }),
    }));
}

/// The officer said whose it is, although the sheet names another unit.
pub(super) fn other_unit(taken: &mut Return, evidence: &[Evidence], scheme: &Scheme) {
    let is_said = |one: &Evidence| one.of == Of::Unit && one.from == Source::Said;
    if !evidence.iter().any(is_said) {
        return;
    }
    let (mut written, mut cells) = (Vec::new(), Vec::new());
    for one in evidence
        .iter()
        .filter(|one| one.of == Of::Unit && !is_said(one) && one.weight >= 0.5)
    {
        let named = scheme.unit_names.within(&one.text, Some(taken.period));
        if named.is_empty() || named.iter().any(|unit| unit.unit == taken.unit) {
            continue;
        }
        written.push(scheme.units[named[0].unit].name.clone());
        if let Source::Cell(row, column) = one.from {
            cells.push(Place::new(&*taken.sheet, row, column));
        }
    }
    if written.is_empty() {
        return;
    }
    written.dedup();
    let told = UnitSaid {
        written,
        name: scheme.units[taken.unit].name.clone(),
    };
    taken.findings.push(Finding::of(told).at_all(cells));
}

/// Evidence that speaks of another period than the round's.
pub fn others_periods<'a>(
    evidence: &'a [Evidence],
    round: &'a Round,
) -> impl Iterator<Item = &'a Evidence> {
    evidence.iter().filter(|one| {
        one.of == Of::Period
            && one.weight >= 0.5
            && !matches!(one.from, Source::Said | Source::Round)
            && !is_for(one, round)
    })
}

/// Names of file and sheet, and a day of filling in, that speak of another period.
pub(super) fn period_hint(taken: &mut Return, evidence: &[Evidence], round: Option<&Round>) {
    let Some(round) = round else { return };
    let (mut from, mut written, mut cells) = (Vec::new(), Vec::new(), Vec::new());
    for one in evidence
        .iter()
        .filter(|one| one.of == Of::Period && one.weight < 0.5)
    {
        if let Source::Cell(row, column) = one.from {
            cells.push(Place::new(&*taken.sheet, row, column));
        }
        from.push(one.from.to_string());
        written.push(one.text.clone());
    }
    if from.is_empty() {
        return;
    }
    written.dedup();
    let told = PeriodHintDiffers {
        from,
        written,
        round: round.name.clone(),
    };
    taken.findings.push(Finding::of(told).at_all(cells));
}

/// Whether a piece of evidence names the round's period, or a part of it: by code where the program
/// itself wrote it, else in words.
fn is_for(one: &Evidence, round: &Round) -> bool {
    if let Ok(period) = Period::try_from(one.text.clone()) {
        return round.is_for(period);
    }
    mention::all_in(&text::as_key(&one.text))
        .iter()
        .all(|said| match said.period(round.period.year) {
            // a day, or a year beside which months are said, is a part
            Some(period) if said.months.is_some() && !said.is_day => round.is_for(period),
            _ => round.agrees(said),
        })
}

/// Where a hint comes from: in words, or the cell.
fn told_from(from: &Source, taken: &Return) -> (Option<String>, Option<Place>) {
    match from {
        Source::Cell(row, column) => (None, Some(Place::new(&*taken.sheet, *row, *column))),
        from => (Some(from.to_string()), None),
    }
}

/// A county table that says it is the return of one county: its rows are read as they are named,
/// and that is told.
fn of_one_unit(taken: &mut Return, evidence: &[Evidence], scheme: &Scheme) {
    let form = &scheme.forms[taken.form];
    if !matches!(form.layout, Layout::CountyTable(_)) {
        return;
    }
    let mut told = BTreeSet::new();
    for one in evidence
        .iter()
        .filter(|one| one.of == Of::Unit && one.weight >= 0.5)
    {
        let named = scheme.unit_names.within(&one.text, Some(taken.period));
        let Some(other) = named
            .first()
            .filter(|_| named.iter().all(|unit| unit.unit != scheme.root))
        else {
            continue;
        };
        if !told.insert(other.unit) {
            continue;
        }
        let (other, root) = (&scheme.units[other.unit].name, &scheme.root_unit().name);
        let (from, cell) = told_from(&one.from, taken);
        let told = UnitOfTable {
            from,
            other: other.clone(),
            form: form.name.clone(),
            root: root.clone(),
        };
        let finding = Finding::of(told)
            .at_all(cell)
            .sides(other.clone(), root.clone());
        taken.findings.push(finding);
    }
}

/// Figures of a unit that the round does not expect are kept and in no total: that is told, unit by
/// unit.
pub(super) fn not_expected(taken: &mut Return, scheme: &Scheme, round: Option<&Round>) {
    let Some(round) = round else { return };
    let mut units = taken
        .values
        .iter()
        .filter(|value| value.datum != Datum::Blank)
        .map(|value| value.unit)
        .collect::<BTreeSet<_>>();
    units.insert(taken.unit);
    let is_expected = |unit: usize| {
        unit == scheme.root
            || scheme.is_outside(unit)
            || round.units.contains(&scheme.units[unit].code)
    };
    for unit in units.into_iter().filter(|unit| !is_expected(*unit)) {
        let own = &scheme.units[unit];
        let of_row = taken
            .values
            .iter()
            .filter(|value| value.unit == unit && unit != taken.unit);
        let cells = of_row
            .map(|value| Place::new(&*taken.sheet, value.row, value.sheet_column))
            .collect::<Vec<_>>();
        let told = UnitNotExpected {
            name: own.name.clone(),
        };
        let finding = Finding::of(told).about(Subject::Unit(own.code.clone()));
        taken.findings.push(finding.at_all(cells));
    }
}

/// Whether no menu shows a sheet.
pub(super) fn is_very_hidden(other: &Other, workbook: &Workbook) -> bool {
    workbook.grids[other.grid].visibility == Visibility::VeryHidden
}

/// Sheets with content that were not read are told with the first return, so that nothing
/// disappears in silence.
pub(super) fn left_out(
    others: &[Other],
    workbook: &Workbook,
    scheme: &Scheme,
    returns: &mut [Taken],
) {
    let forms = returns
        .iter()
        .map(|own| (own.taken.form, own.taken.sheet.clone()));
    let forms = forms.collect::<Vec<_>>();
    let seen = others.iter().filter(|other| !other.left_out);
    let said = seen.flat_map(|other| apart::said(&workbook.grids[other.grid], returns, scheme));
    let said = said.collect::<Vec<_>>();
    let Some(first) = returns.first_mut() else {
        return;
    };
    first.taken.findings.extend(said);
    for other in others {
        if let (true, Some(nearest)) = (is_very_hidden(other, workbook), other.nearest) {
            let seen = forms.iter().find(|(form, _)| *form == nearest.form);
            let told = SheetVeryHidden {
                sheet: workbook.grids[other.grid].name.clone(),
                form: scheme.forms[nearest.form].name.clone(),
                read: seen.map(|(_, sheet)| sheet.clone()),
            };
            let severity = if seen.is_some() {
                Severity::D
            } else {
                Severity::B
            };
            first
                .taken
                .findings
                .push(Finding::of(told).graded(severity));
            continue;
        }
        let name = &workbook.grids[other.grid].name;
        let form = |form: usize| Some(scheme.forms[form].name.clone());
        let unread = SheetNotAForm {
            sheet: name.clone(),
            is_said: other.left_out,
            form: None,
            read: None,
            matched: None,
            asked: None,
        };
        let (severity, told) = match (other.nearest, other.behind) {
            _ if other.left_out => (Severity::D, unread),
            (Some(nearest), Some(seen)) => (
                Severity::C,
                SheetNotAForm {
                    form: form(nearest.form),
                    read: Some(workbook.grids[seen].name.clone()),
                    ..unread
                },
            ),
            (Some(nearest), None) if nearest.matched * 5 >= nearest.asked * 2 => (
                Severity::B,
                SheetNotAForm {
                    form: form(nearest.form),
                    matched: Some(nearest.matched),
                    asked: Some(nearest.asked),
                    ..unread
                },
            ),
            _ if head::says_corrections(&text::key(name))
                && !apart::is_of_hands(&workbook.grids[other.grid]) =>
            {
                (Severity::C, unread)
            }
            _ => (Severity::D, unread),
        };
        let mut cells = workbook.grids[other.grid].cells().iter();
        let first_filled = cells.find(|cell| severity == Severity::C && !cell.is_blank());
        let place = first_filled.map(|cell| Place::new(&**name, cell.row, cell.column));
        let finding = Finding::of(told).graded(severity).at_all(place);
        first.taken.findings.push(finding);
    }
}

/// Tells of forms that must come and are not in a file that has others, or sheets that were not
/// read: who sends one form a file sends it in another.
pub(super) fn missing_forms(
    others: &[Other],
    workbook: &Workbook,
    (scheme, round): (&Scheme, Option<&Round>),
    returns: &mut [Taken],
) {
    let unread = others.iter().filter(|other| !other.left_out);
    let unread = unread.map(|other| workbook.grids[other.grid].name.clone());
    let unread = unread.collect::<Vec<_>>();
    let Some(round) = round.filter(|_| returns.len() > 1 || !unread.is_empty()) else {
        return;
    };
    // tables of all counties come from elsewhere
    let is_due = |form: &&Form| {
        form.required
            && round.forms.contains(&form.code)
            && !matches!(form.layout, Layout::CountyTable(_))
    };
    let is_there = |form: &Form| {
        returns
            .iter()
            .any(|one| scheme.forms[one.taken.form].code == form.code)
    };
    let told = scheme.forms.iter().filter(is_due);
    let told = told.filter(|form| !is_there(form)).map(|form| {
        Finding::of(FormMissing {
            form: form.name.clone(),
            unread: unread.clone(),
        })
    });
    let told = told.collect::<Vec<_>>();
    let first = returns.iter_mut().find(|one| one.taken.unit != scheme.root);
    if let Some(first) = first {
        first.taken.findings.extend(told);
    }
}
