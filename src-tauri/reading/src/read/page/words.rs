//! The text of a cell of a page, as a person sees it.

use super::drawing::Drawing;
use crate::read::look::{Letters, Rich, Run, Veil};
use scraper::{ElementRef, Node};

/// What stands in a cell.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// what is seen; what is not seen where nothing is
    pub(super) text: String,
    pub(super) veil: Veil,
}

/// The text of a cell without what it does not show, its scripts, and the tables in it.
pub(super) fn words(field: ElementRef<'_>, drawing: &Drawing) -> Words {
    let mut rich = Rich::default();
    let (own, ground) = drawing.cell(&field);
    let mut is_unsure = own.is_unsure;
    let mut open = vec![own];
    let mut at = field.first_child();
    while let Some(node) = at {
        let here = open.last().copied().unwrap_or(own);
        let mut down = false;
        match node.value() {
            Node::Text(text) => put(&mut rich, here.letters, text),
            Node::Element(_) => {
                if let Some(element) = ElementRef::wrap(node) {
                    let inner = drawing.inner(&element, here);
                    is_unsure |= inner.is_unsure;
                    down = enter(&element, inner.letters, &mut rich);
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
    let (text, veil) = rich.seen(&own.letters, &ground);
    let veil = if is_unsure {
        veil.max(Veil::Conditional)
    } else {
        veil
    };
    Words {
        text: text.trim().to_owned(),
        veil,
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
