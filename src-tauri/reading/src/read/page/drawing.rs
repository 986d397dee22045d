//! How a page draws its elements: by the word of an element, by its class, by its name.
//!
//! Source: CSS 2.1, 4.1 (rules), 14 (colours), 15.7 (size), 16.3 (lines), 11.2 (what is not shown).

use super::declared::{Declared, declared};
use crate::read::look::{Ground, Letters, WHITE};
use scraper::{ElementRef, Html, Selector};
use std::collections::HashMap;

/// Elements stand in each other no deeper than this.
const DEEPEST: usize = 32;

/// What the style sheets of a page say.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    classes: HashMap<String, Declared>,
    elements: HashMap<String, Declared>,
    /// what holds of elements with a class or name only where they stand in others
    perhaps: HashMap<String, Declared>,
}

/// What is known of an element before its words are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drawn {
    pub(super) letters: Letters,
    /// it may be drawn otherwise, or have more words than stand in it
    pub(super) is_unsure: bool,
}

impl Drawing {
    pub(super) fn of(document: &Html) -> Self {
        let mut drawing = Self::default();
        let Ok(styles) = Selector::parse("style") else {
            return drawing;
        };
        for style in document.select(&styles) {
            drawing.take(&style.text().collect::<String>());
        }
        drawing
    }

    /// The rules of a style sheet: `.xl65 {display:none}`.
    pub(super) fn take(&mut self, style: &str) {
        let style = without_comments(style);
        for rule in style.split('}') {
            // of @media print { .a { … the inner one
            let Some((before, body)) = rule.rsplit_once('{') else {
                continue;
            };
            let selectors = before.rsplit(['{', ';']).next().unwrap_or_default();
            let body = declared(body);
            if body == Declared::default() {
                continue;
            }
            for selector in selectors.trim().trim_start_matches("<!--").split(',') {
                self.rule(selector.trim(), &body);
            }
        }
    }

    fn rule(&mut self, selector: &str, body: &Declared) {
        let is_name = |name: &str| {
            let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            !name.is_empty() && name.chars().all(is_part)
        };
        let put = |into: &mut HashMap<String, Declared>, name: &str| {
            let own = into.entry(name.to_ascii_lowercase()).or_default();
            *own = own.with(body);
        };
        match selector.split_once('.') {
            Some(("", class)) if is_name(class) => put(&mut self.classes, class),
            None if is_name(selector) => put(&mut self.elements, selector),
            // td.xl65, td td.a, tr:hover .a, .a::after: what the last part names, perhaps
            _ => {
                let last = selector
                    .rsplit([' ', '>', '+', '~'])
                    .next()
                    .unwrap_or_default();
                let is_whole = last == selector;
                let (bare, pseudo) = last.split_once(':').unwrap_or((last, ""));
                let (element, class) = bare.split_once('.').unwrap_or((bare, ""));
                // links and rows under a mouse are drawn as any other until then
                let is_of_mouse = matches!(pseudo, "hover" | "active" | "focus" | "visited");
                if is_whole && pseudo.is_empty() && is_name(element) && is_name(class) {
                    put(&mut self.classes, class);
                } else if !is_of_mouse {
                    let named = if is_name(class) { class } else { element };
                    put(
                        &mut self.perhaps,
                        if named.is_empty() { "*" } else { named },
                    );
                }
            }
        }
    }

    /// Whether an element is not shown.
    pub(super) fn hides(&self, element: &ElementRef<'_>) -> bool {
        self.says(element).hidden == Some(true) || element.value().attr("hidden").is_some()
    }

    /// How a cell is drawn, and what it stands on.
    pub(super) fn cell(&self, field: &ElementRef<'_>) -> (Drawn, Ground) {
        let around = field.ancestors().take(DEEPEST).filter_map(ElementRef::wrap);
        let around = around.collect::<Vec<_>>();
        let mut drawn = Drawn {
            letters: Letters::default(),
            is_unsure: false,
        };
        let (mut ground, mut signs) = (WHITE, false);
        for element in around.iter().rev().chain([field]) {
            let says = self.says(element);
            ground = says.ground.unwrap_or(ground);
            signs = says.signs.unwrap_or(signs);
            drawn = self.inner(element, drawn);
        }
        // rows and columns that are not shown are told for themselves
        drawn.letters.hidden = signs || self.hides(field);
        (drawn, Ground::Of(ground))
    }

    /// How an element is drawn within one that is drawn so.
    pub(super) fn inner(&self, element: &ElementRef<'_>, around: Drawn) -> Drawn {
        let says = self.says(element);
        let own = element.value();
        let letters = around.letters;
        let letters = Letters {
            colour: says.letters.or(letters.colour),
            size: says.size.or(letters.size),
            hidden: letters.hidden
                || says.signs == Some(true)
                || says.hidden == Some(true)
                || own.attr("hidden").is_some(),
            struck: letters.struck
                || says.struck == Some(true)
                || matches!(own.name(), "s" | "strike" | "del"),
            raised: letters.raised
                || says.raised == Some(true)
                || matches!(own.name(), "sup" | "sub"),
        };
        Drawn {
            letters,
            is_unsure: around.is_unsure || says.adds_words || self.may_matter(element),
        }
    }

    /// What is said of an element itself: by its name, by its classes, by its own word, the last
    /// counts most.
    fn says(&self, element: &ElementRef<'_>) -> Declared {
        let own = element.value();
        let mut says = self.elements.get(own.name()).copied().unwrap_or_default();
        if !self.classes.is_empty() {
            let classes = own.classes().map(str::to_ascii_lowercase);
            for class in classes.filter_map(|class| self.classes.get(&class)) {
                says = says.with(class);
            }
        }
        says = says.with(&Declared::of_attributes(own));
        match own.attr("style") {
            Some(style) => says.with(&declared(style)),
            None => says,
        }
    }

    /// Whether a rule that may hold here would hide something.
    fn may_matter(&self, element: &ElementRef<'_>) -> bool {
        if self.perhaps.is_empty() {
            return false;
        }
        let own = element.value();
        let classes = own.classes().map(str::to_ascii_lowercase);
        let names = classes.chain([own.name().to_owned(), "*".to_owned()]);
        names
            .filter_map(|name| self.perhaps.get(&name))
            .any(Declared::hides_words)
    }
}

fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}
