//! A figure in the ledger's unit of measure: by the cell's own unit first, then row, column, sheet.

use super::asked::{Asked, Said, Stated};
use crate::extract::report::Measured;
use crate::extract::spot::{About, Spot};
use crate::extract::work::Work;
use crate::read::{Cell, Content, PAGE, PAGE_WORDS};
use xianbaohui_core::finding::At;
use xianbaohui_core::finding::told::{UnitContradiction, UnitMismatch};
use xianbaohui_core::form::Role;
use xianbaohui_core::measure::{Factor, MeasureUnit, Rate};
use xianbaohui_core::number::{Datum, Reading, Unreadable};
use xianbaohui_core::place::cell_name;

/// The figure, and how it was converted.
pub(super) fn in_ledger_unit(
    work: &mut Work<'_>,
    reading: &Reading,
    cell: &Cell,
    spot: Spot,
    asked: &Asked<'_>,
) -> (Datum, Option<String>) {
    let Datum::Number(value) = reading.datum else {
        return (reading.datum.clone(), None);
    };
    let stated = match &reading.unit {
        Some(unit) => Some(Stated {
            unit: unit.clone(),
            said: Said::Cell(cell.row, cell.column),
        }),
        None => stated(work, asked, spot),
    };
    // a header or note that says % says that figures are percent already
    let says_percent = stated.as_ref().is_some_and(|stated| {
        stated.unit == MeasureUnit::Rate(Rate::Percent) && stated.said != Said::Form
    });
    if let (None, MeasureUnit::Money(own)) = (&reading.unit, asked.unit) {
        let power = match stated.as_ref().map(|stated| &stated.unit) {
            Some(MeasureUnit::Money(power) | MeasureUnit::Magnitude(power)) => *power,
            _ => *own,
        };
        work.money.insert((cell.row, power));
    }
    if asked.as_ratio && reading.unit.is_none() && !says_percent {
        return match Factor(2).apply(value) {
            Some(percent) => (Datum::Number(percent), Some("比率→% ×100".to_owned())),
            None => (Datum::Unreadable(Unreadable::TooLarge), None),
        };
    }
    let Some(Stated { unit, said }) = stated else {
        return (reading.datum.clone(), None);
    };
    // 0.344 shown as 34.4% in a column of things is no count of things, 12 人 in a column of money
    // is no money
    let is_fit = !matches!(said, Said::Note(..) | Said::Line(..)) || is_said_of(&unit, asked.unit);
    let Some(factor) = unit.factor_to(asked.unit).filter(|_| is_fit) else {
        if unit == MeasureUnit::Rate(Rate::Percent)
            && *asked.unit == MeasureUnit::Rate(Rate::PercentagePoint)
        {
            return (reading.datum.clone(), None);
        }
        let own = asked.unit.to_string();
        let told = UnitMismatch {
            name: work.sheet.name(spot.about),
            unit: unit.to_string(),
            said: said_in(work, said),
            expected: if own.is_empty() {
                "个数".to_owned()
            } else {
                own
            },
        };
        // of a column, line or note one is told for all
        let near = match said {
            Said::Cell(row, _) => format!("{row} {}", told.said.0),
            _ => told.said.0.clone(),
        };
        let key = [told.unit.clone(), told.expected.clone(), near];
        work.report.of_measure(spot, key, Measured::Mismatch(told));
        return (reading.datum.clone(), None);
    };
    if factor.is_one() {
        return (reading.datum.clone(), None);
    }
    match factor.apply(value) {
        Some(converted) => {
            // 0"千元" is a look, and may be of figures that are in another unit
            let is_rate = matches!(unit, MeasureUnit::Rate(_));
            if matches!(cell.content, Content::Number(_)) && reading.unit.is_some() && !is_rate {
                let (own, expected) = (unit.to_string(), asked.unit.to_string());
                work.report.of_format(spot, own, expected);
            }
            let unit = if matches!(unit, MeasureUnit::Magnitude(_))
                && matches!(asked.unit, MeasureUnit::Money(_))
            {
                format!("{unit}元")
            } else {
                unit.to_string()
            };
            let target = asked.unit.to_string();
            (
                Datum::Number(converted),
                Some(format!("{unit}→{target} {factor}")),
            )
        }
        None => (Datum::Unreadable(Unreadable::TooLarge), None),
    }
}

