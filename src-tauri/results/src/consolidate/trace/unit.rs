//! Where the figure of one unit came from.

use super::at::{At, flagged_units, said};
use super::years::years_apart;
use crate::consolidate::origin::{Origin, Part, Version};
use xianbaohui_core::number::Datum;
use xianbaohui_core::record::{FigureSource, Record, RecordError};
use xianbaohui_core::scheme::Round;

/// The figure of a unit by its position in the scheme.
pub(super) fn of_unit(at: &At<'_>, unit: usize) -> Result<Origin, RecordError> {
    let (scheme, all, key) = (at.ledger.scheme(), at.all, at.key);
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let code = &scheme.units[unit].code;
    let sources = at.ledger.sources(
        &at.round.code,
        &indicator.code,
        Some(code),
        Some(&spec.code),
        Some(&at.form.code),
    )?;
    let parts = sources
        .into_iter()
        .map(|figure| with_versions(at.ledger, at.round, figure))
        .collect::<Result<Vec<_>, _>>()?;
    let value = parts.first().and_then(Part::number);
    let row = all.units.iter().position(|own| *own == unit);
    let year_on_year = match row.filter(|_| spec.yoy && all.has_earlier()) {
        Some(row) => Some(years_apart(at, &[row])?),
        None => None,
    };
    // what stands for all of a county table says nothing of one of its rows
    let own = all
        .at_large(scheme, key)
        .into_iter()
        .filter(|one| one.sender == unit && unit != scheme.root)
        .collect::<Vec<_>>();
    let is_flagged = row.is_some_and(|row| all.is_flagged(row, key));
    Ok(Origin {
        form: at.form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: code.clone(),
        value,
        overflow: false,
        formula: None,
        made: None,
        computed: false,
        sides: None,
        missing: if parts.is_empty() {
            vec![code.clone()]
        } else {
            Vec::new()
        },
        left_out: Vec::new(),
        flagged: flagged_units(
            is_flagged.then(|| code.clone()).into_iter(),
            own.iter().copied(),
            scheme,
        ),
        at_large: own.iter().map(|one| said(scheme, one)).collect(),
        nil_sides: Vec::new(),
        told: Vec::new(),
        year_on_year,
        parts,
    })
}

/// A figure with what earlier versions of its return had in its place.
fn with_versions(
    ledger: &dyn Record,
    round: &Round,
    figure: FigureSource,
) -> Result<Part, RecordError> {
    let mut earlier = Vec::new();
    if figure.source.version > 1 {
        let (value, source) = (&figure.value, &figure.source);
        let versions = ledger.versions(&round.code, &source.unit, &source.form)?;
        for row in versions.into_iter().filter(|row| row.id != source.id) {
            let own = ledger.value_of(row.id, &value.unit, &value.indicator, &value.column)?;
            let Some(own) = own else {
                continue;
            };
            earlier.push(Version {
                version: row.version,
                raw: own.raw,
                value: match own.datum {
                    Datum::Number(number) => Some(number),
                    _ => None,
                },
                file: row.file,
                committed_at: row.committed_at,
            });
        }
    }
    Ok(Part {
        earlier,
        ..Part::new(figure, &round.code)
    })
}
