//! Formats that depend on what stands in a cell, where they hide it or show it otherwise, in each
//! kind of workbook.
//!
//! Colours that only call attention are none of this. A rule that is not worked out here counts as
//! one that may apply.

mod biff;
mod formula;
mod ods;
mod xlsx;

pub(super) use self::biff::Gathering;
pub(super) use self::ods::{Reading as OdsReading, of_map};
pub(super) use self::xlsx::rules;

use super::Area;
use super::cell::{Cell, Content};
use super::look::{Change, Ground, Look, Rgb};
use crate::sight::{Format, Locale, Plain, Value};

/// Areas with more of them are no return's.
pub(super) const MOST_RULES: usize = 1000;

/// A rule that may hide what stands in a cell or show it otherwise.
#[derive(Debug)]
pub(super) struct Rule {
    areas: Vec<Area>,
    condition: Condition,
    effect: Effect,
}

/// What a rule does where it applies.
#[derive(Debug, Clone)]
enum Effect {
    /// letters, ground, a line through
    Style(Change),
    /// a number format
    Format(Box<Format>, Change),
    /// a sign or a bar in place of the figure
    InPlace,
    /// grounds that go from one colour to another
    Scale(Ground),
    /// it cannot be made out
    Anything,
}

/// When a rule applies, as far as it can be told.
#[derive(Debug, Clone)]
pub(super) enum Condition {
    /// an operator and what the figure is compared with
    Compared(String, Vec<f64>),
    /// words that the text has, begins or ends with, or has not
    Worded(&'static str, String),
    /// it may apply to anything
    Unknown,
    /// to cells that are empty or hold an error, never to figures or texts
    Never,
}

impl Rule {
    /// A rule that gives cells another style; none where that changes nothing.
    pub(super) fn styled(areas: &[Area], condition: Condition, change: Change) -> Option<Self> {
        if change == Change::default() {
            return None;
        }
        let effect = match &change.code {
            Some(code) => Effect::Format(Box::new(Format::parse(code, Locale::ZhCn)), change),
            None => Effect::Style(change),
        };
        Some(Self {
            areas: areas.to_vec(),
            condition,
            effect,
        })
    }

    /// A rule that shows a sign or a bar in place of figures.
    fn in_place(areas: &[Area]) -> Self {
        Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::InPlace,
        }
    }

    /// A rule that cannot be made out.
    fn anything(areas: &[Area]) -> Self {
        Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::Anything,
        }
    }

    /// A rule that gives cells grounds between colours.
    fn scale(areas: &[Area], colours: Vec<Rgb>) -> Option<Self> {
        (!colours.is_empty()).then(|| Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::Scale(Ground::Between(colours)),
        })
    }

    /// Whether the rule may hide what stands in a cell, or show it otherwise.
    pub(super) fn may_hide(&self, cell: &Cell, look: &Look) -> bool {
        self.areas
            .iter()
            .any(|area| area.contains(cell.row, cell.column))
            && self.condition.may_hold(cell)
            && self.effect.hides(cell, look)
    }
}

impl Effect {
    fn hides(&self, cell: &Cell, look: &Look) -> bool {
        let figure = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            _ => None,
        };
        let by_style = |change: &Change| {
            let letters = change.letters.or(look.letters.colour);
            let ground = change.ground.as_ref().unwrap_or(&look.ground);
            change.struck == Some(true)
                || (change.letters.is_some() || change.ground.is_some())
                    && letters.is_some_and(|letters| ground.swallows(letters))
        };
        match self {
            Self::Style(change) => by_style(change),
            Self::Format(format, change) => {
                let is_changed = match (&cell.content, figure) {
                    (_, Some(figure)) => !matches!(
                        format.plain(Value::Number(figure)),
                        Some(Plain::General | Plain::Figure(_))
                    ),
                    (Content::Text(text), _) => {
                        format.plain(Value::Text(text)) != Some(Plain::Content)
                    }
                    _ => false,
                };
                is_changed || by_style(change)
            }
            Self::InPlace => figure.is_some(),
            Self::Anything => true,
            Self::Scale(ground) => {
                let letters = look.letters.colour;
                figure.is_some() && letters.is_some_and(|letters| ground.swallows(letters))
            }
        }
    }
}

impl Condition {
    fn may_hold(&self, cell: &Cell) -> bool {
        let figure = match &cell.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            Content::Text(_) | Content::Truth(_) => None,
            Content::Error(_) | Content::NoResult => return false,
        };
        match (self, figure) {
            (Self::Never, _) => false,
            (Self::Unknown, _) => true,
            (Self::Worded(how, words), _) => {
                let text = cell.raw().to_lowercase();
                match *how {
                    "containsText" => text.contains(words),
                    "notContainsText" => !text.contains(words),
                    "beginsWith" => text.starts_with(words),
                    _ => text.ends_with(words),
                }
            }
            // a text is more than any figure, and equal to none
            (Self::Compared(operator, _), None) => {
                matches!(
                    operator.as_str(),
                    "notEqual" | "greaterThan" | "greaterThanOrEqual" | "notBetween"
                )
            }
            (Self::Compared(operator, with), Some(figure)) => {
                match (operator.as_str(), with.as_slice()) {
                    ("equal", [with]) => same(figure, *with),
                    ("notEqual", [with]) => !same(figure, *with),
                    ("greaterThan", [with]) => figure > *with,
                    ("greaterThanOrEqual", [with]) => figure >= *with,
                    ("lessThan", [with]) => figure < *with,
                    ("lessThanOrEqual", [with]) => figure <= *with,
                    ("between", [from, to]) => (*from..=*to).contains(&figure),
                    ("notBetween", [from, to]) => !(*from..=*to).contains(&figure),
                    _ => true,
                }
            }
        }
    }
}

/// Equal as far as fifteen digits go.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-15 * one.abs().max(other.abs())
}

pub(super) fn compared(operator: String, formulas: &[String]) -> Condition {
    let with = formulas
        .iter()
        .map(|formula| formula.trim().parse::<f64>().ok())
        .collect::<Option<Vec<_>>>();
    with.map_or(Condition::Unknown, |with| {
        Condition::Compared(operator, with)
    })
}
