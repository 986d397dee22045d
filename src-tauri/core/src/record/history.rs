//! What the record knows of a year earlier.

use super::asked::Record;
use super::error::RecordError;
use crate::history::History;
use crate::scheme::{Round, Scheme};

/// Rounds of the same months a year before.
pub fn rounds_before<'a>(scheme: &'a Scheme, round: &Round) -> impl Iterator<Item = &'a Round> {
    let earlier = round.period.year_before();
    scheme
        .rounds
        .iter()
        .filter(move |other| other.period == earlier)
}

/// Figures of the same months a year before the round, where the record has them.
///
/// # Errors
/// The record did not answer.
pub fn history(record: &dyn Record, round: &Round) -> Result<History, RecordError> {
    let mut history = History::new();
    for other in rounds_before(record.scheme(), round) {
        for form in &other.forms {
            record.each_figure(&other.code, form, |unit, indicator, column, figure| {
                if let Some(number) = figure.number {
                    history.insert(
                        (
                            form.clone(),
                            unit.to_owned(),
                            indicator.to_owned(),
                            column.to_owned(),
                        ),
                        number,
                    );
                }
            })?;
        }
    }
    Ok(history)
}
