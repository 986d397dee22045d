//! Figures that were taken in, and that the scheme in force has no row or column for any more.

use super::asked::is_column;
use crate::consolidate::origin::Question;
use xianbaohui_core::place::Place;
use xianbaohui_core::record::{FigureSource, Record, RecordError};
use xianbaohui_core::scheme::Round;

/// More figures than this are counted.
const MOST_NAMED: usize = 5;

/// What is to be said of a question to which the scheme in force has no answer, and stored returns
/// have one.
pub(super) fn dropped(
    ledger: &dyn Record,
    round: &Round,
    question: &Question,
    unit: Option<&str>,
) -> Result<Option<RecordError>, RecordError> {
    let scheme = ledger.scheme();
    let Some((code, name)) = ledger.indicator_ever(&question.indicator)? else {
        return Ok(None);
    };
    let form = question.form.as_deref();
    let mut found = ledger.sources(&round.code, &code, unit, None, form)?;
    found.retain(|one| {
        let form = scheme.form(&one.source.form);
        let is_there = form.is_some_and(|form| {
            round.forms.contains(&form.code)
                && form.indicators().contains(&code.as_str())
                && form.column(&code, &one.value.column).is_some()
        });
        !is_there && !one.value.raw.is_empty()
    });
    let is_asked = |one: &FigureSource| {
        let column = ledger.column_ever(&one.source.form, &code, &one.value.column);
        let column = column.ok().flatten().unwrap_or_default();
        is_column(question, &one.value.column, &column)
    };
    found.retain(is_asked);
    if found.is_empty() {
        return Ok(None);
    }
    let mut named = Vec::new();
    for one in found.iter().take(MOST_NAMED) {
        let (value, source) = (&one.value, &one.source);
        let column = ledger.column_ever(&source.form, &code, &value.column)?;
        let place = Place::new(&source.sheet, value.row, value.sheet_column);
        named.push(format!(
            "{}的 {} 第 {} 版在 {place} 报了“{}”（{}）",
            scheme.unit_name(&value.unit),
            source.form,
            source.version,
            value.raw,
            column.unwrap_or_else(|| value.column.clone()),
        ));
    }
    let more = if found.len() > MOST_NAMED {
        format!("等 {} 个数", found.len())
    } else {
        String::new()
    };
    Ok(Some(RecordError::NotInScheme {
        name,
        found: format!("{}{more}", named.join("；")),
    }))
}
