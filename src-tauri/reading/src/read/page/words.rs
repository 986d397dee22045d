//! The text of a cell of a page, as a person sees it.

use super::drawing::{Drawing, Drawn};
use super::style::Reason;
use crate::read::look::{Ground, Letters, Rich, Run, Veil};
use scraper::{ElementRef, Node};
use std::rc::Rc;

/// What stands in a cell.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// what is seen; what is not seen where nothing is
    pub(super) text: String,
    pub(super) veil: Veil,
    /// what is not understood of how they are drawn
    pub(super) doubt: Option<Reason>,
    /// the number format of the cell
    pub(super) format: Option<Rc<str>>,
}

/// The text of a cell without what it does not show, its scripts, and the tables in it; `own` is
/// how the cell is drawn.
pub(super) fn words(field: ElementRef<'_>, own: &Drawn, drawing: &Drawing) -> Words {
    let mut rich = Rich::default();
    let ground = own.ground();
    let mut doubt = own.doubt.clone();
    let mut open = vec![own.clone()];
    let mut at = field.first_child();
    while let Some(node) = at {
        let here = open.last().unwrap_or(own);
        let mut down = false;
        match node.value() {
            Node::Text(text) => {
                // only letters of the alphabet are written large or small
                if doubt.is_none() && text.contains(|c: char| c.is_ascii_alphabetic()) {
                    doubt.clone_from(&here.cases);
                }
                put(&mut rich, here.letters(ground), text);
            }
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    let inner = drawing.inner(&element, here);
                    doubt = doubt.or_else(|| inner.doubt.clone());
                    down = enter(&element, inner.letters(ground), &mut rich);
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
    let (text, veil) = rich.seen(&own.letters(ground), &Ground::Of(ground));
    let veil = veil.max(own.veil).max(match doubt {
        Some(_) => Veil::Styled,
        None => Veil::None,
    });
    Words {
        text: text.trim().to_owned(),
        veil,
        doubt,
        format: own.format.clone(),
    }
}

/// Takes what an element itself says; whether there may be more in it.
fn enter(element: &ElementRef<'_>, inner: Letters, into: &mut Rich) -> bool {
    let own = element.value();
    match own.name() {
        "script" | "style" | "template" | "table" | "noscript" => return false,
        "br" | "p" | "div" | "li" => line(into),
        "input" => {
            let kind = own.attr("type").unwrap_or("text").to_ascii_lowercase();
            if matches!(kind.as_str(), "text" | "number" | "date" | "tel") {
                put(into, inner, own.attr("value").unwrap_or_default());
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

/// White space is one space, however much of it there is.
fn put(into: &mut Rich, letters: Letters, text: &str) {
    let mut ends_blank = into
        .runs
        .last()
        .is_none_or(|run| run.text.is_empty() || run.text.ends_with(char::is_whitespace));
    if into
        .runs
        .last()
        .is_none_or(|run| run.letters != Some(letters))
    {
        into.runs.push(Run {
            text: String::new(),
            letters: Some(letters),
        });
    }
    let Some(run) = into.runs.last_mut() else {
        return;
    };
    for c in text.chars() {
        if !c.is_whitespace() {
            run.text.push(c);
            ends_blank = false;
        } else if !ends_blank {
            run.text.push(' ');
            ends_blank = true;
        }
    }
}

fn line(into: &mut Rich) {
    if let Some(run) = into.runs.last_mut() {
        let end = run.text.trim_end().len();
        run.text.truncate(end);
        run.text.push('\n');
    }
}
