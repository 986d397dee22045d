//! What a change means for returns that are stored already.

use super::what::What;
use crate::measure::MeasureUnit;
use crate::scheme::tables::{TextTable, TextValue};
use crate::scheme::{Noun, TextKey};
use crate::text;
use serde::Serialize;

/// What a change means for returns that are stored already; the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// wording, order, or something more that nobody must report
    Nothing,
    /// other sheets are recognised, or asked for, from now on
    NewReturns,
    /// the figures stand, and are shown under another name; the sheets that come are recognised by
    /// it
    Names,
    /// the figures stand; totals, rates, digits or findings made from them may come out otherwise
    Results,
    /// figures are no longer what is asked
    Figures,
}

pub(super) fn effect(
    noun: Noun,
    what: &What,
    old: Option<&TextTable>,
    new: Option<&TextTable>,
) -> Effect {
    match what {
        What::Moved { .. } => Effect::Nothing,
        What::Added => new.map_or(Effect::Nothing, |table| added(noun, table)),
        What::Removed => removed(noun),
        What::Changed { from, to, .. } if is_order(from.as_ref(), to.as_ref()) => Effect::Nothing,
        What::Changed { key, from, to } => match noun {
            Noun::Scheme => of_scheme(*key),
            Noun::Unit => of_unit(*key, to.as_ref()),
            Noun::Row if *key == TextKey::Label => Effect::Names,
            Noun::FormerName | Noun::Row => Effect::NewReturns,
            Noun::Indicator => of_indicator(*key, from.as_ref(), to.as_ref()),
            Noun::Form => of_form(*key),
            // what stands above the figures in what goes out
            Noun::Column | Noun::Field if matches!(key, TextKey::Name | TextKey::Header) => {
                Effect::Names
            }
            Noun::Column => of_column(*key),
            Noun::Field => of_field(*key, from.as_ref(), to.as_ref()),
            Noun::Round => of_round(*key, from.as_ref(), to.as_ref()),
            Noun::Rule => of_rule(*key, old, new),
            Noun::Register => Effect::Results,
            Noun::Statement | Noun::Target => Effect::Nothing,
        },
    }
}

fn added(noun: Noun, table: &TextTable) -> Effect {
    let says = |key, wanted| table.get(key).is_some_and(|own| own.value == wanted);
    match noun {
        Noun::Unit if says(TextKey::Reports, TextValue::Flag(true)) => Effect::NewReturns,
        Noun::Form | Noun::Row | Noun::Column | Noun::Field
            if says(TextKey::Required, TextValue::Flag(true)) =>
        {
            Effect::NewReturns
        }
        Noun::FormerName | Noun::Round => Effect::NewReturns,
        Noun::Rule => Effect::Results,
        Noun::Scheme
        | Noun::Unit
        | Noun::Indicator
        | Noun::Form
        | Noun::Row
        | Noun::Column
        | Noun::Field
        | Noun::Register
        | Noun::Statement
        | Noun::Target => Effect::Nothing,
    }
}

fn removed(noun: Noun) -> Effect {
    match noun {
        Noun::FormerName => Effect::NewReturns,
        Noun::Rule | Noun::Register => Effect::Results,
        Noun::Statement | Noun::Target => Effect::Nothing,
        Noun::Scheme
        | Noun::Unit
        | Noun::Indicator
        | Noun::Form
        | Noun::Row
        | Noun::Column
        | Noun::Field
        | Noun::Round => Effect::Figures,
    }
}

fn of_scheme(key: TextKey) -> Effect {
    match key {
        TextKey::Code | TextKey::Version => Effect::NewReturns,
        // the total of the old root was reported for the old root
        TextKey::Root => Effect::Figures,
        _ => Effect::Nothing,
    }
}

fn of_unit(key: TextKey, to: Option<&TextValue>) -> Effect {
    match key {
        TextKey::Kind => Effect::Nothing,
        TextKey::Name => Effect::Names,
        TextKey::Parent | TextKey::Grown => Effect::Results,
        TextKey::Reports if to == Some(&TextValue::Flag(false)) => Effect::Figures,
        _ => Effect::NewReturns,
    }
}

