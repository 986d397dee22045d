//! Returns on forms that the scheme in force has no more: they are in no total.

use std::collections::BTreeMap;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;

/// Forms that returns of a round are on, and that neither the scheme in force nor the round has
/// any more: codes, with how many returns.
///
/// # Errors
/// The record did not answer.
pub fn dropped_forms(
    record: &dyn Record,
    round: &Round,
) -> Result<Vec<(String, usize)>, RecordError> {
    let is_dropped = |form: &String| {
        let is_there = record.scheme().form(form).is_some();
        !is_there || !round.forms.contains(form)
    };
    let mut dropped: BTreeMap<String, usize> = BTreeMap::new();
    // there are many returns and few forms
    if !record.forms_reported(&round.code)?.iter().any(is_dropped) {
        return Ok(Vec::new());
    }
    for row in record.current_returns(&round.code)? {
        if is_dropped(&row.form) {
            *dropped.entry(row.form).or_default() += 1;
        }
    }
    Ok(dropped.into_iter().collect())
}

/// What is told of them: `现行制度没有的报表不在汇总里：S3（2 份）`; nothing where there are none.
pub fn dropped_words(dropped: &[(String, usize)]) -> Option<String> {
    let named = dropped
        .iter()
        .map(|(form, count)| format!("{form}（{count} 份报送件）"));
    let named = named.collect::<Vec<_>>().join("、");
    (!dropped.is_empty()).then(|| {
        format!("现行制度没有的报表不在汇总里：{named}。数仍在账本里，撤销那次更新制度就能汇总")
    })
}
