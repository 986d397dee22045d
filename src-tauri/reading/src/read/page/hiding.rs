//! What a page does not show: by the word of an element, by its class, by its name.

use scraper::{ElementRef, Html, Selector};
use std::collections::HashSet;

/// Classes and elements that the style sheets of a page do not show.
#[derive(Debug, Default)]
pub(super) struct Hiding {
    classes: HashSet<String>,
    elements: HashSet<String>,
}

impl Hiding {
    pub(super) fn of(document: &Html) -> Self {
        let mut hiding = Self::default();
        let Ok(styles) = Selector::parse("style") else {
            return hiding;
        };
        for style in document.select(&styles) {
            hiding.take(&style.text().collect::<String>());
        }
        hiding
    }

    /// The rules of a style sheet: `.xl65 {display:none}`. Of selectors with more than one part
    /// nothing is taken.
    pub(super) fn take(&mut self, style: &str) {
        for (selectors, body) in style.split('}').filter_map(|rule| rule.split_once('{')) {
            if !hides(body) {
                continue;
            }
            let bare = selectors.trim_start_matches("<!--");
            for selector in bare.split(',').map(str::trim) {
                let is_name = |name: &str| {
                    !name.is_empty()
                        && name
                            .chars()
                            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
                };
                match selector.split_once('.') {
                    Some((element, class))
                        if is_name(class) && (element.is_empty() || is_name(element)) =>
                    {
                        self.classes.insert(class.to_owned());
                    }
                    None if is_name(selector) => {
                        self.elements.insert(selector.to_ascii_lowercase());
                    }
                    _ => {}
                }
            }
        }
    }

    /// Whether an element is not shown.
    pub(super) fn hides(&self, element: &ElementRef<'_>) -> bool {
        let own = element.value();
        own.attr("style").is_some_and(hides)
            || own.attr("hidden").is_some()
            || self.elements.contains(own.name())
            || !self.classes.is_empty() && own.classes().any(|class| self.classes.contains(class))
    }
}

fn hides(style: &str) -> bool {
    ["display:none", "visibility:hidden", "visibility:collapse"]
        .iter()
        .any(|words| says(style, words))
}

/// Whether a style says so, whatever white space stands in it.
pub(super) fn says(style: &str, words: &str) -> bool {
    let compact = style
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect::<String>();
    compact.contains(words)
}
