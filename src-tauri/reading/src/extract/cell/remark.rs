//! Findings about how a cell had to be read, and about what is seen of it.

use super::asked::Asked;
use super::sight::{Otherwise, Shown};
use crate::extract::spot::Spot;
use crate::extract::work::Work;
use crate::read::{Cell, Content, Veil};
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
    shown: &Shown,
    cell: &Cell,
    spot: Spot,
    asked: &Asked<'_>,
    datum: &Datum,
) {
    match datum {
        // that is told of the row
        Datum::Unreadable(Unreadable::Astray) => {}
        // that of all cells together
        Datum::Unreadable(Unreadable::ShownAs) => {
            let shown = match shown {
                Shown::AsNothing(shown) => shown.clone(),
                _ => String::new(),
            };
            let is_zero = matches!(cell.content, Content::Number(0.0));
            work.report.of_shown(spot, shown, is_zero);
        }
        Datum::Unreadable(why) => {
            let (raw, why) = match time(work, cell) {
                Some(time) if *why == Unreadable::Date => (time, "time"),
                _ => (cell.raw(), word_of(*why)),
            };
            let told = CellUnreadable {
                name: work.sheet.name(spot.about),
                raw: raw.clone(),
                why: why.to_owned(),
            };
            let finding = work.sheet.told(spot, told);
            work.find(finding.sides(raw, "数"));
        }
        Datum::Number(value) => {
            how_written(work, reading, cell, spot, *value);
            how_shown(work, shown, cell, spot);
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

/// What is seen of a figure that is shown as hours and minutes.
fn time(work: &Work<'_>, cell: &Cell) -> Option<String> {
    let shown = work.sheet.grid.sight(cell).text.trim().to_owned();
    let is_sign = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | '时' | '分' | '秒');
    (shown.contains([':', '时']) && shown.chars().all(is_sign)).then_some(shown)
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
fn how_shown(work: &mut Work<'_>, shown: &Shown, cell: &Cell, spot: Spot) {
    // nearly every figure is shown as it is
    if cell.veil != Veil::Conditional && !matches!(shown, Shown::Otherwise(..)) {
        return;
    }
    let (name, raw) = (work.sheet.name(spot.about), cell.raw());
    if cell.veil == Veil::Conditional {
        work.tell(
            spot,
            CellConditional {
                name: name.clone(),
                raw: raw.clone(),
            },
        );
    }
    let Shown::Otherwise(how, shown) = shown else {
        return;
    };
    let shown = shown.clone();
    match how {
        Otherwise::Scaled => work.tell(spot, CellScaled { name, raw, shown }),
        Otherwise::Words => work.tell(spot, CellMasked { name, raw, shown }),
        Otherwise::Unsigned => work.tell(spot, CellUnsigned { name, raw, shown }),
        Otherwise::OtherFigure => work.tell(spot, CellShownOtherwise { name, raw, shown }),
    }
}

/// One word for why a cell cannot be read.
fn word_of(why: Unreadable) -> &'static str {
    match why {
        // what is masked is told of its field
        Unreadable::Words | Unreadable::Truth | Unreadable::OtherMeaning | Unreadable::Masked => {
            "words"
        }
        Unreadable::TwoFigures => "two-figures",
        Unreadable::Grouping => "grouping",
        Unreadable::ErrorValue => "error-value",
        Unreadable::Date => "date",
        Unreadable::Sign => "sign",
        Unreadable::TooLarge => "too-large",
        Unreadable::NoResult => "no-result",
        Unreadable::Undecided => "undecided",
        Unreadable::Astray => "astray",
        Unreadable::ShownAs => "shown-as",
    }
}
