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

    /// The cells that it is about, where all of its range decides.
    pub(super) fn picked(&self, cells: &[Cell]) -> Option<HashSet<(u32, u32)>> {
        match &self.condition {
            Condition::Ranked(ranked) => Some(ranked.picked(&self.areas, cells)),
            _ => None,
        }
    }

    /// Whether the rule may hide what stands in a cell, or show it otherwise; `picked` are the
    /// cells that it is about.
    pub(super) fn may_hide(
        &self,
        cell: &Cell,
        look: &Look,
        picked: Option<&HashSet<(u32, u32)>>,
    ) -> bool {
        self.areas
            .iter()
            .any(|area| area.contains(cell.row, cell.column))
            && picked.is_none_or(|picked| picked.contains(&(cell.row, cell.column)))
            && self.condition.may_hold(cell)
            && self.effect.hides(cell, look)
    }

    /// The formula that decides whether it does, with the cell that it is written for.
    pub(super) fn open(&self) -> Option<(&str, (u32, u32))> {
        match &self.condition {
            Condition::Open(formula, at) => Some((formula, *at)),
            _ => None,
        }
    }
}

/// The first cell of areas.
pub(super) fn first_of(areas: &[Area]) -> Option<(u32, u32)> {
    areas.first().map(|area| (area.top, area.left))
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
