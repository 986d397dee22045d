//! How a style of an ods lays words out in a cell: OpenDocument 1.3, part 3, 20.

use super::look::{Fit, Quirks, STACKED, Seen};
use super::parts::points;
use super::xml::attribute;
use quick_xml::events::BytesStart;

/// How a style lays words out, as far as it says it.
#[derive(Default)]
pub(super) struct Laid {
    wraps: Option<bool>,
    shrinks: Option<bool>,
    /// `start`, `center`, `end` …
    horizontal: Option<String>,
    vertical: Option<String>,
    turned: Option<u8>,
    /// points from the edge
    margin: Option<f32>,
    backwards: Option<bool>,
}

impl Laid {
    /// What the properties of a style say.
    pub(super) fn take(&mut self, name: &str, element: &BytesStart<'_>) {
        let said = |name: &str| attribute(element, name);
        if name == "paragraph-properties" {
            self.horizontal = said("text-align").or(self.horizontal.take());
            let margin = said("margin-left").and_then(|own| points(&own));
            self.margin = margin.map(|own| own as f32).or(self.margin);
            let mode = said("writing-mode").map(|own| own.starts_with("rl"));
            self.backwards = mode.or(self.backwards);
            return;
        }
        let wraps = said("wrap-option").map(|own| own == "wrap");
        self.wraps = wraps.or(self.wraps);
        let shrinks = said("shrink-to-fit").map(|own| own == "true");
        self.shrinks = shrinks.or(self.shrinks);
        self.vertical = said("vertical-align").or(self.vertical.take());
        let angle = said("rotation-angle");
        let angle = angle.and_then(|own| own.trim_end_matches("deg").parse::<f32>().ok());
        #[expect(clippy::cast_possible_truncation, reason = "whole degrees are enough")]
        let turned = angle.map(|own| Fit::turned_by(own as i32));
        self.turned = turned.or(self.turned);
        if said("direction").as_deref() == Some("ttb") {
            self.turned = Some(STACKED);
        }
    }

    /// Of some styles what the first says that says anything.
    pub(super) fn of(chain: &[&Self]) -> Self {
        let each = || chain.iter();
        Self {
            wraps: each().find_map(|own| own.wraps),
            shrinks: each().find_map(|own| own.shrinks),
            horizontal: each().find_map(|own| own.horizontal.clone()),
            vertical: each().find_map(|own| own.vertical.clone()),
            turned: each().find_map(|own| own.turned),
            margin: each().find_map(|own| own.margin),
            backwards: each().find_map(|own| own.backwards),
        }
    }

    /// What few styles say.
    pub(super) fn quirks(&self) -> Quirks {
        /// points of a step away from the edge
        const STEP: f32 = 10.0;
        let steps = self
            .margin
            .map_or(0.0, |own| (own / STEP).clamp(0.0, 200.0));
        Quirks {
            crossed: false,
            shrinks: self.shrinks == Some(true),
            backwards: self.backwards == Some(true),
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped"
            )]
            indent: steps as u8,
        }
    }

    /// How words are laid out; nothing of those that become as small as they must be.
    pub(super) fn fit(&self) -> Option<Fit> {
        let (quirks, turned) = (self.quirks(), self.turned.unwrap_or(0));
        let horizontal = self.horizontal.as_deref().unwrap_or("start");
        let fit = Fit {
            wraps: self.wraps == Some(true) || horizontal == "justify",
            to_right: matches!(horizontal, "start" | "left" | "center"),
            to_left: matches!(horizontal, "center" | "end" | "right"),
            indent: quirks.indent,
            seen: match self.vertical.as_deref() {
                Some("top") => Seen::First,
                Some("middle") => Seen::Middle,
                _ => Seen::Last,
            },
            turned,
        };
        (turned != 0 || !quirks.shrinks).then_some(fit)
    }
}
