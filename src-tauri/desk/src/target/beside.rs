//! The targets that stand beside a figure.

use super::line::{Filter, amount_told, lines};
use super::reached::reached;
use crate::Error;
use xianbaohui_core::number::trimmed;
use xianbaohui_core::register::last_day;
use xianbaohui_core::scheme::Round;
use xianbaohui_ledger::Ledger;

/// The targets of the round's year that a figure reaches, with how far: indicator, column and unit
/// by their codes.
///
/// # Errors
/// The ledger did not answer.
pub fn beside(
    ledger: &Ledger,
    round: &Round,
    (indicator, column, unit): (&str, &str, &str),
) -> Result<Vec<String>, Error> {
    let scheme = ledger.scheme();
    let kinds = scheme.targets.iter();
    let mut kinds = kinds
        .filter(|kind| kind.indicator.as_deref() == Some(indicator) && kind.column == column)
        .peekable();
    if kinds.peek().is_none() {
        return Ok(Vec::new());
    }
    let book = ledger.targets()?.as_of(&last_day(round.period));
    let filter = Filter {
        year: Some(round.period.year),
        unit: Some(unit.to_owned()),
        code: None,
    };
    let codes = kinds.map(|kind| kind.code.as_str()).collect::<Vec<_>>();
    let mut sets = lines(scheme, &book, &filter);
    sets.retain(|set| {
        let key = &set.setting.key;
        key.node.is_empty() && codes.contains(&key.code.as_str())
    });
    let held = reached(ledger, round, &book, &sets)?;
    let words = sets.iter().zip(held).map(|(set, held)| {
        let own = &set.setting;
        let held = held.unwrap_or_default();
        let rate = held.rate.map(|rate| format!("完成率 {}%", trimmed(rate)));
        let standing = held.standing.map_or(held.why, |own| own.word());
        let parts = rate.into_iter().chain(Some(standing.to_owned()));
        let parts = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>();
        format!(
            "{}年目标 {}：{}。",
            own.key.span,
            amount_told(scheme, own),
            parts.join("，")
        )
    });
    Ok(words.collect())
}