fn of_indicator(key: TextKey, from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    match key {
        TextKey::Unit => of_measure_unit(from, to),
        TextKey::Type | TextKey::Lag => Effect::Figures,
        TextKey::Name => Effect::Names,
        // a ratio that was reported of other parts
        TextKey::Numerator | TextKey::Denominator if from.is_some() && to.is_some() => {
            Effect::Figures
        }
        TextKey::Numerator
        | TextKey::Denominator
        | TextKey::Decimals
        | TextKey::Direction
        | TextKey::PartOf => Effect::Results,
        TextKey::Definition => of_definition(from, to),
        TextKey::Group | TextKey::Owner => Effect::Nothing,
        _ => Effect::NewReturns,
    }
}

/// 万元 and 人民币万元 are one unit of measure.
fn of_measure_unit(from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    let unit = |value: Option<&TextValue>| {
        let written = value.and_then(TextValue::as_text).unwrap_or_default();
        MeasureUnit::of_scheme(written)
    };
    if unit(from) == unit(to) {
        Effect::Nothing
    } else {
        Effect::Figures
    }
}

/// Nobody but the officer knows whether another wording asks for other figures: only one that
/// differs in spaces, and one where there was none, surely does not.
fn of_definition(from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    let wording = |value: Option<&TextValue>| {
        text::compact(value.and_then(TextValue::as_text).unwrap_or_default())
    };
    let (from, to) = (wording(from), wording(to));
    if from == to {
        Effect::Nothing
    } else if from.is_empty() {
        Effect::NewReturns
    } else {
        Effect::Figures
    }
}

fn of_form(key: TextKey) -> Effect {
    match key {
        TextKey::Name | TextKey::Title => Effect::Names,
        TextKey::Total | TextKey::Note | TextKey::Systems | TextKey::ShowLast => Effect::Nothing,
        TextKey::Kind => Effect::Figures,
        TextKey::Required => Effect::Results,
        _ => Effect::NewReturns,
    }
}

fn of_column(key: TextKey) -> Effect {
    match key {
        TextKey::Role | TextKey::Of | TextKey::Base => Effect::Figures,
        TextKey::Decimals | TextKey::InTable | TextKey::Yoy | TextKey::Share => Effect::Results,
        _ => Effect::NewReturns,
    }
}

fn of_field(key: TextKey, from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    match key {
        TextKey::Type => of_type(from, to),
        TextKey::Unit => of_measure_unit(from, to),
        TextKey::Values => of_list(from, to),
        TextKey::Key => Effect::Figures,
        TextKey::Decimals | TextKey::Sum | TextKey::Personal => Effect::Results,
        _ => Effect::NewReturns,
    }
}

/// All codes are kept alike; only what is checked in them differs.
fn of_type(from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    let is_code = |value: Option<&TextValue>| {
        let written = value.and_then(TextValue::as_text).unwrap_or_default();
        matches!(written, "code" | "credit-code" | "id-number" | "phone")
    };
    if is_code(from) && is_code(to) {
        Effect::Results
    } else {
        Effect::Figures
    }
}

/// What was asked and is not any more, or what is asked now and was not.
fn of_list(from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    if holds(to, from) {
        Effect::NewReturns
    } else {
        Effect::Figures
    }
}

/// The same items in another order.
fn is_order(from: Option<&TextValue>, to: Option<&TextValue>) -> bool {
    let length = |value: Option<&TextValue>| value.map_or(0, |value| value.as_list().len());
    matches!(
        (from, to),
        (Some(TextValue::List(_)), Some(TextValue::List(_)))
    ) && length(from) == length(to)
        && holds(from, to)
        && holds(to, from)
}

/// Whether one list has all items of another.
fn holds(list: Option<&TextValue>, other: Option<&TextValue>) -> bool {
    let items = |value: Option<&TextValue>| {
        let list = value.map(TextValue::as_list).unwrap_or_default();
        list.to_vec()
    };
    let own = items(list);
    items(other).iter().all(|item| own.contains(item))
}

fn of_round(key: TextKey, from: Option<&TextValue>, to: Option<&TextValue>) -> Effect {
    match key {
        TextKey::Period => Effect::Figures,
        TextKey::Forms | TextKey::Units => of_list(from, to),
        _ => Effect::NewReturns,
    }
}

fn of_rule(key: TextKey, old: Option<&TextTable>, new: Option<&TextTable>) -> Effect {
    let meaning = |table: Option<&TextTable>| {
        table
            .and_then(|table| table.text_of(TextKey::Meaning))
            .map(str::to_owned)
    };
    match key {
        TextKey::Name | TextKey::Measure => Effect::Nothing,
        // written otherwise, and the same
        TextKey::Expr if meaning(old) == meaning(new) => Effect::Nothing,
        _ => Effect::Results,
    }
}
