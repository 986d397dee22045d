//! Formats that depend on what stands in a cell, where they hide it or show it otherwise, in each
//! kind of workbook.
//!
//! Colours that only call attention are none of this. A rule that is not worked out here counts as
//! one that may apply.

mod biff;
mod condition;
mod formula;
mod ods;
mod ranked;
mod tokens;
mod xlsx;

pub(super) use self::biff::Gathering;
pub(super) use self::condition::{Condition, compared};
pub(super) use self::formula::of_formula;
pub(super) use self::ods::{Reading as OdsReading, of_map};
pub(super) use self::xlsx::{areas_of, rules};

use super::Area;
use super::cell::{Cell, Content};
use super::look::{Change, Ground, Look, Rgb};
use crate::sight::{Format, Locale, Plain, Value};
use std::collections::HashSet;

/// Areas with more of them are no return's.
pub(super) const MOST_RULES: usize = 1000;

/// A rule that may hide what stands in a cell or show it otherwise.
#[derive(Debug)]
pub(super) struct Rule {
    areas: Vec<Area>,
    condition: Condition,
    effect: Effect,
    /// where it holds, those behind it are not asked
    stops: bool,
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
            stops: false,
        })
    }

    /// A rule behind which none is asked where it holds; of itself it may change nothing.
    pub(super) fn stopping(areas: &[Area], condition: Condition, change: Change) -> Self {
        let plain = |condition, change| Self {
            areas: areas.to_vec(),
            condition,
            effect: Effect::Style(change),
            stops: true,
        };
        match Self::styled(areas, condition.clone(), change) {
            Some(rule) => Self {
                stops: true,
                ..rule
            },
            None => plain(condition, Change::default()),
        }
    }

    /// A rule that shows a sign or a bar in place of figures.
    fn in_place(areas: &[Area]) -> Self {
        Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::InPlace,
            stops: false,
        }
    }

    /// A rule that cannot be made out.
    fn anything(areas: &[Area]) -> Self {
        Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::Anything,
            stops: false,
        }
    }

    /// A rule that gives cells grounds between colours.
    fn scale(areas: &[Area], colours: Vec<Rgb>) -> Option<Self> {
        (!colours.is_empty()).then(|| Self {
            areas: areas.to_vec(),
            condition: Condition::Unknown,
            effect: Effect::Scale(Ground::Between(colours)),
            stops: false,
        })
    }

    /// The cells that it is about, where all of its range decides.
    pub(super) fn picked(&self, cells: &[Cell]) -> Option<HashSet<(u32, u32)>> {
        match &self.condition {
            Condition::Ranked(ranked) => Some(ranked.picked(&self.areas, cells)),
            _ => None,
        }
    }

    /// Whether the rule is about a cell; `picked` are the cells that it is about.
    fn may_hold(&self, cell: &Cell, picked: Option<&HashSet<(u32, u32)>>) -> bool {
        self.areas
            .iter()
            .any(|area| area.contains(cell.row, cell.column))
            && picked.is_none_or(|picked| picked.contains(&(cell.row, cell.column)))
            && self.condition.may_hold(cell)
    }

    /// The formula that decides whether it does, with the cell that it is written for.
    pub(super) fn open(&self) -> Option<(&str, (u32, u32))> {
        match &self.condition {
            Condition::Open(formula, at) => Some((formula, *at)),
            _ => None,
        }
    }
}

/// The rules that may hide what stands in a cell, or show it otherwise. They are in their order:
/// the first that holds decides of the letters, and one may end it; `picked` are the cells that
/// each is about.
pub(super) fn hiding<'a>(
    all: &'a [Rule],
    picked: &[Option<HashSet<(u32, u32)>>],
    cell: &Cell,
    look: &Look,
) -> Vec<&'a Rule> {
    let mut hiding = Vec::new();
    let mut is_inked = false;
    for (rule, picked) in all.iter().zip(picked) {
        if !rule.may_hold(cell, picked.as_ref()) {
            continue;
        }
        let inks = rule.effect.only_inks();
        if rule.effect.hides(cell, look) && !(is_inked && inks) {
            hiding.push(rule);
        }
        if rule.condition.is_certain(cell, picked.is_some()) {
            is_inked |= rule.effect.inks();
            if rule.stops {
                break;
            }
        }
    }
    hiding
}

/// The first cell of areas.
pub(super) fn first_of(areas: &[Area]) -> Option<(u32, u32)> {
    areas.first().map(|area| (area.top, area.left))
}

impl Effect {
    /// Whether it gives letters a colour.
    fn inks(&self) -> bool {
        matches!(self, Self::Style(change) | Self::Format(_, change) if change.letters.is_some())
    }

    /// Whether it does nothing else.
    fn only_inks(&self) -> bool {
        let Self::Style(change) = self else {
            return false;
        };
        let other = Change {
            letters: None,
            ..change.clone()
        };
        other == Change::default()
    }

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