/// The measure unit that applies when the cell says none. Row and column that contradict each other
/// are a finding.
fn stated(work: &mut Work<'_>, asked: &Asked<'_>, spot: Spot) -> Option<Stated> {
    let line = of_line(work, asked, spot);
    let Some(first) = asked.stated.first().or(line.as_ref()) else {
        let stated = of_sheet(work, asked, spot)?;
        work.report.is_read_by(&stated.unit);
        return Some(stated);
    };
    // of several that a note says one is of figures of this kind
    let noted = &work.heard.note.units;
    let mut of_kind = noted.iter().filter(|(unit, _)| {
        noted.len() == 1 || unit.same_dimension(&first.unit) || are_of_ground(unit, &first.unit)
    });
    let note = match (of_kind.next(), of_kind.next()) {
        (Some((only, at)), None) => Some(Stated {
            unit: only.clone(),
            said: Said::Note(at.0, at.1),
        }),
        _ => None,
    };
    // a line between the rows is nearer than what is said of the whole sheet
    let note = note.filter(|_| line.is_none() && !work.heard.note.below);
    let others = asked.stated.iter().chain(&line).chain(&note);
    let other = others
        .filter(|other| other.said != first.said)
        .find(|other| {
            if let Some(factor) = other.unit.factor_to(&first.unit) {
                return !factor.is_one();
            }
            // 家 in the column of units and 亿元 in the label: one of them is wrong
            // 人 in a header or note where the row counts 家
            let are_counts = is_count(&first.unit) && is_count(&other.unit);
            is_of_row(first) && is_of_row(other)
                || are_counts
                || are_of_ground(&first.unit, &other.unit)
        });
    if let Some(other) = other {
        let told = UnitContradiction {
            name: work.sheet.name(spot.about),
            first: said_in(work, first.said),
            unit: first.unit.to_string(),
            second: said_in(work, other.said),
            other: other.unit.to_string(),
        };
        let near = match (first.said, other.said) {
            (_, Said::Note(..) | Said::Line(..)) => told.second.0.clone(),
            (Said::Header(_), _) => told.first.0.clone(),
            (_, Said::Header(_)) => told.second.0.clone(),
            _ => format!("{} {}", told.first.0, told.second.0),
        };
        let key = [told.unit.clone(), told.other.clone(), near];
        // a row that alone says what neither the form nor the sheet does is told
        let is_alone = matches!(first.unit, MeasureUnit::Money(_))
            && other.unit == *asked.unit
            && first.unit != *asked.unit;
        let noted = matches!(other.said, Said::Note(..)) && !is_alone;
        let noted = noted.then(|| other.unit.clone());
        let told = Measured::Contradiction(told, noted);
        work.report.of_measure(spot, key, told);
    }
    let first = first.clone();
    work.report.is_read_by(&first.unit);
    Some(first)
}

/// Whether a unit is said in the row itself.
fn is_of_row(stated: &Stated) -> bool {
    matches!(stated.said, Said::Cell(..))
}

/// Whether both measure ground, by no power of ten of each other: 亩, 平方米.
fn are_of_ground(one: &MeasureUnit, other: &MeasureUnit) -> bool {
    let is_acre = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Count(name, _) if name == "亩");
    let is_area = |unit: &MeasureUnit| matches!(unit, MeasureUnit::Area(_));
    is_acre(one) && is_area(other) || is_area(one) && is_acre(other)
}

/// What a line above the row says of figures of its kind.
fn of_line(work: &Work<'_>, asked: &Asked<'_>, spot: Spot) -> Option<Stated> {
    let (unit, (row, column)) = work.heard.unit_of(spot.row)?;
    is_said_of(unit, asked.unit).then(|| Stated {
        unit: unit.clone(),
        said: Said::Line(row, column),
    })
}

fn is_count(unit: &MeasureUnit) -> bool {
    matches!(unit, MeasureUnit::Count(..))
}

/// Whether what a note or line says is said of figures of a kind. A bare 万 in it is of money: of
/// things it would make ten thousand of each.
fn is_said_of(unit: &MeasureUnit, asked: &MeasureUnit) -> bool {
    let is_bare = matches!(unit, MeasureUnit::Magnitude(_));
    unit.same_dimension(asked) && !(is_bare && is_count(asked))
}

/// A note for the whole sheet says something only about figures of its own kind.
fn of_sheet(work: &Work<'_>, asked: &Asked<'_>, spot: Spot) -> Option<Stated> {
    let units = &work.heard.note.units;
    let mut fitting = units
        .iter()
        .filter(|(unit, _)| is_said_of(unit, asked.unit));
    // things of another kind, or a bare 万: which of them it is nobody says, and it is told
    let mut others = units.iter().filter(|(unit, _)| {
        let is_bare = matches!(unit, MeasureUnit::Magnitude(_));
        let is_thing = matches!(asked.unit, MeasureUnit::Count(name, 0) if !name.is_empty())
            && asked.unit.counts_things()
            && !matches!(spot.about, About::Figure { column, .. }
                if work.sheet.form.columns()[column].role == Role::Rank);
        units.len() == 1 && is_thing && (is_count(unit) || is_bare)
    });
    let (unit, said) = match (fitting.next(), fitting.next()) {
        (Some((only, at)), None) => (only, Said::Note(at.0, at.1)),
        (None, _) if others.clone().next().is_some() => {
            let (unit, at) = others.next()?;
            (unit, Said::Note(at.0, at.1))
        }
        (None, _) => {
            let of_form = work.sheet.form.unit_note.as_ref();
            let unit = of_form.filter(|unit| unit.same_dimension(asked.unit))?;
            (unit, Said::Form)
        }
        _ => return None,
    };
    Some(Stated {
        unit: unit.clone(),
        said,
    })
}

/// Where a unit is said, as the sheet names it.
fn said_in(work: &Work<'_>, said: Said) -> At {
    let grid = work.sheet.grid;
    At(match said {
        Said::Cell(row, column) => grid.cell_name(row, column),
        Said::Header(column) => format!("{}表头", grid.column_name(column)),
        // these are cells of the sheet, however the table stands on it
        Said::Note(row, column) if (row, column) == PAGE => PAGE_WORDS.to_owned(),
        Said::Note(row, column) | Said::Line(row, column) => cell_name(row, column),
        Said::Form => "报表样式".to_owned(),
    })
}
