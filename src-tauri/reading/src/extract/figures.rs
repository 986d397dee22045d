//! A figure of a matrix or county table: what its column asks for.

use super::cell::{Asked, Stated, Taken};
use super::spot::{About, Spot};
use super::work::Work;
use xianbaohui_core::form::Role;
use xianbaohui_core::measure::{MeasureUnit, Rate};
use xianbaohui_core::returns::Value;

/// Which figure, by positions.
#[derive(Clone, Copy)]
pub(super) struct Which {
    pub(super) unit: usize,
    pub(super) indicator: usize,
    /// of the form
    pub(super) column: usize,
}

/// Takes the figure in a cell. `stated`: the measure units said around it, of a rate or of the
/// indicator; `wanted`: an empty cell is worth a finding.
pub(super) fn take(
    work: &mut Work<'_>,
    (row, sheet_column): (u32, u32),
    which: Which,
    stated: impl FnOnce(&Role) -> Vec<Stated>,
    wanted: bool,
) {
    let Which {
        unit,
        indicator,
        column,
    } = which;
    let own = &work.sheet.scheme.indicators[indicator];
    let spec = &work.sheet.form.columns()[column];
    let spot = Spot {
        row,
        column: sheet_column,
        about: About::Figure {
            unit,
            indicator,
            column,
        },
    };
    let taken = match &spec.role {
        Role::Text => work.words(spot),
        Role::Value if own.measure.is_words() => work.words(spot),
        Role::Rank => {
            let rank = MeasureUnit::Count("位".into(), 0);
            work.figure(spot, &Asked::of(&rank, Vec::new()))
        }
        role if role.is_rate() => {
            let asked = Asked {
                as_ratio: spec.as_ratio,
                is_growth: matches!(role, Role::Growth { .. }),
                ..Asked::of(&MeasureUnit::Rate(Rate::Percent), stated(role))
            };
            work.figure(spot, &asked)
        }
        role => {
            let asked = Asked {
                wanted,
                ..Asked::of(&own.unit, stated(role))
            };
            work.figure(spot, &asked)
        }
    };
    let Taken {
        datum,
        bound,
        raw,
        note,
    } = taken;
    work.kept.values.push(Value {
        unit,
        indicator,
        column,
        datum,
        bound,
        raw,
        row,
        sheet_column,
        note,
    });
}
