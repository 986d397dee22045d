//! Which section a figure takes, and whether its minus is shown there.

use super::condition::{Comparison, Condition};
use super::section::Section;
use super::unsure::Unsure;

/// A section for a figure.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice<'a> {
    /// `None`: as `General`
    pub(super) section: Option<&'a Section>,
    /// a negative figure gets a minus before the section
    pub(super) has_minus: bool,
    pub(super) doubt: Option<Unsure>,
}

/// The section of a figure among those for figures.
///
/// Without conditions: positive; negative; zero. With conditions: the first that takes it; where
/// only the first has one, the second of two takes the rest, the second of three the negative. The
/// minus is left out where a section takes negative figures only, and never in the third.
pub(super) fn choose(sections: &[Section], value: f64) -> Choice<'_> {
    let (first, second, third) = (sections.first(), sections.get(1), sections.get(2));
    let own = (
        first.and_then(|section| section.condition),
        second.and_then(|section| section.condition),
    );
    match (first, second, third) {
        (None, _, _) => with(None, true, None),
        (Some(_), None, _) => match own.0 {
            Some(condition) if !condition.takes(value) => {
                // shown as General, or filled with # if negative: programs differ
                let doubt = (value < 0.0).then_some(Unsure::ConditionUnmet);
                with(None, true, doubt)
            }
            Some(condition) => with(first, !is_negative_only(&[], condition), None),
            None => with(first, true, None),
        },
        _ if own == (None, None) => {
            if value < 0.0 {
                with(second, false, None)
            } else if value > 0.0 || third.is_none() {
                with(first, true, None)
            } else {
                with(third, true, None)
            }
        }
        _ => conditional(first, second, third, own, value),
    }
}

fn conditional<'a>(
    first: Option<&'a Section>,
    second: Option<&'a Section>,
    third: Option<&'a Section>,
    own: (Option<Condition>, Option<Condition>),
    value: f64,
) -> Choice<'a> {
    let zero = |is| Condition { is, than: 0.0 };
    let positive = if third.is_some() {
        Comparison::More
    } else {
        Comparison::AtLeast
    };
    let first_takes = own.0.unwrap_or(zero(positive));
    if first_takes.takes(value) {
        return with(first, !is_negative_only(&[], first_takes), None);
    }
    let second_takes = match own.1 {
        Some(condition) => condition,
        None if third.is_some() => zero(Comparison::Less),
        // all that is left
        None => Condition {
            is: Comparison::AtMost,
            than: f64::MAX,
        },
    };
    if second_takes.takes(value) {
        let is_negative = is_negative_only(&[first_takes], second_takes);
        let is_odd =
            own.1.is_none() && third.is_none() && value < 0.0 && is_negative_only(&[], first_takes);
        let doubt = is_odd.then_some(Unsure::MinusUnderCondition);
        return with(second, !is_negative, doubt);
    }
    match third {
        Some(section) => {
            let doubt = section.condition.map(|_| Unsure::FormatUnknown);
            with(third, true, doubt)
        }
        None => with(None, true, Some(Unsure::ConditionUnmet)),
    }
}

fn with(section: Option<&Section>, has_minus: bool, doubt: Option<Unsure>) -> Choice<'_> {
    Choice {
        section,
        has_minus,
        doubt,
    }
}

/// Whether what `takes` and none of `before` takes is below zero: tried at, and closely beside,
/// each bound.
fn is_negative_only(before: &[Condition], takes: Condition) -> bool {
    let bounds = before
        .iter()
        .chain([&takes])
        .map(|condition| condition.than);
    let mut tried = bounds
        .flat_map(|bound| [bound, bound.next_up(), bound.next_down()])
        .chain([0.0, f64::MAX])
        .filter(|value| *value >= 0.0);
    !tried.any(|value| takes.takes(value) && !before.iter().any(|own| own.takes(value)))
}
