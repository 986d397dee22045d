//! The text of a cell of a page, as a person sees it.

use super::hiding::{Hiding, says};
use crate::read::Ink;
use scraper::{ElementRef, Node};

/// What stands in a cell.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// what is seen; what is not seen where nothing is
    pub(super) text: String,
    pub(super) ink: Ink,
}

/// How what stands in an element is drawn.
#[derive(Debug, Clone, Copy, Default)]
struct Look {
    unseen: bool,
    struck: bool,
    raised: bool,
}

/// The text of a cell without what it does not show, its scripts, and the tables in it.
pub(super) fn words(field: ElementRef<'_>, hiding: &Hiding) -> Words {
    let (mut seen, mut unseen) = (String::new(), String::new());
    let (mut is_struck, mut is_raised) = (false, false);
    let own = look(&field, Look::default(), hiding);
    let mut open = vec![own];
    let mut at = field.first_child();
    while let Some(node) = at {
        let here = open.last().copied().unwrap_or_default();
        let mut down = false;
        match node.value() {
            Node::Text(text) => {
                let filled = !text.trim().is_empty();
                is_struck |= filled && here.struck && !here.unseen;
                is_raised |= filled && here.raised && !here.unseen;
                put(if here.unseen { &mut unseen } else { &mut seen }, text);
            }
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    let inner = look(&element, here, hiding);
                    let into = if inner.unseen { &mut unseen } else { &mut seen };
                    down = enter(&element, into);
                    if down && node.has_children() {
                        open.push(inner);
                    }
                }
            }
            _ => {}
        }
        if down && let Some(child) = node.first_child() {
            at = Some(child);
            continue;
        }
        let mut last = node;
        at = loop {
            if let Some(next) = last.next_sibling() {
                break Some(next);
            }
            match last.parent() {
                Some(parent) if parent.id() != field.id() => {
                    open.pop();
                    last = parent;
                }
                _ => break None,
            }
        };
    }
    let is_unseen = !unseen.trim().is_empty();
    let ink = if is_struck {
        Ink::Struck
    } else if is_unseen {
        Ink::Invisible
    } else if is_raised {
        Ink::Raised
    } else {
        Ink::Plain
    };
    let text = if seen.trim().is_empty() { unseen } else { seen };
    Words {
        text: text.trim().to_owned(),
        ink,
    }
}

/// Takes what an element itself says; whether there may be more in it.
fn enter(element: &ElementRef<'_>, into: &mut String) -> bool {
    let own = element.value();
    match own.name() {
        "script" | "style" | "template" | "table" | "noscript" => return false,
        "br" | "p" | "div" | "li" => line(into),
        "input" => {
            let kind = own.attr("type").unwrap_or("text").to_ascii_lowercase();
            if matches!(kind.as_str(), "text" | "number" | "date" | "tel") {
                put(into, own.attr("value").unwrap_or_default());
            }
        }
        // of a list the chosen word is seen, or the first
        "option" => {
            let mut others = element
                .parent()
                .into_iter()
                .flat_map(|list| list.children())
                .filter_map(ElementRef::wrap)
                .filter(|other| other.value().name() == "option");
            let is_chosen = |option: &ElementRef<'_>| option.value().attr("selected").is_some();
            return is_chosen(element)
                || others.clone().next().is_some_and(|first| first == *element)
                    && !others.any(|other| is_chosen(&other));
        }
        _ => {}
    }
    true
}

fn look(element: &ElementRef<'_>, around: Look, hiding: &Hiding) -> Look {
    let own = element.value();
    let style = own.attr("style").unwrap_or_default();
    let is = |words: &str| !style.is_empty() && says(style, words);
    Look {
        unseen: around.unseen || hiding.hides(element),
        struck: around.struck || matches!(own.name(), "s" | "strike" | "del") || is("line-through"),
        raised: around.raised
            || matches!(own.name(), "sup" | "sub")
            || is("vertical-align:super")
            || is("vertical-align:sub"),
    }
}

/// White space is one space, however much of it there is.
fn put(into: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_whitespace() {
            into.push(c);
        } else if !into.is_empty() && !into.ends_with(char::is_whitespace) {
            into.push(' ');
        }
    }
}

fn line(into: &mut String) {
    let end = into.trim_end().len();
    into.truncate(end);
    if !into.is_empty() {
        into.push('\n');
    }
}
