//! Words of a page that stand outside of its tables: titles, notes, what a table is headed with.

use super::drawing::{Drawing, place};
use scraper::{ElementRef, Node};
use std::collections::HashMap;

/// Lines before a table, by where the table is kept; those behind the last one stand under zero.
pub(super) type Outside = HashMap<usize, Vec<String>>;

/// Lines that are kept of a page, and characters of a line: what is longer is no return's.
const MOST: usize = 40;
const LONGEST: usize = 200;

/// The words outside of the tables of a page, line by line.
pub(super) fn outside(body: ElementRef<'_>, drawing: &Drawing) -> Outside {
    let mut reading = Reading::default();
    reading.walk(body, drawing);
    reading.end_line();
    let behind = std::mem::take(&mut reading.lines);
    reading.found.insert(0, behind);
    reading.found
}

#[derive(Default)]
struct Reading {
    found: Outside,
    lines: Vec<String>,
    line: String,
    count: usize,
}

impl Reading {
    fn walk(&mut self, body: ElementRef<'_>, drawing: &Drawing) {
        let mut at = body.first_child();
        while let Some(node) = at {
            let mut goes_in = false;
            match node.value() {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(_) => {
                    if let Some(element) = ElementRef::wrap(node) {
                        goes_in = self.enter(element, drawing);
                    }
                }
                _ => {}
            }
            if goes_in && let Some(child) = node.first_child() {
                at = Some(child);
                continue;
            }
            let mut last = node;
            at = loop {
                if let Some(next) = last.next_sibling() {
                    break Some(next);
                }
                match last.parent().filter(|parent| parent.id() != body.id()) {
                    Some(parent) => {
                        last = parent;
                        if ElementRef::wrap(last).is_some_and(|own| is_line(own.value().name())) {
                            self.end_line();
                        }
                    }
                    None => break None,
                }
            };
        }
    }

    /// Takes an element; whether there may be words in it.
    fn enter(&mut self, element: ElementRef<'_>, drawing: &Drawing) -> bool {
        let name = element.value().name();
        if is_line(name) {
            self.end_line();
        }
        match name {
            "table" => {
                self.end_line();
                let captions = element.children().filter_map(ElementRef::wrap);
                for caption in captions.filter(|own| own.value().name() == "caption") {
                    self.line = caption.text().collect();
                    self.end_line();
                }
                let lines = std::mem::take(&mut self.lines);
                self.found.insert(place(&element), lines);
                false
            }
            // what leads elsewhere, and what is no words
            "a" | "script" | "style" | "noscript" | "template" | "button" | "select" | "nav"
            | "head" | "title" | "xml" => false,
            _ => !drawing.hides(&element),
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !line.is_empty() && line.chars().count() <= LONGEST && self.count < MOST {
            self.count += 1;
            self.lines.push(line);
        }
    }
}

/// Whether an element begins and ends a line.
fn is_line(name: &str) -> bool {
    const LINES: &str = "p div br h1 h2 h3 h4 h5 h6 center li ul ol section header footer article \
        main form hr blockquote table pre";
    LINES.split_ascii_whitespace().any(|own| own == name)
}
