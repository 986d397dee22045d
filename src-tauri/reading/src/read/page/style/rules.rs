//! The rules of a page's style sheets, and which of them hold for an element.

use super::declared::{Declared, Reason, reason};
use super::property::{doubt, said};
use super::scan::{Piece, parts, pieces, without_comments};
use scraper::node::Element;
use scraper::{ElementRef, Selector};
use std::collections::HashMap;

/// Style sheets with more rules are no return's.
const MOST_RULES: usize = 20_000;
/// Rules stand in each other no deeper than this.
const DEEPEST: u32 = 8;

/// What a rule does to the elements that it holds for.
#[derive(Debug)]
enum Effect {
    Draws(Declared),
    /// it may be drawn otherwise
    Doubts(Reason),
}

#[derive(Debug)]
struct Rule {
    selector: Selector,
    /// what counts more: important, by how much the selector says, the later one
    weight: (bool, u32, usize),
    effect: Effect,
}

/// The rules of a page.
#[derive(Debug, Default)]
pub(in crate::read::page) struct Rules {
    all: Vec<Rule>,
    /// by what the last part of their selectors names: `#a`, `.a`, `td`, nothing
    places: HashMap<String, Vec<usize>>,
    /// what holds for the whole page
    pub(in crate::read::page) doubts: Vec<Reason>,
}

impl Rules {
    /// Takes the rules of a style sheet: `.xl65 {display:none}`.
    pub(in crate::read::page) fn take(&mut self, style: &str) {
        let style = without_comments(style);
        self.pieces(&style, None, 0);
    }

    fn pieces(&mut self, style: &str, within: Option<&str>, depth: u32) {
        for piece in pieces(style) {
            match piece {
                Piece::Statement(own) => {
                    let is_known = own.starts_with("@charset") || own.starts_with("@namespace");
                    if own.starts_with('@') && !is_known {
                        self.doubts.push(reason(own));
                    }
                }
                Piece::Block(before, body) if before.starts_with('@') => {
                    self.at_rule(before, body, within, depth);
                }
                Piece::Block(before, body) => {
                    if self.all.len() > MOST_RULES {
                        self.doubts.push(reason("<style>"));
                        return;
                    }
                    let says = said(body);
                    for selector in parts(before, ',') {
                        self.rule(selector.trim(), &says.usual, within, false);
                        self.rule(selector.trim(), &says.important, within, true);
                    }
                }
            }
        }
    }

    fn at_rule(&mut self, before: &str, body: &str, within: Option<&str>, depth: u32) {
        let name = before[1..]
            .split(|c: char| !c.is_alphanumeric() && c != '-')
            .next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        let is_asked = matches!(
            name.as_str(),
            "media" | "supports" | "layer" | "container" | "document" | "-moz-document"
        );
        if is_asked && depth < DEEPEST {
            let always = ["all", "screen", "only screen", ""];
            let asked = before
                .get(6..)
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            let holds = name == "media" && always.contains(&&*asked);
            self.pieces(body, within.or((!holds).then_some(before)), depth + 1);
            return;
        }
        let is_neutral = match name.as_str() {
            "page" | "list" | "property" | "counter-style" | "viewport" | "-ms-viewport"
            | "keyframes" | "-webkit-keyframes" | "-moz-keyframes" | "-o-keyframes" => true,
            // letters of its own may be drawn as others
            "font-face" => !body.contains("url("),
            _ => false,
        };
        if !is_neutral {
            self.doubts.push(reason(before));
        }
    }

    fn rule(&mut self, selector: &str, says: &Declared, within: Option<&str>, important: bool) {
        if says.is_empty() || waits(selector) {
            return;
        }
        let bare = selector.replace(":link", "");
        let (bare, pseudo) = without_pseudo(&bare);
        let mut effect = match pseudo {
            None => Effect::Draws(says.clone()),
            Some(own) if is_of_program(own) => return,
            Some(own) => match of_pseudo(own, says) {
                Some(()) => Effect::Doubts(reason(selector)),
                None => return,
            },
        };
        if let Some(within) = within {
            effect = Effect::Doubts(reason(within));
        }
        let parsed = Selector::parse(&bare).ok();
        let parsed = parsed.map_or_else(
            || {
                // what asks for more than is known may hold wherever the rest holds
                effect = Effect::Doubts(reason(selector));
                Selector::parse(&without_classes_of_state(&bare)).ok()
            },
            Some,
        );
        let Some(parsed) = parsed else {
            self.doubts.push(reason(selector));
            return;
        };
        let number = self.all.len();
        self.places.entry(named(&bare)).or_default().push(number);
        self.all.push(Rule {
            selector: parsed,
            weight: (important, specificity(&bare), number),
            effect,
        });
    }

