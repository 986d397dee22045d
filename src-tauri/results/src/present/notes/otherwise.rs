//! Returns that were taken in under another version of the scheme, which means something else by
//! the codes of their figures.

use super::line::{divided, sentence_of};
use crate::present::model::Table;
use xianbaohui_core::fact::rounds_before;
use xianbaohui_core::form::Form;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::record::{ReadOtherwise, Record, RecordError};
use xianbaohui_core::scheme::Round;
use xianbaohui_core::scheme::meaning::Otherwise;

/// More things of one return than this are counted.
const MOST_NAMED: usize = 6;

/// Tells of figures that were converted, or could not be, because the scheme means something else
/// by now; those of the year before too, where the table holds them against it.
pub(in crate::present) fn with_otherwise(
    mut table: Table,
    ledger: &dyn Record,
    round: &Round,
) -> Result<Table, RecordError> {
    let scheme = ledger.scheme();
    let Some(form) = scheme.forms.get(table.form) else {
        return Ok(table);
    };
    let mut clauses = of_round(ledger, round, form, "")?;
    if form.columns().iter().any(|column| column.yoy) {
        let mut years = Vec::new();
        for before in rounds_before(scheme, round) {
            if ledger.forms_reported(&before.code)?.contains(&form.code) {
                years.push(format!("{}（{}）", before.name, before.code));
            }
            clauses.extend(of_round(ledger, before, form, &before.name)?);
        }
        if let [_, .., last] = years.as_slice() {
            let told = Notice::of(NoticeCode::NoteSamePeriod)
                .with("last", last.clone())
                .with("rounds", years.clone());
            table.notes.splice(0..0, divided(&sentence_of(&told)));
        }
    }
    if !clauses.is_empty() {
        let told = Notice::of(NoticeCode::NoteOtherwise).with("clauses", clauses);
        table.notes.splice(0..0, divided(&sentence_of(&told)));
    }
    Ok(table)
}

fn of_round(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    when: &str,
) -> Result<Vec<String>, RecordError> {
    let scheme = ledger.scheme();
    let found = ledger.read_otherwise(&round.code, &form.code)?;
    // what is the same with many is said once
    let mut clauses: Vec<(String, Vec<String>)> = Vec::new();
    for one in &found {
        let (what, who) = (
            what(one),
            format!("{}第 {} 版", scheme.unit_name(&one.unit), one.version),
        );
        match clauses.iter_mut().find(|(known, _)| *known == what) {
            Some((_, all)) => all.push(who),
            None => clauses.push((what, vec![who])),
        }
    }
    let clause = |(what, who): (String, Vec<String>)| format!("{when}{}（{what}）", who.join("、"));
    Ok(clauses.into_iter().map(clause).collect())
}

/// What is otherwise with a return, and what became of it.
fn what(one: &ReadOtherwise) -> String {
    let is_gone = |other: &Otherwise| *other == Otherwise::Gone;
    let other = one.what.iter().filter(|(_, other)| !is_gone(other));
    let other = other.map(|(name, other)| {
        let done = if other.is_exact() {
            "已换算"
        } else {
            "没有计入"
        };
        format!("{name}{}，{done}", other.words())
    });
    let gone = one.what.iter().filter(|(_, other)| is_gone(other));
    let gone = gone.map(|(name, _)| name.as_str()).collect::<Vec<_>>();
    let gone = (!gone.is_empty()).then(|| {
        let more = if gone.len() > MOST_NAMED {
            format!("等 {} 项", gone.len())
        } else {
            String::new()
        };
        let named = gone.iter().take(MOST_NAMED).copied().collect::<Vec<_>>();
        format!("现行制度没有{}{more}，没有汇总", named.join("、"))
    });
    other.chain(gone).collect::<Vec<_>>().join("，")
}
