//! How far targets are reached, by what a round has.

use super::set::indicator;
use crate::Error;
use xianbaohui_core::exact;
use xianbaohui_core::indicator::{Indicator, MeasureType};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::statement::Aim;
use xianbaohui_core::target::{Amount, Book, Setting, Standing, TargetKey, TargetSet};
use xianbaohui_core::target::{met, rate, standing};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Origin, Question, trace_many};

/// How far a target is reached.
#[derive(Debug, Clone, Default)]
pub struct Reached {
    /// the form that says it
    pub form: String,
    /// the figure
    pub value: Option<Decimal>,
    /// 完成率 in percent
    pub rate: Option<Decimal>,
    /// how it stands
    pub standing: Option<Standing>,
    /// why that cannot be told; else empty
    pub why: &'static str,
    /// codes of units that are not in the figure
    pub missing: Vec<String>,
    /// a finding A stands against the figure
    pub flagged: bool,
    /// the last node before the end of the period
    pub node: Option<(String, Decimal)>,
}

/// How far each of some targets is reached at the end of a round's period.
///
/// # Errors
/// The ledger did not answer.
pub fn reached(
    ledger: &Ledger,
    round: &Round,
    book: &Book,
    sets: &[&TargetSet],
) -> Result<Vec<Option<Reached>>, Error> {
    let scheme = ledger.scheme();
    let mut questions = Vec::new();
    let asked = sets.iter().map(|set| {
        let of = asked(scheme, round, &set.setting)?;
        questions.push(Question {
            indicator: of.0.code.clone(),
            unit: Some(set.setting.key.unit.clone()),
            column: Some(of.1).filter(|column| !column.is_empty()),
            form: None,
        });
        Some((of.0, questions.len() - 1))
    });
    let asked = asked.collect::<Vec<_>>();
    let origins = trace_many(ledger, round, &questions)?;
    let told = sets.iter().zip(asked).map(|(set, asked)| {
        let (of, at) = asked?;
        Some(held_against(
            &set.setting,
            of,
            (book, round),
            origins.get(at).map_or(&[], Vec::as_slice),
        ))
    });
    Ok(told.collect())
}

/// Indicator and column that a target is held against in a round; none of another year, of a node.
fn asked<'a>(
    scheme: &'a Scheme,
    round: &Round,
    setting: &Setting,
) -> Option<(&'a Indicator, String)> {
    let key = &setting.key;
    if !key.node.is_empty() || !key.span.has(round.period.year) {
        return None;
    }
    let kind = scheme.target(&key.code)?;
    Some((indicator(scheme, kind)?, kind.column.clone()))
}

fn held_against(
    setting: &Setting,
    of: &Indicator,
    (book, round): (&Book, &Round),
    origins: &[Origin],
) -> Reached {
    let mut told = Reached::default();
    let [first, others @ ..] = origins else {
        told.why = "还没有报数";
        return told;
    };
    told.form.clone_from(&first.form);
    told.value = first.value;
    told.missing.clone_from(&first.missing);
    told.missing
        .extend(first.left_out.iter().map(|left| left.unit.clone()));
    told.flagged = !first.flagged.is_empty() || !first.at_large.is_empty();
    if others.iter().any(|other| other.value != first.value) {
        told.why = "几处的数不同";
        return told;
    }
    let Some(value) = first.value else {
        told.why = "还没有报数";
        return told;
    };
    let aimed = setting.amount.as_ref().and_then(Amount::number);
    // what is counted year by year is not yet what some years are to bring
    let is_yearly = matches!(
        of.measure,
        MeasureType::Flow | MeasureType::GrossNew | MeasureType::NetChange
    );
    let is_others = setting.aim == Aim::EachAtLeast && setting.key.unit == first.unit;
    let Some(aimed) = aimed else {
        told.why = "由人判断";
        return told;
    };
    if setting.key.span.is_long() && is_yearly {
        told.why = "跨年度的要各年相加";
        return told;
    }
    let Some(is_met) = met(setting.aim, of.direction, aimed, value) else {
        told.why = "由人判断";
        return told;
    };
    if is_others && !told_of_one(first) {
        told.why = "要逐个单位看";
        return told;
    }
    told.rate = rate(of, aimed, value);
    told.node = node(book, &setting.key, (round, aimed));
    let at_node = told.node.as_ref();
    let at_node = at_node.and_then(|(_, node)| met(Aim::Reach, of.direction, *node, value));
    // what more units report can only add to is reached all the same
    let only_grows = matches!(
        of.measure,
        MeasureType::Stock | MeasureType::Flow | MeasureType::GrossNew
    );
    if told.missing.is_empty() || (is_met && only_grows) {
        let is_over = setting.key.span.is_over(round.period);
        told.standing = Some(standing(is_met, at_node, is_over));
    } else {
        told.why = "还有单位没有报数";
    }
    told
}

/// A figure that one unit reported, not a total.
fn told_of_one(origin: &Origin) -> bool {
    origin.formula.is_none()
}

/// The last node of a target before the end of a period, as a figure.
fn node(
    book: &Book,
    key: &TargetKey,
    (round, aimed): (&Round, Decimal),
) -> Option<(String, Decimal)> {
    let end = format!("{:04}-{:02}-31", round.period.year, round.period.to);
    let own = book.now().into_iter().filter(|set| {
        let node = &set.setting.key.node;
        set.setting.key.whole() == *key && !node.is_empty() && **node <= *end
    });
    let last = own.max_by(|one, other| one.setting.key.node.cmp(&other.setting.key.node))?;
    let figure = match last.setting.amount.as_ref()? {
        Amount::Number(number) => *number,
        Amount::Share(share) => exact::shifted(aimed.times(*share)?, -2)?,
        Amount::Words(_) => return None,
    };
    Some((last.setting.key.node.clone(), figure))
}
