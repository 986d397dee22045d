//! Where 同比 came from: the figures of both years.

use super::at::{At, flagged_units};
use crate::consolidate::origin::{Part, YearsApart};
use std::collections::HashMap;
use xianbaohui_core::fact::rounds_before;
use xianbaohui_core::record::RecordError;

/// 同比 of a unit or of all, with the figures of both years.
pub(super) fn years_apart(at: &At<'_>, rows: &[usize]) -> Result<YearsApart, RecordError> {
    let (scheme, all) = (at.ledger.scheme(), at.all);
    let code = |row: usize| all.code(scheme, row);
    let Some(years) = all.years(scheme, at.key, rows) else {
        return Ok(YearsApart {
            value: None,
            overflow: false,
            of: None,
            base: None,
            both: Vec::new(),
            left_out: Vec::new(),
            flagged: Vec::new(),
            bounded: Vec::new(),
            gone: Vec::new(),
            parts: Vec::new(),
        });
    };
    let both = years.both.iter().map(|row| code(*row)).collect::<Vec<_>>();
    let figures = |round: &str| -> Result<HashMap<String, Part>, RecordError> {
        let sources = at.sources_of(round, at.key)?;
        Ok(sources
            .into_iter()
            .map(|figure| Part::new(figure, round))
            .filter(|part| both.contains(&part.figure.value.unit) && part.number().is_some())
            .map(|part| (part.figure.value.unit.clone(), part))
            .collect())
    };
    let now = figures(&at.round.code)?;
    let mut before = HashMap::new();
    for other in rounds_before(scheme, at.round) {
        before.extend(figures(&other.code)?);
    }
    let parts = both
        .iter()
        .flat_map(|unit| [now.get(unit), before.get(unit)])
        .flatten()
        .cloned()
        .collect();
    let flagged = flagged_units(
        years.flagged.iter().map(|row| code(*row)),
        years.at_large.iter(),
        scheme,
    );
    let gone = years.gone.iter();
    Ok(YearsApart {
        flagged,
        bounded: years.bounded.iter().map(|row| code(*row)).collect(),
        gone: gone.map(|unit| scheme.units[*unit].code.clone()).collect(),
        value: years.grown.amount().number(),
        overflow: years.grown.is_overflow(),
        of: years.of.amount().number(),
        base: years.base.amount().number(),
        left_out: years.grown.covered().left_out.clone(),
        both,
        parts,
    })
}