    /// What holds for an element, with what it says itself: by its attributes, by rules, by its
    /// own style, by what is important.
    pub(in crate::read::page) fn of(
        &self,
        element: &ElementRef<'_>,
        attributes: Declared,
        style: Option<&super::Said>,
    ) -> Declared {
        let mut says = attributes;
        let holding = self.holding(element);
        let draw = |says: &mut Declared, is_important: bool| {
            for rule in holding.iter().filter(|rule| rule.weight.0 == is_important) {
                match &rule.effect {
                    Effect::Draws(own) => says.take(own),
                    Effect::Doubts(why) => says.unknown = Some(why.clone()),
                }
            }
        };
        draw(&mut says, false);
        if let Some(style) = style {
            says.take(&style.usual);
        }
        draw(&mut says, true);
        if let Some(style) = style {
            says.take(&style.important);
        }
        says
    }

    fn holding(&self, element: &ElementRef<'_>) -> Vec<&Rule> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let own = element.value();
        let mut holding = places(own)
            .filter_map(|place| self.places.get(&place))
            .flatten()
            .filter_map(|number| self.all.get(*number))
            .filter(|rule| rule.selector.matches(element))
            .collect::<Vec<_>>();
        holding.sort_by_key(|rule| rule.weight);
        holding.dedup_by_key(|rule| rule.weight.2);
        holding
    }
}

/// Under what an element is looked for.
fn places(element: &Element) -> impl Iterator<Item = String> + '_ {
    let id = element
        .id()
        .map(|id| format!("#{}", id.to_ascii_lowercase()));
    let classes = element
        .classes()
        .map(|class| format!(".{}", class.to_ascii_lowercase()));
    id.into_iter()
        .chain(classes)
        .chain([element.name().to_ascii_lowercase(), String::new()])
}

/// What the last part of a selector names: the same for each element that it holds for.
fn named(selector: &str) -> String {
    let last = selector
        .rsplit([' ', '>', '+', '~'])
        .next()
        .unwrap_or_default();
    if last.contains(['\\', '(']) {
        return String::new();
    }
    let end = |text: &str| text.find(['.', '#', '[', ':', '*']).unwrap_or(text.len());
    let of = |sign: char| {
        let (_, rest) = last.split('[').next()?.split_once(sign)?;
        Some(format!("{sign}{}", rest[..end(rest)].to_ascii_lowercase()))
    };
    of('#')
        .or_else(|| of('.'))
        .unwrap_or_else(|| last[..end(last)].to_ascii_lowercase())
}

/// CSS 2.1, 6.4.3: names, then classes, attributes and states, then elements.
fn specificity(selector: &str) -> u32 {
    let (mut names, mut classes, mut elements) = (0, 0, 0);
    let mut is_inside = false;
    let mut before = ' ';
    for c in selector.chars() {
        match c {
            '[' => {
                is_inside = true;
                classes += 1;
            }
            ']' => is_inside = false,
            _ if is_inside => {}
            '#' => names += 1,
            '.' | ':' => classes += 1,
            c if c.is_alphabetic() && matches!(before, ' ' | '>' | '+' | '~' | '(') => {
                elements += 1;
            }
            _ => {}
        }
        before = c;
    }
    names * 10_000 + classes * 100 + elements
}

/// Whether a rule holds only while somebody does something to an element.
fn waits(selector: &str) -> bool {
    [":hover", ":active", ":focus", ":visited", ":target"]
        .iter()
        .any(|state| selector.contains(state))
}

/// A selector without the part of an element that it asks for, and that part.
fn without_pseudo(selector: &str) -> (String, Option<&str>) {
    let at = selector.find("::").or_else(|| {
        [":before", ":after", ":first-letter", ":first-line"]
            .iter()
            .find_map(|own| selector.find(own))
    });
    match at {
        Some(at) => {
            let (bare, pseudo) = selector.split_at(at);
            let bare = if bare.is_empty() || bare.ends_with([' ', '>', '+', '~']) {
                format!("{bare}*")
            } else {
                bare.to_owned()
            };
            (bare, Some(pseudo.trim_start_matches(':')))
        }
        None => (selector.to_owned(), None),
    }
}

/// Parts that are no words of the page: what is marked by hand, bars, hints in empty fields.
fn is_of_program(pseudo: &str) -> bool {
    [
        "selection",
        "scrollbar",
        "placeholder",
        "focus",
        "spin-button",
        "backdrop",
        "marker",
    ]
    .iter()
    .any(|own| pseudo.contains(own))
}

/// Whether what is put before or behind words may be read, or may cover them.
fn of_pseudo(pseudo: &str, says: &Declared) -> Option<()> {
    match pseudo {
        "before" | "after" => match says.content {
            // nothing is put there
            None => None,
            Some(true) => Some(()),
            Some(false) => (doubt(says).is_some() || says.ground.is_some()).then_some(()),
        },
        _ => Some(()),
    }
}

/// A selector without `:what(…)`.
fn without_classes_of_state(selector: &str) -> String {
    let mut out = String::new();
    let (mut is_state, mut depth) = (false, 0_u32);
    for c in selector.chars() {
        match c {
            ':' => is_state = true,
            '(' if is_state => depth += 1,
            ')' if is_state => depth = depth.saturating_sub(1),
            ' ' | '>' | '+' | '~' | '.' | '#' | '[' if depth == 0 => is_state = false,
            _ => {}
        }
        if !is_state {
            out.push(c);
        }
    }
    if out.trim().is_empty() {
        "*".to_owned()
    } else {
        out
    }
}
