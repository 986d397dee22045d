//! Findings about how a cell had to be read, and about what is seen of it.

use super::asked::Asked;
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::{Cell, Content, Display};
use xianbaohui_core::finding::Told;
use xianbaohui_core::finding::told::{
    CellBound, CellChineseNumerals, CellConditional, CellExponent, CellMasked, CellRatio,
    CellScaled, CellShownOtherwise, CellSpaced, CellUnreadable, CellUnsigned,
};
use xianbaohui_core::measure::{Factor, MeasureUnit, Rate};
use xianbaohui_core::number::{Bound, Datum, Decimal, Reading, Remark, Unreadable};

/// Tells of a cell that was read as `datum`.
pub(super) fn tell(
    work: &mut Work<'_>,
    reading: &Reading,
    cell: &Cell,
    spot: Spot,
    asked: &Asked<'_>,
    datum: &Datum,
) {
    match datum {
        // that is told of the row
        Datum::Unreadable(Unreadable::Astray) => {}
        Datum::Unreadable(why) => {
            let told = CellUnreadable {
                name: work.sheet.name(spot.about),
                raw: cell.raw(),
                why: word_of(*why).to_owned(),
            };
            let finding = work.sheet.told(spot, told);
            work.find(finding.sides(cell.raw(), "数"));
        }
        Datum::Number(value) => {
            how_written(work, reading, cell, spot, *value);
            how_shown(work, cell, spot, *value);
            if asked.unit == &MeasureUnit::Rate(Rate::Percent)
                && !asked.as_ratio
                && reading.unit.is_none()
                && !value.is_zero()
                && value.abs() < Decimal::ONE
                && matches!(cell.content, Content::Number(_))
                && cell.formula.is_some()
            {
                let told = CellRatio {
                    name: work.sheet.name(spot.about),
                    raw: cell.raw(),
                    percent: Factor(2).apply(*value).unwrap_or(*value),
                };
                work.tell(spot, told);
            }
        }
        _ => {}
    }
}

/// What the digits do not say for certain.
fn how_written(work: &mut Work<'_>, reading: &Reading, cell: &Cell, spot: Spot, value: Decimal) {
    if let Some(bound) = reading.bound {
        let told = CellBound {
            name: work.sheet.name(spot.about),
            raw: cell.raw(),
            value,
            bound: match bound {
                Bound::AtLeast => "at-least",
                Bound::MoreThan => "more-than",
                Bound::AtMost => "at-most",
                Bound::About => "about",
            }
            .to_owned(),
        };
        read_as(work, cell, spot, value, told);
    }
    for remark in [Remark::ChineseNumerals, Remark::Exponent, Remark::Spaced] {
        if !reading.remarks.contains(&remark) {
            continue;
        }
        let (name, raw) = (work.sheet.name(spot.about), cell.raw());
        match remark {
            Remark::ChineseNumerals => {
                let told = CellChineseNumerals { name, raw, value };
                read_as(work, cell, spot, value, told);
            }
            Remark::Exponent => {
                read_as(work, cell, spot, value, CellExponent { name, raw, value });
            }
            _ => read_as(work, cell, spot, value, CellSpaced { name, raw, value }),
        }
    }
}

fn read_as(work: &mut Work<'_>, cell: &Cell, spot: Spot, value: Decimal, told: impl Told) {
    let finding = work.sheet.told(spot, told);
    work.find(finding.sides(cell.raw(), value.normalize().to_string()));
}

/// Where what is seen is not what is there.
fn how_shown(work: &mut Work<'_>, cell: &Cell, spot: Spot, value: Decimal) {
    if value.is_zero()
        && matches!(cell.content, Content::Number(_))
        && (work.sheet.grid.hides_zeros || cell.display == Display::NoZero)
    {
        work.report.unseen_zeros.push(spot);
    }
    if let Some(shown) = work.sheet.grid.shown(cell.row, cell.column) {
        let (name, raw) = (work.sheet.name(spot.about), cell.raw());
        let shown = shown.to_owned();
        work.tell(spot, CellShownOtherwise { name, raw, shown });
    }
    if !matches!(
        cell.display,
        Display::Scaled | Display::Masked | Display::Conditional | Display::Unsigned
    ) {
        return;
    }
    let (name, raw) = (work.sheet.name(spot.about), cell.raw());
    match cell.display {
        Display::Scaled => work.tell(spot, CellScaled { name, raw }),
        Display::Masked => work.tell(spot, CellMasked { name, raw }),
        Display::Conditional => work.tell(spot, CellConditional { name, raw }),
        Display::Unsigned if value.is_sign_negative() && !value.is_zero() => {
            work.tell(spot, CellUnsigned { name, raw });
        }
        _ => {}
    }
}

/// One word for why a cell cannot be read.
fn word_of(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Words | Unreadable::Truth | Unreadable::OtherMeaning => "words",
        Unreadable::TwoFigures => "two-figures",
        Unreadable::Grouping => "grouping",
        Unreadable::ErrorValue => "error-value",
        Unreadable::Date => "date",
        Unreadable::Sign => "sign",
        Unreadable::TooLarge => "too-large",
        Unreadable::NoResult => "no-result",
        Unreadable::Undecided => "undecided",
        Unreadable::Astray => "astray",
    }
}
